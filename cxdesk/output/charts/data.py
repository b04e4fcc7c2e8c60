"""What the chart of a metric shows, made of what may be said about it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from itertools import pairwise
from operator import attrgetter

from cxdesk import periods
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.i18n import _
from cxdesk.output.charts.model import (
    ChartData,
    ChartMark,
    ChartPoint,
    MarkSort,
    Row,
    Run,
    Shape,
    Step,
    Stretch,
)
from cxdesk.output.charts.words import period_text, tick_text
from cxdesk.schema.entity import changed
from cxdesk.services.metrics.answers import size
from cxdesk.services.metrics.look import SHARES, Look, to_value
from cxdesk.services.metrics.series import A_YEAR, Point
from cxdesk.services.metrics.verdict import Verdict, Written, verdict
from cxdesk.services.metrics.wording import signal_text
from cxdesk.services.statistics import xmr

_SHAPES: dict[str, Shape] = {
    "outside": "diamond",
    "eight_on_one_side": "square",
    "three_of_four_near_limit": "triangle",
}
_NEAR = {"day": 1, "week": 7}
"""Up to which day of a month a period is its first one."""
_MONTHS_A_TICK = {"month": (1, 4, 7, 10), "quarter": (), "year": ()}


class SeriesWords:
    """Writes the periods of a series and their values."""

    def __init__(self, look: Look, written: Written, shown: Sequence[Point]) -> None:
        self._look, self._written, self._points = look, written, shown
        self._ticks: dict[int, str] = {}

    def label(self, place: int) -> str:
        """Return the period in full."""
        point = self._points[place]
        return period_text(_cadence(self._look, point), point.start, self._written.language)

    def tick(self, place: int) -> str:
        """Return the period as short as it goes; the first one of a year bears it."""
        if place not in self._ticks:  # a chart that is moved asks for the same ones again and again
            point = self._points[place]
            cadence = _cadence(self._look, point)
            year = _major(cadence, point.start) == 2
            self._ticks[place] = tick_text(cadence, point.start, self._written.language, year=year)
        return self._ticks[place]

    def shown(self, place: int) -> str:
        """Return the value as the shop writes it."""
        point = self._points[place]
        if point.too_few:
            return _("too few answers for a score")
        if point.value is None:
            return _("not over yet") if point.running else _("no data")
        value = self._written.value(self._look.defined(point), point.value)
        return _("{value} so far").format(value=value) if point.running else value


class AxisWords:
    """Writes values as the shop does, without the unit; with other decimals where asked."""

    def __init__(self, metric: Metric, written: Written, decimals: int | None = None) -> None:
        self._metric = changed(metric, unit="", decimals=metric.decimals if decimals is None else decimals)
        self._written = written

    def __call__(self, value: Fraction) -> str:
        """Return a value as it is written."""
        return self._written.value(self._metric, value)


def chart_data(look: Look, written: Written, *, last: int = 0, last_year: bool = False) -> ChartData:
    """Return what the chart of a metric shows: the last so many periods, or with 0 all.

    A period that is not over yet comes with them, as one more. Limits and signals are those of the whole
    series, whatever part of it is shown. With `last_year`, the values of the same periods a year before.
    """
    metric = look.metric
    over = look.points
    running = [point for point in look.series.points if point.running]
    first = max(0, len(over) - last) if last else 0
    shown = [*over[first:], *running]
    shown += _place_of_aim(look, shown)
    signals = [one for one in look.chart.signals if one.end >= first]
    parts = _parts(look)
    cadences = {one.version: one.cadence for one in look.series.definitions}
    judged = verdict(look, written)
    return ChartData(
        title=metric.name,
        summary=" · ".join(filter(None, (metric.name, _newest(look, written), *_reason(judged)))),
        points=tuple(
            _point(look, point, parts.get(first + i, ()), cadences[point.version])
            for i, point in enumerate(shown)
        ),
        wording=SeriesWords(look, written, shown),
        axis=AxisWords(metric, written),
        unit=Fraction(1, 10**metric.decimals) / (100 if metric.formula in SHARES else 1),
        stretches=_stretches(look, written, first),
        steps=_steps(look, written, shown),
        marks=_marks(look, first),
        runs=tuple(
            Run(max(one.start, first) - first, one.end - first, one.side, signal_text(one)) for one in signals
        ),
        last_year=_year_before(look, shown) if last_year else (),
        sentences=judged.sentences,
        badge=judged.badge,
        role=judged.role,
        offset=first,
        most=1.0 if metric.formula in {"share", "kept", "score"} else None,
    )


def table_rows(data: ChartData) -> tuple[Row, ...]:
    """Return the table that says the same as the chart, a row for each point."""
    limits = {
        place: f"{one.lower_text} – {one.upper_text}" + (" " + _("(trial)") if one.trial else "")
        for one in data.stretches
        for place in range(one.first, one.last + 1)
    }
    happened: dict[int, list[str]] = {}
    for mark in data.marks:
        happened.setdefault(mark.place, []).append(mark.text)
    return tuple(
        Row(
            period=data.wording.label(place),
            value=data.wording.shown(place),
            n="" if point.n is None else str(point.n),
            limits=limits.get(place, ""),
            said=", ".join(point.said),
            note=" · ".join([*happened.get(place, ()), *point.notes]),
        )
        for place, point in enumerate(data.points)
    )


def spark_values(look: Look, count: int = 12) -> tuple[float | None, ...]:
    """Return the last values for a sparkline, gaps as None."""
    return tuple(None if point.value is None else float(point.value) for point in look.points[-count:])


def _reason(judged: Verdict) -> tuple[str, ...]:
    """Return what the badge says and why; that nothing changed, the reason says itself."""
    return ((judged.badge,) if judged.role else ()) + judged.sentences[:1]


def _newest(look: Look, written: Written) -> str:
    newest = look.now
    if newest is None:
        return ""
    cadence = _cadence(look, newest)
    value = written.value(look.defined(newest), newest.value)
    if newest.too_few:
        value = _("too few answers for a score")
    return f"{period_text(cadence, newest.start, written.language)}: {value}"


def _cadence(look: Look, point: Point) -> str:
    """Return the cadence of the definition that a point was computed by."""
    return look.series.definition_of(point).cadence


def _place_of_aim(look: Look, shown: Sequence[Point]) -> list[Point]:
    """Return the next period, where the target of today holds for no other: it was set on a closed day."""
    aim = look.aim
    if aim is None or aim.from_on is None or not shown or any(one is aim for one, *_ in _aims(look, shown)):
        return []
    cadence = look.metric.cadence
    start = periods.last_day(_cadence(look, shown[-1]), shown[-1].start) + timedelta(days=1)
    while periods.next_start(cadence, start) <= aim.from_on:
        start = periods.next_start(cadence, start)
    return [Point(start, None, version=look.metric.version, running=True)]


def _aims(look: Look, shown: Sequence[Point]) -> Iterator[tuple[MetricTarget, int, int]]:
    """Give each target with the first and the last point that it was meant for.

    It holds for the points of the definition that it was set for, from the one on whose last day it holds.
    """
    last = 0
    for one in look.series.definitions:
        first = last
        last = bisect_right(shown, one.version, key=_VERSION)
        end = partial(_last_day, one.cadence)
        aims = [aim for aim in look.targets if aim.from_on is not None and one.holds(aim.from_on)]
        begins = [bisect_left(shown, aim.from_on, first, last, key=end) for aim in aims if aim.from_on]
        for aim, (begin, until) in zip(aims, pairwise([*begins, last]), strict=True):
            if begin < until:
                yield aim, begin, until - 1


_VERSION = attrgetter("version")


def _last_day(cadence: str, point: Point) -> date:
    return periods.last_day(cadence, point.start)


def _point(look: Look, point: Point, own: Sequence[xmr.Signal], cadence: str) -> ChartPoint:
    counted = size(look.metric, point) if point.version == look.metric.version else None
    return ChartPoint(
        value=None if point.value is None else float(point.value),
        shape="hollow" if point.running else _shape(own) if own else "dot",
        said=tuple(dict.fromkeys(map(signal_text, own))) if own else (),
        notes=point.notes,
        n=counted if counted is not None else point.n,
        running=point.running,
        major=_major(cadence, point.start),
    )


def _parts(look: Look) -> dict[int, list[xmr.Signal]]:
    """Return the signals that values are part of, by place: those within it, on its side of the average."""
    found: dict[int, list[xmr.Signal]] = {}
    for segment in look.chart.segments:
        if segment.limits is None:
            continue
        for one in segment.signals:
            for place in range(one.start, one.end + 1):
                value = look.chart.values[place]
                if value is None or value == segment.limits.centre:
                    continue
                if (value > segment.limits.centre) is (one.side == "above"):
                    found.setdefault(place, []).append(one)
    return found


def _shape(signals: Sequence[xmr.Signal]) -> Shape:
    rules = {one.rule for one in signals}
    return next((shape for rule, shape in _SHAPES.items() if rule in rules), "dot")


def _major(cadence: str, start: date) -> int:
    """Return how much of a beginning a period is: 1 of what people count by, 2 of a year."""
    if cadence in _NEAR:
        return 0 if start.day > _NEAR[cadence] else 2 if start.month == 1 else 1
    return 2 if start.month == 1 else 1 if start.month in _MONTHS_A_TICK[cadence] else 0


def _stretches(look: Look, written: Written, first: int) -> tuple[Stretch, ...]:
    found = []
    for segment in look.chart.segments:
        shown = look.limits_shown(segment)
        if segment.limits is None or shown is None or segment.end < first:
            continue
        lower, upper = shown
        metric = changed(finer(look.defined(look.points[segment.end])), unit="")
        centre = segment.limits.centre
        texts = [written.value(metric, value) for value in (centre, lower, upper)]
        places = (max(segment.start, first) - first, segment.end - first)
        lines = (float(centre), float(lower), float(upper))
        found.append(Stretch(*places, *lines, texts[0], texts[1], texts[2], segment.limits.trial))
    return tuple(found)


def _steps(look: Look, written: Written, shown: Sequence[Point]) -> tuple[Step, ...]:
    """Return the targets with the points that they were meant for, each as its definition writes it."""
    found = []
    for aim, first, last in _aims(look, shown):
        if aim.value is not None:
            metric = look.defined(shown[first])
            value = to_value(metric, aim.value)
            found.append(Step(first, last, float(value), written.value(metric, value)))
    return tuple(found)


def finer(metric: Metric) -> Metric:
    """Return a metric with one decimal more: that of averages and limits."""
    return changed(metric, decimals=min(4, metric.decimals + 1))


def _marks(look: Look, first: int) -> tuple[ChartMark, ...]:
    """Return what happened, and where the way of measuring changed."""
    sorts: dict[str, MarkSort] = {"launch": "launch", "rebaseline": "rebaseline"}
    found = [
        ChartMark(place - first, sorts.get(note.sort, "note"), note.text, _share(look, place, note))
        for place, note in look.notes
        if place >= first
    ]
    measured = [(i, one.version) for i, one in enumerate(look.points) if one.value is not None]
    found += [
        ChartMark(place - first, "version", _("measured in a new way"))
        for (_before, one), (place, other) in pairwise(measured)
        if one != other and place > first
    ]
    return tuple(sorted(found, key=lambda mark: mark.place))


def _share(look: Look, place: int, note: ChartNote) -> float:
    """Return how much of its period was over when something happened; what is no launch has no such line."""
    if note.sort == "rebaseline":
        return 0.0
    point = look.points[place]
    if note.sort != "launch" or note.happened_on is None:
        return 0.5
    cadence = _cadence(look, point)
    days = (periods.next_start(cadence, point.start) - point.start).days
    return (note.happened_on - point.start).days / days


def _year_before(look: Look, shown: Sequence[Point]) -> tuple[float | None, ...]:
    values = {point.start: point.value for point in look.points if point.version == look.metric.version}
    found: list[float | None] = []
    for point in shown:
        cadence = _cadence(look, point)
        value = values.get(periods.shifted(cadence, point.start, -A_YEAR[cadence]))
        found.append(None if value is None else float(value))
    return tuple(found) if any(value is not None for value in found) else ()
