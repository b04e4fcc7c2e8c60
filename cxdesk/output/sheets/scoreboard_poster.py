"""Scoreboard poster: one number for the wall, how far it is from its target, and what moves it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cxdesk.i18n import N_, _
from cxdesk.output import metrics
from cxdesk.output.charts.data import AxisWords, chart_data
from cxdesk.output.charts.model import ChartData
from cxdesk.output.charts.words import period_text
from cxdesk.output.sheet import NOT_MARKED, Gathered, Options, SheetSpec, Topic
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics.look import Look
from cxdesk.services.metrics.series import Point
from cxdesk.services.metrics.verdict import written_for
from cxdesk.services.statistics.shares import FEWEST

if TYPE_CHECKING:
    from cxdesk.entities.metric import Metric
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.services.metrics.verdict import Written

PERIODS = 12
_ON_A_WALL = frozenset({"launch", "version"})


@dataclass(frozen=True, slots=True)
class ScoreText:
    """The words of a poster. `whole` is the value without decimals, for where all of it is too long.

    The notes do not count for the mark: how many days ago changes with every day.
    """

    name: str
    value: str = ""
    whole: str = ""
    unit: str = ""
    period: str = ""
    notes: tuple[str, ...] = field(default=(), metadata=NOT_MARKED)
    target: str = ""
    to_go: str = ""
    behaviours: tuple[str, ...] = ()
    nps: bool = False
    chart: ChartData | None = field(default=None, metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read one metric."""
    metric = metrics.chosen(reader, options)
    if metric is None:
        return Gathered((Topic("", "", ScoreText(""), versioned=False),))
    seen = metrics.judged(reader, metric, options)
    body = _text(reader, metric, seen, written_for(reader, metric.record))
    return Gathered((Topic(body.name, body.name, body, versioned=False),))


def _text(reader: Reader, metric: Stored[Metric], seen: Look, written: Written) -> ScoreText:
    record, point = metric.record, metrics.newest(seen)
    as_defined = record if point is None else seen.defined(point)
    bare = AxisWords(as_defined, written)
    value = None if point is None else point.value
    chart = chart_data(seen, written, last=PERIODS)
    return ScoreText(
        name=metrics.name_of(record),
        value="" if value is None else bare(value),
        whole="" if value is None else AxisWords(as_defined, written, decimals=0)(value),
        unit=record.unit,
        period="" if point is None else _period(seen, point, written.language),
        notes=tuple(_notes(record, seen, point)),
        target="" if seen.target is None else written.value(record, seen.target),
        to_go=metrics.to_go_text(seen, written, point),
        behaviours=metrics.behaviours(reader, record),
        nps=record.nps,
        # What happened may name somebody: on a wall, only what the shop itself began.
        chart=replace(
            chart,
            marks=tuple(mark for mark in chart.marks if mark.sort in _ON_A_WALL),
            points=tuple(one._replace(notes=()) for one in chart.points),
        ),
    )


def _period(seen: Look, point: Point, language: str) -> str:
    cadence = next(one.cadence for one in seen.series.definitions if one.version == point.version)
    words = period_text(cadence, point.start, language)
    return _("{period}, not over yet").format(period=words) if point.running else words


def _notes(metric: Metric, seen: Look, point: Point | None) -> list[str]:
    notes = [metrics.early_text(metric, point)]
    if point is not None and seen.doubts(point):
        notes.append(_("Probably a slip: a part would be more than the whole."))
    last = seen.points[-1] if seen.points else None
    if last is not None and last.too_few:
        words = _("Fewer than {fewest} answers since then: no score, read the comments.")
        if point is None:
            words = _("Fewer than {fewest} answers: no score yet, read the comments.")
        notes.append(words.format(fewest=FEWEST))
    elif seen.stale and point is not None and seen.age is not None:
        notes.append(_("Last known, {n} days ago.").format(n=seen.age))
    return [note for note in notes if note]


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import scoreboard_poster

    return scoreboard_poster.sections(gathered, press)


SHEET = SheetSpec(
    name="scoreboard-poster",
    title=N_("Scoreboard poster"),
    about=N_("One number for the wall"),
    area="metrics",
    order=80,
    options=(metrics.metric_option(),),
    gather=gather,
    build=build,
    named_by="metric",
    poster=True,
)
