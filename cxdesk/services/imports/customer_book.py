"""The customers while a file is taken in: those that are kept, and those that the file has brought so far.

Only what is looked at is in memory. Whoever is new has a number below 0 until everything is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

from cxdesk.entities.customer import Customer
from cxdesk.schema.entity import changed, spec_of
from cxdesk.services.contacts import alike
from cxdesk.services.contacts.alike import Found, Known
from cxdesk.services.contacts.contact import Contact
from cxdesk.services.imports.customer_facts import birthday_of, known_as
from cxdesk.services.imports.plans import BulkWriter, PagingReader
from cxdesk.store.scratch import Scratch
from cxdesk.store.steps import Steps

PAGE = 200
_SPEC = spec_of(Customer)
_BLANK = vars(Customer(name=""))


class CustomerBook:
    """Finds customers as `alike.find` does, adds and changes them; with a writer, in the file as well."""

    def __init__(self, reader: PagingReader, country: str, tx: BulkWriter | None = None) -> None:
        self.country = country
        self._reader, self._tx = reader, tx
        self.scratch = Scratch()
        self._new = 0
        self._waiting: list[object] = []
        self._first_id = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.scratch.close()

    def load(self) -> Steps[None]:
        """Know those that are kept, in steps."""
        ids = self._reader.ids(Customer)
        for start in range(0, len(ids), PAGE):
            for row in self._reader.page(Customer, ids[start : start + PAGE]):
                self.scratch.find_by(row.id, self._keys(row.record))
            yield

    def find(self, contact: Contact) -> Found | None:
        """Return who a contact is."""
        # A name alone counts only where nothing else is told; of common names there are thousands.
        nameless = bool(contact.emails) or any(
            by == "phone" for by, _key in alike.keys(contact, self.country)
        )

        def known(key: alike.Key) -> Iterator[Known]:
            return iter(()) if nameless and key[0] == "name" else self._known(key)

        return alike.find(contact, self.country, known)

    def has_number(self, number: str) -> bool:
        """Tell whether a customer has this number of a till or booking program."""
        return any(one.number == number for one in self._known(("number", number)))

    def record(self, number: int) -> Customer:
        """Return a customer as they are by now."""
        image = self.scratch.text(number)
        if image is not None:
            record: Customer = _SPEC.from_row(json.loads(image))
            return record
        return self._reader.get(Customer, number).record

    def add(self, customer: Customer) -> int:
        """Add a customer; return the number that they have for the time being. Raises InputError."""
        told = {
            name: value for name, value in vars(customer).items() if value != _BLANK[name] or name == "name"
        }
        customer = Customer(**_SPEC.cleaned(told))
        self._new += 1
        self._keep(-self._new, customer)
        if self._tx is not None:
            self._waiting.append(customer)
            if len(self._waiting) >= PAGE:
                self.flush()
        return -self._new

    def change(self, number: int, values: dict[str, Any]) -> None:
        """Change fields of a customer. Raises InputError."""
        kept = _SPEC.cleaned(values)
        self._keep(number, changed(self.record(number), **kept))
        if self._tx is not None:
            self._tx.change(Customer, self.id_of(number), **kept)

    def id_of(self, number: int) -> int:
        """Return the id of a customer in the file; one that waits is written first."""
        if number > 0:
            return number
        if -number > self._new - len(self._waiting):
            self.flush()
        return self._first_id - number - 1

    def flush(self) -> None:
        """Write all that wait."""
        if self._tx is not None and self._waiting:
            ids = self._tx.add_all(self._waiting)
            self._first_id = self._first_id or ids[0]
            self._waiting = []

    def _keep(self, number: int, customer: Customer) -> None:
        image = json.dumps(_SPEC.to_row(customer), ensure_ascii=False)
        self.scratch.keep(number, image, self._keys(customer))

    def _keys(self, customer: Customer) -> list[str]:
        return [f"{by}:{key}" for by, key in alike.keys(known_as(customer), self.country)]

    def _known(self, key: alike.Key) -> Iterator[Known]:
        for number in self.scratch.numbers(f"{key[0]}:{key[1]}"):
            one = self.record(number)
            yield Known(number, alike.name_words(one.name), one.number, birthday_of(one))
