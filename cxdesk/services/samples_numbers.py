"""What the sample shop measures: metrics with half a year of numbers, targets, notes, results by person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import cycle
from typing import Any

from cxdesk import i18n, periods
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.closed_day import ClosedDay
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.metric_version import MetricVersion
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.person_result import PersonResult
from cxdesk.entities.shop import Shop
from cxdesk.paths import resource
from cxdesk.schema.reading import Writer
from cxdesk.services.open_days import OpenDays, open_days
from cxdesk.services.trade_files import read_file

_NOT_COUNTED = -1


@dataclass(frozen=True, slots=True)
class SampleNumber:
    """A number to enter; `was` is its name in the trade's content, "" where that has none."""

    name: str
    was: str
    unit: str
    cadence: str
    level: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True)
class SampleMetric:
    """A metric in use; `was` is its name in the trade's content, "" where that has none."""

    name: str
    was: str
    formula: str
    numbers: tuple[str, ...]
    cadence: str
    why: str
    source: str
    owner: str
    drivers: tuple[str, ...]
    direction: str = "up"
    decimals: int = 0
    unit: str = ""
    key: bool = False
    survey: bool = False
    asked: str = ""


@dataclass(frozen=True, slots=True)
class SampleStep:
    """A change that lasts from a day on, in what the number counts (hundredths with `times`)."""

    in_days: int
    by: int


@dataclass(frozen=True, slots=True)
class SampleDaily:
    """A number of every open day; `usual` by weekday, Monday first."""

    number: str
    times: str
    usual: tuple[int, ...]
    swings: tuple[int, ...]
    first_in_days: int
    missing_in_days: tuple[int, ...]
    steps: tuple[SampleStep, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleTyped:
    """A number of every week, month or quarter, up to the last one that is over."""

    number: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SampleVersion:
    """How a metric was computed until the first period that begins after a day."""

    metric: str
    formula: str
    numbers: tuple[str, ...]
    cadence: str
    until_in_days: int
    why_changed: str


@dataclass(frozen=True, slots=True)
class SampleTarget:
    """A target; `value` as it is typed."""

    metric: str
    value: str
    from_in_days: int
    reason: str
    set_by: str


@dataclass(frozen=True, slots=True)
class SampleNote:
    """A note on the charts of one metric, or of all."""

    in_days: int
    sort: str
    metric: str
    text: str


@dataclass(frozen=True, slots=True)
class SampleClosed:
    """Days on which the shop was closed besides."""

    first_in_days: int
    last_in_days: int
    why: str


@dataclass(frozen=True, slots=True)
class SampleResults:
    """The numbers of one person, a value a period, up to the last one that is over."""

    metric: str
    person: str
    first: tuple[int, ...]
    second: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SampleNumbers:
    """What the file holds."""

    numbers: tuple[SampleNumber, ...]
    metrics: tuple[SampleMetric, ...]
    daily: tuple[SampleDaily, ...]
    typed: tuple[SampleTyped, ...]
    versions: tuple[SampleVersion, ...]
    targets: tuple[SampleTarget, ...]
    notes: tuple[SampleNote, ...]
    closed: tuple[SampleClosed, ...]
    results: tuple[SampleResults, ...]


@cache
def sample_numbers(name: str) -> SampleNumbers:
    """Return the data of a sample shop."""
    return read_file(SampleNumbers, resource("samples", f"{name}_numbers.toml"))


def fill_numbers(
    tx: Writer, data: SampleNumbers, today: date, *, people: Mapping[str, int], standards: Mapping[str, int]
) -> None:
    """Add what is measured, as of `today`; people by their names, standards by their texts.

    The last open day lacks its numbers, so that there is something to enter.
    """
    work = _Numbers(tx, data, today, people, standards)
    work.close_days()
    work.add_numbers()
    work.add_metrics()
    work.add_versions()
    work.type_days()
    work.type_periods()
    work.add_targets()
    work.add_notes()
    work.add_results()


class _Numbers:
    """The steps, with what they look up."""

    def __init__(
        self,
        tx: Writer,
        data: SampleNumbers,
        today: date,
        people: Mapping[str, int],
        standards: Mapping[str, int],
    ) -> None:
        self._tx = tx
        self._data = data
        self._today = today
        self._people = people
        self._standards = standards
        self._words = i18n.words_from(tx.rows(Shop)[0].record.words())
        self._numbers: dict[str, tuple[int, SampleNumber]] = {}
        self._metrics: dict[str, tuple[int, SampleMetric]] = {}

    def close_days(self) -> None:
        """Note when it was closed."""
        for one in self._data.closed:
            first, last = self._day(one.first_in_days), self._day(one.last_in_days)
            self._tx.add(ClosedDay(from_on=first, until_on=last, why=one.why))

    def add_numbers(self) -> None:
        """Add the numbers to enter, first in the list; those of the trade are taken over."""
        there = self._resting(MetricPart)
        for place, one in enumerate(self._data.numbers, 1):
            values: dict[str, Any] = {
                "name": self._fill(one.name),
                "unit": one.unit,
                "cadence": one.cadence,
                "level": one.level,
                "active": one.active,
                "position": place,
            }
            self._numbers[one.name] = self._put(MetricPart, there.get(self._fill(one.was)), values), one

    def add_metrics(self) -> None:
        """Add the metrics in use, first in the list; those of the trade are taken over, the others rest."""
        there = self._resting(Metric)
        for place, one in enumerate(self._data.metrics, 1):
            values: dict[str, Any] = {
                name: getattr(one, name)
                for name in ("formula", "cadence", "direction", "decimals", "unit", "key", "survey", "source")
            }
            values |= self._parts(one.numbers) | {
                "name": self._fill(one.name),
                "why": self._fill(one.why),
                "owner": self._people[one.owner],
                "drivers": tuple(self._standards[self._fill(text)] for text in one.drivers),
                "asked": self._numbers[one.asked][0] if one.asked else None,
                "active": True,
                "position": place,
            }
            self._metrics[one.name] = self._put(Metric, there.get(self._fill(one.was)), values), one

    def add_versions(self) -> None:
        """Add how metrics were computed before."""
        first_weekday = open_days(self._tx).first_weekday
        for one in self._data.versions:
            metric, about = self._metrics[one.metric]
            running = periods.start_of(one.cadence, self._day(one.until_in_days), first_weekday)
            until = periods.next_start(one.cadence, running)
            self._tx.add(
                MetricVersion(
                    metric=metric,
                    name=self._fill(about.name),
                    formula=one.formula,
                    cadence=one.cadence,
                    until_on=until,
                    why_changed=one.why_changed,
                    **dict[str, Any](self._parts(one.numbers)),
                )
            )
            self._tx.change(Metric, metric, version=2, defined_on=until)

    def type_days(self) -> None:
        """Enter the numbers of every open day but the last."""
        days = open_days(self._tx)
        kept: dict[str, dict[date, int]] = {}
        for one in self._data.daily:
            record_id, number = self._numbers[one.number]
            kept[one.number] = counted = dict(self._counted(one, days, kept.get(one.times)))
            places = -2 if number.unit == "money" else 0
            missing = {self._day(in_days) for in_days in one.missing_in_days}
            for day in sorted(counted.keys() - missing):
                value = Decimal(counted[day]).scaleb(places)
                self._tx.add(PartValue(part=record_id, starts_on=day, value=value))

    def _counted(
        self, one: SampleDaily, days: OpenDays, times: Mapping[date, int] | None
    ) -> Iterator[tuple[date, int]]:
        """Give what was counted on each day, in minor units where it is money; the newest day comes first."""
        number = self._numbers[one.number][1]
        there = days.between(self._day(one.first_in_days), self._today - timedelta(days=1))[:-1]
        for day, swing in zip(reversed(there), cycle(one.swings), strict=False):
            steps = sum(step.by for step in one.steps if day >= self._day(step.in_days))
            value = one.usual[day.weekday()] + swing + steps
            if times is None:
                yield day, value
            elif number.unit == "money":
                yield day, value * times[day] // 50 * 50
            else:
                yield day, round(value * times[day] / 100)

    def type_periods(self) -> None:
        """Enter the numbers of every week, month and quarter."""
        first_weekday = open_days(self._tx).first_weekday
        for one in self._data.typed:
            record_id, number = self._numbers[one.number]
            for start, value in self._back_from(number.cadence, first_weekday, one.values):
                self._tx.add(PartValue(part=record_id, starts_on=start, value=Decimal(value)))

    def add_targets(self) -> None:
        """Add the targets."""
        for one in self._data.targets:
            self._tx.add(
                MetricTarget(
                    metric=self._metrics[one.metric][0],
                    value=Decimal(one.value),
                    from_on=self._day(one.from_in_days),
                    reason=one.reason,
                    set_by=one.set_by,
                )
            )

    def add_notes(self) -> None:
        """Add what stands on the charts."""
        for one in self._data.notes:
            metric = self._metrics[one.metric][0] if one.metric else None
            day = self._day(one.in_days)
            self._tx.add(ChartNote(happened_on=day, sort=one.sort, metric=metric, text=one.text))

    def add_results(self) -> None:
        """Add the results by person."""
        first_weekday = open_days(self._tx).first_weekday
        for one in self._data.results:
            metric, about = self._metrics[one.metric]
            seconds = dict(self._back_from(about.cadence, first_weekday, one.second))
            for start, value in self._back_from(about.cadence, first_weekday, one.first):
                self._tx.add(
                    PersonResult(
                        metric=metric,
                        person=self._people[one.person],
                        starts_on=start,
                        first=Decimal(value),
                        second=Decimal(seconds[start]),
                    )
                )

    def _back_from(
        self, cadence: str, first_weekday: int, values: tuple[int, ...]
    ) -> Iterator[tuple[date, int]]:
        """Give the first day of each period that was counted, with its value."""
        running = periods.start_of(cadence, self._today, first_weekday)
        for back, value in enumerate(reversed(values), 1):
            if value != _NOT_COUNTED:
                yield periods.shifted(cadence, running, -back), value

    def _parts(self, names: tuple[str, ...]) -> dict[str, int | None]:
        ids = [*(self._numbers[name][0] for name in names), None, None]
        return dict(zip(("first", "second", "third"), ids, strict=False))

    def _resting(self, cls: type[Any]) -> dict[str, int]:
        """Take all records of a kind out of use; return them by name, the first of each."""
        there: dict[str, int] = {}
        for row in self._tx.rows(cls):
            self._tx.change(cls, row.id, active=False)
            there.setdefault(row.record.name, row.id)
        return there

    def _put(self, cls: type[Any], record_id: int | None, values: dict[str, Any]) -> int:
        if record_id is None:
            return self._tx.add(cls(**values))
        self._tx.change(cls, record_id, **values)
        return record_id

    def _fill(self, text: str) -> str:
        return i18n.fill_words(text, self._words)

    def _day(self, in_days: int) -> date:
        return self._today + timedelta(days=in_days)
