"""What may be said about a metric: its chart, its target, what changed, and how old the last number is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cxdesk import periods
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.schema.entity import changed
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics import answers
from cxdesk.services.metrics.doubts import is_impossible
from cxdesk.services.metrics.series import Point, Series, chart_notes, series, target_on, targets
from cxdesk.services.statistics import compare, xmr
from cxdesk.services.statistics.figures import exact, rounded
from cxdesk.services.statistics.shares import Change, Score, TooFew

SHARES = frozenset({"share", "kept", "score", "growth"})
"""Formulas whose values are fractions of one and are shown in per cent or points."""
_FLOOR = {"share": 0, "ratio": 0, "total": 0, "kept": 0, "score": -1, "growth": -1}
_CEILING = {"share": 1, "kept": 1, "score": 1}


class Look(NamedTuple):
    """A metric today. `places` of chart and notes count the periods that are over, from 0.

    `score` is how sure the newest period with numbers, `sampled`, is; `change` how it differs from the one
    before. `aim` is the target that holds today, `target` its value.
    """

    series: Series
    chart: xmr.Chart
    targets: tuple[MetricTarget, ...]
    notes: tuple[tuple[int, ChartNote], ...]
    target: Fraction | None
    assurance: xmr.Assurance | None
    shift: compare.Shift | compare.Refused | None
    prompts: tuple[xmr.Prompt, ...]
    age: int | None
    score: Score | TooFew | None = None
    sampled: Point | None = None
    change: Change | TooFew | None = None
    aim: MetricTarget | None = None

    @property
    def metric(self) -> Metric:
        """The metric."""
        return self.series.metric.record

    @property
    def points(self) -> tuple[Point, ...]:
        """The periods that are over."""
        return self.series.over

    @property
    def now(self) -> Point | None:
        """The period that the metric is judged by, and shown with, everywhere.

        The last one that is over and has a value or too few answers for one; the running one only where no
        other has.
        """
        return self.sampled or self.series.newest

    @property
    def judged(self) -> Metric:
        """The metric as it was defined for the period that it is judged by, so that it is written so."""
        return self.metric if self.now is None else self.defined(self.now)

    def defined(self, point: Point) -> Metric:
        """Return the metric as it was defined for a point."""
        one = self.series.definition_of(point)
        if one.version == self.metric.version:
            return self.metric
        return changed(self.metric, formula=one.formula, cadence=one.cadence)

    def doubts(self, point: Point) -> bool:
        """Whether a number of a point is likely a slip: it makes a part larger than its whole."""
        return is_impossible(self.series.definition_of(point).formula, point.numbers)

    @property
    def doubt(self) -> bool:
        """Whether a number behind the judged period is likely a slip: nothing is better or worse then."""
        return self.now is not None and self.doubts(self.now)

    def limits_shown(self, segment: xmr.Segment) -> tuple[Fraction, Fraction] | None:
        """Return the limits of a stretch inside what can happen; a share that did rise above 1 has no end."""
        if segment.limits is None:
            return None
        formula = self.series.definition_of(self.points[segment.end]).formula
        ceiling = _CEILING.get(formula)
        values = self.chart.values[segment.start : segment.end + 1]
        # By whole numbers, as the ceiling is 1: comparing fractions takes ten times as long.
        if ceiling and any(value is not None and value.numerator > value.denominator for value in values):
            ceiling = None
        return segment.limits.shown(_FLOOR[formula], ceiling)

    @property
    def stale(self) -> bool:
        """Whether a period is over since the last value without one of its own: it is the last known one."""
        last = next((point for point in reversed(self.series.points) if not point.running), None)
        return self.now is not None and last is not None and self.now.start < last.start


def look(reader: Reader, metric_id: int, today: date) -> Look:
    """Read and judge a metric. Raises NotFound."""
    found = series(reader, metric_id, today)
    over = found.over
    notes = tuple(_placed(found.metric.record.cadence, over, chart_notes(reader, metric_id)))
    chart = xmr.chart(
        [point.value for point in over],
        versions=[point.version for point in over],
        rebaselines=[xmr.Rebaseline(place, note.text) for place, note in _last_of_each(notes)],
    )
    aims = targets(reader, metric_id)
    aim = target_on(aims, today, found.definitions[-1])
    target = to_value(found.metric.record, aim.value) if aim is not None and aim.value is not None else None
    better: xmr.Better = "up" if found.metric.record.direction == "up" else "down"
    limits = chart.limits
    of_now = not over or over[-1].version == found.metric.record.version
    counted = [point for point in over if point.value is not None or point.too_few]
    before, newest = (counted[-2] if len(counted) > 1 else None), (counted[-1] if counted else None)
    launch = next((place for place, note in reversed(notes) if note.sort == "launch"), None)
    seen = Look(
        series=found,
        chart=chart,
        targets=tuple(aims),
        notes=notes,
        target=target,
        assurance=xmr.assurance(limits, target, better) if limits and target is not None and of_now else None,
        shift=None if launch is None else _shift(over, launch),
        prompts=xmr.prompts(chart, better),
        age=_age(found, newest or found.newest, today),
        score=answers.score(found.metric.record, newest),
        sampled=newest,
        change=answers.change(found.metric.record, before, newest),
        aim=aim,
    )
    return seen._replace(prompts=()) if seen.doubt else seen


def to_value(metric: Metric, typed: Decimal) -> Fraction:
    """Return a target as values are kept: 75 per cent as three quarters."""
    return exact(typed) / 100 if metric.formula in SHARES else exact(typed)


def to_shown(metric: Metric, value: Fraction | None) -> Decimal | None:
    """Return a value as it is shown, rounded once: three quarters as 75 where it is a share."""
    if value is None:
        return None
    return rounded(value * 100 if metric.formula in SHARES else value, metric.decimals)


def _shift(over: tuple[Point, ...], launch: int) -> compare.Shift | compare.Refused:
    return compare.before_after(
        [point.value for point in over], launch, versions=[point.version for point in over]
    )


def _placed(cadence: str, over: tuple[Point, ...], notes: list[ChartNote]) -> list[tuple[int, ChartNote]]:
    """Return notes with the place of the period that they fall into, as far as the chart goes."""
    found = []
    for note in notes:
        day = note.happened_on
        places = [i for i, point in enumerate(over) if day is not None and point.start <= day]
        if places and day is not None and day <= periods.last_day(cadence, over[-1].start):
            found.append((places[-1], note))
    return found


def _last_of_each(notes: tuple[tuple[int, ChartNote], ...]) -> list[tuple[int, ChartNote]]:
    """Return one re-baseline for each place: the last that was noted there."""
    return sorted({place: note for place, note in notes if note.sort == "rebaseline"}.items())


def _age(found: Series, now: Point | None, today: date) -> int | None:
    """Return how many days ago the period that is judged ended; 0 while it runs."""
    if now is None:
        return None
    last = periods.last_day(found.metric.record.cadence, now.start)
    return max(0, (today - last).days)
