"""Numbers stay what was typed until they are shown, and are rounded once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.services.statistics.figures import exact, percent, rounded


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_decimal_stays_what_it_is(value: Decimal) -> None:
    assert exact(value) == Fraction(str(value))
    assert rounded(value, 3) == value


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")])
def test_what_is_no_number_is_refused(value: float | Decimal) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        exact(value)


def test_a_float_is_the_decimal_that_it_prints_as() -> None:
    assert exact(0.1) == Fraction(1, 10)
    assert exact(1e22) == 10**22
    assert exact(7) == 7
    assert exact(10**400) == exact(Decimal("1e400")) == 10**400  # no float would hold it


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1, 8), 2, "0.12"),  # halves go to the even digit
        (Fraction(3, 8), 2, "0.38"),
        (0.125, 2, "0.12"),
        (Decimal("2.5"), 0, "2"),
        (-2.5, 0, "-2"),
        (3, 2, "3.00"),
    ],
)
def test_rounding(value: Fraction | Decimal | float, places: int, text: str) -> None:
    assert str(rounded(value, places)) == text


def test_per_cent_is_rounded_once() -> None:
    assert str(percent(Fraction(75, 85))) == "88.2"
    assert str(percent(Fraction(10445, 100000))) == "10.4"  # by way of 10.45 it would be 10.5
    assert str(percent(Fraction(-1, 3), 0)) == "-33"
    assert str(percent(Fraction(4, 5), 0)) == "80"


def test_no_data_stays_no_data() -> None:
    assert rounded(None, 2) is None
    assert percent(None) is None
