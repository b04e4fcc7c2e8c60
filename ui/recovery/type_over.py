"""What is proposed in a box is typed over, but a key that is pressed once too often does not empty it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor

from ui.widgets import TextBox

_BLANK = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_BACK_SOON = {
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}


class TypeOver(QObject):
    """Space or Enter over all of the text goes to its end; every other key does as always."""

    def __init__(self, box: TextBox) -> None:
        super().__init__(box)
        self.box = box
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._left(event)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        cursor = self.box.textCursor()
        whole = cursor.hasSelection() and len(cursor.selectedText()) == len(self.box.toPlainText())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _BLANK or held or not whole:
            return super().eventFilter(watched, event)
        self.box.moveCursor(QTextCursor.MoveOperation.End)
        return True

    def _left(self, event: QFocusEvent) -> None:
        """Mark nothing any more once it is left for another field."""
        if event.reason() not in _BACK_SOON:
            cursor = self.box.textCursor()
            cursor.clearSelection()
            self.box.setTextCursor(cursor)
