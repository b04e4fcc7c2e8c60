"""What people promised to do: by whom, by when, and whether it worked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from cxdesk import clock
from cxdesk.entities import default_registry
from cxdesk.entities.action import Action
from cxdesk.errors import InputError
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader, Writer

CHECKS = (30, 60, 90)
State = Literal["overdue", "today", "open", "check", "done", "dropped"]
WAITING: tuple[State, ...] = ("overdue", "check", "today", "open")
"""The states in which somebody is still to do something, the most pressing first."""


def add(
    tx: Writer,
    what: str,
    *,
    owner: int | None,
    due_on: date | None,
    from_kind: str = "",
    from_record: int | None = None,
    metric: int | None = None,
    check_days: int | None = None,
) -> int:
    """Keep what is to be done; return its id. It is asked whether it worked `check_days` after it was done.

    Raises InputError without words, and for a record that it can't have come from.
    """
    if from_kind and (from_kind not in default_registry() or from_record is None):
        raise InputError({"from_kind": _("There is no record “{kind}”.").format(kind=from_kind)})
    return tx.add(
        Action(
            what=what.strip(), owner=owner, due_on=due_on, from_kind=from_kind, from_record=from_record,
            metric=metric, check_days=check_days,
        )
    )  # fmt: skip


def done(tx: Writer, action: int, day: date, note: str = "") -> None:
    """Note that something is done, since a day. Raises InputError for a day that is still to come."""
    if day > clock.today():
        raise InputError({"done_on": _("This day is still to come. Take the day on which it was done.")})
    kept = {"done_note": note.strip()} if note.strip() else {}
    tx.change(Action, action, done_on=day, dropped_why="", **kept)


def drop(tx: Writer, action: int, why: str) -> None:
    """Let something go that is not done. Raises InputError without a reason."""
    if not why.strip():
        raise InputError({"dropped_why": _("Say why it is not done any more: somebody counted on it.")})
    tx.change(Action, action, dropped_why=why.strip())


def open_again(tx: Writer, action: int) -> None:
    """Put something back among what is to be done; what was said about its effect goes with it."""
    tx.change(
        Action, action, done_on=None, dropped_why="", worked="", worked_on=None, worked_note=""
    )  # fmt: skip


def answer(tx: Writer, action: int, worked: str, note: str = "") -> None:
    """Keep whether it worked: "yes", "no" or "unclear", which is asked again.

    Raises InputError for what is not done.
    """
    if worked not in {"yes", "no", "unclear"}:
        raise InputError({"worked": _("Answer with yes, no, or “not to be told yet”.")})
    if tx.get(Action, action).record.done_on is None:
        raise InputError({"worked": _("It is not done yet: first give the day on which it was done.")})
    tx.change(Action, action, worked=worked, worked_on=clock.today(), worked_note=note.strip())


def check_day(record: Action) -> date | None:
    """Return when it is asked whether something worked; None where nobody asks, or not any more."""
    if record.done_on is None or record.check_days is None or record.worked in {"yes", "no"}:
        return None
    since = record.worked_on if record.worked == "unclear" and record.worked_on else record.done_on
    return since + timedelta(days=record.check_days)


def state(record: Action, today: date) -> State:
    """Tell how an action stands; "check" is one that is done, and did it work?"""
    if record.done_on is not None:
        check = check_day(record)
        return "check" if check is not None and check <= today else "done"
    if record.dropped_why.strip():
        return "dropped"
    if record.due_on is None or record.due_on > today:
        return "open"
    return "today" if record.due_on == today else "overdue"


def rows(reader: Reader, today: date, *, owner: int | None = None) -> list[Stored[Action]]:
    """Return all actions, or those of one person: first what waits, the longest wait on top."""
    found = reader.rows(Action) if owner is None else reader.rows(Action, owner=owner)
    return sorted(found, key=lambda row: _rank(row, today))


def _rank(row: Stored[Action], today: date) -> tuple[int, int, int]:
    record = row.record
    now = state(record, today)
    if now in WAITING:
        due = check_day(record) if now == "check" else record.due_on
        return 0 if now != "open" else 1, (due or date.max).toordinal(), row.id
    return (2 if now == "done" else 3), -(record.done_on or date.min).toordinal(), -row.id


def counts(found: Iterable[Stored[Action]], today: date) -> dict[State, int]:
    """Count actions by how they stand."""
    counted: dict[State, int] = {}
    for row in found:
        now = state(row.record, today)
        counted[now] = counted.get(now, 0) + 1
    return counted


def from_record(reader: Reader, kind: str, record: int) -> list[Stored[Action]]:
    """Return the actions that came from a record."""
    return reader.rows(Action, from_kind=kind, from_record=record)
