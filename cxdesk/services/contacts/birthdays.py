"""Birthdays, with and without a year: when the next one is, how old, and as people and programs write them.

Who was born on 29 February has a birthday on the 28th in common years, or on 1 March where the shop says so.
"""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from cxdesk import clock, formats
from cxdesk.errors import UserError
from cxdesk.i18n import _

Order = Literal["", "ymd", "dmy", "mdy"]
EARLIEST_YEAR = 1900
_LEAP_YEAR = 2000
# Years that stand for "not told": vCard writers that need one, databases, and what Apple takes.
_NO_YEAR = frozenset({0, 1, 1604})
_NEVER_SET = frozenset({"0/0/00", "0.0.00", "00/00/0000", "00.00.0000", "0000-00-00"})

_EXAMPLES = "1985-04-12, --04-12"
_TIME = r"(?:(?:T[0-9:.,]+|,? [0-9]{1,2}:[0-9:.,]+) ?(?:[ap]m|z)?(?:[+-][0-9:]+)?)?"
_YEAR_FIRST = re.compile(r"([0-9]{4})([-./]?)([0-9]{2})\2([0-9]{2})" + _TIME, re.IGNORECASE)
_YEAR_FIRST_SHORT = re.compile(r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})" + _TIME, re.IGNORECASE)
_DASHES = re.compile(r"--([0-9]{2})-?([0-9]{2})" + _TIME)
_FIGURES = re.compile(
    r"([0-9]{1,2}) ?([-./]) ?([0-9]{1,2})(?:\2?|\2 ?([0-9]{4}|[0-9]{2}))" + _TIME, re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_BETWEEN = re.compile(r"\b(?:de|del|di|do|of|the)\b", re.IGNORECASE)
_YEAR_OF_FOUR = re.compile(r"[0-9]{4}")


class Birthday(NamedTuple):
    """A day of the year, and the year of birth where it is known."""

    day: int
    month: int
    year: int | None = None

    @property
    def iso(self) -> str:
        """As ISO 8601 has it: 1985-04-12, and --04-12 without a year."""
        head = "-" if self.year is None else f"{self.year:04}"
        return f"{head}-{self.month:02}-{self.day:02}"


def of(day: int, month: int, year: int | None = None) -> Birthday:
    """Return the birthday of such figures. Raises UserError for a day that is not in the calendar."""
    if year is not None and not EARLIEST_YEAR <= year <= clock.today().year:
        raise UserError(
            _("The year of birth is from {first} to {last}.").format(
                first=EARLIEST_YEAR, last=clock.today().year
            )
        )
    try:
        date(_LEAP_YEAR if year is None else year, month, day)
    except (ValueError, OverflowError):
        raise UserError(_("There is no such day in the calendar.")) from None
    return Birthday(day, month, year)


# When


def in_year(birthday: Birthday, year: int, *, leap_in_march: bool = False) -> date:
    """Return the day of a year on which it falls."""
    if (birthday.day, birthday.month) == (29, 2) and not isleap(year):
        return date(year, 3, 1) if leap_in_march else date(year, 2, 28)
    return date(year, birthday.month, birthday.day)


def following(birthday: Birthday, day: date, *, leap_in_march: bool = False) -> date:
    """Return the next one, from `day` on: `day` itself if it falls on it."""
    this_year = in_year(birthday, day.year, leap_in_march=leap_in_march)
    if this_year >= day:
        return this_year
    return in_year(birthday, day.year + 1, leap_in_march=leap_in_march)


def age(birthday: Birthday, day: date, *, leap_in_march: bool = False) -> int | None:
    """Return how old they are on `day` in years, None where the year of birth is not known or to come."""
    if birthday.year is None or day < date(birthday.year, birthday.month, birthday.day):
        return None
    had_it = in_year(birthday, day.year, leap_in_march=leap_in_march) <= day
    return day.year - birthday.year - (not had_it)


def falls(birthday: Birthday, first: date, last: date, *, leap_in_march: bool = False) -> date | None:
    """Return the day from `first` to `last` on which it falls, None if on none of them."""
    found = following(birthday, first, leap_in_march=leap_in_march)
    return found if found <= last else None


def week_of(day: date, first_weekday: int) -> tuple[date, date]:
    """Return the first and the last day of the week of `day`; weeks begin on `first_weekday`, 0 is Monday."""
    first = day - timedelta(days=(day.weekday() - first_weekday) % 7)
    return first, first + timedelta(days=6)


# Reading


def parse(text: str, language: str, order: Order = "") -> Birthday | None:
    """Read a birthday as it is typed or stands in a file; None for an empty one.

    `order` says how the figures of a column stand ("dmy", "mdy"); without it they are read as the language
    writes them. Two figures of a year are the latest such year that is not to come: the one before would
    make them over a hundred. Raises UserError that shows how to write it.
    """
    written = " ".join(text.split())
    if not written or written in _NEVER_SET:
        return None
    if iso := parse_iso(written):
        return iso
    if match := _FIGURES.fullmatch(written):
        return _in_figures(match, written, language, order)
    return _with_month_word(written, language)


def parse_iso(text: str) -> Birthday | None:
    """Read a birthday as programs write it: 1985-04-12, 19850412, --04-12; a year such as 1604 is none.

    None for what is written otherwise. Raises UserError for a day that is not in the calendar.
    """
    written = text.strip()
    if match := _DASHES.fullmatch(written):
        return of(int(match[2]), int(match[1]))
    if match := _YEAR_FIRST.fullmatch(written) or _YEAR_FIRST_SHORT.fullmatch(written):
        year = int(match[1])
        return of(int(match[4]), int(match[3]), None if year in _NO_YEAR else year)
    return None


def _in_figures(match: re.Match[str], written: str, language: str, order: Order) -> Birthday:
    one, other = int(match[1]), int(match[3])
    if max(one, other) > 12 or one == other:  # there is no thirteenth month
        day, month = max(one, other), min(one, other)
    else:
        told = order if order in {"dmy", "mdy"} else _order(language, match[2])
        if not told:
            raise UserError(
                _("Day or month first? Write the birthday as {example}.").format(example=_EXAMPLES)
            )
        day, month = (one, other) if told == "dmy" else (other, one)
    if (order == "dmy" and one != day) or (order == "mdy" and other != day):
        raise UserError(
            _("“{text}” has day and month the other way round than the others.").format(text=written[:40])
        )
    return of(day, month, _full_year(match[4]) if match[4] else None)


def _full_year(written: str) -> int:
    if len(written) == 4:
        return int(written)
    this_year = clock.today().year
    return this_year - (this_year - int(written)) % 100


@lru_cache(maxsize=64)
def _order(language: str, sign: str) -> Order:
    """Return how a language writes day and month in figures between such signs, "" where it does not."""
    for text, order in ((f"3{sign}2{sign}2001", "dmy"), (f"2001{sign}3{sign}2", "mdy")):
        try:
            found = formats.parse_date(text, language)
        except UserError:
            continue
        if sign == "-" and order == "mdy":  # read as ISO in every language
            return ""
        return "dmy" if order == "dmy" and found.day == 3 else "mdy"
    return ""


def _with_month_word(written: str, language: str) -> Birthday:
    """Read a day and a month as a word, in the shop's language or in English, with or without a year."""
    if _LETTERS.search(written):
        has_year = _YEAR_OF_FOUR.search(written) is not None
        for spoken in (language, "en"):
            try:
                found = formats.parse_date(_BETWEEN.sub(" ", written), spoken, year=_LEAP_YEAR)
            except UserError:
                continue
            return of(found.day, found.month, found.year if has_year else None)
    raise UserError(
        _("“{text}” is no birthday: write it as {example}.").format(text=written[:40], example=_EXAMPLES)
    )
