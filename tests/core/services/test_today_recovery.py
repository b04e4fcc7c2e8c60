"""Lines of the day: promises first, incidents by their clock, the same again in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.person import Person
from cxdesk.entities.promise import Promise
from cxdesk.entities.yes_step import YesStep
from cxdesk.services.recovery import slips
from cxdesk.services.today import due, recovery
from cxdesk.services.today.lines import Line, tag_text
from cxdesk.workspace import Workspace

DAY = date(2026, 11, 20)
A_DAY = timedelta(days=1)


def at(hour: int, day: date = DAY) -> datetime:
    return datetime.combine(day, time(hour)).astimezone(UTC)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(12))
    monkeypatch.setattr(clock, "today", lambda: DAY)


def recovered(ws: Workspace) -> list[Line]:
    return [line for line in due.gather(ws, DAY) if line.sort in {"promise", "incident"}]


def test_a_promise_due_yesterday_is_first_on_today(ws: Workspace) -> None:
    lea = ws.add(Person(name="Lea"))
    ws.add(NegativeCue(shows="Old", found_on=DAY - 90 * A_DAY, owner=lea))
    ws.add(
        Incident(happened="Late", happened_on=DAY - 9 * A_DAY, resolve_by=clock.stamp(at(9, DAY - 8 * A_DAY)))
    )
    made = ws.add(Promise(what="Call Mrs Nowak back", whom="Mrs Nowak", due_on=DAY - A_DAY, person=lea))
    first, *rest = due.gather(ws, DAY)
    assert (first.kind, first.record, first.title) == ("promise", made, "Call Mrs Nowak back")
    assert first.detail == "Mrs Nowak · Lea promised it"
    assert tag_text(first, DAY, "en") == "Overdue 1 d"
    assert {line.sort for line in rest} == {"incident", "negative_cue"}


def test_promises_of_a_week_ahead_are_told_and_those_that_are_over_are_not(ws: Workspace) -> None:
    for what, days in (("Now", 0), ("Soon", 7), ("Far", 8)):
        ws.add(Promise(what=what, due_on=DAY + days * A_DAY))
    ws.add(Promise(what="Kept", due_on=DAY, kept_at=clock.stamp(at(9))))
    ws.add(Promise(what="Gone", due_on=DAY, let_go_on=DAY, let_go_why="moved"))
    ws.add(Promise(what="At eleven", due_on=DAY, due_at=time(11)))
    found = recovery.promises(ws, DAY)
    assert [(line.title, line.role) for line in found] == [
        ("At eleven", "overdue"), ("Now", "today"), ("Soon", "soon"),
    ]  # fmt: skip


def test_an_incident_is_told_by_the_clock_that_is_due_first(ws: Workspace) -> None:
    facts = {"happened": "Brassy", "happened_on": DAY, "follow_up_on": DAY + 3 * A_DAY,
             "acknowledge_by": clock.stamp(at(11)), "resolve_by": clock.stamp(at(17))}  # fmt: skip
    made = ws.add(Incident(**facts))  # type: ignore[arg-type]
    (line,) = recovery.incidents(ws, DAY)
    assert (line.title, line.role, tag_text(line, DAY, "en")) == (
        "First answer: Brassy",
        "overdue",
        "Overdue",
    )
    ws.change(Incident, made, acknowledged_at=clock.stamp(at(11)))
    (line,) = recovery.incidents(ws, DAY)
    assert (line.title, line.role) == ("Put right: Brassy", "today")
    ws.change(Incident, made, resolved_at=clock.stamp(at(12)), closed_at=clock.stamp(at(12)))
    (line,) = recovery.incidents(ws, DAY)
    assert (line.title, line.days, line.kind, line.record) == ("Ask again: Brassy", 3, "incident", made)
    ws.change(Incident, made, followed_up_at=clock.stamp(at(12)))
    assert recovery.incidents(ws, DAY) == []


def test_one_without_a_clock_is_told_of_when_it_is_open_for_a_week(ws: Workspace) -> None:
    ws.add(Incident(happened="Old", happened_on=DAY - 7 * A_DAY))
    ws.add(Incident(happened="New", happened_on=DAY))
    assert [(line.title, line.days) for line in recovered(ws)] == [
        ("Still open: Old", 0), ("Still open: New", 7),
    ]  # fmt: skip


def test_the_same_again_is_red_in_words_and_names_who_is_to_know(ws: Workspace) -> None:
    maya, ana = ws.add(Person(name="Maya")), ws.add(Customer(name="Ana"))
    ws.add(YesStep(person=maya, phone="0171 22"))
    ws.add(
        Incident(happened="First", happened_on=DAY - 30 * A_DAY, customer=ana, closed_at=clock.stamp(at(9)))
    )
    ws.add(Incident(happened="Second", happened_on=DAY, customer=ana))
    (line,) = recovery.incidents(ws, DAY)
    assert (line.role, tag_text(line, DAY, "en")) == ("overdue", "Again")
    assert "1 time before in 60 days" in line.detail
    assert "Maya · 0171 22" in line.detail


def test_two_people_have_a_line_each_with_their_own_name(ws: Workspace) -> None:
    for name in ("Ana", "Bea"):
        who = ws.add(Customer(name=name))
        made = ws.add(Incident(happened=f"{name} waited", happened_on=DAY - 7 * A_DAY, customer=who))
        ws.add(Promise(what=f"Call {name}", customer=who, incident=made, due_on=DAY))
    for line in recovered(ws):
        other = {"Ana": "Bea", "Bea": "Ana"}["Ana" if "Ana" in line.title else "Bea"]
        assert other not in f"{line.title} {line.detail}"
        assert line.detail


def test_a_blank_slip_in_a_drawer_is_not_waited_for(ws: Workspace) -> None:
    printed = clock.stamp(at(9, DAY - 30 * A_DAY))
    ws.add(PaperForm(number="F-0001", sheet=slips.SHEET, printed_at=printed))
    assert due.forms(ws, DAY) == []
    ws.add(PaperForm(number="F-0002", sheet="tally-sheet", printed_at=printed))
    assert [line.title for line in due.forms(ws, DAY)] == ["Form F-0002 is not entered yet"]
