"""What a typed number can mean: read in one way only, else asked about, with the reason that helps."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.entities.metric_part import MetricPart
from cxdesk.errors import UserError
from cxdesk.services.metrics import entry, number_reading

COUNT = MetricPart(name="Visits", cadence="day")
MINUTES = MetricPart(name="Waiting", cadence="day", unit="minutes")
MONEY = MetricPart(name="Sales", cadence="day", unit="money")
NOBODY_SAID = ("en", "de", "en-IE")
"""No country was chosen: en-IE is what a new shop begins with where the computer does not say."""


@pytest.mark.parametrize("language", NOBODY_SAID)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("38,20", "38.20"),
        ("38.20", "38.20"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1234.567", "1234.567"),
        ("0,500", "0.5"),
        ("€ 12,00", "12"),
        ("1 234,5", "1234.5"),
    ],
)
def test_without_a_country_point_and_comma_count_as_what_they_can_only_be(
    language: str, text: str, value: str
) -> None:
    assert number_reading.read_number(text, language) == Decimal(value)


@pytest.mark.parametrize(("language", "mark"), [("en", "."), ("de-DE", ","), ("en-GB", "."), ("fr-CH", ".")])
@pytest.mark.parametrize("text", ["1|234", "12|000", "€1|000"])
@pytest.mark.parametrize("part", [COUNT, MONEY, MINUTES])
def test_a_thousand_or_one_and_a_bit_is_asked_about_with_both(
    language: str, mark: str, text: str, part: MetricPart
) -> None:
    with pytest.raises(UserError) as told:
        number_reading.read_for(part, text.replace("|", mark), language)
    whole = text.strip("€").replace("|", "")
    assert f"can be {whole} or {int(whole) // 1000}" in str(told.value)


@pytest.mark.parametrize(
    ("language", "text"), [("de-DE", "1.020"), ("de-DE", "1.020 €"), ("en-GB", "1,020"), ("en", "1,020")]
)
@pytest.mark.parametrize("part", [COUNT, MONEY])
def test_the_shops_own_sign_between_thousands_is_one_where_three_decimals_can_not_be(
    language: str, text: str, part: MetricPart
) -> None:
    assert number_reading.read_for(part, text, language, "EUR") == 1020


def test_where_three_decimals_can_be_a_thousand_is_asked_about() -> None:
    for part, currency in ((MINUTES, "EUR"), (MONEY, "KWD")):
        with pytest.raises(UserError, match=r"can be 1020 or 1,020\. Type 1020 if it is that, 1,02 if not"):
            number_reading.read_for(part, "1.020", "de-DE", currency)
    with pytest.raises(UserError, match="1234 if it is that, 1,2340 if not"):
        number_reading.read_for(MINUTES, "1.234", "de-DE")


@given(
    st.integers(1, 999),
    st.integers(0, 999),
    st.sampled_from(".,"),
    st.sampled_from(("en", "en-IE", "en-GB", "en-US", "de-DE", "de-CH", "nl-NL", "sv-SE")),
)
def test_a_count_is_never_a_thousandth_of_what_was_meant(
    left: int, right: int, mark: str, language: str
) -> None:
    with suppress(UserError):
        read = number_reading.read_for(COUNT, f"{left}{mark}{right:03}", language)
        assert read == left * 1000 + right


@given(
    st.decimals(0, 10**9, places=3, allow_nan=False), st.sampled_from(("en", "en-IE", "de-DE", "ar", "fa"))
)
def test_what_stands_in_a_cell_can_be_typed_again(value: Decimal, language: str) -> None:
    assert number_reading.read_for(MONEY, entry.typed(value, language, "money"), language) == value


@pytest.mark.parametrize(
    ("part", "text", "says"),
    [
        (COUNT, "abc", "“abc” is no number. Type figures, such as 12."),
        (COUNT, "12k", "“12k” has more in it than a number. Type figures alone, such as 12."),
        (MONEY, "about 5", "“about 5” has more in it than a number. Type figures alone, such as 1234.5."),
        (COUNT, "1,5", "“Visits” is counted, so it is a whole number, and not 1.5."),
        (MONEY, "38,20", "“38,20”: here decimals are written after “.”. If it is 38.20, type it so."),
        (COUNT, "1.000", "“1.000” can be 1000 or 1.000. “Visits” is counted: type 1000 if it is that."),
        (MONEY, "1.234", "“1.234” can be 1234 or 1.234. Type 1234 if it is that, 1.23 if not."),
    ],
)
def test_the_reason_is_the_one_that_helps(part: MetricPart, text: str, says: str) -> None:
    with pytest.raises(UserError) as told:
        number_reading.read_for(part, text, "en-GB")
    assert str(told.value) == says


@pytest.mark.parametrize(
    ("part", "value", "says"),
    [
        (COUNT, "2.5", "“Visits” is counted, so it is a whole number, and not 2.5."),
        (COUNT, "-1", "“Visits” can't be less than nothing."),
        (
            MONEY,
            "9" * 20,
            "This is too much for “Sales”: 1,000,000,000,000 is the most that fits.",
        ),
        (MONEY, "1.23456", "“Sales” takes at most 4 decimals."),
        (MONEY, "1.25", ""),
    ],
)
def test_what_can_not_be_is_told_apart(part: MetricPart, value: str, says: str) -> None:
    assert number_reading.why_not(part, Decimal(value), "en-GB") == says
