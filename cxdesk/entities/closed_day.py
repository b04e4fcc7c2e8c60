"""A day, or several, on which the shop is closed though it would be open by the week."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import day, text


@entity(
    table="closed_day", label=N_("Closed days"), one=N_("closed day"), icon="calendar", title="from_on",
    order=86, hidden=True,
)  # fmt: skip
class ClosedDay:
    """Holidays and the like: no number is missed there, and no huddle is held."""

    from_on: date | None = day(N_("From"), required=True, in_list=True)
    until_on: date | None = day(N_("Until"), in_list=True)
    why: str = text(N_("Why"), in_list=True, longest=120)

    def holds(self, on: date) -> bool:
        """Tell whether a day is one of them."""
        return self.from_on is not None and self.from_on <= on <= (self.until_on or self.from_on)
