"""Incidents: logged with the steps and times of the day, closed only with what came of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.incident_step import IncidentStep
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.person import Person
from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.errors import InputError
from cxdesk.services.recovery import clocks, incidents, slips
from cxdesk.services.recovery.incidents import Told
from cxdesk.workspace import Workspace

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 16, 45, tzinfo=UTC)  # a Friday, 17:45 in Berlin


@pytest.fixture(autouse=True)
def friday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 20))


@pytest.fixture
def defect(ws: Workspace) -> int:
    """A shop that is open from Monday to Friday, nine to six, with a protocol for one defect."""
    ws.change(Shop, 1, opening_days=("mon", "tue", "wed", "thu", "fri"))
    week = {day: [(time(9), time(18))] for day in ("mon", "tue", "wed", "thu", "fri")}
    ws.run("hours", lambda tx: clocks.set_hours(tx, week))
    stage = ws.add(Stage(name="The cut"))
    found = ws.add(Standard(stage=stage, kind="defect", text="Colour turned brassy"))
    protocol = ws.add(
        RecoveryProtocol(
            name="Colour", defects=(found,), acknowledge_minutes=30, resolve_minutes=600, follow_up_days=3
        )
    )
    ws.add(ProtocolStep(protocol=protocol, name="Listen", words="Tell me.", within_minutes=10))
    ws.add(ProtocolStep(protocol=protocol, name="Solve", does="Book the correction."))
    return found


def log(ws: Workspace, told: Told) -> int:
    return ws.run("log", lambda tx: incidents.log(tx, told, zone=BERLIN))


def berlin(stamp: str) -> str:
    return clock.parse_stamp(stamp).astimezone(BERLIN).strftime("%a %H:%M")


def test_an_incident_gets_the_steps_and_times_of_its_protocol(ws: Workspace, defect: int) -> None:
    lea = ws.add(Person(name="Lea"))
    made = log(ws, Told("Brassy after two days", channel="message", defect=defect, severity=2, taken_by=lea))
    record = ws.get(Incident, made).record
    assert (record.happened_on, record.at, record.owner) == (date(2026, 11, 20), time(17, 45), lea)
    assert record.stage == ws.get(Standard, defect).record.stage
    assert (berlin(record.acknowledge_by), berlin(record.resolve_by)) == ("Mon 09:15", "Tue 09:45")
    assert (record.follow_up_on, record.protocol_version) == (date(2026, 11, 25), 1)
    first, second = incidents.steps(ws, made)
    assert (first.record.name, first.record.words, berlin(first.record.due_at)) == (
        "Listen",
        "Tell me.",
        "Fri 17:55",
    )
    assert (second.record.name, second.record.due_at) == ("Solve", "")
    ws.undo()
    assert (ws.count(Incident), ws.count(IncidentStep)) == (0, 0)


def test_a_later_protocol_leaves_what_was_due(ws: Workspace, defect: int) -> None:
    made = log(ws, Told("Brassy", channel="message", defect=defect))
    before = ws.get(Incident, made).record
    protocol = before.protocol
    assert protocol is not None
    ws.change(RecoveryProtocol, protocol, acknowledge_minutes=5)
    ws.change(ProtocolStep, 1, name="Hear them out", within_minutes=1)
    ws.run("hours", lambda tx: clocks.set_hours(tx, {}))
    assert ws.get(Incident, made).record == before
    assert [row.record.name for row in incidents.steps(ws, made)] == ["Listen", "Solve"]


def test_without_hours_and_without_a_time_it_is_due_by_the_end_of_the_day(ws: Workspace, defect: int) -> None:
    ws.run("hours", lambda tx: clocks.set_hours(tx, {}))
    made = log(ws, Told("Brassy", channel="message", defect=defect, happened_on=date(2026, 11, 19)))
    record = ws.get(Incident, made).record
    assert (berlin(record.acknowledge_by), berlin(record.resolve_by)) == ("Thu 23:59", "Thu 23:59")


@pytest.mark.parametrize(("channel", "answered"), [("in_person", True), ("phone", True), ("review", False)])
def test_who_is_listened_to_has_a_first_answer(
    ws: Workspace, defect: int, channel: str, *, answered: bool
) -> None:
    record = ws.get(Incident, log(ws, Told("Brassy", channel=channel, defect=defect))).record
    assert bool(record.acknowledged_at) is answered
    names = [one.name for one in incidents.running(record)]
    assert names == (["resolve"] if answered else ["acknowledge", "resolve"])


def test_one_of_days_ago_counts_from_then(ws: Workspace, defect: int) -> None:
    told = Told("Brassy", channel="paper", defect=defect, happened_on=date(2026, 11, 14))  # a Saturday
    record = ws.get(Incident, log(ws, told)).record
    assert record.at is None
    assert berlin(record.acknowledge_by) == "Mon 09:30"
    assert incidents.is_late(record, NOW, date(2026, 11, 20))
    assert not incidents.is_late(record, datetime(2026, 11, 16, 8, 29, tzinfo=UTC), date(2026, 11, 16))


def test_without_a_defect_there_is_no_protocol_and_no_clock(ws: Workspace, defect: int) -> None:
    made = log(ws, Told("The music was too loud", who="A man with a dog"))
    record = ws.get(Incident, made).record
    assert (record.protocol, record.acknowledge_by, incidents.running(record)) == (None, "", [])
    assert incidents.steps(ws, made) == []
    assert record.who == "A man with a dog"


def test_what_cannot_be_is_said_by_its_field(ws: Workspace, defect: int) -> None:
    other = ws.add(Stage(name="Goodbye"))
    standard = ws.add(Standard(stage=other, kind="operational", text="Smile"))
    silent = ws.add(Customer(name="Ana", do_not_store=True))
    for told, field in (
        (Told("  "), "happened"),
        (Told("x", happened_on=date(2026, 11, 21)), "happened_on"),
        (Told("x", at=time(18, 30)), "happened_on"),
        (Told("x", defect=standard), "defect"),
        (Told("x", defect=defect, stage=other), "defect"),
        (Told("x", customer=silent), "customer"),
        (Told("x", number="7"), "number"),
    ):
        with pytest.raises(InputError) as caught:
            log(ws, told)
        assert list(caught.value.fields) == [field]
    assert ws.count(Incident) == 0


def test_the_first_step_done_is_a_first_answer(ws: Workspace, defect: int) -> None:
    lea = ws.add(Person(name="Lea"))
    made = log(ws, Told("Brassy", channel="review", defect=defect))
    step = incidents.steps(ws, made)[0]
    ws.run("tick", lambda tx: incidents.tick(tx, step.id, lea))
    kept = incidents.steps(ws, made)[0].record
    assert (kept.done_by, kept.done_at) == (lea, clock.stamp(NOW))
    assert ws.get(Incident, made).record.acknowledged_at == clock.stamp(NOW)
    ws.run("tick", lambda tx: incidents.tick(tx, step.id, lea, done=False))
    kept = incidents.steps(ws, made)[0].record
    assert (kept.done_by, kept.done_at) == (None, "")


def close(ws: Workspace, made: int, outcome: str = "", **more: object) -> None:
    ws.run("close", lambda tx: incidents.close(tx, made, outcome, **more))  # type: ignore[arg-type]


def test_nothing_is_closed_blank(ws: Workspace, defect: int) -> None:
    made = log(ws, Told("Brassy", defect=defect))
    for outcome, more, fields in (
        ("", {}, ["outcome", "cause"]),
        ("satisfied", {}, ["cause"]),
        ("satisfied", {"cause": "accepted"}, ["cause_note"]),
        ("satisfied", {"cause": "accepted", "why": "  "}, ["cause_note"]),
        ("satisfied", {"cause": "action"}, ["action", "due_on"]),
        ("satisfied", {"cause": "action", "action": "Test the water"}, ["due_on"]),
        ("happy", {"cause": "accepted", "why": "old pipes"}, ["outcome"]),
    ):
        with pytest.raises(InputError) as caught:
            close(ws, made, outcome, **more)
        assert list(caught.value.fields) == fields
    assert not ws.get(Incident, made).record.closed_at
    assert ws.count(Action) == 0


def test_closing_keeps_what_came_of_it_and_what_will_change(ws: Workspace, defect: int) -> None:
    lea = ws.add(Person(name="Lea"))
    made = log(ws, Told("Brassy", defect=defect))
    due = date(2026, 12, 4)
    close(
        ws,
        made,
        "satisfied",
        note="Came back laughing",
        cause="action",
        action="Test the water",
        owner=lea,
        due_on=due,
    )
    record = ws.get(Incident, made).record
    assert (record.outcome, record.outcome_note, record.cause) == (
        "satisfied",
        "Came back laughing",
        "action",
    )
    assert record.closed_at == record.resolved_at == clock.stamp(NOW)
    (action,) = ws.rows(Action)
    assert (action.record.what, action.record.owner, action.record.due_on) == ("Test the water", lea, due)
    assert (action.record.from_kind, action.record.from_record) == ("incident", made)
    # Asking again comes later, also of one that is closed.
    assert [one.name for one in incidents.running(record)] == ["follow_up"]
    ws.undo()
    assert not ws.get(Incident, made).record.closed_at
    assert ws.count(Action) == 0


def test_still_unhappy_is_not_put_right(ws: Workspace, defect: int) -> None:
    made = log(ws, Told("Brassy", defect=defect))
    close(ws, made, "not_satisfied", cause="accepted", why="They want another salon.")
    record = ws.get(Incident, made).record
    assert record.closed_at
    assert not record.resolved_at
    assert record.cause_note == "They want another salon."
    ws.run("open", lambda tx: incidents.open_again(tx, made))
    record = ws.get(Incident, made).record
    assert (record.closed_at, record.outcome) == ("", "not_satisfied")


def test_with_an_action_on_its_way_the_cause_is_asked_for_no_more(ws: Workspace, defect: int) -> None:
    made = log(ws, Told("Brassy", defect=defect))
    ws.add(Action(what="Filter", from_kind="incident", from_record=made))
    close(ws, made, "partly", cause="action")
    assert ws.count(Action) == 1
    assert ws.get(Incident, made).record.closed_at


def test_escalations_are_counted_by_who_would_have_got_it(ws: Workspace, defect: int) -> None:
    for anyone in ("no", "no", "yes", ""):
        ws.add(Incident(happened_on=date(2026, 11, 10), happened="x", escalated=True, anyone=anyone))
    ws.add(Incident(happened_on=date(2026, 1, 10), happened="x", escalated=True, anyone="no"))
    ws.add(Incident(happened_on=date(2026, 11, 10), happened="x", anyone="no"))
    assert incidents.escalations(ws) == (5, 4, 3)
    assert incidents.escalations(ws, date(2026, 11, 1)) == (4, 3, 2)


def test_a_slip_comes_back_once(ws: Workspace, defect: int) -> None:
    ws.add(PaperForm(number="F-0042", sheet=slips.SHEET, printed_at="2026-11-01T10:00:00Z"))
    ws.add(PaperForm(number="F-0043", sheet="tally-sheet", printed_at="2026-11-01T10:00:00Z"))
    first = log(ws, Told("Waited 40 minutes", channel="paper", number="42"))
    assert ws.get(Incident, first).record.number == "F-0042"
    assert ws.rows(PaperForm)[0].record.keyed_on == date(2026, 11, 20)
    with pytest.raises(slips.SlipEnteredError) as caught:
        log(ws, Told("Something else", number="f-0042"))
    assert caught.value.incident == first
    assert "Waited 40 minutes" in caught.value.message
    for number in ("43", "44", "abc"):
        with pytest.raises(InputError):
            log(ws, Told("x", number=number))
    assert ws.count(Incident) == 1
    ws.remove(Incident, first)  # what is in the trash does not count
    assert log(ws, Told("Waited 40 minutes", number="42")) != first
