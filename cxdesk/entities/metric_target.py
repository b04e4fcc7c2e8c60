"""A target of a metric, for the time it was meant for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import day, decimal, ref, text

if TYPE_CHECKING:
    from decimal import Decimal


@entity(
    table="metric_target", label=N_("Targets"), one=N_("target"), icon="metrics", title="from_on", order=84,
    hidden=True,
)  # fmt: skip
class MetricTarget:
    """What the number has to be from a day on; a later target takes its place, and both stay."""

    metric: int | None = ref(N_("Metric"), to="metric", on_delete="cascade", required=True)
    value: Decimal | None = decimal(N_("Target"), scale=4, required=True, in_list=True)
    from_on: date | None = day(N_("From"), required=True, in_list=True)
    by_on: date | None = day(N_("To be reached by"), in_list=True)
    reason: str = text(N_("Reason"), in_list=True, longest=300)
    set_by: str = text(N_("Set by"), in_list=True, longest=80)
