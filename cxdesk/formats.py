"""Dates, numbers, money and percent as people read them, by the shop's language.

Babel is loaded with the first call that needs it. What people type is read by `cxdesk.typed`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING

from cxdesk import clock
from cxdesk.clock import parse_stamp

if TYPE_CHECKING:
    from decimal import Decimal

    from babel import Locale


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
def locale_of(language: str) -> Locale:
    """Return what Babel knows of a language, or of the nearest one that it knows."""
    from babel import Locale, UnknownLocaleError

    parts = language.replace("-", "_").split("_")
    while parts:
        try:
            return Locale.parse("_".join(parts))
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return Locale.parse("en")


def date_text(day: date, language: str) -> str:
    """Return `day` so that no one can take the month for the day: 21 Nov 2026, 21.11.2026."""
    if language in _AT_HAND:
        pattern, months, *_more = _AT_HAND[language]
        month = months.split()[day.month - 1] if months else ""
        return pattern.format(day=day.day, month=month, number=day.month, year=day.year)
    from babel.dates import format_date

    return str(format_date(day, "medium", locale_of(language)))


def full_date_text(day: date, language: str) -> str:
    """Return `day` in full, with its weekday: Saturday, November 21, 2026."""
    from babel.dates import format_date

    return plain_spaces(str(format_date(day, "full", locale_of(language))))


def short_day_text(day: date, language: str) -> str:
    """Return `day` within a year, with its weekday: Sat, Nov 21."""
    from babel.dates import format_skeleton

    return plain_spaces(str(format_skeleton("MMMEd", day, locale=locale_of(language))))


def day_head_text(day: date, language: str) -> str:
    """Return `day` at the head of a column: Sat 21."""
    from babel.dates import format_skeleton

    return plain_spaces(str(format_skeleton("Ed", day, locale=locale_of(language))))


def day_month_text(day: date, language: str) -> str:
    """Return `day` within a year: 21 Nov."""
    from babel.dates import format_skeleton

    return plain_spaces(str(format_skeleton("MMMd", day, locale=locale_of(language))))


def short_month_text(day: date, language: str) -> str:
    """Return the month of `day` and its year, short: Nov 2026."""
    from babel.dates import format_skeleton

    return plain_spaces(str(format_skeleton("yMMM", day, locale=locale_of(language))))


def quarter_text(day: date, language: str) -> str:
    """Return the quarter of `day` and its year, short: Q4 2026."""
    from babel.dates import format_skeleton

    return plain_spaces(str(format_skeleton("yQQQ", day, locale=locale_of(language))))


def month_text(day: date, language: str) -> str:
    """Return the month of `day` and its year: November 2026."""
    from babel.dates import format_skeleton

    return plain_spaces(str(format_skeleton("yMMMM", day, locale=locale_of(language))))


def month_name_text(day: date, language: str) -> str:
    """Return the month of `day` without its year, short: Nov."""
    from babel.dates import format_skeleton

    return plain_spaces(str(format_skeleton("MMM", day, locale=locale_of(language))))


def weekday_text(weekday: int, language: str) -> str:
    """Return the name of a day of the week, 0 is Monday, as it stands alone: Saturday."""
    from babel.dates import get_day_names

    return str(get_day_names("wide", "stand-alone", locale_of(language))[weekday])


def time_text(moment: time, language: str) -> str:
    """Return a time of day: 14:30, 2:30 PM."""
    if language in _AT_HAND:
        *_more, pattern = _AT_HAND[language]
        half_hour, half = moment.hour % 12 or 12, "PM" if moment.hour >= 12 else "AM"
        return pattern.format(hour=moment.hour, minute=moment.minute, half_hour=half_hour, half=half)
    from babel.dates import format_time

    locale = locale_of(language)
    # "B" is a word such as "at night", which no one would type back.
    pattern = "HH:mm" if "B" in locale.time_formats["short"].pattern else "short"
    return plain_spaces(format_time(moment, pattern, locale=locale))


def moment_text(stamp: str, language: str) -> str:
    """Return a stored instant by the clock of this computer: 21 Nov 2026, 20:40."""
    here = parse_stamp(stamp).astimezone()
    return f"{date_text(here.date(), language)}, {time_text(here.time(), language)}"


def number_text(value: int | Decimal, language: str, *, grouped: bool = True, places: int = 0) -> str:
    """Return a number with all its decimals, `places` or more; fields take no signs between thousands."""
    if isinstance(value, int) and language in _AT_HAND:
        return f"{value:,}".replace(",", _AT_HAND[language][2] if grouped else "")
    from babel.numbers import format_decimal

    locale = locale_of(language)
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
    return str(format_percent(share, locale=locale_of(language), decimal_quantization=False))


def money_text(minor: int, currency: str, language: str, *, scale: int = 2) -> str:
    """Return an amount of minor units with its currency: €12.50, 12,50 €, ¥1,250."""
    from decimal import Decimal

    from babel.numbers import format_currency, get_currency_precision

    amount = Decimal(minor).scaleb(-scale)
    locale = locale_of(language)
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

    locale = locale_of(language)
    codes = list_currencies()
    return word in codes or any(word == get_currency_symbol(code, locale) for code in codes)


def currency_sign(currency: str, language: str) -> str:
    """Return the sign of a currency as it is written there: €, US$, CHF."""
    from babel.numbers import get_currency_symbol

    return str(get_currency_symbol(currency, locale_of(language)))


def country_in(country: str, language: str) -> str:
    """Return the name of a country of two letters in a language."""
    return str(locale_of(language).territories.get(country, country))


def currency_of(country: str) -> str:
    """Return the currency of a country by its two letters; euros where none is known."""
    from babel.numbers import get_territory_currencies

    return next(iter(get_territory_currencies(country)), "EUR")


def decimals_of(currency: str) -> int:
    """Return how many decimals a currency has: two of euros, none of yen, three of dinars."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


def group_mark(language: str) -> str:
    """Return the sign between thousands."""
    from babel.numbers import get_group_symbol

    return str(get_group_symbol(locale_of(language)))


def decimal_mark(language: str) -> str:
    """Return the sign before the decimals."""
    from babel.numbers import get_decimal_symbol

    return str(get_decimal_symbol(locale_of(language)))


def first_weekday(language: str) -> int:
    """Return the first day of the week, 0 is Monday, as `date.weekday` counts."""
    return int(locale_of(language).first_week_day)


def plain_spaces(text: str) -> str:
    """Return `text` with one usual space wherever it has others."""
    return " ".join(text.split())
