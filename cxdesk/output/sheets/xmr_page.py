"""Chart page: a metric with its usual up and down, what it says, and every value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxdesk.errors import UserError
from cxdesk.formats import date_text
from cxdesk.i18n import N_, _, ngettext
from cxdesk.output import content, metrics
from cxdesk.output.charts.data import chart_data, table_rows
from cxdesk.output.charts.model import ChartData, Row, Run
from cxdesk.output.charts.words import USUAL, count_text
from cxdesk.output.sheet import NOT_MARKED, Choice, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.entity import changed
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics.look import Look, to_value
from cxdesk.services.metrics.series import set_for
from cxdesk.services.metrics.verdict import Written, written_for

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_USUAL = "usual"
_MOST = 9999


@dataclass(frozen=True, slots=True)
class ChartText:
    """The words of a chart page."""

    name: str
    badge: str = ""
    role: str = ""
    about: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    nps: bool = False
    chart: ChartData | None = field(default=None, metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read one metric."""
    metric = metrics.chosen(reader, options)
    if metric is None:
        return Gathered((Topic("", "", ChartText(""), versioned=False),))
    seen = metrics.judged(reader, metric, options)
    written = written_for(reader, metric.record)
    word = options.word("periods")
    cadence = metric.record.cadence
    last = 0 if word == content.ALL else USUAL[cadence] if word == _USUAL else int(word)
    chart = chart_data(seen, written, last=last, last_year=options.flag("last_year"))
    body = ChartText(
        name=metrics.name_of(metric.record),
        badge=chart.badge,
        role=chart.role,
        about=tuple(_about(seen, chart, last)),
        sentences=chart.sentences,
        signals=tuple(_signals(chart)),
        notes=tuple(_notes(seen, written, chart)),
        targets=tuple(_targets(seen, written)),
        rows=table_rows(chart) if options.flag("table") else (),
        nps=metric.record.nps,
        chart=chart,
    )
    return Gathered((Topic(body.name, body.name, body, metric.record.version),))


def _about(seen: Look, chart: ChartData, last: int) -> Iterator[str]:
    """Give what the chart is made of: periods, how many values, and where the limits come from."""
    cadence = seen.metric.cadence
    yield count_text(cadence, min(last, len(seen.points)) if last else len(seen.points))
    values = sum(point.value is not None for point in chart.points)
    yield ngettext("n = {n} value", "n = {n} values", values)
    missing = sum(point.value is None and not point.running for point in chart.points)
    if missing:
        yield ngettext("{n} missing", "{n} missing", missing)
    segment = seen.chart.segments[-1] if seen.chart.segments else None
    if segment is not None and segment.limits is not None:
        words = _("limits of {n} values, locked") if segment.locked else _("trial limits of {n} values")
        yield words.format(n=segment.limits.values)
    yield _("more is better") if seen.metric.direction == "up" else _("less is better")


def _signals(chart: ChartData) -> Iterator[str]:
    """Give the signals, the newest first; those of one name that follow each other as one."""
    joined: list[Run] = []
    for run in sorted(chart.runs, key=lambda run: (run.words, run.first)):
        if joined and joined[-1].words == run.words and run.first <= joined[-1].last + 1:
            joined[-1] = joined[-1]._replace(last=max(run.last, joined[-1].last))
        else:
            joined.append(run)
    for run in sorted(joined, key=lambda run: (-run.last, run.first)):
        first, last = (chart.wording.label(place) for place in (run.first, run.last))
        when = first if run.first == run.last else _("{first} to {last}").format(first=first, last=last)
        yield f"{when}: {run.words}"


def _notes(seen: Look, written: Written, chart: ChartData) -> Iterator[str]:
    """Give what happened in the periods that are shown, and what was noted beside numbers."""
    for place, note in seen.notes:
        if place >= chart.offset and note.happened_on is not None:
            words = _("launch: {text}").format(text=note.text) if note.sort == "launch" else note.text
            yield f"{date_text(note.happened_on, written.language)}: {words}"
    for place, point in enumerate(chart.points):
        for said in point.notes:
            yield f"{chart.wording.label(place)}: {said}"


def _targets(seen: Look, written: Written) -> Iterator[str]:
    for one in reversed(seen.targets):
        if one.from_on is not None and one.value is not None:
            metric = changed(seen.metric, formula=set_for(seen.series.definitions, one).formula)
            value = written.value(metric, to_value(metric, one.value))
            words = _("{value} from {day}").format(value=value, day=date_text(one.from_on, written.language))
            yield f"{words}: {one.reason}" if one.reason else words


def _ranges(_reader: Reader) -> list[Choice]:
    return [
        Choice(_USUAL, _("As many as usual")),
        *(Choice(str(n), ngettext("The last {n}", "The last {n}", n)) for n in (12, 24, 52)),
        Choice(content.ALL, _("All")),
    ]


def _read_range(_reader: Reader, word: str) -> str:
    """Return any other number of periods. Raises UserError."""
    if not word:
        return _USUAL
    if re.fullmatch(r"[0-9]{1,4}", word) and int(word):
        return str(int(word))
    raise UserError(
        _("Write how many periods the chart shall show, from 1 to {most}, or all.").format(most=_MOST)
    )


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import xmr_page

    return xmr_page.sections(gathered, press)


SHEET = SheetSpec(
    name="xmr-page",
    title=N_("Chart page"),
    about=N_("One metric, and what it says"),
    area="metrics",
    order=82,
    options=(
        metrics.metric_option(),
        SheetOption(
            name="periods",
            title=N_("Periods"),
            kind="choice",
            default=_USUAL,
            choices=_ranges,
            hint=N_("usual, all, or how many"),
            read=_read_range,
        ),
        SheetOption(name="last_year", title=N_("Last year beside it"), kind="flag", default=False),
        SheetOption(name="table", title=N_("Every value in a table"), kind="flag", default=True),
    ),
    gather=gather,
    build=build,
    of_a_day=True,
)
