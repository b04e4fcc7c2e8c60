"""How a table shares its room out among the columns when it is first shown."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QStandardItemModel
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
