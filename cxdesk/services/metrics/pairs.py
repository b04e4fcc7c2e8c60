"""Two metrics side by side: whether they move together, which says nothing about why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cxdesk.entities.metric import Metric
from cxdesk.entities.shop import Shop
from cxdesk.formats import number_text
from cxdesk.i18n import _, ngettext
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
            refused,
            _("They are looked at in different rhythms: weeks, months and quarters can't be compared."),
            (),
        )
    values = {point.start: point.value for point in series(reader, two, today).over}
    aligned = [
        (point.start, point.value, values.get(point.start)) for point in series(reader, one, today).over
    ]
    result = compare.pairing([x for _start, x, _y in aligned], [y for _start, _x, y in aligned])
    points = tuple((start, float(x), float(y)) for start, x, y in aligned if x is not None and y is not None)
    shop = next((row.record for row in reader.rows(Shop)), None)
    language = (shop.language if shop else "") or "en"
    return Pair(result, _sentence(result, language), points)


def _sentence(result: Pairing | Refused, language: str) -> str:
    if isinstance(result, Refused):
        if result.reason == "no_variation":
            return _("One of them never changes: there is nothing to compare.")
        words = ngettext(
            "Only {n} period has both: {needs} are needed to compare.",
            "Only {n} periods have both: {needs} are needed to compare.",
            result.counts[0],
        )
        return words.format(n=result.counts[0], needs=result.needs)
    words = {
        "moves_together": _("It moves together: r = {r} over {n} periods ({low} to {high})."),
        "moves_opposite": _(
            "One moves up when the other moves down: r = {r} over {n} periods ({low} to {high})."
        ),
        "no_clear_link": _("No clear link: r = {r} over {n} periods ({low} to {high})."),
    }[result.verdict]
    shown = {name: _two_places(getattr(result, name), language) for name in ("r", "low", "high")}
    said = words.format(n=result.n, **shown)
    return said + " " + _("That does not say that one brings about the other.")


def _two_places(value: float, language: str) -> str:
    return number_text(Decimal(str(value)).quantize(Decimal("0.01")), language).replace("-", "−")
