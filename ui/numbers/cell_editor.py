"""The field that stands in a cell while it is typed in: one for the whole grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from ui import theme
from ui.widgets import TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ENTER, TAB = 1, 2
_MOVES = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class CellEditor(TextField):
    """Enter, Tab, arrows and the keys for other weeks end it; Esc gives it up.

    Begun by typing, arrows to the sides go to the next cell; begun by F2, they move within the text.
    """

    done = Signal()
    """What is typed is to be kept, and the focus is elsewhere."""
    given_up = Signal()
    moved = Signal(int, int)
    entered = Signal(int, bool)
    """`ENTER` or `TAB` was pressed, with Shift or not."""
    turned = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cell")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(theme.tabular(self.font()))
        self.setMaxLength(40)
        self.setTextMargins(0, 0, 0, 0)
        self.setStyleSheet(f"padding: 0px {theme.px(6)}px; border-radius: {theme.px(4)}px;")
        self.within = False
        self._before = ""
        self.hide()

    def begin(self, text: str, typed: str | None) -> None:
        """Begin with what stands there, or with the first sign that was typed in its place."""
        self.within = typed is None
        self._before = text
        self.setText(text if typed is None else typed)
        if typed is None:
            self.selectAll()
        else:
            self.setModified(True)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed is not None:
            self.end(False)

    def is_edited(self) -> bool:
        """Tell whether something is in it that is not in the file."""
        return not self.isHidden() and self.text().strip() != self._before

    def is_typed_in(self) -> bool:
        """Tell whether somebody is in it now."""
        return self.hasFocus()

    def rest(self) -> None:
        """Wait on: half of a number would be another number."""

    def event(self, event: QEvent) -> bool:
        """Tab is a key of the grid here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and plain:
                self.entered.emit(TAB, event.key() == Qt.Key.Key_Backtab)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit(ENTER, shift)
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_F2:
            self.within = not self.within
        elif key in _MOVES and not held and not (self.within and _MOVES[key][0] == 0):
            self.moved.emit(*_MOVES[key])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.isHidden():
            self.done.emit()
