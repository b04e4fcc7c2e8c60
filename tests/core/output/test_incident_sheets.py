"""Incident slips and the record of an incident: numbers, boxes where they are, names masked."""

from __future__ import annotations

import re
from datetime import date, time
from itertools import pairwise

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import CHANNELS, Incident
from cxdesk.entities.incident_step import IncidentStep
from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.person import Person
from cxdesk.entities.promise import Promise
from cxdesk.entities.stage import Stage
from cxdesk.errors import UserError
from cxdesk.output import printing, record
from cxdesk.output.sheet import Printed
from cxdesk.services import trade_files
from cxdesk.services.paper_forms import Places
from cxdesk.services.recovery import slips
from cxdesk.workspace import Workspace
from tests.core.output import paper_shop, reading
from tests.core.output.test_sheets import check_paper

DAY = date(2026, 11, 20)
HOSTILE = "<b>=1+1</b> & “Ärger” " + "lang" * 40


def printed(ws: Workspace, name: str, paper: str = "A4", **options: object) -> Printed:
    spec = printing.sheet(name)
    return printing.render(spec, ws, options, paper=paper, today=DAY, numbered=True)


def said(made: Printed) -> str:
    return reading.text(made.pdf)


@pytest.fixture
def shop(ws: Workspace) -> Workspace:
    for name in ("Arrive", "In the chair", "Pay"):
        ws.add(Stage(name=name))
    return ws


# Slips


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_four_slips_on_a_page_each_with_its_number(shop: Workspace, paper: str) -> None:
    made = printed(shop, "incident-slips", paper, sheets=2)
    numbers = [form.number for form in made.forms]
    assert numbers == [f"F-{n:04}" for n in range(1, 9)]
    assert made.pages == 2
    with reading.opened(made.pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert re.findall(r"F-\d{4}", pages[0]) == numbers[:4]
    assert re.findall(r"F-\d{4}", pages[1]) == numbers[4:]
    check_paper(made, paper)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_number_of_a_slip_stands_large_in_its_corner(shop: Workspace, paper: str) -> None:
    """Somebody leafs through a pile of slips: 14 points at the upper right edge are read at arm's length."""
    made = printed(shop, "incident-slips", paper)
    (wide, high), *_more = reading.sizes(made.pdf)
    for place in range(4):
        number = f"F-000{place + 1}"
        assert min(reading.size_of(made.pdf, number)) >= 14
        _left, _low, right, top = reading.place_of(made.pdf, number)
        edge, upper = wide / 2 * (1 + place % 2), high / 2 * (2 - place // 2)
        assert 0 < edge - right < 45
        assert 0 < upper - top < 45


def test_every_box_and_line_of_a_slip_says_what_it_stands_for(shop: Workspace) -> None:
    made = printed(shop, "incident-slips")
    whole = [Places.read(form.places) for form in made.forms]
    keys = [{tuple(sorted(one.key.items())) for one in places.places} for places in whole]
    assert all(one == keys[0] for one in keys)
    ticks = {pair for key in keys[0] for pair in key if pair[0] in {"channel", "stage", "severity"}}
    assert ticks == {
        *(("channel", key) for key, _words in CHANNELS), *(("stage", n) for n in (1, 2, 3)),
        *(("severity", n) for n in (1, 2, 3)),
    }  # fmt: skip
    fields = {value for key in keys[0] for name, value in key if name == "field"}
    assert fields == {"who", "day", "time", "happened", "words", "taken_by"}
    # Four slips, four quarters of the page: no place of one lies in that of another.
    quarters = []
    for places in whole:
        wide, high = places.pages[0]
        (quarter,) = {(one.x > wide / 2, one.y > high / 2) for one in places.places}
        quarters.append(quarter)
        assert all(one.x > 0 and one.x + one.width < wide for one in places.places)
    assert len(set(quarters)) == 4


def test_there_is_room_for_words_also_with_many_stages(ws: Workspace) -> None:
    for n in range(12):
        ws.add(Stage(name=f"Stage {n} {HOSTILE}"[:60]))
    made = printed(ws, "incident-slips")
    places = Places.read(made.forms[0].places).places
    lines = [one for one in places if one.key.get("field") in {"happened", "words"}]
    assert len(lines) == 5
    assert min(one.height for one in lines) >= 5  # millimetres
    high = Places.read(made.forms[0].places).pages[0][1]
    assert max(one.y + one.height for one in places) < high / 2
    ws.add(Stage(name="One too many to tick"))
    places = Places.read(printed(ws, "incident-slips").forms[0].places).places
    assert {"field": "stage"} in [dict(one.key) for one in places]


def level_lines(made: Printed) -> list[tuple[float, float, float, float]]:
    """Return left, low, right and high of what is drawn flat on the first page."""
    with reading.opened(made.pdf) as document:
        bounds = [one.get_bounds() for one in document[0].get_objects() if one.type == 2]
    return [box for box in bounds if box[3] - box[1] < 2 < box[2] - box[0]]


def check_slips_end_above_their_footers(made: Printed, footer: str) -> None:
    wide, high = reading.sizes(made.pdf)[0]
    letters = [(letter, box) for _page, letter, _size, box in reading.letters(made.pdf)]
    lines = level_lines(made)
    for left, low in ((left, low) for left in (0, wide / 2) for low in (0, high / 2)):

        def here(box: tuple[float, ...], left: float = left, low: float = low) -> bool:
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            return left < x < left + wide / 2 and low + 2 < y < low + high / 2 - 2

        stream = [(letter, box) for letter, box in letters if here(box)]
        start = "".join(letter for letter, _box in stream).index(reading.squeezed(footer))
        foot = max(box[3] for _letter, box in stream[start:])
        assert min(box[1] for _letter, box in stream[:start]) > foot + 4
        rules = sorted(box[1] for box in lines if here(box))
        assert foot - 2 < rules[0] < rules[1] - 4  # that of the footer, and nothing near it or below
        assert min(later - one for one, later in pairwise(rules) if later - one > 1) > 4


@pytest.mark.parametrize("trade", trade_files.names())
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("size", ["small", "normal", "large"])
def test_no_slip_is_printed_over_its_footer(trade: str, paper: str, size: str) -> None:
    reader = paper_shop.empty()
    for place, stage in enumerate(trade_files.load(trade).stages, 1):
        reader.add(Stage(position=place, name=stage.name))
    check_slips_end_above_their_footers(
        paper_shop.printed("incident-slips", reader, paper=paper, text_size=size), "New shop · Incident slips"
    )


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("count", range(15))
def test_a_slip_ends_above_its_footer_with_any_number_of_stages(paper: str, count: int) -> None:
    reader = paper_shop.empty()
    for place in range(1, count + 1):
        reader.add(Stage(position=place, name=f"Stage {place}"))
    made = paper_shop.printed("incident-slips", reader, paper=paper, numbered=True)
    check_slips_end_above_their_footers(made, "New shop · Incident slips")
    places = Places.read(made.forms[0].places).places
    assert min(one.height for one in places if "line" in one.key) >= 5  # millimetres to write in


def test_what_is_printed_can_be_keyed_in_by_its_number(shop: Workspace) -> None:
    made = printed(shop, "incident-slips")
    kept = {"paper": "A4", "copies": 1, "printed_at": "2026-11-20T10:00:00Z", "by": "Lea", "target": "file"}
    shop.run("note", lambda tx: record.note(tx, made, **kept))  # type: ignore[arg-type]
    assert shop.count(PaperForm, sheet=slips.SHEET) == 4
    assert slips.check(shop, "3").record.number == "F-0003"


def test_new_stages_make_older_copies(shop: Workspace) -> None:
    first = printed(shop, "incident-slips").mark
    assert printed(shop, "incident-slips").mark == first
    shop.add(Stage(name="Stay in touch"))
    assert printed(shop, "incident-slips").mark != first


def test_too_many_at_once_is_said(shop: Workspace) -> None:
    with pytest.raises(UserError, match="25"):
        printed(shop, "incident-slips", sheets=26)


# The record


@pytest.fixture
def incident(shop: Workspace) -> int:
    lea, ana = shop.add(Person(name="Lea Brandt")), shop.add(Customer(name="Ana Nowak"))
    toner = shop.add(MakeGood(text="Toner on us", cost=3500))
    made = shop.add(
        Incident(
            customer=ana, happened_on=DAY, at=time(9, 40), happened="Nowak's colour turned brassy",
            words="I am Ana and no lamp", stage=2, severity=2, taken_by=lea, gave=(toner,), cost=3500,
            gave_by=lea, acknowledged_at="2026-11-20T10:00:00Z", resolve_by="2026-11-20T12:00:00Z",
        )
    )  # fmt: skip
    shop.add(IncidentStep(incident=made, name="Listen", done_at="2026-11-20T10:00:00Z", done_by=lea))
    shop.add(Promise(what="Call Ana Nowak", incident=made, customer=ana, due_on=DAY))
    shop.add(Incident(customer=ana, happened_on=DAY, happened="Another day's soap"))
    return made


def test_names_are_masked_unless_they_are_chosen(shop: Workspace, incident: int) -> None:
    made = printed(shop, "incident-record", incident=incident)
    page = said(made)
    assert "Nowak" not in page
    for words in ("AnaN.", "N.'scolourturnedbrassy", "IamA.andnolamp", "CallA.N."):
        assert words in page
    with reading.opened(made.pdf) as document:
        assert "Nowak" not in repr(document.get_metadata_dict()) + repr(made.parts) + made.about
    full = said(printed(shop, "incident-record", incident=incident, names="full"))
    assert "AnaNowak" in full
    assert "Nowak'scolourturnedbrassy" in full


def test_a_record_says_all_of_one_and_nothing_of_another(shop: Workspace, incident: int) -> None:
    page = said(printed(shop, "incident-record", incident=incident))
    for words in ("Listen", "LeaBrandt", "Toneronus", "35.00", "Inthechair", "Stillopen"):
        assert words in page
    assert "soap" not in page


def test_hostile_words_are_printed_as_they_are(shop: Workspace, incident: int) -> None:
    shop.change(Incident, incident, happened=HOSTILE, words=HOSTILE * 30, outcome_note=HOSTILE)
    made = printed(shop, "incident-record", incident=incident)
    assert "<b>=1+1</b>" in said(made)
    check_paper(made, "A4")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_without_an_incident_the_record_is_filled_in_by_hand(
    shop: Workspace, incident: int, paper: str
) -> None:
    """The same headings and labels, each with a line to write on."""
    page = said(printed(shop, "incident-record", paper, incident=incident))
    blank = printed(shop, "incident-record", paper)
    for words in ("Howweheard", "Takenby", "Times", "Steps", "Whatwegave", "Givenby", "Howitended", "Closed"):
        assert words in page
        assert words in said(blank)
    for words in ("Howweheard", "Takenby", "Slip"):
        _left, low, right, high = reading.place_of(blank.pdf, words)
        assert any(
            low - 12 < line[1] < high and 0 < line[0] - right < 120 and line[2] - line[0] > 80
            for line in level_lines(blank)
        ), words
    assert "Nowak" not in said(blank)
    check_paper(blank, paper)


def test_an_incident_that_is_not_there_is_refused(shop: Workspace) -> None:
    with pytest.raises(UserError):
        printed(shop, "incident-record", incident="99")
    with pytest.raises(UserError):
        printed(shop, "incident-record", incident="x")
