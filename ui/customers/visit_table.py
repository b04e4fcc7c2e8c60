"""The visits of a customer, newest first; Enter opens one, Del moves it to the trash."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QWidget

from cxdesk import clock
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.formats import money_text
from cxdesk.i18n import N_, _
from cxdesk.schema.entity import Stored
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.customers.wording import day_text
from ui.widgets.record_table import HEADER_HEIGHT, ROW_HEIGHT, RecordTable

Index = QModelIndex | QPersistentModelIndex
DAY, WITH, SERVICE, TICKET, NOTE = range(5)
_HEADS = (N_("Day"), N_("With"), N_("Service"), N_("Ticket"), N_("Note"))
MOST_SHOWN = 6
_LOOKED_AT = 40
_NOWHERE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class VisitModel(QAbstractTableModel):
    """Visits as rows."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.visits: tuple[Stored[Visit], ...] = ()
        self._names: dict[int, str] = {}
        self._shop: Shop | None = None

    def show_visits(self, visits: tuple[Stored[Visit], ...], names: dict[int, str]) -> None:
        """Show these, with the names of the people by id."""
        shop = self._bridge.ws.shop
        if (visits, names, shop) == (self.visits, self._names, self._shop):
            return
        self.beginResetModel()
        # The shop is kept: it is asked for cells, too, while the file is closed and the page still there.
        self.visits, self._names, self._shop = visits, names, shop
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.visits)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() == TICKET else _LEFT
        return self._text(index.row(), index.column()) if role == _DISPLAY else None

    def _text(self, row: int, column: int) -> str:
        shop, record = self._shop, self.visits[row].record
        if shop is None:
            return ""
        if column == DAY:
            return day_text(record.happens_on, clock.today(), shop.language) if record.happens_on else ""
        if column == WITH:
            return self._names.get(record.person or 0, "").split(" ")[0]
        if column == SERVICE:
            return one_line(record.service)
        if column == TICKET:
            return "" if record.ticket is None else money_text(record.ticket, shop.currency, shop.language)
        return one_line(record.note)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_HEADS):
            return None
        if role == _DISPLAY:
            return _(_HEADS[section])
        return (_RIGHT if section == TICKET else _LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None


class VisitTable(RecordTable):
    """As high as its rows, up to a few; more of them scroll."""

    opened = Signal(int)
    gone = Signal(int)
    """A visit that is to go to the trash."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("{Visits}"), parent)
        self.visits = VisitModel(bridge, self)
        self.setModel(self.visits)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setResizeContentsPrecision(_LOOKED_AT)
        header.setMinimumSectionSize(theme.px(40))
        for column in (DAY, WITH, TICKET):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (SERVICE, NOTE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entered.connect(self.on_entered)
        self.remove_wanted.connect(self.on_remove)

    def show_visits(self, visits: tuple[Stored[Visit], ...], names: dict[int, str]) -> None:
        """Show these visits."""
        row = self.currentIndex().row()
        self.visits.show_visits(visits, names)
        shown = min(len(visits), MOST_SHOWN)
        self.setFixedHeight(theme.px(HEADER_HEIGHT) + shown * theme.px(ROW_HEIGHT) + theme.px(2))
        if self.hasFocus() and visits:
            self.go_to_row(min(max(row, 0), len(visits) - 1))

    def _current(self) -> int | None:
        row = self.currentIndex().row()
        return self.visits.visits[row].id if 0 <= row < len(self.visits.visits) else None

    @Slot()
    def on_entered(self) -> None:
        """Open the chosen visit."""
        found = self._current()
        if found is not None:
            self.opened.emit(found)

    @Slot()
    def on_remove(self) -> None:
        """Hand the wish on."""
        found = self._current()
        if found is not None:
            self.gone.emit(found)
