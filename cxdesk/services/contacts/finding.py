"""Who is found by words, as the window finds them, and by what; nothing sensitive is ever told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from cxdesk import phones
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.shop import Shop
from cxdesk.i18n import _
from cxdesk.preference_sorts import SORTS
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.schema.reading import Reader
from cxdesk.store.query import Query
from cxdesk.text import fold, in_pairs, one_line, tokens

_SPEC, _TOLD = spec_of(Customer), spec_of(Preference)
_SORTS = dict(SORTS)
MOST_SHOWN = 80


class Finding(NamedTuple):
    """A customer who is found, and the text that the words stand in: "" where the name says it."""

    id: int
    name: str
    phones: tuple[str, ...]
    why: str = ""


class SearchingReader(Reader, Protocol):
    """Reads records, and finds them by words."""

    def ids(self, cls: type[Any], query: Query | None = None) -> Sequence[int]:
        """Return the ids that a query gives, in its order."""
        ...

    def page(self, cls: type[Any], ids: Sequence[int]) -> list[Stored[Any]]:
        """Return the records with these ids, in this order."""
        ...


def find(reader: SearchingReader, text: str, limit: int) -> list[Finding]:
    """Return at most `limit` customers whose words begin with those of `text`, names first."""
    rows = reader.page(Customer, reader.ids(Customer, Query(text=text, limit=limit)))
    return [Finding(row.id, row.record.name, row.record.phones, _why(reader, row, text)) for row in rows]


def _why(reader: Reader, row: Stored[Customer], text: str) -> str:
    """Return what a customer is found by, with the name of the field."""
    numbers = phones.asked(text, phones.country_of(next(iter(reader.values(Shop, "language")), "")))
    if numbers:
        for phone in row.record.phones:
            words = phones.found_by([phone])
            if any(word.startswith(number) for number in numbers for word in words):
                return _line(_SPEC.fields["phones"].label, phone)
    asked = set(_words(text))
    left = {word for word in asked if not _holds(row.record.name, word)}
    if not left:
        return ""
    said = []
    for field in _SPEC.searched:
        written = field.write(getattr(row.record, field.name))
        if field.name != _SPEC.title and any(_holds(written, word) for word in left):
            said.append(_line(field.label, written))
            left = {word for word in left if not _holds(written, word)}
    for one in reader.rows(Preference, customer=row.id) if left else ():
        name, kept_back = _TOLD.unfound
        if getattr(one.record, name) in kept_back or not any(_holds(one.record.text, word) for word in left):
            continue
        said.append(_line(_SORTS.get(one.record.sort, ""), one.record.text))
        left = {word for word in left if not _holds(one.record.text, word)}
    return "; ".join(said)


def _line(label: str, text: str) -> str:
    return f"{_(label)}: {one_line(text, MOST_SHOWN)}"


def _words(text: str) -> list[str]:
    return tokens(in_pairs(fold(text), asked=True))


def _holds(text: str, word: str) -> bool:
    """Tell whether a word of a text begins so."""
    return any(one.startswith(word) for one in tokens(in_pairs(fold(text))))
