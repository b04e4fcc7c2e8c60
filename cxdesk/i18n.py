"""Texts: translation and the shop's own words in one step.

`N_` marks a text where it is declared, `_` translates it where it is shown and fills in the
vocabulary: `{customer}`, `{customers}`, `{Customer}`, `{Customers}`, likewise `staff` and `visit`.
Any other placeholder is left for `str.format`. The vocabulary holds no braces, so that stays safe.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from cxdesk.paths import resource


def N_(text: str) -> str:  # noqa: N802 - the name that extraction tools look for
    """Mark a text for translation; it is translated where it is shown."""
    return text


DEFAULT_WORDS: Mapping[str, tuple[str, str]] = {
    "customer": (N_("customer"), N_("customers")),
    "staff": (N_("team member"), N_("team members")),
    "visit": (N_("visit"), N_("visits")),
}
DOMAIN = "cxdesk"
ENGLISH = "en"
COMPLETE = frozenset({ENGLISH})
"""The languages that every text has been translated to. Others are spoken on the screen of those who choose
them, with English in between, and never on paper."""
_PLURALS = {"customer": "customers", "staff": "staffs", "visit": "visits"}
_PLACEHOLDER = re.compile(r"\{(customers?|staffs?|visits?|Customers?|Staffs?|Visits?)\}")


class _Current:
    """The language and vocabulary in use: one workspace a process, so one of each."""

    translations: gettext.NullTranslations = gettext.NullTranslations()
    language: str = ENGLISH
    own: Mapping[str, tuple[str, str]] = DEFAULT_WORDS
    words: Mapping[str, str]


_spoken: ContextVar[tuple[gettext.NullTranslations, Mapping[str, str]] | None]
_spoken = ContextVar("spoken", default=None)
"""What a task speaks for a while, in place of the language in use."""


def words_from(
    words: Mapping[str, tuple[str, str]], translations: gettext.NullTranslations | None = None
) -> dict[str, str]:
    """Return every placeholder with its text, from (one, many) of each noun; blanks take the default."""
    known = translations or _Current.translations
    filled: dict[str, str] = {}
    for noun, plural in _PLURALS.items():
        own = words.get(noun, ("", ""))
        for key, said, default in zip((noun, plural), own, DEFAULT_WORDS[noun], strict=True):
            text = said if said and said != default else known.gettext(default)
            clean = text.replace("{", "").replace("}", "")
            filled[key] = clean
            filled[key.capitalize()] = clean[:1].upper() + clean[1:]
    return filled


def use_words(words: Mapping[str, tuple[str, str]]) -> None:
    """Make these the shop's words for every text from now on."""
    _Current.own = words
    _Current.words = words_from(words)


def languages() -> list[str]:
    """Return the languages that the program has texts in, English first."""
    folder = resource("locale")
    found = sorted(path.parent.parent.name for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return [ENGLISH, *found]


def system_language() -> str:
    """Return the language of this computer, such as "de" or "pt_BR"."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            return value.split(":")[0].split(".")[0]
    import locale  # where the surroundings do not say: seldom

    try:
        return locale.getlocale()[0] or ENGLISH
    except ValueError:  # a name that Python does not know
        return ENGLISH


def use_language(language: str) -> None:
    """Take the catalogue of `language` (such as "de"); without one the texts stay English.

    "" is the language of the system, if the program has all of its texts in it.
    """
    _Current.language = language or (system_language() if _base(system_language()) in COMPLETE else ENGLISH)
    _Current.translations = _catalogue(_Current.language)
    _Current.words = words_from(_Current.own)


def language_in_use() -> str:
    """Return the language of the program, such as "de"."""
    return _base(_Current.language)


def _base(language: str) -> str:
    """Return "pt" of "pt_BR" or "pt-BR"."""
    return language.replace("-", "_").split("_")[0]


def _catalogue(language: str) -> gettext.NullTranslations:
    name = language.replace("-", "_")
    catalogues = resource("locale")
    if _base(language) == ENGLISH or not catalogues.is_dir():
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, localedir=catalogues, languages=[name], fallback=True)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let this task, and no other, speak a language; one that sheets do not have becomes English."""
    catalogue = _catalogue(language if _base(language) in COMPLETE else ENGLISH)
    token = _spoken.set((catalogue, words_from(_Current.own, catalogue)))
    try:
        yield
    finally:
        _spoken.reset(token)


def _translations() -> gettext.NullTranslations:
    spoken = _spoken.get()
    return spoken[0] if spoken is not None else _Current.translations


def fill_words(text: str, words: Mapping[str, str] | None = None) -> str:
    """Put the shop's words in the place of the vocabulary placeholders."""
    if "{" not in text:
        return text
    spoken = _spoken.get()
    known = words if words is not None else spoken[1] if spoken is not None else _Current.words
    return _PLACEHOLDER.sub(lambda match: known[match.group(1)], text)


def _(text: str) -> str:
    """Translate and fill in the shop's words."""
    return fill_words(_translations().gettext(text) if text else "")


def ngettext(one: str, many: str, number: int) -> str:
    """Translate for a count, fill in the shop's words and `{n}`."""
    return fill_words(_translations().ngettext(one, many, number)).replace("{n}", str(number))


_Current.words = words_from(DEFAULT_WORDS)
