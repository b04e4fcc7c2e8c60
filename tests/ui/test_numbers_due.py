"""Where entering begins: at what is due of the chosen metric, by Ctrl+K, and by Ctrl+E from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from cxdesk import clock
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.shop import Shop
from cxdesk.services.metrics import entry, entry_periods
from cxdesk.workspace import Workspace
from tests.ui.lock_kit import lent
from tests.ui.numbers_kit import TODAY, opened, part
from tests.ui.shell_kit import Shell
from ui.numbers.number_grid import NumberGrid

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
WED, THU, FRI = (date(2026, 11, day) for day in range(18, 21))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def shell(window_to_lend: Shell, tmp_path: Path) -> Iterator[Shell]:
    with opened(tmp_path / "w.cxdesk", first=date(2026, 11, 9), last=WED) as made:
        ws = made.ws
        reviews = ws.add(Metric(name="Reviews", formula="total", first=part(ws, "Reviews"), cadence="week"))
        assert reviews
        ws.run("type", lambda tx: entry.keep(tx, part(ws, "Visits"), THU, value=Decimal(9)))
        made.close()
    with lent(window_to_lend, tmp_path / "w.cxdesk", open_there, page="metrics") as found:
        yield found


def open_there(shell: Shell, path: Path) -> None:
    assert shell.bridge.open_path(path)


def at(shell: Shell) -> tuple[str, date]:
    grid = shell.window.page.findChild(NumberGrid)
    assert grid is not None
    spot = grid.spot()
    assert spot is not None
    return shell.bridge.ws.get(MetricPart, spot[0]).record.name, spot[1]


def choose(shell: Shell, name: str) -> None:
    row = next(row for row in shell.bridge.ws.rows(Metric) if row.record.name == name)
    shell.window.page.show_record("metric", row.id)
    shell.window.page.on_chosen(row.id)


def test_entering_begins_at_the_first_number_that_is_due_of_the_chosen_metric(shell: Shell) -> None:
    choose(shell, "Booked again")
    shell.window.page.show_place("enter")
    assert at(shell) == ("Booked again", THU)
    assert isinstance(QApplication.focusWidget(), type(shell.window.page.findChild(NumberGrid).table))


def test_the_grid_follows_the_metric_that_is_chosen(shell: Shell) -> None:
    shell.window.page.show_place("enter")
    shell.window.page.desk.list.list.setFocus()
    choose(shell, "Reviews")
    assert at(shell) == ("Reviews", date(2026, 11, 9))
    assert shell.window.page.desk.grid.cadence == "week"
    choose(shell, "Booked again")
    assert at(shell) == ("Booked again", THU)


def test_where_its_numbers_are_in_the_first_one_of_all_is_chosen(shell: Shell) -> None:
    ws = shell.bridge.ws
    for name in ("Booked again", "Visits"):
        for day in (THU, FRI, TODAY):
            shell.bridge.act("x", lambda tx, n=name, d=day: entry.keep(tx, part(ws, n), d, value=Decimal(1)))
    choose(shell, "Booked again")
    shell.window.page.show_place("enter")
    name, day = at(shell)
    assert entry.cell(ws, part(ws, name), day).value is None


def test_enter_now_leads_from_a_definition_to_what_is_due(shell: Shell) -> None:
    choose(shell, "Reviews")
    page = shell.window.page
    page.panels.open("definition")
    link = page.desk.definition.form.enter
    assert link.isVisible()
    link.click()
    assert at(shell) == ("Reviews", date(2026, 11, 9))
    assert QApplication.focusWidget() is page.desk.grid.table


@pytest.mark.parametrize("where", ["list", "definition", "sidebar"])
def test_ctrl_e_asks_for_the_number_of_a_sheet_from_anywhere(shell: Shell, where: str) -> None:
    choose(shell, "Booked again")
    page = shell.window.page
    if where == "list":
        page.desk.list.list.setFocus()
    elif where == "definition":
        page.panels.open("definition")
        assert isinstance(QApplication.focusWidget(), QLineEdit)
    else:
        shell.window.sidebar.buttons[0].setFocus()
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_E, CTRL)
    assert QApplication.focusWidget() is page.desk.grid.asks.number
    for sign in "77":
        QTest.keyClick(QApplication.focusWidget(), sign)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    assert "77" in page.desk.grid.asks.told.text()
    assert {row.record.name for row in shell.bridge.ws.rows(Metric)} == {"Booked again", "Reviews"}


def test_a_number_that_was_never_typed_is_due_for_the_last_period_that_is_over(tmp_path: Path) -> None:
    with_country = Shop(name="Willow", language="en-GB")
    ws = Workspace.create(tmp_path / "w.cxdesk", with_country, who="Maya")
    try:
        ids = [ws.add(MetricPart(name=one, cadence=one)) for one in ("day", "week", "month")]
        found = [entry_periods.first_due(ws, [ws.get(MetricPart, one)], TODAY) for one in ids]
        assert [gap.start for gap in found if gap] == [FRI, date(2026, 11, 9), date(2026, 10, 1)]
        sunday = entry_periods.first_due(ws, [ws.get(MetricPart, ids[0])], date(2026, 11, 22))
        assert sunday == (ids[0], TODAY)  # the shop is closed on Sundays
    finally:
        ws.close()
