"""Whom the card shows in a search, how somebody is reached, and which of two of the same name it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cxdesk.entities.customer import Customer
from cxdesk.entities.visit import Visit
from tests.ui.customers_kit import CTRL, KEY, CustomersRoom
from ui import theme


@pytest.fixture
def room(shared_customers: CustomersRoom) -> CustomersRoom:
    return shared_customers


def search(room: CustomersRoom, *typed: str) -> None:
    """Type into the search, without the rest after which the card follows."""
    room.page.on_find()
    room.press(*typed)


def test_where_nobody_is_found_nobodys_card_is_shown_and_no_visit_logged(room: CustomersRoom) -> None:
    room.go("Bea")
    desk, before = room.desk, len(room.ws.rows(Visit))
    search(room, "xyz")
    assert desk.list.nothing.isVisible()
    assert desk.card.hint.isVisible()
    assert not desk.card.visit_button.isVisible()
    assert not desk.side.plan_button.isVisible()
    room.key(KEY.Key_J, CTRL)
    room.page.card_acts.on_log()
    room.page.on_details()
    desk.list.follow()
    assert not desk.is_beside("visit_form")
    assert not desk.is_beside("details")
    assert room.page.print_sheet() == ("preference-pad", {})
    assert len(room.ws.rows(Visit)) == before
    desk.list.all_button.click()
    QApplication.processEvents()
    assert desk.card.visit_button.isVisible()
    assert desk.card.name.text() == "Bea Klein"
    assert desk.side.plan_button.isVisible()
    room.key(KEY.Key_J, CTRL)
    assert desk.is_beside("visit_form")


def test_a_search_that_is_put_right_shows_whom_it_finds_at_once(room: CustomersRoom) -> None:
    room.go("Bea")
    search(room, "cemx")
    assert room.page.shown is None
    room.key(KEY.Key_Backspace)
    assert room.desk.card.name.text() == "Cem Aydin"
    assert room.page.chosen == room.id_of("Cem")


def test_a_visit_that_is_being_typed_waits_while_nobody_is_found(room: CustomersRoom) -> None:
    room.go("Bea")
    room.page.card_acts.on_log()
    form = room.desk.visit_form
    search(room, "xyz")
    assert not form.isVisible()
    assert room.page.draft() is not None
    room.desk.list.show_all()
    QApplication.processEvents()
    assert form.isVisible()
    assert room.desk.card.name.text() == "Bea Klein"


def test_the_card_says_how_somebody_is_reached_and_what_was_noted(room: CustomersRoom) -> None:
    bea, card = room.id_of("Bea"), room.desk.card
    room.go("Bea")
    assert card.contact.isHidden()
    assert card.note.isHidden()
    note = "Rings twice <b>always</b>\nThe second line"
    room.ws.change(Customer, bea, phones=("555 0177", "555 0188"), email="bea@example.com", note=note)
    QApplication.processEvents()
    assert card.contact.isVisible()
    assert card.contact.text() == "555 0177 · 555 0188 · bea@example.com"
    assert card.contact.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert card.note.text() == note
    room.go("Priya")
    assert card.contact.text() == "555 0142"
    assert card.note.isHidden()


def test_a_note_of_many_lines_shows_three_and_the_whole_in_its_tip(room: CustomersRoom) -> None:
    bea, note = room.id_of("Bea"), room.desk.card.note
    room.go("Bea")
    room.ws.change(Customer, bea, note="Oat milk,\nno sugar\n\nby the <b>window</b>\nallergic to nuts")
    QApplication.processEvents()
    assert note.text().splitlines() == ["Oat milk,", "no sugar", "by the <b>window</b>…"]
    assert note.height() >= 3 * note.fontMetrics().height()
    assert "allergic to nuts" in note.toolTip()
    assert "<b>" not in note.toolTip()
    room.ws.change(Customer, bea, note="Oat milk,\nno sugar")
    QApplication.processEvents()
    assert note.text().splitlines() == ["Oat milk,", "no sugar"]
    assert note.toolTip() == ""


def test_what_is_too_long_for_the_line_ends_in_dots_and_is_whole_in_the_tip(room: CustomersRoom) -> None:
    mail = "a.very.long.name.of.somebody." * 5 + "@example.com"
    room.ws.change(Customer, room.id_of("Bea"), email=mail)
    room.page.resize(theme.px(1280 - 208), theme.px(600))
    room.go("Bea")
    QApplication.processEvents()
    line = room.desk.card.contact
    assert line.text().endswith("…")
    assert line.fontMetrics().horizontalAdvance(line.text()) <= line.width()
    assert mail in line.toolTip()


def test_two_of_the_same_name_are_told_apart_by_their_phones(room: CustomersRoom) -> None:
    for phones in (("+44 20 555 0131",), ("555-0166",), ()):
        room.ws.add(Customer(name="Tom Walsh", phones=phones))
    QApplication.processEvents()
    model = room.desk.list.model
    spoken = [model.data(model.index(row, 0), 11) for row in range(model.rowCount())]
    assert spoken[-3:] == [
        "TW, Tom Walsh, No visit yet · …0131", "TW, Tom Walsh, No visit yet · …0166",
        "TW, Tom Walsh, No visit yet",
    ]  # fmt: skip
    assert all("…" not in words for words in spoken[:-3])
