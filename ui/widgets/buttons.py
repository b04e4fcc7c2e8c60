"""Buttons that paint themselves, so that the focus ring sits outside them in every theme."""

from __future__ import annotations

from typing import ClassVar, Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton, QWidget

from ui import icons, theme

RING = 3
"""Room around a button for its focus ring."""

ButtonKind = Literal["primary", "secondary", "link", "danger"]


def paint_ring(painter: QPainter, rect: QRectF, radius: float, colour: QColor | None = None) -> None:
    """Paint the focus ring around `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour or theme.current().colour("brand"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()


def paint_area(painter: QPainter, area: QRect, colour: QColor) -> None:
    """Fill an area. For `fillRect`, PySide would make the enumeration of 169 gradients."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(area)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_edge(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Paint the edge of a chosen line that has not the focus, in the look where every edge is drawn."""
    if theme.current().scheme != "contrast":
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.current().colour("field_border"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()


class RingMixin:
    """Remembers whether the focus came by the keyboard: only then a ring is drawn.

    Stands before Qt's class among the bases.
    """

    ring = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_hand = {Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason}
        self.ring = event.reason() not in by_hand
        super().focusInEvent(event)  # type: ignore[misc]

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.ring = False
        super().focusOutEvent(event)  # type: ignore[misc]


class EnterPresses:
    """Lets Enter press a button as Space does; stands before Qt's class among the bases."""

    hands_enter_on: ClassVar[bool] = False
    """What is around the button hears Enter as well."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or not plain:
            super().keyPressEvent(event)  # type: ignore[misc]
            return
        # Taken before the click, which may be the end of the button.
        event.setAccepted(not self.hands_enter_on or event.isAutoRepeat())
        if not event.isAutoRepeat() and isinstance(self, QAbstractButton):
            self.click()


class PlainText:
    """Shows text as it is: a name such as "Willow & Co." has no access key in it."""

    _plain = ""

    def setText(self, text: str) -> None:
        """Show `text`; a sign & is a sign &, also where the caller doubled it as Qt would have it."""
        self._plain = text.replace("&&", "&")
        super().setText(self._plain.replace("&", "&&"))  # type: ignore[misc]

    def text(self) -> str:
        """Return the text as it was given."""
        return self._plain


class _Button(EnterPresses, PlainText, RingMixin, QPushButton):
    """What all our push buttons share: sizes, icon, text, ring."""

    kind: ClassVar[ButtonKind] = "secondary"
    side_room: ClassVar[int] = 12
    height_: ClassVar[int] = 30

    def __init__(self, text: str = "", parent: QWidget | None = None, *, icon: str = "") -> None:
        super().__init__(parent)
        self.setText(text)
        self.icon_name = icon
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    def set_icon(self, name: str) -> None:
        """Show another icon before the text; "" shows none."""
        self.icon_name = name
        self.updateGeometry()
        self.update()

    def _shown_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(
            QFont.Weight.DemiBold if self.kind in {"primary", "danger", "link"} else QFont.Weight.Medium
        )
        return font

    def _text_width(self) -> int:
        if not self.text():
            return 0
        return QFontMetrics(self._shown_font()).horizontalAdvance(self.text())

    def sizeHint(self) -> QSize:
        """Return the size with icon, text, menu mark and room for the ring."""
        t = theme.current()
        width = self._text_width() + 2 * t.px(self.side_room) + 2 * RING + 2
        if self.icon_name:
            width += t.px(16) + (t.px(6) if self.text() else 0)
        if self.menu() is not None:
            width += t.px(18)
        return QSize(width, t.px(self.height_) + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        """Return the full size: a button's word is never cut."""
        return self.sizeHint()

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor, str]:
        """Return fill, frame, text and the text's role."""
        c = theme.current().colour
        pressed, over = self.isDown() or self.isChecked(), self.underMouse() and self.isEnabled()
        if not self.isEnabled():
            fill = None if self.kind == "link" else c("window")
            return fill, None if self.kind == "link" else c("border"), c("disabled"), "disabled"
        if self.kind in {"primary", "danger"}:
            dark = theme.current().dark
            base, text = ("brand", "on_brand") if self.kind == "primary" else ("danger", "surface")
            fill = c(base)
            if pressed or over:
                amount = 115 if pressed else 107
                fill = fill.lighter(amount) if dark else fill.darker(amount)
            return fill, None, c(text), text
        if self.kind == "link":
            return (c("hover") if pressed or over else None), None, c("brand"), "brand"
        fill = c("selection") if pressed else c("hover") if over else c("surface")
        return fill, c("field_border"), c("text"), "text"

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, frame, text, role = self._colours()
        body = QRectF(self.rect()).adjusted(RING + 0.5, RING + 0.5, -RING - 0.5, -RING - 0.5)
        radius = t.px(8)
        if fill is not None or frame is not None:
            painter.setPen(QPen(frame, 1) if frame is not None else Qt.PenStyle.NoPen)
            painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body, radius, radius)
        self._paint_content(painter, body.toRect(), text, role)
        if self.hasFocus() and self.ring:
            paint_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), radius + 2)

    def _paint_content(self, painter: QPainter, body: QRect, text: QColor, role: str) -> None:
        t = theme.current()
        side, gap = t.px(16), t.px(6)
        total = self._text_width()
        if self.icon_name:
            total += side + (gap if self.text() else 0)
        if self.menu() is not None:
            total += t.px(18)
        x = body.center().x() - total // 2 + 1
        ratio_rect = QRect(x, body.center().y() - side // 2 + 1, side, side)
        if self.icon_name:
            icons.paint(painter, self._mirrored(ratio_rect), self.icon_name, t.colour(role))
            x += side + gap
        painter.setFont(self._shown_font())
        painter.setPen(text)
        area = QRect(x, body.top(), self._text_width() + 2, body.height())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # the place is the mirrored one already
        painter.drawText(
            self._mirrored(area),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self.text(),
        )
        if self.menu() is not None:
            mark = t.px(12)
            spot = QRect(area.right() + t.px(4), body.center().y() - mark // 2 + 1, mark, mark)
            icons.paint(painter, self._mirrored(spot), "down", t.colour(role))

    def _mirrored(self, rect: QRect) -> QRect:
        """Return where `rect` is when the text runs from right to left."""
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return rect
        return QRect(self.width() - rect.right() - 1, rect.top(), rect.width(), rect.height())


class PrimaryButton(_Button):
    """The one act that a page or dialog is for."""

    kind = "primary"
    side_room = 14


class SecondaryButton(_Button):
    """Any other act."""


class DangerButton(_Button):
    """The act that can't be taken back, in a question about it."""

    kind = "danger"
    side_room = 14


class LinkButton(_Button):
    """A quiet act that reads like a link."""

    kind = "link"
    side_room = 6
    height_ = 24


class IconButton(EnterPresses, RingMixin, QToolButton):
    """A square button with an icon alone; its name is in the tool tip and read out."""

    def __init__(
        self, icon: str, name: str, parent: QWidget | None = None, *, role: str = "secondary", side: int = 28
    ) -> None:
        super().__init__(parent)
        self.icon_name = icon
        self.role = role
        self._side = side
        self.set_name(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_name(self, name: str) -> None:
        """Say what the button does."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self.icon_name = name
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square."""
        side = theme.px(self._side)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the square."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        lit = self.isEnabled() and (self.underMouse() or self.isDown() or self.isChecked())
        if lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.colour("selection" if self.isDown() or self.isChecked() else "hover"))
            painter.drawRoundedRect(body, t.px(6), t.px(6))
        side = t.px(16)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(self.rect().center())
        role = self.role if self.isEnabled() else "disabled"
        icons.paint(painter, spot.translated(QPoint(0, 0)), self.icon_name, t.colour(role))
        if self.hasFocus() and self.ring:
            paint_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), t.px(6))
