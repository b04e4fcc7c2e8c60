"""Days and times as people say them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk import day_words, formats
from cxdesk.day_words import When, parse_day, parse_when
from cxdesk.errors import UserError

SUNDAY = date(2026, 11, 22)
DAYS = st.dates(date(1970, 1, 1), date(2090, 1, 1))
LANGUAGES = st.sampled_from(("en-GB", "en-US", "de-DE", "fr-FR", "nl-NL", "es-ES", "pl-PL", "fi-FI", "ar-EG"))


@pytest.mark.parametrize(
    ("said", "language", "day", "at"),
    [
        ("today", "en-GB", date(2026, 11, 22), None),
        ("Tomorrow", "en-GB", date(2026, 11, 23), None),
        ("day after tomorrow", "en-GB", date(2026, 11, 24), None),
        ("yesterday", "en-GB", date(2026, 11, 21), None),
        ("tue", "en-GB", date(2026, 11, 24), None),
        ("Tuesday", "en-GB", date(2026, 11, 24), None),
        ("sunday", "en-GB", date(2026, 11, 29), None),
        ("fri 15:00", "en-GB", date(2026, 11, 27), time(15)),
        ("fri, 3 pm", "en-US", date(2026, 11, 27), time(15)),
        ("tomorrow at 9:30", "en-GB", date(2026, 11, 23), time(9, 30)),
        ("15:00", "en-GB", date(2026, 11, 22), time(15)),
        ("5 Jan", "en-GB", date(2027, 1, 5), None),
        ("5 Dec 8:00", "en-GB", date(2026, 12, 5), time(8)),
        ("2026-12-01 14:30", "de-DE", date(2026, 12, 1), time(14, 30)),
        ("heute", "de-DE", date(2026, 11, 22), None),
        ("übermorgen", "de-DE", date(2026, 11, 24), None),
        ("Di", "de-DE", date(2026, 11, 24), None),
        ("do. um 15 Uhr", "de-DE", date(2026, 11, 26), time(15)),
        ("tomorrow", "de-DE", date(2026, 11, 23), None),
        ("thu", "de-DE", date(2026, 11, 26), None),
        ("demain à 15h30", "fr-FR", date(2026, 11, 23), time(15, 30)),
        ("aujourd’hui", "fr-FR", date(2026, 11, 22), None),
        ("mar.", "fr-FR", date(2026, 11, 24), None),
        ("mañana", "es-ES", date(2026, 11, 23), None),
        ("tomorrow 3pm", "en-GB", date(2026, 11, 23), time(15)),
        ("3 pm", "en-GB", date(2026, 11, 22), time(15)),
        ("next week", "en-GB", date(2026, 11, 23), None),
        ("next week 9:30", "en-GB", date(2026, 11, 23), time(9, 30)),
        ("tonight", "en-GB", date(2026, 11, 22), time(20)),
        ("tonight at 21:00", "en-GB", date(2026, 11, 22), time(21)),
        ("nächste Woche", "de-DE", date(2026, 11, 23), None),
        ("heute Abend", "de-DE", date(2026, 11, 22), time(20)),
        ("ce soir", "fr-FR", date(2026, 11, 22), time(20)),
    ],
)
def test_what_people_say(said: str, language: str, day: date, at: time | None) -> None:
    assert parse_when(said, language, SUNDAY, "ahead") == When(day, at)


@pytest.mark.parametrize(
    "said", ["soon", "fri 25:00", "next fri", "f", "tue 15", "32 Jan", "tomorrow tomorrow", "-", "at 15:00x"]
)
def test_what_is_no_day_gets_a_sentence(said: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_when(said, "en-GB", SUNDAY, "ahead")
    assert caught.value.message.endswith(".")


def test_the_sentence_shows_what_can_be_written() -> None:
    with pytest.raises(UserError, match="“soonish” is no day") as caught:
        parse_day("soonish", "en-GB", SUNDAY, "ahead")
    assert "tomorrow or Sunday or 22 Nov 2026" in caught.value.message


@pytest.mark.parametrize("said", ["soonish", "fri 25:00", "tomorrow 3"])
def test_where_a_time_fits_the_sentence_shows_a_day_with_one(said: str) -> None:
    with pytest.raises(UserError, match="tomorrow or Sunday 15:00 or 22 Nov 2026"):
        parse_when(said, "en-GB", SUNDAY, "ahead")


@given(DAYS, LANGUAGES)
def test_next_week_is_its_monday(today: date, language: str) -> None:
    monday = parse_day("next week", language, today, "ahead")
    assert monday.weekday() == 0
    assert 1 <= (monday - today).days <= 7


@given(DAYS, st.times(), LANGUAGES)
def test_tonight_is_today_at_closing(today: date, closing: time, language: str) -> None:
    assert parse_when("tonight", language, today, "ahead", evening=closing) == When(today, closing)


@given(DAYS, DAYS, st.times(), LANGUAGES)
def test_a_field_for_a_day_leaves_out_the_time(today: date, day: date, at: time, language: str) -> None:
    at = at.replace(second=0, microsecond=0)
    written = f"{formats.date_text(day, language)} {formats.time_text(at, language)}"
    assert day_words.parse_day_of(written, language, today, "ahead") == day


def test_a_time_alone_is_no_day() -> None:
    with pytest.raises(UserError):
        day_words.parse_day_of("15:00", "en-GB", SUNDAY, "ahead")


def test_the_name_of_a_day_lies_on_the_side_of_its_field() -> None:
    assert parse_day("mon", "en-GB", SUNDAY, "ahead") == date(2026, 11, 23)
    assert parse_day("mon", "en-GB", SUNDAY, "back") == date(2026, 11, 16)
    assert parse_day("24 Nov", "en-GB", SUNDAY, "back") == date(2025, 11, 24)
    assert parse_day("24 Nov", "en-GB", SUNDAY) == date(2026, 11, 24)
    with pytest.raises(UserError, match="Which Monday"):
        parse_day("mon", "en-GB", SUNDAY)


@given(DAYS, st.integers(1, 7), LANGUAGES)
def test_each_day_of_the_next_week_is_named_in_each_language(today: date, off: int, language: str) -> None:
    wanted = today + timedelta(days=off)
    name = formats.weekday_text(wanted.weekday(), language)
    assert parse_day(name, language, today, "ahead") == wanted
    assert parse_day(name.upper(), language, today, "ahead") == wanted
    behind = today - timedelta(days=off)
    assert parse_day(formats.weekday_text(behind.weekday(), language), language, today, "back") == behind


@given(DAYS, DAYS, st.times(), LANGUAGES)
def test_what_the_program_writes_is_read_back(today: date, day: date, at: time, language: str) -> None:
    at = at.replace(second=0, microsecond=0)
    written = f"{formats.date_text(day, language)} {formats.time_text(at, language)}"
    assert parse_when(written, language, today, "ahead") == When(day, at)


@given(st.text(max_size=30), LANGUAGES, st.sampled_from(("", "ahead", "back")))
def test_any_text_is_a_day_or_a_sentence(text: str, language: str, side: day_words.Side) -> None:
    with suppress(UserError):
        assert isinstance(parse_when(text, language, SUNDAY, side).day, date)


def test_what_was_understood_is_said_in_full() -> None:
    when = When(date(2026, 11, 27), time(15))
    assert day_words.understood_text(when, "en-GB") == "Friday, 27 November 2026, 15:00"
    assert day_words.understood_text(When(date(2026, 11, 27)), "de-DE") == "Freitag, 27. November 2026"
