"""A number on top of the day: how it stands, what is news, how far the target is; it opens the metric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.charts.sparkline import Sparkline
from ui.widgets import ElidedLabel, PlainLabel, ProgressBar, Tag, set_tip
from ui.widgets.buttons import EnterPresses, RingMixin, paint_ring
from ui.widgets.labels import Tone

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from cxdesk.services.today.cards import Card

_TONES: dict[str, Tone] = {"good": "good", "bad": "danger", "": "secondary"}
_STEPS = 1000


class PressedArea(EnterPresses, RingMixin, QAbstractButton):
    """A button that is a whole area with labels in it."""

    radius = 12

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines its words take."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of what is in it."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else -1

    def sizeHint(self) -> QSize:
        """Return the size of what is in it."""
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else QSize()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of what is in it."""
        layout = self.layout()
        return layout.totalMinimumSize() if layout is not None else QSize()

    def paint_back(self, painter: QPainter, fill: str, edge: str) -> None:
        """Paint surface, edge and focus ring; "" leaves one out."""
        t = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(t.colour(edge), 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(t.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        if fill or edge:
            painter.drawRoundedRect(body, t.px(self.radius), t.px(self.radius))
        if self.hasFocus() and self.ring:
            paint_ring(painter, body.adjusted(1, 1, -1, -1), t.px(self.radius))


class NumberCard(PressedArea):
    """One of the cards; empty until its metric was read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.metric_id = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(_("Reading the number"))
        column = QVBoxLayout(self)
        room = theme.px(16)
        column.setContentsMargins(room, theme.px(12), room, theme.px(14))
        column.setSpacing(theme.px(4))
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        self.name = ElidedLabel(" ", self, tone="secondary", size="small")
        self.key = Tag(_("KEY"), "brand", self)
        _keep_room(self.key)
        head.addWidget(self.name, 1)
        head.addWidget(self.key)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        self.value = PlainLabel(" ", self, size="headline")
        self.sparkline = Sparkline(self)
        row.addWidget(self.value)
        row.addWidget(self.sparkline, 1)
        column.addLayout(row)
        self.words = PlainLabel(" ", self, tone="secondary", size="small", wrap=True)
        column.addWidget(self.words)
        self.age = PlainLabel("", self, tone="warning", size="small", wrap=True)
        self.age.hide()
        column.addWidget(self.age)
        column.addStretch(1)
        self.bar = ProgressBar(self, name=_("Share of the target"))
        self.bar.setRange(0, _STEPS)
        _keep_room(self.bar)
        column.addWidget(self.bar)
        for part in (self.name, self.key, self.value, self.sparkline, self.words, self.age, self.bar):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_card(self, card: Card) -> None:
        """Show a metric."""
        self.metric_id = card.metric
        self.name.setText(card.name)
        self.key.setVisible(card.key)
        self.value.setText(card.value)
        self.sparkline.show_values(card.sparks, card.spoken)
        self.sparkline.setVisible(sum(value is not None for value in card.sparks) > 1)
        self.words.setText(" · ".join(filter(None, (card.change, card.aim))))
        self.words.set_tone(_TONES[card.role])
        self.age.setText(card.age[:1].upper() + card.age[1:])
        self.age.setVisible(bool(card.age))
        self.bar.setVisible(card.share is not None)
        self.bar.setValue(round((card.share or 0) * _STEPS))
        self.setAccessibleName(card.spoken)
        self.setAccessibleDescription(card.moves)
        set_tip(self, card.moves)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        lit = self.underMouse() or self.isDown()
        self.paint_back(painter, "surface", "brand" if lit else "border")


def _keep_room(part: QWidget) -> None:
    """Hide a part that keeps its room, so that cards beside each other stand alike."""
    policy = part.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    part.setSizePolicy(policy)
    part.hide()
