"""A customer, as far as the shop may know."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import birthday, choice, day, flag, long_text, phones, tags, text

CONSENT = (("", N_("Not asked yet")), ("yes", N_("Yes")), ("no", N_("No")))


@entity(
    table="customer", label=N_("{Customers}"), one=N_("{customer}"), icon="customers", title="name", order=60,
)  # fmt: skip
class Customer:
    """Personal data: shown where it is needed, never logged, printed only by choice."""

    name: str = text(N_("Name"), required=True, search=True, in_list=True, longest=120)
    called: str = text(N_("Called"), search=True, longest=60, hint=N_("What to say to them."))
    phones: tuple[str, ...] = phones(N_("Phones"), search=True, most=6)
    email: str = text(N_("Email"), search=True, longest=200)
    number: str = text(
        N_("Number"), search=True, longest=60, hint=N_("Theirs in your till or booking program.")
    )
    birthday: str = birthday(N_("Birthday"))
    since: date | None = day(N_("Since"), in_list=True)
    first_visit: bool = flag(N_("First {visit}"))
    tags: tuple[str, ...] = tags(N_("Tags"), in_list=True)
    consent: str = choice(N_("May we keep notes?"), CONSENT)
    consent_on: date | None = day(N_("Asked on"))
    consent_text: str = long_text(N_("What was agreed"))
    consent_by: str = text(N_("Asked by"), longest=80)
    do_not_store: bool = flag(N_("Keep no notes"))
    note: str = long_text(N_("Note"), search=True)
    address: str = long_text(N_("Address"))
    more: str = long_text(N_("Other columns"), hint=N_("Kept as they came in a file."))
    followed_up_on: date | None = day(N_("Asked to come again on"))
    look_again_on: date | None = day(N_("Decide again whether to keep on"))
