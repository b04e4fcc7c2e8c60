"""The two tables of the window: what each line would do, and what was taken in before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from cxdesk.entities.import_batch import ImportBatch
from cxdesk.formats import date_text, moment_text, number_text
from cxdesk.i18n import N_, _
from cxdesk.schema.entity import Stored
from cxdesk.services.imports.plans import NOTHING, SEPARATOR, WHATS, Item
from cxdesk.services.metrics import entry
from cxdesk.text import one_line
from ui import icon_engine, theme
from ui.imports.kinds import PEOPLE
from ui.widgets import plain_tip
from ui.widgets.record_table import RecordTable

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_ROOM = 3 * "\u2002"
"""What the header leaves at the sides of a word."""
_SIGNS = {"add": ("add", "brand"), "update": ("edit", "brand"), "same": ("check", "secondary"),
          "wrong": ("warning", "danger")}  # fmt: skip


_EDGES, _LONG = 14, 10_000
_HIGHEST = 0.75
"""Of what is seen of the table; what does not fit is told below it when the line is chosen."""
VISITS = "visits"
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MEASURED = 16
"""Rows by which the width of a column goes: to measure forty of them takes 50 ms."""


class _Rows(QAbstractTableModel):
    """Rows of texts under headings."""

    heads: tuple[str, ...] = ()
    right: frozenset[int] = frozenset()
    wide = 0

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self.rows: Sequence[Any] = ()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def set_widths(self, columns: QHeaderView) -> None:
        """Let the columns take what they need, one of them the rest."""
        columns.setStretchLastSection(False)
        columns.setSectionsMovable(False)
        columns.setSectionsClickable(False)
        columns.setResizeContentsPrecision(_MEASURED)
        for column in range(len(self.heads)):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(self.wide, QHeaderView.ResizeMode.Stretch)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.heads[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self.right:
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.SizeHintRole and section in self.right:
            words = f"{self.headerData(section, orientation)}{_ROOM}"
            return QSize(self._view.fontMetrics().horizontalAdvance(words), 0)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == self.wide:
            return None if len(self.text(row, column)) < 30 else plain_tip(self.text(row, column))
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self.right:
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        return self.picture(row, column) if role == Qt.ItemDataRole.DecorationRole else None

    def text(self, row: Any, column: int) -> str:
        """Return what stands in a cell."""
        raise NotImplementedError

    def picture(self, row: Any, column: int) -> object:
        """Return the picture in a cell, if there is one."""
        return None


_DAY, WAS, NOW = 3, 4, 5
FIRST_OF_WHY = WAS
"""From this column on a line that has a reason tells it."""
_SHORT = 32
"""Letters of what is said of a person; the reason behind it has to be seen as well."""
_FEW, _NARROW, _SHARE = 16, 105, 0.2
"""More letters of a person go over several lines, in a column so wide: the reason has to have room."""
_OF_PERSON = range(2, 6)


class PreviewModel(_Rows):
    """What each line would do."""

    heads = (N_("Line"), N_("What"), N_("Metric"), N_("Period"), N_("Before"), N_("After"), N_("Why"))
    right = frozenset({4, 5})
    wide = 6
    language = "en"
    people = visits = False

    def show_kind(self, kind: str) -> None:
        """Name the columns for what a table is of: of a visit nothing was there before."""
        self.people, self.visits = kind in PEOPLE, kind == VISITS
        heads = {
            "customers": (N_("Name"), N_("Known by"), N_("Before"), N_("After"), N_("Why")),
            VISITS: (N_("Name"), N_("Day"), N_("Before"), N_("Spent"), N_("Why")),
        }
        usual = PreviewModel.heads
        self.heads = (*usual[:2], *heads.get(kind, usual[2:]))
        self.right = frozenset({NOW}) if self.visits else frozenset() if self.people else PreviewModel.right
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.heads) - 1)

    def text(self, row: Item, column: int) -> str:
        """Return what stands in a cell."""
        if column == 1:
            return _(dict(WHATS)[row.what])
        if column in self.right:
            places = 2 if self.visits else 0
            return _as_written(row.was if column == WAS else row.now, self.language, places)
        if column == _DAY:
            return _day_as_written(row.where, self.language)
        was, now = one_line(row.was, _SHORT), one_line(row.now, _SHORT)
        return (str(row.line), "", row.title, "", was, now, row.why)[column]

    def why_from(self, row: Item) -> int:
        """Return the column from which a line tells its reason: of a visit, not where its amount stands."""
        if self.visits:
            return self.wide if row.now else NOW
        return FIRST_OF_WHY

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        why = index.isValid() and self.rows[index.row()].why
        if why and index.column() == self.why_from(self.rows[index.row()]):
            # A reason is a sentence or two: it has the room of what was before and after, too.
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            if role == Qt.ItemDataRole.SizeHintRole:
                return QSize(0, 0)  # the reason goes on over the next columns
            told = _told(self.rows[index.row()], self)
            if role == Qt.ItemDataRole.DisplayRole:
                return told
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain_tip(told)
        if index.isValid() and self.is_long(self.rows[index.row()], index.column()):
            if role == Qt.ItemDataRole.SizeHintRole:
                covered = why and index.column() >= self.why_from(self.rows[index.row()])
                return QSize(
                    0 if covered else self._narrow(self.text(self.rows[index.row()], index.column())), 0
                )
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self.text(self.rows[index.row()], index.column()))
        return super().data(index, role)

    def _narrow(self, text: str) -> int:
        """Return how wide a column of a text over several lines is: as its longest word, if there is room."""
        word = max(text.split(), key=len, default="")
        needed = self._view.fontMetrics().horizontalAdvance(word) + theme.px(_EDGES)
        return max(theme.px(_NARROW), min(needed, round(_SHARE * self._view.width())))

    def is_long(self, row: Item, column: int) -> bool:
        """Tell whether a cell of a person needs several lines of text."""
        if not self.people or column in self.right or column not in _OF_PERSON:
            return False
        return len((row.title, row.where, row.was, row.now)[column - _OF_PERSON.start]) > _FEW

    def picture(self, row: Item, column: int) -> object:
        """Return the sign of what is done."""
        return icon_engine.icon(*_SIGNS[row.what]) if column == 1 else None


def _told(row: Item, model: PreviewModel) -> str:
    """Return the reason of a line, after what it changes."""
    beside = range(model.why_from(row), model.wide)
    change = " → ".join(filter(None, (model.text(row, one) for one in (WAS, NOW) if one in beside)))
    return " · ".join(filter(None, (change, row.why)))


def whole(row: Item, model: PreviewModel) -> str:
    """Return what a line changes and why, in full: "" where the row itself shows all there is."""
    if not (row.why or len(row.was) > _SHORT or len(row.now) > _SHORT):
        return ""
    was, now = (
        model.text(row, one) if one in model.right else text for one, text in ((WAS, row.was), (NOW, row.now))
    )
    return " · ".join(filter(None, (row.title, " → ".join(filter(None, (was, now))), row.why)))


class BatchModel(_Rows):
    """Files that were taken in."""

    heads = (N_("File"), N_("When"), N_("Added"), N_("Changed"), N_("Left out"), N_("Taken back"))
    right = frozenset({2, 3, 4})
    language = "en"

    def text(self, row: Stored[ImportBatch], column: int) -> str:
        """Return what stands in a cell."""
        one = row.record
        undone = moment_text(one.undone_at, self.language) if one.undone_at else ""
        when = moment_text(one.imported_at, self.language)
        return (one.file, when, str(one.added), str(one.changed), str(one.refused), undone)[column]


def _day_as_written(where: str, language: str) -> str:
    """Return a day as the shop writes it; what is no day stays as it is."""
    try:
        return date_text(date.fromisoformat(where), language) if _ISO_DAY.fullmatch(where) else where
    except ValueError:
        return where


def _as_written(numbers: str, language: str, places: int) -> str:
    """Return the numbers of an item as the shop writes them."""
    parts = numbers.split(SEPARATOR) if numbers else []
    return SEPARATOR.join(
        part
        if part == NOTHING
        else number_text(Decimal(part), language, places=places)
        if places
        else entry.shown(Decimal(part), language)
        for part in parts
    )


class PreviewTable(RecordTable):
    """The lines. One that has a reason is as high as that needs, from when it comes into view."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._laid_out: set[int] = set()
        self._busy = False
        self.verticalScrollBar().valueChanged.connect(self.on_scrolled)

    def show_reasons(self) -> None:
        """Give the reasons their room: across the columns of numbers, and over several lines."""
        self.clearSpans()
        self._laid_out.clear()
        self.on_scrolled()

    @Slot()
    def on_scrolled(self) -> None:
        """Give the lines that came into view their room: a file has more than can be measured at once."""
        model = self.model()
        if self._busy or not isinstance(model, PreviewModel):
            return
        self._busy = True  # a row that grows scrolls as well
        before, place = len(self._laid_out), max(0, self.rowAt(0))
        while place < len(model.rows) and self.rowViewportPosition(place) < self.viewport().height():
            if place not in self._laid_out:
                self._laid_out.add(place)
                self._lay_out(model, place)
            place += 1
        self._busy = False
        if len(self._laid_out) > before:
            self.updateGeometries()  # Qt would do so later, and not scroll to the end until then

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        while current.isValid() and current.row() not in self._laid_out:
            before = len(self._laid_out)
            self.scrollTo(current)  # those above it may have grown, and pushed it out of view
            self.on_scrolled()
            if len(self._laid_out) == before:
                break
        self.scrollTo(current)

    def _lay_out(self, model: PreviewModel, place: int) -> None:
        row = model.rows[place]
        wide = {one: self.columnWidth(one) for one in _OF_PERSON if model.is_long(row, one)}
        if row.why:
            first = model.why_from(row)
            if first < model.wide:
                self.setSpan(place, first, 1, model.wide + 1 - first)
            wide = {one: room for one, room in wide.items() if one < first}
            wide[first] = sum(map(self.columnWidth, range(first, model.wide + 1)))
        needed = [self._height(model.index(place, one), room) for one, room in wide.items()]
        usual = self.verticalHeader().defaultSectionSize()
        # Of a row that is higher than what is seen, nothing but a reason would be seen.
        most = max(usual, round(_HIGHEST * self.viewport().height()))
        self.setRowHeight(place, min(most, max(usual, *needed, 0)))

    def _height(self, index: QModelIndex, width: int) -> int:
        """Return how high a cell so wide has to be for all of its text."""
        edges = theme.px(_EDGES)
        room = QRect(0, 0, max(width - edges, 1), _LONG)
        flags = int(Qt.TextFlag.TextWordWrap)
        return self.fontMetrics().boundingRect(room, flags, str(index.data())).height() + edges

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.show_reasons()
        else:
            self.on_scrolled()
