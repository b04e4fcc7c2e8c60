"""Comparisons: before and after an event, two metrics side by side, this year and last year.

Missing values (None) take no part. None of it shows what caused what: a trend that was there before, or a
season, makes a shift and a pairing too.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import Literal

from cxdesk.services.statistics.shares import Z
from cxdesk.services.statistics.xmr import Values, exact_values

FEWEST_EACH_SIDE = 6
FEWEST_PAIRS = 12
EXACT_UP_TO = 40  # values on both sides together: beyond, the normal approximation is as good
DOUBT = 0.05


@dataclass(frozen=True, slots=True)
class Refused:
    """There is no answer, and why: `counts` are the values that there were, `needs` the least of each."""

    reason: Literal["too_few", "definition_changed", "no_variation"]
    counts: tuple[int, ...]
    needs: int


@dataclass(frozen=True, slots=True)
class Shift:
    """The means before and after an event, and how probable a difference as large is by chance alone."""

    before: Fraction
    after: Fraction
    counts: tuple[int, int]
    p: float

    @property
    def verdict(self) -> Literal["shift_up", "shift_down", "no_clear_shift"]:
        """A shift when chance alone makes such a difference in one of twenty cases or fewer."""
        if self.p > DOUBT or self.before == self.after:
            return "no_clear_shift"
        return "shift_up" if self.after > self.before else "shift_down"


def before_after(values: Values, at: int, *, versions: Sequence[Hashable] | None = None) -> Shift | Refused:
    """Compare the values before place `at` with those from there on; each side needs six.

    By the rank-sum test, two-sided at 5 %: Frank Wilcoxon, "Individual Comparisons by Ranking Methods",
    Biometrics Bulletin 1, 1945; Henry B. Mann and Donald R. Whitney, Annals of Mathematical Statistics 18,
    1947. One wild value makes no shift by it, and it asks for no distribution. `versions` as in `xmr.chart`:
    across two definitions nothing is compared. Raises ValueError for versions that are not as many as the
    values, and as `exact`.
    """
    series = exact_values(values)
    if versions is not None and len(versions) != len(series):
        raise ValueError(f"{len(versions)} versions for {len(series)} values")
    before = [value for value in series[:at] if value is not None]
    after = [value for value in series[at:] if value is not None]
    counts = len(before), len(after)
    used = (
        {versions[i] for i, value in enumerate(series) if value is not None}
        if versions is not None
        else set()
    )
    if len(used) > 1:
        return Refused("definition_changed", counts, FEWEST_EACH_SIDE)
    if min(counts) < FEWEST_EACH_SIDE:
        return Refused("too_few", counts, FEWEST_EACH_SIDE)
    means = sum(before, Fraction()) / len(before), sum(after, Fraction()) / len(after)
    return Shift(*means, counts, rank_sum_p(before, after))


def rank_sum_p(one: Sequence[Fraction], two: Sequence[Fraction]) -> float:
    """Return the two-sided p of the rank-sum test, with mean ranks for ties.

    Up to 40 values it is exact, over all ways to deal these very ranks to the two sides; beyond, normal with
    the corrections for ties and continuity (Erich L. Lehmann, "Nonparametrics", 1975, section 1.4).
    """
    if len(one) > len(two):
        one, two = two, one
    ranks, ties = _double_ranks([*one, *two])
    m, total = len(one), len(one) + len(two)
    off = abs(sum(ranks[:m]) - m * (total + 1))  # both sides doubled, as the ranks are
    if total <= EXACT_UP_TO:
        ways = _ways(tuple(sorted(ranks)), m)
        far = sum(count for rank_sum, count in ways.items() if abs(rank_sum - m * (total + 1)) >= off)
        return far / math.comb(total, m)
    variance = m * (total - m) / 12 * (total + 1 - sum(t**3 - t for t in ties) / (total * (total - 1)))
    if not variance:
        return 1.0
    return min(1.0, math.erfc(max(0.0, off / 2 - 0.5) / math.sqrt(2 * variance)))


def _double_ranks(values: Sequence[Fraction]) -> tuple[list[int], list[int]]:
    """Return twice the mean rank of each value, a whole number, and how many values are equal each time."""
    ranks = [0] * len(values)
    ties = []
    below = 0
    for _value, same in groupby(sorted(range(len(values)), key=lambda i: values[i]), key=lambda i: values[i]):
        places = list(same)
        for place in places:
            ranks[place] = 2 * below + len(places) + 1
        below += len(places)
        ties.append(len(places))
    return ranks, ties


@lru_cache(maxsize=64)  # as many values without ties have the same ranks, whatever they are
def _ways(ranks: tuple[int, ...], m: int) -> Mapping[int, int]:
    """Return for every sum of `m` of these ranks in how many ways it comes about."""
    ways: list[dict[int, int]] = [{0: 1}, *({} for _ in range(m))]
    for rank in ranks:
        for taken in range(m, 0, -1):
            target = ways[taken]
            for rank_sum, count in ways[taken - 1].items():
                target[rank_sum + rank] = target.get(rank_sum + rank, 0) + count
    return ways[m]


@dataclass(frozen=True, slots=True)
class Pairing:
    """How two metrics go together: Pearson's r, its interval for 95 %, and of how many pairs."""

    r: float
    low: float
    high: float
    n: int

    @property
    def verdict(self) -> Literal["moves_together", "moves_opposite", "no_clear_link"]:
        """Together or opposite only when the whole interval says so."""
        if self.low > 0:
            return "moves_together"
        return "moves_opposite" if self.high < 0 else "no_clear_link"


def pairing(one: Values, two: Values) -> Pairing | Refused:
    """Compare two metrics over the same periods; at least twelve must have a value of both.

    Karl Pearson's r (Philosophical Transactions A 187, 1896), its interval by Ronald A. Fisher's z (Metron 1,
    1921): tanh(atanh(r) ± 1.96 / sqrt(n - 3)). Raises ValueError for series of different length, and as
    `exact`.
    """
    both = zip(exact_values(one), exact_values(two), strict=True)
    pairs = [(x, y) for x, y in both if x is not None and y is not None]
    n = len(pairs)
    if n < FEWEST_PAIRS:
        return Refused("too_few", (n,), FEWEST_PAIRS)
    xs, ys = [x for x, _y in pairs], [y for _x, y in pairs]
    if len(set(xs)) == 1 or len(set(ys)) == 1:
        return Refused("no_variation", (n,), FEWEST_PAIRS)
    r = _pearson(xs, ys)
    if abs(r) == 1:
        return Pairing(r, r, r, n)
    reach = Z / math.sqrt(n - 3)
    return Pairing(r, math.tanh(math.atanh(r) - reach), math.tanh(math.atanh(r) + reach), n)


def _pearson(xs: Sequence[Fraction], ys: Sequence[Fraction]) -> float:
    """Return r; centred and scaled exactly first, so that a small spread on a large level is not lost."""

    def scaled(values: Sequence[Fraction]) -> list[float]:
        centre = statistics.mean(values)
        spread = max(abs(value - centre) for value in values)
        return [float((value - centre) / spread) for value in values]

    return max(-1.0, min(1.0, statistics.correlation(scaled(xs), scaled(ys))))


@dataclass(frozen=True, slots=True)
class AgainstLastYear:
    """This year against last year, over the periods that have a value in both.

    `changes` has a place for every period: this / last - 1, None when one is missing or last year was 0.
    """

    changes: tuple[Fraction | None, ...]
    compared: int
    this: Fraction
    last: Fraction

    @property
    def difference(self) -> Fraction | None:
        """The total of this year less that of last year; None when no period has both."""
        return self.this - self.last if self.compared else None

    @property
    def change(self) -> Fraction | None:
        """The change of the totals, as a fraction of last year's; None when there is nothing to divide by."""
        return (self.this - self.last) / self.last if self.last else None


def against_last_year(this: Values, last: Values) -> AgainstLastYear:
    """Compare each period with the same one a year before, like with like.

    A period that is missing in one of the years is left out of both totals, so a year that is not over is
    compared with as much of the other. Raises ValueError for series of different length, and as `exact`.
    """
    pairs = list(zip(exact_values(this), exact_values(last), strict=True))
    both = [(now, then) for now, then in pairs if now is not None and then is not None]
    changes = (None if now is None or not then else now / then - 1 for now, then in pairs)
    totals = sum((now for now, _then in both), Fraction()), sum((then for _now, then in both), Fraction())
    return AgainstLastYear(tuple(changes), len(both), *totals)
