"""The print log: what left the printer, when, in which version, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView

from cxdesk.entities.print_record import PrintRecord
from cxdesk.i18n import N_, _
from cxdesk.output import printing
from cxdesk.schema.entity import spec_of
from ui import theme
from ui.widgets import Card, EmptyState, SecondaryButton, SectionHeading
from ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from cxdesk.workspace import Workspace

MOST = 1_000
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
COLUMNS = (N_("When"), N_("What"), N_("Version"), N_("Copies"), N_("To"), N_("By"))


class LogModel(QAbstractTableModel):
    """The newest acts of printing."""

    def __init__(self, parent: Card) -> None:
        super().__init__(parent)
        self._rows: list[PrintRecord] = []
        self._language = "en"

    def show_log(self, workspace: Workspace) -> None:
        """Read the log."""
        self.beginResetModel()
        rows = sorted(
            workspace.rows(PrintRecord), key=lambda row: (row.record.printed_at, row.id), reverse=True
        )
        self._rows = [row.record for row in rows[:MOST]]
        self._language = workspace.shop.language
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        from cxdesk import formats

        row = self._rows[index.row()]
        targets = dict(spec_of(PrintRecord).fields["target"].choices)
        column = index.column()
        if column == 0:
            return formats.moment_text(row.printed_at, self._language)
        if column == 1:
            return " · ".join(filter(None, (printing.title_of(row.sheet), row.about)))
        if column == 2:
            return f"{row.version}  {row.mark}"
        if column == 3:
            return str(row.copies)
        return _(targets.get(row.target, row.target)) if column == 4 else row.by


class LogPanel(Card):
    """The log in place of the preview."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__(margin=12, spacing=8)
        head = QHBoxLayout()
        head.addWidget(SectionHeading(_("Print log")), 1)
        self.back = SecondaryButton(_("Back to the sheet"), icon="left")
        self.back.clicked.connect(self.closed)
        head.addWidget(self.back)
        self.body.addLayout(head)
        self.rows = LogModel(self)
        self.table = RecordTable(_("Print log"))
        self.table.setModel(self.rows)
        columns = self.table.horizontalHeader()
        columns.setStretchLastSection(False)
        columns.setSectionsMovable(False)
        columns.setSectionsClickable(False)
        for column in range(len(COLUMNS)):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        columns.setResizeContentsPrecision(50)
        self.body.addWidget(self.table, 1)
        self.empty = EmptyState(
            "print_record",
            _("What you print or save is noted here, so that older copies can be found and replaced."),
        )
        self.body.addWidget(self.empty, 1)

    def show_log(self, workspace: Workspace) -> None:
        """Show what there is."""
        self.rows.show_log(workspace)
        some = self.rows.rowCount() > 0
        self.table.setVisible(some)
        self.empty.setVisible(not some)
        self.table.setMinimumWidth(theme.px(120))
