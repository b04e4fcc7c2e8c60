"""What went wrong in the sample shop, and what was promised: put right, still open, and the same again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from cxdesk import clock, i18n
from cxdesk.entities.action import Action
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.incident_step import IncidentStep
from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.promise import Promise
from cxdesk.entities.shop import Shop
from cxdesk.entities.standard import Standard
from cxdesk.paths import resource
from cxdesk.schema.reading import Writer
from cxdesk.services.recovery import clocks, incidents
from cxdesk.services.trade_files import read_file

_ACTION_DAYS = 28


@dataclass(frozen=True, slots=True)
class SampleIncident:
    """One incident; people, customer, defect and what was given by their names."""

    in_days: int
    at: str
    channel: str
    defect: str
    severity: int
    happened: str
    taken_by: str
    customer: str = ""
    who: str = ""
    words: str = ""
    answered_minutes: int = 0
    steps_done: int = 0
    put_right_minutes: int = 0
    closed_minutes: int = 0
    outcome: str = ""
    outcome_note: str = ""
    cause: str = ""
    cause_note: str = ""
    action: str = ""
    action_by: str = ""
    action_done: bool = False
    gave: tuple[str, ...] = ()
    cost: int = 0
    gave_by: str = ""
    approved_by: str = ""
    escalated: bool = False
    bypassed: str = ""
    anyone: str = ""
    followed_up: bool = False


@dataclass(frozen=True, slots=True)
class SamplePromise:
    """One promise."""

    what: str
    customer: str
    promised_in_days: int
    due_in_days: int
    by: str
    kept: bool = False
    let_go: str = ""


@dataclass(frozen=True, slots=True)
class SampleIncidents:
    """What the file holds."""

    incidents: tuple[SampleIncident, ...]
    promises: tuple[SamplePromise, ...]


@cache
def sample_incidents(name: str) -> SampleIncidents:
    """Return what went wrong in a sample shop."""
    return read_file(SampleIncidents, resource("samples", f"{name}_incidents.toml"))


def fill_incidents(tx: Writer, data: SampleIncidents, today: date, people: Mapping[str, int]) -> None:
    """Add all of it, as of `today`, to a shop that has its protocols and customers."""
    customers = {row.record.name: row.id for row in tx.rows(Customer)}
    work = _Filling(tx, today, people, customers)
    for one in data.incidents:
        work.add(one)
    for promise in data.promises:
        work.promise(promise)


class _Filling:
    """Adds one after the other, with what it looks up."""

    def __init__(
        self, tx: Writer, today: date, people: Mapping[str, int], customers: Mapping[str, int]
    ) -> None:
        self._tx, self._today, self._people, self._customers = tx, today, people, customers
        words = i18n.words_from(next(row.record for row in tx.rows(Shop)).words())
        self._words = words
        self._defects = {row.record.text: row for row in tx.rows(Standard, kind="defect")}
        self._menu = {row.record.text: row.id for row in tx.rows(MakeGood)}

    def add(self, one: SampleIncident) -> None:
        """Add an incident with its steps and times."""
        day, at = self._today + timedelta(days=one.in_days), time.fromisoformat(one.at)
        start = clocks.instant(day, at)
        defect = self._defects[i18n.fill_words(one.defect, self._words)]
        person = self._people[one.taken_by]
        answered = one.answered_minutes or (1 if one.channel in incidents.AT_ONCE else 0)
        incident = self._tx.add(
            Incident(
                happened_on=day, at=at, customer=self._customers[one.customer] if one.customer else None,
                who=one.who, channel=one.channel, stage=defect.record.stage, defect=defect.id,
                severity=one.severity, happened=one.happened, words=one.words, taken_by=person, owner=person,
                acknowledged_at=_after(start, answered), resolved_at=_after(start, one.put_right_minutes),
                gave=tuple(self._menu[text] for text in one.gave), cost=one.cost or None,
                gave_by=self._people[one.gave_by] if one.gave_by else None,
                approved_by=self._people[one.approved_by] if one.approved_by else None,
                outcome=one.outcome, outcome_note=one.outcome_note, cause=one.cause,
                cause_note=one.cause_note, closed_at=_after(start, one.closed_minutes),
                escalated=one.escalated, bypassed=one.bypassed, anyone=one.anyone,
            )
        )  # fmt: skip
        incidents.take_protocol(self._tx, incident)
        self._tick(incident, one, start, person)
        record = self._tx.get(Incident, incident).record
        if one.followed_up and record.follow_up_on is not None:
            asked = clocks.instant(record.follow_up_on, time(12))
            self._tx.change(Incident, incident, followed_up_at=clock.stamp(asked))
        elif one.closed_minutes:
            self._tx.change(Incident, incident, follow_up_on=None)
        if one.action:
            self._act(incident, one, day)

    def _tick(self, incident: int, one: SampleIncident, start: datetime, person: int) -> None:
        for place, row in enumerate(incidents.steps(self._tx, incident)[: one.steps_done], 1):
            at = _after(start, (one.answered_minutes or 1) + 2 * place)
            self._tx.change(IncidentStep, row.id, done_at=at, done_by=person)

    def _act(self, incident: int, one: SampleIncident, day: date) -> None:
        due = day + timedelta(days=_ACTION_DAYS)
        self._tx.add(
            Action(
                what=one.action, owner=self._people[one.action_by], due_on=due, from_kind="incident",
                from_record=incident, done_on=due if one.action_done and due <= self._today else None,
            )
        )  # fmt: skip

    def promise(self, one: SamplePromise) -> None:
        """Add a promise; one of somebody with an open incident belongs to it."""
        customer = self._customers[one.customer]
        due = self._today + timedelta(days=one.due_in_days)
        belongs = self._tx.rows(Incident, customer=customer, closed_at="")
        self._tx.add(
            Promise(
                what=one.what, customer=customer, incident=belongs[0].id if belongs else None,
                person=self._people[one.by], due_on=due,
                promised_on=self._today + timedelta(days=one.promised_in_days),
                kept_at=clock.stamp(clocks.instant(due, time(11))) if one.kept else "",
                let_go_on=due if one.let_go else None, let_go_why=one.let_go,
            )
        )  # fmt: skip


def _after(start: datetime, minutes: int) -> str:
    return clock.stamp(start + timedelta(minutes=minutes)) if minutes else ""
