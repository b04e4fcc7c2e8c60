"""Who may be there twice: hints over all customers, for somebody to decide on."""

from __future__ import annotations

from collections.abc import Iterator

from cxdesk.entities.customer import Customer
from cxdesk.entities.shop import Shop
from cxdesk.schema.reading import Reader
from cxdesk.services.contacts import alike, birthdays, phones
from cxdesk.services.contacts.alike import Hint
from cxdesk.services.contacts.contact import Contact

_FIELDS = ("id", "name", "called", "phones", "email", "birthday", "number")


def country(reader: Reader) -> str:
    """Return the shop's country, by which phone numbers are compared (two letters)."""
    return phones.country_of(next(iter(reader.values(Shop, "language")), "en"))


def hints(reader: Reader) -> list[Hint]:
    """Return all pairs that may be one person, the likeliest first. Seconds for 100,000: for a worker."""
    return alike.hints(_contacts(reader), country(reader))


def _contacts(reader: Reader) -> Iterator[tuple[int, Contact]]:
    for record_id, name, called, numbers, email, birthday, number in reader.columns(Customer, *_FIELDS):
        yield record_id, Contact(
            name=name, called=called, phones=numbers, emails=(email,) if email else (),
            birthday=birthdays.parse_iso(birthday) if birthday else None, number=number,
        )  # fmt: skip
