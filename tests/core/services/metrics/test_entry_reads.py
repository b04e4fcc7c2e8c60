"""Years of numbers: what is due, missing or shown now is found without reading all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics import entry
from cxdesk.services.metrics.entry_periods import days_missing, due, first_due, gaps
from cxdesk.workspace import Workspace

TODAY = date(2026, 4, 10)
YESTERDAY = TODAY - timedelta(days=1)
DAYS, PARTS = 400, 6


class Counting:
    """A reader that counts the numbers it gave, and how often it was asked for them."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self.asked = self.given = 0

    def columns(self, cls: type[Any], *names: str, **equal: object) -> list[tuple[Any, ...]]:
        return self._counted(cls, self._ws.columns(cls, *names, **equal))

    def rows(self, cls: type[Any], **equal: object) -> list[Any]:
        return self._counted(cls, self._ws.rows(cls, **equal))

    def _counted(self, cls: type[Any], found: list[Any]) -> list[Any]:
        if cls is PartValue:
            self.asked += 1
            self.given += len(found)
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ws, name)


@pytest.fixture
def ws(ws: Workspace) -> Workspace:
    """Six numbers of every day up to yesterday, more than a year of them."""
    parts = [ws.add(MetricPart(name=f"n{number}", cadence="day")) for number in range(PARTS)]
    days = [TODAY - timedelta(days=back) for back in range(1, DAYS)]
    values = [PartValue(part=part, starts_on=day, value=Decimal(3)) for part in parts for day in days]
    ws.run("seed", lambda tx: list(tx.add_all(values)))
    return ws


@pytest.mark.parametrize(
    ("act", "most"),
    [
        (lambda one, _parts: due(one, YESTERDAY, newest=True), 0),
        (lambda one, _parts: days_missing(one, TODAY), 62 * PARTS),
        (lambda one, parts: first_due(one, parts[:1], TODAY), 62),
        (lambda one, parts: entry.cells(one, [row.id for row in parts], [YESTERDAY]), PARTS),
    ],
    ids=["due", "missing", "first due", "a day"],
)
def test_one_question_reads_the_last_weeks_alone(
    ws: Workspace, act: Callable[[Reader, list[Any]], object], most: int
) -> None:
    counting = Counting(ws)
    act(counting, ws.rows(MetricPart))  # type: ignore[arg-type]
    assert counting.asked <= 1
    assert counting.given <= most


def test_what_is_found_is_what_is_missing(ws: Workspace) -> None:
    parts = ws.rows(MetricPart)
    gone = (TODAY - timedelta(days=3), TODAY - timedelta(days=100))
    for day in gone:
        ws.run("x", lambda tx, day=day: entry.keep(tx, parts[1].id, day, value=None))
    assert days_missing(ws, TODAY) == [gone[0]]
    assert [(gap.part, gap.start) for gap in gaps(ws, parts, TODAY)] == [(2, gone[1]), (2, gone[0])]
    near = first_due(ws, parts, TODAY)
    assert near is not None
    assert (near.part, near.start) == (2, gone[0])
    there = entry.cells(ws, [1, 2], [gone[0], YESTERDAY])
    assert set(there) == {(1, gone[0]), (1, YESTERDAY), (2, YESTERDAY)}
    assert entry.cells(ws, [], [YESTERDAY]) == entry.cells(ws, [1], []) == {}
