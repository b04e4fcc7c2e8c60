"""What people promised to do: how it stands, when it is judged, and what its metric says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.errors import InputError
from cxdesk.services.metrics import effects
from cxdesk.services.recovery import actions
from cxdesk.services.today import due
from cxdesk.workspace import Workspace
from tests.core.services.recovery.whys_shop import MONDAY, TODAY, Story, story

A_DAY = timedelta(days=1)


@pytest.fixture
def shop(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Story:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return story(ws)


def action(shop: Story, **values: object) -> int:
    given = {"what": "Hang the rota", "owner": shop.lea, "due_on": TODAY} | values
    return shop.ws.run("x", lambda tx: actions.add(tx, **given))


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"due_on": TODAY}, "today"),
        ({"due_on": TODAY - A_DAY}, "overdue"),
        ({"due_on": TODAY + A_DAY}, "open"),
        ({}, "open"),
        ({"due_on": TODAY - A_DAY, "dropped_why": "sold"}, "dropped"),
        ({"done_on": TODAY}, "done"),
        ({"done_on": TODAY - 30 * A_DAY, "check_days": 30}, "check"),
        ({"done_on": TODAY - 29 * A_DAY, "check_days": 30}, "done"),
        ({"done_on": TODAY - 90 * A_DAY, "check_days": 60, "worked": "yes"}, "done"),
        ({"done_on": TODAY - 90 * A_DAY, "check_days": 60, "worked": "unclear", "worked_on": TODAY}, "done"),
        (
            {"done_on": TODAY - 90 * A_DAY, "check_days": 30, "worked": "unclear",
             "worked_on": TODAY - 30 * A_DAY}, "check",
        ),
    ],
)  # fmt: skip
def test_how_an_action_stands(values: dict[str, object], state: str) -> None:
    assert actions.state(Action(what="Hang the rota", **values), TODAY) == state


def test_an_action_says_from_which_record_it_came_and_only_real_ones(shop: Story) -> None:
    made = action(shop, from_kind="incident", from_record=shop.incident)
    assert [row.id for row in actions.from_record(shop.ws, "incident", shop.incident)] == [made]
    with pytest.raises(InputError):
        action(shop, from_kind="wish", from_record=1)


def test_done_asks_for_nothing_but_the_day(shop: Story) -> None:
    made = action(shop)
    shop.ws.run("x", lambda tx: actions.done(tx, made, TODAY - A_DAY))
    assert shop.ws.get(Action, made).record.done_on == TODAY - A_DAY
    with pytest.raises(InputError):
        shop.ws.run("x", lambda tx: actions.done(tx, made, TODAY + A_DAY))


def test_dropping_needs_a_reason(shop: Story) -> None:
    made = action(shop)
    with pytest.raises(InputError):
        shop.ws.run("x", lambda tx: actions.drop(tx, made, " "))
    shop.ws.run("x", lambda tx: actions.drop(tx, made, "The desk was sold"))
    assert actions.state(shop.ws.get(Action, made).record, TODAY) == "dropped"
    shop.ws.run("x", lambda tx: actions.open_again(tx, made))
    assert actions.state(shop.ws.get(Action, made).record, TODAY) == "today"


def test_it_is_judged_only_when_it_is_done(shop: Story) -> None:
    made = action(shop, check_days=30)
    with pytest.raises(InputError):
        shop.ws.run("x", lambda tx: actions.answer(tx, made, "yes"))
    shop.ws.run("x", lambda tx: actions.done(tx, made, TODAY - 40 * A_DAY))
    assert actions.state(shop.ws.get(Action, made).record, TODAY) == "check"
    shop.ws.run("x", lambda tx: actions.answer(tx, made, "unclear", "too few weeks"))
    assert actions.check_day(shop.ws.get(Action, made).record) == TODAY + 30 * A_DAY
    shop.ws.run("x", lambda tx: actions.answer(tx, made, "no", "as before"))
    record = shop.ws.get(Action, made).record
    assert (record.worked, record.worked_on, record.worked_note) == ("no", TODAY, "as before")
    assert actions.check_day(record) is None


def test_what_waits_longest_stands_first(shop: Story) -> None:
    late, later = action(shop, due_on=TODAY - 9 * A_DAY), action(shop, due_on=TODAY - A_DAY)
    coming, done = action(shop, due_on=TODAY + A_DAY), action(shop)
    shop.ws.run("x", lambda tx: actions.done(tx, done, TODAY))
    assert [row.id for row in actions.rows(shop.ws, TODAY)] == [late, later, coming, done]
    assert actions.rows(shop.ws, TODAY, owner=shop.maya) == []


def test_the_metric_before_and_after_is_told_with_six_values_on_each_side(shop: Story) -> None:
    # Means by hand: (9+10+11+9+10+11)/6 = 10, and (3+4+5+3+4+5)/6 = 4. Complaints: fewer is better.
    shop.weekly(9, 10, 11, 9, 10, 11, 3, 4, 5, 3, 4, 5)
    day = MONDAY + timedelta(weeks=6, days=2)
    found = effects.effect(shop.ws, shop.metric, day, TODAY)
    assert (found.before, found.after, found.clear) == ("10", "4", True)
    assert "clearly better" in found.sentence


def test_with_fewer_values_it_is_said_how_many_there_are(shop: Story) -> None:
    shop.weekly(9, 10, 11, 9, 10, 3, 4, 5, 3, 4, 5, 4)
    day = MONDAY + timedelta(weeks=5)
    found = effects.effect(shop.ws, shop.metric, day, TODAY)
    assert "6 values on each side" in found.sentence
    assert "5 values before" in found.sentence
    assert not found.clear


def test_today_tells_of_what_is_due_and_of_what_is_to_be_judged(shop: Story) -> None:
    action(shop, what="Hang the rota", due_on=TODAY - 4 * A_DAY)
    action(shop, what="In a week", due_on=TODAY + 7 * A_DAY)
    judged = action(shop, what="Second phone", metric=shop.metric, check_days=30)
    shop.ws.run("x", lambda tx: actions.done(tx, judged, TODAY - 32 * A_DAY))
    lines = [line for line in due.gather(shop.ws, TODAY) if line.sort in {"action", "effect"}]
    assert [(line.title, line.days, line.kind) for line in lines] == [
        ("Hang the rota", -4, "action"),
        ("Did it work? Second phone", -2, "action"),
    ]
    assert "Complaints" in lines[1].detail
