"""An earlier definition of a metric: its values stay what they were."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import day, integer, long_text, ref, text


@entity(
    table="metric_version", label=N_("Earlier definitions"), one=N_("earlier definition"), icon="metrics",
    title="name", order=81, hidden=True,
)  # fmt: skip
class MetricVersion:
    """How a metric was computed until a day, and why that changed."""

    metric: int | None = ref(N_("Metric"), to="metric", on_delete="cascade", required=True)
    version: int = integer(N_("Version"), default=1, low=1, in_list=True)
    name: str = text(N_("Name"), required=True, in_list=True)
    formula: str = text(N_("How it was computed"))
    first: int | None = ref(N_("First number"), to="metric_part")
    second: int | None = ref(N_("Second number"), to="metric_part")
    third: int | None = ref(N_("Third number"), to="metric_part")
    cadence: str = text(N_("Looked at"))
    from_on: date | None = day(N_("From"), in_list=True)
    until_on: date | None = day(N_("Until"), in_list=True)
    why_changed: str = long_text(N_("Why it changed"), in_list=True)
