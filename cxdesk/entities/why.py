"""One why of the five, with what shows that it is so."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import long_text, position, ref


@entity(
    table="why", label=N_("Whys"), one=N_("why"), icon="search", title="text", order=78, hidden=True,
    position="position", within=("five_whys",),
)  # fmt: skip
class Why:
    """Up to seven: fewer when the root is found sooner."""

    five_whys: int | None = ref(
        N_("Five Whys"), to="five_whys", on_delete="cascade", required=True, in_list=True
    )
    position: int = position(N_("Place"))
    text: str = long_text(N_("Because"), required=True, in_list=True, longest=500)
    evidence: str = long_text(N_("How we know"), longest=500)
