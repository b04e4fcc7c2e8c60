"""One thing that may be given to put something right."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import flag, money, position, refs, text


@entity(
    table="make_good", label=N_("Make-goods"), one=N_("make-good"), icon="heart", title="text", order=67,
    hidden=True, position="position",
)  # fmt: skip
class MakeGood:
    """On the menu of all protocols, or of those named. A cost of 0 is without money, empty not said yet."""

    position: int = position(N_("Place"))
    text: str = text(N_("What we may give"), required=True, search=True, in_list=True, longest=200)
    cost: int | None = money(N_("What it costs us"), low=0, in_list=True)
    protocols: tuple[int, ...] = refs(N_("Only with these protocols"), to="recovery_protocol")
    active: bool = flag(N_("In use"), default=True)
