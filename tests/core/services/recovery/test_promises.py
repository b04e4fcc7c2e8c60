"""Promises: waited for until kept or let go, the overdue first."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.promise import Promise
from cxdesk.errors import InputError, UserError
from cxdesk.services.recovery import promises
from cxdesk.services.recovery.promises import Given
from cxdesk.workspace import Workspace


def add(ws: Workspace, what: str, days: int, **more: object) -> int:
    given = Given(what, clock.today() + timedelta(days=days), **more)  # type: ignore[arg-type]
    return ws.run("promise", lambda tx: promises.add(tx, given))


def test_the_overdue_come_first(ws: Workspace) -> None:
    later, today, late = add(ws, "Later", 3), add(ws, "Today", 0), add(ws, "Late", -1)
    first = add(ws, "Today at nine", 0, due_at=time(9))
    assert [row.id for row in promises.waiting(ws)] == [late, first, today, later]


def test_a_promise_of_an_incident_is_to_whom_it_happened(ws: Workspace) -> None:
    ana = ws.add(Customer(name="Ana"))
    day = clock.today()
    one = ws.add(Incident(happened_on=day, happened="x", customer=ana))
    two = ws.add(Incident(happened_on=day, happened="x", who="The man with the dog"))
    made = [ws.get(Promise, add(ws, "Call", 1, incident=incident)).record for incident in (one, two)]
    assert [promises.to_whom(ws, record) for record in made] == ["Ana", "The man with the dog"]
    assert [record.customer for record in made] == [ana, None]


def test_it_may_belong_to_what_is_open_of_the_same_person_and_to_nobody_elses(ws: Workspace) -> None:
    ana, bea = ws.add(Customer(name="Ana")), ws.add(Customer(name="Bea"))
    day = clock.today()
    older, newer = (
        ws.add(Incident(happened_on=day - timedelta(days=ago), happened="x", customer=ana)) for ago in (2, 1)
    )
    closed = ws.add(Incident(happened_on=day, happened="x", customer=ana, closed_at="2026-01-01T10:00:00Z"))
    unnamed = ws.add(Incident(happened_on=day, happened="x", who="The man with the dog"))
    wanted = {
        (ana, None): [newer, older], (ana, closed): [closed, newer, older],
        (ana, unnamed): [unnamed, newer, older], (bea, newer): [], (None, newer): [newer], (None, None): [],
    }  # fmt: skip
    for (who, began), ids in wanted.items():
        assert [row.id for row in promises.may_belong_to(ws, who, began)] == ids
    with pytest.raises(InputError) as refused:
        add(ws, "Call", 1, customer=bea, incident=newer)
    assert list(refused.value.fields) == ["incident"]
    assert ws.count(Promise) == 0


def test_kept_or_let_go_it_is_waited_for_no_more(ws: Workspace) -> None:
    kept, gone = add(ws, "Call", -1), add(ws, "Send the photo", -2)
    ws.run("keep", lambda tx: promises.keep(tx, kept))
    with pytest.raises(InputError):
        ws.run("go", lambda tx: promises.let_go(tx, gone, "  "))
    ws.run("go", lambda tx: promises.let_go(tx, gone, "They moved; told them."))
    assert promises.waiting(ws) == []
    assert [row.id for row in promises.over(ws)] == [kept, gone]
    with pytest.raises(UserError):
        ws.run("go", lambda tx: promises.let_go(tx, kept, "why"))
    ws.run("open", lambda tx: promises.open_again(tx, gone))
    assert [row.id for row in promises.waiting(ws)] == [gone]


def test_one_with_a_time_is_overdue_after_it() -> None:
    now = datetime.combine(date(2026, 11, 20), time(12)).astimezone(UTC)
    day = date(2026, 11, 20)
    facts = ((None, "today"), (time(11, 59), "overdue"), (time(12, 1), "today"))
    for at, state in facts:
        assert promises.state(Promise(what="x", due_on=day, due_at=at), now, day) == state
    yesterday = Promise(what="x", due_on=date(2026, 11, 19))
    assert promises.state(yesterday, now, day) == "overdue"


def test_nothing_is_promised_blank_or_about_who_wants_no_notes(ws: Workspace) -> None:
    with pytest.raises(InputError):
        add(ws, " ", 1)
    silent = ws.add(Customer(name="Ana", do_not_store=True))
    with pytest.raises(InputError):
        add(ws, "Call", 1, customer=silent)
    assert ws.count(Promise) == 0
