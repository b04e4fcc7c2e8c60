"""The Five Whys sheet, blank and filled in, and the page with the whole trail."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cxdesk import clock
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.incident import Incident
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.errors import UserError
from cxdesk.output import outdated, printing, record
from cxdesk.output.five_whys_paper import whys_paper
from cxdesk.output.sheet import Printed
from cxdesk.services.paper_forms import Places
from cxdesk.services.recovery import protocols, whys
from cxdesk.workspace import Workspace
from tests.core.output import reading
from tests.core.services.recovery.whys_shop import TODAY, Story, story


@pytest.fixture
def shop(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Story:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return story(ws)


def sheet(shop: Story, name: str, **options: object) -> Printed:
    return printing.render(printing.sheet(name), shop.ws, options, today=TODAY, numbered=True)


def fields(made: Printed) -> list[Any]:
    return [dict(one.key) for one in Places.read(made.forms[0].places).places]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("size", ["small", "normal", "large"])
def test_a_blank_one_has_five_whys_with_evidence_on_one_page(shop: Story, paper: str, size: str) -> None:
    spec = printing.sheet("five-whys")
    made = printing.render(spec, shop.ws, {}, today=TODAY, numbered=True, paper=paper, text_size=size)
    assert made.pages == 1
    found = fields(made)
    rows = [(one["row"], one["field"]) for one in found if "row" in one]
    assert rows == [(row, name) for row in range(1, 6) for name in ("text", "evidence")]
    assert {one["field"] for one in found if "row" not in one} == {
        "problem", "team", "asked_on", "root", "rule_was_for", "countermeasure", "owner", "due_on",
    }  # fmt: skip
    words = reading.text(made.pdf)
    for said in ("F-0001", "Whatwastherulefor?", "Howweknow", "Bywhen"):
        assert said in words


def test_a_filled_one_says_all_of_it_and_needs_no_number(shop: Story) -> None:
    number = shop.ask()
    shop.ws.change(FiveWhys, number, rule_was_for="That whoever is free helps", team="Lea, Maya")
    shop.ws.run("x", lambda tx: whys.conclude(tx, number, shop.change()))
    made = sheet(shop, "five-whys", of=str(number))
    assert made.forms == ()
    words = reading.text(made.pdf)
    for said in (
        "Nobodylooksup", "Nobodylookedup", "Camera,14:02", "Nothingshowsyet", "Thatwhoeverisfreehelps",
        "Hangthedoorrota", "LeaBrandt",
    ):  # fmt: skip
        assert said in words
    assert "Priya" not in words


def test_long_words_take_further_pages_and_none_is_cut_off(shop: Story) -> None:
    number = shop.ws.run("x", lambda tx: whys.begin(tx, problem="Late again " * 90))
    for i in range(7):
        shop.ws.run("x", lambda tx, i=i: whys.add(tx, number, f"because {i} " * 40, f"seen {i} " * 40))
    made = sheet(shop, "five-whys", of=str(number))
    words = reading.text(made.pdf)
    assert words.count("because6") == 40
    assert words.count("seen6") == 40


@pytest.mark.parametrize("of", ["99", "x", "-1", "1" * 30])
def test_a_number_that_is_not_there_is_refused(shop: Story, of: str) -> None:
    with pytest.raises(UserError):
        sheet(shop, "five-whys", of=of)


def test_a_blank_one_is_known_by_its_number_and_so_is_what_was_entered_from_it(shop: Story) -> None:
    made = sheet(shop, "five-whys")
    facts = {"paper": "A4", "copies": 1, "printed_at": "2026-11-20T09:00:00Z", "by": "", "target": "file"}
    shop.ws.run("note", lambda tx: record.note(tx, made, **facts))
    paper = whys_paper(shop.ws, "f1")
    assert paper is not None
    assert (paper.number, paper.first) == ("F-0001", None)
    shop.ws.add(FiveWhys(problem="The towels ran out", number="F-0001"))
    again = whys_paper(shop.ws, "F-0001")
    assert again is not None
    assert again.first is not None
    assert again.first.record.problem == "The towels ran out"
    assert whys_paper(shop.ws, "F-0002") is None


def test_the_trail_names_nobody_unless_it_is_chosen(shop: Story) -> None:
    number = shop.ask()
    shop.ws.run("x", lambda tx: whys.conclude(tx, number, shop.change()))
    masked = reading.text(sheet(shop, "evidence-trail", of=f"five_whys {number}").pdf)
    for step in (
        "Incident",
        "FiveWhys",
        "Standard,v2",
        "Hangthedoorrota",
        "Doorrotabegins",
        "Tobesignedagain",
    ):
        assert step in masked
    for name in ("Priya", "Lea", "Areyouclosed"):
        assert name not in masked
    named = reading.text(sheet(shop, "evidence-trail", of=f"incident {shop.incident}", names=True).pdf)
    assert "PriyaRaman" in named
    assert "LeaBrandt" in named


def test_without_any_story_no_page_is_printed_and_it_is_said_how_one_begins(
    ws: Workspace, shop: Story
) -> None:
    newest = reading.text(sheet(shop, "evidence-trail").pdf)
    assert newest == reading.text(sheet(shop, "evidence-trail", of=f"incident {shop.incident}").pdf)
    shop.ws.remove(Incident, shop.incident)
    with pytest.raises(UserError, match="begins with an incident"):
        sheet(shop, "evidence-trail")


@pytest.mark.parametrize("of", ["five_whys 99", "customer 1", "five whys", "../1"])
def test_a_trail_that_is_not_there_is_refused_with_an_example(shop: Story, of: str) -> None:
    with pytest.raises(UserError) as refused:
        sheet(shop, "evidence-trail", of=of)
    assert "five_whys 3" in refused.value.message


def test_neither_of_them_ever_counts_as_an_older_copy(shop: Story) -> None:
    number = shop.ask()
    for name in ("five-whys", "evidence-trail"):
        shop.ws.add(PrintRecord(sheet=name, mark="AAAA", printed_at="2026-11-01T09:00:00Z"))
    shop.ws.change(FiveWhys, number, root="Another one")
    assert record.older_copies(shop.ws) == []


def test_the_copies_that_a_new_version_made_old_are_named_with_the_way_to_print_them(shop: Story) -> None:
    ws, number = shop.ws, shop.ask()
    made = printing.render(printing.sheet("training-sheet"), ws, {"stage": "1"}, today=date(2026, 11, 1))
    for one in record.records(
        made, paper="A4", copies=3, printed_at="2026-11-01T09:00:00Z", by="", target="file"
    ):
        ws.add(one)
    assert outdated.by_five_whys(ws, number) == []
    ws.run("x", lambda tx: whys.conclude(tx, number, shop.change()))
    (copy,) = outdated.by_five_whys(ws, number)
    assert (copy.sheet, copy.about, copy.age) == ("training-sheet", "Arrive", "newer version")
    assert outdated.options_to_print_again(ws, copy) == {"stage": "1"}


def test_of_a_protocol_only_its_own_cards_are_named(shop: Story) -> None:
    ws, number = shop.ws, shop.ask()
    late = ws.run("x", lambda tx: protocols.add(tx, "We run late", defects=(shop.defect,)))
    ws.run("x", lambda tx: protocols.add(tx, "One of us was rude"))
    made = printing.render(printing.sheet("protocol-cards"), ws, {"protocol": "all"}, today=date(2026, 11, 1))
    for one in record.records(
        made, paper="A4", copies=3, printed_at="2026-11-01T09:00:00Z", by="", target="file"
    ):
        ws.add(one)
    change = shop.change(standard=None, protocol=late, changes={"words": ("It will be half past.",)})
    ws.run("x", lambda tx: whys.conclude(tx, number, change))
    ws.change(RecoveryProtocol, 2, words=("We are sorry.",))
    assert {copy.about for copy in record.older_copies(ws)} == {"We run late", "One of us was rude"}
    assert [copy.about for copy in outdated.by_five_whys(ws, number)] == ["We run late"]
