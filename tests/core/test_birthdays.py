"""Birthdays: when they fall, how old somebody is, and how they are written."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk import birthdays, clock
from cxdesk.birthdays import Birthday
from cxdesk.errors import UserError
from cxdesk.services.contacts import written_birthdays

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
LEAP = Birthday(29, 2, 2000)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 21))
    return date(2026, 11, 21)


def born(day: date) -> Birthday:
    return Birthday(day.day, day.month, day.year)


@given(DAYS, DAYS)
def test_the_next_one(day: date, now: date) -> None:
    found = birthdays.following(born(day), now)
    assert now <= found <= now + timedelta(days=366)
    if (day.month, day.day) == (2, 29) and not isleap(found.year):
        assert (found.month, found.day) == (2, 28)
    else:
        assert (found.month, found.day) == (day.month, day.day)
    # no day between is one
    assert birthdays.falls(born(day), now, found) == found
    if found > now:
        assert birthdays.falls(born(day), now, found - timedelta(days=1)) is None


@given(DAYS, DAYS)
def test_age_counts_the_birthdays_that_were(day: date, now: date) -> None:
    age = birthdays.age(born(day), now)
    if now < day:
        assert age is None
        return
    had = [year for year in range(day.year + 1, now.year + 1) if birthdays.in_year(born(day), year) <= now]
    assert age == len(had)
    assert birthdays.age(born(day)._replace(year=None), now) is None


@given(DAYS.filter(lambda day: (day.month, day.day) != (2, 29)), DAYS)
def test_age_as_everybody_counts_it(day: date, now: date) -> None:
    if now >= day:
        assert birthdays.age(born(day), now) == now.year - day.year - (
            (now.month, now.day) < (day.month, day.day)
        )


@pytest.mark.parametrize(
    ("year", "usual", "in_march"),
    [
        (2023, date(2023, 2, 28), date(2023, 3, 1)),
        (2024, date(2024, 2, 29), date(2024, 2, 29)),
        (1900, date(1900, 2, 28), date(1900, 3, 1)),
        (2000, date(2000, 2, 29), date(2000, 2, 29)),
        (2100, date(2100, 2, 28), date(2100, 3, 1)),
    ],
)
def test_born_on_a_leap_day(year: int, usual: date, in_march: date) -> None:
    assert birthdays.in_year(LEAP, year) == usual
    assert birthdays.in_year(LEAP, year, leap_in_march=True) == in_march


def test_a_leap_day_makes_older_on_the_day_that_is_kept() -> None:
    assert birthdays.age(LEAP, date(2023, 2, 27)) == 22
    assert birthdays.age(LEAP, date(2023, 2, 28)) == 23
    assert birthdays.age(LEAP, date(2023, 2, 28), leap_in_march=True) == 22
    assert birthdays.age(LEAP, date(2024, 2, 28)) == 23
    assert birthdays.age(LEAP, date(2024, 2, 29)) == 24


def test_this_week_over_the_turn_of_the_year() -> None:
    first, last = birthdays.week_of(date(2026, 12, 31), 0)
    assert (first, last) == (date(2026, 12, 28), date(2027, 1, 3))
    assert birthdays.falls(Birthday(2, 1), first, last) == date(2027, 1, 2)
    assert birthdays.falls(Birthday(29, 12, 1990), first, last) == date(2026, 12, 29)
    assert birthdays.falls(Birthday(4, 1), first, last) is None
    assert birthdays.week_of(date(2026, 11, 22), 6) == (date(2026, 11, 22), date(2026, 11, 28))


@given(DAYS, st.integers(0, 6))
def test_weeks(day: date, first_weekday: int) -> None:
    first, last = birthdays.week_of(day, first_weekday)
    assert first <= day <= last
    assert first.weekday() == first_weekday
    assert (last - first).days == 6


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("1985-04-12", "de-DE", Birthday(12, 4, 1985)),
        ("19850412", "en-US", Birthday(12, 4, 1985)),
        ("--04-12", "en-US", Birthday(12, 4)),
        ("--0412", "en-US", Birthday(12, 4)),
        (" --0229 ", "en-US", Birthday(29, 2)),
        ("0000-09-21", "en-US", Birthday(21, 9)),
        ("1985/4/2", "ja-JP", Birthday(2, 4, 1985)),
        ("12.4.1985", "de-DE", Birthday(12, 4, 1985)),
        ("12.04.", "de-DE", Birthday(12, 4)),
        ("12. 4. 1985", "de-DE", Birthday(12, 4, 1985)),
        ("2.4.", "de-AT", Birthday(2, 4)),
        ("4/12/1985", "en-US", Birthday(12, 4, 1985)),
        ("4/12", "en-US", Birthday(12, 4)),
        ("4/12/85", "en-US", Birthday(12, 4, 1985)),
        ("4/12/24", "en-US", Birthday(12, 4, 2024)),
        ("4/12/27", "en-US", Birthday(12, 4, 1927)),
        ("12/4/1985", "en-GB", Birthday(12, 4, 1985)),
        ("12/04", "fr-FR", Birthday(12, 4)),
        ("13/4/1985", "en-US", Birthday(13, 4, 1985)),
        ("12. April 1985", "de-DE", Birthday(12, 4, 1985)),
        ("12. April", "de-DE", Birthday(12, 4)),
        ("April 12", "en-US", Birthday(12, 4)),
        ("12 Apr 1985", "de-DE", Birthday(12, 4, 1985)),
        ("29 février", "fr-FR", Birthday(29, 2)),
        ("12 de abril de 1985", "es-ES", Birthday(12, 4, 1985)),
        ("1985-04-12 00:00:00", "de-DE", Birthday(12, 4, 1985)),
        ("4/12/1985 12:00:00 AM", "en-US", Birthday(12, 4, 1985)),
        ("", "de-DE", None),
        ("0/0/00", "en-US", None),
        ("0.0.00", "de-DE", None),
    ],
)
def test_read(text: str, language: str, found: Birthday | None) -> None:
    assert written_birthdays.parse(text, language) == found


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("04/12/1985", "de-DE", "Day or month first"),
        ("04-12", "de-DE", "Day or month first"),
        ("3.4.1985", "en-US", "Day or month first"),
        ("1985-02-30", "de-DE", "no such day"),
        ("29.2.1985", "de-DE", "no such day"),
        ("31.4.", "de-DE", "no such day"),
        ("13/13/1985", "en-US", "no such day"),
        ("12.4.1885", "de-DE", "year of birth"),
        ("12.4.2085", "de-DE", "year of birth"),
        ("in spring", "en-US", "no birthday"),
        ("1985", "en-US", "no birthday"),
    ],
)
def test_refused_with_a_sentence(text: str, language: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        written_birthdays.parse(text, language)


def test_the_order_of_a_column() -> None:
    assert written_birthdays.parse("03/04/1985", "de-DE", "dmy") == Birthday(3, 4, 1985)
    assert written_birthdays.parse("03/04/1985", "de-DE", "mdy") == Birthday(4, 3, 1985)
    assert written_birthdays.parse("03-04", "en-US", "mdy") == Birthday(4, 3)
    with pytest.raises(UserError, match="other way round"):
        written_birthdays.parse("13/04/1985", "en-US", "mdy")


@given(DAYS.filter(lambda day: day.year <= 2026))
def test_iso_comes_back(day: date) -> None:
    with_year, without = born(day), born(day)._replace(year=None)
    assert written_birthdays.parse(with_year.iso, "de-DE") == with_year
    assert written_birthdays.parse(without.iso, "en-US") == without


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{0,4}[-./ ][0-9]{0,3}[-./ ]?[0-9]{0,5}", fullmatch=True))
def test_any_text_is_a_birthday_or_refused(text: str) -> None:
    for order in ("", "dmy", "mdy"):
        try:
            found = written_birthdays.parse(text, "de-DE", order)
        except UserError:
            continue
        if found is not None:
            date(found.year or 2000, found.month, found.day)
