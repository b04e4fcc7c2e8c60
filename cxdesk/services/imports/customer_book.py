"""The customers while a file is looked at: those that are kept, and what the file would do to them.

Only what is looked at is in memory. Whoever is new has a number from NEW on until everything is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxdesk import birthdays
from cxdesk.birthdays import Birthday
from cxdesk.entities.customer import Customer
from cxdesk.schema.entity import changed, spec_of
from cxdesk.services.contacts import alike
from cxdesk.services.contacts.alike import Found, Key, Known
from cxdesk.services.contacts.contact import Contact
from cxdesk.services.imports import customer_facts
from cxdesk.services.imports.plans import BulkWriter, PagingReader
from cxdesk.store.scratch import Scratch, Values
from cxdesk.store.steps import Steps

PAGE = 200
NEW = 1 << 40
_KNOWN_BY = ("name", "phones", "email", "number")
_AT_HAND = 2_000
_SPEC = spec_of(Customer)
_BLANK = vars(Customer(name=""))
_BLANK_ROW = _SPEC.to_row(Customer(name=""))


class CustomerBook:
    """Finds customers as `alike.find` does, and notes what is added and changed until `write` does it."""

    def __init__(self, reader: PagingReader, country: str) -> None:
        self.country = country
        self._reader = reader
        self.scratch = Scratch()
        self._new = 0
        self._first_id = 0
        self._at_hand: dict[int, Customer] = {}

    def load(self) -> Steps[None]:
        """Know those that are kept, in steps."""
        last = 0
        while rows := self._reader.scan(Customer, *_KNOWN_BY, after=last, limit=PAGE):
            for record_id, *told in rows:
                self.scratch.find_by(record_id, self._keys(*told))
            last = rows[-1][0]
            yield

    @property
    def added(self) -> int:
        """How many are new."""
        return self._new

    def find(self, contact: Contact) -> Found | None:
        """Return who a contact is."""
        return self.find_by(contact, alike.keys(contact, self.country))

    def find_by(self, contact: Contact, keys: Sequence[Key]) -> Found | None:
        """Return who a contact is, by its `alike.keys`."""
        # A name alone counts only where nothing else is told; of common names there are thousands.
        nameless = any(by in {"email", "phone"} for by, _key in keys)
        known = {
            key: numbers
            for key in keys
            if not (nameless and key[0] == "name") and (numbers := self.scratch.numbers(f"{key[0]}:{key[1]}"))
        }
        if not known:
            return None
        return alike.find(contact, self.country, lambda key: map(self._known, known.get(key, ())))

    def has_number(self, number: str) -> bool:
        """Tell whether a customer has this number of a till or booking program."""
        return any(self._known(one).number == number for one in self.scratch.numbers(f"number:{number}"))

    def record(self, number: int) -> Customer:
        """Return a customer as they would be by now."""
        if number in self._at_hand:
            return self._at_hand[number]
        row = self.scratch.row(number)
        return self._held(number, self._reader.get(Customer, number).record if row is None else _read(row))

    def add(self, values: dict[str, Any]) -> int:
        """Add a customer; return the number that they have for the time being. Raises InputError."""
        told = _SPEC.cleaned({name: values[name] for name in customer_facts.shown(values)})
        number = NEW + self._new
        self._keep(number, Customer(**told), told)
        self._new += 1
        return number

    def change(self, number: int, values: dict[str, Any]) -> None:
        """Change fields of a customer. Raises InputError."""
        after = changed(self.record(number), **_SPEC.cleaned(values))
        told = {name: value for name, value in vars(after).items() if value != _BLANK[name]}
        self._keep(number, after, told)

    def write(self, tx: BulkWriter) -> Steps[None]:
        """Do all of it in the file, in steps."""
        for page in self.scratch.rows(NEW, NEW + self._new, PAGE):
            ids = tx.add_rows(Customer, [row for _number, row in page])
            self._first_id = self._first_id or ids[0]
            yield
            yield from tx.settle()
        for page in self.scratch.rows(1, NEW, PAGE // 4):
            for number, row in page:
                before, after = vars(tx.get(Customer, number).record), vars(_read(row))
                tx.change(
                    Customer,
                    number,
                    **{name: value for name, value in after.items() if before[name] != value},
                )
            yield
            yield from tx.settle()

    def id_of(self, number: int) -> int:
        """Return the id of a customer in the file, once it is written."""
        return number if number < NEW else self._first_id + number - NEW

    def _keep(self, number: int, customer: Customer, told: dict[str, Any]) -> None:
        """Keep a customer of whom `told` is all that is known."""
        _SPEC.check(customer)
        row = _BLANK_ROW | {name: _SPEC.fields[name].to_db(value) for name, value in told.items()}
        row["title_key"] = _SPEC.key_of(customer.name)
        keys = self._keys(customer.name, customer.phones, customer.email, customer.number)
        self.scratch.keep(number, tuple(row.values()), keys)
        self._held(number, customer)

    def _held(self, number: int, customer: Customer) -> Customer:
        if len(self._at_hand) >= _AT_HAND:
            self._at_hand.clear()
        self._at_hand[number] = customer
        return customer

    def _keys(self, name: str, phones: tuple[str, ...], email: str, number: str) -> list[str]:
        known = Contact(name=name, phones=phones, emails=(email,) if email else (), number=number)
        return [f"{by}:{key}" for by, key in alike.keys(known, self.country)]

    def _known(self, number: int) -> Known:
        one = self.record(number)
        birthday: Birthday | None = birthdays.known(one.birthday)
        words = () if customer_facts.nameless(one) else alike.name_words(one.name)
        return Known(number, words, one.number, birthday)


def _read(row: Values) -> Customer:
    record: Customer = _SPEC.from_row(dict(zip(_BLANK_ROW, row, strict=True)))
    return record
