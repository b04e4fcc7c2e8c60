"""Logging and planning visits: what was planned counts as come, nobody stays new."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.visit import Visit
from cxdesk.errors import InputError, UserError
from cxdesk.services.customers import visits
from cxdesk.services.customers.visits import Given
from cxdesk.workspace import Workspace


@pytest.fixture
def day() -> date:
    return clock.today()


@pytest.fixture
def ana(ws: Workspace) -> int:
    return ws.add(Customer(name="Ana", first_visit=True))


def log(ws: Workspace, who: int, given: Given, visit: int | None = None) -> int:
    return ws.run("log", lambda tx: visits.log(tx, who, given, visit=visit))


def test_a_visit_is_kept_whole_and_undone_whole(ws: Workspace, ana: int, day: date) -> None:
    one, two, three = (ws.add(Preference(customer=ana, text=text)) for text in ("Chai", "Quiet", "Window"))
    made = log(ws, ana, Given(day, service="Cut", ticket=5800, note="warm", kept=(one,), missed=(two,)))
    record = ws.get(Visit, made).record
    assert (record.state, record.service, record.ticket, record.note) == ("came", "Cut", 5800, "warm")
    assert visits.marks(record, (one, two, three)) == {one: True, two: False, three: None}
    ws.undo()
    assert ws.count(Visit) == 0


def test_what_was_planned_for_the_day_counts_as_come(ws: Workspace, ana: int, day: date) -> None:
    planned = ws.run("plan", lambda tx: visits.plan(tx, ana, day, time(14, 30)))
    assert log(ws, ana, Given(day, service="Cut")) == planned
    record = ws.get(Visit, planned).record
    assert (record.state, record.at, ws.count(Visit)) == ("came", time(14, 30), 1)


def test_with_the_second_visit_nobody_is_new(ws: Workspace, ana: int, day: date) -> None:
    log(ws, ana, Given(day - timedelta(days=30)))
    assert ws.get(Customer, ana).record.first_visit
    log(ws, ana, Given(day))
    assert not ws.get(Customer, ana).record.first_visit
    ws.undo()
    assert ws.get(Customer, ana).record.first_visit


def test_a_visit_that_was_logged_can_be_put_right(ws: Workspace, ana: int, day: date) -> None:
    made = log(ws, ana, Given(day, service="Cit"))
    assert log(ws, ana, Given(day, service="Cut"), made) == made
    assert [row.record.service for row in ws.rows(Visit)] == ["Cut"]


def test_days_that_cannot_be(ws: Workspace, ana: int, day: date) -> None:
    with pytest.raises(InputError) as late:
        log(ws, ana, Given(day + timedelta(days=1)))
    assert "still to come" in late.value.fields["happens_on"]
    with pytest.raises(InputError) as early:
        ws.run("plan", lambda tx: visits.plan(tx, ana, day - timedelta(days=1)))
    assert "is over" in early.value.fields["happens_on"]
    with pytest.raises(InputError) as both:
        log(ws, ana, Given(day, kept=(1,), missed=(1,)))
    assert "kept" in both.value.fields
    assert ws.count(Visit) == 0


def test_only_what_was_planned_can_be_missed(ws: Workspace, ana: int, day: date) -> None:
    planned = ws.run("plan", lambda tx: visits.plan(tx, ana, day))
    ws.run("missed", lambda tx: visits.did_not_come(tx, planned))
    assert ws.get(Visit, planned).record.state == "missed"
    with pytest.raises(UserError, match="planned"):
        ws.run("missed", lambda tx: visits.did_not_come(tx, planned))
