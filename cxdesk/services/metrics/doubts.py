"""Two numbers that can't be together, such as more booked again than seen: told, and kept all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.i18n import _
from cxdesk.schema.reading import Reader


class Limit(NamedTuple):
    """Some numbers that together are never more than another one."""

    inner: tuple[int, ...]
    whole: int


class Doubt(NamedTuple):
    """A limit that does not hold, and the sentence about it."""

    limit: Limit
    sentence: str


def is_impossible(formula: str, numbers: Sequence[Fraction | None]) -> bool:
    """Whether the numbers of a period, in the order of the formula, make a part larger than its whole."""
    known = [one for one in numbers if one is not None]
    if len(known) < len(numbers):
        return False
    if formula == "share":
        return known[0] > known[1]
    if formula == "kept":
        return not 0 <= known[1] - known[2] <= known[0]
    return formula == "score" and known[0] + known[1] > known[2]


def limits(reader: Reader) -> list[Limit]:
    """Return what holds by the formulas of the metrics in use: shares, scores, kept, and answers of asked.

    A number that comes from records is no slip of the keyboard: nothing is asked about it.
    """
    found: list[Limit] = []
    for row in reader.rows(Metric, active=True):
        found += _of(row.record)
    counted = {row.id for row in reader.rows(MetricPart) if row.record.taken_from}
    return [one for one in dict.fromkeys(found) if not counted & {*one.inner, one.whole}]


def _of(one: Metric) -> list[Limit]:
    first, second, third = one.first, one.second, one.third
    found = []
    if one.formula == "share" and first is not None and second is not None:
        found.append(Limit((first,), second))
        if one.survey and one.asked is not None:
            found.append(Limit((second,), one.asked))
    if one.formula == "score" and None not in {first, second, third}:
        found.append(Limit((first or 0, second or 0), third or 0))
        if one.asked is not None:
            found.append(Limit((third or 0,), one.asked))
    if one.formula == "kept" and second is not None and third is not None:
        found.append(Limit((third,), second))
    return found


def doubts(
    rules: list[Limit], value: Callable[[int], Decimal | None], part: Callable[[int], MetricPart | None]
) -> list[Doubt]:
    """Return which limits the numbers of one period break; those that are not all there break none.

    Numbers are held against each other only where they are typed for the same periods.
    """
    found = []
    for rule in rules:
        records = [part(one) for one in (*rule.inner, rule.whole)]
        numbers = [value(one) for one in (*rule.inner, rule.whole)]
        if any(one is None for one in records) or len({one.cadence for one in records if one}) != 1:
            continue
        *inner, whole = numbers
        if whole is None or any(one is None for one in inner):
            continue
        if sum((one for one in inner if one is not None), Decimal()) > whole:
            names = " + ".join(f"“{one.name}”" for one in records[:-1] if one is not None)
            large = records[-1].name if records[-1] is not None else ""
            words = _("{names} is more than “{whole}”. Is one of them a slip?")
            found.append(Doubt(rule, words.format(names=names, whole=large)))
    return found
