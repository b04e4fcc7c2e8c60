"""Numbers as people type them: read in one way only, and where two are possible, asked about in words."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache

from cxdesk.entities.metric_part import MetricPart
from cxdesk.errors import UserError
from cxdesk.formats import decimal_mark, decimals_of, group_mark, number_text
from cxdesk.i18n import _
from cxdesk.services.countries import UNKNOWN
from cxdesk.text import one_line
from cxdesk.typed import parse_number

MOST_PLACES = 4
MOST = Decimal(10) ** 12
"""No number of a shop is larger; one that is has a finger too long on a key behind it."""
_GAPS = " \u00a0\u2009\u202f'’"
"""Signs between thousands that are never before decimals."""
_AROUND = re.compile(r"([^\d+\-\u2212.,]*)(.*?)([^\d.,]*)", re.DOTALL)
_USUAL = frozenset({"kr", "kr.", "fr", "fr."})
"""Signs of money that people write and that are no code."""
_TWO_WAYS = re.compile(r"[+\-\u2212]?[1-9]\d{0,2}[.,]\d{3}")
"""A thousand and some, or one and a part of it: the sign alone does not tell."""
_FIGURES_OF_A_THOUSAND = 3
_BOTH = ("en-US", "de-DE")
"""One that writes a point before decimals and one that writes a comma."""
_SIGNS = "+-\u2212.,٫٬" + _GAPS
_TOLD = 40


def has_country(language: str) -> bool:
    """Tell whether somebody said how numbers are written: "de-DE" does, "de" and the first proposal don't."""
    return bool(re.search(r"[-_][A-Z]{2}$", language)) and language != UNKNOWN["language"]


def read_number(text: str, language: str) -> Decimal:
    """Read a number as people write it there, signs between thousands included where no doubt is left.

    "1.234,50" is clear in German and "1,234.50" in English; "1.234" in German could be a thousand and a bit
    or one and a bit, and is refused. Where no country is known, point and comma both count as what they can
    only be: "38,20" and "38.20" are one number, "1.234" and "1,234" are asked about. A sign of money beside
    it is left aside; any other word, and whatever else a part of the text would have to be dropped for, is
    refused. Raises UserError.
    """
    written = _bare(text, language)
    if has_country(language) or decimal_mark(language) not in {".", ","}:
        return parse_number(_without_groups(written, language), language)
    if _TWO_WAYS.fullmatch(written):
        raise UserError(_two_ways(written, language))
    found = set()
    for one in _BOTH:
        with suppress(UserError):
            found.add(parse_number(_without_groups(written, one), one))
    return found.pop() if len(found) == 1 else parse_number(written, language)


def read_for(part: MetricPart, text: str, language: str, currency: str = "EUR") -> Decimal:
    """Read what was typed for a number to enter. Raises UserError that says what is wrong with it.

    Three figures after the shop's own sign between thousands are a thousand and some where the number can't
    have three decimals: a count, and money of a currency with fewer. Elsewhere, and after another sign, they
    are asked about in every country.
    """
    written = _bare(text, language)
    refuse_words(text, language, example="12" if part.unit == "count" else "")
    if _TWO_WAYS.fullmatch(written):
        places = {"count": 0, "money": decimals_of(currency)}.get(part.unit, MOST_PLACES)
        mark = group_mark(language)
        if places < _FIGURES_OF_A_THOUSAND and mark in written:
            return parse_number(written.replace(mark, ""), language)
        raise UserError(_two_ways(written, language, part.name if part.unit == "count" else "", places))
    try:
        return read_number(text, language)
    except UserError as error:
        meant = _other_mark(written, language)
        if meant is None:
            raise
        if part.unit == "count" and meant != meant.to_integral_value():
            raise UserError(why_not(part, meant, language)) from error
        sentence = _("“{text}”: here decimals are written after “{mark}”. If it is {meant}, type it so.")
        raise UserError(
            sentence.format(text=_short(text), mark=decimal_mark(language), meant=_plainly(meant, language))
        ) from error


def refuse_words(text: str, language: str, example: str = "") -> None:
    """Raise UserError for what is no number, or has more in it than a number and a sign of money."""
    written = _bare(text, language)
    example = example or number_text(Decimal("1234.5"), language, grouped=False)
    if not any(map(str.isdecimal, written)):
        sentence = _("“{text}” is no number. Type figures, such as {example}.")
    elif any(not one.isdecimal() and one not in _SIGNS for one in written):
        sentence = _("“{text}” has more in it than a number. Type figures alone, such as {example}.")
    else:
        return
    raise UserError(sentence.format(text=_short(text), example=example))


def why_not(part: MetricPart, value: Decimal, language: str) -> str:
    """Return why a number can't be what is typed there, or ""."""
    shown = number_text(value, language) if abs(value) <= MOST else ""
    if value < 0:
        return _("“{name}” can't be less than nothing.").format(name=part.name)
    if value > MOST:
        return _("This is too much for “{name}”: {most} is the most that fits.").format(
            name=part.name, most=number_text(MOST, language)
        )
    if part.unit == "count" and value != value.to_integral_value():
        return _("“{name}” is counted, so it is a whole number, and not {value}.").format(
            name=part.name, value=shown
        )
    if value != round(value, MOST_PLACES):
        return _("“{name}” takes at most {n} decimals.").format(name=part.name, n=MOST_PLACES)
    return ""


def _bare(text: str, language: str) -> str:
    """Return a number without a sign of money beside it."""
    found = _AROUND.fullmatch(text.strip())
    before, written, after = found.groups() if found else ("", text, "")
    if not all(one.strip() == "" or _is_money(one.strip(), language) for one in (before, after)):
        written = text
    return written.strip()


def _two_ways(written: str, language: str, counted: str = "", most: int = MOST_PLACES) -> str:
    """Ask which of two numbers is meant; `counted` is the name of a count, which is the whole one.

    `most` is how many decimals it can have: the proposal has no more, and never three, which would be asked
    about again.
    """
    western = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in written)
    western = western.replace("\u2212", "-")
    whole, part = Decimal(re.sub(r"[.,]", "", western)), Decimal(western.replace(",", "."))
    sentence = _("“{text}” can be {whole} or {part}. Type {whole} if it is that, {other} if not.")
    if counted:
        sentence = _("“{text}” can be {whole} or {part}. “{name}” is counted: type {whole} if it is that.")
    return sentence.format(
        text=written,
        name=counted,
        whole=_plainly(whole, language),
        part=_plainly(part, language),
        other=_unlike_a_thousand(part, language, most),
    )


def _unlike_a_thousand(value: Decimal, language: str, most: int) -> str:
    """Return a number of three decimals with two, or with four where two do not tell it."""
    short = round(value, 2)
    fits = short == value or most < _FIGURES_OF_A_THOUSAND
    return (
        _plainly(short, language) if fits else number_text(value, language, grouped=False, places=MOST_PLACES)
    )


def _plainly(value: Decimal, language: str) -> str:
    """Return a number as one types it, with the decimals that it came with."""
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return number_text(value, language, grouped=False, places=max(0, places))


def _short(text: str) -> str:
    return one_line(text.strip(), _TOLD)


def _other_mark(written: str, language: str) -> Decimal | None:
    """Return what a number would be by the other of point and comma."""
    mark = decimal_mark(language)
    for one in _BOTH:
        if decimal_mark(one) != mark:
            with suppress(UserError):
                return parse_number(_without_groups(written, one), one)
    return None


def _without_groups(written: str, language: str) -> str:
    """Return a number without its signs between thousands, where they can be nothing else."""
    mark = decimal_mark(language)
    other = "." if mark == "," else ","
    for sign in (other, *_GAPS):
        if written.count(sign) == 0 or (sign == other and written.count(other) == 1 and mark not in written):
            continue
        part = rf"([+\-\u2212]?\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+)({re.escape(mark)}\d+)?"
        whole = re.fullmatch(part, written)
        if whole is not None:
            return whole[1].replace(sign, "") + (whole[2] or "")
    return written


@lru_cache(maxsize=256)
def _is_money(word: str, language: str) -> bool:
    """Whether a word beside a number is a sign of money: €, US$, CHF, kr."""
    from cxdesk.formats import is_currency_sign

    return word.casefold() in _USUAL or is_currency_sign(word, language)
