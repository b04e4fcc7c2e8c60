"""Did it work: a metric before and after a day on which something was done, in words."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cxdesk import periods
from cxdesk.entities.metric import Metric
from cxdesk.formats import date_text
from cxdesk.i18n import _, ngettext
from cxdesk.schema.entity import changed
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics.look import Look, look
from cxdesk.services.metrics.verdict import Written, written_for
from cxdesk.services.statistics import compare

FINEST = 4
"""Decimals of an average: one more than its values have, so that small counts do not round to nothing."""


class Effect(NamedTuple):
    """A metric before and after something was done, in words; `clear` where it is more than chance."""

    metric: int
    name: str
    sentence: str
    before: str = ""
    after: str = ""
    clear: bool = False


def effect(reader: Reader, metric: int, done_on: date, today: date) -> Effect:
    """Return what a metric says since a day. Raises NotFound."""
    row = reader.get(Metric, metric)
    return effect_in(look(reader, metric, today), written_for(reader, row.record), done_on)


def effect_in(seen: Look, written: Written, done_on: date) -> Effect:
    """Compare a metric before and after a day by its means, or say why it can't be."""
    name, metric = seen.metric.name, seen.series.metric.id
    found = compare.before_after(
        [point.value for point in seen.points],
        _place(seen, done_on),
        versions=[point.version for point in seen.points],
    )
    if isinstance(found, compare.Refused):
        return Effect(metric, name, _refused(found, done_on, written.language))
    finer = changed(seen.judged, decimals=min(seen.judged.decimals + 1, FINEST))
    before, after = (written.value(finer, one) for one in (found.before, found.after))
    facts = {"before": before, "after": after, "day": date_text(done_on, written.language)}
    if found.verdict == "no_clear_shift":
        words = _("Before {day} it was {before} on average, since then {after}: no more than chance makes.")
        return Effect(metric, name, words.format(**facts), before, after)
    up = found.verdict == "shift_up"
    better = up == (seen.metric.direction == "up")
    words = (
        _("Before {day} it was {before} on average, since then {after}: clearly better.")
        if better
        else _("Before {day} it was {before} on average, since then {after}: clearly worse.")
    )
    return Effect(metric, name, words.format(**facts), before, after, clear=True)


def _place(seen: Look, day: date) -> int:
    """Return the place of the period in which something was done; it counts as after, as on the chart."""
    cadence, over = seen.metric.cadence, seen.points
    since = (i for i, point in enumerate(over) if periods.last_day(cadence, point.start) >= day)
    return next(since, len(over))


def _refused(found: compare.Refused, day: date, language: str) -> str:
    if found.reason == "definition_changed":
        return _("It was defined anew since, so before and after can't be compared.")
    before, after = found.counts
    before_words = ngettext("{n} value before", "{n} values before", before).format(n=before)
    after_words = ngettext("{n} value since", "{n} values since", after).format(n=after)
    words = _("{needs} values on each side are needed to compare: so far {before} and {after} {day}.")
    facts = {"needs": found.needs, "before": before_words, "after": after_words}
    return words.format(day=date_text(day, language), **facts)
