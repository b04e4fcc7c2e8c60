"""Which numbers are typed when: the periods that stand beside each other, and those that lack a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from cxdesk import periods
from cxdesk.entities.metric_part import MetricPart
from cxdesk.formats import day_month_text, quarter_text, short_day_text, short_month_text
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics.entry import cell, expected, typed_days, typed_near
from cxdesk.services.open_days import OpenDays, open_days

SHOWN: Mapping[str, int] = {"day": 7, "week": 8, "month": 12, "quarter": 8, "year": 6}
"""So many periods stand beside each other."""
_BACK = 62
"""Days back in which a missing number is still looked for from the day's entry."""


class Gap(NamedTuple):
    """A number that is missing."""

    part: int
    start: date


def parts_by_cadence(reader: Reader) -> dict[str, list[Stored[MetricPart]]]:
    """Return the numbers in use by how often they are typed, the shortest first, each by place.

    Those that come from records are not among them.
    """
    rows = reader.rows(MetricPart, active=True, taken_from="")
    found = {cadence: [row for row in rows if row.record.cadence == cadence] for cadence in periods.LENGTHS}
    return {cadence: there for cadence, there in found.items() if there}


def beside(cadence: str, day: date, today: date, first_weekday: int) -> list[date]:
    """Return the first days of the periods that are shown with the one of a day.

    Days are shown by the week; longer periods as so many up to now, or so many before these.
    """
    if cadence == "day":
        first = periods.start_of("week", day, first_weekday)
        return [first + timedelta(days=i) for i in range(SHOWN["day"])]
    count = SHOWN[cadence]
    last = periods.start_of(cadence, today, first_weekday)
    wanted = periods.start_of(cadence, day, first_weekday)
    while periods.shifted(cadence, last, 1 - count) > wanted:
        last = periods.shifted(cadence, last, -count)
    while last < wanted:
        last = periods.shifted(cadence, last, count)
    return [periods.shifted(cadence, last, i + 1 - count) for i in range(count)]


def period_text(cadence: str, start: date, language: str) -> str:
    """Return the name of a period within a sentence: Fri, 20 Nov; week of 16 Nov; Nov 2026; Q4 2026."""
    if cadence == "day":
        return short_day_text(start, language)
    if cadence == "week":
        return _("week of {day}").format(day=day_month_text(start, language))
    if cadence == "month":
        return short_month_text(start, language)
    return quarter_text(start, language) if cadence == "quarter" else f"{start.year}"


def gaps(reader: Reader, parts: Sequence[Stored[MetricPart]], today: date) -> list[Gap]:
    """Return what is missing from the first number of each on, period by period.

    What is running today is not missed yet.
    """
    days = open_days(reader)
    place = {row.id: i for i, row in enumerate(parts)}
    found = []
    for cadence in {row.record.cadence for row in parts}:
        last = periods.start_of(cadence, today, days.first_weekday) - timedelta(days=1)
        typed = {row.id: typed_days(reader, row.id) for row in parts if row.record.cadence == cadence}
        begun = {part: min(there) for part, there in typed.items() if there}
        wanted = set(expected(cadence, min(begun.values()), last, days)) if begun else set()
        for part, first in begun.items():
            found += [Gap(part, one) for one in wanted - typed[part] if one >= first]
    return sorted(found, key=lambda gap: (gap.start, place[gap.part]))


def first_due(reader: Reader, parts: Sequence[Stored[MetricPart]], today: date) -> Gap | None:
    """Return the earliest number that somebody could type now: missing of the last weeks, else of today.

    Of a number that was never typed it is the last period that is over. None where all are in. Only the last
    periods are read, for there may be years of them.
    """
    place = {row.id: i for i, row in enumerate(parts)}
    found = []
    for cadence in {row.record.cadence for row in parts}:
        rows = [row for row in parts if row.record.cadence == cadence]
        near = _near(cadence, today, open_days(reader))
        there = typed_near(reader, [row.id for row in rows], near)
        found += [gap for row in rows if (gap := _first_due(reader, row, near, there, today)) is not None]
    return min(found, key=lambda gap: (gap.start, place[gap.part]), default=None)


def _near(cadence: str, today: date, days: OpenDays) -> list[date]:
    """Return the periods of the last weeks in which a number is expected, up to the running one."""
    running = periods.start_of(cadence, today, days.first_weekday)
    if cadence == "day":
        back = (today - timedelta(days=i) for i in range(_BACK, -1, -1))
        return [day for day in back if days.holds(day)]
    return [periods.shifted(cadence, running, i) for i in range(-SHOWN[cadence], 1)]


def _first_due(
    reader: Reader,
    row: Stored[MetricPart],
    near: Sequence[date],
    there: set[tuple[int, date]],
    today: date,
) -> Gap | None:
    part = row.id
    lacking = [start for start in near if (part, start) not in there]
    if len(lacking) == len(near):
        begun = min(typed_days(reader, part), default=None)
        if begun is None:
            over = [start for start in near if periods.next_start(row.record.cadence, start) <= today]
            return Gap(part, over[-1]) if over else None
    else:
        begun = next(start for start in near if (part, start) in there)
        if lacking and lacking[0] < begun:
            begun = min(typed_days(reader, part), default=begun)
    return next((Gap(part, start) for start in lacking if start > begun), None)


class Due(NamedTuple):
    """A number to type at the end of a day, for the period that begins on `start`."""

    part: Stored[MetricPart]
    start: date


def before_that(one: Due, days: OpenDays) -> date:
    """Return the first day of the period before; of a day the last open one."""
    cadence = one.part.record.cadence
    start = periods.shifted(cadence, one.start, -1)
    return (last_open(days, one.start) or start) if cadence == "day" else start


def last_open(days: OpenDays, before: date) -> date | None:
    """Return the last open day before a day, looking back a year."""
    back = (before - timedelta(days=i) for i in range(1, 366))
    return next((day for day in back if days.holds(day)), None)


def next_open(days: OpenDays, after: date) -> date:
    """Return the first open day after a day; the next day where the shop stays closed for a year."""
    on = (after + timedelta(days=i) for i in range(1, 366))
    return next((day for day in on if days.holds(day)), after + timedelta(days=1))


def next_to_type(
    cadence: str, start: date, days: OpenDays, today: date, *, back: bool = False
) -> date | None:
    """Return the period after one, or with `back` before it, in which a number is expected; None after today.

    Closed days are passed over, for a year at most.
    """
    for _step in range(366):
        start = periods.shifted(cadence, start, -1 if back else 1)
        if start > today:
            return None
        if cadence != "day" or days.holds(start):
            return start
    return None


def due(reader: Reader, day: date, *, newest: bool) -> list[Due]:
    """Return what is typed at the end of an open day: its own numbers, and those of periods that end with it.

    A longer period ends with the last open day in it. On the `newest` day it stays until its number is there.
    """
    days = open_days(reader)
    until = next_open(days, day)
    found = []
    for cadence, rows in parts_by_cadence(reader).items():
        if cadence == "day":
            found += [Due(row, day) for row in rows]
            continue
        start = periods.start_of(cadence, until - timedelta(days=1), days.first_weekday)
        if periods.last_day(cadence, start) >= until:
            start = periods.shifted(cadence, start, -1)
        ends_now = periods.last_day(cadence, start) >= day
        for row in rows:
            if ends_now or (newest and _late(reader, row.id, start)):
                found.append(Due(row, start))
    return found


def _late(reader: Reader, part: int, start: date) -> bool:
    """Whether a number is missing though earlier ones are there."""
    if cell(reader, part, start).value is not None:
        return False
    return any(one < start for one in typed_days(reader, part))


def days_missing(reader: Reader, before: date) -> list[date]:
    """Return the open days before a day, in the last two months, that lack a number, the newest first.

    A number is missed from the first day on that it was typed for. Only those months are read, for there may
    be years of them.
    """
    earliest = before - timedelta(days=_BACK)
    near = [earliest + timedelta(days=i) for i in range(_BACK)]
    parts = [row.id for row in parts_by_cadence(reader).get("day", [])]
    there = typed_near(reader, parts, near)
    days = open_days(reader)
    wanted = [day for day in near if days.holds(day)]
    found: set[date] = set()
    for part in parts:
        lacking = [day for day in wanted if (part, day) not in there]
        typed = [day for day in near if (part, day) in there]
        if lacking and not (typed and typed[0] < lacking[0]):
            begun = min(typed_days(reader, part), default=before)
            lacking = [day for day in lacking if day > begun]
        found |= set(lacking)
    return sorted(found, reverse=True)
