"""Whose turn it is: by open day, each topic once before one comes back."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cxdesk.entities.huddle_topic import HuddleTopic
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.periods import WEEKDAYS
from cxdesk.services.huddles import next_open, open_weekdays, plan, standard_for, turn_of
from cxdesk.workspace import Workspace

days = st.dates(date(1970, 1, 1), date(2199, 12, 31))
weekdays = st.sets(st.integers(0, 6), min_size=1).map(frozenset)
MONDAY = date(2026, 11, 23)


@given(days, weekdays, st.integers(1, 60))
def test_topics_take_turns_by_open_day(day: date, opening: frozenset[int], count: int) -> None:
    open_days = [day + timedelta(days=i) for i in range(220)]
    open_days = [one for one in open_days if one.weekday() in opening]
    turns = [turn_of(one, opening, count) for one in open_days]
    assert all((after - before) % count == 1 % count for before, after in itertools.pairwise(turns))
    for start in range(len(turns) - count + 1):  # as many open days as there are topics: each of them once
        assert sorted(turns[start : start + count]) == list(range(count))
    shown = Counter(turns)
    assert max(shown.values()) - min(shown[i] for i in range(min(count, len(turns)))) <= 1


@given(days, weekdays, st.integers(1, 60))
def test_a_closed_day_has_the_topic_of_the_next_open_one(
    day: date, opening: frozenset[int], count: int
) -> None:
    coming = next_open(day, opening)
    assert coming.weekday() in opening
    assert 0 <= (coming - day).days < 7
    assert turn_of(day, opening, count) == turn_of(coming, opening, count)


def test_without_opening_days_every_day_is_one() -> None:
    assert open_weekdays(()) == open_weekdays(("never",)) == frozenset(range(7))
    assert open_weekdays(("mon", "sun", "nonsense")) == {0, 6}


def test_the_plan_takes_the_topics_in_use_and_the_opening_days(ws: Workspace) -> None:
    assert plan(ws).on(MONDAY) is None
    for name in ("One", "Two", "Three"):
        ws.add(HuddleTopic(topic=name, active=name != "Two"))
    found = plan(ws)
    assert [one.record.topic for one in found.topics] == ["One", "Three"]
    assert found.weekdays == {0, 1, 2, 3, 4, 5}
    said = [found.on(MONDAY + timedelta(days=i)) for i in range(8)]
    names = [one.record.topic for one in said if one]
    assert names[0] != names[1] == names[3] != names[2] == names[0]
    assert names[6] == names[7]  # Sunday is closed
    ws.change(Shop, ws.shop_id, first_weekday="sun", opening_days=("mon", "wed"))
    assert (plan(ws).weekdays, plan(ws).first_weekday) == ({0, 2}, 6)


def test_the_standard_is_that_of_the_topic_else_one_in_turn(ws: Workspace) -> None:
    open_days = open_weekdays(name for name, _label in WEEKDAYS)
    assert standard_for(ws, None, MONDAY, open_days) is None
    stage = ws.add(Stage(name="Arrive"))
    plain, other, firm = (
        ws.add(Standard(stage=stage, text=text, non_negotiable=text == "Smile"))
        for text in ("Coat", "Drink", "Smile")
    )
    defect = ws.add(Standard(stage=stage, text="Nobody looks up", kind="defect"))
    run = ws.add(Standard(stage=stage, text="Name", status="launched"))

    def on(day: date, linked: int | None = None) -> int:
        found = standard_for(ws, HuddleTopic(topic="T", standard=linked), day, open_days)
        assert found is not None
        return found.id

    assert on(MONDAY, plain) == plain
    week = [MONDAY + timedelta(days=i) for i in range(7)]
    assert {on(day) for day in week} == {on(day, defect) for day in week} == {firm, run}
    ws.change(Standard, firm, status="retired")
    ws.change(Standard, run, status="adopted")
    assert {on(day) for day in week} == {plain, other, run}
    assert on(MONDAY, firm) in {plain, other, run}
