"""Big cards of which one is chosen: arrows go from card to card, Tab goes past them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QGridLayout, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets.buttons import EnterPresses, RingMixin

_ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
_LINES = 3
_MOST = 1000
_broken: dict[tuple[str, str, int], list[str]] = {}
"""Lines by text, font and width."""


class ChoiceCard(EnterPresses, RingMixin, QAbstractButton):
    """A card with a name and what it is for."""

    hands_enter_on = True  # it is chosen, and the form goes on with it

    def __init__(self, key: str, title: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.title, self.about = key, title, about
        self.setText(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() not in _ARROWS:
            return
        # Qt moves the choice with the arrows only where there is one already.
        card = QApplication.focusWidget()
        if isinstance(card, ChoiceCard) and card.parentWidget() is self.parentWidget():
            card.setChecked(True)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return room for the name and the lines about it, three at least."""
        small = theme.current().font("small")
        height = theme.px(12) * 2 + self.fontMetrics().height() + theme.px(3)
        lines = len(_lines_of(self.about, small, width - 2 * theme.px(12)))
        return height + max(_LINES, lines) * round(small.pixelSize() * 1.3) + theme.px(2)

    def sizeHint(self) -> QSize:
        """Return room for the name and three lines about it."""
        return QSize(theme.px(200), self.heightForWidth(theme.px(400)))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow card."""
        return QSize(theme.px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The layouts around it do not ask how high it is at its width.
        self.setMinimumHeight(self.heightForWidth(self.width()))

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
        on = self.isChecked()
        focus = self.hasFocus() and self.ring
        # Chosen: filled, with a tick. Focus: the strong frame. Both can be told apart without colour. The
        # mouse fills nothing: it may rest on a card that nobody means.
        width = 3.0 if focus else 1.5 if on or self.underMouse() else 1.0
        body = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        frame = "brand" if on or focus else "secondary" if self.underMouse() else "field_border"
        painter.setPen(QPen(t.colour(frame), width))
        painter.setBrush(t.colour("selection" if on else "surface"))
        painter.drawRoundedRect(body, t.px(10), t.px(10))
        room = t.px(12)
        inside = self.rect().adjusted(room, room, -room, -room)
        self._paint_words(painter, inside, on=on)

    def _paint_words(self, painter: QPainter, inside: QRect, *, on: bool) -> None:
        t = theme.current()
        side = t.px(16)
        painter.setFont(t.font("strong"))
        metrics = painter.fontMetrics()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        align = Qt.AlignmentFlag.AlignLeft  # that is the side where the reading begins
        line = QRect(inside.left(), inside.top(), inside.width(), metrics.height())
        words = line.adjusted(
            side + t.px(6) if rtl and on else 0, 0, 0 if rtl or not on else -side - t.px(6), 0
        )
        painter.setPen(t.colour("brand" if on else "text"))
        text = metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(align | Qt.AlignmentFlag.AlignVCenter), text)
        if on:
            x = line.left() if rtl else line.right() - side + 1
            icons.paint(
                painter, QRect(x, line.center().y() - side // 2, side, side), "check", t.colour("brand")
            )
        painter.setPen(t.colour("secondary"))
        painter.setFont(t.font("small"))
        self._paint_about(painter, inside.adjusted(0, metrics.height() + t.px(3), 0, 0), align)

    def _paint_about(self, painter: QPainter, area: QRect, align: Qt.AlignmentFlag) -> None:
        """Paint as many lines as there is room for, the last one with "…" where there is more."""
        metrics = painter.fontMetrics()
        step = round(painter.font().pixelSize() * 1.3)
        room = max(1, (area.height() + step // 3) // step)
        lines = _lines_of(self.about, painter.font(), area.width())
        if len(lines) > room:
            lines = [*lines[: room - 1], " ".join(lines[room - 1 :])]
        for number, line in enumerate(lines):
            spot = QRect(area.left(), area.top() + number * step, area.width(), step)
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(spot, int(align | Qt.AlignmentFlag.AlignTop), shown)


def _lines_of(text: str, font: QFont, width: int) -> list[str]:
    """Return the lines of `text` at a width. Layouts ask for the same ones hundreds of times."""
    key = (text, font.key(), width)
    if key not in _broken:
        if len(_broken) >= _MOST:
            _broken.clear()
        _broken[key] = _break(text, font, width)
    return _broken[key]


def _break(text: str, font: QFont, width: int) -> list[str]:
    layout = QTextLayout(text, font)
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return lines


class ChoiceCards(QWidget):
    """Cards side by side, as many to a row as fit."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, columns: int = 3) -> None:
        super().__init__(parent)
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))
        self.cards: list[ChoiceCard] = []

    def set_choices(self, choices: Iterable[tuple[str, str, str]]) -> None:
        """Show these (key, name, what it is for), none of them chosen."""
        for card in self.cards:
            self._grid.removeWidget(card)
            card.deleteLater()
        self.cards = [ChoiceCard(key, title, about, self) for key, title, about in choices]
        for place, card in enumerate(self.cards):
            card.toggled.connect(self.on_card_toggled)
            self._grid.addWidget(card, place // self._columns, place % self._columns)
            card.show()
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1)

    @property
    def key(self) -> str:
        """The key of the chosen card, or nothing."""
        return next((card.key for card in self.cards if card.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose a card."""
        for card in self.cards:
            if card.key == key:
                card.setChecked(True)

    @Slot(bool)
    def on_card_toggled(self, on: bool) -> None:
        """Tell which card it is now."""
        if on:
            self.chosen.emit(self.key)
