"""What tables of customers and of visits share: their columns, and how days and amounts are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from cxdesk.entities.shop import Shop
from cxdesk.errors import UserError
from cxdesk.i18n import N_, _
from cxdesk.schema.reading import Reader
from cxdesk.services import cells as written
from cxdesk.services.cells import Ambiguous, Cell
from cxdesk.services.contacts import columns, dates
from cxdesk.services.contacts.column_words import CUSTOMER, MANY, VISIT
from cxdesk.services.contacts.columns import Kind
from cxdesk.services.contacts.rows import Style
from cxdesk.services.imports.mapping import Field, Mapping
from cxdesk.services.imports.tables import Table
from cxdesk.store.steps import Steps

T = TypeVar("T")
LINES_A_STEP = 40
"""A line of a person takes longer than one of numbers: it is compared with all others."""
MOST_TOLD = 6

_LABELS = {
    "name": N_("Name"),
    "given": N_("First name"),
    "middle": N_("Middle name"),
    "family": N_("Last name"),
    "called": N_("Called"),
    "company": N_("Company"),
    "phone": N_("Phone"),
    "email": N_("Email"),
    "birthday": N_("Birthday"),
    "birth_day": N_("Day of birth"),
    "birth_month": N_("Month of birth"),
    "birth_year": N_("Year of birth"),
    "note": N_("Note"),
    "tags": N_("Tags"),
    "number": N_("Number"),
    "street": N_("Street"),
    "postcode": N_("Postcode"),
    "city": N_("City"),
    "region": N_("Region"),
    "country": N_("Country"),
    "address": N_("Address"),
    "since": N_("Since"),
    "consent": N_("May we keep notes?"),
    "customer": N_("{Customer}: number or name"),
    "date": N_("Day"),
    "time": N_("Time"),
    "spend": N_("Spent"),
    "service": N_("Service"),
    "with": N_("With"),
    "items": N_("How many items"),
}
CUSTOMER_FIELDS = tuple(Field(key, _LABELS[key]) for key in CUSTOMER)
VISIT_FIELDS = tuple(Field(key, _LABELS[key]) for key in VISIT)
SEVERAL = MANY


def proposed(table: Table, kind: Kind) -> Mapping:
    """Return what the columns of a table seem to be."""
    return Mapping(columns=columns.propose(table.head, table.first, kind).chosen())


def chosen(table: Table, mapping: Mapping, kind: Kind) -> columns.Mapping:
    """Return what each column is. Raises UserError for a field or heading that does not exist."""
    return columns.told(table.head, mapping.columns, kind)


def told_of(table: Table, mapping: Mapping, kind: Kind) -> list[str]:
    """Say which program a table comes from, and which of its columns no field has."""
    found = columns.propose(table.head, table.first, kind)
    known = {
        name for field, name in mapping.columns.items() if field != "items"
    }  # a visit has no place for it
    left = [name for name in table.head if name not in known]
    said = [_("It looks like a file of {program}.").format(program=found.source)] if found.source else []
    if left:
        names = ", ".join(f"“{name}”" for name in left[:MOST_TOLD])
        if more := len(left[MOST_TOLD:]):
            names = _("{names} and {n} more").format(names=names, n=more)
        words = _("Kept as they came: {names}.") if kind == "customers" else _("Left out: {names}.")
        said.append(words.format(names=names))
    return said


def language_of(reader: Reader) -> str:
    """Return the language of the shop."""
    return next((row.record.language for row in reader.rows(Shop)), "en")


def style_of(table: Table, found: columns.Mapping, mapping: Mapping, language: str) -> Steps[Style]:
    """Find out how days and amounts are written, in steps. Raises Ambiguous where two ways fit."""
    fields = ("since", "birthday") if found.kind == "customers" else ("date", "spend", "items")
    wanted = {field: places[0] for field in fields if (places := found.places(field))}
    cells: dict[str, dict[Cell, None]] = {field: {} for field in wanted}
    for count, line in enumerate(table.lines() if wanted else (), 1):
        for field, place in wanted.items():
            cell = columns.at(line.cells, place)
            if isinstance(cell, str) and cell:
                cells[field][cell] = None
        if count % (10 * LINES_A_STEP) == 0:
            yield
    day = "since" if found.kind == "customers" else "date"
    days: written.Order = mapping.dates
    if not days:
        days = yield from dates.column_order_in_steps([*cells.get(day, ())])
    birthdays = yield from _order(cells.get("birthday", ()), mapping)
    numbers = (*cells.get("spend", ()), *cells.get("items", ()))
    decimal: written.Marks = mapping.decimal or (yield from written.decimal_mark_in_steps(numbers))
    return Style(language, dates=days, birthdays=birthdays, decimal=decimal)


def _order(cells: Iterable[Cell], mapping: Mapping) -> Steps[written.Order]:
    """Return how birthdays are written: as they can only be, else as was chosen for all days."""
    yield
    try:
        return (yield from dates.column_order_in_steps([*cells]))
    except Ambiguous:
        if not mapping.dates:
            raise
        return mapping.dates


def refuse_cards(table: Table) -> None:
    """Raise UserError for address cards, where a table is needed."""
    if table.cards:
        raise UserError(_("Address cards hold {customers}, nothing else."))


def in_steps(lines: Iterator[T], act: Callable[[T], None], size: int = LINES_A_STEP) -> Steps[None]:
    """Do something with each line, in steps."""
    while part := list(islice(lines, size)):
        for line in part:
            act(line)
        yield
