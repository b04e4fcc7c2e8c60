"""The series of a metric, computed from numbers that were typed or come from records.

A value stands for a period of the metric's cadence. Its numbers may be typed more often: they are added up,
or the last one holds where the number is a level. Nothing that is missing is guessed: a total lacks its value
while one of its days lacks a number, and of two numbers that are divided only days count on which both are
there.

Each number counts by one definition: the one that holds on its first day. Where a definition changes within a
period, what is divided is that of the days on its side of the change; what is counted or compared over a
whole period has no value there, and fewer numbers are `entered` than `expected`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cxdesk import periods
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.metric_version import MetricVersion
from cxdesk.entities.part_value import PartValue
from cxdesk.schema.entity import Stored, changed
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics.taken import taken
from cxdesk.services.open_days import OpenDays, open_days
from cxdesk.services.statistics.formulas import ratio
from cxdesk.services.statistics.shares import FEWEST

NEEDED: Mapping[str, int] = {"share": 2, "ratio": 2, "total": 1, "kept": 3, "score": 3, "growth": 1}
"""How many numbers a formula takes."""
ANSWERS: Mapping[str, int] = {"share": 1, "ratio": 1, "score": 2}
"""Which of its numbers counts the answers, where a metric is made of answers."""


class Definition(NamedTuple):
    """How a metric is computed from a day until before another; None for without an end."""

    version: int
    formula: str
    parts: tuple[int | None, ...]
    cadence: str
    from_on: date | None = None
    until_on: date | None = None
    survey: bool = False

    @property
    def used(self) -> tuple[int, ...]:
        """The numbers that the formula takes, as far as they are given."""
        return tuple(part for part in self.parts[: NEEDED[self.formula]] if part is not None)

    @property
    def whole(self) -> bool:
        """Whether all numbers are given that the formula takes."""
        return len(self.used) == NEEDED[self.formula]

    def holds(self, day: date) -> bool:
        """Whether the metric is computed so on a day."""
        return (self.from_on is None or self.from_on <= day) and (
            self.until_on is None or day < self.until_on
        )

    def own(self, first: date, last: date) -> tuple[date, date]:
        """Return the part of some days on which it holds; the end before the beginning where it is none."""
        begin = first if self.from_on is None else max(first, self.from_on)
        return begin, last if self.until_on is None else min(last, self.until_on - timedelta(days=1))


class Point(NamedTuple):
    """One period of a series. Shares and scores are fractions of one.

    `entered` of `expected` days (or weeks, months) have their numbers; a `running` period is not over yet.
    `n` is how many answers a score is made of, of so many `asked`; `too_few` give no value, whoever asks.
    `so_far` is what a total comes to by now in a running period, where it is typed more often than that.
    """

    start: date
    value: Fraction | None
    numbers: tuple[Fraction | None, ...] = ()
    version: int = 1
    entered: int = 0
    expected: int = 0
    running: bool = False
    notes: tuple[str, ...] = ()
    n: int | None = None
    too_few: bool = False
    asked: Fraction | None = None
    so_far: Fraction | None = None


class Series(NamedTuple):
    """A metric with a point for every period from its first number on; `typed` where people type one."""

    metric: Stored[Metric]
    points: tuple[Point, ...]
    definitions: tuple[Definition, ...]
    typed: bool = True

    def definition_of(self, point: Point) -> Definition:
        """Return how a point was computed."""
        return next(one for one in self.definitions if one.version == point.version)

    @property
    def newest(self) -> Point | None:
        """The last point with a value, its period over or not."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    @property
    def over(self) -> tuple[Point, ...]:
        """The points of periods that are over: a running one would count as low."""
        return tuple(point for point in self.points if not point.running)


class _Numbers(NamedTuple):
    """A number to enter with what was typed, by the first day of each period.

    `days` are these in order, `noted` those that have a note.
    """

    part: MetricPart
    values: Mapping[date, Fraction]
    notes: Mapping[date, str]
    days: Sequence[date]
    noted: Sequence[date]

    def typed(self, first: date, last: date) -> Sequence[date]:
        """Return the days from one to another on which there is a number, in order."""
        return _between(self.days, first, last)


def _between(days: Sequence[date], first: date, last: date) -> Sequence[date]:
    return days[bisect_left(days, first) : bisect_right(days, last)]


def series(reader: Reader, metric_id: int, today: date) -> Series:
    """Compute a metric up to the period that today lies in. Raises NotFound."""
    metric = reader.get(Metric, metric_id)
    defined = definitions(reader, metric)
    days = open_days(reader)
    asked = metric.record.asked
    numbers = _read(reader, {part for one in defined for part in one.used} | ({asked} if asked else set()))
    points: list[Point] = []
    for one in defined:
        there = numbers | _taken(reader, one, (*one.used, asked), days, today)
        found = _points(one, there, days, today)
        points += (_with_asked(point, there[asked], defined) for point in found) if asked in there else found
    typed = any(not numbers[part].part.taken_from for part in defined[-1].used if part in numbers)
    return Series(metric, tuple(points), tuple(defined), typed)


def definitions(reader: Reader, metric: Stored[Metric]) -> list[Definition]:
    """Return how the metric was computed, the earliest first, and how it is computed now."""
    rows = [row.record for row in reader.rows(MetricVersion, metric=metric.id)]
    found = [
        Definition(
            one.version, one.formula, (one.first, one.second, one.third), one.cadence, None, one.until_on
        )
        for one in sorted(rows, key=lambda one: one.version)
    ]
    record = metric.record
    found.append(
        Definition(
            record.version, record.formula, (record.first, record.second, record.third), record.cadence
        )
    )
    begins = [None, *(one.until_on for one in found[:-1])]
    return [
        one._replace(from_on=begin, survey=record.survey or one.formula == "score")
        for one, begin in zip(found, begins, strict=True)
    ]


def set_for(definitions: Sequence[Definition], target: MetricTarget) -> Definition:
    """Return the definition that a target was set for: the one of its first day."""
    day = target.from_on or date.min
    return next((one for one in definitions if one.holds(day)), definitions[-1])


def targets(reader: Reader, metric_id: int) -> list[MetricTarget]:
    """Return the targets of a metric, the earliest first; each holds until the next one begins."""
    rows = [row.record for row in reader.rows(MetricTarget, metric=metric_id)]
    return sorted(rows, key=lambda one: one.from_on or date.min)


def target_on(
    targets: Iterable[MetricTarget], day: date, definition: Definition | None = None
) -> MetricTarget | None:
    """Return the target that holds on a day; of a definition, only one that was set for it."""
    begun = [one for one in targets if one.from_on is not None and one.from_on <= day]
    if definition is not None:
        begun = [one for one in begun if one.from_on is not None and definition.holds(one.from_on)]
    return begun[-1] if begun else None


def chart_notes(reader: Reader, metric_id: int) -> list[ChartNote]:
    """Return what stands on the chart of a metric, the earliest first."""
    rows = [row.record for row in reader.rows(ChartNote) if row.record.metric in {None, metric_id}]
    return sorted(rows, key=lambda one: (one.happened_on or date.min, one.text))


def _read(reader: Reader, parts: Iterable[int]) -> dict[int, _Numbers]:
    found = {}
    alike: dict[Decimal, Fraction] = {}  # what people count is much the same from day to day
    for part_id in parts:
        part = reader.find(MetricPart, part_id)
        if part is None:
            continue
        rows = reader.columns(PartValue, "starts_on", "value", "note", part=part_id)
        values = {
            day: alike.get(value) or alike.setdefault(value, Fraction(value))
            for day, value, _note in rows
            if value is not None
        }
        notes = {day: note for day, _value, note in rows if note}
        found[part_id] = _Numbers(part.record, values, notes, sorted(values), sorted(notes))
    return found


def _taken(
    reader: Reader, one: Definition, parts: Iterable[int | None], days: OpenDays, today: date
) -> dict[int, _Numbers]:
    """Return the numbers that come from records, by the periods of a definition."""
    rows = (reader.find(MetricPart, part) for part in set(parts) if part)
    found = {}
    for row in rows:
        if row is not None and row.record.taken_from:
            counted = taken(reader, row, one.cadence, days, today)
            values = {each.start: Fraction(each.value) for each in counted if each.value is not None}
            part = changed(row.record, cadence=one.cadence, level=False)
            found[row.id] = _Numbers(part, values, {}, sorted(values), ())
    return found


def _points(one: Definition, numbers: Mapping[int, _Numbers], days: OpenDays, today: date) -> list[Point]:
    """Return a point for every period of one definition, from the first number of it on."""
    used = [numbers[part] for part in one.used if part in numbers]
    typed = [day for part in used for day in part.typed(*one.own(date.min, today))]
    if not typed or len(used) < NEEDED[one.formula]:
        return []
    first = periods.start_of(one.cadence, min(typed), days.first_weekday)
    point_of = _typed_point if _is_typed_so(one, used) else _point
    found = []
    for start in periods.starts(one.cadence, first, today if one.until_on is None else max(typed)):
        point = point_of(one, used, days, start)
        if not point.expected and not any(number is not None for number in point.numbers):
            continue  # closed all through: not a gap
        running = start <= today < periods.next_start(one.cadence, start)
        so_far = _so_far(one, used[0], start, today) if running else None
        found.append(point._replace(version=one.version, running=running, so_far=so_far))
    return found


def _so_far(one: Definition, number: _Numbers, start: date, today: date) -> Fraction | None:
    """Return what was counted by now; None where nothing was, or where nothing is added up."""
    if one.formula != "total" or number.part.level or number.part.cadence == one.cadence:
        return None
    there = number.typed(*one.own(start, today))
    return sum((number.values[day] for day in there), Fraction()) if there else None


_OF_WHOLE_PERIODS = frozenset({"total", "kept", "growth"})
"""Formulas whose value is that of a period from its first day to its last."""


def _cut(one: Definition, used: Sequence[_Numbers], expected: Sequence[Sequence[date]]) -> bool:
    """Whether a number of the period is due on a day on which another definition holds.

    Of a level that is the last one: what was there before matters to none.
    """
    due = {day for days in expected for day in days if not one.holds(day)}
    if one.formula == "total" and used[0].part.level:
        return one.until_on is not None and any(day >= one.until_on for day in due)
    return bool(due)


def _is_typed_so(one: Definition, used: Sequence[_Numbers]) -> bool:
    """Tell whether each period of a metric is typed as one number of each part."""
    return one.formula != "growth" and all(part.part.cadence == one.cadence for part in used)


def _typed_point(one: Definition, used: Sequence[_Numbers], days: OpenDays, start: date) -> Point:
    """Return what `_point` would, where nothing has to be added up: years of days are quick so."""
    holds = one.holds(start)
    numbers = tuple(part.values.get(start) if holds else None for part in used)
    due = one.cadence != "day" or days.holds(start)
    noted = [part.notes[start] for part in used if holds and start in part.notes]
    return _judged(one, start, numbers, _value(one.formula, numbers), noted)._replace(
        entered=int(due and None not in numbers), expected=int(due)
    )


def _point(one: Definition, used: Sequence[_Numbers], days: OpenDays, start: date) -> Point:
    last = periods.last_day(one.cadence, start)
    own = one.own(start, last)
    expected = [_expected(part.part.cadence, days, start, last) for part in used]
    typed = [part.typed(*own) for part in used]
    same = one.formula not in {"total", "growth"} and len({part.part.cadence for part in used}) == 1
    together = set(typed[0]).intersection(*typed[1:]) if same else None
    sums = tuple(
        _sum(part, there, due, together, first=one.formula == "kept" and place == 0)
        for place, (part, there, due) in enumerate(zip(used, typed, expected, strict=True))
    )
    entered = min(len(set(there) & set(due)) for there, due in zip(typed, expected, strict=True))
    noted = sorted((day, part.notes[day]) for part in used for day in _between(part.noted, *own))
    value = (
        _growth(one, used[0], days, start, sums[0]) if one.formula == "growth" else _value(one.formula, sums)
    )
    if one.formula in _OF_WHOLE_PERIODS and own != (start, last) and _cut(one, used, expected):
        value = None
    return _judged(one, start, sums, value, [note for _day, note in noted])._replace(
        entered=entered, expected=max(map(len, expected))
    )


def _judged(
    one: Definition,
    start: date,
    numbers: tuple[Fraction | None, ...],
    value: Fraction | None,
    notes: Sequence[str],
) -> Point:
    """Return a point; of answers that are too few, without its value."""
    answers = numbers[ANSWERS[one.formula]] if one.survey and one.formula in ANSWERS else None
    too_few = answers is not None and answers < FEWEST
    return Point(
        start,
        None if too_few else value,
        numbers,
        notes=tuple(dict.fromkeys(notes)),
        n=None if answers is None else int(answers),
        too_few=too_few,
    )


def _with_asked(point: Point, asked: _Numbers, defined: Sequence[Definition]) -> Point:
    """Return a point with how many were asked in its period."""
    way = next(one for one in defined if one.version == point.version)
    there = asked.typed(*way.own(point.start, periods.last_day(way.cadence, point.start)))
    if not there:
        return point
    if asked.part.level:
        return point._replace(asked=asked.values[there[-1]])
    return point._replace(asked=sum((asked.values[day] for day in there), Fraction()))


def _expected(cadence: str, days: OpenDays, start: date, last: date) -> list[date]:
    """Return the first days of the periods in which a number is to be typed, from one day to another."""
    if cadence == "day":
        return days.between(start, last)
    first = periods.start_of(cadence, start, days.first_weekday)
    return [one for one in periods.starts(cadence, first, last) if one >= start]


def _sum(
    number: _Numbers, there: Sequence[date], due: Sequence[date], together: set[date] | None, *, first: bool
) -> Fraction | None:
    """Return what a number comes to over the days on which it is there; None where that says too little.

    Of days `together` alone, where it is divided; a total wants all that are due. What was typed for a closed
    day counts.
    """
    if number.part.level:
        return number.values[there[0 if first else -1]] if there else None
    counted = there if together is None else sorted(together)
    if not counted or (together is None and not set(due) <= set(there)):
        return None
    return sum((number.values[day] for day in counted), Fraction())


def _value(formula: str, sums: Sequence[Fraction | None]) -> Fraction | None:
    known = [one for one in sums if one is not None]
    if len(known) < len(sums):
        return None
    if formula == "total":
        return known[0]
    if formula == "kept":
        return ratio(known[1] - known[2], known[0])
    if formula == "score":
        return ratio(known[0] - known[1], known[2])
    return ratio(known[0], known[1])


A_YEAR = {"day": 364, "week": 52, "month": 12, "quarter": 4, "year": 1}
"""Periods back to the same time last year; days and weeks to the same day of the week."""


def _growth(
    one: Definition, number: _Numbers, days: OpenDays, start: date, now: Fraction | None
) -> Fraction | None:
    """Return a total against the same time last year, less 1."""
    then = periods.shifted(one.cadence, start, -A_YEAR[one.cadence])
    last = periods.last_day(one.cadence, then)
    there = number.typed(then, last)
    due = _expected(number.part.cadence, days, then, last)
    share = ratio(now, _sum(number, there, due, None, first=False))
    return None if share is None else share - 1
