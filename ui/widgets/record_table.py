"""The table of a generic page: rows of one height, thin lines between them, and keys for everything."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui import icons, theme
from ui.widgets.buttons import paint_area, paint_edge, paint_ring
from ui.widgets.views import tidy_view

ROW_HEIGHT = 34
HEADER_HEIGHT = 30
SHRUNK = 0.6
TEXT_ROOM = 3
"""What Fusion leaves at the sides of a cell; the header's words stand above those of the cells."""
_ENDS = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End})
CELL_PADDING = 4
"""What the style sheet adds to that, so that no word touches the ring around its row."""


class QuietHeader(QHeaderView):
    """Small grey words above the columns; the sorted one has an arrow."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setFixedHeight(theme.px(HEADER_HEIGHT))

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Return room for the words as they are painted here; Qt counts on other margins."""
        t = theme.current()
        size = super().sectionSizeFromContents(section)
        words = str(self.model().headerData(section, self.orientation()) or "")
        needed = QFontMetrics(t.font("small")).horizontalAdvance(words) + 2 * (TEXT_ROOM + t.px(CELL_PADDING))
        if self.isSortIndicatorShown():
            needed += t.px(12) + t.px(3)
        return QSize(max(size.width(), needed + 1), size.height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        t = theme.current()
        painter.save()
        paint_area(painter, rect, t.colour("surface"))
        painter.setPen(t.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        model = self.model()
        side = int(model.headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole) or 0)
        room = TEXT_ROOM + t.px(CELL_PADDING)
        area = rect.adjusted(room, 0, -room, 0)
        if sorted_by:
            icon = t.px(12)
            spot = QRect(area.right() - icon + 1, area.center().y() - icon // 2 + 1, icon, icon)
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            icons.paint(painter, spot, "up" if up else "down", t.colour("brand"))
            area.setRight(spot.left() - t.px(3))
        painter.setFont(t.font("small"))
        painter.setPen(t.colour("brand" if sorted_by else "secondary"))
        words = str(model.headerData(section, self.orientation(), Qt.ItemDataRole.DisplayRole) or "")
        elided = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side or int(Qt.AlignmentFlag.AlignVCenter), elided)
        painter.restore()


class RecordTable(QTableView):
    """Shows a model of records. Enter and F2 go into the form, Delete removes, Alt with arrows moves."""

    entered = Signal()
    remove_wanted = Signal()
    move_wanted = Signal(int)
    current_changed = Signal(QModelIndex)
    menu_wanted = Signal(QPoint)
    """The menu of the chosen rows, at this place of the screen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Painted on from here. Of a viewport that Qt made, PySide would find out of which class it is, and
        # make every class of widgets that there is for it: a twentieth of the start.
        surface = QWidget(self)
        surface.setBackgroundRole(QPalette.ColorRole.Base)
        surface.setAutoFillBackground(True)
        self.setViewport(surface)
        tidy_view(self, name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(theme.px(ROW_HEIGHT))
        self.setCornerWidget(QWidget(self))
        columns = QuietHeader(Qt.Orientation.Horizontal, self)
        self.setHorizontalHeader(columns)
        columns.setHighlightSections(False)
        columns.setSectionsMovable(True)
        columns.setSectionsClickable(True)
        columns.setStretchLastSection(True)
        columns.setMinimumSectionSize(theme.px(48))
        columns.setSortIndicatorClearable(True)
        self._widths: dict[int, int] = {}
        self.shrinking: set[int] = set()
        """Columns of long text, that may be narrower where there is little room."""
        self.wide_column = -1
        """The column that takes the room which the others leave, when the table is first shown."""
        self.doubleClicked.connect(self.on_double_clicked)

    @Slot(QModelIndex)
    def on_double_clicked(self, _index: QModelIndex) -> None:
        """Go into the form."""
        self.entered.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        where = event.globalPos()
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            spot = self.visualRect(index)
            inside = QPoint(min(spot.center().x(), self.viewport().width() // 2), spot.center().y())
            where = self.viewport().mapToGlobal(inside)
        elif not self.selectionModel().isSelected(self.indexAt(event.pos())):
            index = self.indexAt(event.pos())
            self.go_to_row(index.row())
        if index.isValid():
            self.menu_wanted.emit(where)

    def go_to_row(self, row: int) -> None:
        """Choose a row, and only it, and bring it into view."""
        model = self.model()
        if not 0 <= row < model.rowCount():
            return
        column = max(0, self.horizontalHeader().logicalIndex(0))
        index = model.index(row, column)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        across = self.horizontalScrollBar().value()
        self.scrollTo(index)
        self.horizontalScrollBar().setValue(across)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() or not previous.isValid():
            for row in (previous.row(), current.row()):
                # Qt paints the one cell anew that was current; the ring is around all of the row.
                spot = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
                self.viewport().update(spot)
            self.current_changed.emit(self.model().index(current.row(), current.column()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.wide_column >= 0 and self.isVisible():
            self._share_out()
            self.wide_column = -1

    def _share_out(self) -> None:
        """Give the wide column what the others leave; with too little for all, text gets less, it last.

        Where the table has to be scrolled all the same, the wide column keeps what it needs.
        """
        header = self.horizontalHeader()
        shown = [k for k in range(header.count()) if not header.isSectionHidden(k)]
        left = self.viewport().width() - sum(map(self.hint_of, shown))
        if left < 0:
            for column in sorted(self.shrinking & set(shown), key=lambda column: column == self.wide_column):
                width = self.hint_of(column)
                header.resizeSection(column, max(round(width * SHRUNK), width + left))
                left += width - header.sectionSize(column)
                if left >= 0:
                    return
            header.resizeSection(self.wide_column, self.hint_of(self.wide_column))
        elif self.wide_column in shown:
            header.resizeSection(self.wide_column, self.hint_of(self.wide_column) + left)

    def hint_of(self, column: int) -> int:
        """Return the width of a column before the last one was stretched."""
        return self._widths.get(column, self.horizontalHeader().sectionSize(column))

    def set_width(self, column: int, width: int) -> None:
        """Give a column its width."""
        self._widths[column] = width
        self.horizontalHeader().resizeSection(column, width)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.go_to_row(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.entered.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_wanted.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        elif key in _ENDS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.go_to_row(0 if key == Qt.Key.Key_Home else self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        model = self.model()
        if not model.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(theme.current().colour("border"))
        width, height = self.viewport().width(), self.viewport().height()
        row = max(0, self.rowAt(0))
        bottom = self.rowViewportPosition(row)
        while bottom < height and row < model.rowCount():
            bottom += self.rowHeight(row)
            painter.drawLine(0, bottom - 1, width, bottom - 1)
            row += 1
        current = self.currentIndex()
        if not current.isValid():
            return
        top = self.rowViewportPosition(current.row())
        area = QRectF(0, top, width, self.rowHeight(current.row())).adjusted(1, 1, -1, -2)
        if self.hasFocus():
            paint_ring(painter, area, theme.px(4))
        elif self.selectionModel().isSelected(current):
            paint_edge(painter, area.adjusted(-0.5, -0.5, 0.5, 0.5), theme.px(4))
