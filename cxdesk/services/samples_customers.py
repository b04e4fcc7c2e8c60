"""Who comes to the sample shop: customers with what is known of them, visits, and a secret service system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache

from cxdesk.birthdays import Birthday
from cxdesk.entities.cue import Cue
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.role import Role
from cxdesk.entities.secret_system import SecretSystem
from cxdesk.entities.stage import Stage
from cxdesk.entities.visit import Visit
from cxdesk.paths import resource
from cxdesk.schema.reading import Writer
from cxdesk.services.trade_files import read_file

_NO_BIRTHDAY = -1


@dataclass(frozen=True, slots=True)
class SampleLine:
    """What is known of somebody."""

    sort: str
    text: str
    in_days: int
    alert: str = "normal"


@dataclass(frozen=True, slots=True)
class SampleVisit:
    """A visit that was; `kept` and `missed` are texts of lines."""

    in_days: int
    service: str
    ticket: int
    note: str = ""
    kept: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleCustomer:
    """Somebody who comes; `person` serves them, `planned_at` is the time of the next visit."""

    name: str
    phones: tuple[str, ...]
    since_in_days: int
    person: str
    visits: tuple[SampleVisit, ...]
    lines: tuple[SampleLine, ...] = ()
    called: str = ""
    email: str = ""
    birthday_in_days: int = _NO_BIRTHDAY
    born: int = 0
    tags: tuple[str, ...] = ()
    consent: str = ""
    planned_in_days: int = 0
    planned_at: str = ""
    first_visit: bool = False


@dataclass(frozen=True, slots=True)
class SampleSystem:
    """A secret service system; `cue`, `role` and the stages are names."""

    name: str
    learnt: str
    sort: str
    learnt_at: str
    kept_in: str
    cue: str
    role: str
    does: str
    used_at: str


@dataclass(frozen=True, slots=True)
class SampleCustomers:
    """What the file holds."""

    customers: tuple[SampleCustomer, ...]
    systems: tuple[SampleSystem, ...]


@cache
def sample_customers(name: str) -> SampleCustomers:
    """Return who comes to a sample shop."""
    return read_file(SampleCustomers, resource("samples", f"{name}_customers.toml"))


def fill_customers(tx: Writer, data: SampleCustomers, today: date, people: Mapping[str, int]) -> None:
    """Add all of it, as of `today`; `people` are those of the team by name."""
    for one in data.customers:
        _add_customer(tx, one, today, people[one.person])
    cues = {row.record.name: row.id for row in tx.rows(Cue)}
    roles = {row.record.name: row.id for row in tx.rows(Role)}
    stages = {row.record.name: row.id for row in tx.rows(Stage)}
    for system in data.systems:
        tx.add(
            SecretSystem(
                name=system.name, learnt=system.learnt, sort=system.sort, learnt_at=stages[system.learnt_at],
                kept_in=system.kept_in, cue=cues[system.cue], role=roles[system.role], does=system.does,
                used_at=stages[system.used_at], checked_on=today,
            )
        )  # fmt: skip


def _add_customer(tx: Writer, one: SampleCustomer, today: date, person: int) -> None:
    since = _day(today, one.since_in_days)
    birthday = ""
    if one.birthday_in_days != _NO_BIRTHDAY:
        born = _day(today, one.birthday_in_days)
        in_every_month = min(born.day, 28)
        birthday = Birthday(in_every_month, born.month, one.born or None).iso
    customer = tx.add(
        Customer(
            name=one.name, called=one.called, phones=one.phones, email=one.email, birthday=birthday,
            since=since, first_visit=one.first_visit, tags=one.tags, consent=one.consent,
            consent_on=since if one.consent else None,
        )
    )  # fmt: skip
    lines = {line.text: _add_line(tx, line, customer, today, person) for line in one.lines}
    for visit in one.visits:
        tx.add(
            Visit(
                customer=customer, happens_on=_day(today, visit.in_days), state="came", person=person,
                service=visit.service, ticket=visit.ticket, note=visit.note,
                kept=tuple(lines[text] for text in visit.kept),
                missed=tuple(lines[text] for text in visit.missed),
            )
        )  # fmt: skip
    if one.planned_at:
        day, at = _day(today, one.planned_in_days), time.fromisoformat(one.planned_at)
        tx.add(Visit(customer=customer, happens_on=day, at=at, state="planned", person=person))


def _add_line(tx: Writer, line: SampleLine, customer: int, today: date, person: int) -> int:
    noted = _day(today, line.in_days)
    return tx.add(
        Preference(
            customer=customer, sort=line.sort, text=line.text, alert=line.alert, person=person, seen_on=noted
        )
    )


def _day(today: date, in_days: int) -> date:
    return today + timedelta(days=in_days)
