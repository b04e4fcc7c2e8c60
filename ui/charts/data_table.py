"""The table that says the same as the chart: for whoever reads rather than looks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from cxdesk.i18n import N_, _
from cxdesk.output.charts.causes import cause_rows
from cxdesk.output.charts.data import table_rows
from cxdesk.output.charts.model import CauseData, CauseRow, Row
from cxdesk.output.charts.placing import AnyChart
from ui import theme
from ui.widgets import plain_tip
from ui.widgets.record_table import RecordTable

Index = QModelIndex | QPersistentModelIndex
Heading = tuple[str, str]
_SERIES = (
    ("period", N_("Period")),
    ("value", N_("Value")),
    ("n", N_("Of how many")),
    ("limits", N_("Usual up and down")),
    ("said", N_("Signal")),
    ("note", N_("Notes")),
)
_CAUSES = (
    ("label", N_("Cause")),
    ("number", N_("How often")),
    ("share", N_("Share")),
    ("so_far", N_("All so far")),
)
_NOWHERE = QModelIndex()


def table_of(data: AnyChart) -> tuple[tuple[Heading, ...], tuple[Row, ...] | tuple[CauseRow, ...]]:
    """Return the table that says the same as a chart: fields with their headings, and the lines in order."""
    if isinstance(data, CauseData):
        return _CAUSES, cause_rows(data)
    return _SERIES, table_rows(data)


class TableModel(QAbstractTableModel):
    """The newest period on top, or the most frequent cause."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings: tuple[Heading, ...] = _SERIES
        self.lines: tuple[Row, ...] | tuple[CauseRow, ...] = ()

    def show_data(self, data: AnyChart) -> None:
        """Show what a chart shows."""
        self.beginResetModel()
        self.headings, lines = table_of(data)
        self.lines = lines if isinstance(data, CauseData) else lines[::-1]
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = str(getattr(self.lines[index.row()], self.headings[index.column()][0]))
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(self.headings[index.column()][1])}: {text}" if text else ""
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.headings[section][1])
        return None


class DataTable(RecordTable):
    """Shows the values with their limits, signals and notes, or causes with how often they came."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The values as a table"), parent)
        self.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionsMovable(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.lines = TableModel(self)
        self.setModel(self.lines)
        self.wide_column = len(_SERIES) - 1

    def show_data(self, data: AnyChart) -> None:
        """Show what a chart shows."""
        self.lines.show_data(data)
        self.wide_column = 0 if isinstance(data, CauseData) else len(_SERIES) - 1
        metrics = QFontMetrics(theme.current().font())
        for column, (name, heading) in enumerate(self.lines.headings):
            texts = [getattr(line, name) for line in self.lines.lines[:60]]
            widest = max([_(heading), *texts], key=len)
            self.set_width(column, min(theme.px(240), metrics.horizontalAdvance(widest) + theme.px(28)))
