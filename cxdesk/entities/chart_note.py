"""Something that happened and belongs on a chart."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, day, ref, text

SORTS = (
    ("note", N_("Note")),
    ("launch", N_("Launch: something new began")),
    ("rebaseline", N_("New limits from here on")),
)


@entity(
    table="chart_note", label=N_("Notes on charts"), one=N_("note on charts"), icon="edit", title="text",
    order=85, hidden=True,
)  # fmt: skip
class ChartNote:
    """On all charts, or on those of one metric. New limits are set by hand, and the text is the reason."""

    happened_on: date | None = day(N_("Day"), required=True, in_list=True)
    sort: str = choice(N_("What it is"), SORTS, in_list=True)
    metric: int | None = ref(N_("Metric"), to="metric", on_delete="cascade", in_list=True)
    text: str = text(N_("Text"), required=True, search=True, in_list=True, longest=200)
