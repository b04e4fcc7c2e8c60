"""Which column of a table of contacts or visits is what, how sure that is, and why.

Nothing is taken in silence: each column has its reason, and one that is not known is kept as it came.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from cxdesk import phones
from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.services import cells as written
from cxdesk.services.cells import Cell, Line, text_of
from cxdesk.services.contacts.column_words import CUSTOMER, MANY, SOURCES, VISIT
from cxdesk.text import fold

Kind = Literal["customers", "visits"]
Sure = Literal["known", "word", "likely", "kept"]
"""Named as a known program does; by a word; by a part of its heading or its cells; not known."""

EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")
_NUMBERED = re.compile(r"_\d+$")
_FEWEST = 2
_MOST_LOOKED_AT = 60
_NO_PHONE = re.compile(r"\b(?:fax|telefax|telecopie|pager|isdn|telex|label|type)\b")
# Words that stand beside a word of ours: whose, which one.
_BESIDE = frozenset(
    "home work business private main primary other new old number no nr personal customer client of the "
    "privat geschaftlich dienstlich kunde kunden nummer neu alt der des de la le du del domicile bureau "
    "perso pro particular".split()
)


class Column(NamedTuple):
    """A column: heading, place from 0, the field it fills ("" for none), how sure that is, and why."""

    heading: str
    place: int
    field: str
    sure: Sure
    why: str


class Mapping(NamedTuple):
    """What each column of a table is, from left to right. `source` is the program it comes from, if known."""

    kind: Kind
    source: str
    columns: tuple[Column, ...]

    def places(self, field: str) -> tuple[int, ...]:
        """Return where a field stands, from 0, the preferred place first."""
        words = _words(self.kind).get(field, ())
        found = [column for column in self.columns if column.field == field]
        found.sort(key=lambda column: _rank(words, plain(column.heading)))
        return tuple(column.place for column in found)

    def chosen(self) -> dict[str, str]:
        """Return the heading of each field; a second column of one is called phone_2, and so on."""
        named: dict[str, str] = {}
        for field in dict.fromkeys(column.field for column in self.columns if column.field):
            for count, place in enumerate(self.places(field), 1):
                named[field if count == 1 else f"{field}_{count}"] = self.columns[place].heading
        return named


def field_of(name: str) -> str:
    """Return the field of a name such as phone_2."""
    return _NUMBERED.sub("", name)


def plain(heading: str) -> str:
    """Return a heading as it is compared: no case, accents, signs or figures.

    >>> plain("E-mail 2 - Value"), plain("Tél. mobile")
    ('e mail value', 'tel mobile')
    """
    return " ".join(re.sub(r"[\W\d_]+", " ", fold(heading)).split())


def propose(head: Sequence[str], first: Sequence[Line] = (), kind: Kind = "customers") -> Mapping:
    """Return what the columns seem to be, by their headings and by what stands in the `first` lines."""
    names = [plain(heading) for heading in head]
    source = next((name for name, signs in SOURCES if set(signs).issubset(names)), "")
    columns = [
        _by_word(kind, source, heading, place, names[place]) or _by_content(kind, heading, place, first)
        for place, heading in enumerate(head)
    ]
    if kind == "customers":
        _settle_name(columns, first)
        _settle_parts(columns, "birthday", "birth_month", "birth_day")
    elif not any(column.field == "date" for column in columns):
        _settle_parts(columns, "time", "time", "date")
    _settle_singles(kind, columns)
    return Mapping(kind, source, tuple(columns))


def told(head: Sequence[str], chosen: Map[str, str], kind: Kind = "customers") -> Mapping:
    """Return the mapping of a choice that was made: headings by field, phone_2 and so on for further ones.

    Raises UserError for a field or a heading that does not exist.
    """
    known = _words(kind)
    for field in chosen:
        if field_of(field) not in known:
            raise UserError(
                _("There is no field “{name}”. The fields are: {fields}.").format(
                    name=field, fields=", ".join(known)
                )
            )
    fields = {place: field_of(field) for field, place in written.places(head, chosen).items()}
    columns = (
        Column(heading, place, fields[place], "known", _("You chose it."))
        if place in fields
        else _kept(heading, place)
        for place, heading in enumerate(head)
    )
    return Mapping(kind, "", tuple(columns))


def _kept(heading: str, place: int, why: str = "") -> Column:
    return Column(heading, place, "", "kept", why or _("No field is known for it: it is kept as it is."))


def _by_word(kind: Kind, source: str, heading: str, place: int, name: str) -> Column | None:
    if _NO_PHONE.search(name):
        return _kept(heading, place)
    words = _by_words(kind)
    if name in words:
        if source:
            return Column(
                heading, place, words[name], "known", _("{program} calls it so.").format(program=source)
            )
        return Column(heading, place, words[name], "word", _("Its heading says so."))
    rest = " ".join(word for word in name.split() if word not in _BESIDE)
    if rest != name and rest in words:
        why = _("Its heading has “{word}” in it.").format(word=rest)
        return Column(heading, place, words[rest], "likely", why)
    return None


def _by_content(kind: Kind, heading: str, place: int, first: Sequence[Line]) -> Column:
    """Return what a column of an unknown heading is by its cells: emails, or phone numbers with a +."""
    cells = [text_of(at(line.cells, place)) for line in first[:_MOST_LOOKED_AT]]
    filled = [cell for cell in cells if cell]
    if len(filled) >= _FEWEST:
        if all(EMAIL.fullmatch(cell) for cell in filled):
            return Column(heading, place, "email", "likely", _("Emails stand in it."))
        if all(cell.startswith(("+", "00")) and phones.key(cell, "") for cell in filled):
            return Column(heading, place, "phone", "likely", _("Phone numbers stand in it."))
    return _kept(heading, place)


def _settle_name(columns: list[Column], first: Sequence[Line]) -> None:
    """Let “Name” be the surname beside a first name, and “Nombre” the first name beside a surname."""
    there = {column.field: column for column in columns}
    for one, other in (("given", "family"), ("family", "given")):
        if one in there and other not in there and "name" in there:
            name, part = there["name"], there[one]
            if not _holds(first, name.place, part.place):
                why = _("“{heading}” stands beside it.").format(heading=part.heading)
                columns[name.place] = name._replace(field=other, why=why)
            return


def _holds(first: Sequence[Line], whole: int, part: int) -> bool:
    """Tell whether one column says in each line what the other says, and more."""
    pairs = [(text_of(at(line.cells, whole)), text_of(at(line.cells, part))) for line in first]
    pairs = [(name, word) for name, word in pairs if name and word]
    return bool(pairs) and all(word in name and word != name for name, word in pairs)


def _settle_parts(columns: list[Column], field: str, beside: str, better: str) -> None:
    """Let a column be another field where a third one stands beside it and the other is missing."""
    there = {column.field: column for column in columns}
    if field in there and beside in there and better not in there:
        why = _("“{heading}” stands beside it.").format(heading=there[beside].heading)
        why = there[field].why if field == beside else why
        columns[there[field].place] = there[field]._replace(field=better, why=why)


def _settle_singles(kind: Kind, columns: list[Column]) -> None:
    """Leave one column to each field that holds one value; the others are kept as they came, and say why."""
    for field, words in _words(kind).items():
        if field in MANY:
            continue
        found = [column for column in columns if column.field == field]
        best = min(
            found,
            key=lambda column: (column.sure == "likely", _rank(words, plain(column.heading))),
            default=None,
        )
        for column in found:
            if best and column is not best:
                why = _("“{heading}” is taken for it; this one is kept as it is.").format(
                    heading=best.heading
                )
                columns[column.place] = _kept(column.heading, column.place, why)


@cache
def _words(kind: Kind) -> dict[str, tuple[str, ...]]:
    told = CUSTOMER if kind == "customers" else VISIT
    return {
        field: tuple(" ".join(word.split()) for word in words.split(",")) for field, words in told.items()
    }


@cache
def _by_words(kind: Kind) -> dict[str, str]:
    by_word: dict[str, str] = {}
    for field, words in _words(kind).items():
        for word in words:
            by_word.setdefault(word, field)
    return by_word


def _rank(words: Sequence[str], name: str) -> int:
    return words.index(name) if name in words else len(words)


def at(cells: Sequence[Cell], place: int) -> Cell:
    """Return the cell at a place, empty where a line is shorter than the headings."""
    return cells[place] if place < len(cells) else ""
