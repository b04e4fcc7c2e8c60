"""Phone numbers: what is one, which are the same, and by which figures they are found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk import phones
from cxdesk.errors import UserError


# The international forms are those that libphonenumber gives.
@pytest.mark.parametrize(
    ("country", "international", "ways"),
    [
        ("DE", "+491712345678", ["0171 2345678", "0171/234 56 78", "+49 171 2345678", "0049 171 2345678",
                                 "+49 (0)171 2345678", "+49 (0) 171-234-5678", "(0171) 2345678",
                                 "tel:+491712345678",
                                 "\u200e+49\u00a0171\u20112345678\u202c", "０１７１ 2345678"]),
        ("DE", "+4930123456", ["030 123456", "(030) 12 34 56", "0049-30-123456"]),
        ("AT", "+436641234567", ["0664 1234567", "+43 664 1234567"]),
        ("CH", "+41791234567", ["079 123 45 67", "0041 79 123 45 67"]),
        ("FR", "+33612345678", ["06 12 34 56 78", "+33 6 12 34 56 78", "+33 (0)6.12.34.56.78"]),
        ("GB", "+447400123456", ["07400 123456", "+44 7400 123456", "+44 (0)7400 123 456"]),
        ("IE", "+353850123456", ["085 012 3456", "00353 85 012 3456"]),
        ("US", "+12015550123", ["(201) 555-0123", "201-555-0123", "1-201-555-0123", "+1 201 555 0123",
                                "201.555.0123", "011 1 201 555 0123"]),
        ("US", "+4930123456", ["011 49 30 123456", "+49 30 123456", "+49 030 123456"]),
        ("ES", "+34612345678", ["612 34 56 78", "+34 612 345 678", "0034612345678"]),
        ("PL", "+48512345678", ["512 345 678", "+48 512 345 678"]),
        ("IT", "+390612345678", ["06 1234 5678", "+39 06 1234 5678"]),
        ("HU", "+36201234567", ["06 20 123 4567", "+36 20 123 4567"]),
        ("RU", "+79123456789", ["8 912 345-67-89", "+7 912 345 67 89", "912 345 67 89"]),
        ("RU", "+78001234567", ["8 800 123 45 67", "800 123 45 67"]),
        ("AU", "+61412345678", ["0412 345 678", "0011 61 412 345 678"]),
        ("JP", "+819012345678", ["090-1234-5678", "+81 90-1234-5678", "010 81 90 1234 5678"]),
        ("IN", "+918123456789", ["081234 56789", "81234 56789", "+91 81234 56789"]),
        ("EG", "+201001234567", ["٠١٠٠ ١٢٣ ٤٥٦٧", "+20 100 123 4567"]),
    ],
)  # fmt: skip
def test_one_number_in_many_ways(country: str, international: str, ways: list[str]) -> None:
    assert {way: phones.key(way, country) for way in ways} == dict.fromkeys(ways, international)


def test_different_numbers_stay_apart() -> None:
    numbers = ["0171 2345678", "0171 2345679", "+43 171 2345678", "171 23456789", "0171 2345678 ext. 2",
               "0171 2345678 ext. 3"]  # fmt: skip
    assert len({phones.key(number, "DE") for number in numbers}) == len(numbers)


@pytest.mark.parametrize("text", ["", " ", "-", "none", "n/a", "112", "0000000", "+", "000 000",
                                  "a0171234567",
                                  "anna@example.com", "1" * 40, "0171 23 45 67 oder 0172 1"])  # fmt: skip
def test_what_tells_nobody_apart_has_no_key(text: str) -> None:
    assert phones.key(text, "DE") == ""


def test_without_a_country_only_what_is_written_alike_is_found() -> None:
    assert phones.key("0171 234567", "") == phones.key("0171/234567", "")
    assert phones.key("0171 234567", "") != phones.key("+49 171 234567", "")


@pytest.mark.parametrize(
    "ext", ["x12", " x 12", " ext. 12", " ext 12", ";ext=12", " Durchwahl 12", " #12", " extension: 12"]
)
def test_extensions(ext: str) -> None:
    assert phones.key("030 123456" + ext, "DE") == "+4930123456x12"


def test_kept_as_typed() -> None:
    assert phones.keep("  0171 / 23 45 ") == "0171 / 23 45"
    assert phones.keep("+49 (0)171") == "+49 (0)171"


@pytest.mark.parametrize("text", ["0171 234", "+49 171 2345678", "112", "(201) 555-0123 x5", "030.12.34"])
def test_is_a_phone(text: str) -> None:
    phones.check(text)
    assert phones.is_phone(text)


@pytest.mark.parametrize("text", ["", "call the shop", "12", "2 x 3 x", "1" * 30, "1/2 of it"])
def test_is_no_phone(text: str) -> None:
    assert not phones.is_phone(text)
    with pytest.raises(UserError, match="no phone number"):
        phones.check(text)


@pytest.mark.parametrize("text", ["4,91712E+12", "4.91712e+12", "49E10"])
def test_what_a_spreadsheet_did_to_it_is_said(text: str) -> None:
    with pytest.raises(UserError, match="spreadsheet"):
        phones.check(text)
    assert phones.key(text, "DE") == ""


@pytest.mark.parametrize(
    ("language", "country"),
    [("de-AT", "AT"), ("en_US", "US"), ("zh-Hant-TW", "TW"), ("en", ""), ("", ""), ("en-001", "")],
)
def test_country_of_a_language(language: str, country: str) -> None:
    assert phones.country_of(language) == country


def found(country: str, kept: str, typed: str) -> bool:
    words = phones.found_by([kept])
    return any(word.startswith(asked) for asked in phones.asked(typed, country) for word in words)


@pytest.mark.parametrize(
    "typed",
    [
        "0171",
        "171",
        "+49171",
        "+49 (171)",
        "0049171",
        "491712345",
        "234",
        "5678",
        "678",
        "01712345678",
        "1 71 23",
    ],
)
def test_found_by_any_run_of_figures(typed: str) -> None:
    # in the same way when it was kept with its calling code
    for kept in ("0171 2345678", "+49 171 2345678"):
        assert found("DE", kept, typed)


def test_not_found_by_other_figures() -> None:
    assert not found("DE", "0171 2345678", "8765")
    assert phones.asked("anna", "DE") == ()
    assert phones.asked("12", "DE") == ()


NATIONAL = st.text("0123456789", min_size=6, max_size=10).filter(
    lambda text: text[0] not in "01" and len(set(text)) > 1
)
SEPARATORS = st.lists(st.sampled_from(["", " ", "-", "/", ".", " - "]), min_size=10, max_size=10)


@given(NATIONAL, SEPARATORS, st.sampled_from(["DE", "AT", "FR", "GB", "NL", "SE"]))
def test_written_in_any_way_it_is_the_same(national: str, separators: list[str], country: str) -> None:
    code = {"DE": "49", "AT": "43", "FR": "33", "GB": "44", "NL": "31", "SE": "46"}[country]
    spread = "".join(digit + sign for digit, sign in zip(national, separators, strict=False)).strip(" -/.")
    ways = [f"0{spread}", f"+{code} {spread}", f"00{code}{spread}", f"+{code} (0) {spread}"]
    assert {phones.key(way, country) for way in ways} == {f"+{code}{national}"}


@given(NATIONAL, st.data())
def test_every_run_of_figures_finds_it(national: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(national) - 3))
    end = data.draw(st.integers(start + 3, len(national)))
    assert found("DE", "0" + national, national[start:end])
    assert all(re.fullmatch("[0-9]{3,}", word) for word in phones.found_by(["0" + national]))


@given(st.text(max_size=40), st.sampled_from(["DE", "US", "IT", "RU", "", "XX"]))
def test_any_text_is_taken(text: str, country: str) -> None:
    key = phones.key(text, country)
    assert re.fullmatch(r"(\+?[0-9]+(x[0-9]+)?)?", key)
    assert phones.keep(text) == phones.keep(phones.keep(text))
    assert all(word.isdecimal() for word in phones.found_by([text]))
    assert all(word.isdecimal() and len(word) >= 3 for word in phones.asked(text, country))
