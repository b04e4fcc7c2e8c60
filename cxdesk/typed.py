"""Dates, times and numbers as people type them, by the shop's language.

Reading is strict: what two people could read in two ways is refused with a sentence that shows how to
write it (`UserError`). ISO text is `FieldKind.parse`, days by their names are `cxdesk.day_words`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING

from cxdesk import clock
from cxdesk.errors import UserError
from cxdesk.formats import decimal_mark, locale_of, number_text, plain_spaces, time_text
from cxdesk.i18n import _

if TYPE_CHECKING:
    from decimal import Decimal

_EXAMPLE_TIME = time(14, 30)
# Two figures of a year: up to here this century, above it the last one.
_LAST_SHORT_YEAR = 69
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
_FIGURES_OF_A_DAY = r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})"
_DAY_OF_MONTH = r"([0-9]{1,2})(?:st|nd|rd|th|er|º|ª)?"  # 1st, 1er, 1º
_PATTERN_PART = r"(?P<field>d+|M+|y+|L+|G+)|'(?P<quoted>[^']*)'|(?P<text>[^dMyLG']+)"


def parse_number(text: str, language: str) -> Decimal:
    """Read a number with the language's own decimal sign and nothing between thousands.

    "1.234" in German would be a thousand to one reader and one point two to another: it is refused.
    """
    from decimal import Decimal

    mark = decimal_mark(language)
    written = _western(text)
    match = re.fullmatch(rf"([+-]?)([0-9]*)(?:{re.escape(mark)}([0-9]+))?", written)
    if match is None or not (match[2] or match[3]):
        example = number_text(Decimal("1234.5"), language, grouped=False)
        raise UserError(
            _(
                "Write it with “{mark}” before decimals and nothing between thousands, such as {example}."
            ).format(mark=mark, example=example)
        )
    return Decimal(f"{match[1]}{match[2] or 0}.{match[3] or 0}")


def parse_date(text: str, language: str, *, year: int | None = None) -> date:
    """Read a date: as ISO, in the language's own order of figures, or with the month as a word.

    Figures between other signs than the language's own count where only one of them can be the day. A day
    and a month as a word are enough where `year` is given.
    """
    written = " ".join(_western(text).casefold().split())
    found = _iso(written) or _as_written(written, language) or _with_month_word(written, language, year)
    found = found or _told_by_the_day(written)
    if found is None:
        today = clock.today()
        examples = dict.fromkeys((_in_figures(today, language), today.isoformat()))
        sentence = _("Write the date as {example}.")
        figures = re.fullmatch(_FIGURES_OF_A_DAY, written)
        if figures and max(int(figures[1]), int(figures[3])) <= 12:
            sentence = _("Day or month first? Write the date as {example}.")
        raise UserError(sentence.format(example=_(" or ").join(examples)))
    try:
        return date(*found)
    except ValueError:
        raise UserError(_("There is no such day in the calendar.")) from None


def parse_time(text: str, language: str) -> time:
    """Read a time of day: 14:30, and 2:30 pm where the language has it."""
    written = " ".join(_western(text).casefold().split())
    match = re.fullmatch(r"([0-9]{1,2})(?:[:.]([0-9]{2}))? ?(\D*)", written)
    half = _half_of_day(match[3].strip(), language) if match else None
    if match and half is not None and (match[2] or half) and int(match[2] or 0) < 60:
        hour = int(match[1])
        if half and 1 <= hour <= 12:
            return time(hour % 12 + (12 if half == "pm" else 0), int(match[2] or 0))
        if not half and hour < 24:
            return time(hour, int(match[2]))
    raise UserError(_("Write the time as {example}.").format(example=time_text(_EXAMPLE_TIME, language)))


@lru_cache(maxsize=32)
def weekday_names(language: str) -> tuple[tuple[str, int], ...]:
    """Return (name, day) of the days of the week, 0 is Monday: every name that is more than a letter."""
    days = locale_of(language).days
    return tuple(
        (name, day)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated", "short")
        for day, name in days[context].get(width, {}).items()
    )


def _western(text: str) -> str:
    """Return `text` with figures of any script as 0 to 9, without marks of direction and outer space."""
    text = text.translate(_MARKS).strip().replace("\u2212", "-")
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _full_year(written: str) -> int:
    year = int(written)
    if len(written) > 2:
        return year
    return year + (2000 if year <= _LAST_SHORT_YEAR else 1900)


def _iso(written: str) -> tuple[int, int, int] | None:
    match = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", written)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def _as_written(written: str, language: str) -> tuple[int, int, int] | None:
    """Read what the language's own patterns write."""
    for pattern in _patterns(language):
        match = re.fullmatch(pattern, written)
        if match:
            month = match["M"]
            number = int(month) if month.isdecimal() else _months(language)[month]
            return _full_year(match["y"]), number, int(match["d"])
    return None


def _with_month_word(written: str, language: str, year: int | None) -> tuple[int, int, int] | None:
    """Read a day, a month as a word and a year of four figures, in any order but year in the middle."""
    words = [word for word in re.split(r"[\s,.]+", written) if word]
    if len(words) == 2 and year is not None:
        words.append(f"{year:04}")
    if len(words) != 3:
        return None
    months = _months(language)
    named = [word for word in words if word in months]
    years = [word for word in words if re.fullmatch(r"[0-9]{4}", word)]
    days = [found[1] for word in words if (found := re.fullmatch(_DAY_OF_MONTH, word))]
    if len(named) == len(years) == len(days) == 1 and words[1] != years[0]:
        return int(years[0]), months[named[0]], int(days[0])
    return None


def _told_by_the_day(written: str) -> tuple[int, int, int] | None:
    """Read 13.3.2024 and 3-13-2024 in any language: there is no thirteenth month, so nothing is guessed."""
    match = re.fullmatch(_FIGURES_OF_A_DAY, written)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first == second or first > 12 >= second:
        return year, second, first
    return (year, first, second) if second > 12 >= first else None


@lru_cache(maxsize=32)
def _patterns(language: str) -> tuple[str, ...]:
    """Return the language's short and medium pattern as regular expressions."""
    formats = locale_of(language).date_formats
    return tuple(_as_regex(formats[name].pattern, _months(language)) for name in ("short", "medium"))


def _as_regex(pattern: str, names: Iterable[str]) -> str:
    months = r"(?P<M>" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")\.?"
    groups = {"d": r"(?P<d>[0-9]{1,2})", "y": r"(?P<y>[0-9]{4}|[0-9]{2})", "M": r"(?P<M>[0-9]{1,2})"}
    made = ""
    for part in re.finditer(_PATTERN_PART, pattern.translate(_MARKS)):
        name = (part["field"] or "").replace("L", "M")
        if name:
            made += groups.get(name[0], "") if len(name) < 3 or name[0] != "M" else months
        else:
            words = plain_spaces((part["quoted"] or part["text"] or "").casefold())
            made += r"\s*" + re.escape(words).replace(r"\ ", r"\s+") + r"\s*"
    return made


@lru_cache(maxsize=32)
def _months(language: str) -> dict[str, int]:
    """Return the numbers of the months by every name that the language has for them."""
    months = locale_of(language).months
    return {
        _western(name).casefold().strip(" ."): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[context][width].items()
    }


def _in_figures(day: date, language: str) -> str:
    from babel.dates import format_date

    locale = locale_of(language)
    pattern = locale.date_formats["short"].pattern
    return str(format_date(day, re.sub(r"y+", "yyyy", pattern), locale)).translate(_MARKS)


def _half_of_day(written: str, language: str) -> str | None:
    """Return "am", "pm", "" for nothing written, or None for what is neither."""
    if not written:
        return ""
    bare = written.replace(".", "").replace(" ", "")
    if bare in {"am", "pm"}:
        return bare
    periods = locale_of(language).day_periods["format"]["abbreviated"]
    for half in ("am", "pm"):
        if bare == periods.get(half, "").casefold().replace(".", "").replace("\u202f", "").replace(
            "\xa0", ""
        ):
            return half
    return None
