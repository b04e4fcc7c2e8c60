"""The editor of short texts in an order: a field for each, to be moved, added and removed by keys."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.schema.fields import Field
from ui import theme
from ui.forms.base import FieldEditor, FormContext
from ui.widgets import IconButton, LinkButton, TextField


class LineRow(QWidget):
    """One line of an ordered list. Enter adds one below, Alt+Up and Alt+Down move it."""

    entered = Signal(QWidget)
    moved = Signal(QWidget, int)
    removed = Signal(QWidget)
    typed = Signal()

    def __init__(self, text: str, parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        self.box = TextField(self, name=name)
        self.box.setText(text)
        self.box.setCursorPosition(0)
        self.up = IconButton("up", _("Move up (Alt+Up)"), self, side=24)
        self.down = IconButton("down", _("Move down (Alt+Down)"), self, side=24)
        self.cross = IconButton("close", _("Remove this line"), self, side=24)
        for part in (self.box, self.up, self.down, self.cross):
            row.addWidget(part)
        for button in (self.up, self.down, self.cross):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # all three by keys in the field
        self.box.installEventFilter(self)
        self.box.textEdited.connect(self.on_text_edited)
        self.up.clicked.connect(self.on_up)
        self.down.clicked.connect(self.on_down)
        self.cross.clicked.connect(self.on_cross)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._took(event):
            return True
        return super().eventFilter(watched, event)

    def _took(self, event: QKeyEvent) -> bool:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit(self)
        elif alt and key == Qt.Key.Key_Up:
            self.moved.emit(self, -1)
        elif alt and key == Qt.Key.Key_Down:
            self.moved.emit(self, 1)
        elif key == Qt.Key.Key_Backspace and not self.box.text():
            self.removed.emit(self)
        else:
            return False
        return True

    @Slot(str)
    def on_text_edited(self, _text: str) -> None:
        """Pass on that something was typed."""
        self.typed.emit()

    @Slot()
    def on_up(self) -> None:
        """Ask to be moved up."""
        self.moved.emit(self, -1)

    @Slot()
    def on_down(self) -> None:
        """Ask to be moved down."""
        self.moved.emit(self, 1)

    @Slot()
    def on_cross(self) -> None:
        """Ask to be removed."""
        self.removed.emit(self)


class LinesEditor(FieldEditor):
    """Short texts in an order."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        self.row.addLayout(column, 1)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.px(4))
        column.addLayout(self.lines)
        self.add_button = LinkButton(_("Add a line"), self, icon="add")
        self.add_button.clicked.connect(self.on_add)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add_button)

    def rows(self) -> list[LineRow]:
        """Return the rows from top to bottom."""
        items = (self.lines.itemAt(place) for place in range(self.lines.count()))
        return [row for item in items if item is not None and isinstance(row := item.widget(), LineRow)]

    def stops(self) -> list[QWidget]:
        return [*(row.box for row in self.rows()), self.add_button]

    def draft(self) -> object:
        return tuple(text for row in self.rows() if (text := row.box.text()).strip())

    def draft_of(self, value: Any) -> object:
        return tuple(value)

    def show_draft(self, draft: Any) -> None:
        rows = self.rows()
        while len(rows) > len(draft):
            self._drop(rows.pop(next((k for k, row in enumerate(rows) if not row.box.text().strip()), -1)))
        for row, text in zip(rows, draft, strict=False):
            if row.box.text() != text:
                row.box.setText(text)
                row.box.setCursorPosition(0)
        for text in draft[len(rows) :]:
            self._insert(text, self.lines.count())
        self._settle()

    def set_read_only(self, read_only: bool) -> None:
        self.setDisabled(read_only)

    def show_wrong(self, sentence: str) -> None:
        for row in self.rows():
            row.box.set_wrong(sentence)

    def _insert(self, text: str, place: int) -> LineRow:
        row = LineRow(text, self, name=_(self.field.label))
        self.lines.insertWidget(place, row)
        row.entered.connect(self.on_entered)
        row.moved.connect(self.on_moved)
        row.removed.connect(self.on_removed)
        row.typed.connect(self.typed)
        row.box.installEventFilter(self)
        return row

    def on_box_left(self) -> None:
        focus = QApplication.focusWidget()
        for row in self.rows():
            if not row.box.text().strip() and row.box is not focus:
                self._drop(row)
        self._settle()
        super().on_box_left()

    def _drop(self, row: LineRow) -> None:
        self.lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _settle(self) -> None:
        """Give focus and tab order what there is now."""
        rows = self.rows()
        self.setFocusProxy(rows[0].box if rows else self.add_button)
        for before, after in pairwise(self.stops()):
            QWidget.setTabOrder(before, after)
        self.add_button.setVisible(len(rows) < self.field.most)
        for place, row in enumerate(rows):
            row.up.setEnabled(place > 0)
            row.down.setEnabled(place < len(rows) - 1)

    @Slot()
    def on_add(self) -> None:
        """Add an empty line at the end."""
        row = self._insert("", self.lines.count())
        self._settle()
        row.box.setFocus()

    @Slot(QWidget)
    def on_entered(self, row: LineRow) -> None:
        """Keep the line and begin one below it."""
        self.left.emit()
        rows = self.rows()
        if row not in rows or len(rows) >= self.field.most or not row.box.text().strip():
            return
        below = self._insert("", rows.index(row) + 1)
        self._settle()
        below.box.setFocus()

    @Slot(QWidget, int)
    def on_moved(self, row: LineRow, step: int) -> None:
        """Move a line and keep the new order."""
        place = self.rows().index(row) + step
        if 0 <= place < len(self.rows()):
            self.lines.removeWidget(row)
            self.lines.insertWidget(place, row)
            self._settle()
            row.box.setFocus()
            self.typed.emit()
            self.left.emit()

    @Slot(QWidget)
    def on_removed(self, row: LineRow) -> None:
        """Remove a line and keep the rest."""
        rows = self.rows()
        place = rows.index(row)
        beside = rows[place - 1] if place else rows[1] if len(rows) > 1 else None
        (beside.box if beside else self.add_button).setFocus()
        self._drop(row)
        self._settle()
        self.typed.emit()
        self.left.emit()
