"""A grid of small cells with heads at the top and at the left: plain values in, keys and clicks out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import icons, theme
from ui.standards.row_delegates import wrapped
from ui.widgets.buttons import paint_area, paint_ring
from ui.widgets.labels import TagRole, plain_tip
from ui.widgets.views import tidy_view

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
CELL = Qt.ItemDataRole.UserRole + 1
_INK: dict[str, tuple[str, str]] = {
    "neutral": ("neutral", "neutral_back"),
    "brand": ("brand", "brand_back"),
    "danger": ("danger", "danger_back"),
    "warn": ("warning", "warning_back"),
    "good": ("good", "good_back"),
    "solid": ("solid", "solid_back"),
}


_SHEET = """
GridView { outline: none; }
QHeaderView, QTableCornerButton::section { background: transparent; border: none; }
"""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: a word in a pill or plain, a quiet line below it, and what is read out."""

    text: str = ""
    role: TagRole | None = None
    icon: str = ""
    quiet: str = ""
    quiet_role: str = "secondary"
    spoken: str = ""
    live: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: an id of the caller's, the text, and a quiet word before it."""

    id: int
    text: str
    number: str = ""


class GridModel(QAbstractTableModel):
    """Holds what a grid shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Head] = []
        self.columns: list[Head] = []
        self.cells: list[list[GridCell]] = []

    def show_grid(
        self, rows: Sequence[Head], columns: Sequence[Head], cells: Sequence[Sequence[GridCell]]
    ) -> bool:
        """Show a grid; tell whether its heads are others than before."""
        new = [list(line) for line in cells]
        if list(rows) == self.rows and list(columns) == self.columns:
            for row, (old, line) in enumerate(zip(self.cells, new, strict=True)):
                changed = [k for k, cell in enumerate(line) if cell != old[k]]
                if changed:
                    self.cells[row] = line
                    self.dataChanged.emit(self.index(row, changed[0]), self.index(row, changed[-1]))
            return False
        self.beginResetModel()
        self.rows, self.columns, self.cells = list(rows), list(columns), new
        self.endResetModel()
        return True

    def cell(self, index: Index) -> GridCell:
        """Return a cell."""
        return self.cells[index.row()][index.column()]

    def place_of(self, row_id: int, column_id: int) -> QModelIndex:
        """Return where two heads meet; one that is not there gives the first."""
        row = next((k for k, head in enumerate(self.rows) if head.id == row_id), 0)
        column = next((k for k, head in enumerate(self.columns) if head.id == column_id), 0)
        return self.index(row, column)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken or cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cell.spoken)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        heads = self.columns if orientation == Qt.Orientation.Horizontal else self.rows
        if section >= len(heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return heads[section].text
        return plain_tip(heads[section].text) if role == Qt.ItemDataRole.ToolTipRole else None


@dataclass(frozen=True, slots=True)
class GridShape:
    """How wide and high the parts are, in lengths of the design."""

    side: int = 240
    side_share: float = 0.6
    least: int = 76
    most: int = 130
    row: int = 40


class GridView(QTableView):
    """Shows a `GridModel`. Arrows move, Enter opens; the cell with the keyboard has the ring."""

    opened = Signal(int, int)
    """The ids of the row and of the column."""
    moved = Signal()

    def __init__(self, name: str, shape: GridShape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = GridModel(self)
        self.shape_ = shape
        tidy_view(self, name)
        self.setStyleSheet(_SHEET)
        self.setModel(self.grid)
        self.setItemDelegate(GridDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalHeader(Heads(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(Heads(Qt.Orientation.Vertical, self))
        self.setCornerWidget(QWidget(self))
        self.doubleClicked.connect(self.on_double_clicked)

    # What is shown

    def show_grid(
        self, rows: Sequence[Head], columns: Sequence[Head], cells: Sequence[Sequence[GridCell]]
    ) -> None:
        """Show a grid; the same cell stays the chosen one."""
        before = self.ids()
        if self.grid.show_grid(rows, columns, cells):
            self.share_out()
            if rows and columns:
                self.go_to(*(before or (rows[0].id, columns[0].id)))
        self.moved.emit()

    def ids(self) -> tuple[int, int] | None:
        """Return the ids of the row and the column of the chosen cell."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        return self.grid.rows[index.row()].id, self.grid.columns[index.column()].id

    def go_to(self, row_id: int, column_id: int) -> None:
        """Choose a cell and bring it into view."""
        index = self.grid.place_of(row_id, column_id)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def share_out(self) -> None:
        """Give heads and columns their room."""
        shape, count = self.shape_, max(1, self.grid.columnCount())
        total = self.width() - theme.px(12)
        side = min(total - count * theme.px(shape.least), round(total * shape.side_share))
        side = max(theme.px(shape.side), side)
        wide = (total - side) // count
        wide = min(theme.px(shape.most), max(theme.px(shape.least), wide))
        self.verticalHeader().setFixedWidth(side)
        self.horizontalHeader().setDefaultSectionSize(wide)
        self.verticalHeader().setDefaultSectionSize(theme.px(shape.row))
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self.share_out()
        super().resizeEvent(event)

    # Keys

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
        self.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.grid.rows and self.grid.columns:
            self.setCurrentIndex(self.grid.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.open_chosen()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def open_chosen(self) -> None:
        """Tell that the chosen cell is to be opened."""
        found = self.ids()
        if found is not None:
            self.opened.emit(*found)

    @Slot(QModelIndex)
    def on_double_clicked(self, _index: QModelIndex) -> None:
        """Open what was clicked twice."""
        self.open_chosen()


class Heads(QHeaderView):
    """Names at the top, wrapped lines at the left; those of the chosen cell stand out."""

    def __init__(self, orientation: Qt.Orientation, view: GridView) -> None:
        super().__init__(orientation, view)
        self.view = view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(False)
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(theme.px(36))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        upright = self.orientation() == Qt.Orientation.Vertical
        heads = self.view.grid.rows if upright else self.view.grid.columns
        if section >= len(heads):
            return
        t, index = theme.current(), self.view.currentIndex()
        chosen = index.isValid() and section == (index.row() if upright else index.column())
        painter.save()
        paint_area(painter, rect, t.colour("surface"))
        painter.setPen(t.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(t.colour("brand" if chosen else "text" if upright else "secondary"))
        if upright:
            self._paint_line(painter, rect, heads[section], chosen=chosen)
        else:
            painter.setFont(t.font("strong" if chosen else "small"))
            area = rect.adjusted(t.px(3), 0, -t.px(3), 0)
            self._paint_words(painter, area, heads[section].text)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRect, text: str) -> None:
        """Write a name in the middle, in two lines where it is too long for one."""
        metrics = QFontMetrics(painter.font())
        lines = wrapped(text, painter.font(), area.width())
        top = area.center().y() - len(lines) * metrics.lineSpacing() // 2
        for place, line in enumerate(lines):
            spot = QRect(
                area.left(), top + place * metrics.lineSpacing(), area.width(), metrics.lineSpacing()
            )
            elided = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(spot, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, elided)

    def _paint_line(self, painter: QPainter, rect: QRect, head: Head, *, chosen: bool) -> None:
        t = theme.current()
        font = t.font("strong" if chosen else "body")
        left = rect.left() + t.px(8)
        if head.number:
            painter.setFont(theme.tabular(t.font("small")))
            area = QRect(left, rect.top(), t.px(22), rect.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, head.number)
            left = area.right() + t.px(4)
        area = QRect(left, rect.top(), rect.right() - left - t.px(10), rect.height())
        step = QFontMetrics(font).lineSpacing()
        lines = wrapped(head.text, font, area.width(), max(1, rect.height() // step))
        painter.setFont(font)
        top = area.center().y() - len(lines) * step // 2 + 1
        for place, line in enumerate(lines):
            spot = QRect(area.left(), top + place * step, area.width(), step)
            painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)

    def sectionSizeFromContents(self, _section: int) -> QSize:
        """Return the given size: heads never ask for more."""
        return QSize(theme.px(40), theme.px(30))


class GridDelegate(QStyledItemDelegate):
    """Paints a cell: the tint of its row and column, a pill, a quiet line, the ring."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self.view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = theme.current()
        rect: QRect = option.rect  # type: ignore[attr-defined,unused-ignore]
        cell: GridCell = index.data(CELL)
        current = self.view.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current.isValid() and (index.row() == current.row() or index.column() == current.column()):
            paint_area(painter, rect, t.colour("selection" if index == current else "hover"))
        painter.setPen(t.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if not cell.live:
            painter.setPen(t.colour("disabled"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "–")
        elif not cell.text:
            self._paint_box(painter, rect)
        else:
            self._paint_words(painter, rect, cell)
        if index == current and self.view.hasFocus():
            paint_ring(painter, QRectF(rect).adjusted(2, 2, -2, -3), t.px(5))
        painter.restore()

    def _paint_box(self, painter: QPainter, rect: QRect) -> None:
        """Paint an empty box, as on the paper."""
        t = theme.current()
        side = t.px(14)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        painter.setPen(t.colour("field_border"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, t.px(3), t.px(3))

    def _paint_words(self, painter: QPainter, rect: QRect, cell: GridCell) -> None:
        t = theme.current()
        ink, back = _INK[cell.role] if cell.role else ("text", "")
        font = t.font("small") if cell.role else theme.tabular(t.font("body"))
        metrics = QFontMetrics(font)
        icon, gap, room = t.px(13), t.px(4), t.px(7) if cell.role else 0
        text_width, most = metrics.horizontalAdvance(cell.text) + 2 * room + 2, rect.width() - t.px(6)
        lead = icon + gap if cell.icon and text_width + icon + gap <= most else 0
        wide = min(most, text_width + lead)
        pill = QRect(0, 0, wide, metrics.height() + t.px(6))
        pill.moveCenter(rect.center())
        if cell.quiet:
            pill.moveTop(pill.top() - t.px(8))
        if back:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.colour(back))
            painter.drawRoundedRect(QRectF(pill), t.px(6), t.px(6))
        if lead:
            spot = QRect(pill.left() + room, pill.center().y() - icon // 2 + 1, icon, icon)
            icons.paint(painter, spot, cell.icon, t.colour(ink))
        painter.setFont(font)
        painter.setPen(t.colour(ink))
        words = pill.adjusted(room + lead, 0, -room, 0)
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        if cell.quiet:
            self._paint_quiet(painter, QRect(rect.left(), pill.bottom(), rect.width(), t.px(16)), cell)

    def _paint_quiet(self, painter: QPainter, rect: QRect, cell: GridCell) -> None:
        t = theme.current()
        painter.setFont(t.font("caption"))
        painter.setPen(t.colour(cell.quiet_role))
        painter.drawText(rect, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, cell.quiet)
