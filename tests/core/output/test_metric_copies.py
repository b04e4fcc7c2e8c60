"""Posters and definitions in use: which of them say something else by now."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cxdesk import clock
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.output import printing, record
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace
from tests.core.services.metrics.metric_desk import TODAY, Desk

KNOWN = (42, 45, 40, 44, 47, 43, 41, 46, 44, 45, 43, 44)
SHEETS = ("scoreboard-poster", "metric-definition")


@pytest.fixture
def desk(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    monkeypatch.setattr(record, "today", lambda: TODAY)
    return Desk(ws)


def log(desk: Desk, sheet: str, metric: int | str) -> None:
    made = printing.render(printing.sheet(sheet), desk.ws, {"metric": str(metric)}, today=TODAY)
    rows = record.records(
        made, paper="A4", copies=1, printed_at=clock.stamp(clock.now()), by="Maya", target="file"
    )

    def act(tx: Transaction) -> None:
        for row in rows:
            tx.add(row)

    desk.ws.run("note", act, undoable=False)


def ages(desk: Desk) -> list[tuple[str, str, str]]:
    return [(one.sheet, one.about, one.age) for one in record.older_copies(desk.ws)]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_of_any_metric_is_up_to_date_until_something_changes(desk: Desk, sheet: str) -> None:
    desk.weekly(*KNOWN, name="Calls", key=True)
    other = desk.weekly(*KNOWN, name="Answers", nps=True)
    for metric in ("key", other):
        log(desk, sheet, metric)
    assert ages(desk) == []
    desk.ws.run("aim", lambda tx: tx.add(MetricTarget(metric=other, value=Decimal(50), from_on=TODAY)))
    assert ages(desk) == [(sheet, "Answers (NPS®)", "wording only")]
    desk.ws.run("remove", lambda tx: tx.remove(Metric, other))
    assert ages(desk) == [(sheet, "Answers (NPS®)", "gone")]


def test_another_key_metric_makes_no_copies_of_the_first_one_older(desk: Desk) -> None:
    first = desk.weekly(*KNOWN, name="Calls", key=True)
    other = desk.weekly(*KNOWN, name="Answers")
    log(desk, "scoreboard-poster", "key")
    desk.ws.change(Metric, first, key=False)
    desk.ws.change(Metric, other, key=True)
    assert ages(desk) == []
