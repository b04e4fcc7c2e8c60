"""Incidents: logged in seconds, worked step by step, closed only with what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, tzinfo
from functools import partial
from typing import Literal, NamedTuple

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.customer import Customer
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.incident import CAUSES, OUTCOMES, Incident
from cxdesk.entities.incident_step import IncidentStep
from cxdesk.entities.standard import Standard
from cxdesk.errors import InputError, UserError
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.customers.cards import why_no_notes
from cxdesk.services.recovery import actions, clocks, protocols, slips
from cxdesk.services.recovery.clocks import Hours

AT_ONCE = frozenset({"in_person", "phone"})
"""Told in person or on the phone, they have a first answer as soon as somebody listens."""
ClockName = Literal["acknowledge", "resolve", "follow_up"]
CLOCKS: tuple[ClockName, ...] = ("acknowledge", "resolve", "follow_up")
_DONE = {"acknowledge": "acknowledged_at", "resolve": "resolved_at", "follow_up": "followed_up_at"}
_PUT_RIGHT = frozenset({"satisfied", "partly"})


class Told(NamedTuple):
    """What is typed when something went wrong. Without a day it is today, without a time now.

    Somebody on file is `customer`, somebody else `who`; with neither it stays unnamed. `number` is that of
    the slip on which it came in.
    """

    happened: str
    channel: str = "in_person"
    severity: int = 1
    happened_on: date | None = None
    at: time | None = None
    customer: int | None = None
    who: str = ""
    stage: int | None = None
    defect: int | None = None
    words: str = ""
    taken_by: int | None = None
    number: str = ""


class Clock(NamedTuple):
    """One of the three clocks: until when, and since when it is done. `day` stands for a whole day."""

    name: ClockName
    due: datetime | None
    done: datetime | None
    day: date | None = None

    def is_late(self, now: datetime, today: date) -> bool:
        """Tell whether it is overdue."""
        if self.done is not None:
            return False
        return self.day < today if self.day is not None else self.due is not None and self.due < now


def log(tx: Writer, told: Told, *, zone: tzinfo | None = None) -> int:
    """Keep an incident with the steps that its defect asks for, and when each is due; return the id.

    The times are counted from when it happened and stay as they are: a later protocol or other opening hours
    leave them. Raises InputError for what can't be, by field.
    """
    now = clock.now()
    at, day = _when(told, now, zone)
    _check(tx, told, clocks.local(now, zone))
    start = clocks.instant(day, at or time.min, zone)
    incident = tx.add(
        Incident(
            happened_on=day,
            at=at,
            customer=told.customer,
            who="" if told.customer else told.who,
            channel=told.channel,
            stage=_stage(tx, told),
            defect=told.defect,
            severity=told.severity,
            happened=told.happened,
            words=told.words,
            taken_by=told.taken_by,
            owner=told.taken_by,
            acknowledged_at=clock.stamp(start) if told.channel in AT_ONCE else "",
        )
    )
    take_protocol(tx, incident, zone=zone)
    if told.number.strip():
        slips.take(tx, told.number, incident)
    return incident


def take_protocol(tx: Writer, incident: int, *, zone: tzinfo | None = None) -> bool:
    """Give an incident the steps and times of the protocol that its defect has now; tell whether it has one.

    The times count from when it happened. Nothing is taken where there are steps already.
    """
    record = tx.get(Incident, incident).record
    protocol = protocols.for_defect(tx, record.defect)
    if protocol is None or record.protocol is not None or record.happened_on is None:
        return False
    said, hours = protocol.record, clocks.hours_of(tx, zone)
    start = clocks.instant(record.happened_on, record.at or time.min, zone)
    due = partial(_due, hours, start, record.at is not None)
    again = None
    if said.follow_up_days is not None:
        again = clocks.open_day_after(hours.days, record.happened_on, said.follow_up_days)
    tx.change(
        Incident,
        incident,
        protocol=protocol.id,
        protocol_version=said.version,
        acknowledge_by=due(said.acknowledge_minutes),
        resolve_by=due(said.resolve_minutes),
        follow_up_on=again,
    )
    for row in protocols.steps(tx, protocol.id):
        one = row.record
        tx.add(
            IncidentStep(
                incident=incident, name=one.name, does=one.does, words=one.words, role=one.role,
                due_at=due(one.within_minutes),
            )
        )  # fmt: skip
    return True


def _when(told: Told, now: datetime, zone: tzinfo | None) -> tuple[time | None, date]:
    here = clocks.local(now, zone)
    day = here.date() if told.happened_on is None else told.happened_on
    at = here.time().replace(second=0, microsecond=0) if told.at is None and day == here.date() else told.at
    return at, day


def _check(tx: Reader, told: Told, here: datetime) -> None:
    wrong = {}
    day = here.date() if told.happened_on is None else told.happened_on
    if not told.happened.strip():
        wrong["happened"] = _("Say in a few words what happened.")
    if day > here.date() or (day == here.date() and told.at is not None and told.at > here.time()):
        wrong["happened_on"] = _("This is still to come. Take the day and the time at which it happened.")
    customer = tx.find(Customer, told.customer)
    refusal = why_no_notes(customer.record) if customer is not None else ""
    if refusal:
        wrong["customer"] = _("{why} Log it without the name.").format(why=refusal)
    defect = tx.find(Standard, told.defect)
    if defect is not None and defect.record.kind != "defect":
        wrong["defect"] = _("This is a standard. Choose one of the things that can go wrong.")
    elif defect is not None and told.stage not in (None, defect.record.stage):
        wrong["defect"] = _("This goes wrong at another stage. Choose that stage, or another defect.")
    if wrong:
        raise InputError(wrong)


def _stage(tx: Reader, told: Told) -> int | None:
    defect = tx.find(Standard, told.defect)
    return told.stage if told.stage is not None or defect is None else defect.record.stage


def _due(hours: Hours, start: datetime, timed: bool, minutes: int | None) -> str:
    due = None if minutes is None else clocks.due(hours, start, minutes, timed=timed)
    return "" if due is None else clock.stamp(due)


# Working on it


def steps(reader: Reader, incident: int) -> list[Stored[IncidentStep]]:
    """Return the steps of an incident in their order."""
    return reader.rows(IncidentStep, incident=incident)


def tick(tx: Writer, step: int, person: int | None, *, done: bool = True) -> None:
    """Note a step as done now by a person, or as not done; the first one done is a first answer too."""
    now = clock.stamp(clock.now()) if done else ""
    incident = tx.get(IncidentStep, step).record.incident or 0
    tx.change(IncidentStep, step, done_at=now, done_by=person if done else None)
    if done and not tx.get(Incident, incident).record.acknowledged_at:
        tx.change(Incident, incident, acknowledged_at=now)


def mark(tx: Writer, incident: int, name: ClockName, *, done: bool = True) -> None:
    """Stop a clock now, or let it run again."""
    tx.change(Incident, incident, **{_DONE[name]: clock.stamp(clock.now()) if done else ""})


def moment(stamp: str) -> datetime | None:
    """Return an instant as it is kept, None for none."""
    return clock.parse_stamp(stamp) if stamp else None


def clocks_of(record: Incident) -> tuple[Clock, ...]:
    """Return the three clocks of an incident in their order; those that are neither due nor done say so."""
    return (
        Clock("acknowledge", moment(record.acknowledge_by), moment(record.acknowledged_at)),
        Clock("resolve", moment(record.resolve_by), moment(record.resolved_at)),
        Clock("follow_up", None, moment(record.followed_up_at), record.follow_up_on),
    )


def running(record: Incident) -> list[Clock]:
    """Return the clocks that still run, the most pressing first; of a closed incident only the last one."""
    found = [one for one in clocks_of(record) if one.done is None and (one.due or one.day)]
    if record.closed_at:
        found = [one for one in found if one.name == "follow_up"]
    elif not record.resolved_at:
        found = [one for one in found if one.name != "follow_up"] or found
    return sorted(found, key=_pressing)


def _pressing(one: Clock) -> tuple[datetime, int]:
    end = clocks.instant(one.day, time.max) if one.day is not None else one.due
    return end or datetime.max.replace(tzinfo=UTC), CLOCKS.index(one.name)


def is_late(record: Incident, now: datetime, today: date) -> bool:
    """Tell whether a clock of an incident is overdue."""
    return any(one.is_late(now, today) for one in running(record))


# Closing


def close(
    tx: Writer,
    incident: int,
    outcome: str,
    note: str = "",
    *,
    cause: str = "",
    why: str = "",
    action: str = "",
    owner: int | None = None,
    due_on: date | None = None,
) -> None:
    """Close an incident: what came of it for who was hurt, and what of its cause.

    `cause` is "action" where something will change: that is `action`, due on a day, unless there is an
    action or a Five Whys of this incident already; "accepted" needs a `why`. Raises InputError, by field.
    """
    wrong = missing(
        tx, incident, outcome, cause=cause, why=why, action=action, dated=due_on is not None
    )  # fmt: skip
    if wrong:
        raise InputError(wrong)
    if cause == "action" and action.strip():
        actions.add(
            tx, action, owner=owner, due_on=due_on, from_kind="incident", from_record=incident
        )  # fmt: skip
    now = clock.stamp(clock.now())
    put_right = outcome in _PUT_RIGHT and not tx.get(Incident, incident).record.resolved_at
    tx.change(
        Incident, incident, outcome=outcome, outcome_note=note, cause=cause,
        cause_note=why if cause == "accepted" else "", closed_at=now,
        **({"resolved_at": now} if put_right else {}),
    )  # fmt: skip


def missing(
    reader: Reader,
    incident: int,
    outcome: str,
    *,
    cause: str = "",
    why: str = "",
    action: str = "",
    dated: bool = False,
) -> dict[str, str]:
    """Return what an incident can't be closed without, a sentence by field in the order of asking.

    `dated` tells that the action has a day; all else is as in `close`.
    """
    wrong = {}
    if not outcome or outcome not in dict(OUTCOMES):
        wrong["outcome"] = _("What came of it? Ask them; that nobody could reach them is an answer, too.")
    if not cause or cause not in dict(CAUSES):
        wrong["cause"] = _("What was the cause? Say what will change, or why it is accepted.")
    if cause == "accepted" and not why.strip():
        wrong["cause_note"] = _("Why is it accepted? Whoever reads this in a year was not here.")
    unasked = cause == "action" and not action.strip() and not asked_why(reader, incident)
    if unasked:
        wrong["action"] = _("What will change? Write it here, or begin a Five Whys first.")
    if (unasked or action.strip()) and not dated:
        wrong["due_on"] = _("By when? Something without a day is not done.")
    return wrong


def open_again(tx: Writer, incident: int) -> None:
    """Open a closed incident again; what was said of it stays."""
    if not tx.get(Incident, incident).record.closed_at:
        raise UserError(_("This incident is open."))
    tx.change(Incident, incident, closed_at="")


def asked_why(reader: Reader, incident: int) -> bool:
    """Tell whether the cause of an incident is being looked after: an action, or a Five Whys."""
    return bool(
        reader.count(FiveWhys, incident=incident)
        or reader.count(Action, from_kind="incident", from_record=incident)
    )


def waiting_for(reader: Reader, customers: Iterable[int]) -> frozenset[int]:
    """Return those of these customers for whom something is still to be put right."""
    rows = reader.columns(Incident, "customer", closed_at="", customer=frozenset(customers))
    return frozenset(who for (who,) in rows)


def newest_of(reader: Reader, customer: int) -> int | None:
    """Return the newest incident of a customer, an open one before all others."""
    rows = reader.columns(Incident, "closed_at", "happened_on", "id", customer=customer)
    found = [(not closed, day or date.min, one) for closed, day, one in rows]
    return max(found)[2] if found else None


# Escalations


class Escalations(NamedTuple):
    """How many reached the owner past the front line since a day, and of how many it was asked.

    `only_known` would not have been put right for just any customer.
    """

    total: int
    asked: int
    only_known: int


def escalations(reader: Reader, since: date | None = None) -> Escalations:
    """Count what reached the owner past the front line."""
    rows = reader.columns(Incident, "happened_on", "anyone", escalated=True)
    found = [anyone for day, anyone in rows if since is None or (day is not None and day >= since)]
    return Escalations(len(found), sum(map(bool, found)), found.count("no"))
