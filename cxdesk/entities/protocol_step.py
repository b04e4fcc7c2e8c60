"""One step of a service recovery protocol."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import integer, long_text, position, ref, text


@entity(
    table="protocol_step", label=N_("Steps of protocols"), one=N_("step"), icon="list", title="name",
    order=66, hidden=True, position="position", within=("protocol",),
)  # fmt: skip
class ProtocolStep:
    """Its name is the word that people remember: listen, apologise, solve, thank."""

    protocol: int | None = ref(
        N_("Protocol"), to="recovery_protocol", on_delete="cascade", required=True, in_list=True
    )
    position: int = position(N_("Place"))
    name: str = text(N_("Step"), required=True, search=True, in_list=True, longest=80)
    does: str = long_text(N_("What to do"), search=True, longest=1_000)
    words: str = text(N_("In these words"), search=True, longest=300)
    role: int | None = ref(N_("Who"), to="role", in_list=True)
    within_minutes: int | None = integer(N_("Within so many minutes"), low=0, high=100_000)
