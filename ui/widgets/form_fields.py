"""The fields that forms alone have: several lines, a number, one of a few. Loaded with the first of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QIntValidator,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets.fields import TextField, belongs_to_window
from ui.widgets.labels import plain_tip, repolish


class TextBox(QPlainTextEdit):
    """Several lines; it grows with its text. Tab goes on to the next field; `left` tells that it was left."""

    left = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        name: str = "",
        placeholder: str = "",
        lines: int = 2,
        most: int = 12,
    ) -> None:
        super().__init__(parent)
        self._lines, self._most = lines, most
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        if name or placeholder:
            self.setAccessibleName(name or placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(theme.px(3))
        self.document().clearUndoRedoStacks()  # the margin counts as an edit
        self.textChanged.connect(self.on_text_changed)

    def set_least(self, lines: int) -> None:
        """Be as high as so many lines, also while there is nothing in it."""
        self._lines = lines
        self.updateGeometry()

    def text(self) -> str:
        """Return what is in it."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show `text`, unless it is there already (which keeps the cursor)."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def set_wrong(self, sentence: str) -> None:
        """Mark what was typed as not kept, with the reason; "" takes the mark away."""
        if bool(self.property("wrong")) != bool(sentence):
            self.setProperty("wrong", bool(sentence))
            repolish(self)
        self.setAccessibleDescription(sentence)

    def event(self, event: QEvent) -> bool:
        """Leave Undo and Redo to the window where there is nothing typed to take back."""
        document = self.document()
        if belongs_to_window(event, undo=document.isUndoAvailable(), redo=document.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    @Slot()
    def on_text_changed(self) -> None:
        """Grow or shrink with the text."""
        self.updateGeometry()

    def _height(self, lines: int) -> int:
        return lines * self.fontMetrics().lineSpacing() + 2 * theme.px(3) + theme.px(8) + 2

    def sizeHint(self) -> QSize:
        """Return a size that shows the text, within limits."""
        lines = round(self.document().size().height()) if self.toPlainText() else 1
        return QSize(theme.px(240), self._height(max(self._lines, min(lines, self._most))))

    def minimumSizeHint(self) -> QSize:
        """Return the size of the fewest lines."""
        return QSize(theme.px(80), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class NumberField(TextField):
    """A whole number or nothing. Up and Down change it by one."""

    def __init__(
        self, parent: QWidget | None = None, *, name: str = "", low: int = 0, high: int = 999_999_999
    ) -> None:
        super().__init__(parent, name=name)
        self._low, self._high = low, high
        self.setValidator(QIntValidator(low, high, self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> int | None:
        """Return the number, or None when the field is empty or out of range."""
        text = self.text().strip()
        return int(text) if self.hasAcceptableInput() and text else None

    def set_value(self, number: int | None) -> None:
        """Show a number, or nothing."""
        self.setText("" if number is None else str(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or self.isReadOnly():
            super().keyPressEvent(event)
            return
        now = self.value()
        self.set_value(min(self._high, max(self._low, (now if now is not None else self._low) + step)))


class ChoiceBox(QComboBox):
    """One of a few. The wheel turns it only while it has the focus, so that scrolling changes nothing."""

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        if name:
            self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_wrong(self, sentence: str) -> None:
        """Mark the choice as not kept, with the reason; "" takes the mark away."""
        self.setProperty("wrong", bool(sentence))
        self.setAccessibleDescription(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size like the text fields'."""
        words = max(
            (self.fontMetrics().horizontalAdvance(self.itemText(k)) for k in range(self.count())), default=0
        )
        return QSize(min(max(words, theme.px(60)), theme.px(320)) + theme.px(42), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(theme.px(80), self._height())

    def _height(self) -> int:
        return self.fontMetrics().height() + 2 * theme.px(5) + 4

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        wrong = bool(self.property("wrong"))
        frame = (
            "brand" if focus else "danger" if wrong else "secondary" if self.underMouse() else "field_border"
        )
        width = 2 if focus or wrong else 1
        body = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(t.colour(frame if self.isEnabled() else "border"), width))
        back = "danger_back" if wrong else "surface" if self.isEnabled() else "window"
        painter.setBrush(t.colour(back))
        painter.drawRoundedRect(body, t.px(8), t.px(8))
        side = t.px(14)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = t.px(10) if rtl else self.width() - side - t.px(10)
        icons.paint(painter, QRect(x, (self.height() - side) // 2, side, side), "down", t.colour("secondary"))
        near, far = t.px(10), side + t.px(16)
        area = self.rect().adjusted(far if rtl else near, 0, -near if rtl else -far, 0)
        shown = self.currentText() or self.placeholderText()
        whole = self.fontMetrics().horizontalAdvance(shown) <= area.width()
        if self.toolTip() != (tip := "" if whole else plain_tip(shown)):
            self.setToolTip(tip)
        role = "text" if self.isEnabled() and self.currentText() else "secondary"
        painter.setPen(t.colour(role if self.isEnabled() else "disabled"))
        text = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, area.width())
        leading = Qt.AlignmentFlag.AlignLeft  # that is the side where the reading begins
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | leading), text)
