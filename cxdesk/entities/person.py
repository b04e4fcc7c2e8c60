"""A person who works in the shop."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, day, flag, ref, text

WORKS = (("front", N_("With {customers}")), ("management", N_("Management")))


@entity(
    table="person", label=N_("People"), one=N_("person"), icon="person", title="name", order=70,
    gone_on="left_on",
)  # fmt: skip
class Person:
    """Whose name goes on sheets. Leavers stay in the history and leave the pickers."""

    name: str = text(N_("Name"), required=True, search=True, in_list=True, longest=80)
    role: int | None = ref(N_("Role"), to="role", in_list=True)
    department: str = text(N_("Department"), search=True, in_list=True, longest=60)
    works: str = choice(N_("Works"), WORKS, in_list=True)
    joined_on: date | None = day(N_("Joined on"), in_list=True)
    left_on: date | None = day(N_("Left on"), in_list=True)
    champion: bool = flag(
        N_("Champion"), section=N_("What they do for the {customer}"), hint=N_("Runs all this for the shop.")
    )
    agent: bool = flag(N_("Secret service agent"), hint=N_("Finds and spreads what delights {customers}."))
    committee: bool = flag(N_("Steering committee"), hint=N_("Decides with you what comes next."))
    trainer: bool = flag(N_("Trainer"), hint=N_("Shows the standards to others and signs for them."))
    sponsor: bool = flag(N_("Sponsor"), hint=N_("Gives it time and money, and talks about it."))

    def left(self, on: date) -> bool:
        """Tell whether the person has left by a day."""
        return self.left_on is not None and self.left_on <= on
