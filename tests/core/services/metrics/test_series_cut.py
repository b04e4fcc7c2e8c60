"""A definition that changes within a period: each day counts by one definition alone."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk import periods
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_version import MetricVersion
from cxdesk.entities.part_value import PartValue
from cxdesk.services.metrics.series import Definition, _Numbers, _points
from cxdesk.services.open_days import OpenDays
from cxdesk.workspace import Workspace
from tests.core.services.metrics.metric_desk import Desk

FIRST, CHANGED = date(2026, 9, 1), date(2026, 9, 16)
"""A Tuesday and a Wednesday."""
TODAY = date(2026, 10, 5)


@pytest.fixture
def desk(ws: Workspace) -> Desk:
    return Desk(ws)


def changed(desk: Desk, metric: int, formula: str, *parts: int, cadence: str) -> None:
    """Say how a metric was computed until CHANGED."""
    names = dict(zip(("first", "second", "third"), parts, strict=False))
    desk.ws.add(
        MetricVersion(metric=metric, version=1, name="x", formula=formula, cadence=cadence,
                      until_on=CHANGED, why_changed="nearer", **names)
    )  # fmt: skip


def told(desk: Desk, metric: int) -> list[tuple[int, date, object]]:
    return [(one.version, one.start, one.value) for one in desk.points(metric, TODAY)]


def test_a_month_that_became_weeks_counts_no_day_twice(desk: Desk) -> None:
    """One a day from Tuesday 1 September on; weeks from Wednesday the 16th on."""
    visits = desk.part("visits")
    desk.type(visits, FIRST, *[1] * 33)
    metric = desk.metric("total", visits, version=2)
    changed(desk, metric, "total", visits, cadence="month")
    assert told(desk, metric) == [
        (1, FIRST, None),  # half a month is no month
        (2, date(2026, 9, 14), None),  # nor is the week without its Monday and Tuesday
        (2, date(2026, 9, 21), 7),
        (2, date(2026, 9, 28), 6),  # the Sunday is closed, and nothing was typed for it
        (2, date(2026, 10, 5), None),
    ]


def test_a_share_is_that_of_the_days_until_then_and_from_then_on(desk: Desk) -> None:
    booked, seen = desk.part("booked"), desk.part("seen")
    desk.type(booked, FIRST, *[1] * 15, *[3] * 18)
    desk.type(seen, FIRST, *[4] * 33)
    metric = desk.metric("share", booked, seen, version=2)
    changed(desk, metric, "share", booked, seen, cadence="month")
    assert told(desk, metric)[:2] == [(1, FIRST, Fraction(1, 4)), (2, date(2026, 9, 14), Fraction(3, 4))]


def test_a_change_between_two_periods_cuts_none(desk: Desk) -> None:
    visits = desk.part("visits")
    desk.type(visits, FIRST, *[1] * 33)
    metric = desk.metric("total", visits, version=2)
    desk.ws.add(
        MetricVersion(metric=metric, version=1, name="x", formula="total", cadence="week", first=visits,
                      until_on=date(2026, 9, 14), why_changed="clearer")
    )  # fmt: skip
    values = [(one.version, one.value) for one in desk.points(metric, TODAY)]
    assert values[1:3] == [(1, 7), (2, 7)]


def test_what_is_there_on_the_last_day_is_not_told_before_it(desk: Desk) -> None:
    members = desk.part("members", level=True)
    desk.type(members, FIRST, *range(50, 80))
    metric = desk.metric("total", members, version=2)
    changed(desk, metric, "total", members, cadence="month")
    assert told(desk, metric)[:2] == [(1, FIRST, None), (2, date(2026, 9, 14), 69)]


def test_a_note_stands_with_one_of_the_two(desk: Desk) -> None:
    visits = desk.part("visits")
    desk.type(visits, FIRST, *[1] * 33)
    row = desk.ws.rows(PartValue, part=visits, starts_on=CHANGED)[0]
    desk.ws.change(PartValue, row.id, note="Street closed")
    metric = desk.metric("total", visits, version=2)
    changed(desk, metric, "total", visits, cadence="month")
    assert [one.version for one in desk.points(metric, TODAY) if one.notes] == [2]


@given(
    st.integers(0, 400),
    st.integers(0, 400),
    st.sampled_from(periods.LENGTHS),
    st.sampled_from(periods.LENGTHS),
)
def test_every_day_counts_once_whatever_the_two_rhythms(days: int, at: int, old: str, new: str) -> None:
    """Ones over ones: the numbers of the points add up to the days."""
    typed = [FIRST + timedelta(days=i) for i in range(days)]
    numbers = _Numbers(MetricPart(name="x", cadence="day"), dict.fromkeys(typed, Fraction(1)), {}, typed, [])
    split = FIRST + timedelta(days=at)
    ways = [
        Definition(1, "share", (1, 1, None), old, None, split),
        Definition(2, "share", (1, 1, None), new, split),
    ]
    every_day = OpenDays(frozenset(range(7)))
    today = FIRST + timedelta(days=max(days, 1) - 1)
    points = [point for way in ways for point in _points(way, {1: numbers}, every_day, today)]
    assert sum(point.numbers[0] or 0 for point in points) == days
