"""What a table seems to hold, by headings and first lines: said where it is given as something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Map
from datetime import date
from decimal import Decimal

from cxdesk import phones
from cxdesk.i18n import N_, _
from cxdesk.services.cells import Cell, text_of
from cxdesk.services.contacts import columns
from cxdesk.services.contacts.columns import EMAIL, Kind
from cxdesk.services.imports import mapping as mappings
from cxdesk.services.imports.mapping import Mapping
from cxdesk.services.imports.metric_fields import FIELDS
from cxdesk.services.imports.plans import Target
from cxdesk.services.imports.tables import Table
from cxdesk.services.imports.visits import VisitTable

_DAY = re.compile(r"\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\b.*|\d{8}|(?=.*\d{4}).*[^\W\d_]{3}.*", re.DOTALL)
_AMOUNT = re.compile(r"[^\d]{0,5}\d[\d.,'’\s]*[^\d]{0,5}")
_OF_PERSONS = frozenset(
    {"birthday", "birth_year", "called", "street", "postcode", "city", "address", "tags", "consent"}
)
_OF_NUMBERS = frozenset({"value", "numerator", "promoters"})
_SEVERAL = 0.8
"""With fewer people than so many of the lines, some have several."""
_HERE = {("customers", "visits"): {"number": "customer"}, ("visits", "customers"): {"customer": "number"}}
_LOOKS = {
    "customers": N_("This looks like a list of {customers}: {signs}."),
    "visits": N_("This looks like a list of {visits}: {signs}."),
    "metrics": N_("This looks like numbers of metrics: {signs}."),
}


def other_kind(kind: str, table: Table) -> tuple[str, str]:
    """Return what a table given as one of a kind rather looks like, and a sentence; ("", "") if it fits.

    The kinds are those of `batches.TARGETS`.
    """
    seen = _Look(table)
    for likely, signs in (("metrics", seen.numbers), ("visits", seen.visits), ("customers", seen.customers)):
        told = signs()
        if told:
            words = _(_LOOKS[likely]).format(signs=", ".join(told))
            return ("", "") if likely == kind else (likely, words)
    return "", ""


def carried(mapping: Mapping, table: Table, given: Target, wanted: Target) -> Mapping:
    """Return the mapping of a table for another kind of it, with what was chosen by hand for this kind."""
    found = dict(wanted.proposed(table).columns)
    usual, chosen = _by_heading(given.proposed(table).columns), _by_heading(mapping.columns)
    same = _HERE.get((given.kind, wanted.kind), {})
    known = {field.key for field in wanted.fields}
    for heading in table.head:
        field = chosen.get(heading, "")
        if field == usual.get(heading, ""):
            continue
        field = same.get(field, field)
        if field and field not in known:
            continue
        found = {key: name for key, name in found.items() if name != heading}
        if field:
            found[_free(field, found, several=field in wanted.many)] = heading
    return Mapping(columns=found, decimal=mapping.decimal, dates=mapping.dates, reading=mapping.reading)


def _by_heading(chosen: Map[str, str]) -> dict[str, str]:
    return {heading: columns.field_of(field) for field, heading in chosen.items()}


def _free(field: str, found: Map[str, str], *, several: bool) -> str:
    """Return the name under which a column is one more of a field: the second phone is phone_2."""
    count = 1 + sum(columns.field_of(key) == field for key in found)
    return f"{field}_{count}" if several and count > 1 else field


class _Look:
    """A table, and what its columns would be in each kind of it."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._read: dict[Kind, columns.Mapping] = {}

    def numbers(self) -> list[str]:
        """Return what speaks for numbers of metrics: headings that are ours."""
        ours = mappings.propose(self.table.head, [field._replace(words=()) for field in FIELDS])
        if {"metric", "period"} <= ours.keys() and ours.keys() & _OF_NUMBERS:
            return [_("a metric, a period and a number in each line")]
        return []

    def visits(self) -> list[str]:
        """Return what speaks for visits: whose each was, a day, and more that a list of people has not."""
        told = self._as("visits").chosen()
        if VisitTable().knows(Mapping(columns=told)) or not self._has_days() or self._counts_by_day():
            return []
        amount, several = self._most("visits", "spend", _is_amount), self._several_of_one()
        sold = "number" in told or ("service" in told and told.keys() & {"time", "with"})
        if not (several or ((amount or sold) and not self._tells_of_persons())):
            return []
        signs = (
            (True, _("a day in each line")), (amount, _("an amount")),
            (several, _("several lines for one person")),
        )  # fmt: skip
        return [words for there, words in signs if there]

    def customers(self) -> list[str]:
        """Return what speaks for people: how they are reached, and no days on which they came."""
        if self.table.cards:
            return [_("address cards")]
        if self._has_days():
            return []
        name = any(self._most("customers", field, _is_word) for field in ("name", "given", "family"))
        phone = self._most("customers", "phone", _is_phone)
        email = self._most("customers", "email", _is_email)
        if not (phone or email or (name and self._tells_of_persons())):
            return []
        signs = (
            (name, _("names")), (phone, _("phone numbers")), (email, _("emails")),
            (True, _("no days of {visits}")),
        )  # fmt: skip
        return [words for there, words in signs if there]

    def _as(self, kind: Kind) -> columns.Mapping:
        if kind not in self._read:
            self._read[kind] = columns.propose(self.table.head, self.table.first, kind)
        return self._read[kind]

    def _has_days(self) -> bool:
        """Tell whether most lines have the day of a visit."""
        return self._most("visits", "date", _is_day, of_all=True)

    def _counts_by_day(self) -> bool:
        """Tell whether each line has a day of its own, and how many customers there were on it."""
        read = self._as("visits")
        if any(read.places(field) for field in ("name", "phone", "email")):
            return False
        days, told = (
            [text_of(cell) for place in read.places(field)[:1] for cell in self._cells(place)]
            for field in ("date", "customer")
        )
        return len(set(days)) == len(days) and all(text.isdecimal() for text in told if text)

    def _tells_of_persons(self) -> bool:
        return any(column.field in _OF_PERSONS for column in self._as("customers").columns)

    def _several_of_one(self) -> bool:
        """Tell whether some people have several lines."""
        for field in ("customer", "email", "phone", "name"):
            for place in self._as("visits").places(field)[:1]:
                told = [text_of(cell) for cell in self._cells(place)]
                told = [text for text in told if text and not text.isdecimal()]
                if len(told) > 1:
                    return len(set(told)) < _SEVERAL * len(told)
        return False

    def _most(self, kind: Kind, field: str, check: Callable[[Cell], bool], *, of_all: bool = False) -> bool:
        """Tell whether most of the filled cells of a field, or most lines, hold what they should."""
        for place in self._as(kind).places(field):
            cells = self._cells(place)
            filled = [cell for cell in cells if text_of(cell)]
            right = sum(map(check, filled))
            if right and 2 * right > len(cells if of_all else filled):
                return True
        return False

    def _cells(self, place: int) -> list[Cell]:
        return [columns.at(line.cells, place) for line in self.table.first]


def _is_day(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and _DAY.fullmatch(text_of(cell)) is not None)


def _is_amount(cell: Cell) -> bool:
    return isinstance(cell, Decimal) or _AMOUNT.fullmatch(text_of(cell)) is not None


def _is_phone(cell: Cell) -> bool:
    return bool(phones.key(text_of(cell), ""))


def _is_email(cell: Cell) -> bool:
    return EMAIL.fullmatch(text_of(cell)) is not None


def _is_word(cell: Cell) -> bool:
    return any(map(str.isalpha, text_of(cell)))
