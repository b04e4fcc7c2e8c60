"""A silent cue: what one of the team shows another, without a word to the customer."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import flag, long_text, position, text


@entity(
    table="cue", label=N_("Silent cues"), one=N_("silent cue"), icon="secret", title="name", order=55,
    position="position",
)  # fmt: skip
class Cue:
    """A sign, what it tells the team, and what they do then. For the team's eyes only."""

    position: int = position(N_("Place"))
    name: str = text(
        N_("The sign"), required=True, search=True, in_list=True, longest=120,
        hint=N_("What is seen or heard, such as a green dot beside a name."),
    )  # fmt: skip
    meaning: str = long_text(N_("What it means"), search=True, in_list=True)
    do: str = long_text(N_("What to do"), search=True, in_list=True)
    active: bool = flag(N_("In use"), default=True)
