"""Where an axis has its labels: round steps, and as many as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from cxdesk.output.charts.model import ChartPoint

_ROUND = (Fraction(1), Fraction(2), Fraction(5))


def value_ticks(low: float, high: float, unit: Fraction, most: int) -> tuple[Fraction, ...]:
    """Return round values from at most `low` to at least `high`, about `most` of them and two at least."""
    low, high = min(low, high), max(low, high)
    least = max(Fraction(high - low) / max(1, most - 1), unit)
    step = _round_step(least, unit)
    first, last = floor(Fraction(low) / step), ceil(Fraction(high) / step)
    if first == last:
        first, last = first - 1, last + 1
    return tuple(step * i for i in range(first, last + 1))


def _round_step(least: Fraction, unit: Fraction) -> Fraction:
    """Return the smallest round step from `least` on."""
    power = unit
    while power * 10 <= least:
        power *= 10
    return next((power * one for one in _ROUND if power * one >= least), power * 10)


def period_ticks(
    points: Sequence[ChartPoint], first: int, last: int, spacing: float, width_of: Callable[[int], float]
) -> list[int]:
    """Return which points from `first` to `last` have their label: all, or the first of months or years."""
    every = list(range(first, last + 1))
    for level in (0, 1, 2):
        chosen = [place for place in every if points[place].major >= level]
        if level and len(chosen) < 2:
            break
        if len(chosen) * 10 <= (last - first + 1) * spacing and _fit(chosen, spacing, width_of):
            return chosen
        every = chosen
    for stride in range(2, len(every) + 1):
        chosen = every[::-1][::stride][::-1]
        if _fit(chosen, spacing, width_of):
            return chosen
    return every[-1:]


def _fit(chosen: Sequence[int], spacing: float, width_of: Callable[[int], float]) -> bool:
    for one, other in pairwise(chosen):
        if (width_of(one) + width_of(other)) / 2 * 1.15 + 4 > (other - one) * spacing:
            return False
    return True
