"""Pareto: the few causes that make most of the trouble come first.

Source: Joseph M. Juran, "Quality Control Handbook", 1951 (the vital few, after Vilfredo Pareto and Max O.
Lorenz).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Bar(Generic[Key]):
    """One cause: how often, its share of all, and the share of it and of all bars before it."""

    key: Key
    count: int
    share: Fraction
    cumulative: Fraction


def pareto(counts: Iterable[tuple[Key, int | None]]) -> tuple[Bar[Key], ...]:
    """Return the causes from the most to the least frequent; those equally frequent in the order given.

    What was not counted (None) or did not happen (0) has no bar, so nothing at all gives no bars. Raises
    ValueError for a negative count and for a cause named twice.
    """
    given = list(counts)
    if len({key for key, _count in given}) < len(given):
        raise ValueError("a cause is named twice")
    if any(count is not None and count < 0 for _key, count in given):
        raise ValueError("a count cannot be negative")
    ordered = sorted(((key, count) for key, count in given if count), key=lambda one: -one[1])
    total = sum(count for _key, count in ordered)
    sums = accumulate(count for _key, count in ordered)
    return tuple(
        Bar(key, count, Fraction(count, total), Fraction(so_far, total))
        for (key, count), so_far in zip(ordered, sums, strict=True)
    )
