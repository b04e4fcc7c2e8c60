"""Fields to type and choose in. They look alike; what they hold is kept by the form around them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QMargins, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from cxdesk.i18n import _
from ui import icons, theme
from ui.widgets.labels import plain_tip, repolish

_BUTTONS = 80
"""So much of a field its frame and its buttons take at most: what leaves more is not cut."""


class TextField(QLineEdit):
    """One line. `editingFinished` tells that it was left."""

    def __init__(self, parent: QWidget | None = None, *, name: str = "", placeholder: str = "") -> None:
        super().__init__(parent)
        self._tip = ""
        self.setPlaceholderText(placeholder)
        if name or placeholder:
            self.setAccessibleName(name or placeholder)

    def set_wrong(self, sentence: str) -> None:
        """Mark what was typed as not kept, with the reason; "" takes the mark away."""
        if bool(self.property("wrong")) != bool(sentence):
            self.setProperty("wrong", bool(sentence))
            repolish(self)
        self.setAccessibleDescription(sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        text = self.displayText()
        cut = False
        # One that is typed in, or was left at its end, shows the part around the caret.
        if text and not self.hasFocus() and not self.cursorPosition():
            needed = self.fontMetrics().horizontalAdvance(text)
            if needed > self.width() - theme.px(_BUTTONS):
                from ui.widgets.cut_line import paint_cut

                cut = paint_cut(self, text, needed)
        tip = plain_tip(text) if cut and self.echoMode() == QLineEdit.EchoMode.Normal else ""
        if tip != self._tip and self.toolTip() in {"", self._tip}:
            self._tip = tip
            self.setToolTip(tip)

    def event(self, event: QEvent) -> bool:
        """Leave Undo and Redo to the window where there is nothing typed to take back."""
        if belongs_to_window(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


_TALLY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_E)


def belongs_to_window(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Tell whether a key is the window's: Undo and Redo where there is nothing typed to take back."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    key = QKeySequence.StandardKey
    if event.keyCombination() == _TALLY:  # on X11 it is End for a field: a page that knows it comes first
        return True
    return (event.matches(key.Undo) and not undo) or (event.matches(key.Redo) and not redo)


class SearchField(TextField):
    """A field that narrows what is shown while one types. Esc empties it, Down goes to the list.

    Its lens is painted: as an action of Qt it would be a button that is made, styled and laid out.
    """

    down_pressed = Signal()

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(parent, placeholder=placeholder or _("Search"))
        self._wish = self.placeholderText()
        self.textChanged.connect(self.on_text_changed)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        # The lens may take of the least room for words: beside the field there are buttons.
        return QSize(hint.width() - self.textMargins().left() - self.textMargins().right(), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lens = theme.px(21)
        margins = QMargins(0, 0, lens, 0) if self.isRightToLeft() else QMargins(lens, 0, 0, 0)
        if self.textMargins() != margins:
            self.setTextMargins(margins)
        # What it searches, or the bare word where there is no room for more.
        room = self.width() - theme.px(44)
        long = self.fontMetrics().horizontalAdvance(self._wish) > room
        self.setPlaceholderText(_("Search") if long else self._wish)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        t = theme.current()
        side, edge = t.px(16), t.px(7)
        left = self.width() - edge - side if self.isRightToLeft() else edge
        spot = QRect(left, (self.height() - side) // 2, side, side)
        icons.paint(QPainter(self), spot, "search", t.colour("secondary" if self.isEnabled() else "disabled"))

    @Slot(str)
    def on_text_changed(self, text: str) -> None:
        """Offer to empty it; Qt looks for the icon of that all over the computer, so not before it is due."""
        if text and not self.isClearButtonEnabled():
            self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
            return
        super().keyPressEvent(event)
