"""Forms that come back: their numbers, never two alike, and what is kept of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.print_record import PrintRecord
from cxdesk.output import places, printing, record
from cxdesk.output.places import corner_text
from cxdesk.output.sheet import FormPart, Part, Printed
from cxdesk.schema.entity import changed
from cxdesk.services.paper_forms import Place, Places, next_number, number_text
from cxdesk.workspace import Workspace
from tests.core.output import paper_shop, reading
from tests.core.output.paper_shop import DAY, MemoryReader

FACTS: dict[str, Any] = {
    "paper": "A4",
    "copies": 1,
    "printed_at": "2026-11-21T09:00:00Z",
    "by": "Maya",
    "target": "file",
}


def form(reader: Any, name: str = "walk-round-sheet", **more: Any) -> Printed:
    options = more.pop("options", {})
    return printing.render(printing.sheet(name), reader, options, today=DAY, numbered=True, **more)


def numbers(printed: Printed) -> list[str]:
    return [one.number for one in printed.forms]


def kept(reader: Any) -> list[PaperForm]:
    return [row.record for row in reader.rows(PaperForm)]


class Log(MemoryReader):
    """Runs operations on records in memory, and can remove them."""

    def change(self, cls: type, record_id: int, **values: object) -> None:
        self.put(changed(self.tables[cls][record_id], **values), record_id)

    def remove(self, cls: type, record_id: int) -> None:
        del self.tables[cls][record_id]

    def run(self, _label: str, act: Any, **_more: Any) -> Any:
        return act(self)


# Numbers


def test_numbers_are_short_and_go_on_above_the_highest() -> None:
    reader = MemoryReader()
    assert number_text(next_number(reader)) == "F-0001"
    for number in ("F-0009", "F-0003", "F-12000", "other", "F-99999x", ""):
        reader.add(PaperForm(number=number, sheet="x"))
    assert number_text(next_number(reader)) == "F-12001"


def test_a_code_fits_the_smallest_square() -> None:
    from cxdesk.output.corners import _modules

    for number, page, corner in ((1, 1, "TL"), (42, 2, "BR"), (123456, 99, "BL")):
        text = corner_text(number_text(number), page, corner)
        assert len(text) <= 20
        assert len(_modules(text)) == 21
    assert corner_text("F-0042", 2, "TL") == "CXD1 F-0042 2 TL"


def test_who_does_not_note_gets_no_number() -> None:
    made = printing.render(printing.sheet("walk-round-sheet"), paper_shop.sample(), {}, today=DAY)
    assert made.forms == ()
    assert "F-0001" not in "".join(reading.page_texts(made.pdf))
    assert "notnumbered" in reading.text(made.pdf)


def test_sheets_that_do_not_come_back_have_none() -> None:
    assert form(paper_shop.sample(), "training-sheet").forms == ()


def test_each_stage_and_each_copy_has_its_own() -> None:
    reader = paper_shop.sample()
    made = form(reader, "sign-off-sheet", options={"stage": "all"}, copies=2)
    assert numbers(made) == [f"F-{number:04}" for number in range(1, 7)]
    assert [made.parts[one.part].about for one in made.forms] == [*list(paper_shop.STAGES) * 2]
    pages = reading.page_texts(made.pdf)
    assert sum(one.pages for one in made.forms) == len(pages)
    assert all(sum(f"{number} " in page.replace("\r\n", " ") for page in pages) for number in numbers(made))


def test_forms_of_a_pack_count_on() -> None:
    reader = paper_shop.sample()
    reader.add(PaperForm(number="F-0007", sheet="x"))
    jobs = [
        printing.gather_job(printing.sheet(name), reader, {}, today=DAY, numbered=True)
        for name in ("walk-round-sheet", "vision-poster", "sign-off-sheet")
    ]
    made = printing.pack(jobs, "Pack")
    assert numbers(made) == ["F-0008", "F-0009"]
    assert [made.parts[one.part].sheet for one in made.forms] == ["walk-round-sheet", "sign-off-sheet"]
    assert {place.page for place in Places.read(made.forms[1].places).places} <= {1, 2}


def test_of_two_previews_with_one_number_the_second_is_drawn_anew() -> None:
    log = Log()
    log.tables.update(paper_shop.sample().tables)
    first, second = form(log), form(log, "sign-off-sheet")
    assert numbers(first) == numbers(second) == ["F-0001"]
    with record.noting(log, first, **FACTS):
        pass
    with pytest.raises(record.NumberTakenError, match="F-0001"), record.noting(log, second, **FACTS):
        pytest.fail("it went out")
    assert len(log.rows(PrintRecord)) == len(kept(log)) == 1
    again = form(log, "sign-off-sheet")
    with record.noting(log, again, **FACTS):
        pass
    assert [one.number for one in kept(log)] == ["F-0001", "F-0002"]
    assert "F-0002" in "".join(reading.page_texts(again.pdf))


def printed(first: int, count: int) -> Printed:
    """A print without a page, with as many forms."""
    forms = tuple(FormPart(number_text(first + i), 0, 1, "{}") for i in range(count))
    return Printed(b"", 1, 1, "ABCD", "", (), (Part("walk-round-sheet", "", 1, "ABCD"),), forms)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("preview"), st.integers(1, 4)),
            st.tuples(st.just("print"), st.integers(0, 5)),
            st.tuples(st.just("fail"), st.integers(0, 5)),
        ),
        max_size=30,
    )
)
def test_no_two_forms_ever_go_out_with_one_number(steps: list[tuple[str, int]]) -> None:
    log, previews = Log(), []
    out: list[str] = []
    for what, value in steps:
        if what == "preview":
            previews.append(printed(next_number(log), value))
        elif previews:
            one = previews[value % len(previews)]
            try:
                with record.noting(log, one, **FACTS):
                    if what == "fail":
                        raise OSError
                    out += numbers(one)
            except record.NumberTakenError:
                one = printed(next_number(log), len(one.forms))
                with record.noting(log, one, **FACTS):
                    out += numbers(one)
            except OSError:
                pass
    assert len(out) == len(set(out))
    assert sorted(one.number for one in kept(log) if one.print_record) == sorted(out)
    assert len({one.number for one in kept(log)}) == len(kept(log))


# What is kept


def test_forms_are_kept_beside_their_print_record(ws: Workspace) -> None:
    made = form(ws, "sign-off-sheet", copies=2)
    with record.noting(ws, made, **FACTS | {"copies": 2}):
        assert ws.count(PaperForm) == 2
    (log,) = ws.rows(PrintRecord)
    for one in kept(ws):
        assert (one.print_record, one.sheet, one.mark, one.paper) == (
            log.id,
            log.record.sheet,
            made.mark,
            "A4",
        )
        assert one.keyed_on is None
        assert Places.read(one.places).places
    assert log.record.copies == 2
    assert ws.undo_label is None


def test_the_log_does_not_say_what_did_not_go_out_but_its_number_stays_used(ws: Workspace) -> None:
    with pytest.raises(OSError, match="full"), record.noting(ws, form(ws), **FACTS):
        raise OSError("full")
    assert ws.count(PrintRecord) == 0
    (void,) = kept(ws)
    assert (void.number, void.print_record, void.places) == ("F-0001", None, "")
    assert numbers(form(ws)) == ["F-0002"]
    with pytest.raises(OSError, match="full"), record.noting(ws, form(ws, "vision-poster"), **FACTS):
        raise OSError("full")
    assert ws.count(PrintRecord) == 0
    with record.noting(ws, form(ws, "vision-poster"), **FACTS):
        assert ws.count(PrintRecord) == 0
    assert ws.count(PrintRecord) == 1


def test_a_form_that_was_keyed_in_is_no_older_copy() -> None:
    log = Log()
    log.tables.update(paper_shop.sample().tables)
    with record.noting(log, form(log, "sign-off-sheet", options={"stage": "2"}), **FACTS):
        pass
    old = log.tables[paper_shop.Standard][7]
    log.put(changed(old, text="Look up at once"), 7)
    assert [one.age for one in record.older_copies(log)] == ["wording only"]
    log.put(changed(kept(log)[0], keyed_on=date(2026, 11, 22)), 1)
    assert record.older_copies(log) == []


def test_values_reads_one_field_of_all(ws: Workspace) -> None:
    for number in ("F-0002", "F-0001"):
        ws.add(PaperForm(number=number, sheet="x", keyed_on=date(2026, 1, 2)))
    assert ws.values(PaperForm, "number") == ["F-0002", "F-0001"]
    assert ws.values(PaperForm, "keyed_on") == [date(2026, 1, 2)] * 2


KEYS = st.dictionaries(
    st.text("abc_", min_size=1, max_size=5),
    st.one_of(st.integers(-9, 10**9), st.text(max_size=9)),
    max_size=3,
)
MM = st.integers(0, 40_000).map(lambda hundredths: hundredths / 100)
PLACE = st.builds(Place, st.integers(1, 99), MM, MM, MM, MM, st.sampled_from(["tick", "line"]), KEYS)


@given(st.lists(st.tuples(MM, MM), max_size=3).map(tuple), st.lists(PLACE, max_size=5).map(tuple))
def test_places_are_read_as_they_were_written(pages: Any, found: Any) -> None:
    whole = Places(pages, found)
    assert Places.read(whole.written()) == whole


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"format":2}', '{"format":1,"pages":[1],"places":[]}']
)
def test_what_is_no_list_of_places_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Places.read(text)
    assert places.CLEAR > places.CODE
