"""Who may be there twice: hints over all customers, for somebody to decide on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxdesk import birthdays, clock, phones
from cxdesk.entities.customer import Customer
from cxdesk.entities.shop import Shop
from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.contacts import alike
from cxdesk.services.contacts.alike import Hint
from cxdesk.services.contacts.contact import Contact

_FIELDS = ("id", "name", "called", "phones", "email", "birthday", "number")
_APART = re.compile(r"\(≠#([0-9]{1,15})\)")


def country(reader: Reader) -> str:
    """Return the shop's country, by which phone numbers are compared (two letters)."""
    return phones.country_of(next(iter(reader.values(Shop, "language")), "en"))


def hints(reader: Reader) -> list[Hint]:
    """Return all pairs that may be one person, the likeliest first, without those said to be two.

    Seconds for 100,000: for a worker.
    """
    apart = _said_apart(reader)
    found = alike.hints(_contacts(reader), country(reader))
    return [hint for hint in found if frozenset((hint.one, hint.other)) not in apart]


def not_the_same(tx: Writer, one: int, other: int) -> None:
    """Take note that two records are two people: they are no hint any more. Raises NotFound, UserError.

    It stands among the other columns of the first, so that it goes wherever the record goes.
    """
    first, second = sorted((one, other))
    tx.get(Customer, second)
    record = tx.get(Customer, first).record
    if first == second:
        raise UserError(_("These are one record already: choose two."))
    if second in _apart(record.more):
        return
    said = _("Not the same person as another record, {day} {mark}").format(
        day=clock.today().isoformat(), mark=f"(≠#{second})"
    )
    tx.change(Customer, first, more="\n".join(filter(None, (record.more, said))))


def _said_apart(reader: Reader) -> set[frozenset[int]]:
    told = reader.columns(Customer, "id", "more")
    return {frozenset((who, other)) for who, more in told if more for other in _apart(more)}


def _apart(more: str) -> set[int]:
    return {int(number) for number in _APART.findall(more)}


def _contacts(reader: Reader) -> Iterator[tuple[int, Contact]]:
    for record_id, name, called, numbers, email, birthday, number in reader.columns(Customer, *_FIELDS):
        yield record_id, Contact(
            name=name, called=called, phones=numbers, emails=(email,) if email else (),
            birthday=birthdays.known(birthday), number=number,
        )  # fmt: skip
