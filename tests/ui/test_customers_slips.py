"""Slips of paper: Enter keeps one and goes on; ten of them take few enough keys for five minutes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from tests.ui.customers_kit import ALT, KEY, CustomersRoom
from tests.ui.made_up import plain_theme


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[CustomersRoom]:
    plain_theme()
    made = CustomersRoom(qtbot, tmp_path / "w.cxdesk")
    made.page.on_slips()
    yield made
    made.close()


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


def test_a_day_to_come_is_refused(room: CustomersRoom) -> None:
    room.desk.slips.day.editor.box.setText("1 Jan 2099")
    room.press("bea", KEY.Key_Return, "Tea", KEY.Key_Return)
    assert room.lines("Bea") == []
    assert "still to come" in room.desk.slips.sentence.text()
