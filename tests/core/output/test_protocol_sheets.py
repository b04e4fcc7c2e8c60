"""Protocol cards, wall sheets and the card of what one may do: all of it said, each back behind its front."""

from __future__ import annotations

from datetime import date

import pytest

from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.person import Person
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.entities.yes_step import YesStep
from cxdesk.output import printing, record
from cxdesk.output.sheet import Printed
from cxdesk.services import samples, trades
from cxdesk.services.recovery import protocols
from cxdesk.workspace import Workspace
from tests.core.output import reading
from tests.core.output.test_sheets import HOSTILE, check_paper

DAY = date(2026, 11, 20)
SHEETS = ("protocol-cards", "protocol-wall", "may-do-card")


def printed(ws: Workspace, name: str, paper: str = "A4", **options: str) -> Printed:
    return printing.render(printing.sheet(name), ws, options, paper=paper, today=DAY)


def said(made: Printed) -> str:
    return reading.text(made.pdf)


def missing(made: Printed, *texts: str) -> list[str]:
    page = said(made)
    return [text for text in texts if reading.squeezed(text) not in page]


@pytest.fixture
def shop(ws: Workspace) -> Workspace:
    """Two protocols, limits of two roles, two who can say yes."""
    ws.change(Shop, 1, currency="EUR", language="en-IE")
    stage = ws.add(Stage(name="Arrive"))
    late = ws.add(Standard(stage=stage, kind="defect", text="Nobody says that we run late."))
    desk, stylist = ws.add(Role(name="Front desk", may_give=2000)), ws.add(Role(name="Stylist"))
    first = ws.add(
        RecoveryProtocol(
            name="We run late", defects=(late,), words=("It will be ten minutes.",),
            never_say=("It is Saturday.",), acknowledge_minutes=5, resolve_minutes=30, follow_up_days=1,
        )
    )  # fmt: skip
    ws.add(ProtocolStep(protocol=first, name="Stop", does="Go over at once", role=desk, within_minutes=2))
    ws.add(ProtocolStep(protocol=first, name="Offer", words="Stay, or come back at three?"))
    second = ws.add(RecoveryProtocol(name="One of us was rude"))
    ws.add(ProtocolStep(protocol=second, name="Listen"))
    ws.add(MakeGood(text="The first slot", cost=0, protocols=(first,)))
    ws.add(MakeGood(text="A coffee", cost=300))
    ws.add(MakeGood(text="A whole new colour", cost=9500))
    ws.add(MakeGood(text="Something nice"))
    lea, maya = (ws.add(Person(name=name, role=stylist)) for name in ("Lea Brandt", "Maya Ortiz"))
    ws.add(YesStep(person=lea, phone="555 0171", hours="till six", up_to=6000, deputy=maya,
                   deputy_phone="555 0188"))  # fmt: skip
    return ws


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", ["protocol-cards", "protocol-wall"])
def test_a_protocol_is_on_paper_whole(shop: Workspace, name: str, paper: str) -> None:
    made = printed(shop, name, paper)
    check_paper(made, paper)
    assert [words for words in made.messages if "no cost yet" not in words] == []
    assert missing(
        made, "We run late", "Nobody says that we run late.", "Stop", "Go over at once",
        "Front desk · within 2 minutes", "Offer", "“Stay, or come back at three?”",
        "“It will be ten minutes.”", "“It is Saturday.”", "First answer within 5 minutes",
        "Put right within 30 minutes", "Front desk €20.00",
        "Lea Brandt (up to €60.00)", "555 0171", "One of us was rude", "version 1",
    ) == []  # fmt: skip


def test_what_has_no_cost_yet_is_on_no_protocol_card(shop: Workspace) -> None:
    made = printed(shop, "protocol-cards")
    assert missing(made, "The first slot", "A coffee", "A whole new colour") == []
    assert missing(made, "Something nice") == ["Something nice"]
    assert made.messages == ("1 thing on your menu has no cost yet, so it is on none of these cards.",)
    shop.change(MakeGood, 4, cost=0)
    made = printed(shop, "protocol-cards", protocol="2")
    assert missing(made, "Without money: Something nice") == []
    assert made.messages == ()


def test_the_step_words_are_the_largest_on_the_front_and_renamed_they_print_renamed(shop: Workspace) -> None:
    step = shop.rows(ProtocolStep)[0]
    shop.change(ProtocolStep, step.id, name="Drop everything")
    made = printed(shop, "protocol-cards", protocol="1")
    assert missing(made, "Drop everything") == []
    assert min(reading.size_of(made.pdf, "Drop everything")) > 1.2 * max(
        reading.size_of(made.pdf, "Go over at once")
    )


def test_each_back_lies_behind_its_front(shop: Workspace) -> None:
    """Turned over its long edge, the left card of the front is the right one of the back."""
    made = printed(shop, "protocol-cards")
    assert made.pages == 2
    front, back = reading.page_texts(made.pdf)
    assert "Never say" not in front
    assert "Never say" in back
    left = reading.place_of(made.pdf, "Go over at once")[0]
    half = reading.sizes(made.pdf)[0][0] / 2
    assert left < half
    assert reading.place_of(made.pdf, "It will be ten minutes.")[0] > half


def test_one_protocol_is_printed_four_times_and_all_once_each(shop: Workspace) -> None:
    assert said(printed(shop, "protocol-cards", protocol="1")).count("Gooveratonce") == 4
    both = said(printed(shop, "protocol-cards"))
    assert both.count("Gooveratonce") == 1
    assert both.count(reading.squeezed("When this goes wrong")) == 2  # two cards to write on


def test_the_wall_has_a_page_for_each_protocol_in_use(shop: Workspace) -> None:
    shop.add(RecoveryProtocol(name="Long gone", state="retired"))
    shop.add(RecoveryProtocol(name="Not sure yet", state="draft"))
    made = printed(shop, "protocol-wall")
    assert made.pages == 3
    assert missing(made, "Not sure yet", "DRAFT") == []
    assert missing(made, "Long gone") == ["Long gone"]


def test_may_do_says_the_limit_and_only_what_stays_within_it(shop: Workspace) -> None:
    made = printed(shop, "may-do-card", role="1")
    check_paper(made, "A4")
    assert missing(
        made, "Front desk", "up to €20.00", "The first slot", "A coffee €3.00", "Lea Brandt", "555 0171",
        "else Maya Ortiz · 555 0188", "My name", "For the shop",
    ) == []  # fmt: skip
    assert missing(made, "A whole new colour", "Something nice") == ["A whole new colour", "Something nice"]
    assert made.messages == ("1 thing on your menu has no cost yet, so it is on none of these cards.",)


def test_a_role_without_a_limit_gets_a_line_for_it_and_nothing_with_money(shop: Workspace) -> None:
    made = printed(shop, "may-do-card", role="2")
    assert missing(made, "The first slot") == []
    assert missing(made, "A coffee", "up to €0.00") == ["A coffee", "up to €0.00"]


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_shop_on_its_first_day_gets_lines_to_write_on(ws: Workspace, name: str, paper: str) -> None:
    made = printed(ws, name, paper)
    check_paper(made, paper)
    assert made.messages == ()
    assert len([path for page in reading.drawn_paths(made.pdf) for path in page]) > 8


@pytest.mark.parametrize("name", SHEETS)
def test_hostile_text_is_printed_as_it_is(shop: Workspace, name: str) -> None:
    words = HOSTILE[0]
    shop.change(RecoveryProtocol, 1, name=f"{words} n", words=(f"{words} w",))
    shop.change(ProtocolStep, 1, name=f"{words} s", does=f"{words} d")
    shop.change(MakeGood, 1, text=f"{words} m")
    made = printed(shop, name)
    check_paper(made, "A4")
    wanted = ["m"] if name == "may-do-card" else ["n", "w", "s", "d"]
    assert missing(made, *(f"{words} {end}" for end in wanted)) == []
    assert b"/URI" not in made.pdf


@pytest.mark.parametrize("name", ["protocol-cards", "may-do-card"])
def test_what_does_not_fit_on_a_card_is_counted_not_clipped(shop: Workspace, name: str) -> None:
    for number in range(60):
        shop.add(MakeGood(text=f"One more thing that is given, number {number}", cost=0))
    made = printed(shop, name)
    check_paper(made, "A4")
    count = int(next(words for words in made.messages if "fit" in words).split(": ")[1].split()[0])
    there = sum(reading.squeezed(f"number {n}") in said(made) for n in range(60))
    assert 0 < 60 - there <= count <= 63


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("count", [3, 12, 17, 25, 40])
def test_no_line_of_what_may_be_given_begins_with_a_dot(ws: Workspace, paper: str, count: int) -> None:
    ws.add(Role(name="Front desk", may_give=2000))
    for number in range(count):
        ws.add(MakeGood(text=f"One more thing {'so ' * (number % 5)}, {number}", cost=(number % 2) * 100))
    lines = "\n".join(reading.page_texts(printed(ws, "may-do-card", paper).pdf)).splitlines()
    assert [line for line in lines if line.strip().startswith("·")] == []
    assert any(" · One" in line for line in lines) == (count > 12)


def test_a_dozen_things_stand_on_a_line_each(ws: Workspace) -> None:
    """As many as the starter content of a dental practice has."""
    ws.run("trade", lambda tx: (trades.apply(tx, "dental"), trades.apply_protocols(tx, "dental")))
    made = printed(ws, "may-do-card", role="1")
    lines = [line.strip() for line in reading.page_texts(made.pdf)[0].splitlines()]
    things = [row.record.text for row in ws.rows(MakeGood) if row.record.cost == 0]
    assert len(things) > 12
    assert [thing for thing in things if lines.count(thing) != 4] == []


def test_a_long_protocol_goes_on_over_two_pages_of_the_wall(shop: Workspace) -> None:
    for number in range(40):
        shop.add(ProtocolStep(protocol=1, name=f"Step {number}", does="Do what is said here. " * 8))
    made = printed(shop, "protocol-wall", protocol="1")
    check_paper(made, "A4")
    assert made.pages > 1
    assert "goes on over" in made.messages[0]
    assert missing(made, *(f"Step {number}" for number in range(40))) == []


def test_after_a_new_version_the_old_cards_are_older_copies(shop: Workspace) -> None:
    for name in ("protocol-cards", "protocol-wall"):
        made = printed(shop, name)
        for one in record.records(made, paper="A4", copies=1, printed_at="2026-11-20T10:00:00Z", by="Maya",
                                  target="printer"):  # fmt: skip
            shop.add(one)
    assert shop.count(PrintRecord) == 4
    assert record.older_copies(shop) == []
    shop.run("v2", lambda tx: protocols.new_version(tx, 1, "Too slow"))
    shop.change(ProtocolStep, 1, does="Run over")
    older = record.older_copies(shop)
    assert {(one.sheet, one.about, one.age, one.version) for one in older} == {
        ("protocol-cards", "We run late", "newer version", 2),
        ("protocol-wall", "We run late", "newer version", 2),
    }
    assert "version 2" in reading.page_texts(printed(shop, "protocol-wall", protocol="1").pdf)[0]


@pytest.mark.parametrize("trade", [info.trade for info in trades.available()])
def test_the_starter_protocols_of_every_trade_fit_on_their_cards(ws: Workspace, trade: str) -> None:
    ws.run("start", lambda tx: trades.apply(tx, trade))
    cards, wall = printed(ws, "protocol-cards"), printed(ws, "protocol-wall")
    assert wall.messages == ()
    assert all("has no cost yet" in words or "have no cost yet" in words for words in cards.messages)
    assert (cards.pages, wall.pages) == (4, 8)
    check_paper(cards, "A4")


def test_the_sample_shop_has_a_card_for_each_role(ws: Workspace) -> None:
    ws.run("sample", lambda tx: samples.fill_sample(tx, DAY))
    made = printed(ws, "may-do-card")
    assert made.pages == 2
    assert missing(made, "up to €40.00", "Maya Ortiz", "A call from Maya the same evening") == []
