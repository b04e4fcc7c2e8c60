"""What was given to put things right, month by month, against what is set aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from cxdesk.entities.shop import Shop
from cxdesk.formats import money_text, month_text
from cxdesk.i18n import N_, _
from cxdesk.services.recovery.seeing import Cost
from ui import theme
from ui.widgets.record_table import RecordTable

Index = QModelIndex | QPersistentModelIndex
_HEADINGS = (N_("Month"), N_("Given"), N_("Set aside"), N_("Incidents"), N_("How it stands"))
_NOWHERE = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class _Months(QAbstractTableModel):
    """The newest month on top."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[tuple[str, ...]] = []

    def show(self, costs: Sequence[Cost], shop: Shop) -> None:
        """Show months, the oldest first as they are given."""
        self.beginResetModel()
        self._lines = [_line(one, shop) for one in reversed(costs)]
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self._lines[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole and 0 < index.column() < len(_HEADINGS) - 1:
            return _RIGHT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(_HEADINGS[index.column()])}: {text}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and 0 < section < len(_HEADINGS) - 1:
            return _RIGHT
        return _(_HEADINGS[section]) if role == Qt.ItemDataRole.DisplayRole else None


def _line(one: Cost, shop: Shop) -> tuple[str, ...]:
    language, currency = shop.language, shop.currency
    spent = money_text(one.spent, currency, language)
    if one.limit is None:
        return month_text(one.month, language), spent, _("not set"), str(one.incidents), ""
    rest = money_text(abs(one.limit - one.spent), currency, language)
    stands = (_("{amount} over") if one.over else _("{amount} left")).format(amount=rest)
    limit = money_text(one.limit, currency, language)
    return month_text(one.month, language), spent, limit, str(one.incidents), stands


class CostTable(RecordTable):
    """Who gave it stands nowhere: the total is looked at, not the people."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Cost by month"), parent)
        self.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionsMovable(False)
        self.horizontalHeader().setSectionsClickable(False)
        self._months = _Months(self)
        self.setModel(self._months)
        self.wide_column = len(_HEADINGS) - 1
        for column, width in enumerate((130, 110, 110, 90, 120)):
            self.set_width(column, theme.px(width))

    def show_costs(self, costs: Sequence[Cost], shop: Shop) -> None:
        """Show months, the oldest first as they are given."""
        self._months.show(costs, shop)
