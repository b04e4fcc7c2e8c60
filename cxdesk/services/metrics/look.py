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
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics import answers
from cxdesk.services.metrics.series import Point, Series, chart_notes, series, target_on, targets
from cxdesk.services.statistics import compare, xmr
from cxdesk.services.statistics.figures import exact, rounded
from cxdesk.services.statistics.shares import Change, Score, TooFew

SHARES = frozenset({"share", "kept", "score", "growth"})
"""Formulas whose values are fractions of one and are shown in per cent or points."""


class Look(NamedTuple):
    """A metric today. `places` of chart and notes count the periods that are over, from 0.

    `score` is how sure the newest period with numbers, `sampled`, is; `change` how it differs from the one
    before.
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
    def stale(self) -> bool:
        """Whether a period is over since the last value without one of its own: it is the last known one."""
        return self.now is not None and bool(self.points) and self.now.start < self.points[-1].start


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
    now = target_on(aims, today)
    target = to_value(found.metric.record, now.value) if now is not None and now.value is not None else None
    better: xmr.Better = "up" if found.metric.record.direction == "up" else "down"
    limits = chart.limits
    counted = [point for point in over if point.value is not None or point.too_few]
    before, newest = (counted[-2] if len(counted) > 1 else None), (counted[-1] if counted else None)
    launch = next((place for place, note in reversed(notes) if note.sort == "launch"), None)
    return Look(
        series=found,
        chart=chart,
        targets=tuple(aims),
        notes=notes,
        target=target,
        assurance=xmr.assurance(limits, target, better) if limits and target is not None else None,
        shift=None if launch is None else _shift(over, launch),
        prompts=xmr.prompts(chart, better),
        age=_age(found, newest or found.newest, today),
        score=answers.score(found.metric.record, newest),
        sampled=newest,
        change=answers.change(found.metric.record, before, newest),
    )


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
