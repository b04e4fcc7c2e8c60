"""A pillar of the service vision: one of the ways in which it is kept."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import long_text, position, ref, text


@entity(
    table="pillar", label=N_("Pillars"), one=N_("pillar"), icon="pillar", title="title", order=21,
    position="position", within=("vision",),
)  # fmt: skip
class Pillar:
    """One of (usually three) pillars."""

    vision: int | None = ref(N_("Service vision"), to="vision", on_delete="cascade", required=True)
    position: int = position(N_("Place"))
    title: str = text(N_("Title"), required=True, search=True, in_list=True, longest=60)
    meaning: str = long_text(N_("What it means"), search=True, in_list=True)
