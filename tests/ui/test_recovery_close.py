"""The question about an incident's end: what is missing is said before the button is pressed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.incident import CAUSES, OUTCOMES
from cxdesk.formats import date_text
from tests.ui.recovery_kit import BRASSY, CTRL, KEY, RecoveryRoom


@pytest.fixture
def room(shared_recovery: RecoveryRoom) -> RecoveryRoom:
    return shared_recovery


@pytest.fixture
def asked(room: RecoveryRoom) -> RecoveryRoom:
    """The room with the question about the end of an incident."""
    room.logged()
    room.panel.ask_close()
    return room


def needs(room: RecoveryRoom) -> set[str]:
    """Return the fields under which it is said that something is missing."""
    return {name for name, label in room.panel.close_form.needs.items() if label.isVisible() and label.text()}


def choose(room: RecoveryRoom, name: str, key: str) -> None:
    editor = room.panel.close_form.rows[name].editor
    editor.show_draft(key)
    editor.typed.emit()
    QApplication.processEvents()


def test_what_is_missing_is_said_at_its_field_before_anything_is_pressed(asked: RecoveryRoom) -> None:
    form = asked.panel.close_form
    assert needs(asked) == {"outcome", "cause"}
    assert form.missing.text() == "Still missing: What came of it for them? · What was the cause?"
    assert form.button.isEnabled()
    assert "answer" in form.rows["outcome"].editor.target.accessibleDescription()
    choose(asked, "outcome", "satisfied")
    assert needs(asked) == {"cause"}
    assert form.rows["outcome"].editor.target.accessibleDescription() == ""
    choose(asked, "cause", "action")
    assert needs(asked) == {"action", "due_on"}
    choose(asked, "cause", "accepted")
    assert form.missing.text() == "Still missing: Why accepted"
    form.rows["cause_note"].setFocus()
    asked.press("Old pipes")
    assert needs(asked) == set()
    assert not form.missing.isVisible()
    asked.key(KEY.Key_Return, CTRL)
    assert form.isHidden()


def test_pressed_too_early_it_goes_to_the_first_that_is_missing(asked: RecoveryRoom) -> None:
    form = asked.panel.close_form
    choose(asked, "outcome", "satisfied")
    form.button.click()
    assert QApplication.focusWidget() is form.rows["cause"].editor.target
    assert form.rows["cause"].is_wrong()
    assert needs(asked) == set()  # the field says it already, in red
    assert form.missing.text() == "Still missing: What was the cause?"


def test_a_day_that_can_not_be_read_is_no_missing_one(asked: RecoveryRoom) -> None:
    form = asked.panel.close_form
    choose(asked, "outcome", "satisfied")
    choose(asked, "cause", "action")
    form.rows["action"].setFocus()
    asked.press("Test the water")
    form.rows["due_on"].setFocus()
    asked.press("soonish")
    assert not form.missing.isVisible()
    asked.key(KEY.Key_Return, CTRL)
    assert "soonish" in form.rows["due_on"].sentence.text()
    assert form.is_open()


def test_where_the_cause_is_looked_after_nothing_more_is_missing(asked: RecoveryRoom) -> None:
    form = asked.panel.close_form
    form.why_button.click()
    form.leave()
    asked.panel.ask_close()
    choose(asked, "outcome", "partly")
    choose(asked, "cause", "action")
    assert needs(asked) == set()
    form.rows["action"].setFocus()
    asked.press("Test")
    assert needs(asked) == {"due_on"}


def answers(room: RecoveryRoom) -> dict[str, str]:
    rows = room.panel.close_form.rows
    return {name: row.sentence.text() for name, row in rows.items() if row.is_wrong()}


def test_c_asks_for_the_outcome_and_the_cause_and_takes_no_blank(room: RecoveryRoom) -> None:
    made = room.logged()
    room.view.list.to_list()
    room.press(KEY.Key_C)
    form = room.panel.close_form
    assert QApplication.focusWidget() is form.rows["outcome"].editor.target
    room.key(KEY.Key_Return, CTRL)
    assert set(answers(room)) == {"outcome", "cause"}
    assert not room.record(made).closed_at
    choose(room, "outcome", "satisfied")
    choose(room, "cause", "accepted")
    assert form.rows["action"].isHidden()
    form.keep()
    assert set(answers(room)) == {"cause_note"}
    assert "a year" in answers(room)["cause_note"]
    form.rows["cause_note"].editor.show_draft("Old pipes")
    form.keep()
    record = room.record(made)
    assert (record.outcome, record.cause, record.cause_note) == ("satisfied", "accepted", "Old pipes")
    assert form.isHidden()
    assert "They say it is put right" in room.panel.end_words.text()
    room.panel.again_button.click()
    assert not room.record(made).closed_at


def test_only_answers_that_can_be_kept_are_offered(room: RecoveryRoom) -> None:
    room.logged()
    room.panel.ask_close()
    for name, choices in (("outcome", OUTCOMES), ("cause", CAUSES)):
        row = room.panel.close_form.rows[name]
        box = row.editor.box
        assert [box.itemData(k) for k in range(box.count())] == [key for key, _label in choices if key]
        assert (box.currentIndex(), row.label.text()[-2:]) == (-1, " *")
        assert box.placeholderText()
    assert not room.panel.close_form.has_unkept()


@pytest.mark.parametrize("said", ["tomorrow", "tomorrow 15:00"])
def test_the_day_of_the_action_is_written_out_as_it_is_left(room: RecoveryRoom, said: str) -> None:
    room.logged()
    room.panel.ask_close()
    choose(room, "cause", "action")
    row = room.panel.close_form.rows["due_on"]
    row.setFocus()
    room.press(said, KEY.Key_Tab)
    assert row.editor.box.text() == date_text(clock.today() + timedelta(days=1), "en-GB")
    assert not row.is_wrong()
    assert room.panel.close_form.has_unkept()


def test_the_whole_question_is_in_view_and_ctrl_enter_answers_it_from_everywhere(room: RecoveryRoom) -> None:
    made = room.logged(words="Long " * 200)
    room.page.resize(1100, 620)
    QApplication.processEvents()
    room.view.list.to_list()
    room.press(KEY.Key_C)
    form, view = room.panel.close_form, room.panel.area.viewport()
    choose(room, "cause", "action")
    QApplication.processEvents()
    top = form.mapTo(view, form.rect().topLeft()).y()
    assert top >= 0
    assert top + form.height() <= view.height() or top < 20
    stops = form.stops()
    assert len(stops) > 6
    for stop in stops:
        choose(room, "outcome", "")
        for row in form.rows.values():
            row.show_wrong("")
        stop.setFocus()
        room.key(KEY.Key_Return, CTRL)
        assert "outcome" in answers(room), stop
    assert form.is_open()
    assert not room.record(made).closed_at


def test_a_cause_that_changes_something_makes_an_action(room: RecoveryRoom) -> None:
    made = room.logged(taken_by=1)
    room.panel.ask_close()
    form = room.panel.close_form
    choose(room, "outcome", "partly")
    choose(room, "cause", "action")
    form.keep()
    assert set(answers(room)) == {"action", "due_on"}
    assert QApplication.focusWidget() is form.rows["action"].editor.target
    form.rows["action"].editor.show_draft("Test the water")
    form.keep()
    assert set(answers(room)) == {"due_on"}
    form.rows["due_on"].setFocus()
    room.press((clock.today() + timedelta(days=7)).strftime("%d/%m/%Y"))
    room.key(KEY.Key_Return, CTRL)
    (action,) = room.ws.rows(Action)
    assert (action.record.what, action.record.owner, action.record.from_record) == ("Test the water", 1, made)
    assert room.record(made).closed_at


def test_asking_why_instead_begins_five_whys_and_goes_there(room: RecoveryRoom) -> None:
    made = room.logged()
    room.panel.ask_close()
    room.panel.close_form.why_button.click()
    (row,) = room.ws.rows(FiveWhys)
    assert row.record.incident == made
    assert room.records == [("five_whys", row.id)]


def test_nothing_of_the_close_form_is_beside_the_edge(room: RecoveryRoom) -> None:
    room.page.resize(1024, 600)  # what the smallest window leaves to a page
    room.logged()
    room.panel.close_button.click()
    room.settle()
    form = room.panel.close_form
    seen = form.visibleRegion().boundingRect()
    assert (seen.left(), seen.right()) == (form.rect().left(), form.rect().right())


def test_what_is_answered_waits_through_esc_and_not_yet_until_it_is_closed(room: RecoveryRoom) -> None:
    first, second = room.logged("Brassy"), room.logged("Late")
    form = room.panel.close_form
    room.view.list.to_list()
    room.press(KEY.Key_C)
    choose(room, "outcome", "partly")
    form.rows["outcome_note"].setFocus()
    room.press("She may come back")
    choose(room, "cause", "action")
    form.rows["action"].setFocus()
    room.press("Test the water")
    form.rows["due_on"].setFocus()
    room.press("the day after")
    assert room.page.close_opened()  # Esc
    room.page.show_record("incident", first)
    room.press(KEY.Key_C)
    assert form.rows["outcome_note"].editor.draft() == ""
    form.cancel.click()
    room.page.show_record("incident", second)
    room.press(KEY.Key_C)
    drafts = {name: row.editor.draft() for name, row in form.rows.items()}
    assert (drafts["outcome"], drafts["outcome_note"], drafts["cause"]) == (
        "partly", "She may come back", "action",
    )  # fmt: skip
    assert (drafts["action"], drafts["due_on"]) == ("Test the water", "the day after")
    assert form.rows["action"].isVisible()
    form.cancel.click()
    room.page.refresh(None)
    room.view.list.to_list()
    room.press(KEY.Key_C, KEY.Key_C)  # once more while it is asked
    assert form.rows["action"].editor.draft() == "Test the water"
    form.rows["due_on"].editor.show_draft("tomorrow")
    form.keep()
    record = room.record(second)
    assert (record.outcome, record.outcome_note) == ("partly", "She may come back")
    room.panel.again_button.click()
    room.panel.ask_close()
    assert form.rows["action"].editor.draft() == ""
    assert not form.has_unkept()


@pytest.mark.parametrize("defect", [BRASSY, None])
def test_not_yet_leaves_the_keyboard_on_the_incident(room: RecoveryRoom, defect: str | None) -> None:
    room.logged(defect=room.defect(defect) if defect else None)
    room.view.list.to_list()
    room.press(KEY.Key_C)
    room.panel.close_form.cancel.setFocus()
    room.press(KEY.Key_Space)
    assert room.panel.close_form.isHidden()
    assert QApplication.focusWidget() is (room.panel.steps if defect else room.panel.details_button)
    room.press(KEY.Key_C)
    assert room.panel.close_form.is_open()
