"""Periods: where a day lies, what comes after, and what an odd calendar does to them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk import periods

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
CADENCE = st.sampled_from(periods.LENGTHS)
WEEKDAY = st.integers(0, 6)


@pytest.mark.parametrize(
    ("cadence", "first_weekday", "start", "last"),
    [
        ("day", 0, date(2026, 11, 22), date(2026, 11, 22)),
        ("week", 0, date(2026, 11, 16), date(2026, 11, 22)),
        ("week", 6, date(2026, 11, 22), date(2026, 11, 28)),
        ("month", 0, date(2026, 11, 1), date(2026, 11, 30)),
        ("quarter", 0, date(2026, 10, 1), date(2026, 12, 31)),
        ("year", 0, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_sunday_in_november(cadence: str, first_weekday: int, start: date, last: date) -> None:
    assert periods.start_of(cadence, date(2026, 11, 22), first_weekday) == start
    assert periods.last_day(cadence, start) == last


@given(DAYS, CADENCE, WEEKDAY)
def test_every_day_lies_in_one_period(day: date, cadence: str, weekday: int) -> None:
    start = periods.start_of(cadence, day, weekday)
    after = periods.next_start(cadence, start)
    assert start <= day < after
    assert periods.start_of(cadence, start, weekday) == start
    assert periods.start_of(cadence, after, weekday) == after
    assert periods.last_day(cadence, start) == after - timedelta(days=1)


@given(DAYS, CADENCE, st.integers(-40, 40))
def test_going_there_and_back(day: date, cadence: str, steps: int) -> None:
    start = periods.start_of(cadence, day)
    assert periods.shifted(cadence, periods.shifted(cadence, start, steps), -steps) == start


def test_periods_from_one_day_to_another() -> None:
    months = list(periods.starts("month", date(2025, 11, 1), date(2026, 2, 1)))
    assert months == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
    assert list(periods.starts("week", date(2026, 11, 16), date(2026, 11, 15))) == []


def test_the_shorter_of_two() -> None:
    assert periods.shorter("month", "week") == "week"
    assert periods.shorter("year", "year") == "year"
