"""A metric computed from what was typed: nothing missing is guessed, nothing is counted twice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from cxdesk.entities.closed_day import ClosedDay
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.metric_version import MetricVersion
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.shop import Shop
from cxdesk.services.metrics.series import series, target_on, targets
from cxdesk.workspace import Workspace
from tests.core.services.metrics.metric_desk import MONDAY, TODAY, Desk


@pytest.fixture
def desk(ws: Workspace) -> Desk:
    return Desk(ws)


def test_retention_of_85_at_the_start_100_at_the_end_and_25_new_ones(desk: Desk) -> None:
    """88.2 % (nailsmag.com/381525)."""
    start, end, new = (desk.part(name, "quarter") for name in ("at the start", "at the end", "new"))
    for part, value in ((start, 85), (end, 100), (new, 25)):
        desk.type(part, date(2026, 7, 1), value)
    kept = desk.metric("kept", start, end, new, cadence="quarter")
    assert desk.values(kept)[0] == Fraction(75, 85)
    assert desk.values(kept)[1] is None  # the quarter that runs


def test_nothing_to_divide_by_is_no_data_and_not_zero(desk: Desk) -> None:
    booked, seen = desk.part("booked", "week"), desk.part("seen", "week")
    desk.type(booked, MONDAY, 0, 3, cadence="week")
    desk.type(seen, MONDAY, 0, 4, cadence="week")
    assert desk.values(desk.metric("share", booked, seen))[:2] == [None, Fraction(3, 4)]


def test_days_are_added_up_to_weeks_in_the_shops_own_week(desk: Desk) -> None:
    visits = desk.part("visits")
    desk.type(visits, MONDAY, 1, 2, 3, 4, 5, 6)
    assert desk.values(desk.metric("total", visits), date(2026, 11, 8)) == [21]
    desk.ws.change(Shop, desk.ws.shop_id or 0, first_weekday="sun")
    first = desk.points(desk.metric("total", visits), date(2026, 11, 8))[0]
    assert (first.start, first.value) == (date(2026, 11, 1), 21)


def test_a_total_with_a_day_missing_has_no_value(desk: Desk) -> None:
    visits = desk.part("visits")
    desk.type(visits, MONDAY, 1, 2, None, 4, 5, 6)
    (point,) = desk.points(desk.metric("total", visits), date(2026, 11, 8))
    assert (point.value, point.entered, point.expected) == (None, 5, 6)


def test_a_share_counts_the_days_on_which_both_numbers_are_there(desk: Desk) -> None:
    booked, seen = desk.part("booked"), desk.part("seen")
    desk.type(booked, MONDAY, 1, 2, None, 4)
    desk.type(seen, MONDAY, 2, 4, 90, 8, 50)
    (point,) = desk.points(desk.metric("share", booked, seen), date(2026, 11, 8))
    assert point.value == Fraction(7, 14)
    assert (point.entered, point.expected) == (3, 6)


def test_closed_days_are_not_missed_and_work_on_them_counts(desk: Desk) -> None:
    visits = desk.part("visits")
    desk.ws.add(ClosedDay(from_on=date(2026, 11, 4), until_on=date(2026, 11, 5), why="holiday"))
    desk.type(visits, MONDAY, 1, 2, None, 7, 5, 6)
    (point,) = desk.points(desk.metric("total", visits), date(2026, 11, 8))
    assert (point.value, point.expected) == (21, 4)


def test_a_week_without_a_number_is_a_gap_between_others(desk: Desk) -> None:
    calls = desk.part("calls", "week")
    desk.type(calls, MONDAY - timedelta(days=14), 4, None, 6, cadence="week")
    values = desk.values(desk.metric("total", calls))
    assert values == [4, None, 6, None, None]


def test_the_week_that_runs_is_told_apart(desk: Desk) -> None:
    calls = desk.part("calls", "week")
    desk.type(calls, MONDAY, 4, 5, 6, cadence="week")
    metric = desk.metric("total", calls)
    assert [point.running for point in desk.points(metric)] == [False, False, True]
    assert [point.value for point in series(desk.ws, metric, TODAY).over] == [4, 5]


def test_a_level_is_not_added_up(desk: Desk) -> None:
    members = desk.part("members", level=True)
    desk.type(members, MONDAY, 50, 52, None, 51)
    assert desk.values(desk.metric("total", members), date(2026, 11, 8)) == [51]


def test_against_the_same_month_last_year(desk: Desk) -> None:
    sales = desk.part("sales", "month", unit="money")
    desk.type(sales, date(2025, 9, 1), 1000, cadence="month")
    desk.type(sales, date(2026, 9, 1), 1100.5, cadence="month")
    values = desk.values(desk.metric("growth", sales, cadence="month"))
    assert values[-3] == Fraction(1005, 10_000)
    assert values[0] is None


def test_a_new_definition_keeps_what_was_measured_by_the_old_one(desk: Desk) -> None:
    old, new = desk.part("old", "week"), desk.part("new", "week")
    desk.type(old, MONDAY, 1, 2, cadence="week")
    desk.type(new, MONDAY, 10, 20, 30, cadence="week")
    metric = desk.metric("total", new, version=2)
    desk.ws.add(
        MetricVersion(
            metric=metric, version=1, name="x", formula="total", first=old, cadence="week",
            until_on=MONDAY + timedelta(days=7), why_changed="clearer",
        )
    )  # fmt: skip
    assert [(point.version, point.value) for point in desk.points(metric)] == [(1, 1), (2, 20), (2, 30)]


def test_notes_of_a_period_stand_with_it(desk: Desk) -> None:
    visits = desk.part("visits")
    desk.ws.add(PartValue(part=visits, starts_on=MONDAY, value=Decimal(3), note="Street closed"))
    desk.ws.add(PartValue(part=visits, starts_on=MONDAY + timedelta(days=1), note="Till broken"))
    (point,) = desk.points(desk.metric("total", visits), date(2026, 11, 8))
    assert point.notes == ("Street closed", "Till broken")


def test_a_metric_without_all_its_numbers_has_no_points(desk: Desk) -> None:
    visits = desk.part("visits")
    desk.type(visits, MONDAY, 1)
    assert desk.points(desk.metric("share", visits)) == []
    assert desk.points(desk.metric("total", desk.part("nothing typed"))) == []


def test_a_target_holds_from_its_day_until_the_next(desk: Desk) -> None:
    metric = desk.metric("total", desk.part("visits"))
    for value, day in ((75, date(2026, 6, 1)), (60, date(2026, 1, 1))):
        desk.ws.add(MetricTarget(metric=metric, value=Decimal(value), from_on=day))
    found = targets(desk.ws, metric)
    held = [target_on(found, day) for day in (date(2025, 12, 31), date(2026, 5, 31), date(2026, 6, 1))]
    assert [one.value if one else None for one in held] == [None, 60, 75]
