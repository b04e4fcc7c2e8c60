"""A step of the protocol, as it was done for one incident."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import instant, long_text, position, ref, text


@entity(
    table="incident_step", label=N_("Steps of incidents"), one=N_("step of an incident"), icon="check",
    title="name", order=69, hidden=True, position="position", within=("incident",),
)  # fmt: skip
class IncidentStep:
    """The words are those of the day: a later version of the protocol leaves them."""

    incident: int | None = ref(
        N_("Incident"), to="incident", on_delete="cascade", required=True, in_list=True
    )
    position: int = position(N_("Place"))
    name: str = text(N_("Step"), required=True, in_list=True, longest=80)
    does: str = long_text(N_("What to do"), longest=1_000)
    words: str = text(N_("In these words"), longest=300)
    role: int | None = ref(N_("Who"), to="role")
    due_at: str = instant(N_("Due"))
    done_at: str = instant(N_("Done"), in_list=True)
    done_by: int | None = ref(N_("Done by"), to="person")
