"""Files of visits: whose each was, which are new, and writing those."""

from __future__ import annotations

from datetime import date

from cxdesk import phones
from cxdesk.entities.person import Person
from cxdesk.entities.visit import Visit
from cxdesk.errors import UserError
from cxdesk.i18n import N_, _, ngettext
from cxdesk.schema.entity import spec_of
from cxdesk.schema.kinds import Refused
from cxdesk.services.cells import Line, text_of
from cxdesk.services.contacts import rows
from cxdesk.services.contacts.columns import EMAIL
from cxdesk.services.contacts.contact import Contact
from cxdesk.services.contacts.rows import RowReader
from cxdesk.services.imports import contact_tables, customer_facts
from cxdesk.services.imports.customer_book import NEW, PAGE, CustomerBook
from cxdesk.services.imports.mapping import Mapping
from cxdesk.services.imports.plans import BulkWriter, Item, PagingReader, Plan, Tally
from cxdesk.services.imports.tables import Table
from cxdesk.store.steps import Steps
from cxdesk.text import fold

_SPEC = spec_of(Visit)
_TICKET = _SPEC.fields["ticket"]
UNKNOWN = "unknown"
_EXAMPLE = '{"unknown": "skip"}'
SKIP, ADD = "skip", "add"
_TOLD_BY = ("customer", "number", "happens_on", "ticket", "service")
_VISITS = 2 * NEW
"""From here on the numbers of new visits, beyond those of new customers."""


class VisitTable:
    """The target for lists of visits, sales or bookings."""

    kind = "visits"
    label = N_("{Visits}")
    fields = contact_tables.VISIT_FIELDS
    numbers: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    many = contact_tables.SEVERAL
    wide = False

    def proposed(self, table: Table) -> Mapping:
        """Return what the columns seem to be."""
        return contact_tables.proposed(table, "visits")

    def knows(self, mapping: Mapping) -> str:
        """Return why a mapping is not enough, or nothing."""
        if (
            mapping.wide
            or set(mapping.fixed) - {UNKNOWN}
            or mapping.fixed.get(UNKNOWN, ADD) not in {SKIP, ADD}
        ):
            return _(
                "A table of {visits} has columns alone; “fixed” can say {example}:"
                " then nobody is made who is not known."
            ).format(example=_EXAMPLE)
        if "date" not in mapping.columns:
            return _("No column tells the day. Say which one does.")
        if not mapping.columns.keys() & {"customer", "name", "phone", "email"}:
            return _("No column tells whose {visit} it was. Say which one does.")
        return ""

    def plan(self, reader: PagingReader, table: Table, mapping: Mapping) -> Steps[Plan]:
        """Look at every line. Raises UserError, and Ambiguous."""
        language = contact_tables.language_of(reader)
        found = contact_tables.chosen(table, mapping, "visits")
        style = yield from contact_tables.style_of(table, found, mapping, language)
        made = VisitsPlan(
            table, RowReader(found, style), phones.country_of(language),
            skip=mapping.fixed.get(UNKNOWN) == SKIP,
        )  # fmt: skip
        made.notices += contact_tables.told_of(table, mapping, "visits")
        yield from made.look(reader)
        return made


class VisitsPlan:
    """What a file of visits would do: it stands beside until it is written, never in memory."""

    def __init__(self, table: Table, reader: RowReader, country: str, *, skip: bool) -> None:
        self.tally = Tally()
        self.notices: list[str] = []
        self._table, self._reader, self._country, self._skip = table, reader, country, skip
        self._ledger: _Ledger | None = None
        self._looked_at = -1

    def look(self, reader: PagingReader) -> Steps[None]:
        """Find out what each line would do."""
        made = yield from self._go(reader)
        if made:
            words = ngettext("{n} {customer} is new.", "{n} {customers} are new.", made)
            self.notices.append(words.format(n=made))

    def write(self, tx: BulkWriter) -> Steps[None]:
        """Do it."""
        if self._ledger is None or self._looked_at != tx.newest_operation():
            yield from self._go(tx)
        ledger, self._ledger = self._ledger, None
        if ledger is not None:
            yield from ledger.write(tx)

    def _go(self, reader: PagingReader) -> Steps[int]:
        """Look at every line; return how many customers are made for it."""
        self._looked_at = reader.newest_operation()
        ledger = _Ledger(CustomerBook(reader, self._country), reader, skip=self._skip)
        yield from ledger.load()
        # Somebody made for a later line may be whom an earlier one meant: then all are looked at anew, until
        # nobody is made any more, so the same file again finds everybody it found.
        while ledger.anew():
            self.tally = Tally()
            yield from contact_tables.in_steps(
                self._table.lines(), lambda line: self.tally.note(self._item(ledger, line))
            )
        self._ledger = ledger
        return ledger.made

    def _item(self, ledger: _Ledger, line: Line) -> Item:
        who = ""
        try:
            read = self._reader.visit(line)
            who = read.person.name or read.customer
            return ledger.take(line.number, read, wants=self.tally.wants("add"))
        except (UserError, Refused) as error:
            why = error.message if isinstance(error, UserError) else str(error)
            shown = who or ", ".join(filter(None, map(text_of, line.cells)))[:60]
            return Item(line.number, "wrong", shown, why=why)


class _Ledger:
    """The visits while a file is looked at; those that are kept are told by whose, when, how much, what."""

    def __init__(self, book: CustomerBook, reader: PagingReader, *, skip: bool) -> None:
        self.book = book
        self._reader, self._skip = reader, skip
        self._new = 0
        self._looks = 0
        self._before = -1
        self._open = True
        """Whether a line may mean another one once everybody is made."""
        self._seen = bytearray()
        """For each one made for the file: whether this look came by them."""
        self._staff = {fold(row.record.name): row.id for row in reader.rows(Person)}

    def load(self) -> Steps[None]:
        """Know what is kept, in steps."""
        yield from self.book.load()
        last = 0
        while found := self._reader.scan(Visit, *_TOLD_BY, after=last, limit=PAGE):
            for record_id, customer, *told in found:
                self.book.scratch.find_by(record_id, ["kept:" + _key(customer or 0, *told)])
            last = found[-1][0]
            yield

    def anew(self) -> bool:
        """Begin another look; tell whether there is any need of it."""
        if not self._open or self.made == self._before:
            return False
        self._open, self._before, self._new = False, self.made, 0
        self._seen = bytearray(self.made)
        self._looks += 1
        return True

    @property
    def made(self) -> int:
        """How many customers are made for the file."""
        return self.book.added

    def take(self, line: int, read: rows.Visit, *, wants: bool) -> Item:
        """Plan one line. Raises UserError, Refused."""
        visit, doubt = self._visit(read)
        customer, new = self._customer(read)
        key = _key(customer, *(getattr(visit, name) for name in _TOLD_BY[1:]))
        file = f"file{self._looks}:"
        before = len(self.book.scratch.numbers(file + key))
        kept = len(self.book.scratch.numbers("kept:" + key))
        self.book.scratch.find_by(line, [file + key])
        if before < kept:
            return Item(line, "same", self.book.record(customer).name if wants else "", _day(visit))
        row = {**_SPEC.to_row(visit), "customer": customer}
        self.book.scratch.keep(_VISITS + self._new, tuple(row.values()))
        self._new += 1
        if not wants and not doubt:
            return Item(line, "add")
        name = self.book.record(customer).name
        return Item(
            line, "add", _("{name} (new)").format(name=name) if new else name, _day(visit),
            now="" if visit.ticket is None else _TICKET.write(visit.ticket), why=doubt,
        )  # fmt: skip

    def write(self, tx: BulkWriter) -> Steps[None]:
        """Do all of it in the file, in steps."""
        yield from self.book.write(tx)
        place = list(_SPEC.fields).index("customer")
        for page in self.book.scratch.rows(_VISITS, _VISITS + self._new, PAGE):
            told = [(*row[:place], self.book.id_of(row[place]), *row[place + 1 :]) for _number, row in page]
            tx.add_rows(Visit, told)
            yield
            yield from tx.settle()

    def _visit(self, read: rows.Visit) -> tuple[Visit, str]:
        """Return the visit of a line, without whose it was. Raises UserError, Refused."""
        ticket = None
        if read.spend is not None:
            ticket = _TICKET.parse(f"{read.spend.normalize():f}")
        person = self._staff.get(fold(read.staff)) if read.staff else None
        doubt, note = "", read.note
        if read.staff and person is None:
            told = _("With: {name}").format(name=read.staff)
            note = f"{note}\n{told}" if note else told
            doubt = _("“{name}” is none of the {staffs}: the name is kept in the note.").format(
                name=read.staff
            )
        values = {
            "happens_on": read.day, "at": read.at, "person": person, "service": read.service,
            "ticket": ticket, "note": note, "number": read.number, "state": "came",
        }  # fmt: skip
        visit = Visit(**_SPEC.cleaned(values))
        _SPEC.check(visit)
        return visit, doubt

    def _customer(self, read: rows.Visit) -> tuple[int, bool]:
        """Return whose a visit was, and whether they are made for it. Raises UserError."""
        contact = _who(self.book, read)
        found = self.book.find(contact)
        if found is not None and found.sure and len(found.ids) > 1:
            self._open = True
            raise UserError(_("Several are known by that: nobody can tell whose {visit} it was."))
        if found is not None and found.sure:
            number = found.ids[0]
        elif self._skip:
            raise UserError(_("Nobody is known by that, and the mapping says to leave such lines out."))
        else:
            number = self.book.add(customer_facts.made_of(contact, self.book.country))
            self._seen.append(0)
        # A key that was taken for a phone or a name is a number as soon as somebody has it as theirs.
        may_be_number = bool(read.customer) and not contact.number and _of_itself(read) is None
        record = self.book.record(number)
        self._open |= may_be_number or not customer_facts.holds(record, contact, self.book.country)
        return number, self._is_first(number)

    def _is_first(self, number: int) -> bool:
        """Tell whether somebody is made for the file, and this is the first line of theirs."""
        if number < NEW or self._seen[number - NEW]:
            return False
        self._seen[number - NEW] = 1
        return True


def _who(book: CustomerBook, read: rows.Visit) -> Contact:
    """Return what a line tells of the customer: the key is their number, else an email, a phone or a name."""
    key, person = read.customer, read.person
    if not key or book.has_number(key):
        return person._replace(number=key)
    return _of_itself(read) or _by_phone_or_name(book, key, person) or person._replace(number=key)


def _of_itself(read: rows.Visit) -> Contact | None:
    """Return the contact of a key that shows by itself that it is no number."""
    key, person = read.customer, read.person
    if EMAIL.fullmatch(key):
        return person._replace(emails=(*person.emails, key))
    if key.startswith("+") and phones.is_phone(key):
        return person._replace(phones=(*person.phones, key))
    if " " in key and not any(char.isdecimal() for char in key):
        return person._replace(name=person.name or key)
    return None


def _by_phone_or_name(book: CustomerBook, key: str, person: Contact) -> Contact | None:
    """Return the contact of a key that is a phone or a name somebody is known by; else it is a number."""
    if phones.is_phone(key):
        by_phone = person._replace(phones=(*person.phones, key))
        return by_phone if book.find(by_phone) else None
    by_name = Contact(name=key)
    if not any(char.isdecimal() for char in key) and book.find(by_name):
        return person._replace(name=person.name or key)
    return None


def _key(customer: int, number: str, day: date | None, ticket: int | None, service: str) -> str:
    return "\x1f".join(map(str, (customer, number, day, ticket, fold(service))))


def _day(visit: Visit) -> str:
    return "" if visit.happens_on is None else visit.happens_on.isoformat()
