"""Texts: translation and the shop's own words in one step.

`N_` marks a text where it is declared, `_` translates it where it is shown and fills in the
vocabulary: `{customer}`, `{customers}`, `{Customer}`, `{Customers}`, likewise `staff` and `visit`.
Any other placeholder is left for `str.format`. The vocabulary holds no braces, so that stays safe.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping

from cxdesk.paths import resource

DEFAULT_WORDS: Mapping[str, tuple[str, str]] = {
    "customer": ("customer", "customers"),
    "staff": ("team member", "team members"),
    "visit": ("visit", "visits"),
}
_PLURALS = {"customer": "customers", "staff": "staffs", "visit": "visits"}
_PLACEHOLDER = re.compile(r"\{(customers?|staffs?|visits?|Customers?|Staffs?|Visits?)\}")


class _Current:
    """The language and vocabulary in use: one workspace a process, so one of each."""

    translations: gettext.NullTranslations = gettext.NullTranslations()
    language: str = "en"
    words: Mapping[str, str]


def words_from(words: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return every placeholder with its text, from (one, many) of each noun; blanks take the default."""
    filled: dict[str, str] = {}
    for noun, plural in _PLURALS.items():
        one, many = words.get(noun, ("", ""))
        default_one, default_many = DEFAULT_WORDS[noun]
        for key, text in ((noun, one or default_one), (plural, many or default_many)):
            clean = text.replace("{", "").replace("}", "")
            filled[key] = clean
            filled[key.capitalize()] = clean[:1].upper() + clean[1:]
    return filled


_Current.words = words_from(DEFAULT_WORDS)


def use_words(words: Mapping[str, tuple[str, str]]) -> None:
    """Make these the shop's words for every text from now on."""
    _Current.words = words_from(words)


def use_language(language: str) -> None:
    """Take the catalogue of `language` (such as "de"); without one the texts stay English."""
    _Current.language = language
    catalogues = resource("locale")
    _Current.translations = (
        gettext.translation("cxdesk", localedir=catalogues, languages=[language], fallback=True)
        if catalogues.is_dir()
        else gettext.NullTranslations()
    )


def fill_words(text: str, words: Mapping[str, str] | None = None) -> str:
    """Put the shop's words in the place of the vocabulary placeholders."""
    if "{" not in text:
        return text
    known = _Current.words if words is None else words
    return _PLACEHOLDER.sub(lambda match: known[match.group(1)], text)


def N_(text: str) -> str:  # noqa: N802 - the name that extraction tools look for
    """Mark a text for translation; it is translated where it is shown."""
    return text


def _(text: str) -> str:
    """Translate and fill in the shop's words."""
    return fill_words(_Current.translations.gettext(text) if text else "")


def ngettext(one: str, many: str, number: int) -> str:
    """Translate for a count, fill in the shop's words and `{n}`."""
    return fill_words(_Current.translations.ngettext(one, many, number)).replace("{n}", str(number))
