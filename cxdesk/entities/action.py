"""Something that somebody is to do, whatever it came from."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, day, integer, long_text, ref, text

WORKED = (
    ("", N_("Not asked yet")),
    ("yes", N_("Yes, it worked")),
    ("no", N_("No")),
    ("unclear", N_("Not to be told yet")),
)


@entity(
    table="action", label=N_("Actions"), one=N_("action"), icon="check",
    title="what", order=76, hidden=True,
)  # fmt: skip
class Action:
    """`from_kind` and `from_record` are the table and the number of the record that it came from."""

    what: str = text(N_("What to do"), required=True, search=True, in_list=True, longest=300)
    owner: int | None = ref(N_("Who"), to="person", in_list=True)
    due_on: date | None = day(N_("Due"), in_list=True)
    done_on: date | None = day(N_("Done"), in_list=True)
    done_note: str = long_text(N_("What was done"))
    dropped_why: str = long_text(N_("Why dropped"))
    from_kind: str = text(N_("Came from"), longest=40, editable=False)
    from_record: int | None = integer(N_("Number of that record"), low=1, editable=False)
    metric: int | None = ref(N_("Should show in"), to="metric")
    check_days: int | None = integer(
        N_("Ask after so many days"), low=1, high=730, hint=N_("Did it work? 30, 60 or 90 days are usual.")
    )
    worked: str = choice(N_("Did it work?"), WORKED, in_list=True)
    worked_on: date | None = day(N_("Asked on"))
    worked_note: str = long_text(N_("What shows it"))
