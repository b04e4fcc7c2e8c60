"""A desk at which numbers are typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from cxdesk import periods
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.part_value import PartValue
from cxdesk.services.metrics.look import Look, look
from cxdesk.services.metrics.series import series
from cxdesk.workspace import Workspace

MONDAY = date(2026, 11, 2)
TODAY = date(2026, 11, 22)


class Desk:
    """Parts and metrics of a workspace, and what is computed of them."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws

    def part(self, name: str, cadence: str = "day", **more: Any) -> int:
        return self.ws.add(MetricPart(name=name, cadence=cadence, **more))

    def type(self, part: int, start: date, *values: float | None, cadence: str = "day") -> None:
        rows = [
            PartValue(part=part, starts_on=periods.shifted(cadence, start, i), value=Decimal(str(value)))
            for i, value in enumerate(values)
            if value is not None
        ]
        self.ws.run("type", lambda tx: [tx.add(row) for row in rows])

    def metric(self, formula: str, *parts: int, cadence: str = "week", **more: Any) -> int:
        names = dict(zip(("first", "second", "third"), parts, strict=False))
        return self.ws.add(Metric(**{"name": "x", **names, **more}, formula=formula, cadence=cadence))

    def weekly(self, *values: float | None, **more: Any) -> int:
        """Return a metric that is typed once a week; the last value is that of the week before today."""
        part = self.part("calls", "week", unit="minutes")
        start = periods.shifted("week", MONDAY, 2 - len(values))
        self.type(part, start, *values, cadence="week")
        return self.metric("total", part, **{"decimals": 1, **more})

    def target(self, metric: int, value: float, day: date = date(2026, 1, 1)) -> None:
        self.ws.add(MetricTarget(metric=metric, value=Decimal(str(value)), from_on=day))

    def note(self, text: str, day: date, sort: str = "note", metric: int | None = None) -> None:
        self.ws.add(ChartNote(text=text, happened_on=day, sort=sort, metric=metric))

    def points(self, metric: int, today: date = TODAY) -> list[Any]:
        return list(series(self.ws, metric, today).points)

    def values(self, metric: int, today: date = TODAY) -> list[Any]:
        return [point.value for point in self.points(metric, today)]

    def look(self, metric: int, today: date = TODAY) -> Look:
        return look(self.ws, metric, today)
