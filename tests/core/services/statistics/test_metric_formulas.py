"""Every metric from its parts; nothing to divide by is no data."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.services.statistics import formulas
from cxdesk.services.statistics.figures import percent, rounded
from cxdesk.services.statistics.shares import Recommend

PARTS = [
    formulas.repurchase,
    formulas.rebooking,
    formulas.referral_rate,
    formulas.re_sign,
    formulas.recovery_success,
    formulas.soft_share,
    formulas.response_rate,
]
RATIOS = [
    *PARTS,
    formulas.frequency,
    formulas.ticket,
    formulas.average_contract,
    formulas.closing,
]
Formula = Callable[[int | None, int | None], Fraction | None]


def new_return(returned: int | None, new: int | None) -> Fraction | None:
    return formulas.new_return(returned, new, within_days=42, cohort_age=42)


def test_known_answers() -> None:
    assert str(percent(formulas.retention(85, 100, 25))) == "88.2"
    assert str(percent(formulas.retention(200, 200 - 20 + 40, 40))) == "90.0"
    assert str(percent(formulas.csat({5: 42, 4: 32, 3: 10, 2: 9, 1: 14}), 2)) == "69.16"
    assert formulas.csat({5: 42, 4: 32, 3: 10, 2: 9, 1: 14}) == Fraction(74, 107)
    assert str(percent(formulas.soft_share(6, 60), 0)) == "10"
    assert str(percent(formulas.standards_seen(8, 2, 5), 0)) == "80"
    assert str(rounded(formulas.ticket(25_550, 1_200), 2)) == "21.29"


def test_more_formulas() -> None:
    assert formulas.frequency(90, 40) == Fraction(9, 4)
    assert formulas.closing(3, 2) == Fraction(3, 2)
    assert formulas.same_store(Decimal("110.50"), 100) == Fraction(105, 1000)
    assert formulas.ticket(-20, 4) == -5  # more given back than sold
    assert formulas.effort({7: 3, 5: 2, 4: 4, 1: 1}) == Fraction(1, 2)
    assert formulas.mean_answer({7: 1, 5: 1, 3: 2}) == Fraction(9, 2)
    answers = {10: 4, 9: 3, 8: 1, 7: 1, 6: 2, 0: 1}
    assert formulas.recommend_groups(answers, 40) == Recommend(7, 2, 3, 40)
    assert formulas.recommend_score(Recommend(7, 2, 1)) == Fraction(3, 5)


@pytest.mark.parametrize("formula", [*RATIOS, new_return])
@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_ratio_is_exact(formula: Formula, part: int, rest: int) -> None:
    assert formula(part, part + rest) == Fraction(part, part + rest)


@pytest.mark.parametrize("formula", [*RATIOS, new_return, formulas.same_store])
def test_no_data_is_not_nothing(formula: Formula) -> None:
    assert formula(0, 0) is None
    assert formula(None, 5) is None
    assert formula(5, None) is None
    assert formula(0, 5) == (-1 if formula is formulas.same_store else 0)


def test_no_data_elsewhere() -> None:
    assert formulas.retention(0, 10, 2) is None
    assert formulas.retention(10, None, 2) is None
    assert formulas.retention(10, 10, None) is None
    assert formulas.retention(None, 10, 2) is None
    assert formulas.retention(10, 2, 2) == 0
    assert formulas.standards_seen(0, 0, 9) is None
    assert formulas.standards_seen(None, 3) is None
    assert formulas.standards_seen(3, None) is None
    assert formulas.csat({}) is None
    assert formulas.csat({3: 0}) is None
    assert formulas.effort({}) is None
    assert formulas.mean_answer({}) is None
    assert formulas.recommend_score(Recommend(0, 0, 0)) is None


def test_a_young_cohort_says_nothing_yet() -> None:
    assert formulas.new_return(3, 10, within_days=42, cohort_age=41) is None
    assert formulas.new_return(3, 10, within_days=42, cohort_age=42) == Fraction(3, 10)


@pytest.mark.parametrize("formula", [*PARTS, new_return])
def test_more_than_the_whole_is_refused(formula: Formula) -> None:
    with pytest.raises(ValueError, match="cannot be among"):
        formula(6, 5)


@pytest.mark.parametrize("formula", [*PARTS, new_return, formulas.frequency, formulas.closing])
@pytest.mark.parametrize(("part", "whole"), [(-1, 5), (-1, None), (-2, -1)])
def test_negative_counts_are_refused(formula: Formula, part: int, whole: int | None) -> None:
    with pytest.raises(ValueError, match="negative"):
        formula(part, whole)


@pytest.mark.parametrize(
    "act",
    [
        lambda: formulas.retention(5, 3, 4),
        lambda: formulas.retention(-5, 3, 1),
        lambda: formulas.ticket(5, -1),
        lambda: formulas.average_contract(5, -1),
        lambda: formulas.standards_seen(1, 1, -1),
        lambda: formulas.csat({0: 1}),
        lambda: formulas.csat({6: 1}),
        lambda: formulas.csat({5: -1}),
        lambda: formulas.effort({8: 1}),
        lambda: formulas.recommend_groups({11: 1}),
        lambda: formulas.mean_answer({1: -1}),
        lambda: formulas.ticket(float("nan"), 3),
    ],
)
def test_what_cannot_be_is_refused(act: Callable[[], object]) -> None:
    with pytest.raises(ValueError):
        act()
