"""Logging visits: what was done, and which preferences were honoured; visits to come are planned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import NamedTuple

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.visit import Visit
from cxdesk.errors import InputError, UserError
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader, Writer


class Given(NamedTuple):
    """A visit as it is typed; `ticket` in minor units, `kept` and `missed` are ids of preferences."""

    day: date
    person: int | None = None
    service: str = ""
    ticket: int | None = None
    note: str = ""
    at: time | None = None
    cues: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()


def log(writer: Writer, customer: int, given: Given, *, visit: int | None = None) -> int:
    """Keep a visit that was, and return its id; `visit` is the one that is changed or was planned.

    Without it, what was planned for that day counts as come. With the second visit nobody is new any more.
    Raises InputError for a day to come, and for a preference that is both honoured and not.
    """
    check(given)
    values = {
        "customer": customer, "happens_on": given.day, "state": "came", "person": given.person,
        "service": given.service, "ticket": given.ticket, "note": given.note, "cues": given.cues,
        "kept": given.kept, "missed": given.missed,
    }  # fmt: skip
    if visit is None:
        visit = planned_on(writer, customer, given.day)
    if given.at is not None or visit is None:
        values["at"] = given.at
    if visit is None:
        visit = writer.add(Visit(**values))  # type: ignore[arg-type]
    else:
        writer.change(Visit, visit, **values)
    _no_longer_new(writer, customer)
    return visit


def check(given: Given) -> None:
    """Raise InputError for what can't be."""
    wrong = {}
    if given.day > clock.today():
        wrong["happens_on"] = _("This day is still to come. Plan it on “Who is coming” instead.")
    if set(given.kept) & set(given.missed):
        wrong["kept"] = _("A preference is either honoured or not.")
    if wrong:
        raise InputError(wrong)


def planned_on(reader: Reader, customer: int, day: date) -> int | None:
    """Return the visit that is planned for a customer on a day, the earliest of several."""
    rows = [
        row for row in reader.rows(Visit, customer=customer, happens_on=day) if row.record.state == "planned"
    ]
    return min(rows, key=lambda row: (row.record.at or time.max, row.id)).id if rows else None


def plan(
    writer: Writer, customer: int, day: date, at: time | None = None, *, person: int | None = None
) -> int:
    """Plan a visit and return its id. Raises InputError for a day that is over."""
    if day < clock.today():
        raise InputError({"happens_on": _("This day is over. Log the {visit} on the card instead.")})
    writer.get(Customer, customer)
    return writer.add(Visit(customer=customer, happens_on=day, at=at, state="planned", person=person))


def did_not_come(writer: Writer, visit: int) -> None:
    """Take note that a planned visit was not kept. Raises UserError for one that was not planned."""
    if writer.get(Visit, visit).record.state != "planned":
        raise UserError(_("Only a planned {visit} can be missed."))
    writer.change(Visit, visit, state="missed")


def marks(visit: Visit, preferences: Iterable[int]) -> dict[int, bool | None]:
    """Return for each preference whether it was honoured at a visit; None where nobody said."""
    kept, missed = set(visit.kept), set(visit.missed)
    return {one: True if one in kept else False if one in missed else None for one in preferences}


def _no_longer_new(writer: Writer, customer: int) -> None:
    row: Stored[Customer] = writer.get(Customer, customer)
    if row.record.first_visit and writer.count(Visit, customer=customer, state="came") > 1:
        writer.change(Customer, customer, first_visit=False)
