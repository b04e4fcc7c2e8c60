"""A secret service system: what is learnt, where it is kept, the cue that shows it, and who acts on it."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.preference_sorts import SORTS
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, day, flag, long_text, position, ref, text


@entity(
    table="secret_system", label=N_("Secret service"), one=N_("secret service system"), icon="link",
    title="name", order=56, position="position",
)  # fmt: skip
class SecretSystem:
    """From what somebody notices to what somebody else does: each gap in it is shown."""

    position: int = position(N_("Place"))
    name: str = text(N_("Name"), required=True, search=True, in_list=True, longest=120)
    learnt: str = long_text(N_("What is learnt"), search=True)
    sort: str = choice(N_("Kind of preference"), SORTS, in_list=True)
    learnt_at: int | None = ref(N_("Learnt at"), to="stage")
    kept_in: str = text(N_("Where it is kept"), longest=200)
    cue: int | None = ref(N_("Silent cue"), to="cue", in_list=True)
    role: int | None = ref(N_("Who acts"), to="role", in_list=True)
    does: str = long_text(N_("What they do"), search=True)
    used_at: int | None = ref(N_("Acted on at"), to="stage", in_list=True)
    checked_on: date | None = day(N_("Last looked at"))
    active: bool = flag(N_("In use"), default=True)
