"""The list of customers: the rows of the generic table, and when each row's customer was here last.

Nothing is computed for a row that is not looked at: the visits of a page of rows are read with one query when
the first of them is painted.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Qt

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.services.customers import cards
from cxdesk.services.recovery import incidents
from cxdesk.text import fold
from ui.customers.wording import phone_end, seen_text, tags_of
from ui.models.entity_table_model import EntityTableModel, Index
from ui.standards.rows import RowTag
from ui.team.people_list import initials

if TYPE_CHECKING:
    from cxdesk.events import Event
    from cxdesk.workspace import Workspace

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)


ROWS_SEEN = 16
"""These rows are taller than those of other tables."""


class CustomerRow(NamedTuple):
    """A row as it is painted and read out."""

    name: str
    letters: str
    when: str
    tags: tuple[RowTag, ...]


class CustomerModel(EntityTableModel):
    """Customers in the order of their names, in one column."""

    def __init__(self, ws: Workspace, parent: QObject | None = None) -> None:
        super().__init__(ws, spec_of(Customer), parent)
        self.fields = (self.spec.fields[self.spec.title],)
        self._shown: dict[int, tuple[object, list[CustomerRow | None]]] = {}

    @property
    def page_rows(self) -> int:
        return ROWS_SEEN

    def customer_at(self, row: int) -> Stored[Customer] | None:
        """Return who is in a row; None when removed since the ids were read."""
        return self.stored_at(row)

    def shown_at(self, row: int) -> CustomerRow | None:
        """Return a row as it is painted; None when its customer was removed since the ids were read."""
        number, place = divmod(row, self.page_rows)
        page = self._page(number)
        kept = self._shown.get(number)
        if kept is None or kept[0] is not page:
            for old in [one for one in self._shown if one not in self._pages]:
                del self._shown[old]
            kept = self._shown[number] = (page, self._read(page.rows, number))
        return kept[1][place] if place < len(kept[1]) else None

    def _read(self, rows: list[Stored[Any] | None], number: int) -> list[CustomerRow | None]:
        today, language = clock.today(), self._ws.shop.language
        there = [row.id for row in rows if row is not None]
        seen = cards.seen(self._ws, there, today)
        twice = self._twice(rows, number)
        recovering = incidents.waiting_for(self._ws, there)

        def when(row: Stored[Customer]) -> str:
            end = phone_end(row.record) if fold(row.record.name) in twice else ""
            return " · ".join(filter(None, (seen_text(seen[row.id], today, language), end)))

        return [
            None
            if row is None
            else CustomerRow(
                row.record.name, initials(row.record.name), when(row),
                tags_of(row.record, recovering=row.id in recovering),
            )
            for row in rows
        ]  # fmt: skip

    def _twice(self, rows: list[Stored[Any] | None], number: int) -> set[str]:
        """Return the names that two have, of a page and of the rows just before and after it."""
        first = number * self.page_rows
        edges = [self.id_at(row) for row in (first - 1, first + self.page_rows)]
        around = self._ws.page(self.spec.cls, [one for one in edges if one is not None])
        names = Counter(fold(row.record.name) for row in (*rows, *around) if row is not None)
        return {name for name, count in names.items() if count > 1}

    def on_event(self, event: Event) -> None:
        if {self.spec.table, "visit", "incident", "shop"} & event.tables:
            self._shown.clear()
        if {self.spec.table, "shop"} & event.tables:
            super().on_event(event)
        elif self.searching and "preference" in event.tables:
            self._requery(frozenset())
        if {"visit", "incident"} & event.tables and self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _SPOKEN and index.isValid():
            return self._spoken(index.row())
        if role == _TIP:
            return None
        return super().data(index, role)

    def _spoken(self, row: int) -> str | None:
        shown = self.shown_at(row)
        if shown is None:
            return None
        parts = (shown.letters, shown.name, *(tag.text for tag in shown.tags), shown.when)
        return ", ".join(filter(None, parts))
