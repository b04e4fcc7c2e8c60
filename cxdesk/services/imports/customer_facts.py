"""What a contact of a file adds to a customer: gaps are filled, and what is known stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from cxdesk import birthdays, phones
from cxdesk.birthdays import Birthday
from cxdesk.entities.customer import Customer
from cxdesk.i18n import _
from cxdesk.schema.entity import spec_of
from cxdesk.services.contacts.alike import email_key, name_words
from cxdesk.services.contacts.contact import Contact
from cxdesk.text import clean, fold, one_line

_SPEC = spec_of(Customer)
MOST_PHONES = _SPEC.fields["phones"].most


class Filled(NamedTuple):
    """The values that a customer gets, and a sentence on the fields where the file says something else."""

    values: dict[str, Any]
    kept: str = ""


def made_of(contact: Contact, country: str) -> dict[str, Any]:
    """Return the values of a new customer; one without a name is called by what else is known."""
    reached = (*contact.phones, *contact.emails)
    name = contact.name or contact.called or next(iter(reached), contact.number)
    return {"name": name, **filled(Customer(name=name), contact, country).values}


def nameless(customer: Customer) -> bool:
    """Tell whether somebody is called by what they are reached or known by, for want of a name."""
    return customer.name in {*customer.phones, customer.email, customer.number}


def holds(customer: Customer, contact: Contact, country: str) -> bool:
    """Tell whether a customer has all that a contact can be found by.

    Then the contact is found in them for good, whatever else becomes known of whomever; else it may be found
    in another one later.
    """
    if contact.number not in {"", customer.number}:
        return False
    if contact.emails and {email_key(one) for one in contact.emails} != {email_key(customer.email)}:
        return False
    if contact.phones != customer.phones:
        reached = {phones.key(one, country) for one in customer.phones} | {""}
        if not {phones.key(one, country) for one in contact.phones} <= reached:
            return False
    words = () if contact.name == customer.name else name_words(contact.name)
    return not words or words == name_words(customer.name)


def filled(customer: Customer, contact: Contact, country: str) -> Filled:
    """Return what a contact tells that is not known of a customer yet.

    Who does not want notes to be kept gets none: then only what they are reached by is filled in.
    """
    facts = _Facts(customer, country)
    facts.name(contact.name)
    facts.emails(contact.emails)
    facts.phones(contact.phones)
    facts.plain("number", contact.number)
    if customer.do_not_store:
        return facts.done()
    facts.plain("called", contact.called)
    facts.birthday(contact.birthday)
    facts.plain("since", contact.since)
    facts.plain("consent", contact.consent)
    facts.plain("address", contact.address)
    facts.note(contact.note)
    facts.tags(contact.tags)
    facts.more(contact.extra.items())
    return facts.done()


class _Facts:
    """What is gathered for one customer."""

    def __init__(self, customer: Customer, country: str) -> None:
        self._customer, self._country = customer, country
        self._values: dict[str, Any] = {}
        self._kept: list[str] = []
        self._others: list[tuple[str, str]] = []

    def done(self) -> Filled:
        """Return all of it; what found no field stands among the other columns."""
        if self._others and not self._customer.do_not_store:
            self.more(self._others)
        if not self._kept:
            return Filled(self._values)
        words = _("{field}: the file says something else; what was known is kept.")
        return Filled(self._values, words.format(field=", ".join(dict.fromkeys(self._kept))))

    def plain(self, field: str, told: Any) -> None:
        """Fill a field that holds one value."""
        if told and isinstance(told, str):
            told = clean(told, lines=_SPEC.fields[field].kind.name == "long_text")
        known = getattr(self._customer, field)
        if not told or told == known:
            return
        if known in {"", None}:
            self._values[field] = told
        elif not (isinstance(told, str) and fold(told) == fold(known)):
            self._keep(field)

    def name(self, told: str) -> None:
        """Compare the names; another way of writing one is none. Who had no name gets it."""
        if not told or name_words(told) == name_words(self._customer.name):
            return
        if nameless(self._customer) and any(map(str.isalpha, told)):
            self._values["name"] = told
        else:
            self._keep("name")

    def emails(self, told: Iterable[str]) -> None:
        """Take the first email, and keep further ones among the other columns."""
        first, *further = [*told] or [""]
        known = email_key(self._customer.email)
        if not known and first:
            self._values["email"] = first
        elif known and first and known not in map(email_key, (first, *further)):
            self._keep("email")
            return
        elif known:
            further = [one for one in (first, *further) if one and email_key(one) != known]
        self._others += [(_("Further email"), one) for one in further if self._is_new(one)]

    def phones(self, told: Iterable[str]) -> None:
        """Add numbers that lead elsewhere than those that are known."""
        numbers = list(self._customer.phones)
        lead_to = {phones.key(one, self._country) or one for one in numbers}
        for one in told:
            leads_to = phones.key(one, self._country) or one
            if leads_to in lead_to:
                continue
            lead_to.add(leads_to)
            if len(numbers) < MOST_PHONES:
                numbers.append(one)
            elif self._is_new(one):
                self._others.append((_("Further phone"), one))
        if len(numbers) > len(self._customer.phones):
            self._values["phones"] = tuple(numbers)

    def birthday(self, told: Birthday | None) -> None:
        """Fill in a birthday, or its year."""
        if told is None:
            return
        known = birthdays.known(self._customer.birthday)
        if told == known:
            return
        same_day = known is not None and (known.day, known.month) == (told.day, told.month)
        if known is None or (same_day and known.year is None):
            self._values["birthday"] = told.iso
        elif not (same_day and told.year is None):
            self._keep("birthday")

    def note(self, told: str) -> None:
        """Add a note below the one that is there."""
        if not told:
            return
        told = clean(told, lines=True)
        known = self._customer.note
        if told and told not in known:
            self._values["note"] = f"{known}\n{told}" if known else told

    def tags(self, told: Iterable[str]) -> None:
        """Add tags."""
        known = {fold(tag) for tag in self._customer.tags}
        new = {fold(tag): tag for tag in told if fold(tag) not in known}
        if new:
            self._values["tags"] = (*self._customer.tags, *new.values())

    def more(self, told: Iterable[tuple[str, str]]) -> None:
        """Add columns that no field has, each on a line of its own below its heading."""
        lines = self._values.get("more", self._customer.more)
        for heading, text in told:
            entry = f"{heading}: " + "\n  ".join(clean(text, lines=True).split("\n"))
            entry = clean(entry, lines=True)
            there = f"\n{lines}\n"
            if f"\n{entry}\n" in there:
                continue
            if f"\n{heading}: " in there and (heading, text) not in self._others:
                self._kept.append(heading)
                continue
            lines = f"{lines}\n{entry}" if lines else entry
        if lines != self._customer.more:
            self._values["more"] = lines

    def _is_new(self, text: str) -> bool:
        return text not in self._customer.more

    def _keep(self, field: str) -> None:
        self._kept.append(_(_SPEC.fields[field].label))


def shown(values: dict[str, Any]) -> tuple[str, ...]:
    """Return the fields of a change in the order in which people read them."""
    return tuple(name for name in _SPEC.fields if name in values)


def written(customer: Customer, field: str) -> str:
    """Return a field of a customer as one short line."""
    declared = _SPEC.fields[field]
    return one_line(declared.write(getattr(customer, field)), 80)
