"""What a card shows: alerts first, what is old, how often somebody comes, what was honoured, who is new."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.entities.cue import Cue
from cxdesk.entities.customer import Customer
from cxdesk.entities.person import Person
from cxdesk.entities.preference import Preference
from cxdesk.entities.secret_system import SecretSystem
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.errors import UserError
from cxdesk.services.customers import cards, today
from cxdesk.services.customers.cards import Honoured, Seen
from cxdesk.services.customers.paper import to_check
from cxdesk.workspace import Workspace

NOW = date(2026, 11, 18)


def ago(days: int) -> date:
    return NOW - timedelta(days=days)


@pytest.fixture
def ana(ws: Workspace) -> int:
    return ws.add(Customer(name="Ana Silva"))


def came(ws: Workspace, who: int, day: date, **more: object) -> int:
    return ws.add(Visit(customer=who, happens_on=day, state="came", **more))  # type: ignore[arg-type]


def test_alerts_come_first_and_what_is_over_does_not_come(ws: Workspace, ana: int) -> None:
    for text, alert, off in (
        ("Chai", "normal", False), ("Nuts!", "acknowledge", False), ("Quiet", "highlight", False),
        ("Cola", "acknowledge", True),
    ):  # fmt: skip
        ws.add(Preference(customer=ana, text=text, alert=alert, off=off))
    shown = cards.card(ws, ana, NOW)
    assert [line.record.text for line in shown.preferences["likes"]] == ["Nuts!", "Quiet", "Chai"]
    assert [line.record.text for line in shown.alerts] == ["Nuts!"]


def test_sensitive_lines_wait_to_be_asked_for_but_an_alert_does_not(ws: Workspace, ana: int) -> None:
    ws.add(Preference(customer=ana, sort="sensitive", text="Pregnant"))
    ws.add(Preference(customer=ana, sort="sensitive", text="Nut allergy", alert="acknowledge"))
    assert (cards.card(ws, ana, NOW, sensitive=True).lines, cards.card(ws, ana, NOW).sensitive) == ((), 0)
    ws.change(Shop, ws.shop_id or 0, keep_sensitive=True)
    shown = cards.card(ws, ana, NOW)
    assert ([line.record.text for line in shown.lines], shown.sensitive) == (["Nut allergy"], 2)
    assert len(cards.card(ws, ana, NOW, sensitive=True).lines) == 2


def test_visits_newest_first_and_every_six_weeks(ws: Workspace, ana: int) -> None:
    for days in (42, 0, 84, 130):
        came(ws, ana, ago(days))
    shown = cards.card(ws, ana, NOW)
    assert [row.record.happens_on for row in shown.visits] == [NOW, ago(42), ago(84), ago(130)]
    assert (shown.rhythm, shown.since) == (42, ago(130))
    ws.change(Customer, ana, since=date(2020, 1, 1))
    assert cards.card(ws, ana, NOW).since == date(2020, 1, 1)


def test_two_visits_are_no_rhythm(ws: Workspace, ana: int) -> None:
    came(ws, ana, ago(42))
    came(ws, ana, NOW)
    came(ws, ana, NOW)
    assert cards.card(ws, ana, NOW).rhythm is None


def test_four_of_five_kept_at_the_last_three_visits(ws: Workspace, ana: int) -> None:
    """Only the last three visits with marks count: the oldest, with three misses, does not."""
    for text in ("Chai", "Window", "Quiet"):
        ws.add(Preference(customer=ana, text=text))
    came(ws, ana, ago(40), missed=(1, 2, 3))
    came(ws, ana, ago(30), kept=(1, 2))
    came(ws, ana, ago(20), kept=(1,), missed=(2,))
    came(ws, ana, ago(10), kept=(3,))
    came(ws, ana, ago(5))
    assert cards.card(ws, ana, NOW).honoured == Honoured(kept=4, of=5, visits=3)


def test_old_lines_are_to_be_checked_and_confirming_ends_that(ws: Workspace, ana: int) -> None:
    line = ws.add(Preference(customer=ana, text="Chai", seen_on=date(2025, 11, 17)))
    edge = ws.add(Preference(customer=ana, text="Tea", seen_on=date(2025, 11, 18)))
    due = ws.add(Preference(customer=ana, text="Milk", seen_on=ago(3), review_on=NOW))
    old = [to_check(ws.get(Preference, one).record, NOW) for one in (line, edge, due)]
    assert old == [True, False, True]
    for one in (line, due):
        ws.run("confirm", partial(cards.confirm, preference=one, today=NOW))
    assert [to_check(ws.get(Preference, one).record, NOW) for one in (line, due)] == [False, False]
    assert cards.card(ws, ana, NOW).confirmed == NOW


@pytest.mark.parametrize("said", [{"do_not_store": True}, {"consent": "no"}])
def test_nothing_is_noted_of_who_said_no(ws: Workspace, ana: int, said: dict[str, object]) -> None:
    ws.change(Customer, ana, **said)
    with pytest.raises(UserError, match="just be kind"):
        ws.run("add", lambda tx: cards.add_preference(tx, ana, "likes", "Chai"))
    assert ws.count(Preference) == 0


def test_no_sensitive_note_where_the_shop_keeps_none(ws: Workspace, ana: int) -> None:
    with pytest.raises(UserError, match="keeps no sensitive notes"):
        ws.run("add", lambda tx: cards.add_preference(tx, ana, "sensitive", "Allergy"))
    ws.change(Shop, ws.shop_id or 0, keep_sensitive=True)
    ws.run("add", lambda tx: cards.add_preference(tx, ana, "sensitive", "Allergy"))
    assert ws.count(Preference) == 1


def test_last_and_next_visit_of_several_at_once(ws: Workspace, ana: int) -> None:
    bea, cem = ws.add(Customer(name="Bea")), ws.add(Customer(name="Cem"))
    came(ws, ana, ago(9))
    came(ws, ana, ago(2))
    later = ws.add(Visit(customer=ana, happens_on=ago(-8), state="planned"))
    soon = ws.add(Visit(customer=ana, happens_on=ago(-4), state="planned"))
    ws.add(Visit(customer=bea, happens_on=ago(4), state="planned"))
    ws.add(Visit(customer=bea, happens_on=ago(1), state="missed"))
    came(ws, cem, NOW)
    found = cards.seen(ws, [ana, bea], NOW)
    assert found == {ana: Seen(ago(2), ago(-4), None, soon), bea: Seen()}
    assert later != soon
    assert cards.seen(ws, [], NOW) == {}


@given(st.lists(st.integers(min_value=0, max_value=400), min_size=1, max_size=12))
def test_who_is_new_comes_up_once_and_only_when_late(days: list[int]) -> None:
    last = ago(min(days))
    when, new = Seen(last), Customer(name="N", first_visit=True)
    late = (NOW - last).days > 56
    assert (cards.not_back_since(new, when, 8, NOW) == last) is late
    for other in (Customer(name="N"), Customer(name="N", first_visit=True, followed_up_on=NOW)):
        assert cards.not_back_since(other, when, 8, NOW) is None
    assert cards.not_back_since(new, Seen(last, NOW), 8, NOW) is None


def test_the_list_of_who_did_not_come_back(ws: Workspace) -> None:
    for name, days, first in (
        ("Old", 100, True),
        ("Fresh", 20, True),
        ("Known", 100, False),
        ("Older", 140, True),
        ("Long gone", 200, True),
    ):
        came(ws, ws.add(Customer(name=name, first_visit=first)), ago(days))
    names = [(ws.get(Customer, who).record.name, day) for who, day in cards.not_back(ws, NOW)]
    assert names == [("Older", ago(140)), ("Old", ago(100))]


def test_what_to_say_on_the_day(ws: Workspace, ana: int) -> None:
    ws.change(Customer, ana, birthday="--11-18", first_visit=True)
    came(ws, ana, ago(30))
    for sort, text, days in (
        ("dreams", "A studio", 90),
        ("family", "A son", 9),
        ("likes", "Chai", 1),
        ("recreation", "Runs", 50),
    ):
        ws.add(Preference(customer=ana, sort=sort, text=text, seen_on=ago(days)))
    said = today.to_say(ws, cards.card(ws, ana, NOW), NOW)
    assert said == [
        "Happy birthday!", "The second visit: say how good it is to be seen again.", "Ask about: A son",
        "Ask about: Runs",
    ]  # fmt: skip


def test_guests_by_their_time_with_the_cue(ws: Workspace, ana: int) -> None:
    bea, lea = ws.add(Customer(name="Bea")), ws.add(Person(name="Lea"))
    ws.add(Visit(customer=bea, happens_on=NOW, state="planned"))
    ws.add(Visit(customer=ana, happens_on=NOW, at=time(14, 30), state="planned", person=lea))
    ws.add(Visit(customer=ana, happens_on=NOW, state="missed"))
    ws.add(Visit(customer=bea, happens_on=ago(1), state="planned"))
    found = today.guests(ws, NOW)
    assert [(one.card.customer.record.name, one.person) for one in found] == [
        ("Ana Silva", "Lea"),
        ("Bea", ""),
    ]
    cue = ws.add(Cue(name="White cape"))
    ws.add(SecretSystem(name="Drinks", sort="likes", cue=cue))
    ws.add(SecretSystem(name="Off", sort="likes", cue=cue, active=False))
    ws.add(Preference(customer=ana, sort="likes", text="Chai"))
    assert [one[:2] for one in today.cues_for(ws, cards.card(ws, ana, NOW))] == [("White cape", "Chai")]
    assert today.cues_for(ws, cards.card(ws, bea, NOW)) == []


def test_any_of_several_values_in_one_look(ws: Workspace, ana: int) -> None:
    bea = ws.add(Customer(name="Bea"))
    for who, day in ((ana, NOW), (bea, ago(1)), (bea, ago(2))):
        came(ws, who, day)
    assert ws.count(Visit, customer=frozenset({ana, bea, 99})) == 3
    assert ws.count(Visit, happens_on=frozenset({NOW, ago(2)})) == 2
    assert ws.rows(Visit, customer=frozenset()) == []
