"""Files of customers: what each line or card would do, and doing it."""

from __future__ import annotations

from collections.abc import Iterator

from cxdesk import phones
from cxdesk.errors import UserError
from cxdesk.i18n import N_, _, ngettext
from cxdesk.schema.kinds import Refused
from cxdesk.services.cells import text_of
from cxdesk.services.contacts import columns, vcards
from cxdesk.services.contacts.contact import Contact
from cxdesk.services.contacts.rows import Person, RowReader, Style
from cxdesk.services.imports import contact_tables, customer_facts
from cxdesk.services.imports.customer_book import NEW, CustomerBook
from cxdesk.services.imports.mapping import Mapping
from cxdesk.services.imports.plans import SEPARATOR, BulkWriter, Item, PagingReader, Plan, Tally
from cxdesk.services.imports.tables import Table
from cxdesk.store.steps import Steps

_SURE_BY = {
    "number": N_("the same number"),
    "email": N_("the same email"),
    "phone": N_("the same phone number"),
    "name": N_("the same name"),
}
MOST_IDS = 5


class CustomerTable:
    """The target for lists of customers, and for address cards."""

    kind = "customers"
    label = N_("{Customers}")
    fields = contact_tables.CUSTOMER_FIELDS
    numbers: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    many = contact_tables.SEVERAL
    wide = False

    def proposed(self, table: Table) -> Mapping:
        """Return what the columns seem to be."""
        return contact_tables.proposed(table, "customers")

    def knows(self, mapping: Mapping) -> str:
        """Return why a mapping is not enough, or nothing."""
        if mapping.wide or mapping.fixed:
            return _("A table of {customers} has columns alone: no “wide”, no “fixed”.")
        return ""

    def plan(self, reader: PagingReader, table: Table, mapping: Mapping) -> Steps[Plan]:
        """Look at every line. Raises UserError where nothing tells who anybody is, and Ambiguous."""
        language = contact_tables.language_of(reader)
        made = CustomersPlan(table, mapping, language)
        if not table.cards:
            found = contact_tables.chosen(table, mapping, "customers")
            if not any(found.places(field) for field in ("name", "given", "family", "phone", "email")):
                raise UserError(
                    _(
                        "No column tells a name, a phone number or an email. Say which one does."
                        " The columns are: {columns}."
                    ).format(columns=", ".join(table.head))
                )
            style = yield from contact_tables.style_of(table, found, mapping, language)
            made.notices += contact_tables.told_of(table, mapping, "customers")
            made.reads_by(RowReader(found, style))
        yield from made.look(reader)
        return made


class CustomersPlan:
    """What a file of customers would do: it stands beside until it is written, never in memory."""

    def __init__(self, table: Table, mapping: Mapping, language: str) -> None:
        self.tally = Tally()
        self.notices: list[str] = []
        self._table = table
        self._country = phones.country_of(language)
        self._reader = RowReader(columns.told((), {}, "customers"), Style(language))
        self._book: CustomerBook | None = None
        self._looked_at = -1

    def reads_by(self, reader: RowReader) -> None:
        """Read the lines as columns and style say."""
        self._reader = reader

    def look(self, reader: PagingReader) -> Steps[None]:
        """Find out what each line would do."""
        yield from self._go(reader)
        count = self.tally.doubts
        if count:
            words = ngettext(
                "{n} line says something that is not taken over: see there.",
                "{n} lines say something that is not taken over: see there.",
                count,
            )
            self.notices.append(words.format(n=count))

    def write(self, tx: BulkWriter) -> Steps[None]:
        """Do it."""
        if self._book is None or self._looked_at != tx.newest_operation():
            yield from self._go(tx)
        book, self._book = self._book, None
        if book is not None:
            yield from book.write(tx)

    def _go(self, reader: PagingReader) -> Steps[None]:
        self.tally = tally = Tally()
        self._looked_at = reader.newest_operation()
        yield
        book = CustomerBook(reader, self._country)
        yield from book.load()
        yield from contact_tables.in_steps(
            self._entries(), lambda entry: tally.note(_item(book, *entry, tally=tally))
        )
        self._book = book

    def _entries(self) -> Iterator[tuple[int, Person | str]]:
        """Give the line of each entry, and who it is or why it can't be read."""
        if self._table.cards:
            for card in vcards.read(self._table.path):
                yield card.line, Person(card.contact) if isinstance(card, vcards.Card) else card.why
            return
        for line in self._table.lines():
            try:
                yield line.number, self._reader.contact(line)
            except UserError as error:
                shown = ", ".join(filter(None, map(text_of, line.cells)))[:60]
                yield line.number, f"{error.message} ({shown})" if shown else error.message


def _item(book: CustomerBook, line: int, read: Person | str, *, tally: Tally) -> Item:
    """Plan, and where the book writes also do, one entry."""
    if isinstance(read, str):
        return Item(line, "wrong", why=read)
    contact = read.contact
    name = contact.name or contact.called
    try:
        return _done(book, line, read, tally)
    except (UserError, Refused) as error:
        why = error.message if isinstance(error, UserError) else str(error)
        return Item(line, "wrong", name, why=why)


def _done(book: CustomerBook, line: int, read: Person, tally: Tally) -> Item:
    contact, doubts = read
    found = book.find(contact)
    if found is not None and found.sure and len(found.ids) > 1:
        raise UserError(_several(book, found.by, found.ids))
    if found is None or not found.sure:
        if found is not None:
            doubts = (*doubts, _("The email is that of somebody with another name: taken for another."))
        number = book.add(customer_facts.made_of(contact, book.country))
        return Item(
            line, "add", book.record(number).name if tally.wants("add") else "",
            _reached(contact), why=" ".join(doubts),
        )  # fmt: skip
    number = found.ids[0]
    record = book.record(number)
    values, kept = customer_facts.filled(record, contact, book.country)
    why = " ".join((*doubts, *kept))
    if not values:
        return Item(line, "same", record.name, _(_SURE_BY[found.by]), why=why)
    book.change(number, values)
    after = book.record(number)
    fields = customer_facts.shown(values)
    was = SEPARATOR.join(filter(None, (customer_facts.written(record, field) for field in fields)))
    now = SEPARATOR.join(filter(None, (customer_facts.written(after, field) for field in fields)))
    return Item(line, "update", record.name, _(_SURE_BY[found.by]), was=was, now=now, why=why)


def _reached(contact: Contact) -> str:
    return next(iter((*contact.phones, *contact.emails)), "")


def _several(book: CustomerBook, by: str, ids: tuple[int, ...]) -> str:
    kept = [str(one) for one in ids if one < NEW][:MOST_IDS]
    words = _("Several have {reason}, so nobody can tell whom it means. Merge them first, or give a number.")
    said = words.format(reason=_(_SURE_BY[by]))
    return f"{said} ({', '.join(kept)})" if kept else said
