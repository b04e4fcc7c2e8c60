"""A role in the shop, with the service vision in its own words: the role card."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import lines, long_text, money, position, text


@entity(
    table="role", label=N_("Roles"), one=N_("role"), icon="role", title="name", order=60, position="position"
)
class Role:
    """What the vision means in this job."""

    position: int = position(N_("Place"))
    name: str = text(N_("Name"), required=True, search=True, in_list=True, longest=60)
    in_my_job: str = long_text(
        N_("In my job"), search=True, in_list=True, hint=N_("One sentence: the service vision in this job.")
    )
    examples: tuple[str, ...] = lines(
        N_("Examples"), search=True, most=3, hint=N_("Up to three things one would see, one on each line.")
    )
    may_give: int | None = money(
        N_("May give without asking"), low=0,
        hint=N_("To put something right, each time, without asking anybody first."),
    )  # fmt: skip
