"""Numbers as they were typed, exactly, and the one rounding of them for people."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Number = int | Fraction | Decimal | float


def exact(value: Number) -> Fraction:
    """Return a value as a fraction; a float as the decimal that it prints as, so 0.1 is a tenth.

    Raises ValueError for what is not a finite number.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, float):
        value = Decimal(str(value))
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    return Fraction(value)


def rounded(value: Number | None, places: int) -> Decimal | None:
    """Return a value with so many decimals; exact halves go to the even digit (IEEE 754, ISO 80000-1).

    None, for "no data", stays None. Round once, at the very end.
    """
    if value is None:
        return None
    steps = round(exact(value) * 10**places)
    return Decimal(steps).scaleb(-places)


def percent(value: Number | None, places: int = 1) -> Decimal | None:
    """Return a fraction of one in per cent, rounded once; a recommend score likewise, in points."""
    return None if value is None else rounded(exact(value) * 100, places)
