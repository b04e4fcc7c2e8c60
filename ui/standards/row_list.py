"""A short list that is as high as its rows: reordered by drag and by Alt+Up and Alt+Down."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScrollArea, QWidget

from ui import theme
from ui.standards.rows import Index, Row, RowModel, dragged
from ui.widgets.labels import is_look_event


class RowList(QListView):
    """Shows a `RowModel`. It never writes: it tells what is wanted."""

    chosen = Signal(int)
    """She went to a record, by key or by click."""
    opened = Signal(int)
    """Enter or a double click on a record."""
    place_wanted = Signal(int, int)
    """A record of this list, and the record whose place it shall take."""
    dropped = Signal(str, int, int)
    """A record of the list that is named, and the record here before which it fell (0: at the end)."""
    dropped_on = Signal(str, int, int)
    """A record of the list that is named fell onto a record here."""
    remove_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)
    place_past = Signal(int, int)
    """A record at the edge that shall go on, and where to: above (-1) or below (1)."""
    edge_passed = Signal(int)
    """Up at the first row (-1) or Down at the last (1)."""

    def __init__(self, model: RowModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.takes: frozenset[str] = frozenset({model.source})
        self.takes_on: frozenset[str] = frozenset()
        self.keyboard = False
        self.click_opens = False
        """One click opens a record, where its fields stand in the place of the list."""
        self._quiet = False
        self._told = False  # since the mouse was pressed
        self._mark: int | None = None
        self._mark_on: int | None = None
        self.setModel(model)
        model.setParent(self)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # One of ours: for Qt's own, PySide would load every kind of widget that there is, at the start.
        room = QWidget(self)
        room.setAutoFillBackground(False)
        self.setViewport(room)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self.setAutoScroll(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        room.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.doubleClicked.connect(self.on_double_clicked)
        self.clicked.connect(self.on_clicked)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.on_reveal)

    # What is shown

    def show_rows(self, rows: list[Row], current: int | None) -> None:
        """Show these rows with `current` chosen, without telling anybody that it is."""
        self._quiet = True
        try:
            self.rows.show_rows(rows)
            self.set_current(current)
        finally:
            self._quiet = False
        self.fit()

    def current_id(self) -> int | None:
        """Return the record that is chosen here."""
        index = self.currentIndex()
        return (
            self.rows.rows[index.row()].id if index.isValid() and index.row() < len(self.rows.rows) else None
        )

    def set_current(self, record_id: int | None) -> None:
        """Choose a record; one that is not here chooses none."""
        if record_id is not None and record_id == self.current_id():
            return
        place = self.rows.place_of(record_id)
        quiet, self._quiet = self._quiet, True
        if place < 0:
            self.selectionModel().clear()
        else:
            self.setCurrentIndex(self.rows.index(place))
        self._quiet = quiet

    def choose_place(self, place: int) -> None:
        """Choose the first (0) or the last (-1) row, as a key would."""
        if self.rows.rows:
            self.setCurrentIndex(self.rows.index(place % len(self.rows.rows)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.reveal()
            self._told = True
            self.chosen.emit(self.rows.rows[current.row()].id)

    def reveal(self) -> None:
        """Scroll to the chosen row, and once more when new rows have their places."""
        self.on_reveal()
        self._later.start()

    @Slot()
    def on_reveal(self) -> None:
        """Scroll to the chosen row as things stand now."""
        if not self.currentIndex().isValid() or not self.isVisible():
            return
        self.executeDelayedItemsLayout()
        area = self._around()
        inside = area.widget() if area is not None else None
        if area is not None and inside is not None:
            spot = self.visualRect(self.currentIndex())
            for point in (spot.bottomLeft(), spot.topLeft()):
                where = self.viewport().mapTo(inside, point)
                area.ensureVisible(0, where.y(), 0, theme.px(12))

    def _around(self) -> QScrollArea | None:
        """Return the scroll area that the list is in."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        return area

    # Height

    def fit(self) -> None:
        """Become as high as the rows."""
        height = sum(self.sizeHintForRow(place) for place in range(len(self.rows.rows)))
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of the rows."""
        return QSize(theme.px(160), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Return the height of the rows."""
        return QSize(theme.px(60), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.fit()
        if self.hasFocus():
            self._later.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_look_event(event):
            self.scheduleDelayedItemsLayout()
            self.fit()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # the field that a name is typed in hands on what it has used
            return
        self._show_ring(True)
        record, row = self.current_id(), self.currentIndex().row()
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if step and alt:
            if record is not None and 0 <= row + step < len(self.rows.rows):
                self.place_wanted.emit(record, self.rows.rows[row + step].id)
            elif record is not None:
                self.place_past.emit(record, step)
        elif step and not 0 <= row + step < len(self.rows.rows):
            self.edge_passed.emit(step)
        elif record is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.opened.emit(record)
        elif record is not None and key == Qt.Key.Key_Delete:
            self.remove_wanted.emit(record)
        elif record is not None and key == Qt.Key.Key_F2:
            self.rename()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def rename(self) -> None:
        """Let the name of the chosen record be typed over, or open it where that can't be."""
        index = self.currentIndex()
        if self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        elif index.isValid():
            self.opened.emit(self.rows.rows[index.row()].id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._show_ring(
            event.reason() not in {Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason}
        )
        super().focusInEvent(event)
        index = self.currentIndex()
        if index.isValid():
            # Qt goes to the first row of a list that has none chosen, but leaves it unchosen.
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.reveal()
        elif event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.choose_place(0)  # Qt does so only until something was chosen here for the first time

    def _show_ring(self, shown: bool) -> None:
        if self.keyboard != shown:
            self.keyboard = shown
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._told = False
        super().mousePressEvent(event)

    @Slot(QModelIndex)
    def on_double_clicked(self, index: QModelIndex) -> None:
        """Open what was clicked twice."""
        if index.isValid():
            self.opened.emit(self.rows.rows[index.row()].id)

    @Slot(QModelIndex)
    def on_clicked(self, index: QModelIndex) -> None:
        """Show what was clicked, also when it was the chosen one and something else is shown beside it.

        Open it, where that is the only way to see more of it.
        """
        if index.isValid() and not self._told:
            self.chosen.emit(self.rows.rows[index.row()].id)
        if self.click_opens and index.isValid():
            self.opened.emit(self.rows.rows[index.row()].id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            where = event.globalPos()
        else:
            where = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_wanted.emit(self.rows.rows[index.row()].id, where)

    # Dragging

    def drop_place(self, point: QPoint) -> int:
        """Return before which row something that falls at `point` goes."""
        for place in range(len(self.rows.rows)):
            if point.y() < self.visualRect(self.rows.index(place)).center().y():
                return place
        return len(self.rows.rows)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        found = dragged(event.mimeData())
        point = event.position().toPoint()
        self._scroll_for(point)
        self._clear_mark()
        if found is None or found[0] not in self.takes | self.takes_on:
            event.ignore()
            return
        if found[0] in self.takes_on:
            index = self.indexAt(point)
            self._mark_on = index.row() if index.isValid() else None
        else:
            self._mark = self.drop_place(point)
        self.viewport().update()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(self._mark is not None or self._mark_on is not None)

    def _scroll_for(self, point: QPoint) -> None:
        """Scroll what is around the list when something is dragged to its edge."""
        area = self._around()
        if area is not None:
            room = area.viewport()
            y, edge = self.viewport().mapTo(room, point).y(), theme.px(28)
            step = -1 if y < edge else 1 if y > room.height() - edge else 0
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + step * theme.px(12))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._clear_mark()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.dragMoveEvent(event)  # type: ignore[arg-type]
        found, mark, on = dragged(event.mimeData()), self._mark, self._mark_on
        self._clear_mark()
        self.setState(QAbstractItemView.State.NoState)
        rows = self.rows.rows
        if found is not None and on is not None:
            self.dropped_on.emit(found[0], found[1], rows[on].id)
        elif found is not None and mark is not None:
            self.dropped.emit(found[0], found[1], rows[mark].id if mark < len(rows) else 0)

    def _clear_mark(self) -> None:
        self._mark = self._mark_on = None
        self.viewport().update()

    @property
    def mark_on(self) -> int | None:
        """The row onto which something is being dragged."""
        return self._mark_on

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._mark is None:
            return
        rows = len(self.rows.rows)
        if self._mark < rows:
            y = self.visualRect(self.rows.index(self._mark)).top() + 1
        else:
            y = self.visualRect(self.rows.index(rows - 1)).bottom() if rows else 1
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.current().colour("brand"), 2))
        area = QRect(theme.px(8), y, self.viewport().width() - theme.px(16), 0)
        painter.drawLine(area.topLeft(), area.topRight())
