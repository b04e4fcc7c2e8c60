"""Days, weeks, months, quarters and years as periods: each is named by its first day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cxdesk.i18n import N_

WEEKDAYS = (
    ("mon", N_("Monday")),
    ("tue", N_("Tuesday")),
    ("wed", N_("Wednesday")),
    ("thu", N_("Thursday")),
    ("fri", N_("Friday")),
    ("sat", N_("Saturday")),
    ("sun", N_("Sunday")),
)
CADENCES = (
    ("day", N_("Every day")),
    ("week", N_("Every week")),
    ("month", N_("Every month")),
    ("quarter", N_("Every quarter")),
    ("year", N_("Every year")),
)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
LENGTHS = tuple(cadence for cadence, _label in CADENCES)
"""The cadences, the shortest first."""


def start_of(cadence: str, day: date, first_weekday: int = 0) -> date:
    """Return the first day of the period that a day lies in; weeks begin on `first_weekday`, Monday is 0."""
    if cadence == "day":
        return day
    if cadence == "week":
        return day - timedelta(days=(day.weekday() - first_weekday) % 7)
    months = _MONTHS[cadence]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def next_start(cadence: str, start: date) -> date:
    """Return the first day of the period after the one that begins on `start`."""
    return shifted(cadence, start, 1)


def shifted(cadence: str, start: date, periods: int) -> date:
    """Return the first day of the period so many periods later; below 0, earlier."""
    if cadence == "day":
        return start + timedelta(days=periods)
    if cadence == "week":
        return start + timedelta(days=7 * periods)
    year, month = divmod(start.year * 12 + start.month - 1 + periods * _MONTHS[cadence], 12)
    return date(year, month + 1, 1)


def last_day(cadence: str, start: date) -> date:
    """Return the last day of the period that begins on `start`."""
    return next_start(cadence, start) - timedelta(days=1)


def starts(cadence: str, first: date, last: date) -> Iterator[date]:
    """Give the first day of each period from the one of `first` on that begins by `last`."""
    while first <= last:
        yield first
        first = next_start(cadence, first)


def shorter(one: str, other: str) -> str:
    """Return the shorter of two cadences."""
    return min(one, other, key=LENGTHS.index)
