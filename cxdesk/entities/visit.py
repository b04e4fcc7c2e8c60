"""A visit: one that was, or one that is to come."""

from __future__ import annotations

from datetime import date, time

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, clock_time, day, long_text, money, ref, refs, text

STATES = (("came", N_("Came")), ("planned", N_("Planned")), ("missed", N_("Did not come")))


@entity(
    table="visit", label=N_("{Visits}"), one=N_("{visit}"), icon="calendar", title="happens_on", order=62,
    hidden=True,
)  # fmt: skip
class Visit:
    """`kept` and `missed` are the preferences that were honoured, and those that were not."""

    customer: int | None = ref(
        N_("{Customer}"), to="customer", on_delete="cascade", required=True, in_list=True
    )
    happens_on: date | None = day(N_("Day"), required=True, in_list=True)
    at: time | None = clock_time(N_("Time"), in_list=True)
    state: str = choice(N_("State"), STATES)
    person: int | None = ref(N_("With"), to="person", in_list=True)
    service: str = text(N_("Service"), in_list=True, longest=200)
    ticket: int | None = money(N_("Ticket"), in_list=True)
    note: str = long_text(N_("Note"))
    cues: tuple[int, ...] = refs(N_("Cues used"), to="cue")
    kept: tuple[int, ...] = refs(N_("Honoured"), to="preference")
    missed: tuple[int, ...] = refs(N_("Not honoured"), to="preference")
    number: str = text(N_("Number"), longest=60)
