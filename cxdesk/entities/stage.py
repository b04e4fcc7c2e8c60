"""A stage of the customer's journey."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import flag, long_text, position, text


@entity(
    table="stage",
    label=N_("Stages"),
    one=N_("stage"),
    icon="stage",
    title="name",
    order=30,
    position="position",
)
class Stage:
    """Where the customer is, and what we train for there."""

    position: int = position(N_("Place"), in_list=True)
    name: str = text(N_("Name"), required=True, search=True, in_list=True, longest=60)
    wants: str = long_text(N_("What the {customer} wants here"), search=True, in_list=True)
    aim: str = long_text(
        N_("Aim"), search=True, hint=N_("Goes on the training sheet after “After this sheet you can:”.")
    )
    practise: str = long_text(
        N_("Practise it"), search=True, hint=N_("A role play of five minutes, in pairs.")
    )
    active: bool = flag(N_("In use"), default=True)
