"""Numbers counted from the visits that are kept, each with the records behind it.

Only visits that came about count. A period from before the first of them is missing, not 0: nothing was
written down then.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from cxdesk import clock, periods
from cxdesk.entities import metric_part
from cxdesk.entities.metric_part import WITHIN_WEEKS, MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.visit import Visit
from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.schema.entity import spec_of
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.metrics import entry
from cxdesk.services.open_days import open_days

Key = Literal[
    "visits", "customers", "new", "spend", "twice", "before", "retained", "back", "tickets", "new_back"
]
_MINOR = spec_of(Visit).fields["ticket"].scale
LONGEST_WEEKS = 520


class Source(NamedTuple):
    """What can be counted of visits, and the kind of the records behind the number."""

    key: Key
    kind: Literal["visit", "customer"]

    @property
    def label(self) -> str:
        """What it is called, marked."""
        return dict(metric_part.SOURCES)[self.key]

    @property
    def unit(self) -> str:
        """The unit that the number has to have."""
        return "money" if self.key in metric_part.MONEY else "count"


SOURCES = (
    Source("visits", "visit"), Source("customers", "customer"), Source("new", "customer"),
    Source("spend", "visit"), Source("twice", "customer"), Source("before", "customer"),
    Source("retained", "customer"), Source("back", "customer"), Source("tickets", "visit"),
    Source("new_back", "customer"),
)  # fmt: skip


class Seen(NamedTuple):
    """A visit as far as it is counted; the ticket in minor units."""

    id: int
    customer: int
    day: date
    ticket: int | None = None


class Taken(NamedTuple):
    """The number of a period, None where it can't be known, and the ids of the records behind it."""

    start: date
    value: Decimal | None
    ids: tuple[int, ...] = ()


class Change(NamedTuple):
    """A number that is taken for a period, and the one that is kept there so far."""

    taken: Taken
    was: Decimal | None

    @property
    def changes(self) -> bool:
        """Whether it says something else."""
        return self.taken.value is not None and self.taken.value != self.was


def source(key: str) -> Source:
    """Return what can be counted under a key. Raises UserError that lists the keys."""
    for one in SOURCES:
        if one.key == key:
            return one
    keys = ", ".join(one.key for one in SOURCES)
    raise UserError(_("“{name}” can't be taken from records. These can: {keys}.").format(name=key, keys=keys))


def by_day(one: Seen) -> int:
    """Return what sorts visits by day, then by number.

    A whole number: sorting years of visits holds up all other threads, by pairs three times as long.
    """
    return (one.day.toordinal() << 40) + one.id


def seen(reader: Reader) -> list[Seen]:
    """Return the visits that came about, by day."""
    rows = reader.columns(Visit, "id", "customer", "happens_on", "ticket", state="came")
    return sorted((Seen(*row) for row in rows if row[1] and row[2]), key=by_day)


def take(
    key: Key,
    visits: Iterable[Seen],
    cadence: str,
    first: date,
    last: date,
    *,
    today: date,
    first_weekday: int = 0,
    weeks: int = 0,
) -> list[Taken]:
    """Return the number of each period from that of `first` to that of `last`; those that run are missing.

    Who is back is known once the weeks after the last day of a period are over, too. Raises UserError where
    these have no weeks.
    """
    if key in WITHIN_WEEKS and not 0 < weeks <= LONGEST_WEEKS:
        raise UserError(_("Say within how many weeks, from 1 to {most}.").format(most=LONGEST_WEEKS))
    count = _Counting(visits, cadence, weeks)
    counted: dict[Key, Callable[[date, date], Taken]] = {
        "visits": count.visits, "customers": count.customers, "new": count.new, "spend": count.spend,
        "twice": count.twice, "before": count.before, "retained": count.retained, "back": count.back,
        "tickets": count.tickets, "new_back": count.new_back,
    }  # fmt: skip
    found = []
    for start in periods.starts(cadence, periods.start_of(cadence, first, first_weekday), last):
        end = periods.next_start(cadence, start)
        known = count.begins is not None and end > count.begins
        if key in {"before", "retained"}:
            known = count.begins is not None and start > count.begins
        over = end + timedelta(weeks=weeks if key in WITHIN_WEEKS else 0) <= today
        found.append(counted[key](start, end) if known and over else Taken(start, None))
    return found


def look(reader: Reader, part: int, key: str, first: date, last: date, *, weeks: int = 0) -> list[Change]:
    """Return what would be taken for a number to enter. Raises UserError where its unit does not fit."""
    chosen, number = source(key), reader.get(MetricPart, part).record
    entry.refuse_taken(number)
    if last < first:
        raise UserError(_("The last day has to be the first one or after it."))
    if chosen.unit != number.unit:
        raise UserError(
            _("“{name}” and “{source}” are of different units: choose another number.").format(
                name=number.name, source=_(chosen.label)
            )
        )
    days = open_days(reader)
    taken = take(
        chosen.key, seen(reader), number.cadence, first, last,
        today=clock.today(), first_weekday=days.first_weekday, weeks=weeks,
    )  # fmt: skip
    there = dict(reader.columns(PartValue, "starts_on", "value", part=part))
    return [
        Change(one, there.get(one.start))
        for one in taken
        if number.cadence != "day" or one.value or days.holds(one.start)
    ]


def fill(tx: Writer, part: int, key: str, first: date, last: date, *, weeks: int = 0) -> list[Change]:
    """Keep the numbers that are taken; a typed one gives way, one that can't be known is left as it is."""
    found = look(tx, part, key, first, last, weeks=weeks)
    for one in found:
        if one.changes:
            entry.keep(tx, part, one.taken.start, value=one.taken.value)
    return found


class _Counting:
    """Visits in the order of their days, with the days of each customer."""

    def __init__(self, visits: Iterable[Seen], cadence: str, weeks: int) -> None:
        self._visits = sorted(visits, key=by_day)
        self._days = [one.day for one in self._visits]
        self._cadence, self._within = cadence, timedelta(weeks=weeks)
        self._of: dict[int, list[date]] = {}
        for one in self._visits:
            self._of.setdefault(one.customer, []).append(one.day)
        self.begins = self._days[0] if self._days else None

    def visits(self, start: date, end: date) -> Taken:
        found = self._between(start, end)
        return Taken(start, Decimal(len(found)), tuple(one.id for one in found))

    def spend(self, start: date, end: date) -> Taken:
        paid = [(one.id, one.ticket) for one in self._between(start, end) if one.ticket is not None]
        total = Decimal(sum(ticket for _id, ticket in paid)).scaleb(-_MINOR)
        return Taken(start, total, tuple(visit for visit, _ticket in paid))

    def tickets(self, start: date, end: date) -> Taken:
        found = tuple(one.id for one in self._between(start, end) if one.ticket is not None)
        return Taken(start, Decimal(len(found)), found)

    def customers(self, start: date, end: date) -> Taken:
        return self._people(start, self._who(start, end))

    def new(self, start: date, end: date) -> Taken:
        return self._people(start, (one for one in self._who(start, end) if self._of[one][0] >= start))

    def twice(self, start: date, end: date) -> Taken:
        often = Counter(one.customer for one in self._between(start, end))
        return self._people(start, (one for one, count in often.items() if count > 1))

    def before(self, start: date, _end: date) -> Taken:
        return self._people(start, self._who(periods.shifted(self._cadence, start, -1), start))

    def retained(self, start: date, end: date) -> Taken:
        earlier = self._who(periods.shifted(self._cadence, start, -1), start)
        return self._people(start, earlier & self._who(start, end))

    def back(self, start: date, end: date) -> Taken:
        """Count who came again after the first day they were seen on in the period, and by when they should.

        A second visit on the same day is no return.
        """
        found = []
        for one in self._who(start, end):
            days = self._of[one]
            first = next(day for day in days if day >= start)
            again = bisect_right(days, first)
            if again < len(days) and days[again] - first <= self._within:
                found.append(one)
        return self._people(start, found)

    def new_back(self, start: date, end: date) -> Taken:
        return self._people(start, (one for one in self.back(start, end).ids if self._of[one][0] >= start))

    def _between(self, start: date, end: date) -> list[Seen]:
        before = timedelta(days=1)
        return self._visits[bisect_right(self._days, start - before) : bisect_right(self._days, end - before)]

    def _who(self, start: date, end: date) -> set[int]:
        return {one.customer for one in self._between(start, end)}

    def _people(self, start: date, ids: Iterable[int]) -> Taken:
        found = tuple(sorted(ids))
        return Taken(start, Decimal(len(found)), found)
