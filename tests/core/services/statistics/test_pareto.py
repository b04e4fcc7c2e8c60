"""Bars from the most to the least frequent, with what they come to together."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.services.statistics.pareto import Bar, pareto

counts = st.lists(st.none() | st.integers(0, 10**6), max_size=20).map(lambda row: list(enumerate(row)))


def test_bars() -> None:
    bars = pareto([("greeting", 2), ("wait", 5), ("bill", 0), ("call", 2), ("door", None), ("chair", 1)])
    assert bars == (
        Bar("wait", 5, Fraction(5, 10), Fraction(5, 10)),
        Bar("greeting", 2, Fraction(2, 10), Fraction(7, 10)),  # ties stay in the order given
        Bar("call", 2, Fraction(2, 10), Fraction(9, 10)),
        Bar("chair", 1, Fraction(1, 10), Fraction(1)),
    )


@pytest.mark.parametrize("given_counts", [[], [("wait", 0)], [("wait", None), ("door", 0)]])
def test_nothing_makes_no_bars(given_counts: list[tuple[str, int | None]]) -> None:
    assert pareto(given_counts) == ()


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        pareto([("wait", -1)])
    with pytest.raises(ValueError, match="twice"):
        pareto([("wait", 1), ("wait", 2)])


@given(counts, st.randoms())
def test_another_order_leaves_totals_and_curve(rows: list[tuple[int, int | None]], random: object) -> None:
    mixed = list(rows)
    random.shuffle(mixed)
    one, two = pareto(rows), pareto(mixed)
    assert [(bar.count, bar.cumulative) for bar in one] == [(bar.count, bar.cumulative) for bar in two]
    assert {(bar.key, bar.count, bar.share) for bar in one} == {
        (bar.key, bar.count, bar.share) for bar in two
    }
    assert sum(bar.count for bar in one) == sum(count or 0 for _key, count in rows)


@given(counts)
def test_the_curve_rises_to_one_and_bends_down(rows: list[tuple[int, int | None]]) -> None:
    bars = pareto(rows)
    assert not bars or bars[-1].cumulative == 1
    shares = [bar.share for bar in bars]
    assert shares == sorted(shares, reverse=True)
    assert all(bar.cumulative == sum(shares[: i + 1]) for i, bar in enumerate(bars))
