"""The numbers on top of the day: value, what changed, how far from the target, and how old it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cxdesk.entities.metric import Metric
from cxdesk.entities.standard import Standard
from cxdesk.formats import month_name_text
from cxdesk.i18n import _, ngettext
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics.answers import is_survey
from cxdesk.services.metrics.look import SHARES, Look
from cxdesk.services.metrics.series import Point
from cxdesk.services.metrics.verdict import Written, verdict
from cxdesk.services.statistics import compare
from cxdesk.services.statistics.figures import exact, rounded
from cxdesk.services.statistics.shares import Score, TooFew
from cxdesk.text import one_line

SPARKS = 24
"""So many periods are drawn."""
NO_VALUE = "–"
_LONGEST = 90


class Card(NamedTuple):
    """A metric on a card.

    `role` tells whether what changed is "good", "bad" or "" news; `share` is how much of the target is
    reached, from 0 to 1, None where there is no target or no value. `moves` names the standards that move
    it. `sparks` are the last periods that are over, None for a gap. With a `doubt` it is likely a slip.
    """

    metric: int
    name: str
    key: bool
    value: str
    change: str
    role: str
    aim: str
    share: float | None
    age: str
    moves: str
    sparks: tuple[float | None, ...]
    doubt: bool = False

    @property
    def spoken(self) -> str:
        """The whole card in one sentence, for whoever can't see it."""
        return ", ".join(filter(None, (self.name, self.value, self.change, self.aim, self.age)))


def card(reader: Reader, seen: Look, written: Written, today: date) -> Card:
    """Return what stands on the card of a metric."""
    metric = seen.metric
    value = None if seen.now is None else seen.now.value
    few = isinstance(seen.score, TooFew)
    change, role = _changed(seen, written)
    if not role:
        change = _so_far(seen, written, today) or change
    return Card(
        metric=seen.series.metric.id,
        name=metric.name,
        key=metric.key,
        value=NO_VALUE if value is None or few else written.value(seen.judged, value),
        change=change,
        role=role,
        aim=_aim(seen, written, value),
        share=None if value is None or few or seen.doubt else reached(metric, value, seen.target),
        age=_age(seen),
        moves=moved_by(reader, metric),
        sparks=tuple(map(_spark, seen.points[-SPARKS:])),
        doubt=seen.doubt,
    )


def moved_by(reader: Reader, metric: Metric, most: int = 2) -> str:
    """Return which standards in use move a metric, the first ones of them, or ""."""
    rows = [reader.find(Standard, one) for one in metric.drivers]
    texts = [one_line(row.record.text, _LONGEST) for row in rows if row and row.record.status != "retired"]
    return _("What moves it: {standards}").format(standards=" · ".join(texts[:most])) if texts else ""


def reached(metric: Metric, value: Fraction, target: Fraction | None) -> float | None:
    """Return how much of a target a value is, from 0 to 1; None without a target that can be shared out."""
    if target is None:
        return None
    if metric.direction == "down":
        return 1.0 if value <= target else float(target / value) if target > 0 else 0.0
    if target <= 0:
        return 1.0 if value >= target else None
    return float(min(Fraction(1), max(Fraction(), value / target)))


def _so_far(seen: Look, written: Written, today: date) -> str:
    """Say what a running period comes to by now, and how many are to go; "" where nothing is added up."""
    so_far = seen.series.points[-1].so_far if seen.series.points else None
    if so_far is None:
        return ""
    facts = {"value": written.value(seen.metric, so_far), "period": _period(seen, today, written.language)}
    if seen.target is None or seen.metric.direction != "up" or so_far >= seen.target:
        return _("{value} so far in {period}").format(**facts)
    left = written.value(seen.metric, seen.target - so_far)
    return _("{value} so far in {period}, {left} to go").format(**facts, left=left)


def _period(seen: Look, today: date, language: str) -> str:
    cadence = seen.metric.cadence
    if cadence == "month":
        return month_name_text(today, language)
    words = {"week": _("this week"), "quarter": _("this quarter"), "year": _("this year")}
    return words.get(cadence, _("today"))


def _changed(seen: Look, written: Written) -> tuple[str, str]:
    """Say what is news, and whether it is good; nothing is that is not more than chance."""
    metric = seen.metric
    if isinstance(seen.score, TooFew):
        words = ngettext("{n} answer: too few for a score", "{n} answers: too few for a score", seen.score.n)
        return words.format(n=seen.score.n), ""
    if isinstance(seen.score, Score) and is_survey(metric):
        low, high = (written.value(metric, exact(edge)) for edge in (seen.score.low, seen.score.high))
        words = _("n = {n} · 95 % CI {low} … {high}")
        return words.format(n=seen.score.n, low=low, high=high), ""
    told = verdict(seen, written)
    if seen.doubt:
        return told.badge, "bad"
    shift = seen.shift
    if isinstance(shift, compare.Shift) and shift.verdict != "no_clear_shift":
        up = shift.verdict == "shift_up"
        role = "good" if up == (metric.direction == "up") else "bad"
        if told.role in {"", role}:
            arrow = "▲" if up else "▼"
            return f"{arrow} {_difference(metric, shift, written)}", role
    if not told.role:
        return told.badge, ""
    up = (told.role == "good") == (metric.direction == "up")
    return f"{'▲' if up else '▼'} {told.badge}", told.role


def _difference(metric: Metric, shift: compare.Shift, written: Written) -> str:
    change = abs(shift.after - shift.before)
    if metric.formula in SHARES:
        points = rounded(change * 100, metric.decimals) or Decimal()
        words = ngettext("{n} point since launch", "{n} points since launch", int(points))
        return words.format(n=points)
    return _("{value} since launch").format(value=written.value(metric, change))


def _aim(seen: Look, written: Written, value: Fraction | None) -> str:
    target = seen.target
    if target is None:
        return ""
    shown = written.value(seen.metric, target)
    up = seen.metric.direction == "up"
    if value is not None and (value >= target if up else value <= target) and not seen.doubt:
        return _("target {target} reached").format(target=shown)
    return _("target {target}").format(target=shown)


def _age(seen: Look) -> str:
    if not seen.stale or seen.age is None:
        return ""
    words = ngettext("last known, {n} day ago", "last known, {n} days ago", seen.age)
    return words.format(n=seen.age)


def _spark(point: Point) -> float | None:
    return None if point.value is None else float(point.value)
