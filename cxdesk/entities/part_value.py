"""One number that was typed, for one day, week, month, quarter or year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import day, decimal, ref, text

if TYPE_CHECKING:
    from decimal import Decimal


@entity(
    table="part_value", label=N_("Numbers entered"), one=N_("number"), icon="metrics", title="starts_on",
    order=83, hidden=True,
)  # fmt: skip
class PartValue:
    """What is missing has no row: it is never 0. A row may hold a note alone."""

    part: int | None = ref(N_("Number to enter"), to="metric_part", on_delete="cascade", required=True)
    starts_on: date | None = day(N_("First day"), required=True, in_list=True)
    value: Decimal | None = decimal(N_("Value"), scale=4, in_list=True)
    note: str = text(N_("Note"), in_list=True, longest=300)
