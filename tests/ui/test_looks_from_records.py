"""Looks at metrics whose numbers come from records: they follow every change, and read in small pieces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.settings import Settings
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace
from tests.ui.page_kit import put_away
from ui.bridge import Bridge
from ui.metrics.looks import Looks, looks_of
from ui.tasks import Tasks

DAYS, A_DAY = 30, 70
TODAY = date(2026, 3, 31)


@pytest.fixture
def looks(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Looks]:
    """Of a metric that counts the visits of each day: 70 a day from the first of March on."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    ws = Workspace.create(tmp_path / "x.cxdesk", Shop(name="Willow"))

    def seed(tx: Transaction) -> None:
        anna = tx.add(Customer(name="Anna"))
        part = tx.add(MetricPart(name="Visits", taken_from="visits", cadence="day"))
        tx.add(Metric(name="Visits a day", formula="total", first=part, cadence="day"))
        days = [date(2026, 3, 1) + timedelta(days=day) for day in range(DAYS) for _one in range(A_DAY)]
        tx.add_all([Visit(customer=anna, happens_on=day) for day in days])

    ws.run("seed", seed)
    bridge = Bridge(Settings(your_name="Maya"), tasks=Tasks(inline=True))
    bridge.take(ws)
    yield looks_of(bridge)
    put_away(bridge)


def wait(looks: Looks, qtbot: QtBot) -> list[Fraction | None]:
    looks.bridge.deliver()
    qtbot.waitUntil(lambda: looks.idle, timeout=10_000)
    shown = looks.get(1)
    assert shown is not None
    return [point.value for point in shown.look.series.over]


def test_a_change_of_one_visit_is_in_the_next_look(looks: Looks, qtbot: QtBot) -> None:
    looks.want([1])
    before = wait(looks, qtbot)
    assert before == [A_DAY] * DAYS
    ws = looks.bridge.ws
    ws.change(Visit, 5, happens_on=date(2026, 3, 30))
    assert wait(looks, qtbot) == [A_DAY - 1, *[A_DAY] * (DAYS - 2), A_DAY + 1]
    ws.undo()
    assert wait(looks, qtbot) == before
    ws.remove(Visit, 5)
    assert wait(looks, qtbot) == [A_DAY - 1, *[A_DAY] * (DAYS - 1)]
    ws.undo()
    assert wait(looks, qtbot) == before


def test_many_at_once_are_read_anew(looks: Looks, qtbot: QtBot) -> None:
    looks.want([1])
    wait(looks, qtbot)
    more = [Visit(customer=1, happens_on=date(2026, 3, 3)) for _one in range(300)]
    looks.bridge.ws.run("import", lambda tx: list(tx.add_all(more)))
    assert wait(looks, qtbot)[2] == A_DAY + 300


def test_another_source_is_another_number(looks: Looks, qtbot: QtBot) -> None:
    looks.want([1])
    wait(looks, qtbot)
    looks.bridge.ws.change(MetricPart, 1, taken_from="customers")
    assert wait(looks, qtbot) == [1] * DAYS
