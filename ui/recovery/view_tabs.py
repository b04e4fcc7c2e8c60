"""The row of views at the head of a page: arrows go from one to the next, Tab goes past them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets.buttons import RING, PlainText, RingMixin, paint_ring


class ViewTab(PlainText, RingMixin, QPushButton):
    """One of them; the chosen one is underlined."""

    def __init__(self, key: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setText(text)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the words, as wide as they are when chosen."""
        metrics = QFontMetrics(theme.current().font("strong"))
        width = metrics.horizontalAdvance(self.text()) + theme.px(20) + 2 * RING
        return QSize(width, metrics.height() + theme.px(10) + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        """Return the full size."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tabs = self.parentWidget()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and isinstance(tabs, ViewTabs):
            back = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            tabs.step(-step if back else step)
            return
        super().keyPressEvent(event)

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
        body = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        on = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() and not on:
            painter.setBrush(t.colour("hover"))
            painter.drawRoundedRect(body, t.px(6), t.px(6))
        if on:
            painter.setBrush(t.colour("brand"))
            painter.drawRoundedRect(
                QRectF(body.left() + t.px(8), body.bottom() - t.px(3), body.width() - t.px(16), t.px(3)),
                1.5,
                1.5,
            )
        painter.setFont(t.font("strong") if on else t.font("body"))
        painter.setPen(t.colour("text" if on else "secondary"))
        painter.drawText(body, int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self.hasFocus() and self.ring:
            paint_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), t.px(7))


class ViewTabs(QWidget):
    """The views of a page, one of them chosen."""

    chosen = Signal(str)

    def __init__(self, views: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        self.group = QButtonGroup(self)
        self.tabs = [ViewTab(key, words, self) for key, words in views]
        for tab in self.tabs:
            self.group.addButton(tab)
            row.addWidget(tab)
        row.addStretch(1)
        self.group.buttonClicked.connect(self.on_clicked)
        self.choose(views[0][0])

    @property
    def current(self) -> str:
        """The key of the chosen one."""
        return next(tab.key for tab in self.tabs if tab.isChecked())

    def stop(self) -> QWidget:
        """Return the one that Tab stops at."""
        return next(tab for tab in self.tabs if tab.isChecked())

    def choose(self, key: str) -> None:
        """Choose one, without telling anybody; a key that there is not changes nothing."""
        for tab in self.tabs:
            if tab.key == key:
                tab.setChecked(True)
        for tab in self.tabs:
            policy = Qt.FocusPolicy.StrongFocus if tab.isChecked() else Qt.FocusPolicy.ClickFocus
            tab.setFocusPolicy(policy)

    def show_words(self, words: Sequence[str]) -> None:
        """Show other words; the row keeps its order."""
        for tab, text in zip(self.tabs, words, strict=True):
            tab.setText(text)
            tab.updateGeometry()

    def step(self, step: int) -> None:
        """Choose the next (1) or the one before (-1)."""
        place = next(place for place, tab in enumerate(self.tabs) if tab.isChecked())
        wanted = self.tabs[(place + step) % len(self.tabs)]
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
        wanted.click()

    @Slot(QPushButton)
    def on_clicked(self, tab: QPushButton) -> None:
        """Hand the choice on."""
        if isinstance(tab, ViewTab):
            self.choose(tab.key)
            self.chosen.emit(tab.key)
