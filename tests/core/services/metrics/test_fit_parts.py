"""Numbers that were made for a metric are entered as often as it is looked at, until there is one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.services.metrics import acts, entry, library
from cxdesk.workspace import Workspace

MONDAY = date(2026, 11, 2)


def cadence(ws: Workspace, part: int) -> str:
    return ws.get(MetricPart, part).record.cadence


def test_what_was_made_for_a_metric_goes_with_its_cadence(ws: Workspace) -> None:
    made = [ws.add(MetricPart(name=name, cadence="week")) for name in ("Booked", "Seen")]
    metric = ws.add(
        Metric(name="Booked again", formula="share", first=made[0], second=made[1], cadence="day")
    )
    ws.run("fit", lambda tx: library.fit_parts(tx, metric))
    assert [cadence(ws, one) for one in made] == ["day", "day"]
    one = ws.get(Metric, metric).record
    gap = acts.definition_gap(
        ws, formula="share", first=one.first, second=one.second, third=None, cadence="day"
    )
    assert gap == ""
    ws.undo()
    assert [cadence(ws, part) for part in made] == ["week", "week"]


def test_what_has_numbers_or_belongs_to_another_metric_stays(ws: Workspace) -> None:
    typed, shared = (ws.add(MetricPart(name=name, cadence="week")) for name in ("Typed", "Shared"))
    ws.run("type", lambda tx: entry.keep(tx, typed, MONDAY, value=Decimal(3)))
    ws.add(Metric(name="Other", formula="total", first=shared, cadence="week"))
    metric = ws.add(Metric(name="Mine", formula="share", first=typed, second=shared, cadence="day"))
    ws.run("fit", lambda tx: library.fit_parts(tx, metric))
    assert [cadence(ws, one) for one in (typed, shared)] == ["week", "week"]


def test_what_is_entered_more_often_than_looked_at_stays(ws: Workspace) -> None:
    daily = ws.add(MetricPart(name="Visits", cadence="day"))
    metric = ws.add(Metric(name="Visits", formula="total", first=daily, cadence="month"))
    ws.run("fit", lambda tx: library.fit_parts(tx, metric))
    assert cadence(ws, daily) == "day"
