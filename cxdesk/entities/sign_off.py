"""A sign-off: somebody was shown a standard, or was seen doing it, in one version of it."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import day, integer, ref, text


@entity(
    table="sign_off", label=N_("Sign-offs"), one=N_("sign-off"), icon="check", title="item", order=75,
    hidden=True,
)  # fmt: skip
class SignOff:
    """One person, one thing to be signed for, one version of it. A new version asks again."""

    person: int | None = ref(N_("Who"), to="person", on_delete="cascade", required=True, in_list=True)
    standard: int | None = ref(N_("Standard"), to="standard", in_list=True)
    vision: int | None = ref(N_("Service vision"), to="vision")
    version: int = integer(N_("Version"), default=1, low=1, in_list=True)
    # The words that were signed for: they outlive the standard.
    item: str = text(N_("What was signed for"), required=True, longest=2_000)
    shown_on: date | None = day(N_("Shown on"), in_list=True)
    seen_on: date | None = day(N_("Seen doing it on"), in_list=True)
    trainer: int | None = ref(N_("Signed by trainer"), to="person", in_list=True)
    form: str = text(N_("From form"), longest=20)
