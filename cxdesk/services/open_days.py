"""On which days the shop is open: by the week, and by what is closed besides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from cxdesk.entities.closed_day import ClosedDay
from cxdesk.entities.shop import Shop
from cxdesk.errors import InputError
from cxdesk.i18n import _
from cxdesk.periods import WEEKDAYS
from cxdesk.schema.reading import Reader, Writer

_WEEK = tuple(name for name, _label in WEEKDAYS)


class OpenDays(NamedTuple):
    """Open days of the week, 0 is Monday, the first day of a week, and the days that are closed besides."""

    weekdays: frozenset[int]
    first_weekday: int = 0
    closed: tuple[ClosedDay, ...] = ()

    def holds(self, day: date) -> bool:
        """Tell whether the shop is open on a day."""
        return day.weekday() in self.weekdays and not any(one.holds(day) for one in self.closed)

    def marked(self, day: date) -> ClosedDay | None:
        """Return why a day is closed though it would be open by the week, or None."""
        if day.weekday() not in self.weekdays:
            return None
        return next((one for one in self.closed if one.holds(day)), None)

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


def close(tx: Writer, first: date, last: date, why: str) -> int:
    """Mark days as closed; return the id. Raises InputError for a span that ends before it begins.

    What was marked among them before gives way, and what reaches beyond stays closed for its own reason.
    """
    if last < first:
        raise InputError({"until_on": _("The last day has to be the first one or after it.")})
    _cut(tx, first, last)
    return tx.add(ClosedDay(from_on=first, until_on=last if last > first else None, why=why.strip()))


def reopen(tx: Writer, first: date, last: date) -> int:
    """Take days out of what is marked as closed; return how many marks were changed."""
    return _cut(tx, first, last)


def _cut(tx: Writer, first: date, last: date) -> int:
    day, cut = timedelta(days=1), 0
    for row in tx.rows(ClosedDay):
        begin = row.record.from_on
        end = row.record.until_on or begin
        if begin is None or end is None or end < first or begin > last:
            continue
        cut += 1
        rest = [(a, b) for a, b in ((begin, min(end, first - day)), (max(begin, last + day), end)) if a <= b]
        if not rest:
            tx.remove(ClosedDay, row.id)
            continue
        (a, b), *more = rest
        tx.change(ClosedDay, row.id, from_on=a, until_on=b if b > a else None)
        for a, b in more:
            tx.add(ClosedDay(from_on=a, until_on=b if b > a else None, why=row.record.why))
    return cut
