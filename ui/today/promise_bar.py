"""The promise at the foot of the day: the service vision, and two numbers that tell whether it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.today.number_card import PressedArea
from ui.widgets import Card as Box
from ui.widgets import LinkButton, PlainLabel, Tag

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from cxdesk.services.today.cards import Card

BESIDE = 820
"""From this width on words and numbers stand side by side."""


class SmallNumber(PressedArea):
    """A metric with its value, in one line; one that can't be says so."""

    wanted = Signal(int)
    radius = 6

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.metric_id = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(6), theme.px(4), theme.px(6), theme.px(4))
        row.setSpacing(theme.px(10))
        self.name = PlainLabel("", self, tone="secondary")
        self.value = PlainLabel("", self, size="strong")
        self.slip = PlainLabel(_("Probably a slip"), self, tone="danger", size="small")
        self.slip.hide()
        for part in (self.name, self.value, self.slip):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)
        self.clicked.connect(self.on_clicked)

    def hasHeightForWidth(self) -> bool:
        """One line is one line."""
        return False

    def show_card(self, card: Card) -> None:
        """Show a metric."""
        self.metric_id = card.metric
        self.name.setText(card.name)
        self.value.setText(card.value)
        self.slip.setVisible(card.doubt)
        said = (card.name, card.value, self.slip.text() if card.doubt else "")
        self.setAccessibleName(", ".join(filter(None, said)))

    @Slot()
    def on_clicked(self) -> None:
        """Hand on which metric was chosen."""
        self.wanted.emit(self.metric_id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        lit = self.underMouse() or self.isDown()
        self.paint_back(painter, "hover" if lit else "", "")


class PromiseBar(Box):
    """The statement at the left, the numbers at the right; below each other where it is narrow."""

    vision_wanted = Signal()
    metric_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=14, spacing=6)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.row.setSpacing(theme.px(12))
        words = QHBoxLayout()
        words.setSpacing(theme.px(12))
        self.tag = Tag(_("PROMISE"), "solid", self)
        self.statement = PlainLabel("", self, size="heading", wrap=True)
        self.write_link = LinkButton(_("Say what you promise"), self, icon="edit")
        self.write_link.clicked.connect(self.vision_wanted)
        self.write_link.hide()
        words.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignVCenter)
        words.addWidget(self.statement, 1)
        words.addWidget(self.write_link)
        self.row.addLayout(words, 1)
        figures = QHBoxLayout()
        figures.setSpacing(theme.px(4))
        self.numbers = [SmallNumber(self), SmallNumber(self)]
        for number in self.numbers:
            number.hide()
            number.wanted.connect(self.metric_wanted)
            figures.addWidget(number)
        figures.addStretch(1)
        self.row.addLayout(figures)
        self.body.addLayout(self.row)

    def show_statement(self, statement: str) -> None:
        """Show the service vision; without one, the way to write it."""
        self.statement.setText(f"“{statement}”" if statement else _("No promise is written down yet."))
        self.write_link.setVisible(not statement)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show the numbers."""
        for place, number in enumerate(self.numbers):
            number.setVisible(place < len(cards))
            if place < len(cards):
                number.show_card(cards[place])

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.write_link, *self.numbers]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(BESIDE)
        ways = QBoxLayout.Direction
        self.row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
