"""What sheets about a metric share: which one is meant, its value, and how far it is from its target."""

from __future__ import annotations

from decimal import Decimal

from cxdesk.entities.metric import Metric
from cxdesk.entities.standard import Standard
from cxdesk.errors import UserError
from cxdesk.formats import number_text
from cxdesk.i18n import N_, _, ngettext
from cxdesk.output.sheet import Choice, Options, SheetOption
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics.acts import key_metric
from cxdesk.services.metrics.answers import is_survey
from cxdesk.services.metrics.look import SHARES, Look, look, to_shown
from cxdesk.services.metrics.series import Point
from cxdesk.services.metrics.verdict import Written
from cxdesk.services.statistics.figures import exact
from cxdesk.services.statistics.shares import EARLY_BELOW
from cxdesk.text import fold, one_line

KEY = "key"
NPS = "NPS®"
NPS_NOTE = N_(
    "NPS® and Net Promoter® are registered trademarks of Bain & Company, Inc., NICE Systems, Inc., and "
    "Fred Reichheld."
)
_BEHAVIOURS = 3


def _choices(reader: Reader) -> list[Choice]:
    rows = reader.rows(Metric)
    names = [Choice(str(row.id), one_line(row.record.name, 80)) for row in rows if row.record.active]
    return [Choice(KEY, _("The key metric")), *names]


def _read(reader: Reader, word: str) -> str:
    """Return the id of the metric of a name or a number. Raises UserError."""
    if not word or word == KEY:
        return KEY
    rows = reader.rows(Metric)
    for row in rows:
        if word == str(row.id) or fold(word) in {fold(row.record.name), fold(name_of(row.record))}:
            return str(row.id)
    names = ", ".join(f"“{one_line(row.record.name, 40)}”" for row in rows[:8]) or _("none yet")
    raise UserError(_("There is no metric “{word}”. There are: {names}.").format(word=word, names=names))


def metric_option() -> SheetOption:
    """Return the option that asks which metric a sheet is about."""
    return SheetOption(
        name="metric",
        title=N_("Metric"),
        kind="choice",
        default=KEY,
        choices=_choices,
        hint=N_("key, or the name of a metric"),
        read=_read,
    )


def chosen(reader: Reader, options: Options) -> Stored[Metric] | None:
    """Return the metric that was asked for; None while there is none at all."""
    word = options.word("metric")
    wanted = key_metric(reader) if word == KEY else int(word)
    return None if wanted is None else reader.find(Metric, wanted)


def judged(reader: Reader, metric: Stored[Metric], options: Options) -> Look:
    """Return the metric as it stands on the day of the print."""
    return look(reader, metric.id, options.today)


def newest(seen: Look) -> Point | None:
    """Return the newest value of a period that is over; of a running one, where there is no other."""
    over = next((point for point in reversed(seen.points) if point.value is not None), None)
    return over or seen.series.newest


def name_of(metric: Metric) -> str:
    """Return the name; with its registered mark where the shop calls it so, and not twice."""
    name = one_line(metric.name)
    return f"{name} ({NPS})" if metric.nps and NPS not in name else name


def early_text(metric: Metric, point: Point | None) -> str:
    """Return of how few answers a score is made; "" for enough of them, and where it is made of none."""
    if point is None or not is_survey(metric) or point.n is None or point.n >= EARLY_BELOW:
        return ""
    return _("Early: of {n} answers.").format(n=point.n)


def to_go_text(seen: Look, written: Written, point: Point | None) -> str:
    """Return in words how far a value is from the target; "" without either."""
    if point is None or point.version != seen.metric.version:
        return ""
    value = to_shown(seen.metric, point.value)
    target = to_shown(seen.metric, seen.target)
    if value is None or target is None or seen.doubts(point):
        return ""
    if value == target:
        return _("Target reached")
    gap = _gap(seen, written, abs(target - value))
    if seen.metric.direction == "up":
        words = _("{gap} to go") if value < target else _("Target passed by {gap}")
    else:
        words = _("{gap} too much") if value > target else _("Better than the target by {gap}")
    return words.format(gap=gap)


def _gap(seen: Look, written: Written, gap: Decimal) -> str:
    """Return a difference: shares and scores in points, else as values are written."""
    if seen.metric.formula not in SHARES:
        return written.value(seen.metric, exact(gap))
    whole = gap == gap.to_integral_value()
    plain = number_text(gap.quantize(Decimal(1)) if whole else gap.normalize(), written.language)
    words = ngettext("{points} point", "{points} points", int(gap) if whole else 2)
    return words.format(points=plain)


def behaviours(reader: Reader, metric: Metric) -> tuple[str, ...]:
    """Return the standards that move a metric, the first three that are in use."""
    found = (reader.find(Standard, one) for one in metric.drivers)
    used = [one.record.text for one in found if one is not None and one.record.status != "retired"]
    return tuple(used[:_BEHAVIOURS])
