"""Rows of a table as contacts or as visits, as a mapping says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple, TypeVar

from cxdesk import birthdays, phones
from cxdesk.birthdays import Birthday
from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.services import cells as written
from cxdesk.services.cells import Cell, Line, text_of
from cxdesk.services.contacts import dates
from cxdesk.services.contacts.column_words import CUSTOMER, VISIT
from cxdesk.services.contacts.columns import EMAIL, Mapping, at
from cxdesk.services.contacts.contact import Contact
from cxdesk.services.contacts.written_birthdays import Order
from cxdesk.text import clean, fold

T = TypeVar("T")
_SEVERAL = re.compile(r"\s+:::\s+")  # Google puts several values into one cell
_BIRTH = ("birth_day", "birth_month", "birth_year")
_ADDRESS = ("address", "street", "postcode", "city", "region", "country")
_TAGS = re.compile(r"\s+:::\s+|[;,]")
_NO_TAGS = frozenset("mycontacts starred friends family coworkers".split())  # Google's own
_YES = frozenset("yes y true 1 x ja oui si sim tak wahr vrai granted".split())
_NO = frozenset("no n false 0 nein non nao nie falsch faux denied".split())


class Style(NamedTuple):
    """How a table is written: the shop's language, the order of days, of birthdays, and the decimal mark."""

    language: str
    dates: Order = ""
    birthdays: Order = ""
    decimal: written.Marks = ""


class Person(NamedTuple):
    """The contact of a row, and a sentence for each cell that can't be read; such cells are in `extra`."""

    contact: Contact
    doubts: tuple[str, ...] = ()


class Visit(NamedTuple):
    """What a row says of a visit. `customer` is their number or key, `person` what else tells who it was."""

    customer: str
    person: Contact
    day: date
    at: time | None = None
    spend: Decimal | None = None
    service: str = ""
    staff: str = ""
    items: Decimal | None = None
    note: str = ""
    number: str = ""


class RowReader:
    """Reads the rows of a table, one at a time."""

    def __init__(self, mapping: Mapping, style: Style) -> None:
        self._style = style
        fields = CUSTOMER if mapping.kind == "customers" else VISIT
        self._places = {field: mapping.places(field) for field in fields}
        self._tells_address = any(self._places.get(field) for field in _ADDRESS)
        self._tells_parts = any(self._places.get(field) for field in _BIRTH)
        self._headings = [column.heading for column in mapping.columns]
        self._left = [column.place for column in mapping.columns if not column.field]

    def contact(self, line: Line) -> Person:
        """Return the contact of a row. Raises UserError where there is nothing to know anybody by."""
        row = _Row(line, self._places, self._headings)
        phone_numbers = row.each("phone", _phone)
        emails = row.each("email", _email)
        birthday = self._birthday(row)
        since = row.read("since", lambda cell: dates.read_day(cell, self._style.language, self._style.dates))
        consent = row.read("consent", _consent) or ""
        company = row.text("company")
        name = row.text("name") or " ".join(filter(None, map(row.text, ("given", "middle", "family"))))
        if company and name:
            row.leave("company")
        contact = Contact(
            name=name or company,
            called=row.text("called"),
            phones=phone_numbers,
            emails=emails,
            birthday=birthday,
            note=row.note(),
            tags=_each(_tag(part) for cell in row.cells("tags") for part in _TAGS.split(text_of(cell))),
            number=row.text("number"),
            since=since,
            address=_address(row) if self._tells_address else "",
            consent=consent,
            extra=row.others(self._left),
        )
        if not contact.known_by_something:
            raise UserError(_("There is no name, no phone number and no email in this line."))
        return Person(contact, tuple(row.doubts))

    def visit(self, line: Line) -> Visit:
        """Return the visit of a row. Raises UserError for what can't be read."""
        row = _Row(line, self._places, self._headings)
        day, moment = dates.read_moment(row.cell("date"), self._style.language, self._style.dates)
        if day is None:
            raise UserError(_("The day is missing."))
        if hour := row.text("time"):
            moment = dates.read_time(hour)
        person = Contact(
            name=row.text("name"), phones=row.each("phone", _phone), emails=row.each("email", _email)
        )
        customer = row.text("customer")
        if not customer and not person.known_by_something:
            raise UserError(_("Nothing in this line says whose {visit} it was."))
        return Visit(
            customer=customer,
            person=person,
            day=day,
            at=moment,
            spend=written.number(row.cell("spend"), self._style.decimal),
            service=row.text("service"),
            staff=row.text("with"),
            items=written.number(row.cell("items"), self._style.decimal),
            note=row.note(),
            number=row.text("number"),
        )

    def _birthday(self, row: _Row) -> Birthday | None:
        if self._tells_parts:
            parts = [row.text(field) for field in _BIRTH]
            day, month, year = (int(one) if one.isdecimal() and len(one) < 5 else None for one in parts)
            if day and month:
                return row.read("birth_day", lambda _cell: birthdays.of(day, month, year or None))
            for field, part in zip(_BIRTH, parts, strict=True):
                if part:
                    row.leave(field)
        language, order = self._style.language, self._style.birthdays
        return row.read("birthday", lambda cell: dates.read_birthday(cell, language, order))


def _phone(text: str) -> str:
    phones.check(text)
    return phones.keep(text)


def _email(text: str) -> str:
    if not EMAIL.fullmatch(text):
        raise UserError(_("“{text}” is no email.").format(text=text[:60]))
    return text


def _consent(cell: Cell) -> str:
    told = fold(text_of(cell))
    if told and told not in _YES | _NO:
        raise UserError(_("“{text}” is neither yes nor no.").format(text=text_of(cell)[:40]))
    return "yes" if told in _YES else "no" if told in _NO else ""


def _tag(text: str) -> str:
    bare = clean(text).removeprefix("* ")
    return "" if bare.lower() in _NO_TAGS else bare


def _address(row: _Row) -> str:
    """Return an address on one line, each part of it once."""
    city, code = row.text("city"), row.text("postcode")
    said = ", ".join(_each((row.text("address"), row.text("street"))))
    place = " ".join(part for part in (code, city) if part and part not in said)
    more = (part for part in (row.text("region"), row.text("country")) if part not in said)
    return ", ".join(filter(None, (said, place, *more)))


def _each(values: Iterable[str]) -> tuple[str, ...]:
    found = tuple(filter(None, values))
    return found if len(found) < 2 else tuple(dict.fromkeys(found))


class _Row:
    """The cells of a line by field, and what could not be read of them."""

    def __init__(self, line: Line, places: dict[str, tuple[int, ...]], headings: list[str]) -> None:
        self._cells, self._places, self._headings = line.cells, places, headings
        self._odd: list[tuple[str, str]] = []
        self.doubts: list[str] = []

    def cells(self, field: str) -> list[Cell]:
        return [at(self._cells, place) for place in self._places[field]]

    def cell(self, field: str) -> Cell:
        places = self._places[field]
        return at(self._cells, places[0]) if places else ""

    def text(self, field: str) -> str:
        places = self._places[field]
        if not places:
            return ""
        cell = at(self._cells, places[0])
        return "" if cell == "" else clean(text_of(cell))

    def note(self) -> str:
        return "\n".join(_each(clean(text_of(cell), lines=True) for cell in self.cells("note") if cell != ""))

    def read(self, field: str, read: Callable[[Cell], T]) -> T | None:
        """Read the cell of a field; what can't be read is left as it is, with a sentence."""
        cell = self.cell(field)
        if cell == "":
            return None
        try:
            return read(cell)
        except UserError as error:
            self._doubt(self._places[field][0], self.text(field), error.message)
            return None

    def each(self, field: str, read: Callable[[str], str]) -> tuple[str, ...]:
        """Read all values of a field; those that can't be read are left as they are, with a sentence."""
        found = []
        for place in self._places[field]:
            cell = at(self._cells, place)
            written = "" if cell == "" else text_of(cell)
            for part in _SEVERAL.split(written) if ":::" in written else (written,):
                text = clean(part)
                try:
                    found.append(read(text) if text else "")
                except UserError as error:
                    self._doubt(place, text, error.message)
        return _each(found)

    def leave(self, field: str) -> None:
        """Keep the cell of a field as it came."""
        self._odd.append((self._headings[self._places[field][0]], self.text(field)))

    def others(self, left: Iterable[int]) -> dict[str, str]:
        """Return what no field has, by the headings."""
        cells = ((self._headings[place], at(self._cells, place)) for place in left)
        found = {heading: clean(text_of(cell), lines=True) for heading, cell in cells if cell != ""}
        for heading, text in self._odd:
            found[heading] = f"{found[heading]}, {text}" if found.get(heading) else text
        return {heading: text for heading, text in found.items() if text}

    def _doubt(self, place: int, text: str, why: str) -> None:
        heading = self._headings[place]
        self._odd.append((heading, text))
        self.doubts.append(f"{heading}: {why}")
