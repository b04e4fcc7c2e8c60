"""What a chart says, in words: signals by their names, and never more than the numbers allow."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.shop import Shop
from cxdesk.formats import money_text, number_text, percent_text
from cxdesk.i18n import _, ngettext
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics.answers import is_survey
from cxdesk.services.metrics.look import Look, to_shown
from cxdesk.services.metrics.wording import signal_text
from cxdesk.services.statistics import compare, xmr
from cxdesk.services.statistics.figures import exact, rounded
from cxdesk.services.statistics.shares import FEWEST, Change, TooFew


class Verdict(NamedTuple):
    """A few words for the badge, whether they are good news ("good", "bad", ""), and what the chart says.

    The role "doubt" is for a value that can't be; the first sentence is the reason for the badge.
    """

    badge: str
    role: str
    sentences: tuple[str, ...]


class Written(NamedTuple):
    """How the shop writes numbers, and whether those of the metric are money."""

    language: str
    currency: str
    money: bool = False

    def value(self, metric: Metric, value: Fraction | None) -> str:
        """Return a value as people read it, with its unit."""
        # Money is never rounded to whole units and then written with cents.
        shown = rounded(value, 2) if self.money else to_shown(metric, value)
        if shown is None:
            return _("no data")
        written = self._number(metric, shown)
        return f"{written} {metric.unit}" if metric.unit else written

    def _number(self, metric: Metric, shown: Decimal) -> str:
        if metric.formula in {"share", "kept", "growth"}:
            return percent_text(shown, self.language)
        if metric.formula == "score":
            return f"{shown:+f}".replace("-", "−") if shown else "0"
        if self.money:
            return money_text(round(shown.scaleb(2)), self.currency, self.language)
        return number_text(shown if shown % 1 else shown.quantize(Decimal(1)), self.language)


def written_for(reader: Reader, metric: Metric) -> Written:
    """Return how the shop writes the values of a metric."""
    shop = next((one.record for one in reader.rows(Shop)), None) or Shop(name="-")
    first = reader.find(MetricPart, metric.first)
    second = reader.find(MetricPart, metric.second)
    money = first is not None and first.record.unit == "money" and metric.formula in {"ratio", "total"}
    alike = metric.formula == "ratio" and second is not None and second.record.unit == "money"
    return Written(shop.language or "en", shop.currency or "EUR", money and not alike)


def verdict(look: Look, written: Written) -> Verdict:
    """Say what may be said."""
    badge, role, said = _badge(look, written)
    more = [
        said,
        _sure(look, written),
        _answered(look, written),
        _compared(look, written),
        _launched(look, written),
        _aimed(look, written),
        _old(look),
    ]
    return Verdict(badge, role, tuple(dict.fromkeys(filter(None, more))))


def _badge(look: Look, written: Written) -> tuple[str, str, str]:
    if look.doubt and look.now is not None:
        words = _("A part would be more than the whole. Look for a slip in its numbers.")
        if look.now.value is not None:
            words = _(
                "{value} can't be: a part would be more than the whole. Look for a slip in its numbers."
            ).format(value=written.value(look.judged, look.now.value))
        return _("Probably a slip"), "doubt", words
    if look.series.newest is None:
        return _nothing(look)
    return _changed(look, written) or _unchanged(look, written)


def _needs(cadence: str, n: int) -> str:
    """Return how many periods are missing until limits can be drawn, with {n} to fill in."""
    day, week, month, quarter, year = (
        ngettext(
            "{n} more day without a gap, and the chart can tell news from noise.",
            "{n} more days without a gap, and the chart can tell news from noise.",
            n,
        ),
        ngettext(
            "{n} more week without a gap, and the chart can tell news from noise.",
            "{n} more weeks without a gap, and the chart can tell news from noise.",
            n,
        ),
        ngettext(
            "{n} more month without a gap, and the chart can tell news from noise.",
            "{n} more months without a gap, and the chart can tell news from noise.",
            n,
        ),
        ngettext(
            "{n} more quarter without a gap, and the chart can tell news from noise.",
            "{n} more quarters without a gap, and the chart can tell news from noise.",
            n,
        ),
        ngettext(
            "{n} more year without a gap, and the chart can tell news from noise.",
            "{n} more years without a gap, and the chart can tell news from noise.",
            n,
        ),
    )
    return {"day": day, "week": week, "month": month, "quarter": quarter, "year": year}[cadence]


def _changed(look: Look, written: Written) -> tuple[str, str, str] | None:
    """Return what tells of a change, the strongest first: a signal, a launch, answers of two periods."""
    prompt = leading(look.prompts)
    if prompt is not None:
        return *_news(look, up=prompt.signal.side == "above"), _signals(look, prompt, written)
    if isinstance(look.shift, compare.Shift) and look.shift.verdict != "no_clear_shift":
        return *_news(look, up=look.shift.verdict == "shift_up"), _launched(look, written)
    compared = _compared(look, written)
    if compared and isinstance(look.change, Change) and look.change.verdict != "no_clear_change":
        return *_news(look, up=look.change.verdict == "up"), compared
    return None


def _news(look: Look, *, up: bool) -> tuple[str, str]:
    if up == (look.metric.direction == "up"):
        return _("Real improvement"), "good"
    return _("Really worse"), "bad"


def _unchanged(look: Look, written: Written) -> tuple[str, str, str]:
    segment = look.chart.segments[-1] if look.chart.segments else None
    if segment is None or segment.limits is None:
        needs = segment.needs if segment else xmr.FEWEST_VALUES
        return _("Too early to tell"), "", _needs(look.metric.cadence, needs).format(n=needs)
    low, high = (written.value(look.judged, edge) for edge in look.limits_shown(segment) or ())
    badge = _("No clear change")
    words = _("Between {low} and {high} is the usual up and down: no clear change.")
    if segment.signals:
        badge = _("Back to usual")
        words = _(
            "Between {low} and {high} is the usual up and down: no clear change now. The signals are older."
        )
    said = words.format(low=low, high=high)
    if segment.limits.trial:
        said += " " + _("The limits are trial ones: so few values move them.")
    return badge, "", said


def _nothing(look: Look) -> tuple[str, str, str]:
    """Say why there is no value at all: no numbers, too few answers, or nothing to divide by."""
    if not any(number is not None for point in look.series.points for number in point.numbers):
        words = _("Enter the first numbers, and the chart begins.")
        if look.series.definitions[-1].whole and not look.series.typed:
            words = _(
                "Its numbers come from records: the chart begins with the first records of a period that is"
                " over."
            )
        return _("No numbers yet"), "", words
    if any(point.too_few for point in look.series.points):
        return _("Too early to tell"), "", ""
    return (
        _("No data"),
        "",
        _("The numbers so far give no value: one is missing, or there is nothing to divide by."),
    )


def leading(prompts: Iterable[xmr.Prompt]) -> xmr.Prompt | None:
    """Return the prompt that goes on to the last value, of several that of the longest stretch; or None."""
    current = [prompt for prompt in prompts if prompt.current]
    return max(current, key=lambda one: one.signal.end - one.signal.start, default=None)


def _signals(look: Look, prompt: xmr.Prompt, written: Written) -> str:
    """Name the signals that go on to the last value: one in full, what else there is beside it."""
    limits = look.chart.limits
    said = "" if limits is None else _signal(prompt.signal, limits, look, written)
    besides = [one.signal for one in look.prompts if one.current and one.signal.rule != prompt.signal.rule]
    if not besides:
        return said
    return said + " " + _("Besides: {signals}.").format(signals=", ".join(map(signal_text, besides)))


def _signal(signal: xmr.Signal, limits: xmr.Limits, look: Look, written: Written) -> str:
    centre = written.value(look.judged, limits.centre)
    count = signal.end - signal.start + 1
    above = signal.side == "above"
    if signal.rule == "outside":
        edge = written.value(look.judged, limits.upper if above else limits.lower)
        words = _("The last value lies above {edge}, beyond the usual up and down: something was different.")
        if not above:
            words = _(
                "The last value lies below {edge}, beyond the usual up and down: something was different."
            )
        return words.format(edge=edge)
    if signal.rule == "eight_on_one_side":
        words = _("{n} values in a row above the average of {centre}: not chance.")
        if not above:
            words = _("{n} values in a row below the average of {centre}: not chance.")
        return words.format(n=count, centre=centre)
    words = _("Three of four values lie far above the average of {centre}: hardly chance.")
    if not above:
        words = _("Three of four values lie far below the average of {centre}: hardly chance.")
    return words.format(centre=centre)


def _sure(look: Look, written: Written) -> str:
    """Say of how many a score is, and between which values it may really be."""
    score = look.score
    if score is None:
        return ""
    if isinstance(score, TooFew):
        words = ngettext(
            "{n} answer: read the comment, there is no score below {fewest}.",
            "{n} answers: read the comments, there is no score below {fewest}.",
            score.n,
        )
        return words.format(n=score.n, fewest=FEWEST)
    low, high = (written.value(look.judged, exact(edge)) for edge in (score.low, score.high))
    if score.early and is_survey(look.metric):
        words = _("Early: of {n} answers, so it is somewhere between {low} and {high}.")
    else:
        words = _("Of {n}: somewhere between {low} and {high}.")
    return words.format(n=score.n, low=low, high=high)


def _answered(look: Look, written: Written) -> str:
    """Say how many of those who were asked did answer."""
    point = look.sampled
    if look.score is None or point is None or not point.asked or look.score.n > point.asked:
        return ""
    rate = rounded(Fraction(look.score.n * 100) / point.asked, 0) or Decimal()
    return _("{n} of {asked} who were asked did answer: {rate}.").format(
        n=look.score.n, asked=int(point.asked), rate=percent_text(rate, written.language)
    )


def _compared(look: Look, written: Written) -> str:
    """Say whether answers differ from those of the period before."""
    change = look.change
    if not isinstance(change, Change) or not is_survey(look.metric):
        return ""
    by = {edge: points_text(value) for edge, value in (("low", change.low), ("high", change.high))}
    words = {
        "up": _("Since the period before a clear rise: {low} to {high} points."),
        "down": _("Since the period before a clear fall: {low} to {high} points."),
        "no_clear_change": _("Since the period before no clear change: {low} to {high} points."),
    }
    return words[change.verdict].format(**by)


def points_text(value: float) -> str:
    """Return a difference of shares or scores in points, with its sign."""
    return f"{rounded(value * 100, 0):+f}".replace("-", "−")


def _launched(look: Look, written: Written) -> str:
    shift = look.shift
    if shift is None:
        return ""
    if isinstance(shift, compare.Refused):
        if shift.reason == "too_few":
            return _("Before and after the launch {n} values each are needed to compare.").format(
                n=shift.needs
            )
        return ""
    before, after = (written.value(look.judged, value) for value in (shift.before, shift.after))
    if shift.verdict == "no_clear_shift":
        return _("Before the launch {before}, since then {after}: no clear shift.").format(
            before=before, after=after
        )
    return _("Before the launch {before}, since then {after}: a shift.").format(before=before, after=after)


def _aimed(look: Look, written: Written) -> str:
    if look.target is None:
        return ""
    target = written.value(look.metric, look.target)
    words = {
        "will_keep_missing": _("It will keep missing the target of {target} unless something changes."),
        "will_keep_meeting": _("It will keep meeting the target of {target} unless something changes."),
        "hit_and_miss": _("The target of {target} is hit or miss: chance decides."),
        None: _("The target is {target}."),
    }
    return words[look.assurance].format(target=target)


def _old(look: Look) -> str:
    if not look.stale or look.age is None:
        return ""
    words = ngettext("Last known, {n} day ago.", "Last known, {n} days ago.", look.age)
    return words.format(n=look.age)
