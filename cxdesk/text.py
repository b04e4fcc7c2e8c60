"""Text as it comes from people: cleaned on the way in, folded for search and sorting."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Letters that Unicode does not take apart into a base letter and an accent.
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


class _Folded(dict[int, int | str | None]):
    """What becomes of each letter that was taken apart; None for accents. Grows with the letters met."""

    def __missing__(self, code: int) -> int | str | None:
        kept = None if unicodedata.combining(chr(code)) else _UNDECOMPOSED.get(code, code)
        self[code] = kept
        return kept


_FOLDED = _Folded()
# Overrides and isolates that make a name read other than it is stored.
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
_CJK = r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"

_APOSTROPHES = "['\u2019]"
_WITH_APOSTROPHE = rf"\w+(?:{_APOSTROPHES}\w+)+"

LONGEST = 20_000


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile with the first use: ranges this wide take milliseconds, and the start needs none of them."""
    return re.compile(pattern)


def clean(text: str, *, lines: bool = False) -> str:
    r"""Return `text` without control characters, lone surrogates and direction overrides.

    Line ends become `\n` where `lines` are allowed and a space elsewhere; outer space goes.
    """
    if text.isprintable() and "  " not in text and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text.strip()  # most of what is typed: a file brings millions
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _compiled(_CONTROL).sub("", text).translate(_BIDI)
    if not lines:
        text = " ".join(text.split())
    return unicodedata.normalize("NFC", text.strip())


def fold(text: str) -> str:
    """Return `text` as search and sorting see it: no case, no accents, compatible forms as one.

    >>> fold("José Großmann, Łódź")
    'jose grossmann, lodz'
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).translate(_FOLDED)


def searchable(text: str) -> str:
    """Return `text` as it goes into the search: folded, and in pairs where it has no spaces.

    Words with an apostrophe come once more without it, for nobody types it in a hurry: O'Connor, oconnor.
    """
    folded = text.lower() if text.isascii() else in_pairs(fold(text))
    if "'" not in folded and "\u2019" not in folded:
        return folded
    found = _compiled(_WITH_APOSTROPHE).findall(folded)
    return " ".join((folded, *(_compiled(_APOSTROPHES).sub("", word) for word in found)))


def has_cjk(text: str) -> bool:
    """Tell whether `text` holds letters of a script written without spaces."""
    return not text.isascii() and _compiled(_CJK).search(text) is not None


def in_pairs(text: str, *, asked: bool = False) -> str:
    """Return folded `text` with every run of a script without spaces as overlapping pairs of letters.

    Pairs are found as words are, wherever in the run they stand. The last letter stands by itself, for
    who types one letter only; what is `asked` for leaves it out.
    """
    if not has_cjk(text):
        return text
    return _compiled(f"{_CJK}+").sub(lambda run: f" {' '.join(_pairs(run[0], asked))} ", text)


def _pairs(run: str, asked: bool) -> list[str]:
    pairs = [run[i : i + 2] for i in range(len(run))]
    return pairs[:-1] if asked and len(pairs) > 1 else pairs


def tokens(text: str) -> list[str]:
    """Split folded text where SQLite's `unicode61` splits it: runs of letters, numbers and private use."""
    if text.isascii():
        found: list[str] = _compiled("[0-9A-Za-z]+").findall(text)
        return found
    words: list[str] = []
    start = -1
    for i, char in enumerate(text):
        if char.isascii():
            inside = char.isalnum()
        else:
            category = unicodedata.category(char)
            inside = category[0] in "LN" or category == "Co"
        if inside and start < 0:
            start = i
        elif not inside and start >= 0:
            words.append(text[start:i])
            start = -1
    if start >= 0:
        words.append(text[start:])
    return words


def one_line(text: str, limit: int = 300) -> str:
    """Return `text` as a list shows it: one line, cut with "…" at `limit` characters."""
    flat = " ".join(text[: limit * 4].split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def capital(text: str) -> str:
    """Return `text` with a capital first letter."""
    return text[:1].upper() + text[1:]
