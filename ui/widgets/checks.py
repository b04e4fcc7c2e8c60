"""Check box, switch and progress bar that are seen in both themes; Fusion draws their frames too faint."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QProgressBar, QRadioButton, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets.buttons import RING, EnterPresses, PlainText, RingMixin, paint_ring


def _size(button: QAbstractButton) -> QSize:
    """Return the room of the mark and its text."""
    letters = button.fontMetrics()
    words = theme.px(8) + letters.horizontalAdvance(button.text()) + 2 if button.text() else 0
    return QSize(theme.px(16) + 2 * RING + words, max(theme.px(18) + 2 * RING, letters.height()))


def _mark(button: QAbstractButton) -> QRect:
    """Return the place of the mark, where the reading begins."""
    side = theme.px(16)
    rtl = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return QRect(button.width() - RING - side if rtl else RING, (button.height() - side) // 2, side, side)


def _paint_text(button: QAbstractButton, painter: QPainter) -> None:
    """Paint the text beside the mark, elided where there is no room."""
    painter.setPen(theme.current().colour("text" if button.isEnabled() else "disabled"))
    gap = RING + theme.px(16) + theme.px(8)
    rtl = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
    room = button.rect().adjusted(0, 0, -gap, 0) if rtl else button.rect().adjusted(gap, 0, 0, 0)
    text = button.fontMetrics().elidedText(button.text(), Qt.TextElideMode.ElideRight, room.width())
    align = Qt.AlignmentFlag.AlignLeft  # that is the side where the reading begins
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | align, text)


class CheckBox(EnterPresses, PlainText, RingMixin, QCheckBox):
    """A check box with a tick; elides its text where there is no room."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the box and its text."""
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        """Return the box and a few letters."""
        return QSize(min(self.sizeHint().width(), theme.px(80)), self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        """The whole of it can be pressed."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = _mark(self)
        on = self.checkState() != Qt.CheckState.Unchecked
        live = self.isEnabled()
        painter.setPen(QPen(t.colour(("brand" if on else "secondary") if live else "border"), 1.5))
        painter.setBrush(t.colour("brand" if on and live else "border" if on else "surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75), t.px(4), t.px(4))
        if on:
            name = "minus" if self.checkState() == Qt.CheckState.PartiallyChecked else "check"
            icons.paint(
                painter, box.adjusted(2, 2, -2, -2), name, t.colour("on_brand" if live else "disabled")
            )
        _paint_text(self, painter)
        if self.hasFocus() and self.ring:
            paint_ring(painter, QRectF(box).adjusted(-2, -2, 2, 2), t.px(6))


class RadioButton(PlainText, RingMixin, QRadioButton):
    """One of several, all of them in sight."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the circle and its text."""
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        """Return the full size."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole of it can be pressed."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(_mark(self))
        live = self.isEnabled()
        painter.setPen(
            QPen(t.colour(("brand" if self.isChecked() else "secondary") if live else "border"), 1.5)
        )
        painter.setBrush(t.colour("surface"))
        painter.drawEllipse(ring.adjusted(0.75, 0.75, -0.75, -0.75))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.colour("brand" if live else "border"))
            painter.drawEllipse(ring.adjusted(4, 4, -4, -4))
        _paint_text(self, painter)
        if self.hasFocus() and self.ring:
            paint_ring(painter, ring.adjusted(-2, -2, 2, 2), ring.width())


class ToggleSwitch(EnterPresses, PlainText, RingMixin, QCheckBox):
    """A check box that looks like a switch; keys and screen readers see the check box."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the switch and its text."""
        t = theme.current()
        words = self.fontMetrics().horizontalAdvance(self.text()) if self.text() else 0
        return QSize(t.px(34) + (t.px(8) + words + 2 if words else 0) + 2 * RING, t.px(20) + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        """Return the full size."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole of it can be pressed."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = t.px(34), t.px(18)
        track = QRectF(RING, (self.height() - height) / 2, width, height)
        knob = height - 6
        on = self.isChecked()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if rtl:
            track.moveRight(self.width() - RING)
        fill = t.colour("border") if not self.isEnabled() else t.colour("brand" if on else "surface")
        painter.setPen(QPen(t.colour("brand" if on and self.isEnabled() else "secondary"), 1.5))
        painter.setBrush(fill)
        painter.drawRoundedRect(track.adjusted(0.75, 0.75, -0.75, -0.75), height / 2, height / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.colour("on_brand" if on else "secondary"))
        left = track.right() - knob - 3 if on != rtl else track.left() + 3
        painter.drawEllipse(QRectF(left, track.top() + 3, knob, knob))
        painter.setPen(t.colour("text" if self.isEnabled() else "disabled"))
        room = self.rect().adjusted(RING + width + t.px(8), 0, 0, 0)
        if rtl:
            room = self.rect().adjusted(0, 0, -(RING + width + t.px(8)), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus() and self.ring:
            paint_ring(painter, track.adjusted(-2, -2, 2, 2), height / 2 + 2)


class ProgressBar(QProgressBar):
    """A thin bar; the words about it stand beside it."""

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """Return a thin line."""
        return QSize(theme.px(160), theme.px(6))

    def minimumSizeHint(self) -> QSize:
        """Return a short thin line."""
        return QSize(theme.px(40), theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(t.colour("border"))
        painter.drawRoundedRect(whole, whole.height() / 2, whole.height() / 2)
        span = self.maximum() - self.minimum()
        share = (self.value() - self.minimum()) / span if span > 0 else 0.3
        if share > 0:
            part = QRectF(whole)
            part.setWidth(max(whole.height(), whole.width() * min(1.0, share)))
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                part.moveRight(whole.right())
            painter.setBrush(t.colour("brand"))
            painter.drawRoundedRect(part, whole.height() / 2, whole.height() / 2)
