"""A walk round the shop: what is gone, what is new, and which sheet said so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cxdesk import clock
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.paper_form import PaperForm
from cxdesk.errors import InputError
from cxdesk.output import printing, record
from cxdesk.output.walk_rounds import walk_paper
from cxdesk.services import walk_rounds
from cxdesk.services.paper_forms import typed_numbers
from cxdesk.store.query import FILLED, Query
from cxdesk.workspace import Workspace

TODAY = clock.today()
TOMORROW = TODAY + timedelta(days=1)


def add(ws: Workspace, *cues: tuple[str, str]) -> list[int]:
    return [ws.add(NegativeCue(place=place, shows=shows)) for place, shows in cues]


def test_one_walks_from_place_to_place_and_those_without_come_last(ws: Workspace) -> None:
    add(ws, ("", "Wait!"), ("till", "Cash"), ("Door", "Ring"), ("Till", "No refunds"))
    order = [row.record.shows for row in walk_rounds.in_order(ws)]
    assert order == ["Ring", "Cash", "No refunds", "Wait!"]


def test_gone_is_one_day_and_is_taken_back_by_none(ws: Workspace) -> None:
    first, second = add(ws, ("Till", "Cash"), ("Till", "No refunds"))
    earlier = TODAY - timedelta(days=5)
    assert ws.run("gone", lambda tx: walk_rounds.gone(tx, [first], earlier)) == 1
    assert ws.run("gone", lambda tx: walk_rounds.gone(tx, [first, second], TODAY)) == 1
    assert ws.get(NegativeCue, first).record.done_on == earlier  # the day it went stays
    assert [row.id for row in walk_rounds.still_there(ws)] == []
    assert list(ws.ids(NegativeCue, Query(equals={"done_on": FILLED}))) == [first, second]
    assert ws.run("back", lambda tx: walk_rounds.gone(tx, [first, second], None)) == 2
    assert list(ws.ids(NegativeCue, Query(equals={"done_on": FILLED}))) == []
    assert list(ws.ids(NegativeCue, Query(text="cash", equals={"done_on": FILLED}, limit=5))) == []


def test_what_is_filled_equals_all_but_nothing() -> None:
    assert FILLED == TODAY
    assert FILLED != None  # noqa: E711 - that is what it is for
    assert len({FILLED, FILLED}) == 1


@pytest.mark.parametrize("act", ["gone", "found"])
def test_a_day_to_come_is_refused(ws: Workspace, act: str) -> None:
    (cue,) = add(ws, ("Till", "Cash"))
    with pytest.raises(InputError, match="still to come"):
        if act == "gone":
            ws.run("x", lambda tx: walk_rounds.gone(tx, [cue], TOMORROW))
        else:
            ws.run("x", lambda tx: walk_rounds.found(tx, "Door", "Ring", "", TOMORROW))
    assert ws.count(NegativeCue) == 1
    assert ws.get(NegativeCue, cue).record.done_on is None


def test_what_is_in_the_list_is_not_found_again_until_it_was_gone(ws: Workspace) -> None:
    (cue,) = add(ws, ("Till", "Cash only"))
    with pytest.raises(InputError, match="in the list already"):
        ws.run("found", lambda tx: walk_rounds.found(tx, " TILL", "cash ONLY ", "", TODAY))
    ws.run("gone", lambda tx: walk_rounds.gone(tx, [cue], TODAY))
    again = ws.run("found", lambda tx: walk_rounds.found(tx, "Till", "Cash only", "Cards too", TODAY))
    assert ws.get(NegativeCue, again).record.found_on == TODAY
    with pytest.raises(InputError):
        ws.run("found", lambda tx: walk_rounds.found(tx, "Till", "", "", TODAY))


def printed(ws: Workspace, sheet: str = "walk-round-sheet") -> str:
    made = printing.render(printing.sheet(sheet), ws, {}, today=TODAY, numbered=True)
    at = clock.stamp(clock.now())
    ws.run(
        "print",
        lambda tx: record.note(tx, made, paper="A4", copies=1, printed_at=at, by="Maya", target="file"),
    )
    return made.forms[0].number


def test_a_sheet_is_found_by_its_number_however_it_is_typed(ws: Workspace) -> None:
    first, second, third = add(ws, ("Till", "Cash"), ("Door", "Ring"), ("", "Wait"))
    number = printed(ws)
    for typed in (number, number.lower(), "1", " f1 "):
        paper = walk_paper(ws, typed)
        assert paper is not None
        assert (paper.number, paper.cues, paper.keyed_on) == (number, (second, first, third), None)
    ws.remove(NegativeCue, second)
    ws.run("in", lambda tx: walk_rounds.entered(tx, paper.form))
    ws.run("in", lambda tx: walk_rounds.entered(tx, None))
    later = walk_paper(ws, number)
    assert later is not None
    assert (later.cues, later.keyed_on) == ((first, third), TODAY)
    assert walk_paper(ws, "77") is None
    assert walk_paper(ws, "") is None


def test_a_sheet_that_was_taken_back_has_no_cues(ws: Workspace) -> None:
    add(ws, ("Till", "Cash"))
    number = printed(ws)
    ws.change(PaperForm, ws.rows(PaperForm)[0].id, places="")
    paper = walk_paper(ws, number)
    assert paper is not None
    assert paper.cues == ()


def test_a_sheet_of_another_sort_is_none(ws: Workspace) -> None:
    ws.add(PaperForm(number="F-0009", sheet="sign-off-sheet"))
    assert walk_paper(ws, "9") is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("42", ["42", "F-0042"]), ("f-0042", ["F-0042"]), ("F42", ["F42", "F-0042"]), ("x", ["X"]), ("", [])],
)
def test_numbers_as_people_type_them(typed: str, meant: list[str]) -> None:
    assert typed_numbers(typed) == meant
