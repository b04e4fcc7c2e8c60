"""From when to when the shop is open on a day of the week."""

from __future__ import annotations

from datetime import time

from cxdesk.i18n import N_
from cxdesk.periods import WEEKDAYS
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, clock_time


@entity(
    table="opening_hours", label=N_("Opening hours"), one=N_("opening hours"), icon="clock",
    title="weekday", order=87, hidden=True,
)  # fmt: skip
class OpeningHours:
    """Several on one day are a break between them. Closing before opening means after midnight."""

    weekday: str = choice(N_("Day"), WEEKDAYS, required=True, in_list=True)
    opens: time | None = clock_time(N_("Opens"), required=True, in_list=True)
    closes: time | None = clock_time(N_("Closes"), required=True, in_list=True)
