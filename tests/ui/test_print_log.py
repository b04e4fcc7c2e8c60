"""The print log to the eye, and where it says that something went."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.shop import Shop
from cxdesk.workspace import Workspace
from tests.ui.print_kit import PrintRoom
from ui import theme
from ui.printing.acts import _Order
from ui.printing.log_panel import COLUMNS, LogPanel
from ui.widgets.record_table import CELL_PADDING, TEXT_ROOM

NOON = "2026-03-02T12:00:00Z"


@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_every_heading_of_the_log_can_be_read_whole(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, scale: float
) -> None:
    theme.apply(qapp, "light", text_scale=scale)
    ws = Workspace.create(tmp_path / "willow.cxdesk", Shop(name="Willow"))
    ws.add(PrintRecord(sheet="training-sheet", version=1, mark="AB", copies=1, by="Maya", printed_at=NOON))
    panel = LogPanel()
    qtbot.addWidget(panel)
    panel.resize(900, 400)
    panel.show_log(ws)
    panel.show()
    words = QFontMetrics(theme.current().font("small"))
    for column, heading in enumerate(COLUMNS):
        room = panel.table.columnWidth(column) - 2 * (TEXT_ROOM + theme.px(CELL_PADDING))
        assert words.horizontalAdvance(heading) <= room, heading
    ws.close()
    theme.apply(qapp, "light")


def test_what_goes_to_a_printer_goes_to_no_file(shared_print: PrintRoom) -> None:
    device = QPrinter()
    device.setOutputFileName("")
    assert _Order(shared_print.page.made, device=device).file is None
    device.setOutputFileName("out.pdf")
    assert _Order(shared_print.page.made, device=device).file == Path("out.pdf")
