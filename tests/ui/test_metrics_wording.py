"""A change so small that it is written as none has no sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cxdesk import clock
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.shop import Shop
from cxdesk.output.charts.data import spark_values
from cxdesk.services.metrics.look import look
from cxdesk.services.metrics.verdict import verdict, written_for
from cxdesk.workspace import Workspace
from ui.metrics.looks import Shown
from ui.metrics.wording import figures

MONDAY = date(2026, 3, 2)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "x.cxdesk", Shop(name="Willow"), who="Maya")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("before", "since", "written"), [((0, 1), (0, 0), "0"), ((0, 0), (0, 1), "0"), ((2, 4), (7, 7), "+4")]
)
def test_a_change_that_is_none_has_no_sign(
    ws: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    before: tuple[int, ...],
    since: tuple[int, ...],
    written: str,
) -> None:
    part = ws.add(MetricPart(name="Complaints"))
    metric = ws.add(Metric(name="Complaints", formula="total", first=part, defined_on=MONDAY))
    values = [*(before * 6), *(since * 6)]
    for week, value in enumerate(values):
        ws.add(PartValue(part=part, starts_on=MONDAY + timedelta(weeks=week), value=Decimal(value)))
    half = MONDAY + timedelta(weeks=6 * len(before))
    ws.add(ChartNote(happened_on=half, sort="launch", metric=metric, text="x"))
    today = MONDAY + timedelta(weeks=len(values))
    monkeypatch.setattr(clock, "today", lambda: today)
    found = look(ws, metric, today)
    words = written_for(ws, found.metric)
    shown = Shown(found, words, verdict(found, words), spark_values(found), rare=False)
    assert figures(shown)[-1][1] == written
