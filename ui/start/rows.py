"""Rows of the start page: an icon, a name, a quiet line, and what else can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import LinkButton, set_tip
from ui.widgets.buttons import RING, EnterPresses, RingMixin, paint_ring


class RowButton(EnterPresses, RingMixin, QAbstractButton):
    """Something to choose: an icon, a line, and a quiet line below. Enter and Space press it."""

    def __init__(
        self, icon: str, title: str, quiet: str = "", parent: QWidget | None = None, *, strong: bool = False
    ) -> None:
        super().__init__(parent)
        self._icon, self._strong = icon, strong
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.quiet = ""
        self.show_words(title, quiet)

    def show_words(self, title: str, quiet: str) -> None:
        """Show other words."""
        self.setText(title)
        self.quiet = quiet
        self.setAccessibleName(title)
        self.setAccessibleDescription(quiet)
        set_tip(self, f"{title}\n{quiet}" if quiet else title)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for one or two lines."""
        t = theme.current()
        high = t.px(20) + (t.px(17) if self.quiet else 0) + 2 * t.px(6)
        return QSize(t.px(240), high)

    def minimumSizeHint(self) -> QSize:
        """Return a narrow row."""
        return QSize(theme.px(120), self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        live = self.isEnabled()
        body = QRectF(self.rect()).adjusted(RING, RING - 1, -RING, -RING + 1)
        if live and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.colour("selection" if self.isDown() else "hover"))
            painter.drawRoundedRect(body, t.px(8), t.px(8))
        self._paint_words(painter, live=live)
        if self.hasFocus() and self.ring:
            paint_ring(painter, body, t.px(8))

    def _paint_words(self, painter: QPainter, *, live: bool) -> None:
        t = theme.current()
        side, room = t.px(16), t.px(10)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - room - side if rtl else room
        high = t.px(20)
        top = (self.height() - high - (t.px(17) if self.quiet else 0)) // 2
        role = "brand" if live else "disabled"
        icons.paint(painter, QRect(x, top + (high - side) // 2, side, side), self._icon, t.colour(role))
        indent = room + side + t.px(10)
        wide = self.width() - indent - room
        left = room if rtl else indent
        align = int(Qt.AlignmentFlag.AlignLeft)  # that is the side where the reading begins
        align |= int(Qt.AlignmentFlag.AlignVCenter)
        for text, font, colour, y, tall, cut in (
            (
                self.text(),
                "strong" if self._strong else "body",
                "text",
                top,
                high,
                Qt.TextElideMode.ElideRight,
            ),
            (self.quiet, "small", "secondary", top + high, t.px(17), Qt.TextElideMode.ElideMiddle),
        ):
            painter.setFont(t.font("strong" if font == "strong" else "small" if font == "small" else "body"))
            painter.setPen(t.colour(colour if live else "secondary"))
            shown = painter.fontMetrics().elidedText(text, cut, wide)
            painter.drawText(QRect(left, y, wide, tall), align, shown)


class FileRow(QWidget):
    """A file: press the row to open it, or the link for the other thing that can be done."""

    opened = Signal(object)
    other = Signal(object)

    def __init__(
        self,
        path: object,
        title: str,
        quiet: str,
        *,
        icon: str = "file",
        live: bool = True,
        link: str = "",
        link_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.path = path
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        self.button = RowButton(icon, title, quiet, strong=True)
        self.button.setEnabled(live)
        self.button.clicked.connect(self.on_clicked)
        row.addWidget(self.button, 1)
        self.link: QPushButton | None = None
        if link:
            self.link = LinkButton(link)
            self.link.setAccessibleName(link_name or link)
            self.link.clicked.connect(self.on_link_clicked)
            row.addWidget(self.link)

    @Slot()
    def on_clicked(self) -> None:
        """Tell which file."""
        self.opened.emit(self.path)

    @Slot()
    def on_link_clicked(self) -> None:
        """Tell which file."""
        self.other.emit(self.path)
