"""Dates, numbers and amounts as people write them, and as the schema shows its values."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from cxdesk import clock, formats, typed
from cxdesk.entities.shop import Shop
from cxdesk.entities.standard import Standard
from cxdesk.errors import UserError
from cxdesk.schema import fields
from cxdesk.schema.entity import spec_of
from cxdesk.schema.shown import shown, shown_short, shown_written

LANGUAGES = (
    "en",
    "en-US",
    "en-GB",
    "de-DE",
    "de-CH",
    "fr-FR",
    "es-ES",
    "pt-BR",
    "nl-NL",
    "sv-SE",
    "pl-PL",
    "cs-CZ",
    "hu-HU",
    "bg-BG",
    "tr-TR",
    "el-GR",
    "ru-RU",
    "he-IL",
    "ar-EG",
    "fa-IR",
    "hi-IN",
    "ja-JP",
    "zh-CN",
    "zh-Hant-TW",
    "vi-VN",
)
language = st.sampled_from(LANGUAGES)
NOVEMBER = date(2026, 11, 21)
AT_HAND = st.sampled_from(sorted(formats._AT_HAND))


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), AT_HAND)
def test_a_date_is_written_as_babel_writes_it(day: date, language: str) -> None:
    assert formats.date_text(day, language) == format_date(day, "medium", language.replace("-", "_"))


@given(st.integers(-(10**12), 10**12), AT_HAND, st.booleans())
def test_a_whole_number_is_written_as_babel_writes_it(number: int, language: str, grouped: bool) -> None:
    written = format_decimal(number, locale=language.replace("-", "_"), group_separator=grouped)
    assert formats.number_text(number, language, grouped=grouped) == written


@given(st.times(), AT_HAND)
def test_a_time_is_written_as_babel_writes_it(moment: time, language: str) -> None:
    written = format_time(moment, "short", locale=language.replace("-", "_"))
    assert formats.time_text(moment, language) == " ".join(written.split())


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), language)
def test_a_date_reads_back_as_it_is_written(day: date, language: str) -> None:
    assert typed.parse_date(formats.date_text(day, language), language) == day


@given(st.times(), language)
def test_a_time_reads_back_as_it_is_written(moment: time, language: str) -> None:
    wanted = moment.replace(second=0, microsecond=0)
    assert typed.parse_time(formats.time_text(wanted, language), language) == wanted


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3),
    language,
)
def test_a_number_reads_back_as_it_is_written(number: Decimal, language: str) -> None:
    assert typed.parse_number(formats.number_text(number, language, grouped=False), language) == number


@pytest.mark.parametrize(
    ("language", "written", "number"),
    [
        ("de-DE", "1234,5", "1234.5"),
        ("de-DE", ",5", "0.5"),
        ("de-DE", " -3 ", "-3"),
        ("de-DE", "\u22123,25", "-3.25"),
        ("en-GB", "1234.5", "1234.5"),
        ("en-US", "+.5", "0.5"),
        ("de-CH", "1234.5", "1234.5"),
        ("hi-IN", "१२", "12"),
    ],
)
def test_numbers_with_the_own_decimal_sign(language: str, written: str, number: str) -> None:
    assert typed.parse_number(written, language) == Decimal(number)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("de-DE", "1.234"),
        ("de-DE", "1.234,50"),
        ("de-DE", "12.5"),
        ("de-DE", "1 234"),
        ("en-GB", "1,234"),
        ("en-US", "12,5"),
        ("fr-FR", "1\u202f234"),
        ("de-CH", "1’234"),
        ("en", "1.2.3"),
        ("en", "5."),
        ("en", "."),
        ("en", "-"),
        ("en", ""),
        ("en", "12 kg"),
        ("en", "1e5"),
        ("en", "NaN"),
        ("en", "Infinity"),
        ("en", "0x10"),
    ],
)
def test_what_two_people_would_read_differently_is_refused(language: str, written: str) -> None:
    with pytest.raises(UserError) as refused:
        typed.parse_number(written, language)
    assert formats.number_text(Decimal("1234.5"), language, grouped=False) in str(refused.value)


@pytest.mark.parametrize(
    ("language", "written", "day"),
    [
        ("en-US", "3/4/2024", date(2024, 3, 4)),
        ("en-GB", "3/4/2024", date(2024, 4, 3)),
        ("de-DE", "3.4.2024", date(2024, 4, 3)),
        ("de-DE", "03.04.24", date(2024, 4, 3)),
        ("de-DE", "3.4.85", date(1985, 4, 3)),
        ("nl-NL", "3-4-2024", date(2024, 4, 3)),
        ("sv-SE", "2024-4-3", date(2024, 4, 3)),
        ("ja-JP", "2024/4/3", date(2024, 4, 3)),
        ("zh-CN", "2024年4月3日", date(2024, 4, 3)),
        ("hu-HU", "2024. 04. 03.", date(2024, 4, 3)),
        ("en-GB", "3 april 2024", date(2024, 4, 3)),
        ("en-US", "Apr 3, 2024", date(2024, 4, 3)),
        ("en-US", "3 Apr 2024", date(2024, 4, 3)),
        ("fr-FR", "3 avril 2024", date(2024, 4, 3)),
        ("pt-BR", "3 de abr. de 2024", date(2024, 4, 3)),
        ("en-GB", " 2024-04-03 ", date(2024, 4, 3)),
    ],
)
def test_dates_in_the_order_of_the_language(language: str, written: str, day: date) -> None:
    assert typed.parse_date(written, language) == day


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en-US", "3.4.2024"),
        ("de-DE", "3/4/2024"),
        ("en-GB", "3-4-2024"),
        ("en-GB", "1.5"),
        ("en-GB", "today"),
        ("en-GB", "3 4 2024"),
        ("en-GB", "april 2024"),
        ("en-GB", ""),
        ("en-GB", "20240403"),
        ("en-GB", "3 2024 april"),
        ("de-DE", "3.4."),
        ("en-GB", "2024-04-03T00:00"),
        ("en-GB", "2024/04/03"),
    ],
)
def test_dates_in_another_order_are_refused(language: str, written: str) -> None:
    with pytest.raises(UserError, match=clock.today().isoformat()):
        typed.parse_date(written, language)


@pytest.mark.parametrize(
    ("language", "written", "day"),
    [
        ("en-US", "13.3.2024", date(2024, 3, 13)),
        ("en", "13-3-2024", date(2024, 3, 13)),
        ("en-GB", "3.13.2024", date(2024, 3, 13)),
        ("de-DE", "3/13/2024", date(2024, 3, 13)),
        ("en-US", "4.4.2024", date(2024, 4, 4)),
        ("en-US", "March 1st, 2024", date(2024, 3, 1)),
        ("fr-FR", "1er mars 2024", date(2024, 3, 1)),
    ],
)
def test_what_can_be_one_day_only_is_taken_with_any_sign(language: str, written: str, day: date) -> None:
    assert typed.parse_date(written, language) == day


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "3.4.2024"), ("de-DE", "3/4/2024"), ("en-GB", "12-11-2024"), ("en-US", "1.2.2024")],
)
def test_day_and_month_are_never_guessed(language: str, written: str) -> None:
    with pytest.raises(UserError, match="Day or month first"):
        typed.parse_date(written, language)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "1 March"),
        ("en-GB", "1 Mar"),
        ("en-US", "march 1st"),
        ("de-DE", "1. März"),
        ("nl-NL", "1 maart"),
    ],
)
def test_a_day_without_its_year_is_of_the_year_that_is_given(language: str, written: str) -> None:
    assert typed.parse_date(written, language, year=2026) == date(2026, 3, 1)
    with pytest.raises(UserError, match=clock.today().isoformat()):
        typed.parse_date(written, language)


@pytest.mark.parametrize(
    "written", ["april", "april 2024", "april may", "1 2", "3 4 april", "13.13.2024", "31.12."]
)
def test_what_is_no_day_is_none_with_a_year_either(written: str) -> None:
    with pytest.raises(UserError):
        typed.parse_date(written, "en-GB", year=2026)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), language)
def test_figures_with_a_foreign_sign_are_read_as_meant_or_refused(day: date, language: str) -> None:
    for written in (f"{day.day}.{day.month}.{day.year:04}", f"{day.month}-{day.day}-{day.year:04}"):
        try:
            read = typed.parse_date(written, language)
        except UserError:
            continue
        own = typed._as_written(written, language) is not None
        assert read == day or own


@pytest.mark.parametrize("written", ["31/02/2026", "2026-13-01", "0/1/2026", "29 Feb 2026"])
def test_days_that_do_not_exist_are_refused(written: str) -> None:
    with pytest.raises(UserError, match="no such day"):
        typed.parse_date(written, "en-GB")


def test_the_example_of_a_date_is_today_in_the_order_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    for language, example in (("en-US", "11/22/2026"), ("en-GB", "22/11/2026"), ("sv-SE", "as 2026-11-22.")):
        with pytest.raises(UserError, match=example):
            typed.parse_date("?", language)


@pytest.mark.parametrize(
    ("language", "written", "moment"),
    [
        ("en-GB", "14:30", time(14, 30)),
        ("en-GB", "9:05", time(9, 5)),
        ("en-US", "2:30 pm", time(14, 30)),
        ("en-US", "2 PM", time(14)),
        ("en-US", "12:00 am", time(0)),
        ("en-US", "12 p.m.", time(12)),
        ("de-DE", "14.30", time(14, 30)),
        ("en-US", "14:30", time(14, 30)),
    ],
)
def test_times(language: str, written: str, moment: time) -> None:
    assert typed.parse_time(written, language) == moment


@pytest.mark.parametrize(
    "written", ["", "14", "24:00", "14:60", "13:00 pm", "0:30 pm", "14:3", "noon", "1430", "2 xx"]
)
def test_times_that_are_none(written: str) -> None:
    with pytest.raises(UserError, match="Write the time as"):
        typed.parse_time(written, "en-US")


def test_amounts() -> None:
    assert formats.money_text(125_050, "EUR", "en-GB") == "€1,250.50"
    assert formats.money_text(125_050, "EUR", "de-DE") == "1.250,50\xa0€"
    assert formats.money_text(125_000, "JPY", "en-US") == "¥1,250"
    assert formats.money_text(125_050, "JPY", "en-US") == "¥1,250.50"
    assert formats.money_text(-5, "USD", "en-US") == "-$0.05"


def test_shares_and_the_week() -> None:
    assert formats.percent_text(Decimal("88.2"), "en") == "88.2%"
    assert formats.percent_text(Decimal("88.2"), "de-DE") == "88,2\xa0%"
    assert [formats.first_weekday(one) for one in ("de-DE", "en-US", "ar-EG")] == [0, 6, 5]
    assert formats.number_text(1_234_567, "de-DE") == "1.234.567"


def test_an_instant_is_shown_by_the_clock_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    import time as system

    monkeypatch.setenv("TZ", "Europe/Berlin")
    system.tzset()
    try:
        assert formats.moment_text("2026-11-21T23:40:05Z", "en-GB") == "22 Nov 2026, 00:40"
    finally:
        monkeypatch.undo()
        system.tzset()


@pytest.mark.parametrize("language", ["xx", "tlh-KL", "", "en-XX", "de_DE", "not a language"])
def test_an_unknown_language_falls_back(language: str) -> None:
    expected = "21.11.2026" if language == "de_DE" else "Nov 21, 2026"
    assert formats.date_text(NOVEMBER, language) == expected


def test_babel_is_loaded_on_need() -> None:
    code = "import sys, cxdesk.formats, cxdesk.schema.shown; print('babel' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.strip() == "False"


# Values of fields

SHOWN: list[tuple[Any, Any, str]] = [
    (fields.text("x"), "a b", "a b"),
    (fields.long_text("x"), "a\nb", "a\nb"),
    (fields.text("x"), "", ""),
    (fields.choice("x", (("a", "One"), ("b", "Two"))), "b", "Two"),
    (fields.choice("x", (("a", "One"),)), "gone", "gone"),
    (fields.flag("x"), True, "Yes"),
    (fields.flag("x"), False, "No"),
    (fields.integer("x"), 1234, "1.234"),
    (fields.integer("x"), None, ""),
    (fields.position("x"), 3, "3"),
    (fields.decimal("x"), Decimal("1234.5"), "1.234,5"),
    (fields.percent("x"), Decimal("0.5"), "0,5\xa0%"),
    (fields.money("x"), 1250, "12,50\xa0€"),
    (fields.money("x"), 0, "0,00\xa0€"),
    (fields.day("x"), NOVEMBER, "21.11.2026"),
    (fields.clock_time("x"), time(9, 5), "09:05"),
    (fields.instant("x"), "2026-11-21T19:40:05Z", "21.11.2026, 19:40"),
    (fields.lines("x"), ("a", "b"), "a; b"),
    (fields.tags("x"), (), ""),
    (fields.image("x"), b"\x89PNG", "Picture"),
    (fields.colour("x"), "#112233", "#112233"),
    (fields.ref("x", to="role"), 7, "7"),
]


@pytest.mark.parametrize(("field", "value", "text"), SHOWN)
def test_a_value_as_the_shop_reads_it(field: Any, value: Any, text: str) -> None:
    assert shown(field, value, "de-DE", "EUR") == text


def test_a_cell_is_one_line_of_300_letters() -> None:
    field = fields.long_text("x")
    assert shown_short(field, "a\n\tb", "en", "EUR") == "a b"
    cut = shown_short(field, "word " * 4_000, "en", "EUR")
    assert len(cut) <= 300
    assert cut.endswith("…")
    assert shown_short(fields.flag("x"), False, "en", "EUR") == ""
    assert shown_short(fields.flag("x"), True, "en", "EUR") == "Yes"


def test_what_the_history_keeps_is_shown_as_the_shop_reads_it() -> None:
    spec = spec_of(Standard)
    assert shown_written(spec.fields["cost"], "12.50", "de-DE", "EUR") == "12,50\xa0€"
    assert shown_written(spec.fields["review_on"], "2026-11-21", "de-DE", "EUR") == "21.11.2026"
    assert shown_written(spec.fields["kind"], "above_beyond", "de-DE", "EUR") == "Above & beyond"
    assert shown_written(spec.fields["cost"], None, "de-DE", "EUR") == ""
    assert shown_written(spec.fields["cost"], "of another age", "de-DE", "EUR") == "of another age"
    assert shown_written(spec_of(Shop).fields["name"], "", "de-DE", "EUR") == ""


def test_days_of_the_week_and_months_stand_in_the_language_of_the_shop() -> None:
    assert formats.full_date_text(NOVEMBER, "en-US") == "Saturday, November 21, 2026"
    assert formats.full_date_text(NOVEMBER, "de-DE") == "Samstag, 21. November 2026"
    assert formats.short_day_text(NOVEMBER, "en-GB") == "Sat 21 Nov"
    assert formats.month_text(NOVEMBER, "de-DE") == "November 2026"
    assert formats.month_text(NOVEMBER, "hu-HU") == "2026. november"
    assert [formats.weekday_text(i, "en") for i in (0, 6)] == ["Monday", "Sunday"]


@given(st.dates(), language)
def test_a_day_is_written_whatever_the_language(day: date, language: str) -> None:
    for write in (formats.full_date_text, formats.short_day_text, formats.month_text):
        assert write(day, language).strip()
    assert formats.weekday_text(day.weekday(), language) in {
        formats.weekday_text(i, language) for i in range(7)
    }
