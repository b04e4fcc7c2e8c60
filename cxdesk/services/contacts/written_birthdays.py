"""Birthdays as people write them, in a field or in a file; `cxdesk.birthdays` has what they are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from cxdesk import clock, typed
from cxdesk.birthdays import SOME_LEAP_YEAR, TIME, Birthday, of, parse_iso
from cxdesk.errors import UserError
from cxdesk.i18n import _

Order = Literal["", "ymd", "dmy", "mdy"]
_NEVER_SET = frozenset({"0/0/00", "0.0.00", "00/00/0000", "00.00.0000", "0000-00-00"})
_EXAMPLES = "1985-04-12, --04-12"
_FIGURES = re.compile(
    r"([0-9]{1,2}) ?([-./]) ?([0-9]{1,2})(?:\2?|\2 ?([0-9]{4}|[0-9]{2}))" + TIME, re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_BETWEEN = re.compile(r"\b(?:de|del|di|do|of|the)\b", re.IGNORECASE)
_YEAR_OF_FOUR = re.compile(r"[0-9]{4}")


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
            found = typed.parse_date(text, language)
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
                found = typed.parse_date(_BETWEEN.sub(" ", written), spoken, year=SOME_LEAP_YEAR)
            except UserError:
                continue
            return of(found.day, found.month, found.year if has_year else None)
    raise UserError(
        _("“{text}” is no birthday: write it as {example}.").format(text=written[:40], example=_EXAMPLES)
    )
