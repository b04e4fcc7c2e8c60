"""Something that was promised to somebody, and by when."""

from __future__ import annotations

from datetime import date, time

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import clock_time, day, instant, long_text, ref, text


@entity(
    table="promise", label=N_("Promises"), one=N_("promise"), icon="clock",
    title="what", order=64, hidden=True,
)  # fmt: skip
class Promise:
    """Open until it is kept, or let go for a reason."""

    what: str = text(N_("What we promised"), required=True, in_list=True, longest=300)
    customer: int | None = ref(N_("{Customer}"), to="customer", on_delete="cascade", in_list=True)
    whom: str = text(N_("To whom"), longest=120, hint=N_("Somebody who is not on file."))
    incident: int | None = ref(N_("Incident"), to="incident", on_delete="cascade")
    person: int | None = ref(N_("By whom"), to="person", in_list=True)
    promised_on: date | None = day(N_("Promised on"))
    due_on: date | None = day(N_("Due"), required=True, in_list=True)
    due_at: time | None = clock_time(N_("At"))
    kept_at: str = instant(N_("Kept"), in_list=True)
    let_go_on: date | None = day(N_("Let go on"))
    let_go_why: str = long_text(N_("Why let go"))
