"""A table of records: all ids in their order, and the rows of those pages that are looked at.

Sorting and filtering happen in SQL; the model keeps an array of ids (4 bytes a row) and reads pages
of rows by key when a row of them is painted. Of a long list the first ids are read at once and the
others in short steps afterwards, so that the first paint takes no longer than that of a short one.
What changed is dropped by the event's ids; after a change of very many, the ids of a long list are read
anew in such steps, too, and the old ones stay until then.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from cxdesk import formats
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec, Stored
from cxdesk.schema.fields import Field
from cxdesk.schema.shown import NUMBERS
from cxdesk.store.query import Query
from ui.models.record_order import in_order, joined, place_for, with_one
from ui.models.record_pages import RecordPage, RecordPages

if TYPE_CHECKING:
    from cxdesk.events import Event
    from cxdesk.workspace import Workspace

PAGE_ROWS = 32
FIRST_IDS = 1_000
STEP_IDS = 4_000
"""So many ids are read in a thousandth of a second. Python keeps the memory that a longer step would take."""
PAUSE_MS = 100
"""The first rows are painted meanwhile."""
FOUND_AT_MOST = 200
"""A search lists this many of the best matches; who needs more types another letter."""

Index = QModelIndex | QPersistentModelIndex

# Plain numbers: `data` is called ten thousand times a second while one scrolls.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The raw value."""
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 2
_LEFT = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NO_ORDER = frozenset({"image", "refs", "lines", "tags"})


class EntityTableModel(QAbstractTableModel):
    """The records of one kind, a column for each field."""

    counted = Signal()
    """The number of rows may be another."""

    def __init__(self, ws: Workspace, spec: EntitySpec, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ws = ws
        self.spec = spec
        self.fields: tuple[Field, ...] = tuple(spec.fields.values())
        self._aligned = [_RIGHT if field.kind.name in NUMBERS else _LEFT for field in self.fields]
        self._ids: array[int] = array("I")
        self._anew: array[int] | None = None
        """The ids as far as they are read anew, while the old ones are shown."""
        self._pages = RecordPages(ws, spec)
        self._text = ""
        self._equals: dict[str, Any] = {}
        self._order: tuple[tuple[str, bool], ...] = ()
        self.total = 0
        self._listing = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self.on_next)

    # What is listed

    @property
    def text(self) -> str:
        """What is searched for."""
        return self._text

    @property
    def equals(self) -> Mapping[str, Any]:
        """The filter by fields."""
        return self._equals

    @property
    def order(self) -> tuple[tuple[str, bool], ...]:
        """(field, descending) by which the rows are sorted; nothing for the order of the kind."""
        return self._order

    @property
    def searching(self) -> bool:
        """Whether the rows are the best matches of a search."""
        return bool(self._text.strip())

    @property
    def cut(self) -> bool:
        """Whether a search found more than are listed."""
        return self.searching and len(self._ids) >= FOUND_AT_MOST

    def search(self, text: str) -> None:
        """List what matches `text`, best first; all for nothing."""
        if text != self._text:
            self._text = text
            self.reload()

    def filter(self, equals: Mapping[str, Any]) -> None:
        """List only records with these values."""
        if dict(equals) != self._equals:
            self._equals = dict(equals)
            self.reload()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 takes the kind's own order."""
        wanted: tuple[tuple[str, bool], ...] = ()
        if 0 <= column < len(self.fields) and self.fields[column].kind.name not in _NO_ORDER:
            wanted = ((self.fields[column].name, order == Qt.SortOrder.DescendingOrder),)
        if wanted != self._order:
            self._order = wanted
            self.reload()

    def reload(self) -> None:
        """Ask for the ids again and forget the pages."""
        self.beginResetModel()
        self._take(self._find(FIRST_IDS if self._in_steps else None))
        self.endResetModel()
        self.counted.emit()

    def _take(self, found: array[int]) -> None:
        self._pages.clear()
        self._ids, self._anew = found, None
        self._listing = self._is_begun(found)
        if self._listing:
            self._next.start(PAUSE_MS)

    def _is_begun(self, found: array[int]) -> bool:
        """Tell whether these are only the first ids of a long list."""
        return self._in_steps and FIRST_IDS == len(found) < self.total

    @property
    def _in_steps(self) -> bool:
        return not (self.searching or self._equals or self._order or self.spec.position)

    @Slot()
    def on_next(self) -> None:
        """Read some more ids of a long list."""
        if self._anew is not None:
            self._read_anew(self._anew)
            return
        if not self._listing:
            return
        found = self._ws.ids(self.spec.cls, Query(limit=STEP_IDS, after=self._ids[-1]))
        self._ids = joined(self._ids, found)
        if len(found) == STEP_IDS:
            self._next.start(0)
        elif len(self._ids) == self.total:
            self._listing = False
        else:  # not as many as was said
            self.beginResetModel()
            self._listing = False
            self.total = len(self._ids)
            self.endResetModel()
            self.counted.emit()

    def _read_anew(self, anew: array[int]) -> None:
        """Read some more ids after a change of very many, and show all of them once they are there."""
        found = self._ws.ids(self.spec.cls, Query(limit=STEP_IDS, after=anew[-1]))
        self._anew = anew = joined(anew, found)
        if len(found) == STEP_IDS:
            self._next.start(0)
        else:
            self.total = len(anew)
            self._show_anew(anew)

    def _show_anew(self, found: array[int]) -> None:
        """Show these ids, unless they are the same."""
        self._anew = None
        if found != self._ids:
            self.beginResetModel()
            self._take(found)
            self.endResetModel()
            self.counted.emit()

    def _list_to(self, row: int) -> None:
        """Have the ids up to a row now."""
        while self._listing and row >= len(self._ids):
            self.on_next()

    def _list_all(self) -> None:
        """Have all ids now, as they are after the last change."""
        while self._anew is not None:
            self.on_next()
        self._list_to(self.total)

    def clear(self) -> None:
        """List nothing, without asking the store: its file is closed."""
        self.beginResetModel()
        self._take(array("I"))
        self.endResetModel()

    def _find(self, limit: int | None = None) -> array[int]:
        if not self.searching:
            found = self._ws.ids(self.spec.cls, Query(equals=self._equals, order=self._order, limit=limit))
            self.total = self._ws.count(self.spec.cls) if self._equals or limit == len(found) else len(found)
            return joined(array("I"), found)
        best = self._ws.ids(self.spec.cls, Query(text=self._text, equals=self._equals, limit=FOUND_AT_MOST))
        if self._order:
            (name, down), rows = self._order[0], self._ws.page(self.spec.cls, best)
            return in_order(self._ws, self.spec, rows, self.spec.fields[name], down=down)
        return joined(array("I"), best)

    def on_event(self, event: Event) -> None:
        """Take in what an event says that changed."""
        by_link = bool({field.to for field in self._ordering()} & event.tables)
        changed = event.ids.get(self.spec.table, frozenset())
        several = len(changed) > 1 or (changed and (self.spec.position or self._anew is not None))
        if self.searching or by_link or several:
            self._requery(changed)
        elif changed:
            self._list_to(self.total)
            self._put(next(iter(changed)))
        if {field.to for field in self.spec.links} & event.tables:
            self._forget_pages()

    def _requery(self, changed: AbstractSet[int]) -> None:
        """Ask for the ids again: of a long list in steps, meanwhile what it showed before is shown."""
        if self._listing:
            self.reload()
            return
        found = self._find(FIRST_IDS if self._in_steps else None)
        self._forget_rows(changed)
        if self._is_begun(found):
            self._anew = found
            if self.total > STEP_IDS:
                self._next.start(0)
            else:
                self._list_all()
        else:
            self._show_anew(found)

    def _put(self, record_id: int) -> None:
        """Let one record stand where it belongs now, without asking for all ids again."""
        stored = self._ws.find(self.spec.cls, record_id)
        row = self.row_of(record_id)
        if stored is not None and any(getattr(stored.record, k) != v for k, v in self._equals.items()):
            stored = None
        if stored is None:
            if row >= 0:
                self.beginRemoveRows(QModelIndex(), row, row)
                self._pages.clear()
                del self._ids[row]
                self.endRemoveRows()
        elif row < 0:
            place = self._place_for(stored, row)
            self.beginInsertRows(QModelIndex(), place, place)
            self._pages.clear()
            self._ids = with_one(self._ids, place, record_id)
            self.endInsertRows()
        elif (place := self._place_for(stored, row)) == row:
            self._forget_rows(frozenset({record_id}))
        else:
            # Qt counts the place before the row is taken out, the array after.
            self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), place + (place > row))
            self._pages.clear()
            self._ids.insert(place, self._ids.pop(row))
            self.endMoveRows()
        self.total = self._ws.count(self.spec.cls)
        self.counted.emit()

    def _ordering(self) -> list[Field]:
        own = [*self.spec.within, self.spec.position] if self.spec.position else [self.spec.title]
        names = [name for name, _down in self._order] or own
        return [self.spec.fields[name] for name in names]

    def _place_for(self, stored: Stored[Any], row: int) -> int:
        """Return where a record belongs among the others (its own old row left out)."""
        down = bool(self._order and self._order[0][1])
        return place_for(self._ws, self.spec, self._ids, stored, row, self._ordering()[0], down=down)

    def _forget_pages(self) -> None:
        self._pages.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.fields) - 1))

    def _forget_rows(self, changed: AbstractSet[int]) -> None:
        last = len(self.fields) - 1
        for number, above, below in self._pages.forget(changed):
            first = number * self.page_rows
            self.dataChanged.emit(self.index(first + above, 0), self.index(first + below, last))

    # Rows and ids

    @property
    def page_rows(self) -> int:
        """So many rows are read at once: about as many as are seen."""
        return PAGE_ROWS

    def ids(self) -> array[int]:
        """Return the ids of all rows in their order."""
        self._list_all()
        return self._ids[:]

    def id_at(self, row: int) -> int | None:
        """Return the id of the record in a row."""
        self._list_to(row)
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, record_id: int | None) -> int:
        """Return the row of a record, -1 when it is not listed."""
        if record_id is None:
            return -1
        try:
            return self._ids.index(record_id)
        except ValueError:
            if not self._listing and self._anew is None:
                return -1
        self._list_all()
        return self.row_of(record_id)

    def stored_at(self, row: int) -> Stored[Any] | None:
        """Return the record in a row; None when it was removed since the ids were read."""
        page = self._page(row // self.page_rows)
        place = row % self.page_rows
        return page.rows[place] if place < len(page.rows) else None

    def _page(self, number: int) -> RecordPage:
        page = self._pages.get(number)
        if page is None:
            self._list_to((number + 1) * self.page_rows - 1)
            first = number * self.page_rows
            page = self._pages.read(number, self._ids[first : first + self.page_rows])
        return page

    # Qt

    def rowCount(self, parent: Index | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return self.total if self._listing else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _ALIGNMENT:
            return self._aligned[index.column()] if index.isValid() else None
        if role not in _OURS or not index.isValid():
            return None
        row, column = index.row(), index.column()
        page = self._page(row // self.page_rows)
        place = row % self.page_rows
        stored = page.rows[place] if place < len(page.rows) else None
        if stored is None:
            return None
        if role == _DISPLAY:
            return self._pages.text(page, place, self.fields[column], stored)
        if role == SORT_ROLE:
            return getattr(stored.record, self.fields[column].name)
        if role == ID_ROLE:
            return stored.id
        return self._pages.tip(page, place, self.fields[column], stored)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.fields):
            return None
        if role == _DISPLAY:
            return _(self.fields[section].label)
        return self._aligned[section] if role == _ALIGNMENT else None

    def sample_width(self, column: int) -> str:
        """Return a text as wide as a usual value of a column, so that widths need no look at the rows."""
        field, language = self.fields[column], self._ws.shop.language
        kind = field.kind.name
        if kind == "choice":
            return max((_(label) for _key, label in field.choices), key=len, default="")
        if kind == "day":
            return formats.date_text(_WIDE_DAY, language)
        return _SAMPLES.get(kind, "n" * 14)


_OURS = frozenset({_DISPLAY, SORT_ROLE, ID_ROLE, _TIP})
_WIDE_DAY = date(2026, 11, 28)
_SAMPLES = {
    "text": "n" * 20,
    "long_text": "n" * 28,
    "integer": "10 000",
    "position": "100",
    "decimal": "10 000.00",
    "percent": "100.0 %",
    "money": "€ 10 000.00",
    "birthday": "28 Nov 2026",
    "clock_time": "00:00 PM",
    "instant": "28 Nov 2026, 00:00 PM",
    "flag": "n" * 5,
    "image": "n" * 6,
    "colour": "#MMMMMM",
}
