"""Slips of paper: Enter keeps one and goes on; ten of them take few enough keys for five minutes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from tests.ui.customers_kit import ALT, KEY, CustomersRoom


@pytest.fixture
def room(shared_customers: CustomersRoom) -> CustomersRoom:
    shared_customers.page.faces.on_slips()
    return shared_customers


TEXTS = (
    "Oolong tea", "Two sugars", "Sits by the door", "Reads crime novels", "No perfume",
    "Son plays chess", "Works nights", "Short cut in May", "Window open", "Wants a garden",
)  # fmt: skip


def test_ten_slips_take_keys_for_under_five_minutes(room: CustomersRoom) -> None:
    """Sixteen characters a slip and 5 keys around them: at one key a second ten slips take 3.5 minutes."""
    keys = sum(room.press(("pri", "bea", "jos")[n % 3], KEY.Key_Return, text, KEY.Key_Return)
               for n, text in enumerate(TEXTS))  # fmt: skip
    assert sorted(row.record.text for row in room.ws.rows(Preference) if row.id > 3) == sorted(TEXTS)
    around = keys - sum(map(len, TEXTS))
    assert around == 10 * (3 + 2)
    assert keys <= 200
    assert room.desk.slips.heading.text() == "10 slips kept"


def test_who_what_and_when_are_kept(room: CustomersRoom) -> None:
    slips = room.desk.slips
    assert slips.person.text() == "Maya Ortiz"
    room.press("priya", KEY.Key_Return)
    room.key(KEY.Key_1, ALT)
    room.key(KEY.Key_A, ALT)
    room.press("Husband allergic to cats", KEY.Key_Return)
    made = room.ws.rows(Preference, text="Husband allergic to cats")[0].record
    assert (made.customer, made.sort, made.alert) == (room.id_of("Priya"), "family", "acknowledge")
    assert (made.person, made.seen_on) == (2, clock.today())
    assert slips.alert.currentData() == "normal"
    room.bridge.undo()
    assert slips.heading.isHidden()


def test_somebody_new_by_one_key(room: CustomersRoom) -> None:
    room.press("Nora Lund", KEY.Key_F2, "Rooibos", KEY.Key_Return)
    assert room.lines("Nora") == [("likes", "Rooibos")]
    assert room.ws.get(Customer, room.id_of("Nora")).record.first_visit


def test_an_unknown_name_is_not_guessed(room: CustomersRoom) -> None:
    room.press("Nobody", KEY.Key_Tab)
    room.desk.slips.words.setFocus()
    room.press("Tea", KEY.Key_Return)
    assert room.ws.count(Preference) == 3
    assert "Nobody is called “Nobody”" in room.desk.slips.sentence.text()
    assert QApplication.focusWidget() is room.desk.slips.customer.box
    assert room.desk.slips.words.text() == "Tea"


def test_no_slip_of_who_wants_none(room: CustomersRoom) -> None:
    room.press("cem", KEY.Key_Return)
    assert "no notes" in room.desk.slips.sentence.text()
    room.press("Tea", KEY.Key_Return)
    assert room.lines("Cem") == []
    assert room.desk.slips.words.text() == "Tea"


def test_what_stands_against_a_slip_is_said_beside_it_and_on_no_other_page(room: CustomersRoom) -> None:
    said: list[str] = []
    room.bridge.problem.connect(lambda text, _role: said.append(text))
    room.press("cem", KEY.Key_Return, "Tea", KEY.Key_Return)
    assert "no notes" in room.desk.slips.sentence.text()
    assert said == []


def test_a_day_to_come_is_refused(room: CustomersRoom) -> None:
    room.desk.slips.day.editor.box.setText("1 Jan 2099")
    room.press("bea", KEY.Key_Return, "Tea", KEY.Key_Return)
    assert room.lines("Bea") == []
    assert "still to come" in room.desk.slips.sentence.text()


def tab(room: CustomersRoom) -> None:
    """Press Tab as people do: where a list is open, it has the keys first."""
    room.bot.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), KEY.Key_Tab)
    QApplication.processEvents()


@pytest.mark.parametrize("typed", ["pri", "Priya Raman", "a", "nobody", ""])
@pytest.mark.parametrize("shut", [False, True])
def test_one_tab_leads_from_the_name_to_the_text(room: CustomersRoom, typed: str, shut: bool) -> None:
    slips = room.desk.slips
    room.press(typed)
    if shut:
        slips.customer._hide_list()
    tab(room)
    assert QApplication.focusWidget() is slips.words
    assert QApplication.activePopupWidget() is None
    if typed == "a":
        assert slips.customer.record() is None  # several are left: nobody is guessed
    if typed[:3].lower() == "pri":
        room.press("no fragrance please", KEY.Key_Return)
        assert ("likes", "no fragrance please") in room.lines("Priya")


def test_tab_takes_the_name_that_is_lit_in_the_list(room: CustomersRoom) -> None:
    room.press("a")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    room.bot.keyClick(popup, KEY.Key_Down)
    room.bot.keyClick(popup, KEY.Key_Down)
    lit = room.desk.slips.customer.completer.popup().selectedIndexes()[0].data()
    tab(room)
    assert QApplication.focusWidget() is room.desk.slips.words
    assert room.desk.slips.customer.text() == lit


def test_the_name_of_before_is_typed_over(room: CustomersRoom) -> None:
    room.press("pri", KEY.Key_Tab, "Tea", KEY.Key_Return)
    room.key(KEY.Key_Escape)
    room.page.faces.close()
    room.page.faces.on_slips()
    room.press("bea", KEY.Key_Tab, "No tea", KEY.Key_Return)
    assert room.lines("Bea") == [("likes", "No tea")]


def test_tab_goes_as_the_eye_does(room: CustomersRoom) -> None:
    stops = room.desk.slips.stops()
    places = [stop.mapTo(room.page, stop.rect().topLeft()) for stop in stops]
    assert [(at.y() // 20, at.x()) for at in places] == sorted((at.y() // 20, at.x()) for at in places)


def test_going_back_from_a_typed_name_goes_back(room: CustomersRoom) -> None:
    slips = room.desk.slips
    room.press("pri")
    room.key(KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert slips.customer.text() == "Priya Raman"
    assert QApplication.focusWidget() is slips.stops()[slips.stops().index(slips.customer.box) - 1]
