"""Words about metrics that a page and a sheet share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.i18n import N_, _
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics.series import NEEDED
from cxdesk.services.statistics.xmr import Signal

PLACES = ("first", "second", "third")
_IN_WORDS: Mapping[str, str] = {
    "share": N_("{first}, out of {second}, in per cent."),
    "ratio": N_("{first}, for each of {second}."),
    "total": N_("{first}, as they were counted."),
    "kept": N_("{second} less {third}, out of {first}, in per cent."),
    "score": N_("{first} less {second}, out of {third}: from −100 to +100."),
    "growth": N_("{first}, against the same time a year before."),
}


def formula_text(reader: Reader, metric: Metric) -> str:
    """Return a formula in words, with the names of its numbers."""
    return formula_words(reader, metric.formula, (metric.first, metric.second, metric.third))


def formula_words(reader: Reader, formula: str, parts: Sequence[int | None]) -> str:
    """Return a formula in words; a number that is not given, or not there any more, is left open."""
    names = []
    for part in parts[: NEEDED[formula]]:
        found = reader.find(MetricPart, part)
        names.append(f"“{found.record.name}”" if found is not None else "…")
    names += [""] * (len(PLACES) - len(names))
    return _(_IN_WORDS[formula]).format(**dict(zip(PLACES, names, strict=True)))


def signal_text(signal: Signal) -> str:
    """Return what a signal is called, everywhere."""
    above = signal.side == "above"
    if signal.rule == "outside":
        return _("above the usual up and down") if above else _("below the usual up and down")
    if signal.rule == "eight_on_one_side":
        count = signal.end - signal.start + 1
        words = _("{n} in a row above the average") if above else _("{n} in a row below the average")
        return words.format(n=count)
    return _("three of four far above the average") if above else _("three of four far below the average")
