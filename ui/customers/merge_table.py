"""What two records become, field by field: what either says, what it will say, and where that comes from."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from cxdesk.entities.customer import Customer
from cxdesk.i18n import N_, _
from cxdesk.schema.entity import spec_of
from cxdesk.schema.shown import shown, shown_short
from cxdesk.services.customers.merge import CONSENT, Line, Preview
from ui import theme
from ui.bridge import Bridge
from ui.widgets.labels import plain_tip
from ui.widgets.record_table import HEADER_HEIGHT, ROW_HEIGHT, RecordTable

Index = QModelIndex | QPersistentModelIndex
FIELD, STAYS, GOES, THEN, FROM = range(5)
_HEADS = (N_("Field"), N_("Stays"), N_("Goes"), N_("Then"), N_("From"))
_SOURCES = {"keep": N_("Stays"), "other": N_("Goes"), "both": N_("Both")}
_FIELDS = spec_of(Customer).fields
_NOWHERE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)


class MergeModel(QAbstractTableModel):
    """The fields that either record says something in."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.lines: list[Line] = []
        self.choices: dict[str, str] = {}

    def show_preview(self, preview: Preview | None, choices: dict[str, str]) -> None:
        """Show what would be, with what was chosen for some of the fields."""
        lines = [line for line in preview.lines if line.source != "none"] if preview is not None else []
        self.choices = dict(choices)
        if [line.field for line in lines] == [line.field for line in self.lines]:
            self.lines = lines
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, FROM))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid() or role not in {_DISPLAY, _TIP}:
            return None
        line, column = self.lines[index.row()], index.column()
        if column == FIELD:
            return _(_FIELDS[line.field].label) if role == _DISPLAY else None
        if column == FROM:
            return self._source(line) if role == _DISPLAY else None
        value = {STAYS: line.kept, GOES: line.other, THEN: line.value}[column]
        shop = self._bridge.ws.shop
        if role == _TIP:
            return plain_tip(shown(_FIELDS[line.field], value, shop.language, shop.currency))
        return shown_short(_FIELDS[line.field], value, shop.language, shop.currency)

    def _source(self, line: Line) -> str:
        words = _(_SOURCES[line.source])
        return _("{source} (your choice)").format(source=words) if line.field in self.choices else words

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_HEADS):
            return None
        return _(_HEADS[section]) if role == _DISPLAY else None


class MergeTable(RecordTable):
    """As high as its rows. Space takes a field from the other record, or leaves it to the rules."""

    choice_wanted = Signal(str)
    """The name of a field whose value shall come from elsewhere."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("What they become"), parent)
        self.merge = MergeModel(bridge, self)
        self.setModel(self.merge)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(theme.px(40))
        for column in (FIELD, FROM):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (STAYS, GOES, THEN):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_preview(self, preview: Preview | None, choices: dict[str, str]) -> None:
        """Show what would be."""
        row = self.currentIndex().row()
        self.merge.show_preview(preview, choices)
        rows = self.merge.rowCount()
        self.setFixedHeight(theme.px(HEADER_HEIGHT) + rows * theme.px(ROW_HEIGHT) + theme.px(2))
        if self.hasFocus() and rows and not self.currentIndex().isValid():
            self.go_to_row(min(max(row, 0), rows - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and 0 <= row < len(self.merge.lines):
            self.choice_wanted.emit(self.merge.lines[row].field)
            event.accept()
            return
        super().keyPressEvent(event)


def next_choice(field: str, choices: dict[str, str]) -> dict[str, str]:
    """Return the choices when a field goes on from the rules to one record, the other, and the rules again.

    What belongs to a consent goes with it.
    """
    name = "consent" if field in CONSENT else field
    following = {"": "other", "other": "keep", "keep": ""}[choices.get(name, "")]
    return {one: wish for one, wish in {**choices, name: following}.items() if wish}
