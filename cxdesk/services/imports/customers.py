"""Files of customers: what each line or card would do, and doing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from cxdesk import phones
from cxdesk.errors import UserError
from cxdesk.i18n import N_, _, ngettext
from cxdesk.schema.kinds import Refused
from cxdesk.services.cells import Line, text_of
from cxdesk.services.contacts import alike, columns, vcards
from cxdesk.services.contacts.alike import name_words
from cxdesk.services.contacts.contact import Contact
from cxdesk.services.contacts.rows import Person, RowReader, Style
from cxdesk.services.imports import contact_tables, customer_facts
from cxdesk.services.imports.customer_book import NEW, CustomerBook
from cxdesk.services.imports.mapping import Mapping
from cxdesk.services.imports.plans import SEPARATOR, BulkWriter, Item, PagingReader, Plan, Tally, What
from cxdesk.services.imports.tables import Table
from cxdesk.store.steps import Steps

_SURE_BY = {
    "number": N_("the same number"),
    "email": N_("the same email"),
    "phone": N_("the same phone number"),
    "name": N_("the same name"),
}
MOST_IDS = 5
NAMELESS, SKIP, ADD = "nameless", "skip", "add"
_EXAMPLE = '{"nameless": "skip"}'
_CODES: tuple[What, ...] = ("add", "update", "same", "wrong")
_OPEN = 4


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
        if (
            mapping.wide
            or set(mapping.fixed) - {NAMELESS}
            or mapping.fixed.get(NAMELESS, ADD) not in {SKIP, ADD}
        ):
            return _(
                "A table of {customers} has columns alone; “fixed” can say {example}:"
                " then nobody is made who has no name."
            ).format(example=_EXAMPLE)
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
        self.nameless = 0
        """Lines by which somebody without a name is made, and about which nothing else is to be said."""
        self._skip_nameless = mapping.fixed.get(NAMELESS) == SKIP
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
        if self.nameless:
            words = ngettext(
                "{n} line has no name: kept under its phone number or email.",
                "{n} lines have no name: kept under their phone number or email.",
                self.nameless,
            )
            self.notices.append(words.format(n=self.nameless))
        count = self.tally.doubts - self.nameless
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
        self.tally, self.nameless = Tally(), 0
        self._looked_at = reader.newest_operation()
        yield
        book = CustomerBook(reader, self._country)
        yield from book.load()
        lines = _Lines()
        yield from contact_tables.in_steps(self._entries(), lambda entry: self._first(book, lines, *entry))
        # A later line may tell more of somebody than an earlier one could know: lines that can mean another
        # one by now are looked at again until that changes nothing, so the same file again changes nothing.
        while lines.anew():
            yield from contact_tables.in_steps(
                self._entries(), lambda entry: self._again(book, lines, *entry)
            )
        self._book = book

    def _entries(self) -> Iterator[tuple[int, Callable[[], Person]]]:
        """Give the line of each entry, and what reads it: it raises UserError where that can't be done."""
        if self._table.cards:
            for card in vcards.read(self._table.path):
                yield card.line, partial(_of_card, card)
            return
        for line in self._table.lines():
            yield line.number, partial(self._of_line, line)

    def _of_line(self, line: Line) -> Person:
        try:
            return self._reader.contact(line)
        except UserError as error:
            shown = ", ".join(filter(None, map(text_of, line.cells)))[:60]
            raise UserError(f"{error.message} ({shown})" if shown else error.message) from error

    def _first(self, book: CustomerBook, lines: _Lines, line: int, read: Callable[[], Person]) -> None:
        try:
            person = read()
        except UserError as error:
            lines.add("wrong", settled=True)
            self.tally.note(Item(line, "wrong", why=error.message))
            return
        item, settled = self._judged(book, line, person)
        lines.add(item.what, settled=settled)
        self.tally.note(item)

    def _again(self, book: CustomerBook, lines: _Lines, line: int, read: Callable[[], Person]) -> None:
        before = lines.next()
        if before is None:
            return
        item, settled = self._judged(book, line, read(), again=True)
        lines.put(item.what, settled=settled)
        if item.what in {"add", "update"}:
            self.tally.note_again(item, before)

    def _judged(
        self, book: CustomerBook, line: int, person: Person, *, again: bool = False
    ) -> tuple[Item, bool]:
        """Plan one entry; tell whether it is found in the same one for good."""
        contact = person.contact
        name = contact.name or contact.called
        try:
            return self._done(book, line, person, again=again)
        except (UserError, Refused) as error:
            why = error.message if isinstance(error, UserError) else str(error)
            return Item(line, "wrong", name or _reached(contact), why=why), False

    def _done(self, book: CustomerBook, line: int, read: Person, *, again: bool) -> tuple[Item, bool]:
        contact, doubts = read
        keys = alike.keys(contact, self._country)
        if not keys:
            contact = _known_as_called(contact)
            keys = alike.keys(contact, self._country)
        found = book.find_by(contact, keys)
        if found is not None and found.sure and len(found.ids) > 1:
            raise UserError(_several(book, found.by, found.ids))
        if found is None or not found.sure:
            if found is not None:
                doubts = (*doubts, _("The email is that of somebody with another name: taken for another."))
            reached = _reached(contact) if contact.name or contact.called else ""
            doubts = self._without_name(contact, doubts)
            number = book.add(customer_facts.made_of(contact, book.country))
            record = book.record(number)
            item = Item(
                line, "add", record.name if self.tally.wants("add") or doubts else "", reached,
                why=" ".join(doubts),
            )  # fmt: skip
            return item, customer_facts.holds(record, contact, book.country)
        number = found.ids[0]
        record = book.record(number)
        values, kept = customer_facts.filled(record, contact, book.country)
        why = "" if again else " ".join(filter(None, (*doubts, kept)))
        if not values:
            item = Item(line, "same", record.name, _(_SURE_BY[found.by]), why=why)
            return item, customer_facts.holds(record, contact, book.country)
        book.change(number, values)
        after = book.record(number)
        fields = customer_facts.shown(values)
        was = SEPARATOR.join(filter(None, (customer_facts.written(record, field) for field in fields)))
        now = SEPARATOR.join(filter(None, (customer_facts.written(after, field) for field in fields)))
        item = Item(line, "update", record.name, _(_SURE_BY[found.by]), was=was, now=now, why=why)
        return item, customer_facts.holds(after, contact, book.country)

    def _without_name(self, contact: Contact, doubts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the doubts about somebody new. Raises UserError where they are not to be made."""
        if contact.name or contact.called:
            return doubts
        if self._skip_nameless:
            raise UserError(_("There is no name in this line, and such lines are to be left out."))
        self.nameless += not doubts
        return (*doubts, _("No name: kept under what is known."))


class _Lines:
    """What came of each line, and whether another look at it may bring something else; a byte for each."""

    def __init__(self) -> None:
        self._told = bytearray()
        self._at = 0
        self._open = 0
        self._does = False

    def add(self, what: What, *, settled: bool) -> None:
        """Note the next line of the first look."""
        self._told.append(_CODES.index(what) | (0 if settled else _OPEN))
        self._open += not settled
        self._does |= what in {"add", "update"}

    def anew(self) -> bool:
        """Begin another look; tell whether there is any need of it."""
        needed = self._does and self._open > 0
        self._at, self._does = 0, False
        return needed

    def next(self) -> What | None:
        """Go on to the next line; return what came of it before, or None where nothing else can."""
        code = self._told[self._at]
        self._at += 1
        return _CODES[code & ~_OPEN] if code & _OPEN else None

    def put(self, what: What, *, settled: bool) -> None:
        """Note what came of the line this time."""
        place = self._at - 1
        before = _CODES[self._told[place] & ~_OPEN]
        self._does |= what in {"add", "update"}
        kept = before if before in {"add", "update"} else what
        self._told[place] = _CODES.index(kept) | (0 if settled else _OPEN)
        self._open -= settled


def _of_card(card: vcards.Card | vcards.LeftOut) -> Person:
    if isinstance(card, vcards.Card):
        return Person(card.contact)
    raise UserError(card.why)


def _known_as_called(contact: Contact) -> Contact:
    """Return a contact that can be found again. Raises UserError where nothing tells who it is."""
    if name_words(contact.called):
        return contact._replace(name=contact.called)
    raise UserError(_("There is no name in this line, and nothing else that tells one from others."))


def _reached(contact: Contact) -> str:
    return next(iter((*contact.phones, *contact.emails)), "")


def _several(book: CustomerBook, by: str, ids: tuple[int, ...]) -> str:
    kept = [str(one) for one in ids if one < NEW][:MOST_IDS]
    words = _("Several have {reason}, so nobody can tell whom it means. Merge them first, or give a number.")
    said = words.format(reason=_(_SURE_BY[by]))
    return f"{said} ({', '.join(kept)})" if kept else said
