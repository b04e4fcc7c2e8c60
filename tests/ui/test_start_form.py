"""The form of a new shop to the eye: words that can be read whole, cards that show their state."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.page_kit import Room
from tests.ui.test_start_page import start
from ui import theme
from ui.pages.start_page import PAGE
from ui.start.choice_cards import ChoiceCard


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication) -> Iterator[Room]:
    theme.apply(qapp, "light")
    room = Room(qtbot, PAGE)
    yield room
    room.close()


@pytest.mark.parametrize("width", [1280, 1024, 760])
@pytest.mark.parametrize("trade", ["salon", "dental", "cafe", "other"])
def test_the_words_of_every_trade_can_be_read_whole(room: Room, width: int, trade: str) -> None:
    page = start(room)
    page.resize(width, 720)
    page.form.cards.choose(trade)
    room.settle()
    for name, box in page.form.word_fields.items():
        line = box.rect().adjusted(theme.px(10) + 2, 0, -theme.px(10) - 2, 0)
        assert box.fontMetrics().horizontalAdvance(box.text()) <= line.width(), (name, box.text())
        assert box.mapTo(page.form, QPoint(box.width(), 0)).x() <= page.form.width(), name


def fill(card: ChoiceCard) -> QColor:
    """Return the colour of a card between its frame and its words."""
    return card.grab().toImage().pixelColor(card.width() // 2, card.height() - theme.px(7))


def test_a_card_under_the_mouse_looks_neither_chosen_nor_switched_off(room: Room) -> None:
    page = start(room)
    card, other = page.form.cards.cards[:2]
    plain = card.grab().toImage()
    spot = QPointF(card.rect().center())
    card.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    QApplication.sendEvent(card, QEnterEvent(spot, spot, spot))
    assert fill(card) == fill(other)
    assert card.grab().toImage() != plain
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    card.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
    page.form.cards.choose(card.key)
    assert fill(card) != fill(other)
