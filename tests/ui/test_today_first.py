"""What Today shows without scrolling, and where the keyboard is when it opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cxdesk import clock
from tests.ui.audit_kit import activate
from tests.ui.audit_room import Room, open_room
from ui.numbers.yesterday_rows import NumberLine

SUNDAY = date(2026, 11, 22)
"""The day after the last open one of a week: the weekly numbers are due beside the daily ones."""


@pytest.fixture(scope="module")
def whole() -> Iterator[Room]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: SUNDAY)
        with open_room(page="today") as made:
            made.window.resize(1366, 768)
            yield made


@pytest.fixture
def room(whole: Room) -> Room:
    """The sample shop on that day, with Today not made yet."""
    whole.begin_again("today")
    activate(whole.window)
    return whole


def seen(room: Room, part: QWidget) -> bool:
    """Whether the whole of a part lies within what is seen of the page."""
    view = room.window.page.desk.area.viewport()
    top = part.mapTo(view, QPoint(0, 0)).y()
    return part.isVisible() and top >= 0 and top + part.height() <= view.height()


def test_the_page_opens_with_the_keyboard_in_the_first_number_that_is_missing(room: Room) -> None:
    room.show("today")
    field = QApplication.focusWidget()
    assert isinstance(field, NumberLine)
    assert field is room.window.page.desk.yesterday.rows[0].field
    QTest.keyClick(field, "7")
    assert field.text() == "7"


def test_the_keyboard_stays_with_who_went_elsewhere_meanwhile(room: Room) -> None:
    room.window.show_page("today")
    room.window.sidebar.buttons[2].setFocus()
    room.settle()
    assert QApplication.focusWidget() is room.window.sidebar.buttons[2]


def test_the_last_line_of_the_card_and_the_promise_are_seen_in_a_usual_window(room: Room) -> None:
    room.show("today")
    desk = room.window.page.desk
    assert len(desk.yesterday.shown_rows()) == 10
    assert seen(room, desk.yesterday.words)
    assert seen(room, desk.promise)
    assert not desk.area.verticalScrollBar().maximum()


def test_the_row_that_is_typed_in_is_brought_into_view(room: Room) -> None:
    room.show("today")
    card = room.window.page.desk.yesterday
    for _row in card.shown_rows()[:-1]:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    last = card.shown_rows()[-1].field
    assert QApplication.focusWidget() is last
    view = card.rows_area.viewport()
    top = last.mapTo(view, QPoint(0, 0)).y()
    assert top >= 0
    assert top + last.height() <= view.height()


def test_all_lines_on_a_wish_take_the_room_they_need(room: Room) -> None:
    room.show("today")
    desk = room.window.page.desk
    desk.needs.on_all()
    room.settle()
    shown = [button for button in desk.needs.buttons if button.isVisible()]
    assert len(shown) == len(desk.needs.lines)
    assert all(button.height() >= button.heightForWidth(button.width()) for button in shown)
