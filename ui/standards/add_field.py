"""The line at the end of a list where the next one is typed: Enter adds it and stays for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import icons, theme

if TYPE_CHECKING:
    from ui.bridge import Bridge


class AddField(QLineEdit):
    """A quiet field that looks like part of the list until it is used."""

    added = Signal(str)
    """Enter, or the field was left with something in it."""
    added_and_on = Signal(str)
    """Tab with something in it: add it and go on to its details."""
    edge_passed = Signal(int)
    """Up (-1) or Down (1)."""
    given_up = Signal()
    """Esc in the empty field."""

    def __init__(self, placeholder: str, parent: QWidget | None = None, *, longest: int = 2_000) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setMaxLength(longest)
        self.setFrame(False)
        self.setTextMargins(theme.px(32), theme.px(5), theme.px(8), theme.px(5))
        self._bridge: Bridge | None = None
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        self.setPalette(palette)

    def event(self, event: QEvent) -> bool:
        """Tab with something typed goes to the details of what it becomes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo, redo = (
                event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            )
            if (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
                event.ignore()  # nothing typed to take back: the last act is meant
                return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.text().strip():
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() == Qt.Key.Key_Tab and plain:
                self._hand_over(self.added_and_on)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.keep()
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.given_up.emit()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.edge_passed.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def is_edited(self) -> bool:
        """Tell whether something is in it that was not added yet."""
        return bool(self.text().strip())

    def is_typed_in(self) -> bool:
        """Tell whether somebody is in it."""
        return self.hasFocus()

    def rest(self) -> None:
        """Half a line is not added by itself: it would stand in the list."""

    def watch(self, bridge: Bridge) -> None:
        """Let the window say that what is typed here is not in the file yet."""
        self._bridge = bridge
        self.textChanged.connect(self.on_text_changed)

    @Slot()
    def on_text_changed(self) -> None:
        """Pass on that something was typed, or taken away."""
        if self._bridge is not None:
            self._bridge.typing.note(self)

    def keep(self) -> None:
        """Add what is typed."""
        if self.text().strip():
            self._hand_over(self.added)

    def _hand_over(self, signal: SignalInstance) -> None:
        text = self.text()
        # Emptied before it is told: whoever adds may move the focus, and that would add it again.
        self.setText("")  # unlike clear() this can't be undone in the field; undo means the adding
        signal.emit(text)

    def give_back(self, text: str) -> None:
        """Put what could not be added into the field again."""
        self.setText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # In another window she may be looking something up: the half sentence waits here.
        if event.reason() not in {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}:
            self.keep()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        if focus or self.underMouse():
            painter.setPen(QPen(t.colour("brand" if focus else "border"), 2 if focus else 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), t.px(8), t.px(8))
        side = t.px(14)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - side - t.px(11) if rtl else t.px(11)
        spot = QRect(x, (self.height() - side) // 2, side, side)
        icons.paint(painter, spot, "add", t.colour("brand" if focus else "secondary"))
