"""Words of the Metrics page: formulas with the names of their numbers, figures, what the header says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cxdesk.entities.metric import Metric
from cxdesk.formats import date_text, number_text
from cxdesk.i18n import N_, _, ngettext
from cxdesk.services.metrics.look import SHARES, to_value
from cxdesk.services.statistics import compare
from cxdesk.services.statistics.figures import rounded
from ui.metrics.looks import Shown

_LABELS: Mapping[str, tuple[str, ...]] = {
    "share": (N_("What is counted"), N_("Out of how many")),
    "ratio": (N_("What is shared out"), N_("For each of")),
    "total": (N_("What is counted"),),
    "kept": (N_("There at the start"), N_("There at the end"), N_("New ones")),
    "score": (N_("Answers 9 and 10"), N_("Answers 0 to 6"), N_("All answers")),
    "growth": (N_("What is compared"),),
}


def label_of(formula: str, place: int) -> str:
    """Return what a number is in a formula; "" where the formula does not take it."""
    labels = _LABELS[formula]
    return _(labels[place]) if place < len(labels) else ""


def now_text(shown: Shown | None) -> str:
    """Return the value of the last period that is over, as a list shows it."""
    if shown is None:
        return "…"
    now = shown.look.now
    return "–" if now is None or now.too_few else shown.written.value(shown.look.judged, now.value)


def target_text(shown: Shown | None) -> str:
    """Return the target that holds today."""
    if shown is None or shown.look.target is None:
        return ""
    return shown.written.value(shown.look.metric, shown.look.target)


def typed_target(shown: Shown | None, metric: Metric, value: Decimal | None, language: str) -> str:
    """Return a target as people read it, also while the metric is not computed yet."""
    if value is None:
        return "–"
    if shown is None:
        return number_text(value.normalize(), language)
    return shown.written.value(metric, to_value(metric, value))


def points_text(value: Fraction) -> str:
    """Return a difference of shares or scores in points, with its sign and one decimal."""
    shown = rounded(value * 100, 1) or Decimal()
    return _("{n} pts").format(n=f"{shown:+f}".replace("-", "−"))


def figures(shown: Shown) -> list[tuple[str, str, str]]:
    """Return what stands below the chart: heading, figure, and whether it is good news."""
    look, written = shown.look, shown.written
    shift = look.shift
    if isinstance(shift, compare.Shift):
        before, after = (written.value(look.judged, one) for one in (shift.before, shift.after))
        found = [(_("Before launch"), before, ""), (_("Since launch"), after, "")]
        change = shift.after - shift.before
        good = ""
        if shift.verdict != "no_clear_shift":
            good = "good" if (change > 0) is (look.metric.direction == "up") else "bad"
        return [*found, (_("Change"), _change_text(shown, change), good)]
    heading = _("So far") if look.now is not None and look.now.running else _("Now")
    found = [(heading, now_text(shown), "")]
    if look.target is not None:
        found.append((_("Target"), target_text(shown), ""))
    if look.chart.limits is not None:
        found.append((_("Average"), written.value(look.judged, look.chart.limits.centre), ""))
    return found


def _change_text(shown: Shown, change: Fraction) -> str:
    metric = shown.look.judged
    if metric.formula in SHARES:
        return points_text(change)
    written = shown.written.value(metric, abs(change))
    if written == shown.written.value(metric, Fraction()):
        return written  # so small that it is written as none, which has no sign
    return ("+" if change > 0 else "−") + written


def subtitle(count: int, keys: int, last: date | None, language: str) -> str:
    """Return the second line of the header."""
    said = [ngettext("{n} metric", "{n} metrics", count).format(n=count)]
    if keys:
        said.append(_("{n} key").format(n=keys))
    if last is not None:
        said.append(_("last entry {day}").format(day=date_text(last, language)))
    return " · ".join(said)
