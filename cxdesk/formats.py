"""Dates, numbers, money and percent as people read and write them, by the shop's language.

Babel is loaded with the first call that needs it. Reading is strict: what two people could read in two
ways is refused with a sentence that shows how to write it (`UserError`). ISO text is `FieldKind.parse`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING

from cxdesk import clock
from cxdesk.clock import parse_stamp
from cxdesk.errors import UserError
from cxdesk.i18n import _

if TYPE_CHECKING:
    from decimal import Decimal

    from babel import Locale

_EXAMPLE_TIME = time(14, 30)
# Two figures of a year: up to here this century, above it the last one.
_LAST_SHORT_YEAR = 69
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
_FIGURES_OF_A_DAY = r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})"
_DAY_OF_MONTH = r"([0-9]{1,2})(?:st|nd|rd|th|er|º|ª)?"  # 1st, 1er, 1º
_PATTERN_PART = r"(?P<field>d+|M+|y+|L+|G+)|'(?P<quoted>[^']*)'|(?P<text>[^dMyLG']+)"

_ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_BRITISH = _ENGLISH.replace("Sep", "Sept")
_MONTH_FIRST, _DAY_FIRST = "{month} {day}, {year}", "{day} {month} {year}"
_FIGURES = "{day:02}.{number:02}.{year}"
_HALF_DAYS, _HOURS = "{half_hour}:{minute:02} {half}", "{hour:02}:{minute:02}"
# How Babel writes a day, the months, the sign between thousands, and a time of day, of languages that many
# shops have: a list and the status bar can be shown before Babel is loaded, which takes as long as to open
# the file, and 4 MB. A test compares them.
_AT_HAND: Mapping[str, tuple[str, str, str, str]] = {
    "en": (_MONTH_FIRST, _ENGLISH, ",", _HALF_DAYS),
    "en-US": (_MONTH_FIRST, _ENGLISH, ",", _HALF_DAYS),
    "en-GB": (_DAY_FIRST, _BRITISH, ",", _HOURS),
    "en-IE": (_DAY_FIRST, _BRITISH, ",", _HOURS),
    "de": (_FIGURES, "", ".", _HOURS),
    "de-DE": (_FIGURES, "", ".", _HOURS),
    "fr-FR": (_DAY_FIRST, "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.", "\u202f", _HOURS),
    "nl-NL": (_DAY_FIRST, "jan feb mrt apr mei jun jul aug sep okt nov dec", ".", _HOURS),
}


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    parts = language.replace("-", "_").split("_")
    while parts:
        try:
            return Locale.parse("_".join(parts))
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return Locale.parse("en")


# Writing


def date_text(day: date, language: str) -> str:
    """Return `day` so that no one can take the month for the day: 21 Nov 2026, 21.11.2026."""
    if language in _AT_HAND:
        pattern, months, *_more = _AT_HAND[language]
        month = months.split()[day.month - 1] if months else ""
        return pattern.format(day=day.day, month=month, number=day.month, year=day.year)
    from babel.dates import format_date

    return str(format_date(day, "medium", _locale(language)))


def full_date_text(day: date, language: str) -> str:
    """Return `day` in full, with its weekday: Saturday, November 21, 2026."""
    from babel.dates import format_date

    return _plain_spaces(str(format_date(day, "full", _locale(language))))


def short_day_text(day: date, language: str) -> str:
    """Return `day` within a year, with its weekday: Sat, Nov 21."""
    from babel.dates import format_skeleton

    return _plain_spaces(str(format_skeleton("MMMEd", day, locale=_locale(language))))


def day_head_text(day: date, language: str) -> str:
    """Return `day` at the head of a column: Sat 21."""
    from babel.dates import format_skeleton

    return _plain_spaces(str(format_skeleton("Ed", day, locale=_locale(language))))


def day_month_text(day: date, language: str) -> str:
    """Return `day` within a year: 21 Nov."""
    from babel.dates import format_skeleton

    return _plain_spaces(str(format_skeleton("MMMd", day, locale=_locale(language))))


def short_month_text(day: date, language: str) -> str:
    """Return the month of `day` and its year, short: Nov 2026."""
    from babel.dates import format_skeleton

    return _plain_spaces(str(format_skeleton("yMMM", day, locale=_locale(language))))


def quarter_text(day: date, language: str) -> str:
    """Return the quarter of `day` and its year, short: Q4 2026."""
    from babel.dates import format_skeleton

    return _plain_spaces(str(format_skeleton("yQQQ", day, locale=_locale(language))))


def month_text(day: date, language: str) -> str:
    """Return the month of `day` and its year: November 2026."""
    from babel.dates import format_skeleton

    return _plain_spaces(str(format_skeleton("yMMMM", day, locale=_locale(language))))


def month_name_text(day: date, language: str) -> str:
    """Return the month of `day` without its year, short: Nov."""
    from babel.dates import format_skeleton

    return _plain_spaces(str(format_skeleton("MMM", day, locale=_locale(language))))


def weekday_text(weekday: int, language: str) -> str:
    """Return the name of a day of the week, 0 is Monday, as it stands alone: Saturday."""
    from babel.dates import get_day_names

    return str(get_day_names("wide", "stand-alone", _locale(language))[weekday])


@lru_cache(maxsize=32)
def weekday_names(language: str) -> tuple[tuple[str, int], ...]:
    """Return (name, day) of the days of the week, 0 is Monday: every name that is more than a letter."""
    days = _locale(language).days
    return tuple(
        (name, day)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated", "short")
        for day, name in days[context].get(width, {}).items()
    )


def time_text(moment: time, language: str) -> str:
    """Return a time of day: 14:30, 2:30 PM."""
    if language in _AT_HAND:
        *_more, pattern = _AT_HAND[language]
        half_hour, half = moment.hour % 12 or 12, "PM" if moment.hour >= 12 else "AM"
        return pattern.format(hour=moment.hour, minute=moment.minute, half_hour=half_hour, half=half)
    from babel.dates import format_time

    locale = _locale(language)
    # "B" is a word such as "at night", which no one would type back.
    pattern = "HH:mm" if "B" in locale.time_formats["short"].pattern else "short"
    return _plain_spaces(format_time(moment, pattern, locale=locale))


def moment_text(stamp: str, language: str) -> str:
    """Return a stored instant by the clock of this computer: 21 Nov 2026, 20:40."""
    here = parse_stamp(stamp).astimezone()
    return f"{date_text(here.date(), language)}, {time_text(here.time(), language)}"


def number_text(value: int | Decimal, language: str, *, grouped: bool = True, places: int = 0) -> str:
    """Return a number with all its decimals, `places` or more; fields take no signs between thousands."""
    if isinstance(value, int) and language in _AT_HAND:
        return f"{value:,}".replace(",", _AT_HAND[language][2] if grouped else "")
    from babel.numbers import format_decimal

    locale = _locale(language)
    usual = locale.decimal_formats[None].pattern if places else None
    pattern = re.sub(r"0\.#+", "0." + "0" * places, usual) if usual else None
    return str(
        format_decimal(
            value, format=pattern, locale=locale, decimal_quantization=False, group_separator=grouped
        )
    )


def percent_text(value: int | Decimal, language: str) -> str:
    """Return 88.2 as 88.2%, 88,2 % or as the language has it."""
    from decimal import Decimal

    from babel.numbers import format_percent

    share = Decimal(value) / 100
    return str(format_percent(share, locale=_locale(language), decimal_quantization=False))


def money_text(minor: int, currency: str, language: str, *, scale: int = 2) -> str:
    """Return an amount of minor units with its currency: €12.50, 12,50 €, ¥1,250."""
    from decimal import Decimal

    from babel.numbers import format_currency, get_currency_precision

    amount = Decimal(minor).scaleb(-scale)
    locale = _locale(language)
    places = get_currency_precision(currency)
    whole = amount == round(amount, places)
    if not whole:  # more decimals than the currency has: show them rather than round
        amount = amount.quantize(Decimal(1).scaleb(-scale))
    return str(
        format_currency(amount, currency, locale=locale, currency_digits=whole, decimal_quantization=whole)
    )


def example_text(language: str, currency: str) -> str:
    """Return today and an amount as they are written there: Saturday, 21 November 2026 · €1,234.50."""
    return f"{full_date_text(clock.today(), language)} · {money_text(123_450, currency, language)}"


def is_language(language: str) -> bool:
    """Tell whether it is known how dates and numbers are written there."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return True


def is_currency(code: str) -> bool:
    """Tell whether there is a currency of this code."""
    from babel.numbers import list_currencies

    return code in list_currencies()


def is_currency_sign(word: str, language: str) -> bool:
    """Tell whether a word beside a number names a currency there: €, US$, kr, EUR."""
    from babel.numbers import get_currency_symbol, list_currencies

    locale = _locale(language)
    codes = list_currencies()
    return word in codes or any(word == get_currency_symbol(code, locale) for code in codes)


def currency_sign(currency: str, language: str) -> str:
    """Return the sign of a currency as it is written there: €, US$, CHF."""
    from babel.numbers import get_currency_symbol

    return str(get_currency_symbol(currency, _locale(language)))


def currency_of(country: str) -> str:
    """Return the currency of a country by its two letters; euros where none is known."""
    from babel.numbers import get_territory_currencies

    return next(iter(get_territory_currencies(country)), "EUR")


def decimal_mark(language: str) -> str:
    """Return the sign before the decimals."""
    from babel.numbers import get_decimal_symbol

    return str(get_decimal_symbol(_locale(language)))


def first_weekday(language: str) -> int:
    """Return the first day of the week, 0 is Monday, as `date.weekday` counts."""
    return int(_locale(language).first_week_day)


# Reading


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


def _plain_spaces(text: str) -> str:
    return " ".join(text.split())


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
    formats = _locale(language).date_formats
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
            words = _plain_spaces((part["quoted"] or part["text"] or "").casefold())
            made += r"\s*" + re.escape(words).replace(r"\ ", r"\s+") + r"\s*"
    return made


@lru_cache(maxsize=32)
def _months(language: str) -> dict[str, int]:
    """Return the numbers of the months by every name that the language has for them."""
    months = _locale(language).months
    return {
        _western(name).casefold().strip(" ."): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[context][width].items()
    }


def _in_figures(day: date, language: str) -> str:
    from babel.dates import format_date

    locale = _locale(language)
    pattern = locale.date_formats["short"].pattern
    return str(format_date(day, re.sub(r"y+", "yyyy", pattern), locale)).translate(_MARKS)


def _half_of_day(written: str, language: str) -> str | None:
    """Return "am", "pm", "" for nothing written, or None for what is neither."""
    if not written:
        return ""
    bare = written.replace(".", "").replace(" ", "")
    if bare in {"am", "pm"}:
        return bare
    periods = _locale(language).day_periods["format"]["abbreviated"]
    for half in ("am", "pm"):
        if bare == periods.get(half, "").casefold().replace(".", "").replace("\u202f", "").replace(
            "\xa0", ""
        ):
            return half
    return None
