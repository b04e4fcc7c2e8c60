"""What a metric came to for one person: private, and never without how many it is made of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import day, decimal, ref, text

if TYPE_CHECKING:
    from decimal import Decimal


@entity(
    table="person_result", label=N_("Results by person"), one=N_("result of a person"), icon="team",
    title="starts_on", order=87, hidden=True,
)  # fmt: skip
class PersonResult:
    """The numbers of a metric's formula for one person and one of its periods."""

    metric: int | None = ref(N_("Metric"), to="metric", on_delete="cascade", required=True)
    person: int | None = ref(N_("Person"), to="person", on_delete="cascade", required=True, in_list=True)
    starts_on: date | None = day(N_("First day"), required=True, in_list=True)
    first: Decimal | None = decimal(N_("First number"), scale=4, in_list=True)
    second: Decimal | None = decimal(N_("Second number"), scale=4, in_list=True)
    third: Decimal | None = decimal(N_("Third number"), scale=4)
    note: str = text(N_("Note"), longest=300)
