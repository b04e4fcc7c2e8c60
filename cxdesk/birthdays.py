"""Birthdays, with and without a year: when the next one is, how old, and as programs write them.

Who was born on 29 February has a birthday on the 28th in common years, or on 1 March where the shop says so.
"""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, timedelta
from typing import NamedTuple

from cxdesk import clock
from cxdesk.errors import UserError
from cxdesk.i18n import _

EARLIEST_YEAR = 1900
SOME_LEAP_YEAR = 2000
# Years that stand for "not told": vCard writers that need one, databases, and what Apple takes.
_NO_YEAR = frozenset({0, 1, 1604})

TIME = r"(?:(?:T[0-9:.,]+|,? [0-9]{1,2}:[0-9:.,]+) ?(?:[ap]m|z)?(?:[+-][0-9:]+)?)?"
_YEAR_FIRST = re.compile(r"([0-9]{4})([-./]?)([0-9]{2})\2([0-9]{2})" + TIME, re.IGNORECASE)
_YEAR_FIRST_SHORT = re.compile(r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})" + TIME, re.IGNORECASE)
_DASHES = re.compile(r"--([0-9]{2})-?([0-9]{2})" + TIME)


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
        date(SOME_LEAP_YEAR if year is None else year, month, day)
    except (ValueError, OverflowError):
        raise UserError(_("There is no such day in the calendar.")) from None
    return Birthday(day, month, year)


def known(kept: str) -> Birthday | None:
    """Return the birthday that a record holds, None for none and for a day that no calendar has."""
    try:
        return parse_iso(kept)
    except UserError:
        return None


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
