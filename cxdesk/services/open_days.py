"""On which days the shop is open: by the week, and by what is closed besides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from cxdesk.entities.closed_day import ClosedDay
from cxdesk.entities.shop import WEEKDAYS, Shop
from cxdesk.schema.reading import Reader

_WEEK = tuple(name for name, _label in WEEKDAYS)


class OpenDays(NamedTuple):
    """Open days of the week, 0 is Monday, the first day of a week, and the days that are closed besides."""

    weekdays: frozenset[int]
    first_weekday: int = 0
    closed: tuple[ClosedDay, ...] = ()

    def holds(self, day: date) -> bool:
        """Tell whether the shop is open on a day."""
        return day.weekday() in self.weekdays and not any(one.holds(day) for one in self.closed)

    def between(self, first: date, last: date) -> list[date]:
        """Return the open days from one day to another."""
        days = (first + timedelta(days=i) for i in range((last - first).days + 1))
        return [day for day in days if self.holds(day)]


def open_weekdays(opening_days: Iterable[str]) -> frozenset[int]:
    """Return the days of the week on which a shop is open, 0 is Monday; all of them when none is told."""
    told = set(opening_days)
    return frozenset(i for i, day in enumerate(_WEEK) if day in told) or frozenset(range(7))


def open_days(reader: Reader) -> OpenDays:
    """Read when the shop is open."""
    shop = next((one.record for one in reader.rows(Shop)), None) or Shop(name="-")
    first = _WEEK.index(shop.first_weekday) if shop.first_weekday in _WEEK else 0
    closed = tuple(row.record for row in reader.rows(ClosedDay))
    return OpenDays(open_weekdays(shop.opening_days), first, closed)
