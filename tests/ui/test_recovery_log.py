"""Logging what went wrong: by Tab alone, in keys for under a minute; slips by their number."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from cxdesk import clock
from cxdesk.entities.incident import Incident
from cxdesk.entities.opening_hours import OpeningHours
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.person import Person
from cxdesk.entities.promise import Promise
from cxdesk.services.recovery import slips
from tests.ui.recovery_kit import BRASSY, CTRL, KEY, LATE, SHIFT, RecoveryRoom
from ui.actions import shown_keys


@pytest.fixture
def room(shared_recovery: RecoveryRoom) -> RecoveryRoom:
    shared_recovery.page.show_place("log")
    return shared_recovery


def only(room: RecoveryRoom) -> Incident:
    (row,) = room.ws.rows(Incident)
    return row.record


def test_by_tab_alone_it_takes_keys_for_under_a_minute(room: RecoveryRoom) -> None:
    """72 keys with 52 of them words: at two keys a second that is 36 seconds."""
    happened, words = "Brassy after two washes at home", "I look like a lamp"
    keys = room.press(
        "ana", KEY.Key_Tab,  # who: the only one that is left
        KEY.Key_Tab,  # in person
        KEY.Key_Tab,  # no slip
        "t", KEY.Key_Tab,  # the stage by its letter
        "br", KEY.Key_Tab,  # what went wrong
        "3", KEY.Key_Tab,  # how bad
        happened, KEY.Key_Tab, words, KEY.Key_Tab,
        KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Tab,  # Lea took it, today, now
        KEY.Key_Space,
    )  # fmt: skip
    record = only(room)
    assert (record.customer, record.channel, record.severity) == (room.id_of("Ana"), "in_person", 3)
    assert (record.stage, record.defect) == (1, room.defect(BRASSY))
    assert (record.happened, record.words, record.taken_by) == (happened, words, 1)
    assert record.happened_on == clock.today()
    assert keys - len(happened) - len(words) <= 20
    assert keys <= 75


def test_saved_it_is_chosen_with_the_steps_in_hand(room: RecoveryRoom) -> None:
    room.view.log_card.defect.show_record(room.defect(BRASSY))
    room.view.log_card.happened.setFocus()
    room.press("Brassy")
    room.key(KEY.Key_Return, CTRL)
    assert room.view.face is None
    assert room.panel.title.text() == "Brassy"
    assert [row.text for row in room.panel.steps.rows.rows] == ["1  Listen", "2  Solve", "3  Thank"]
    assert QApplication.focusWidget() is room.panel.steps
    assert "Show me." in room.panel.say.text()
    assert "It will wash out." in room.panel.never.text()
    assert room.view.list.current == room.ws.rows(Incident)[0].id


def test_somebody_is_found_by_phone(room: RecoveryRoom) -> None:
    room.press("5550142", KEY.Key_Tab)
    assert room.view.log_card.who.record() == room.id_of("Ana")


def test_a_name_that_nobody_has_is_kept_as_it_is_typed(room: RecoveryRoom) -> None:
    room.press("A man with a dog", KEY.Key_Tab)
    room.view.log_card.happened.setFocus()
    room.press("Loud")
    room.key(KEY.Key_Return, CTRL)
    assert (only(room).customer, only(room).who) == (None, "A man with a dog")


def test_nobody_has_to_be_named_but_something_has_to_have_happened(room: RecoveryRoom) -> None:
    room.key(KEY.Key_Return, CTRL)
    assert room.ws.count(Incident) == 0
    assert "what happened" in room.view.log_card.sentence.text()
    assert QApplication.focusWidget() is room.view.log_card.happened
    room.press("Loud")
    room.key(KEY.Key_Return, CTRL)
    assert (only(room).customer, only(room).who) == (None, "")
    assert room.notices[-1] == "It is logged."


def test_who_wants_no_notes_gets_none(room: RecoveryRoom) -> None:
    room.press("cem", KEY.Key_Tab)
    room.view.log_card.happened.setFocus()
    room.press("Loud")
    room.key(KEY.Key_Return, CTRL)
    assert room.ws.count(Incident) == 0
    assert "Log it without the name" in room.view.log_card.sentence.text()
    assert QApplication.focusWidget() is room.view.log_card.who.box


def test_the_defects_of_the_stage_come_first(room: RecoveryRoom) -> None:
    card = room.view.log_card
    assert offered(card.defect) == [BRASSY, LATE]
    card.defect.box.clear()
    card.stage.box.setFocus()
    room.press("arr", KEY.Key_Tab)
    assert card.stage.text() == "Arrival"
    assert offered(card.defect) == [LATE, BRASSY]
    card.defect.box.setFocus()
    room.press("nobody waited", KEY.Key_Tab)
    assert card.defect.text() == LATE


def offered(picker: Any) -> list[str]:
    """Return what a field for a name offers with Down."""
    picker.show_all()
    return list(picker.completer.model().stringList())


def test_a_role_in_the_place_of_a_person_is_not_lost_by_beginning_anew(room: RecoveryRoom) -> None:
    card = room.view.log_card
    card.taken_by.box.setFocus()
    card.taken_by.box.selectAll()
    room.press("Stylist")
    assert room.page.add_record()
    assert card.taken_by.text() == "Stylist"
    assert "Nobody of that name works here" in card.sentence.text()


def test_a_stage_that_is_not_there_gets_a_sentence(room: RecoveryRoom) -> None:
    card = room.view.log_card
    card.happened.set_text("Brassy")
    card.stage.box.setFocus()
    room.press("Moon landing")
    room.key(KEY.Key_Return, CTRL)
    assert room.ws.count(Incident) == 0
    assert "no stage of that name" in card.sentence.text()
    assert card.stage.text() == "Moon landing"


def test_a_defect_brings_its_stage_and_how_bad_it_usually_is(room: RecoveryRoom) -> None:
    card = room.view.log_card
    card.defect.box.setFocus()
    room.press("brassy", KEY.Key_Tab)
    assert (card.stage.record(), card.severity.current()) == (1, "2")
    assert card.steps.text() == "Protocol “Colour”: Listen → Solve → Thank"
    card.stage.show_record(2)
    card.on_stage(2)
    assert card.defect.record() is None  # it goes wrong elsewhere


def test_another_day_has_no_time_unless_it_is_typed(room: RecoveryRoom) -> None:
    card = room.view.log_card
    yesterday = clock.today() - timedelta(days=1)
    card.happened.setFocus()
    room.press("Late")
    card.day.setFocus()
    card.day.editor.target.selectAll()
    room.press(yesterday.strftime("%d/%m/%Y"))
    room.key(KEY.Key_Return, CTRL)
    assert (only(room).happened_on, only(room).at) == (yesterday, None)


def test_what_is_typed_waits_until_one_comes_back(room: RecoveryRoom) -> None:
    room.view.log_card.happened.setFocus()
    room.press("Half a sen")
    assert room.page.close_opened()
    assert room.view.face is None
    assert room.page.draft() is not None  # a page that is made anew meanwhile has it
    room.page.show_place("log")
    assert room.view.log_card.happened.text() == "Half a sen"


def test_a_slip_is_keyed_in_by_its_number_and_only_once(room: RecoveryRoom) -> None:
    room.ws.add(PaperForm(number="F-0042", sheet=slips.SHEET, printed_at="2026-01-01T10:00:00Z"))
    card = room.view.log_card
    room.key(KEY.Key_E, CTRL)
    room.press("42", KEY.Key_Return)
    assert card.number.text() == "F-0042"
    assert QApplication.focusWidget() is card.who.box
    card.happened.setFocus()
    room.press("Waited")
    room.key(KEY.Key_Return, CTRL)
    first = room.ws.rows(Incident)[0].id
    assert only(room).number == "F-0042"
    room.page.show_place("log")
    room.key(KEY.Key_E, CTRL)
    room.press("f42", KEY.Key_Return)
    assert "“Waited”" in card.sentence.text()
    assert QApplication.focusWidget() is card.number
    card.happened.setFocus()
    room.press("Again")
    room.key(KEY.Key_Return, CTRL)
    assert room.ws.count(Incident) == 1
    card.before_button.click()
    assert room.view.list.current == first
    assert room.panel.title.text() == "Waited"


def test_a_number_that_is_no_slip_is_said_so(room: RecoveryRoom) -> None:
    room.key(KEY.Key_E, CTRL)
    room.press("7", KEY.Key_Return)
    assert "There is no slip F-0007" in room.view.log_card.sentence.text()
    assert room.view.log_card.before_button.isHidden()


def test_the_label_of_undo_names_nobody(room: RecoveryRoom) -> None:
    room.press("ana", KEY.Key_Tab)
    room.view.log_card.happened.setFocus()
    room.press("Her secret")
    room.key(KEY.Key_Return, CTRL)
    assert room.ws.undo_label == "log what went wrong"
    room.bridge.undo()
    assert room.ws.count(Incident) == 0


def ring(room: RecoveryRoom) -> list[str]:
    """Return the names of what Tab stops at, from who to keeping it."""
    card = room.view.log_card
    card.who.box.setFocus()
    names = []
    for _step in range(14):
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append("How bad" if focus in card.severity.group.buttons() else focus.accessibleName())
        if focus is card.keep_button:
            break
        room.press(KEY.Key_Tab)
    return names


RING = [
    "Who", "How we heard", "Slip number", "Stage", "Defect", "How bad", "What happened, needed",
    "In their words", "Who took it", "Day, needed", "Time",
]  # fmt: skip


@pytest.mark.parametrize("defect", ["", "zzz", "br"])
@pytest.mark.parametrize("before", ["1", "3"])
def test_tab_goes_the_same_way_every_time(room: RecoveryRoom, defect: str, before: str) -> None:
    card = room.view.log_card
    card.severity.stop().setFocus()
    room.press(before)
    card.happened.setFocus()
    room.press("The one before")
    room.key(KEY.Key_Return, CTRL)
    room.page.show_place("log")
    card.defect.box.setFocus()
    room.press(defect)
    assert ring(room)[:11] == RING
    assert len(ring(room)) == 12


@pytest.fixture
def eves(room: RecoveryRoom) -> RecoveryRoom:
    for name in ("Eva Frost", "Deva Evans"):
        room.ws.add(Person(name=name))
    QApplication.processEvents()
    room.view.log_card.taken_by.box.setFocus()
    room.view.log_card.taken_by.box.selectAll()
    return room


def test_a_name_that_fits_several_is_said_so_with_their_names(eves: RecoveryRoom) -> None:
    card = eves.view.log_card
    eves.press("eva", KEY.Key_Tab)
    said = card.sentence.text()
    assert "fits several" in said
    assert "Eva Frost" in said
    assert "Deva Evans" in said
    assert "Nobody" not in said
    card.taken_by.box.setFocus()
    card.taken_by.box.selectAll()
    eves.press("eva f", KEY.Key_Tab)
    assert (card.taken_by.text(), card.sentence.text()) == ("Eva Frost", "")


def test_going_back_takes_the_only_one_that_is_left_too(eves: RecoveryRoom) -> None:
    eves.press("deva")
    eves.key(KEY.Key_Backtab, SHIFT)
    assert eves.view.log_card.taken_by.text() == "Deva Evans"


def test_a_search_that_finds_nothing_says_so(room: RecoveryRoom) -> None:
    defect = room.view.log_card.defect
    defect.box.setFocus()
    room.press("zzz")
    assert defect.hint.text() == "Nothing found."
    assert defect.hint.isVisible()
    room.press(KEY.Key_Backspace, KEY.Key_Backspace, KEY.Key_Backspace, "br")
    assert not defect.hint.isVisible()


def done(room: RecoveryRoom) -> None:
    """Press Done in the header."""
    (action,) = room.page.header_actions()
    assert action.text() == "Done"
    action.trigger()
    QApplication.processEvents()


def test_done_keeps_what_is_typed_and_shows_it_in_the_list(room: RecoveryRoom) -> None:
    room.view.log_card.happened.setFocus()
    room.press("Loud")
    assert shown_keys(room.page.header_actions()[0]) == "Ctrl+Enter"
    done(room)
    assert only(room).happened == "Loud"
    assert room.view.face is None
    assert room.panel.title.text() == "Loud"
    room.page.show_place("log")
    assert room.view.log_card.happened.text() == ""


def test_done_with_nothing_typed_goes_back(room: RecoveryRoom) -> None:
    done(room)
    assert room.view.face is None
    assert room.ws.count(Incident) == 0


def test_done_with_something_missing_stays_and_says_it_where_it_is(room: RecoveryRoom) -> None:
    card = room.view.log_card
    room.press("A man with a dog", KEY.Key_Tab)
    done(room)
    assert room.view.face is card
    assert "what happened" in card.sentence.text()
    assert QApplication.focusWidget() is card.happened
    assert room.page.close_opened()  # Esc keeps it as it is
    room.page.show_place("log")
    assert card.who.text() == "A man with a dog"


def test_done_keeps_a_promise_and_opening_hours_too(room: RecoveryRoom) -> None:
    room.page.show_place("promises")
    room.press("Call")
    done(room)
    assert [row.record.what for row in room.ws.rows(Promise)] == ["Call"]
    assert room.view.face is None
    room.page.show_place("hours")
    field = room.view.hours_card.fields["mon"]
    field.selectAll()
    room.press("nine to five")
    done(room)
    assert room.view.face is room.view.hours_card
    assert room.view.hours_card.sentence.text().startswith("Monday: ")
    field.selectAll()
    room.press("9:00-17:00")
    done(room)
    assert room.view.face is None
    assert [row.record.weekday for row in room.ws.rows(OpeningHours)] == ["mon"]
