"""An incident without a protocol: what is said of its steps and of what may be given, and the way on."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from tests.ui.page_kit import nameless
from tests.ui.recovery_kit import KEY, LATE, RecoveryRoom


@pytest.fixture
def room(shared_recovery: RecoveryRoom) -> RecoveryRoom:
    for row in shared_recovery.ws.rows(MakeGood):
        shared_recovery.ws.change(MakeGood, row.id, protocols=(1,))
    return shared_recovery


def none_words(room: RecoveryRoom) -> str:
    label = room.panel.give.rows["gave"].editor.none_there
    return str(label.text()) if label.isVisible() else ""


def test_it_says_that_there_is_no_protocol_and_makes_one(room: RecoveryRoom) -> None:
    late = room.defect(LATE)
    one = room.logged("Nobody came", defect=late)
    no = room.panel.no_protocol
    assert no.isVisible()
    assert no.words.text() == "There is no protocol for this yet."
    assert no.link in room.panel.stops()
    assert nameless(room.page) == []
    no.link.setFocus()
    room.press(KEY.Key_Space)
    made = room.ws.rows(RecoveryProtocol)[-1]
    assert (made.record.name, made.record.defects) == (LATE, (late,))
    assert room.records == [("recovery_protocol", made.id)]
    room.page.show_record("incident", one)
    assert not no.isVisible()
    assert room.panel.take_button.isVisible()


def test_a_draft_is_not_made_twice(room: RecoveryRoom) -> None:
    draft = room.ws.add(RecoveryProtocol(name="We wait", state="draft", defects=(room.defect(LATE),)))
    room.logged("Nobody came", defect=room.defect(LATE))
    assert "draft: We wait" in room.panel.no_protocol.words.text()
    room.panel.no_protocol.link.click()
    assert room.records == [("recovery_protocol", draft)]
    assert room.ws.count(RecoveryProtocol) == 2


def test_without_a_defect_it_says_where_to_choose_one(room: RecoveryRoom) -> None:
    places: list[tuple[str, str]] = []
    room.bridge.place_wanted.connect(lambda *asked: places.append(asked))
    room.logged("Something", defect=None)
    assert "What was told" in room.panel.no_protocol.words.text()
    room.panel.no_protocol.link.click()
    assert places == [("recovery", "protocols")]


def test_with_a_protocol_nothing_is_said_of_one_that_lacks(room: RecoveryRoom) -> None:
    room.logged()
    assert not room.panel.no_protocol.isVisible()
    assert not room.panel.give.menu_link.isVisible()
    assert none_words(room) == ""


def test_what_may_be_given_is_said_as_it_is_with_the_way_to_the_menu(room: RecoveryRoom) -> None:
    places: list[tuple[str, str]] = []
    room.bridge.place_wanted.connect(lambda *asked: places.append(asked))
    room.logged("Nobody came", defect=room.defect(LATE))
    assert none_words(room).startswith("None for this: what may be given belongs to protocols")
    assert room.panel.give.menu_link in room.panel.stops()
    room.panel.give.menu_link.click()
    assert places == [("recovery", "menu")]
    room.page.show_place("menu")
    assert (room.page.name, room.view.place) == ("protocols", "menu")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert room.view.menu_card.isAncestorOf(focus)


def test_a_menu_of_nothing_is_told_from_one_of_other_protocols(room: RecoveryRoom) -> None:
    other = room.ws.add(RecoveryProtocol(name="Other", defects=(room.defect(LATE),)))
    one = room.logged("Nobody came", defect=room.defect(LATE))
    assert room.record(one).protocol == other
    assert none_words(room) == "None for this: what may be given belongs to other protocols."
    for row in room.ws.rows(MakeGood):
        room.ws.remove(MakeGood, row.id)
    room.page.show_record("incident", one)
    assert none_words(room) == "None yet: nobody said what may be given."
    room.ws.add(MakeGood(text="A coffee", cost=0))
    room.page.show_record("incident", one)
    assert none_words(room) == ""
    assert not room.panel.give.menu_link.isVisible()
