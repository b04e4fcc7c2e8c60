"""What a list of the Standards page shows: rows of plain text, and the model that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ui.widgets.labels import TagRole, plain_tip

ROW = Qt.ItemDataRole.UserRole + 1
MIME = "application/x-cxdesk-row"
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class RowTag:
    """A quiet word at the end of a row. One that says only what the heading says gives way first."""

    text: str
    role: TagRole = "neutral"
    spare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record as a list shows it."""

    id: int
    text: str
    quiet: str = ""
    tags: tuple[RowTag, ...] = ()
    number: str = ""
    count: str = ""
    icon: str = ""
    dim: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        parts = (self.number, self.text, *(tag.text for tag in self.tags), self.quiet, self.count)
        return ", ".join(filter(None, parts))


class RowModel(QAbstractListModel):
    """Rows in their order. Typing a new name into one is told by `renamed`, never kept here."""

    renamed = Signal(int, str)

    def __init__(self, source: str, parent: QObject | None = None, *, renames: bool = False) -> None:
        super().__init__(parent)
        self.source = source
        self.rows: list[Row] = []
        self._renames = renames

    def show_rows(self, rows: Sequence[Row]) -> bool:
        """Show these rows; tell whether there are others now, or the same ones with other words."""
        new = list(rows)
        if [row.id for row in new] == [row.id for row in self.rows]:
            for place, (old, row) in enumerate(zip(self.rows, new, strict=True)):
                if old != row:
                    self.rows[place] = row
                    self.dataChanged.emit(self.index(place), self.index(place))
            return False
        self.beginResetModel()
        self.rows = new
        self.endResetModel()
        return True

    def place_of(self, record_id: int | None) -> int:
        """Return the row of a record, or -1."""
        return next((place for place, row in enumerate(self.rows) if row.id == record_id), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.text)
        return row if role == ROW else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            row = self.rows[index.row()]
            if value.strip() and value.strip() != row.text:
                self.renamed.emit(row.id, value)
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        flags |= Qt.ItemFlag.ItemNeverHasChildren | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if self._renames else flags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(MIME, f"{self.source} {self.rows[indexes[0].row()].id}".encode())
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDropActions(self) -> Qt.DropAction:
        return self.supportedDragActions()


def dragged(data: QMimeData) -> tuple[str, int] | None:
    """Return from which list a row is dragged, and its record; None for anything else."""
    if not data.hasFormat(MIME):
        return None
    source, _space, number = bytes(data.data(MIME).data()).decode().partition(" ")
    return (source, int(number)) if number.isdigit() else None
