"""What could not be kept: it goes with the paste that brought it, and the window says so until it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.metric_part import MetricPart
from tests.ui.numbers_kit import DAILY, TODAY, Desk, GridDesk, opened, part, value
from ui.numbers.number_grid import NumberGrid
from ui.numbers.yesterday_card import YesterdayCard

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
WED, THU, FRI = (date(2026, 11, day) for day in range(18, 21))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[GridDesk]:
    with opened(tmp_path / "w.cxdesk", first=date(2026, 11, 9), last=WED) as bridge:
        yield GridDesk(qtbot, bridge, NumberGrid(bridge))


@pytest.fixture
def card(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with opened(tmp_path / "w.cxdesk", first=date(2026, 11, 9), last=WED) as bridge:
        yield Desk(qtbot, bridge, YesterdayCard(bridge))


def paste(desk: Desk, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    desk.key(KEY.Key_V, held=CTRL)


# A paste goes back whole


def test_undo_takes_the_refused_cells_of_a_paste_back_and_redo_brings_them(desk: GridDesk) -> None:
    desk.go("Visits", THU)
    paste(desk, "31\tclosed\n1.5\t16")
    assert desk.said().startswith("2 not kept")
    assert desk.bridge.unkept == "waiting"
    desk.bridge.undo()
    assert desk.said() == ""
    assert "missing" in desk.spoken("Visits", FRI)
    assert desk.bridge.unkept == ""
    desk.bridge.redo()
    assert value(desk.ws, "Visits", THU) == 31
    assert desk.said().startswith("2 not kept")
    assert "not kept" in desk.spoken("Visits", FRI)


def test_undo_of_something_else_leaves_the_refused_cells(desk: GridDesk) -> None:
    desk.go("Visits", THU)
    paste(desk, "31\tclosed")
    desk.go("Booked again", THU)
    desk.enter("12")
    desk.bridge.undo()
    assert desk.said().startswith("Not kept: Visits, Fri 20 Nov")
    desk.bridge.undo()
    assert desk.said() == ""


def test_what_was_refused_before_a_paste_stands_there_again(desk: GridDesk) -> None:
    desk.go("Visits", FRI)
    desk.enter("many")
    desk.go("Visits", THU)
    paste(desk, "31\tclosed")
    desk.bridge.undo()
    assert desk.said().startswith("Not kept: Visits, Fri 20 Nov: “many”.")


def test_undo_of_a_column_in_the_card_takes_its_refused_ones_too(card: Desk) -> None:
    assert isinstance(card.widget, YesterdayCard)
    paste(card, "31\nclosed\n4")
    assert card.bridge.unkept == "waiting"
    assert card.widget.rows[1].field.text() == "closed"
    card.bridge.undo()
    assert [row.field.text() for row in card.widget.rows[:3]] == ["", "", ""]
    assert card.widget.rows[1].why.text() == ""
    assert card.bridge.unkept == ""


# One state


def test_the_window_says_that_something_is_not_kept_while_it_stands_there(desk: GridDesk) -> None:
    told: list[str] = []
    desk.bridge.typing_changed.connect(lambda: told.append(desk.bridge.unkept))
    desk.go("Visits", FRI)
    desk.enter("many")
    assert desk.bridge.unkept == "waiting"
    desk.widget.hide()  # something else stands in its place
    assert desk.bridge.unkept == "waiting"
    desk.widget.show()
    desk.go("Visits", FRI)
    desk.key(KEY.Key_Escape)
    assert desk.bridge.unkept == told[-1] == ""
    assert "missing" in desk.spoken("Visits", FRI)


def test_esc_puts_what_is_in_the_file_back_into_a_refused_cell(desk: GridDesk) -> None:
    desk.go("Visits", WED)
    desk.enter("1.5")
    desk.go("Visits", WED)
    desk.key(KEY.Key_Escape)
    assert value(desk.ws, "Visits", WED) == 30
    assert desk.spoken("Visits", WED).endswith(": 30")
    assert desk.ws.undo_label is None


def test_a_refused_cell_goes_with_its_number(desk: GridDesk) -> None:
    desk.go("Visits", FRI)
    desk.enter("many")
    found = part(desk.ws, "Visits")
    desk.bridge.act("out of use", lambda tx: tx.change(MetricPart, found, active=False))
    assert desk.said() == ""
    assert desk.bridge.unkept == ""
    assert DAILY[0] not in [line.name for line in desk.widget.table.numbers.lines]


def test_another_day_on_the_card_forgets_what_was_refused(card: Desk) -> None:
    assert isinstance(card.widget, YesterdayCard)
    told: list[str] = []
    card.bridge.typing_changed.connect(lambda: told.append(card.bridge.unkept))
    card.enter("many")
    assert card.bridge.unkept == told[-1] == "waiting"
    card.widget.earlier.click()
    assert card.bridge.unkept == told[-1] == ""
