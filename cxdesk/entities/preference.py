"""What a customer likes, is, or must be spared, and how it is known."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.preference_sorts import SORTS
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, day, flag, ref, text

ALERTS = (
    ("normal", N_("Normal")),
    ("highlight", N_("Highlighted")),
    ("acknowledge", N_("Must be acknowledged")),
)


@entity(
    table="preference", label=N_("Preferences"), one=N_("preference"), icon="heart", title="text", order=61,
    hidden=True, found_at="customer", unfound=("sort", ("sensitive",)),
)  # fmt: skip
class Preference:
    """One line; the sensitive ones stay out of lists, exports and sheets unless somebody asks for them."""

    customer: int | None = ref(N_("{Customer}"), to="customer", on_delete="cascade", required=True)
    sort: str = choice(N_("What it is"), SORTS, in_list=True, default="likes")
    text: str = text(N_("Text"), required=True, search=True, in_list=True, longest=300)
    alert: str = choice(N_("Alert"), ALERTS, in_list=True)
    person: int | None = ref(N_("Noted by"), to="person", in_list=True)
    seen_on: date | None = day(N_("Noted on"), in_list=True)
    confirmed_on: date | None = day(N_("Last confirmed"), in_list=True)
    review_on: date | None = day(N_("Look again on"))
    off: bool = flag(N_("Not true any more"))
