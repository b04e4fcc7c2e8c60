"""Two metrics side by side: whether they move together, which says nothing about why."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cxdesk.entities.metric import Metric
from cxdesk.i18n import _
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics.series import series
from cxdesk.services.statistics import compare
from cxdesk.services.statistics.compare import Pairing, Refused


class Pair(NamedTuple):
    """What came of it, in words too; `points` are the values of the periods in which both have one."""

    result: Pairing | Refused
    sentence: str
    points: tuple[tuple[date, float, float], ...]


def pair(reader: Reader, one: int, two: int, today: date) -> Pair:
    """Compare two metrics over the periods that both have. Raises NotFound."""
    first, second = reader.get(Metric, one).record, reader.get(Metric, two).record
    if first.cadence != second.cadence:
        refused = Refused("too_few", (0,), compare.FEWEST_PAIRS)
        return Pair(
            refused, _("They are looked at in different rhythms: weeks can't stand beside months."), ()
        )
    values = {point.start: point.value for point in series(reader, two, today).over}
    aligned = [
        (point.start, point.value, values.get(point.start)) for point in series(reader, one, today).over
    ]
    result = compare.pairing([x for _start, x, _y in aligned], [y for _start, _x, y in aligned])
    points = tuple((start, float(x), float(y)) for start, x, y in aligned if x is not None and y is not None)
    return Pair(result, _sentence(result), points)


def _sentence(result: Pairing | Refused) -> str:
    if isinstance(result, Refused):
        if result.reason == "no_variation":
            return _("One of them never changes: there is nothing to compare.")
        return _("Only {n} periods have both: {needs} are needed to compare.").format(
            n=result.counts[0], needs=result.needs
        )
    words = {
        "moves_together": _("It moves together: r = {r} over {n} periods ({low} to {high})."),
        "moves_opposite": _(
            "One moves up when the other moves down: r = {r} over {n} periods ({low} to {high})."
        ),
        "no_clear_link": _("No clear link: r = {r} over {n} periods ({low} to {high})."),
    }[result.verdict]
    said = words.format(r=f"{result.r:.2f}", n=result.n, low=f"{result.low:.2f}", high=f"{result.high:.2f}")
    return said + " " + _("That does not say that one brings about the other.")
