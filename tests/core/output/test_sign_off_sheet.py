"""The sign-off sheet: who is asked for what, what is signed already, and a layout that holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cxdesk.entities.person import Person
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.output import printing
from cxdesk.output.sheet import Printed
from cxdesk.schema.entity import changed
from cxdesk.services.paper_forms import Places
from tests.core.output import paper_shop, reading
from tests.core.output.paper_shop import DAY, MemoryReader

LEA, OMAR, JIN, SOFIA, TOM = range(1, 6)
LOOK_UP, OPEN_CARD = 7, 8  # standards of the second stage


def sheet(reader: MemoryReader | None = None, **options: object) -> Printed:
    spec = printing.sheet("sign-off-sheet")
    reader = reader or paper_shop.sample()
    return printing.render(spec, reader, {"stage": "2"} | options, today=DAY, numbered=True)


def keys(made: Printed, form: int = 0) -> list[dict[str, Any]]:
    return [dict(place.key) for place in Places.read(made.forms[form].places).places]


def asked(made: Printed, person: int, standard: int) -> list[str]:
    return [
        one["field"] for one in keys(made) if (one.get("person"), one.get("standard")) == (person, standard)
    ]


def sign(reader: MemoryReader, person: int, standard: int, **more: Any) -> None:
    reader.add(SignOff(person=person, standard=standard, item="…", **more))


def test_each_person_is_asked_for_each_standard_but_no_defect() -> None:
    made = sheet()
    cells = {(one["person"], one["standard"]) for one in keys(made) if "standard" in one}
    assert cells == {(person, standard) for person in range(1, 6) for standard in range(7, 13)}
    assert asked(made, LEA, LOOK_UP) == ["shown", "seen", "date", "trainer"]
    assert sum(one["field"] == "initials" for one in keys(made)) == 5
    assert {one["version"] for one in keys(made) if "standard" in one} == {1}
    page = reading.text(made.pdf)
    assert "Nobodylooksupforaminute" not in page
    assert "AdaGone" not in page


def test_what_is_signed_is_printed_as_done_and_not_asked_again() -> None:
    reader = paper_shop.sample()
    sign(reader, LEA, LOOK_UP, shown_on=date(2026, 11, 2), seen_on=date(2026, 11, 9))
    sign(reader, LEA, OPEN_CARD, shown_on=date(2026, 10, 5))
    made = sheet(reader)
    assert asked(made, LEA, LOOK_UP) == []
    assert asked(made, LEA, OPEN_CARD) == ["seen", "date", "trainer"]
    page = reading.text(made.pdf)
    assert "Nov9,2026" in page
    assert "Oct5,2026" in page
    assert "Nov2,2026" not in page
    four = [
        path for path in reading.drawn_paths(made.pdf)[0] if abs(path[2] - path[3]) < 0.1 and path[2] > 3.9
    ]
    assert len(four) == 3 * 6 * 2  # the boxes that are ticked are boxes too


def test_a_new_version_asks_again_and_says_what_was_signed() -> None:
    reader = paper_shop.sample()
    reader.put(changed(reader.tables[Standard][LOOK_UP], version=2), LOOK_UP)
    sign(reader, LEA, LOOK_UP, shown_on=date(2026, 11, 2), seen_on=date(2026, 11, 9), version=1)
    made = sheet(reader)
    assert asked(made, LEA, LOOK_UP) == ["shown", "seen", "date", "trainer"]
    assert {one["version"] for one in keys(made) if one.get("standard") == LOOK_UP} == {2}
    page = reading.text(made.pdf)
    assert "hadv1" in page
    assert "v2" in page
    assert "Nov9,2026" not in page


def test_standards_for_some_roles_are_asked_of_them_only() -> None:
    reader = paper_shop.sample()
    reader.put(changed(reader.tables[Person][JIN], role=2), JIN)
    reader.put(changed(reader.tables[Standard][LOOK_UP], roles=(2,)), LOOK_UP)
    made = sheet(reader)
    assert asked(made, JIN, LOOK_UP)
    assert not asked(made, LEA, LOOK_UP)
    only = sheet(reader, role="2")
    assert {one["person"] for one in keys(only) if "person" in one} == {JIN}
    assert "LeaBrandt" not in reading.text(only.pdf)
    assert only.mark == made.mark  # who is asked changes no mark


def test_who_signs_for_nothing_has_no_column() -> None:
    reader = paper_shop.sample()
    for standard in range(7, 13):
        reader.put(changed(reader.tables[Standard][standard], roles=(1,)), standard)
    reader.put(changed(reader.tables[Person][TOM], role=2), TOM)
    assert "TomEriksen" not in reading.text(sheet(reader).pdf)


def test_some_people_by_name() -> None:
    made = sheet(who="Jin Park, Lea Brandt")
    assert {one["person"] for one in keys(made) if "person" in one} == {LEA, JIN}
    assert made.pages == 1


def test_stages_where_those_named_sign_nothing_are_left_out() -> None:
    reader = paper_shop.sample()
    for standard in range(7, 13):
        reader.put(changed(reader.tables[Standard][standard], roles=(2,)), standard)
    made = sheet(reader, stage="all", who="Lea Brandt")
    assert [part.about for part in made.parts] == ["Before the visit", "Saying goodbye"]
    reader.put(changed(reader.tables[Standard][OPEN_CARD], roles=()), OPEN_CARD)
    made = sheet(reader, stage="all", who="Lea Brandt")
    assert len(made.parts) == 3
    assert {one["standard"] for one in keys(made, 1) if "standard" in one} == {OPEN_CARD}
    assert "Greetbyname" not in reading.text(made.pdf)  # nobody on this paper signs for it
    assert len(sheet(reader, stage="all").parts) == 3


def test_only_what_is_due() -> None:
    reader = paper_shop.sample()
    for person in range(1, 6):
        for standard in range(7, 13):
            if (person, standard) not in {(JIN, LOOK_UP), (LEA, OPEN_CARD)}:
                sign(reader, person, standard, seen_on=date(2026, 11, 9))
    sign(reader, LEA, OPEN_CARD, shown_on=date(2026, 11, 9))
    made = sheet(reader, due="yes", stage="all")
    assert [made.parts[one.part].about for one in made.forms] == list(paper_shop.STAGES)
    made = sheet(reader, due="yes")
    assert {(one["person"], one["standard"]) for one in keys(made) if "standard" in one} == {
        (JIN, LOOK_UP),
        (LEA, OPEN_CARD),
    }
    assert "OmarHaddad" not in reading.text(made.pdf)
    sign(reader, JIN, LOOK_UP, seen_on=date(2026, 11, 9))
    reader.tables[SignOff][len(reader.tables[SignOff]) - 1] = SignOff(
        person=LEA, standard=OPEN_CARD, item="…", seen_on=date(2026, 11, 10)
    )
    made = sheet(reader, due="yes")
    assert "Everybody has signed" in made.messages[0]
    assert {"person", "row", "field"} in [set(one) for one in keys(made)]


def test_nobody_and_nothing_yet_gives_lines_for_names_and_standards() -> None:
    made = sheet(paper_shop.empty(), stage="all")
    fields = [one["field"] for one in keys(made)]
    assert fields.count("name") == 4
    assert fields.count("item") == 10
    assert fields.count("shown") == fields.count("seen") == fields.count("date") == 40
    assert made.parts[0].about == ""


def test_a_stage_without_standards_can_be_written_on() -> None:
    reader = paper_shop.sample()
    reader.add(Stage(position=4, name="Afterwards"))
    made = sheet(reader, stage="4")
    assert made.parts[0].about == "Afterwards"
    assert {one["row"] for one in keys(made) if one["field"] == "item"} == set(range(1, 11))
    assert {one["person"] for one in keys(made) if "person" in one} == set(range(1, 6))


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (4, 1), (5, 2), (8, 2), (9, 3)])
def test_people_are_spread_evenly_over_pages_with_repeated_heads(count: int, pages: int) -> None:
    reader = paper_shop.sample()
    reader.tables[Person].clear()
    for i in range(count):
        reader.add(Person(name=f"Person{i}x", role=1))
    made = sheet(reader)
    texts = [reading.squeezed(text) for text in reading.page_texts(made.pdf)]
    assert len(texts) == pages
    on_each = [sum(f"Person{i}x" in text for i in range(count)) for text in texts]
    assert sum(on_each) == count
    assert max(on_each) - min(on_each) <= 1
    for text in texts:
        assert "Greetbynameandonethingweremember" in text
        assert all(word in text for word in ("shown", "doing", "date", "trainer", "Owninitials"))


def test_many_standards_go_on_under_repeated_names() -> None:
    reader = paper_shop.sample()
    for i in range(40):
        reader.add(Standard(stage=2, position=30 + i, kind="operational", text=f"Number {i}x"))
    made = sheet(reader, who="Lea Brandt")
    texts = [reading.squeezed(text) for text in reading.page_texts(made.pdf)]
    assert len(texts) > 2
    assert all("LeaBrandt" in text and "seendoing" in text for text in texts)
    assert sum("Owninitials" in text for text in texts) == 1
    assert all(sum(f"Number{i}x" in text for text in texts) == 1 for i in range(40))
    assert len([one for one in keys(made) if one["field"] == "shown"]) == 46


def test_a_standard_longer_than_a_page_has_its_boxes_once() -> None:
    reader = paper_shop.sample()
    reader.add(Standard(stage=3, position=9, kind="operational", text="walk along " * 500))
    made = sheet(reader, stage="3", who="Lea Brandt")
    assert made.pages > 1
    assert reading.text(made.pdf).count("walkalong") == 500
    assert reading.letters_outside(made.pdf) == []
    assert len([one for one in keys(made) if one["field"] == "shown"]) == 3


@pytest.mark.parametrize(
    "name", ["Bartholomew " * 6 + "the 8th", "X" * 80, "Ирина Ковальчук", "שרה כהן", "A<b>&amp;"]
)
def test_names_are_never_lost(name: str) -> None:
    reader = paper_shop.sample()
    reader.add(Person(name=name, role=1))
    made = sheet(reader)
    assert reading.letters_outside(made.pdf) == []
    if name.isascii() or "И" in name:
        assert reading.squeezed(name) in reading.text(made.pdf)
    assert made.messages == ()


def test_each_stage_is_a_print_of_its_own_with_version_and_mark() -> None:
    made = sheet(stage="all")
    assert [(part.about, part.version) for part in made.parts] == [
        ("Before the visit", 1),
        ("Arrival & greeting", 2),
        ("Saying goodbye", 1),
    ]
    assert len({part.mark for part in made.parts}) == 3
    assert made.parts[1].mark == sheet().parts[0].mark == sheet(who="Jin Park", due="yes").parts[0].mark
