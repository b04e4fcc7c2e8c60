"""The table that says the same as the chart: for whoever reads rather than looks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from cxdesk.i18n import N_, _
from cxdesk.output.charts.data import table_rows
from cxdesk.output.charts.model import ChartData, Row
from ui import theme
from ui.widgets import plain_tip
from ui.widgets.record_table import RecordTable

Index = QModelIndex | QPersistentModelIndex
HEADINGS = (
    ("period", N_("Period")),
    ("value", N_("Value")),
    ("n", N_("Of how many")),
    ("limits", N_("Usual up and down")),
    ("said", N_("Signal")),
    ("note", N_("Notes")),
)
_NOWHERE = QModelIndex()


class TableModel(QAbstractTableModel):
    """The newest period on top."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Row, ...] = ()

    def show_lines(self, lines: tuple[Row, ...]) -> None:
        """Show these lines, the last one first."""
        self.beginResetModel()
        self.lines = tuple(reversed(lines))
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = str(getattr(self.lines[index.row()], HEADINGS[index.column()][0]))
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(HEADINGS[index.column()][1])}: {text}" if text else ""
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADINGS[section][1])
        return None


class DataTable(RecordTable):
    """Shows the values with their limits, signals and notes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The values as a table"), parent)
        self.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionsMovable(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.lines = TableModel(self)
        self.setModel(self.lines)
        self.wide_column = len(HEADINGS) - 1

    def show_data(self, data: ChartData) -> None:
        """Show what a chart shows."""
        self.lines.show_lines(table_rows(data))
        metrics = QFontMetrics(theme.current().font())
        for column, (name, heading) in enumerate(HEADINGS):
            texts = [getattr(line, name) for line in self.lines.lines[:60]]
            widest = max([_(heading), *texts], key=len)
            self.set_width(column, min(theme.px(240), metrics.horizontalAdvance(widest) + theme.px(28)))
