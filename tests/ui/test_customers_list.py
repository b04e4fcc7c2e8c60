"""The list of customers: in little room it stays readable, and from anywhere one looks for the next one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from tests.ui.customers_kit import KEY, CustomersRoom
from ui import theme
from ui.customers.list_card import lines_in, placed_tags
from ui.customers.list_model import CustomerRow
from ui.standards.rows import RowTag

FIRST, VIP = RowTag("First appointment", "warn"), RowTag("VIP", "brand")


@pytest.fixture
def room(shared_customers: CustomersRoom) -> CustomersRoom:
    return shared_customers


def row(name: str, *tags: RowTag, when: str = "19 Sept") -> CustomerRow:
    return CustomerRow(name, "XY", when, tags)


def test_a_tag_beside_a_long_name_stands_below_it(room: CustomersRoom) -> None:
    t = theme.current()
    area = QRect(t.px(46), 0, t.px(160), t.px(46))
    upper, lower = lines_in(area)
    ((tag, spot),) = placed_tags(area, row("Noor Haidari", FIRST))
    assert tag == FIRST
    assert lower.top() <= spot.center().y() <= lower.bottom()
    assert not upper.contains(spot.center())
    ((_tag, beside),) = placed_tags(area, row("Bo", VIP))
    assert beside.center().y() in range(upper.center().y(), lower.center().y())
    found = placed_tags(area, row("Maria Papadopoulou", VIP, RowTag("Regular", "brand")))
    spots = [spot for _tag, spot in found]
    assert len(spots) == 2
    assert not spots[0].intersects(spots[1])
    assert all(area.contains(spot.center()) for spot in spots)
    when = lower.left() + QFontMetrics(t.font("small")).horizontalAdvance("19 Sept")
    assert all(spot.left() > when for spot in spots)


def test_the_hint_of_the_search_is_whole_in_the_smallest_window(room: CustomersRoom) -> None:
    t = theme.current()
    room.page.resize(t.px(1280 - 208 - 48), t.px(600))
    QApplication.processEvents()
    field = room.desk.list.search
    words = QFontMetrics(field.font()).horizontalAdvance(field.placeholderText())
    assert words + t.px(44) < field.width()


def test_letters_in_the_list_look_for_somebody(room: CustomersRoom) -> None:
    room.go("Priya")
    room.desk.list.to_list()
    room.press(*"be")
    assert room.desk.list.search.text() == "be"
    assert room.desk.list.search.hasFocus()
    assert room.listed() == ["Bea Klein"]


def test_esc_leads_from_an_empty_card_to_the_list_and_letters_are_no_note_then(room: CustomersRoom) -> None:
    room.go("Bea")
    room.desk.card.boxes["family"].add_field.setFocus()
    room.press(KEY.Key_Escape, *"pri", KEY.Key_Return)
    assert room.desk.list.search.text() == "pri"
    assert room.lines("Bea") == []
