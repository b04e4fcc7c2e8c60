"""The records behind a number, as rows of a table: read a page at a time, for there may be thousands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.preference import Preference
from cxdesk.entities.visit import Visit
from cxdesk.i18n import N_, _
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.schema.shown import shown_short
from cxdesk.services.customers.cards import SENSITIVE
from cxdesk.text import one_line
from cxdesk.workspace import Workspace
from ui.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex
_PAGE = 64
_LONGEST = 120
_NOWHERE = QModelIndex()
COLUMNS: Mapping[type[Any], tuple[tuple[str, str], ...]] = {
    Customer: (("name", N_("{Customer}")), ("called", N_("Called"))),
    Visit: (
        ("happens_on", N_("Day")), ("customer", N_("{Customer}")), ("service", N_("Service")),
        ("ticket", N_("Ticket")),
    ),
    Preference: (("seen_on", N_("Noted on")), ("customer", N_("{Customer}")), ("text", N_("Text"))),
    Incident: (
        ("happened_on", N_("Day")), ("customer", N_("{Customer}")), ("happened", N_("What happened")),
        ("severity", N_("Severity")),
    ),
}  # fmt: skip
"""What stands in the columns of each kind: fields with their headings."""


class _Rows(NamedTuple):
    """Some of the records, and the names of the customers that they are about."""

    records: Mapping[int, Stored[Any]]
    names: Mapping[int, str]


class BehindModel(QAbstractTableModel):
    """Of a sensitive preference only that it is there; it is read on its card, where somebody asks for it."""

    def __init__(self, ws: Callable[[], Workspace], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ws = ws
        self.kind: type[Any] = Visit
        self.ids: Sequence[int] = ()
        self._pages: dict[int, _Rows] = {}

    def show_ids(self, kind: type[Any], ids: Sequence[int]) -> None:
        """Show records of a kind."""
        self.beginResetModel()
        self.kind, self.ids = kind, ids
        self._pages = {}
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS[self.kind])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        name, heading = COLUMNS[self.kind][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and name == "ticket":
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.text(index.row(), name))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self.text(index.row(), name)
            return f"{_(heading)}: {text}" if text else ""
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[self.kind][section][1])
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[self.kind][section][0] == "ticket":
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def text(self, row: int, name: str) -> str:
        """Return what stands in a cell; nothing where the record was removed meanwhile."""
        page = self._page(row // _PAGE)
        record = page.records.get(self.ids[row])
        if record is None:
            return ""
        one = record.record
        if name == "customer":
            return page.names.get(one.customer, "") or one_line(getattr(one, "who", ""), _LONGEST)
        if isinstance(one, Preference) and name == "text" and one.sort == SENSITIVE:
            return _("Sensitive: read it on the card")
        shop = self._ws().shop
        field = spec_of(self.kind).fields[name]
        return one_line(shown_short(field, getattr(one, name), shop.language, shop.currency), _LONGEST)

    def _page(self, number: int) -> _Rows:
        if number not in self._pages:
            ws = self._ws()
            rows = ws.page(self.kind, self.ids[number * _PAGE : (number + 1) * _PAGE])
            about = {getattr(row.record, "customer", None) for row in rows}
            people = ws.page(Customer, [one for one in about if one is not None])
            names = {row.id: row.record.name for row in people}
            self._pages[number] = _Rows({row.id: row for row in rows}, names)
        return self._pages[number]
