"""The cells of the grid: keys in, wishes out. What is kept, and where Enter goes, others decide."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui import theme
from ui.numbers.cell_editor import ENTER, TAB, CellEditor
from ui.numbers.grid_model import Index, NumbersModel
from ui.numbers.grid_paint import PAD, NumberHeads, NumberPainter
from ui.standards.row_delegates import wrapped
from ui.widgets import ElidedLabel, tidy_view

_SHEET = """
NumbersTable { outline: none; background: transparent; }
QHeaderView, QTableCornerButton::section { background: transparent; border: none; }
"""
_ROW, _TALL = 30, 38
_MOST_LINES = 4
"""So many lines a name may take; the whole of it is in its tip, too."""
_LEAST, _SIDE_LEAST, _SIDE_MOST = 46, 96, 260
_Flag = QItemSelectionModel.SelectionFlag


class NumbersTable(QTableView):
    """Numbers down, periods across. Typing begins at once; see `NumberGrid` for what the keys do."""

    typed = Signal(QModelIndex, str)
    """What was typed into a cell that is left now."""
    entered = Signal(int, bool)
    """`ENTER` or `TAB` was pressed, with Shift or not, after what was typed is kept."""
    turned = Signal(int)
    """The periods before (-1) or after (1) are wanted."""
    now_wanted = Signal()
    cleared = Signal()
    copied = Signal()
    cut = Signal()
    pasted = Signal()
    note_wanted = Signal()
    sheet_wanted = Signal()
    menu_wanted = Signal(QPoint)
    refused = Signal(QModelIndex)
    """Something was typed where nothing can be kept."""
    escaped = Signal()
    forgotten = Signal()
    """What could not be kept in the chosen cell is not wanted any more."""
    chosen = Signal()
    begun = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers = NumbersModel(self)
        self.locked = False
        self.walking = False
        """Whether Esc ends something of the grid, before it is heard by the page."""
        self.entering = False
        """Whether Tab goes on to the next cell: once something was done here, not when it just came by."""
        # One of ours: for Qt's own, PySide would make every class of widgets that there is.
        self.setViewport(QWidget(self))
        tidy_view(self, name)
        self.setStyleSheet(_SHEET)
        self.setHorizontalHeader(NumberHeads(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(NumberHeads(Qt.Orientation.Vertical, self))
        self.setModel(self.numbers)
        self.setItemDelegate(NumberPainter(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setCornerWidget(QWidget(self))
        self.corner = ElidedLabel(parent=self, tone="secondary", size="small")
        self.editor = CellEditor(self.viewport())
        self._place: tuple[int, int] | None = None
        self._connect()

    def _connect(self) -> None:
        self.editor.done.connect(self.finish)
        self.editor.given_up.connect(self.give_up)
        self.editor.moved.connect(self.on_moved)
        self.editor.entered.connect(self.on_entered)
        self.editor.turned.connect(self.on_turned)
        self.editor.textEdited.connect(self.on_edited)
        self.doubleClicked.connect(self.on_double_clicked)

    # Sizes

    def share_out(self) -> None:
        """Give names and columns their room."""
        count = max(1, self.numbers.columnCount())
        metrics = QFontMetrics(theme.current().font("strong"))
        longest = max((metrics.horizontalAdvance(line.name) for line in self.numbers.lines), default=0)
        total = self.viewport().width() + self.verticalHeader().width()
        least = max(theme.px(_LEAST), self._widest() + theme.px(PAD + 8))
        side = max(theme.px(_SIDE_LEAST), min(longest + theme.px(16), theme.px(_SIDE_MOST), total * 2 // 5))
        side = max(theme.px(_SIDE_LEAST), min(side, total - count * least))
        self.verticalHeader().setFixedWidth(side)
        self.horizontalHeader().setDefaultSectionSize(max(least, (total - side) // count))
        for row, line in enumerate(self.numbers.lines):
            lines = len(wrapped(line.name, theme.current().font("strong"), side - theme.px(12), _MOST_LINES))
            high = theme.px((_ROW, _TALL)[min(lines, 2) - 1]) + max(0, lines - 2) * (metrics.height() - 1)
            self.verticalHeader().resizeSection(row, high)
        self.updateGeometries()
        self._place_corner()

    def _widest(self) -> int:
        numbers = QFontMetrics(theme.tabular(theme.current().font("body")))
        heads = QFontMetrics(theme.current().font("strong"))
        texts = [numbers.horizontalAdvance(square.text[:14]) for square in self.numbers.squares.values()]
        names = [heads.horizontalAdvance(one.head) - theme.px(5) for one in self.numbers.periods]
        return max([*texts, *names], default=0)

    def whole_height(self) -> int:
        """Return how high it is with all its rows."""
        rows = self.verticalHeader().length() + self.horizontalHeader().height() + 2
        bar = self.horizontalScrollBar()
        return rows + (bar.sizeHint().height() if bar.maximum() > 0 else 0)

    def sizeHint(self) -> QSize:
        """Return a size that shows all rows."""
        return QSize(super().sizeHint().width(), self.whole_height())

    def _place_corner(self) -> None:
        side = self.verticalHeader()
        self.corner.setGeometry(
            QRect(side.x() + theme.px(4), 0, side.width() - theme.px(8), self.horizontalHeader().height())
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.share_out()
        self._move_editor()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._move_editor()

    # The chosen cell

    def has_keyboard(self) -> bool:
        """Tell whether keys come here, or to the field in a cell."""
        return self.hasFocus() or self.editor.hasFocus()

    def go_to(self, row: int, column: int) -> None:
        """Choose a cell and bring it into view."""
        index = self.numbers.index(row, column)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
            self.scrollTo(index)

    def block(self) -> tuple[int, int, int, int] | None:
        """Return first row, first column, last row and last column of what is chosen."""
        chosen = [index for index in self.selectedIndexes() if index.isValid()] or (
            [self.currentIndex()] if self.currentIndex().isValid() else []
        )
        if not chosen:
            return None
        rows, columns = [one.row() for one in chosen], [one.column() for one in chosen]
        return min(rows), min(columns), max(rows), max(columns)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
        self.viewport().update()
        self.chosen.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.entering = False
        if not self.currentIndex().isValid() and self.numbers.lines and self.numbers.periods:
            self.go_to(0, 0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Typing

    def begin(self, typed: str | None = None) -> None:
        """Let the chosen cell be typed in; `typed` takes the place of what stands there."""
        index = self.currentIndex()
        if not index.isValid() or self.locked:
            return
        if self.numbers.periods[index.column()].state == "coming":
            self.refused.emit(index)
            return
        square = self.numbers.square(index)
        self._place, self.entering = (index.row(), index.column()), True
        self.scrollTo(index)
        self._move_editor()
        self.editor.setAccessibleName(self.numbers.name_of(index))
        self.editor.set_wrong("")
        self.editor.begin(square.typed, typed)
        if typed is not None:
            self.begun.emit()

    def _move_editor(self) -> None:
        if self._place is not None:
            rect = self.visualRect(self.numbers.index(*self._place))
            self.editor.setGeometry(rect.adjusted(0, 0, 1, 0))

    @Slot()
    def on_edited(self) -> None:
        """Tell that something is typed."""
        self.begun.emit()

    @Slot()
    def finish(self) -> None:
        """Hand over what is typed; the field goes."""
        if self._place is None:
            return
        index, text, edited = self.numbers.index(*self._place), self.editor.text(), self.editor.is_edited()
        self._take_away()
        if index.isValid() and (edited or self.numbers.square(index).wrong):
            self.typed.emit(index, text)

    @Slot()
    def give_up(self) -> None:
        """Leave the cell as it was."""
        self._take_away()

    def _take_away(self) -> None:
        had = self.editor.hasFocus()
        self._place = None
        if had:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.hide()
        self.viewport().update()

    @Slot(int, int)
    def on_moved(self, down: int, right: int) -> None:
        """Go to a cell beside, after keeping."""
        self.finish()
        index = self.currentIndex()
        step = -right if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else right
        self.go_to(index.row() + down, index.column() + step)

    @Slot(int, bool)
    def on_entered(self, how: int, back: bool) -> None:
        """Enter or Tab in the field."""
        self.finish()
        self.entered.emit(how, back)

    @Slot(int)
    def on_turned(self, step: int) -> None:
        """Go to other periods."""
        self.finish()
        self.turned.emit(step)

    @Slot(QModelIndex)
    def on_double_clicked(self, _index: QModelIndex) -> None:
        """Type in what was clicked twice."""
        self.begin()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Tab goes on to the next cell once something was typed or chosen here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.entering:
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and plain:
                self.entered.emit(TAB, event.key() == Qt.Key.Key_Backtab)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._edit_keys(event) or self._move_keys(event):
            event.accept()
            return
        text, held = event.text(), event.modifiers()
        command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if text and text.isprintable() and not text.isspace() and not held & command:
            self.begin(text)
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self.numbers.square(self.currentIndex()).wrong:
            event.accept()
            self.forgotten.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self.walking)
            self.entering = False
            self.escaped.emit()
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            self.entering = self.entering or self.currentIndex() != before

    def _edit_keys(self, event: QKeyEvent) -> bool:
        key, sequence = event.key(), QKeySequence.StandardKey
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_F2:
            self.begin()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and not control:
            self.cleared.emit()
        elif event.matches(sequence.Copy):
            self.copied.emit()
        elif event.matches(sequence.Cut):
            self.cut.emit()
        elif event.matches(sequence.Paste):
            self.entering = True
            self.pasted.emit()
        elif control and key == Qt.Key.Key_M:
            self.note_wanted.emit()
        elif control and key == Qt.Key.Key_E:
            self.sheet_wanted.emit()
        else:
            return False
        return True

    def _move_keys(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers()
        control = held & Qt.KeyboardModifier.ControlModifier
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not control:
            self.entering = True
            self.entered.emit(ENTER, bool(held & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_PageUp:
            self.turned.emit(-1)
        elif key == Qt.Key.Key_PageDown:
            self.turned.emit(1)
        elif control and key == Qt.Key.Key_Home:
            self.now_wanted.emit()
        elif key == Qt.Key.Key_Home:
            self.go_to(self.currentIndex().row(), 0)
        elif key == Qt.Key.Key_End:
            self.go_to(self.currentIndex().row(), self.numbers.columnCount() - 1)
        else:
            return False
        return True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Begin with figures that come from an input method."""
        if event.commitString().strip():
            self.begin(event.commitString())
        else:
            super().inputMethodEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done, at the pointer or at the chosen cell."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            spot = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(spot))
        else:
            self.menu_wanted.emit(event.globalPos())
