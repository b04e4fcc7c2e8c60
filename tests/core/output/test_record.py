"""The print log, and the copies that have grown old."""

from __future__ import annotations

from cxdesk.entities.incident import Incident
from cxdesk.output import printing, record
from cxdesk.schema.entity import changed
from tests.core.output import paper_shop
from tests.core.output.paper_shop import DAY, MemoryReader


def log(reader: MemoryReader, name: str, at: str = "2026-11-01T09:00:00Z", **options: object) -> None:
    made = printing.render(printing.sheet(name), reader, options, today=DAY)
    for one in record.records(made, paper="A4", copies=2, printed_at=at, by="Maya", target="file"):
        reader.add(one)


def ages(reader: MemoryReader) -> list[tuple[str, str, str]]:
    return [(one.sheet, one.about, one.age) for one in record.older_copies(reader)]


def reword(reader: MemoryReader, standard: int, text: str) -> None:
    old = reader.tables[paper_shop.Standard][standard]
    reader.put(changed(old, text=text), standard)


def test_nothing_is_old_at_first() -> None:
    reader = paper_shop.sample()
    reader.add(Incident(happened_on=DAY, happened="The wrong day"))
    assert ages(reader) == []
    for name in printing.sheets():
        log(reader, name)
    assert ages(reader) == []


def test_a_print_is_kept_for_each_stage_that_it_is_about() -> None:
    reader = paper_shop.sample()
    log(reader, "training-sheet", stage="all", people="all")
    rows = [one.record for one in reader.rows(paper_shop_record())]
    assert [one.about for one in rows] == ["Before the visit", "Arrival & greeting", "Saying goodbye"]
    assert {(one.paper, one.copies, one.by, one.target) for one in rows} == {("A4", 2, "Maya", "file")}


def paper_shop_record() -> type:
    from cxdesk.entities.print_record import PrintRecord

    return PrintRecord


def test_a_minor_edit_is_wording_only_and_a_new_version_is_newer() -> None:
    reader = paper_shop.sample()
    log(reader, "training-sheet", stage="all")
    log(reader, "vision-poster")
    reword(reader, 1, "Answer the phone within three rings, always")
    paper_shop.freeze(reader, 8, "Open the card")
    reword(reader, 8, "Open the card before anybody sits down")
    assert ages(reader) == [
        ("training-sheet", "Before the visit", "wording only"),
        ("training-sheet", "Arrival & greeting", "newer version"),
    ]
    first, second = record.older_copies(reader)
    assert "wording only" in first.sentence
    assert first.mark in first.sentence
    assert first.record.mark in first.sentence
    assert "version 3" in second.sentence
    assert second.title == "Training sheet"


def test_the_latest_print_of_a_sheet_counts() -> None:
    reader = paper_shop.sample()
    log(reader, "stage-sheet", stage="2")
    reword(reader, 7, "Look up at once")
    assert len(ages(reader)) == 1
    log(reader, "stage-sheet", at="2026-11-20T09:00:00Z", stage="2")
    assert ages(reader) == []


def test_a_stage_that_is_gone_or_renamed_is_named() -> None:
    reader = paper_shop.sample()
    log(reader, "stage-sheet", stage="3")
    stage = reader.tables[paper_shop.Stage][3]
    reader.put(changed(stage, name="Farewell"), 3)
    assert ages(reader) == [("stage-sheet", "Saying goodbye", "gone")]
    assert "Saying goodbye" in record.older_copies(reader)[0].sentence


def test_a_new_vision_makes_posters_old() -> None:
    reader = paper_shop.sample()
    log(reader, "vision-poster")
    old = reader.tables[paper_shop.Vision][1]
    reader.put(changed(old, status="past"), 1)
    reader.add(paper_shop.Vision(statement="Nobody waits unseen.", version=3, status="adopted"))
    assert ages(reader) == [("vision-poster", "", "newer version")]


def test_blank_forms_never_grow_old() -> None:
    reader = paper_shop.empty()
    log(reader, "training-sheet")
    assert ages(reader) == []
    reader.add(paper_shop.Stage(position=1, name="First"))
    assert ages(reader) == []


def test_sheets_that_this_program_no_longer_has_are_left_alone() -> None:
    reader = paper_shop.sample()
    reader.add(paper_shop_record()(sheet="wallet-card", about="", version=1, mark="AAAA"))
    assert ages(reader) == []
