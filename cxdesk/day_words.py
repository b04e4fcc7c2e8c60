"""Days and times as people say them, in the shop's language and in English: tomorrow, Tue, Fri 15:00."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, date, time, timedelta
from typing import Literal, NamedTuple, NoReturn

from cxdesk import formats, typed
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
# The week that begins on the next Monday, and this evening.
_NEXT_WEEK: Mapping[str, tuple[str, ...]] = {
    "da": ("næste uge",),
    "de": ("nächste woche",),
    "en": ("next week",),
    "es": ("próxima semana", "la próxima semana", "la semana que viene"),
    "fi": ("ensi viikolla", "ensi viikko"),
    "fr": ("la semaine prochaine", "semaine prochaine"),
    "it": ("la prossima settimana", "prossima settimana", "la settimana prossima", "settimana prossima"),
    "nb": ("neste uke",),
    "nl": ("volgende week",),
    "pl": ("w przyszłym tygodniu", "przyszły tydzień"),
    "pt": ("próxima semana", "na próxima semana"),
    "sv": ("nästa vecka",),
    "tr": ("gelecek hafta", "haftaya"),
}
_TONIGHT: Mapping[str, tuple[str, ...]] = {
    "da": ("i aften",),
    "de": ("heute abend",),
    "en": ("tonight", "this evening"),
    "es": ("esta noche",),
    "fi": ("tänä iltana",),
    "fr": ("ce soir",),
    "it": ("stasera",),
    "nb": ("i kveld",),
    "nl": ("vanavond",),
    "pl": ("dziś wieczorem",),
    "pt": ("hoje à noite", "esta noite"),
    "sv": ("i kväll",),
    "tr": ("bu akşam",),
}
EVENING = time(20)
"""When tonight is, where nobody says when the shop closes."""
_EXAMPLE_TIME = time(15)
_TO_THE_TIME = frozenset({"at", "um", "om", "à", "a", "alle", "ore", "kl", "klo", "@", "–", "-"})
_HOUR_WORD = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}) ?uhr| ?uhr| ?h ?([0-9]{2})?)")
_TIME_WORDS = 3  # at most: 3 p. m.


class When(NamedTuple):
    """A day, and a time where one was said."""

    day: date
    at: time | None = None


def parse_when(text: str, language: str, today: date, side: Side = "", *, evening: time = EVENING) -> When:
    """Read a day, a time (of today), or a day with a time; tonight is today at `evening`.

    Raises UserError with a sentence.
    """
    said, at = _cut(text, language)
    if not said and at is not None:
        return When(today, at)
    if at is None and _is_one_of(_TONIGHT, _plain(said), language):
        return When(today, evening)
    return When(_day(said, language, today, side, with_time=True), at)


def parse_day_of(text: str, language: str, today: date, side: Side = "") -> date:
    """Read a day; a time behind it is left out. Raises UserError with a sentence."""
    said, _at = _cut(text, language)
    return _day(said or text, language, today, side)


def parse_day(text: str, language: str, today: date, side: Side = "") -> date:
    """Read a day. Raises UserError with a sentence.

    The name of a day is the next one after `today`, or the last one before it, at most a week off: today
    itself is today. A day and a month without a year are the next, or last, of that name. Next week is its
    Monday.
    """
    return _day(text, language, today, side)


def _cut(text: str, language: str) -> tuple[str, time | None]:
    """Return the words for the day, and the time behind them."""
    words = text.replace("’", "'").split()
    alone = _time(" ".join(words), language)
    if alone is not None:
        return "", alone
    for cut in range(len(words) - 1, max(len(words) - 1 - _TIME_WORDS, 0), -1):
        at = _time(" ".join(words[cut:]), language)
        if at is not None:
            before = words[:cut]
            if len(before) > 1 and before[-1].casefold().strip(".,") in _TO_THE_TIME:
                before = before[:-1]
            return " ".join(before).rstrip(","), at
    return " ".join(words), None


def _day(text: str, language: str, today: date, side: Side, *, with_time: bool = False) -> date:
    said = _plain(text)
    named = _named(said, language, today, side)
    if named is not None:
        return named
    if said and not any(char.isdecimal() for char in said):
        _refuse_words(text, language, today, side, with_time=with_time)
    try:
        return _in_the_year(text, language, today, side)
    except UserError:
        if with_time and _begins_with_a_name(said, language):
            _refuse_words(text, language, today, side, with_time=True)
        raise


def _named(said: str, language: str, today: date, side: Side) -> date | None:
    """Return the day that has this name: tomorrow, next week, Tue."""
    for near, words in _near_words(language):
        if said in {_plain(one) for one in words}:
            return today + timedelta(days=near)
    if _is_one_of(_TONIGHT, said, language):
        return today
    if _is_one_of(_NEXT_WEEK, said, language):
        return today + timedelta(days=7 - today.weekday())
    weekday = _weekday(said, language)
    return None if weekday is None else _near_weekday(weekday, language, today, side)


def _is_one_of(words: Mapping[str, tuple[str, ...]], said: str, language: str) -> bool:
    """Tell whether that is said in the shop's language or in English."""
    spoken = (re.split("[-_]", language)[0], "en")
    return any(said == _plain(one) for tongue in spoken for one in words.get(tongue, ()))


def _begins_with_a_name(said: str, language: str) -> bool:
    first = said.split(" ", maxsplit=1)[0].strip(".,")
    near = {_plain(one) for _off, words in _near_words(language) for one in words}
    return first in near or _weekday(first, language) is not None


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
        found = {day for name, day in typed.weekday_names(spoken) if _plain(name) == said}
        if len(found) == 1:
            return found.pop()
    return None


def _refuse_words(text: str, language: str, today: date, side: Side, *, with_time: bool) -> NoReturn:
    near = _NEAR.get(re.split("[-_]", language)[0], _NEAR["en"])
    words = [near[1] if side == "back" else near[2], formats.date_text(today, language)]
    if side:
        weekday = formats.weekday_text(today.weekday(), language)
        at = f" {formats.time_text(_EXAMPLE_TIME, language)}" if with_time else ""
        words.insert(1, weekday + at)
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
    day = typed.parse_date(text, language, year=today.year)
    step = 1 if side == "ahead" and day < today else -1 if side == "back" and day > today else 0
    other = today.year + step
    if not step or not MINYEAR <= other <= MAXYEAR:
        return day
    with suppress(UserError):  # 29 Feb is in the calendar of one of them only
        there = typed.parse_date(text, language, year=other)
        return there if there.year == other else day
    return day


def _time(text: str, language: str) -> time | None:
    found = _HOUR_WORD.fullmatch(text.casefold())
    minute = int(found[2] or found[3] or 0) if found else 0
    if found and int(found[1]) < 24 and minute < 60:
        return time(int(found[1]), minute)
    try:
        return typed.parse_time(text, language)
    except UserError:
        return None
