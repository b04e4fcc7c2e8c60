"""How a table shares its room out among the columns, paints its ring anew, and goes to its ends."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent, QRegion, QStandardItemModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.made_up import plain_theme
from ui.widgets.record_table import SHRUNK, RecordTable

STAGE, TEXT, WHY, OWNER = range(4)
WIDTHS = {STAGE: 120, TEXT: 200, WHY: 200, OWNER: 100}


@pytest.fixture
def table(qapp: QApplication, qtbot: QtBot) -> RecordTable:
    """Give a table whose title is the second column, between others; it is not shown yet."""
    plain_theme()
    made = RecordTable("Standards")
    made.setModel(QStandardItemModel(3, len(WIDTHS), made))
    qtbot.addWidget(made)
    for column, width in WIDTHS.items():
        made.set_width(column, width)
    made.wide_column = TEXT
    made.shrinking = {TEXT, WHY}
    return made


def widths(table: RecordTable, room: int) -> dict[int, int]:
    table.resize(room + table.width() - table.viewport().width(), 200)
    table.show()
    return {column: table.horizontalHeader().sectionSize(column) for column in (STAGE, TEXT, WHY)}


def test_with_room_to_spare_the_title_takes_it(table: RecordTable) -> None:
    assert widths(table, 820) == {STAGE: 120, TEXT: 400, WHY: 200}


def test_other_text_gets_less_before_the_title_does(table: RecordTable) -> None:
    assert widths(table, 560) == {STAGE: 120, TEXT: 200, WHY: 140}


def test_then_the_title_gets_less_so_that_all_is_seen(table: RecordTable) -> None:
    assert widths(table, 500) == {STAGE: 120, TEXT: 160, WHY: round(200 * SHRUNK)}


def test_a_table_that_is_scrolled_all_the_same_leaves_the_title_as_it_is(table: RecordTable) -> None:
    assert widths(table, 400) == {STAGE: 120, TEXT: 200, WHY: round(200 * SHRUNK)}


class Painted(QObject):
    """Hears which parts of a surface are painted."""

    def __init__(self, surface: QObject) -> None:
        super().__init__()
        self.region = QRegion()
        surface.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return super().eventFilter(watched, event)


def test_no_ring_stays_around_a_row_that_is_left(table: RecordTable, qtbot: QtBot) -> None:
    table.resize(800, 200)
    table.show()
    table.go_to_row(0)
    qtbot.waitExposed(table)
    QApplication.processEvents()
    painted = Painted(table.viewport())
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()
    assert table.currentIndex().row() == 1
    assert len(table.selectionModel().selectedRows()) == 2
    left = QRect(0, table.rowViewportPosition(0), table.viewport().width(), table.rowHeight(0))
    assert QRegion(left).subtracted(painted.region).isEmpty()


def test_home_and_end_go_to_the_first_and_last_row(table: RecordTable, qtbot: QtBot) -> None:
    table.resize(800, 200)
    table.show()
    table.go_to_row(1)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == 2
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0
