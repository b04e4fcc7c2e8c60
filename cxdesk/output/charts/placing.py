"""One way in for whatever a chart shows."""

from __future__ import annotations

from cxdesk.output.charts import causes, plan
from cxdesk.output.charts.model import CauseData, ChartData
from cxdesk.output.charts.shapes import Picture, Style

AnyChart = ChartData | CauseData


def placed(
    data: AnyChart, style: Style, width: float, height: float, window: tuple[float, float] | None = None
) -> Picture:
    """Place a chart in a rectangle, all of it or the part of a series within `window`."""
    if isinstance(data, CauseData):
        return causes.plan(data, style, width, height)
    return plan.plan(data, style, width, height, window)
