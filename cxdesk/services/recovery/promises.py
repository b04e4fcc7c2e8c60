"""Promises: what was promised to whom, until when; open until kept, or let go for a reason."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal, NamedTuple

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.promise import Promise
from cxdesk.errors import InputError, UserError
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.customers.cards import why_no_notes

State = Literal["overdue", "today", "open", "kept", "let_go"]


class Given(NamedTuple):
    """A promise as it is typed. `whom` is somebody who is not on file."""

    what: str
    due_on: date
    due_at: time | None = None
    customer: int | None = None
    whom: str = ""
    incident: int | None = None
    person: int | None = None


def may_belong_to(reader: Reader, customer: int | None, began: int | None = None) -> list[Stored[Incident]]:
    """Return the incidents that a promise to a customer may belong to, the newest first.

    Those are the open ones of that customer and, on top, the one from which the promise was begun, be it
    closed or of somebody who is not on file; never one of another customer.
    """
    rows = reader.rows(Incident, customer=customer, closed_at="") if customer is not None else []
    rows.sort(key=lambda row: (row.record.happened_on or date.min, row.id), reverse=True)
    first = reader.find(Incident, began)
    if first is None or _is_of_another(first.record, customer):
        return rows
    return [first, *(row for row in rows if row.id != first.id)]


def _is_of_another(record: Incident, customer: int | None) -> bool:
    return None not in (customer, record.customer) and record.customer != customer


def add(tx: Writer, given: Given) -> int:
    """Keep a promise; return its id. One of an incident is to whom that happened. Raises InputError."""
    customer, whom = given.customer, given.whom
    if given.incident is not None and customer is None and not whom.strip():
        record = tx.get(Incident, given.incident).record
        customer, whom = record.customer, record.who
    wrong = {}
    if not given.what.strip():
        wrong["what"] = _("What was promised? A few words are enough.")
    row = tx.find(Customer, customer)
    refusal = why_no_notes(row.record) if row is not None else ""
    if refusal:
        wrong["customer"] = _("{why} Note it without the name.").format(why=refusal)
    if given.incident is not None and _is_of_another(tx.get(Incident, given.incident).record, customer):
        wrong["incident"] = _("This incident is somebody else’s. Choose one of theirs, or none.")
    if wrong:
        raise InputError(wrong)
    return tx.add(
        Promise(
            what=given.what.strip(), customer=customer, whom="" if customer else whom,
            incident=given.incident, person=given.person, promised_on=clock.today(),
            due_on=given.due_on, due_at=given.due_at,
        )
    )  # fmt: skip


def keep(tx: Writer, promise: int) -> None:
    """Note that a promise was kept, as of now."""
    tx.change(Promise, promise, kept_at=clock.stamp(clock.now()), let_go_on=None, let_go_why="")


def let_go(tx: Writer, promise: int, why: str) -> None:
    """Note that a promise won't be kept. Raises InputError without a reason."""
    if tx.get(Promise, promise).record.kept_at:
        raise UserError(_("This promise was kept. Open it again first."))
    if not why.strip():
        raise InputError({"let_go_why": _("Say why, and what they were told: somebody is waiting for it.")})
    tx.change(Promise, promise, let_go_on=clock.today(), let_go_why=why.strip())


def open_again(tx: Writer, promise: int) -> None:
    """Put a promise back among those that are waited for."""
    tx.change(Promise, promise, kept_at="", let_go_on=None, let_go_why="")


def state(record: Promise, now: datetime, today: date) -> State:
    """Tell how a promise stands; one with a time is overdue once that is over."""
    if record.kept_at:
        return "kept"
    if record.let_go_on is not None:
        return "let_go"
    due = record.due_on or today
    if due != today:
        return "overdue" if due < today else "open"
    late = record.due_at is not None and record.due_at < now.astimezone().time()
    return "overdue" if late else "today"


def waiting(reader: Reader) -> list[Stored[Promise]]:
    """Return the promises that are waited for: those overdue first, then by when they are due."""
    rows = reader.rows(Promise, kept_at="", let_go_on=None)
    return sorted(
        rows, key=lambda row: (row.record.due_on or date.max, row.record.due_at or time.max, row.id)
    )


def over(reader: Reader) -> list[Stored[Promise]]:
    """Return the promises that were kept or let go, the newest first."""
    rows = [row for row in reader.rows(Promise) if row.record.kept_at or row.record.let_go_on is not None]
    return sorted(rows, key=lambda row: (row.record.due_on or date.min, row.id), reverse=True)


def to_whom(reader: Reader, record: Promise) -> str:
    """Return to whom it was promised; "" where nobody is named."""
    row = reader.find(Customer, record.customer)
    return row.record.name if row is not None else record.whom
