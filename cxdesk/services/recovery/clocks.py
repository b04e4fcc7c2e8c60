"""Clocks that run only while the shop is open: right across midnight, days off and changes of the clock.

All instants are aware datetimes; what comes back is in UTC. Opening hours are times on the wall clock of
the shop, which is that of this computer unless a `zone` is given. A time that a change to summer time leaves
out is taken as late as it would have been without the change (02:30 becomes 03:30); of one that comes twice,
opening is the first and closing the second.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from cxdesk.entities.opening_hours import OpeningHours
from cxdesk.errors import InputError
from cxdesk.i18n import _
from cxdesk.periods import WEEKDAYS
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.open_days import OpenDays, open_days

HORIZON = 5 * 366
"""Days that are looked through for opening hours; what would be due later has no clock."""
_WEEK = tuple(name for name, _label in WEEKDAYS)
_DAY = timedelta(days=1)
_END = time(23, 59)
Span = tuple[time, time]
"""From when to when it is open; closing at or before opening is after midnight."""


class Hours(NamedTuple):
    """When the shop is open. `week` has the spans of each weekday, 0 is Monday.

    Without any span (`whole`), open days count from midnight to midnight.
    """

    days: OpenDays
    week: Mapping[int, tuple[Span, ...]]
    zone: tzinfo | None = None

    @property
    def whole(self) -> bool:
        """Whether no hours are known, so that open days count as a whole."""
        return not any(self.week.values())


def hours_of(reader: Reader, zone: tzinfo | None = None) -> Hours:
    """Read when the shop is open; `zone` is for tests and for shops elsewhere."""
    week: dict[int, list[Span]] = {}
    for row in reader.rows(OpeningHours):
        one = row.record
        if one.opens is not None and one.closes is not None:
            week.setdefault(_WEEK.index(one.weekday), []).append((one.opens, one.closes))
    return Hours(open_days(reader), {day: tuple(sorted(spans)) for day, spans in week.items()}, zone)


def set_hours(tx: Writer, week: Mapping[str, Sequence[Span]]) -> None:
    """Put these spans, by weekday ("mon"), in the place of all that were there. Raises InputError."""
    for day, spans in week.items():
        _check(day, sorted(spans))
    for row in tx.rows(OpeningHours):
        tx.remove(OpeningHours, row.id)
    for day in _WEEK:
        for opens, closes in sorted(week.get(day, ())):
            tx.add(OpeningHours(weekday=day, opens=opens, closes=closes))


def _check(day: str, spans: Sequence[Span]) -> None:
    for (_opens, closes), (after, _closes) in itertools.pairwise(spans):
        if closes > after or closes <= _opens:
            raise InputError({day: _("Two of these times overlap. Leave a break between them.")})


# Instants


def instant(day: date, at: time, zone: tzinfo | None = None, *, last: bool = False) -> datetime:
    """Return when the wall clock shows `at` on a day, in UTC; `last` takes the second time of two."""
    wall = datetime.combine(day, at, zone)
    first, second = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return max(first, second) if last else first


def local(moment: datetime, zone: tzinfo | None = None) -> datetime:
    """Return an instant as the wall clock of the shop shows it."""
    return moment.astimezone(zone)


def _spans_of(hours: Hours, day: date) -> Iterator[tuple[datetime, datetime]]:
    if not hours.days.holds(day):
        return
    if hours.whole:
        yield instant(day, time.min, hours.zone), instant(day + _DAY, time.min, hours.zone)
        return
    for opens, closes in hours.week.get(day.weekday(), ()):
        ends = day if closes > opens else day + _DAY
        yield instant(day, opens, hours.zone), instant(ends, closes, hours.zone, last=True)


def spans(hours: Hours, since: datetime, days: int = HORIZON) -> Iterator[tuple[datetime, datetime]]:
    """Give from when to when it is open, from an instant on, in order and without overlaps."""
    first = local(since, hours.zone).date() - _DAY  # its hours may reach beyond midnight
    reached = since
    for step in range(days + 2):
        if (date.max - first).days <= step + 1:
            return
        for opens, closes in sorted(_spans_of(hours, first + step * _DAY)):
            opens = max(opens, reached)
            if closes > opens:
                reached = closes
                yield opens, closes


def add_minutes(hours: Hours, start: datetime, minutes: int) -> datetime | None:
    """Return when the shop will have been open for so many minutes since `start`.

    It is never in closed time: at the latest the moment of closing, or, where whole days count, the next open
    day. With 0 minutes it is `start`, or the next opening. None where that is farther off than `HORIZON`.
    """
    start = start.astimezone(UTC)
    left = timedelta(minutes=minutes)
    for opens, closes in spans(hours, start):
        inside = closes - opens
        if left < inside or (left == inside and left and not hours.whole):
            return opens + left
        left -= inside
    return None


def due(hours: Hours, start: datetime, minutes: int, *, timed: bool = True) -> datetime | None:
    """Return by when what may take so many minutes is promised.

    `timed` says that the time of `start` is known.
    Without opening hours nobody knows who is there at night: it is a time of the day on which it began, or
    the last minute of the open day on which the time is over.
    """
    over = add_minutes(hours, start, minutes)
    if over is None or not hours.whole:
        return over
    day = local(over, hours.zone).date()
    if timed and day == local(start, hours.zone).date():
        return over
    return instant(day, _END, hours.zone, last=True)


def whole_day(moment: datetime, zone: tzinfo | None = None) -> bool:
    """Tell whether something is due at the end of a day rather than at a time of it."""
    return local(moment, zone).time().replace(second=0, microsecond=0) == _END


def count_minutes(hours: Hours, start: datetime, end: datetime) -> int:
    """Return for how many whole minutes it was open from `start` to `end`; below 0 the other way round."""
    if end < start:
        return -count_minutes(hours, end, start)
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    total = timedelta()
    for opens, closes in spans(hours, start, (end - start).days + 2):
        if opens >= end:
            break
        total += min(closes, end) - opens
    return int(total.total_seconds()) // 60


def open_day_after(days: OpenDays, start: date, count: int) -> date | None:
    """Return the open day that comes so many open days after `start`; with 0, the first one from it on.

    None where there are not so many within `HORIZON`.
    """
    left = max(count, 0)
    day = start
    for _step in range(HORIZON):
        if days.holds(day) and (day > start or not count):
            left -= 1
            if left <= 0:
                return day
        day += _DAY
    return None
