"""An incident: something went wrong for somebody, and what was done about it."""

from __future__ import annotations

from datetime import date, time

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import (
    choice,
    clock_time,
    day,
    flag,
    instant,
    integer,
    long_text,
    money,
    ref,
    refs,
    text,
)

# In person first: what is told over the counter is what gets lost (and what can be put right at once).
CHANNELS = (
    ("in_person", N_("In person")),
    ("phone", N_("On the phone")),
    ("message", N_("By message or email")),
    ("review", N_("In a review")),
    ("paper", N_("On paper")),
    ("noticed", N_("We noticed it ourselves")),
)
SEVERITIES = (
    (1, N_("Small: a word is enough")),
    (2, N_("Real: it cost them time or money")),
    (3, N_("Severe: they may not come back")),
)
OUTCOMES = (
    ("", N_("Not closed yet")),
    ("satisfied", N_("They say it is put right")),
    ("partly", N_("Partly put right")),
    ("not_satisfied", N_("They are still unhappy")),
    ("unreachable", N_("We could not reach them")),
)
CAUSES = (
    ("", N_("Not asked yet")),
    ("action", N_("Something will change")),
    ("accepted", N_("Known, and accepted")),
)
ANYONE = (
    ("", N_("Not asked yet")),
    ("yes", N_("Yes, anybody")),
    ("no", N_("No: only because they knew us")),
)


@entity(
    table="incident", label=N_("Incidents"), one=N_("incident"), icon="warning",
    title="happened", order=63, hidden=True,
)  # fmt: skip
class Incident:
    """Personal data. `by` fields are until when, `at` fields since when it is done; all in UTC."""

    happened_on: date | None = day(N_("Day"), required=True, in_list=True)
    at: time | None = clock_time(N_("Time"), in_list=True)
    customer: int | None = ref(N_("{Customer}"), to="customer", on_delete="cascade", in_list=True)
    who: str = text(N_("Who"), longest=120, hint=N_("Somebody who is not on file; empty stays unnamed."))
    channel: str = choice(N_("How we heard"), CHANNELS, in_list=True)
    stage: int | None = ref(N_("Stage"), to="stage", in_list=True)
    defect: int | None = ref(N_("Defect"), to="standard", in_list=True)
    severity: int = integer(N_("Severity"), default=1, low=1, high=3, in_list=True)
    happened: str = long_text(N_("What happened"), required=True)
    words: str = long_text(N_("In their words"))
    taken_by: int | None = ref(N_("Who took it"), to="person")
    owner: int | None = ref(N_("Who sees it through"), to="person", in_list=True)
    protocol: int | None = ref(N_("Protocol"), to="recovery_protocol")
    protocol_version: int | None = integer(N_("Version of the protocol"), low=1, editable=False)
    acknowledge_by: str = instant(N_("First answer due"))
    acknowledged_at: str = instant(N_("First answer"))
    resolve_by: str = instant(N_("To be put right"))
    resolved_at: str = instant(N_("Put right"))
    follow_up_on: date | None = day(N_("Ask again on"))
    followed_up_at: str = instant(N_("Asked again"))
    gave: tuple[int, ...] = refs(N_("What we gave"), to="make_good")
    gave_more: str = text(N_("What else we gave"), longest=200)
    cost: int | None = money(N_("What it cost us"), low=0)
    gave_by: int | None = ref(N_("Who gave it"), to="person")
    approved_by: int | None = ref(N_("Who said yes"), to="person")
    outcome: str = choice(N_("Outcome"), OUTCOMES, in_list=True)
    outcome_note: str = long_text(N_("What they said"))
    cause: str = choice(N_("The cause"), CAUSES)
    cause_note: str = long_text(N_("Why accepted"))
    closed_at: str = instant(N_("Closed"), in_list=True)
    escalated: bool = flag(N_("Reached the owner past the front line"))
    bypassed: str = long_text(N_("Why it went past the front line"))
    anyone: str = choice(N_("Would any {customer} have got this?"), ANYONE)
    number: str = text(N_("Slip number"), longest=20)
