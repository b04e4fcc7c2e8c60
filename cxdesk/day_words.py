"""Days and times as people say them, in the shop's language and in English: tomorrow, Tue, Fri 15:00."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, date, time, timedelta
from typing import Literal, NamedTuple, NoReturn

from cxdesk import formats
from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.text import fold, one_line

Side = Literal["", "ahead", "back"]
"""On which side of today a field's days usually are; "" where both happen."""

# Yesterday, today, tomorrow, the day after: words that the locale data does not have.
_NEAR: Mapping[str, tuple[str, ...]] = {
    "da": ("i går", "i dag", "i morgen", "i overmorgen"),
    "de": ("gestern", "heute", "morgen", "übermorgen"),
    "en": ("yesterday", "today", "tomorrow", "day after tomorrow"),
    "es": ("ayer", "hoy", "mañana", "pasado mañana"),
    "fi": ("eilen", "tänään", "huomenna", "ylihuomenna"),
    "fr": ("hier", "aujourd'hui", "demain", "après-demain"),
    "it": ("ieri", "oggi", "domani", "dopodomani"),
    "nb": ("i går", "i dag", "i morgen", "i overmorgen"),
    "nl": ("gisteren", "vandaag", "morgen", "overmorgen"),
    "pl": ("wczoraj", "dziś", "jutro", "pojutrze"),
    "pt": ("ontem", "hoje", "amanhã", "depois de amanhã"),
    "sv": ("i går", "i dag", "i morgon", "i övermorgon"),
    "tr": ("dün", "bugün", "yarın", "öbür gün"),
}
_TO_THE_TIME = frozenset({"at", "um", "om", "à", "a", "alle", "ore", "kl", "klo", "@", "–", "-"})
_HOUR_WORD = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}) ?uhr| ?uhr| ?h ?([0-9]{2})?)")
_TIME_WORDS = 3  # at most: 3 p. m.


class When(NamedTuple):
    """A day, and a time where one was said."""

    day: date
    at: time | None = None


def parse_when(text: str, language: str, today: date, side: Side = "") -> When:
    """Read a day, a time (of today), or a day with a time. Raises UserError with a sentence."""
    words = text.replace("’", "'").split()
    alone = _time(" ".join(words), language)
    if alone is not None:
        return When(today, alone)
    for cut in range(len(words) - 1, max(len(words) - 1 - _TIME_WORDS, 0), -1):
        at = _time(" ".join(words[cut:]), language)
        if at is not None:
            before = words[:cut]
            if len(before) > 1 and before[-1].casefold().strip(".,") in _TO_THE_TIME:
                before = before[:-1]
            return When(parse_day(" ".join(before).rstrip(","), language, today, side), at)
    return When(parse_day(" ".join(words), language, today, side))


def parse_day(text: str, language: str, today: date, side: Side = "") -> date:
    """Read a day. Raises UserError with a sentence.

    The name of a day is the next one after `today`, or the last one before it, at most a week off: today
    itself is today. A day and a month without a year are the next, or last, of that name.
    """
    said = _plain(text)
    for near, words in _near_words(language):
        if said in {_plain(one) for one in words}:
            return today + timedelta(days=near)
    weekday = _weekday(said, language)
    if weekday is not None:
        return _near_weekday(weekday, language, today, side)
    if said and not any(char.isdecimal() for char in said):
        _refuse_words(text, language, today, side)
    return _in_the_year(text, language, today, side)


def understood_text(when: When, language: str) -> str:
    """Return in full what was understood: Tuesday, 24 November 2026, 15:00."""
    day = formats.full_date_text(when.day, language)
    if when.at is None:
        return day
    return _("{day}, {time}").format(day=day, time=formats.time_text(when.at, language))


def _plain(text: str) -> str:
    return " ".join(fold(text.replace("’", "'")).split()).strip(" .,")


def _near_words(language: str) -> Iterator[tuple[int, list[str]]]:
    spoken = [_NEAR[one] for one in dict.fromkeys((re.split("[-_]", language)[0], "en")) if one in _NEAR]
    return ((place - 1, [words[place] for words in spoken]) for place in range(4))


def _weekday(said: str, language: str) -> int | None:
    """Return the day of the week, 0 is Monday; the shop's language before English."""
    for spoken in (language, "en"):
        found = {day for name, day in formats.weekday_names(spoken) if _plain(name) == said}
        if len(found) == 1:
            return found.pop()
    return None


def _refuse_words(text: str, language: str, today: date, side: Side) -> NoReturn:
    near = _NEAR.get(re.split("[-_]", language)[0], _NEAR["en"])
    words = [near[1] if side == "back" else near[2], formats.date_text(today, language)]
    if side:
        words.insert(1, formats.weekday_text(today.weekday(), language))
    sentence = _("“{text}” is no day that can be read. Write one such as {examples}.")
    raise UserError(sentence.format(text=one_line(text, 40), examples=_(" or ").join(words)))


def _near_weekday(weekday: int, language: str, today: date, side: Side) -> date:
    if not side:
        sentence = _("Which {day}? Write the date, such as {example}.")
        name = formats.weekday_text(weekday, language)
        raise UserError(sentence.format(day=name, example=formats.date_text(today, language)))
    if side == "ahead":
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _in_the_year(text: str, language: str, today: date, side: Side) -> date:
    day = formats.parse_date(text, language, year=today.year)
    step = 1 if side == "ahead" and day < today else -1 if side == "back" and day > today else 0
    other = today.year + step
    if not step or not MINYEAR <= other <= MAXYEAR:
        return day
    with suppress(UserError):  # 29 Feb is in the calendar of one of them only
        there = formats.parse_date(text, language, year=other)
        return there if there.year == other else day
    return day


def _time(text: str, language: str) -> time | None:
    found = _HOUR_WORD.fullmatch(text.casefold())
    minute = int(found[2] or found[3] or 0) if found else 0
    if found and int(found[1]) < 24 and minute < 60:
        return time(int(found[1]), minute)
    try:
        return formats.parse_time(text, language)
    except UserError:
        return None
