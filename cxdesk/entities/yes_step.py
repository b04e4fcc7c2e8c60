"""One rung of the ladder of those who can say yes."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import money, position, ref, text


@entity(
    table="yes_step", label=N_("Who can say yes"), one=N_("one who can say yes"), icon="person",
    title="person", order=69, hidden=True, position="position",
)  # fmt: skip
class YesStep:
    """From the first to ask up to the last. `up_to` empty: any amount."""

    position: int = position(N_("Place"))
    person: int | None = ref(N_("Who"), to="person", on_delete="cascade", required=True, in_list=True)
    phone: str = text(N_("Phone"), in_list=True, longest=40)
    hours: str = text(N_("When to reach"), in_list=True, longest=80)
    up_to: int | None = money(N_("May say yes up to"), low=0, in_list=True)
    deputy: int | None = ref(N_("If not to be reached"), to="person", in_list=True)
    deputy_phone: str = text(N_("Their phone"), longest=40)
