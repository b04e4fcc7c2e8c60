"""Commands on metrics: metric, enter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cxdesk import clock, periods
from cxdesk.cli.passphrases import passphrase_option
from cxdesk.cli.shared import FILE, emit, say, workspace
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.errors import InputError, NotFound, UserError
from cxdesk.i18n import _, ngettext
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.schema.kinds import Refused
from cxdesk.text import clean, fold
from cxdesk.workspace import Workspace

if TYPE_CHECKING:
    from cxdesk.services.imports.period_text import Period
    from cxdesk.services.metrics.look import Look
    from cxdesk.services.metrics.series import Point
    from cxdesk.services.metrics.verdict import Written
    from cxdesk.services.statistics.xmr import Limits, Segment, Signal

T = TypeVar("T", Metric, MetricPart)
_LEFT_OUT = "-"
_MOST_NAMED = 6
_FINE = 4
"""Decimals of a mean and of limits."""


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help=_("as JSON"))
def metric(file: Path, name: str | None, *, as_json: bool) -> None:
    """Tell what a metric of FILE says: its values, limits, signals and verdict; without NAME, list them."""
    from cxdesk.services.metrics.look import look
    from cxdesk.services.metrics.verdict import written_for

    with workspace(file, read_only=True) as ws:
        if name is None:
            _list(ws, as_json=as_json)
            return
        found = _named(ws, Metric, name)
        seen = look(ws, found.id, clock.today())
        written = written_for(ws, seen.metric)
        if as_json:
            emit(_told(seen, written))
        else:
            _print(seen, written)


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("file", type=FILE)
@passphrase_option
@click.argument("name")
@click.argument("day", metavar="DATE")
@click.argument("values", metavar="VALUE...", nargs=-1, required=True)
@click.option("--note", default="", help=_("something to remember beside the first number"))
@click.option("--as", "who", default="", metavar="NAME", help=_("who the history names"))
def enter(file: Path, name: str, day: str, values: tuple[str, ...], note: str, who: str) -> None:
    """Enter the numbers of a metric, or of a number to enter, for the period of DATE.

    DATE is a day, or a period such as 2026-W47. Numbers stand in the order of the formula; - leaves one out.
    Done when it is safely in the file.
    """
    from cxdesk.services.imports import period_text
    from cxdesk.services.metrics import entry
    from cxdesk.services.open_days import open_days

    with workspace(file, who=who) as ws:
        first = open_days(ws).first_weekday
        period = period_text.parse(day, first)
        parts = _parts(ws, name, period)
        if len(values) > len(parts):
            names = ", ".join(f"“{part.record.name}”" for part in parts)
            raise UserError(
                ngettext("Only {n} number fits here: {names}.", "{n} numbers fit here: {names}.", len(parts))
                .format(n=len(parts), names=names)
            )  # fmt: skip
        wanted = [
            (part, _start(part.record, period, first), _number(part.record, value))
            for part, value in zip(parts, values, strict=False)
            if value != _LEFT_OUT
        ]
        if not wanted:
            raise UserError(_("There is no number to enter: each was left out."))

        def act(tx: Any) -> None:
            for place, (part, start, value) in enumerate(wanted):
                entry.keep(tx, part.id, start, value=value, note=note if note and not place else None)

        ws.run(_("enter numbers"), act)
        for part, start, value in wanted:
            where = period_text.written(part.record.cadence, start)
            say(_("{name}, {period}: {value}.").format(name=part.record.name, period=where, value=value))


def named_part(ws: Workspace, name: str) -> Stored[MetricPart]:
    """Return the number to enter of a name, of the only one that begins so, or of an id. Raises NotFound."""
    return _named(ws, MetricPart, name)


def _named(ws: Workspace, cls: type[T], name: str) -> Stored[T]:
    """Return the record of a name, of the only one that begins so, or of a number. Raises NotFound."""
    rows = ws.rows(cls)
    word = fold(clean(name))
    same = [row for row in rows if fold(row.record.name) == word]
    if not same and word.isascii() and word.isdecimal():
        return ws.get(cls, int(word))
    found = same or [row for row in rows if word and fold(row.record.name).startswith(word)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"{row.id} “{row.record.name}”" for row in found[:_MOST_NAMED])
        raise UserError(
            _("“{name}” can be several: {choices}. Write the number.").format(name=name, choices=names)
        )
    raise NotFound(_not_there(_(spec_of(cls).one), name, [row.record.name for row in rows]))


def _not_there(kind: str, name: str, known: list[str]) -> str:
    """Say that there is no such name, with a few of those that there are, the nearest first."""
    from difflib import SequenceMatcher

    word = fold(clean(name))
    names = sorted(set(known), key=lambda one: -SequenceMatcher(None, word, fold(one)).ratio())
    shown = ", ".join(f"“{one}”" for one in names[:_MOST_NAMED]) or "–"
    more = len(names) - _MOST_NAMED
    said = _("There is no {kind} “{name}”. There are: {choices}.").format(kind=kind, name=name, choices=shown)
    if more > 0:
        said += " " + ngettext("{n} more is not shown.", "{n} more are not shown.", more).format(n=more)
    return said


def _parts(ws: Workspace, name: str, period: Period) -> list[Stored[MetricPart]]:
    """Return the numbers of a metric in the order of its formula, or the one number of a name.

    Of several numbers of one name the period tells which is meant. Raises UserError, NotFound.
    """
    from cxdesk.services.metrics.series import NEEDED

    same = [row for row in ws.rows(MetricPart) if fold(row.record.name) == fold(clean(name))]
    metrics = [row for row in ws.rows(Metric) if fold(row.record.name) == fold(clean(name))]
    if same and not metrics:
        return [_told_apart(same, name, period)]
    try:
        record = _named(ws, Metric, name).record
    except NotFound:
        if name.strip().isdecimal():
            raise
        begun = [row for row in ws.rows(MetricPart) if fold(row.record.name).startswith(fold(clean(name)))]
        if begun and clean(name):
            return [_told_apart(begun, name, period)]
        known = [row.record.name for row in ws.rows(Metric)]
        known += [row.record.name for row in ws.rows(MetricPart)]
        raise NotFound(_not_there(_("metric and no number"), name, known)) from None
    ids = (record.first, record.second, record.third)[: NEEDED[record.formula]]
    found = [part for part in (ws.find(MetricPart, part_id) for part_id in ids) if part is not None]
    if len(found) < NEEDED[record.formula]:
        raise UserError(_("“{name}” lacks one of its numbers: complete it first.").format(name=record.name))
    asked = ws.find(MetricPart, record.asked)
    return [*found, asked] if asked is not None else found


def _told_apart(rows: list[Stored[MetricPart]], name: str, period: Period) -> Stored[MetricPart]:
    """Return the one number that is entered for such a period. Raises UserError."""
    if len(rows) == 1:
        return rows[0]
    fits = [row for row in rows if row.record.cadence == period.cadence]
    if len(fits) == 1 and fold(fits[0].record.name) == fold(clean(name)):
        return fits[0]
    cadences = dict(spec_of(MetricPart).fields["cadence"].choices)
    told = ", ".join(f"“{row.record.name}” ({_(cadences[row.record.cadence])})" for row in rows[:_MOST_NAMED])
    raise UserError(
        _("“{name}” can be several: {choices}. Write the whole name, and the period as it is entered, such as"
          " 2026-W47 for a week.").format(name=name, choices=told)
    )  # fmt: skip


def _start(part: MetricPart, period: Period, first_weekday: int) -> date:
    """Return the first day of the period of a number in which the whole of another lies. Raises UserError."""
    start = periods.start_of(part.cadence, period.start, first_weekday)
    last = periods.last_day(period.cadence, period.start)
    if periods.start_of(part.cadence, last, first_weekday) != start:
        raise InputError(
            {
                "day": _("“{name}” is entered for shorter periods, or others: write one day.").format(
                    name=part.name
                )
            }
        )
    return start


def _number(part: MetricPart, value: str) -> Decimal:
    from cxdesk.entities.part_value import PartValue

    try:
        number: Decimal | None = spec_of(PartValue).fields["value"].parse(value)
    except Refused as refused:
        raise InputError(
            {"value": _("{field}: {why}").format(field=part.name, why=f"“{value}”: {refused}")}
        ) from refused
    if number is None:
        raise InputError({"value": _("“{name}”: write - to leave it out.").format(name=part.name)})
    return number


def _list(ws: Workspace, *, as_json: bool) -> None:
    rows = ws.rows(Metric)
    if as_json:
        keys = ("name", "formula", "cadence", "direction", "active")
        emit([{"id": row.id, **{key: getattr(row.record, key) for key in keys}} for row in rows])
        return
    for row in rows:
        click.echo(f"{row.id:>5}  {row.record.name}")
    say(ngettext("{n} metric", "{n} metrics", len(rows)).format(n=len(rows)))


# What a metric says


def _told(seen: Look, written: Written) -> dict[str, Any]:
    one, points, newest = seen.metric, seen.series.points, seen.now
    limits = seen.chart.limits
    return {
        "name": one.name,
        "cadence": one.cadence,
        "direction": one.direction,
        "unit": one.unit or ("%" if one.formula in {"share", "kept", "growth"} else ""),
        "points": [_point(one, point) for point in points],
        **_limits(one, limits),
        "trial": limits.trial if limits is not None else None,
        "signals": [_signal(seen, signal) for signal in seen.chart.signals],
        "segments": [_segment(seen, one) for one in seen.chart.segments],
        "n": _n(seen, newest),
        "score": _shown(one, newest.value if newest is not None else None, least=1),
        "interval": _interval(seen, newest),
        "target": _shown(one, seen.target),
        "assurance": _assurance(seen.assurance),
        "verdict": _words(seen, written),
        "age": seen.age,
    }


def _words(seen: Look, written: Written) -> str:
    """Return badge and sentences of the page; before them the last period where it has no value."""
    from cxdesk.services.metrics.verdict import verdict

    said = verdict(seen, written)
    words = [f"{said.badge}.", *said.sentences]
    if seen.now is None and seen.points:
        no_data = written.value(seen.metric, None)
        words.insert(0, f"{_period(seen.metric, seen.points[-1].start)}: {no_data}.")
    return " ".join(words)


def _point(one: Metric, point: Point) -> dict[str, Any]:
    return {
        "period": _period(one, point.start),
        "start": point.start.isoformat(),
        "value": _shown(one, point.value),
        "exact": _exact(one, point.value),
        "numbers": [None if number is None else _plain(number) for number in point.numbers],
        "n": point.n,
        "running": point.running,
        "notes": list(point.notes),
    }


def _limits(one: Metric, limits: Limits | None) -> dict[str, float | None]:
    if limits is None:
        return {"mean": None, "lower": None, "upper": None}
    edges = {"mean": limits.centre, "lower": limits.lower, "upper": limits.upper}
    return {key: _exact(one, value, _FINE) for key, value in edges.items()}


def _signal(seen: Look, signal: Signal) -> dict[str, str]:
    from cxdesk.services.metrics.wording import signal_text

    return {
        "period": _period(seen.metric, seen.points[signal.end].start),
        "first": _period(seen.metric, seen.points[signal.start].start),
        "rule": signal.rule,
        "words": signal_text(signal),
    }


def _segment(seen: Look, segment: Segment) -> dict[str, Any]:
    return {
        "start": _period(seen.metric, seen.points[segment.start].start),
        "end": _period(seen.metric, seen.points[segment.end].start),
        "cause": segment.cause,
        "reason": segment.reason,
        **_limits(seen.metric, segment.limits),
    }


def _n(seen: Look, newest: Point | None) -> int | float:
    """Return how many answers, or of how many, the newest value is; else how many values there are."""
    from cxdesk.services.metrics import answers

    found = None if newest is None else answers.sample(seen.metric, newest)
    if found is not None:
        return found.n
    place = {"share": 1, "ratio": 1, "kept": 0, "score": 2}.get(seen.metric.formula)
    if newest is not None and place is not None and newest.numbers[place] is not None:
        return _plain(newest.numbers[place] or Fraction())
    return sum(point.value is not None for point in seen.series.points)


def _interval(seen: Look, newest: Point | None) -> list[float] | None:
    from cxdesk.services.metrics import answers
    from cxdesk.services.statistics.figures import exact
    from cxdesk.services.statistics.shares import Score

    if newest is None or newest.value is None:
        return None
    score = answers.score(seen.metric, newest)
    if not isinstance(score, Score):
        return None
    places = max(1, seen.metric.decimals)
    return [_exact(seen.metric, exact(edge), places) or 0.0 for edge in (score.low, score.high)]


def _assurance(found: str | None) -> str | None:
    words = {
        "will_keep_missing": _("will keep missing"),
        "hit_and_miss": _("hit or miss"),
        "will_keep_meeting": _("will keep meeting"),
    }
    return None if found is None else words[found]


def _period(one: Metric, start: date) -> str:
    from cxdesk.services.imports import period_text

    return period_text.written(one.cadence, start)


def _shown(one: Metric, value: Fraction | None, *, least: int = 0) -> float | None:
    """Return a value as it is shown: in per cent where it is a share, with the metric's decimals."""
    return _exact(one, value, max(least, one.decimals))


def _exact(one: Metric, value: Fraction | None, places: int = 10) -> float | None:
    from cxdesk.services.metrics.look import SHARES
    from cxdesk.services.statistics.figures import rounded

    shown = None if value is None else rounded(value * 100 if one.formula in SHARES else value, places)
    return None if shown is None else float(shown)


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _print(seen: Look, written: Written) -> None:
    from cxdesk.output.charts.data import SeriesWords, finer

    points = seen.series.points
    wording = SeriesWords(seen, written, points)
    click.echo(f"{seen.metric.name}  ({seen.metric.cadence})")
    for place, point in enumerate(points):
        click.echo(f"  {_period(seen.metric, point.start):<10}  {wording.shown(place)}")
    limits, segments = seen.chart.limits, seen.chart.segments
    shown = seen.limits_shown(segments[-1]) if segments else None
    if limits is not None and shown is not None:
        mean, lower, upper = (written.value(finer(seen.judged), one) for one in (limits.centre, *shown))
        words = _("Average {mean}, limits {lower} to {upper}.")
        click.echo(words.format(mean=mean, lower=lower, upper=upper))
    for signal in seen.chart.signals:
        told = _signal(seen, signal)
        click.echo(f"  {told['period']}: {told['words']}")
    click.echo(_words(seen, written))


COMMANDS = (metric, enter)
