"""Lines of the day that come of recovery: promises, incidents with a clock that runs, the same again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.person import Person
from cxdesk.entities.promise import Promise
from cxdesk.entities.shop import Shop
from cxdesk.formats import date_text, time_text
from cxdesk.i18n import N_, _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services import repeats
from cxdesk.services.recovery import clocks, giving
from cxdesk.services.recovery import incidents as recovery
from cxdesk.services.recovery import promises as promised
from cxdesk.services.recovery.incidents import Clock
from cxdesk.services.repeats import Severity
from cxdesk.services.today.lines import Line
from cxdesk.text import one_line

AHEAD = 7
"""Days before its day in which a promise or an incident is told of."""
NO_CLOCK_DAYS = 7
"""How long an incident may be open that has no clock."""
_TITLES = {
    "acknowledge": N_("First answer: {what}"),
    "resolve": N_("Put right: {what}"),
    "follow_up": N_("Ask again: {what}"),
}
_LONGEST = 90


class _Style(NamedTuple):
    language: str
    today: date
    now: datetime


def promises(reader: Reader, today: date) -> list[Line]:
    """Return the promises that are overdue, due today, or due within a week."""
    style = _style(reader, today)
    return [
        _promise(reader, row, style)
        for row in promised.waiting(reader)
        if row.record.due_on is not None and (row.record.due_on - today).days <= AHEAD
    ]


def _promise(reader: Reader, row: Stored[Promise], style: _Style) -> Line:
    record = row.record
    who = one_line(promised.to_whom(reader, record), 40)
    person = reader.find(Person, record.person)
    by = _("{name} promised it").format(name=one_line(person.record.name, 40)) if person is not None else ""
    at = _("by {time}").format(time=time_text(record.due_at, style.language)) if record.due_at else ""
    since = record.promised_on
    on = _("promised on {day}").format(day=date_text(since, style.language)) if since is not None else ""
    late = promised.state(record, style.now, style.today) == "overdue"
    days = ((record.due_on or style.today) - style.today).days
    title = one_line(record.what, _LONGEST)
    return Line(
        "promise", days, title, " · ".join(filter(None, (who, at, by or on))), "promise", row.id, late=late
    )  # fmt: skip


def incidents(reader: Reader, today: date) -> list[Line]:
    """Return the incidents that somebody is to see to: by the clock that is due first, and the same again."""
    style = _style(reader, today)
    rows = {row.id: row for row in _to_see_to(reader, today)}
    bad = repeats.severities(reader, rows)
    tell = giving.escalate_text(reader) if any(one.again for one in bad.values()) else ""
    found = [_incident(reader, row, bad[row.id], tell, style) for row in rows.values()]
    return [line for line in found if line is not None]


def _to_see_to(reader: Reader, today: date) -> list[Stored[Incident]]:
    """Return what is open, and what is closed and soon to be asked about again."""
    found = reader.rows(Incident, closed_at="")
    known = {row.id for row in found}
    waiting = reader.columns(Incident, "id", "follow_up_on", followed_up_at="")
    near = [one for one, on in waiting if on is not None and (on - today).days <= AHEAD and one not in known]
    return found + [reader.get(Incident, one) for one in near]


def _incident(reader: Reader, row: Stored[Incident], bad: Severity, tell: str, style: _Style) -> Line | None:
    record = row.record
    first = next(iter(recovery.running(record)), None)
    again = bad.again and not record.closed_at
    days = _days(record, first, style.today)
    if days > AHEAD and not again:
        return None
    late = first is not None and first.is_late(style.now, style.today)
    what = one_line(record.happened, 60)
    title = (
        _(_TITLES[first.name]).format(what=what)
        if first is not None
        else _("Still open: {what}").format(what=what)
    )
    customer = reader.find(Customer, record.customer)
    who = one_line(customer.record.name if customer is not None else record.who, 40)
    detail = " · ".join(filter(None, (who, _when(first, style))))
    if again:
        detail = "\n".join(filter(None, (detail, f"{bad.why}. {tell}")))
    return Line("incident", days, title, detail, "incident", row.id, late=late, again=again)


def _days(record: Incident, first: Clock | None, today: date) -> int:
    if first is not None and first.day is not None:
        return (first.day - today).days
    if first is not None and first.due is not None:
        return (clocks.local(first.due).date() - today).days
    began = record.happened_on or today
    return (began + timedelta(days=NO_CLOCK_DAYS) - today).days


def _when(first: Clock | None, style: _Style) -> str:
    if first is None or first.due is None:
        return ""
    here = clocks.local(first.due)
    if clocks.whole_day(first.due):
        today = here.date() == style.today
        return (
            _("due today") if today else _("due on {day}").format(day=date_text(here.date(), style.language))
        )
    at = time_text(here.time(), style.language)
    if here.date() == style.today:
        return _("due at {time}").format(time=at)
    return _("due on {day} at {time}").format(day=date_text(here.date(), style.language), time=at)


def _style(reader: Reader, today: date) -> _Style:
    return _Style(next(iter(reader.values(Shop, "language")), "en"), today, clock.now())


OF_INCIDENTS = frozenset(
    {"incident", "customer", "person", "yes_step", "shop"}
)  # fmt: skip
OF_PROMISES = frozenset({"promise", "customer", "person", "shop"})
