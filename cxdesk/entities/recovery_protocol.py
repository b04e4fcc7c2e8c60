"""A service recovery protocol: what everybody does when it goes wrong."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, day, integer, lines, long_text, position, refs, text

# Where each model comes from stands with its steps, in `cxdesk.services.recovery.models`.
MODELS = (
    ("own", N_("Our own steps")),
    ("last", N_("LAST")),
    ("heard", N_("HEARD")),
    ("learn", N_("LEARN")),
    ("latte", N_("LATTE")),
)
STATES = (("draft", N_("Draft")), ("in_use", N_("In use")), ("retired", N_("Retired")))


@entity(
    table="recovery_protocol", label=N_("Recovery protocols"), one=N_("recovery protocol"), icon="recovery",
    title="name", order=65, hidden=True, position="position",
)  # fmt: skip
class RecoveryProtocol:
    """For one or several defects: steps, words, how soon. Its steps are `protocol_step`."""

    position: int = position(N_("Place"))
    name: str = text(N_("Name"), required=True, search=True, in_list=True, longest=120)
    defects: tuple[int, ...] = refs(N_("Defects"), to="standard")
    model: str = choice(N_("Model"), MODELS, in_list=True)
    words: tuple[str, ...] = lines(
        N_("Words to use"), search=True, most=8, hint=N_("As one would say them, one on each line.")
    )
    never_say: tuple[str, ...] = lines(N_("Never say"), search=True, most=8)
    acknowledge_minutes: int | None = integer(
        N_("First answer within so many minutes"), low=0, high=100_000,
        hint=N_("Minutes in which you are open."),
    )  # fmt: skip
    resolve_minutes: int | None = integer(
        N_("Put right within so many minutes"), low=0, high=100_000,
        hint=N_("Minutes in which you are open."),
    )  # fmt: skip
    follow_up_days: int | None = integer(
        N_("Asked again after so many days"), low=0, high=365, hint=N_("Days on which you are open.")
    )
    state: str = choice(N_("State"), STATES, default="in_use", in_list=True)
    version: int = integer(N_("Version"), default=1, low=1, editable=False)
    review_on: date | None = day(N_("Review on"))
    note: str = long_text(N_("Note"))
