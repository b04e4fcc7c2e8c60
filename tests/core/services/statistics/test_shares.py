"""Scores with their intervals, changes with a verdict, and none of fewer than five answers."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.services.statistics import shares
from cxdesk.services.statistics.figures import percent
from cxdesk.services.statistics.shares import Change, Hits, Recommend, Score, TooFew

TINY = 1e-12


@st.composite
def hits(draw: st.DrawFn, least: int = 1) -> Hits:
    n = draw(st.integers(least, 300))
    population = draw(st.none() | st.integers(n, 400))
    return Hits(draw(st.integers(0, n)), n, population)


@st.composite
def recommends(draw: st.DrawFn, least: int = 1) -> Recommend:
    groups = draw(st.tuples(*[st.integers(0, 100)] * 3).filter(lambda one: sum(one) >= least))
    return Recommend(*groups, draw(st.none() | st.integers(sum(groups), 400)))


def points(*values: float | Fraction) -> list[str]:
    return [str(percent(value)) for value in values]


@pytest.mark.parametrize(
    ("sample", "raw", "centre", "low", "high"),
    [
        (Recommend(7, 2, 1), "60.0", "46.2", "7.0", "85.3"),
        (Recommend(3, 0, 0), "100.0", "50.0", "-6.6", "100.0"),
        (Recommend(12, 6, 7), "20.0", None, "-13.1", "48.9"),
        (Recommend(18, 7, 5), "43.3", None, "13.2", "65.5"),
        (Recommend(60, 25, 15), "45.0", None, "29.3", "58.0"),
        (Recommend(24, 10, 6), "45.0", None, "19.5", "64.2"),
        (Recommend(0, 0, 4), "-100.0", "-57.1", "-100.0", "-6.9"),
    ],
)
def test_known_recommend_scores(sample: Recommend, raw: str, centre: str | None, low: str, high: str) -> None:
    assert points(Fraction(sample.promoters - sample.detractors, sample.n)) == [raw]
    assert points(*shares.interval(sample)) == [low, high]
    assert centre is None or points(shares.adjusted(sample)[0]) == [centre]
    told = shares.score(sample)
    if sample.n < 5:
        assert told == TooFew(sample.n)
    else:
        assert isinstance(told, Score)
        assert points(told.value, told.low, told.high) == [raw, low, high]


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (9, 10, "59.6", "98.2"),
        (5, 5, "56.6", "100.0"),
        (0, 8, "0.0", "32.4"),
        (16, 20, "58.4", "91.9"),
        (40, 50, "67.0", "88.8"),
    ],
)
def test_known_shares(k: int, n: int, low: str, high: str) -> None:
    assert points(*shares.wilson(Hits(k, n))) == [low, high]


def test_known_changes() -> None:
    unclear = shares.recommend_change(Recommend(12, 6, 7), Recommend(18, 7, 5))
    assert isinstance(unclear, Change)
    assert points(unclear.low, unclear.high) == ["-19.0", "62.1"]
    assert points(unclear.difference) == ["23.3"]  # of the scores as counted; of the adjusted ones:
    assert points((unclear.low + unclear.high) / 2) == ["21.5"]
    assert unclear.verdict == "no_clear_change"
    clear = shares.recommend_change(Recommend(60, 25, 15), Recommend(75, 18, 7))
    assert isinstance(clear, Change)
    assert points((clear.low + clear.high) / 2, clear.low, clear.high) == ["22.3", "3.7", "40.9"]
    assert clear.verdict == "up"


def test_known_finite_correction() -> None:
    correction = shares.finite_correction(40, 120)
    assert f"{correction:.4f}" == "0.8199"
    centre, error = shares.adjusted(Recommend(24, 10, 6))
    reach = shares.Z * correction * error
    assert points(centre - reach, centre + reach) == ["23.6", "60.2"]
    assert points(*shares.interval(Recommend(24, 10, 6, 120))) == ["23.6", "60.2"]


def test_newcombe_by_its_own_example() -> None:
    """56 of 70 and 48 of 80: +20.0, from 5.24 to 33.39 (Newcombe 1998, table II, row a, method 10)."""
    change = shares.share_change(Hits(48, 80), Hits(56, 70))
    assert isinstance(change, Change)
    assert (f"{change.low:.4f}", f"{change.high:.4f}") == ("0.0524", "0.3339")
    assert change.difference == Fraction(1, 5)
    assert change.verdict == "up"


def test_finite_correction_at_the_ends() -> None:
    assert shares.finite_correction(40, None) == 1
    assert shares.finite_correction(1, 120) == 1
    assert shares.finite_correction(120, 120) == 0
    assert shares.finite_correction(1, 1) == 0
    assert shares.finite_correction(0, 0) == 0


def test_not_seen_counts_nowhere() -> None:
    sample = shares.seen([True] * 8 + [False] * 2 + [None] * 5)
    assert sample == Hits(8, 10)
    told = shares.score(sample)
    assert isinstance(told, Score)
    assert told.value == Fraction(4, 5)
    assert shares.seen([None]) == Hits(0, 0)
    assert shares.seen([True], 9) == Hits(1, 1, 9)


@pytest.mark.parametrize("n", range(5))
def test_too_few_have_no_score_that_could_be_shown(n: int) -> None:
    for told in (
        shares.score(Hits(n, n)),
        shares.score(Recommend(n, 0, 0)),
        shares.share_change(Hits(0, n), Hits(5, 5)),
        shares.recommend_change(Recommend(9, 9, 9), Recommend(0, 0, n)),
    ):
        assert told == TooFew(n)
        assert [field.name for field in dataclasses.fields(told)] == ["n"]
        for act in (
            float,
            int,
            round,
            math.floor,
            lambda one: f"{one:.1f}",
            lambda one: one + 0,
            lambda one: one < 1,
        ):
            with pytest.raises(TypeError):
                act(told)


@pytest.mark.parametrize(("n", "early"), [(5, True), (29, True), (30, False)])
def test_few_are_early(n: int, early: bool) -> None:
    told = shares.score(Hits(3, n))
    assert isinstance(told, Score)
    assert told.early is early


def test_no_order_below_ten() -> None:
    assert shares.may_rank(Hits(3, 10), Recommend(5, 5, 5))
    assert not shares.may_rank(Hits(3, 10), Hits(9, 9))


@given(hits() | recommends())
def test_an_interval_stays_in_its_range_and_holds_the_score(sample: Hits | Recommend) -> None:
    low, high = shares.interval(sample)
    counted = sample.k if isinstance(sample, Hits) else sample.promoters - sample.detractors
    assert (0 if isinstance(sample, Hits) else -1) <= low <= high <= 1
    assert low - TINY <= counted / sample.n <= high + TINY


@given(hits() | recommends())
def test_a_closed_list_never_widens_an_interval(sample: Hits | Recommend) -> None:
    low, high = shares.interval(sample)
    open_low, open_high = shares.interval(dataclasses.replace(sample, population=None))
    assert high - low <= open_high - open_low + TINY
    if sample.population == sample.n:  # everybody answered: there is nothing left to guess
        assert high - low < TINY


def mirrored(sample: Hits | Recommend) -> Hits | Recommend:
    if isinstance(sample, Hits):
        return Hits(sample.n - sample.k, sample.n, sample.population)
    return Recommend(sample.detractors, sample.passives, sample.promoters, sample.population)


@given(hits() | recommends())
def test_turning_the_question_round_turns_the_interval_round(sample: Hits | Recommend) -> None:
    low, high = shares.interval(sample)
    top = 1 if isinstance(sample, Hits) else 0
    assert shares.interval(mirrored(sample)) == pytest.approx((top - high, top - low), abs=1e-9)


OTHER_WAY = {"up": "down", "down": "up", "no_clear_change": "no_clear_change"}


@given(st.tuples(hits(5), hits(5)) | st.tuples(recommends(5), recommends(5)))
def test_a_change_back_is_the_change_turned_round(
    pair: tuple[Hits, Hits] | tuple[Recommend, Recommend],
) -> None:
    change = shares.share_change if isinstance(pair[0], Hits) else shares.recommend_change
    there, back = change(*pair), change(*reversed(pair))
    assert (back.difference, back.low, back.high) == (-there.difference, -there.high, -there.low)
    assert back.verdict == OTHER_WAY[there.verdict]
    bound = 1 if isinstance(pair[0], Hits) else 2
    assert -bound <= there.low <= there.high <= bound
    assert change(pair[0], pair[0]).verdict == "no_clear_change"


def test_the_three_verdicts() -> None:
    verdicts = [shares.share_change(Hits(10, 20), Hits(k, 20)).verdict for k in (1, 10, 19)]
    assert verdicts == ["down", "no_clear_change", "up"]


@pytest.mark.parametrize(
    "act",
    [
        lambda: Hits(3, 2),
        lambda: Hits(-1, 2),
        lambda: Hits(0, -1),
        lambda: Hits(3, 5, 4),
        lambda: Recommend(1, -1, 5),
        lambda: Recommend(1, 1, 1, 2),
        lambda: shares.wilson(Hits(0, 0)),
        lambda: shares.interval(Recommend(0, 0, 0)),
    ],
)
def test_what_cannot_be_is_refused(act: Callable[[], object]) -> None:
    with pytest.raises(ValueError):
        act()
