"""The sidebar: whose shop it is, search, and the pages that there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cxdesk.i18n import N_, _, ngettext
from ui import icons, theme
from ui.pages.base import PageSpec
from ui.widgets import ElidedLabel, PlainLabel
from ui.widgets.buttons import RingMixin, paint_ring

WIDTH = 208
LINE = 28
"""So high that all pages stand in the smallest window without scrolling."""
GROUP_TITLES: Mapping[str, str] = {
    "promise": N_("Promise"),
    "know": N_("Know"),
    "do": N_("Make it happen"),
}


class _SidebarButton(RingMixin, QAbstractButton):
    """What the search box and the page buttons share."""

    stepped = Signal(int)
    """Down (1) or Up (-1) was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(theme.px(120), theme.px(LINE))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow line; the text elides."""
        return QSize(theme.px(60), theme.px(LINE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def _paint_text(self, painter: QPainter, area: QRect, text: str, role: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.setPen(theme.current().colour(role))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)

    def _mirrored(self, rect: QRect) -> QRect:
        """Return where `rect` is when the text runs from right to left."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rect = QRect(rect)
            rect.moveLeft(self.width() - rect.right() - 1)
        return rect

    def _paint_focus(self, painter: QPainter, role: str = "sidebar_strong") -> None:
        if self.hasFocus() and self.ring:
            body = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            paint_ring(painter, body, theme.px(7), theme.current().colour(role))


class SearchButton(_SidebarButton):
    """Looks like a search box and opens the palette."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = keys
        self.setText(_("Search everything"))
        self.setAccessibleName(_("Search everything"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.colour("sidebar_field"))
        painter.drawRoundedRect(QRectF(self.rect()), t.px(8), t.px(8))
        font = QFont(self.font())
        font.setPixelSize(t.px(12))
        painter.setFont(font)
        pad = t.px(10)
        keys = painter.fontMetrics().horizontalAdvance(self.keys)
        if painter.fontMetrics().horizontalAdvance(self.text()) > self.width() - 3 * pad - keys:
            keys = -pad  # the words come first; the keys stand in the help as well
        left = self._mirrored(QRect(pad, 0, self.width() - 3 * pad - keys, self.height()))
        self._paint_text(painter, left, self.text(), "sidebar_text")
        right = self._mirrored(QRect(self.width() - pad - keys, 0, keys + 1, self.height()))
        if keys > 0:
            self._paint_text(painter, right, self.keys, "sidebar_text")
        self._paint_focus(painter)


class PageButton(_SidebarButton):
    """A page in the sidebar, with a badge that counts what waits there."""

    def __init__(self, spec: PageSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.badge = 0
        self.setCheckable(True)
        self.setObjectName(f"nav_{spec.name}")
        self.translate()

    def translate(self) -> None:
        """Take the text anew."""
        self.setText(_(self.spec.title))
        self.set_badge(self.badge)

    def set_badge(self, number: int) -> None:
        """Show how much waits for somebody; nothing for 0."""
        self.badge = number
        waiting = ngettext("{n} waits", "{n} wait", number)
        self.setAccessibleName(f"{self.text()}, {waiting}" if number else self.text())
        self.update()

    def nextCheckState(self) -> None:
        """Which page is shown is for the window to say."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.colour("brand" if on else "sidebar_hover"))
            painter.drawRoundedRect(QRectF(self.rect()), t.px(8), t.px(8))
        role = "on_brand" if on else "sidebar_text"
        side = t.px(16)
        spot = self._mirrored(QRect(t.px(10), (self.height() - side) // 2, side, side))
        icons.paint(painter, spot, self.spec.icon, t.colour(role))
        right = self.width() - t.px(10) - self._paint_badge(painter, on=on)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if on else QFont.Weight.Normal)
        painter.setFont(font)
        area = self._mirrored(QRect(t.px(36), 0, right - t.px(36) - t.px(4), self.height()))
        self._paint_text(painter, area, self.text(), role)
        self._paint_focus(painter, "on_brand" if on else "sidebar_strong")

    def _paint_badge(self, painter: QPainter, *, on: bool) -> int:
        """Paint the badge and return its width."""
        if not self.badge:
            return 0
        t = theme.current()
        font = QFont(self.font())
        font.setPixelSize(t.px(11))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        text = str(self.badge) if self.badge < 100 else "99+"
        height = t.px(16)
        width = max(t.px(18), painter.fontMetrics().horizontalAdvance(text) + t.px(10))
        spot = QRect(self.width() - t.px(10) - width, (self.height() - height) // 2, width, height)
        spot = self._mirrored(spot)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.colour("on_brand" if on else "badge_back"))
        painter.drawRoundedRect(QRectF(spot), height / 2, height / 2)
        painter.setPen(t.colour("brand" if on else "badge"))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)
        return width + t.px(4)


class BrandMark(QWidget):
    """The shop's logo, or its first letter on its colour."""

    def __init__(self, parent: QWidget | None = None, *, side: int = 34) -> None:
        super().__init__(parent)
        self._side = side
        self._letter = ""
        self._logo = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the square."""
        return QSize(theme.px(self._side), theme.px(self._side))

    def show_shop(self, name: str, logo: bytes | None) -> None:
        """Show a shop."""
        self._letter = name.strip()[:1].upper()
        self._logo = QPixmap()
        if logo:
            self._logo.loadFromData(QByteArray(logo))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), t.px(8), t.px(8))
        painter.fillPath(shape, t.colour("surface" if not self._logo.isNull() else "brand"))
        if not self._logo.isNull():
            painter.setClipPath(shape)
            size = self._logo.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            spot = QRect(0, 0, size.width(), size.height())
            spot.moveCenter(self.rect().center())
            painter.drawPixmap(spot, self._logo)
            return
        font = t.font("heading")
        font.setPixelSize(t.px(self._side * 0.42))
        painter.setFont(font)
        painter.setPen(t.colour("on_brand"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)


class Sidebar(QFrame):
    """The dark strip at the side."""

    page_chosen = Signal(str)
    search_pressed = Signal()

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.buttons: list[PageButton] = []
        self._headings: list[tuple[PlainLabel, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._add_brand()
        self.search = SearchButton(keys, self)
        self.search.clicked.connect(self.search_pressed)
        self.search.stepped.connect(self.on_stepped)
        self._column.addWidget(self.search)
        self._column.addSpacing(theme.px(12))
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("sidebar_scroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column.addWidget(self._scroll, 1)
        self._pinned = QVBoxLayout()
        self._pinned.setSpacing(theme.px(2))
        self._pinned.setContentsMargins(0, theme.px(6), 0, 0)
        self._column.addLayout(self._pinned)
        self.measure()

    def _add_brand(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(6), 0, 0, theme.px(12))
        row.setSpacing(theme.px(10))
        self.mark = BrandMark(self)
        row.addWidget(self.mark)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.shop_name = ElidedLabel(parent=self, tone="sidebar_strong", size="strong")
        self.second_line = ElidedLabel(parent=self, tone="sidebar", size="caption")
        words.addStretch(1)
        words.addWidget(self.shop_name)
        words.addWidget(self.second_line)
        words.addStretch(1)
        row.addLayout(words, 1)
        self._column.addLayout(row)

    def measure(self) -> None:
        """Take the lengths of the text size in use."""
        side = theme.px(12)
        self.setFixedWidth(theme.px(WIDTH))
        self._column.setContentsMargins(side, theme.px(18), side, theme.px(14))

    def show_shop(self, name: str, second_line: str, logo: bytes | None) -> None:
        """Say whose shop it is."""
        self.shop_name.setText(name)
        self.second_line.setText(second_line)
        self.second_line.setVisible(bool(second_line))
        self.mark.show_shop(name, logo)

    def set_pages(self, specs: Sequence[PageSpec]) -> None:
        """List these pages, in their groups."""
        self.buttons = []
        self._headings = []
        while (item := self._pinned.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()  # until it is deleted it would stand in the corner
                widget.deleteLater()
        pages = QWidget(self._scroll)
        pages.setObjectName("sidebar_pages")
        column = QVBoxLayout(pages)
        column.setContentsMargins(0, 0, 0, theme.px(8))
        column.setSpacing(theme.px(2))
        group = ""
        for spec in specs:
            if spec.group == "hidden":
                continue
            if spec.group not in {group, "pinned"}:
                self._start_group(column, spec.group)
                group = spec.group
            button = PageButton(spec, self if spec.group == "pinned" else pages)
            button.clicked.connect(self.on_button_clicked)
            button.stepped.connect(self.on_stepped)
            self.buttons.append(button)
            (self._pinned if spec.group == "pinned" else column).addWidget(button)
        column.addStretch(1)
        self._scroll.setWidget(pages)

    def _start_group(self, column: QVBoxLayout, group: str) -> None:
        if group not in GROUP_TITLES:
            column.addSpacing(theme.px(8))
            return
        words = _(GROUP_TITLES[group]).upper()
        heading = PlainLabel(words, column.parentWidget(), tone="sidebar_heading", size="caption")
        font = heading.font()
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
        heading.setFont(font)
        heading.setContentsMargins(theme.px(10), theme.px(9), 0, theme.px(3))
        self._headings.append((heading, GROUP_TITLES[group]))
        column.addWidget(heading)

    def set_current(self, name: str) -> None:
        """Mark the page that is shown."""
        for button in self.buttons:
            button.setChecked(button.spec.name == name)
            if button.isChecked() and self._scroll.isAncestorOf(button):
                self._scroll.ensureWidgetVisible(button, 0, theme.px(8))

    def translate(self) -> None:
        """Take the texts anew."""
        for heading, text in self._headings:
            heading.setText(_(text).upper())
        for button in self.buttons:
            button.translate()

    @Slot()
    def on_button_clicked(self) -> None:
        """Hand on which page was chosen."""
        button = self.sender()
        if isinstance(button, PageButton):
            self.page_chosen.emit(button.spec.name)

    @Slot(int)
    def on_stepped(self, step: int) -> None:
        """Give the focus to the next or the one before."""
        ring: list[QAbstractButton] = [self.search, *self.buttons]
        focus = next((k for k, button in enumerate(ring) if button.hasFocus()), 0)
        ring[(focus + step) % len(ring)].setFocus(Qt.FocusReason.TabFocusReason)
