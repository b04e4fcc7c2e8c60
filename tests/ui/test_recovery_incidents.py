"""Incidents on the page: list, steps, clocks, what was given, closing; nobody's facts at another's."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.incident import Incident
from cxdesk.entities.person import Person
from cxdesk.entities.promise import Promise
from cxdesk.entities.shop import Shop
from cxdesk.services.recovery import incidents
from tests.ui.made_up import plain_theme
from tests.ui.page_kit import by_tab, nameless
from tests.ui.recovery_kit import CTRL, KEY, RecoveryRoom
from ui.customers.wording import day_text


@pytest.fixture
def room(shared_recovery: RecoveryRoom) -> RecoveryRoom:
    return shared_recovery


# The list


def test_an_empty_list_says_how_to_begin(room: RecoveryRoom) -> None:
    assert room.view.columns.middle.currentWidget() is room.view.nothing
    assert "Ctrl+I" in room.view.list.none.text()
    room.view.first_button.click()
    assert room.view.face is room.view.log_card


def test_the_list_shows_what_is_open_overdue_and_past_the_front_line(room: RecoveryRoom) -> None:
    now = clock.now()
    room.incident("Late one", resolve_by=clock.stamp(now - timedelta(minutes=1)))
    room.incident("New one", resolve_by=clock.stamp(now + timedelta(minutes=9)))
    room.incident("Old one", 3, closed_at=clock.stamp(now), escalated=True, anyone="no")
    assert room.happened() == ["Late one", "New one"]
    assert [[tag.text for tag in row.tags] for row in room.view.list.list.rows.rows] == [["Overdue"], []]
    assert room.page.subtitle() == (
        "2 open · 1 overdue · 1 reached the owner past the front line, 1 only because they knew us"
    )
    for key, expected in (("overdue", ["Late one"]), ("escalated", ["Old one"])):
        room.view.list.show_chips.choose(key)
        room.view.list.on_show(key)
        assert room.happened() == expected
    room.settle()
    assert room.panel.title.text() == "Old one"


def test_words_narrow_the_list_and_the_first_is_shown(room: RecoveryRoom) -> None:
    room.incident("Brassy", customer=room.id_of("Ana"))
    room.incident("Cold", customer=room.id_of("Bea"))
    room.view.list.search.setFocus()
    room.press("nowak")
    room.view.list.follow()
    assert room.happened() == ["Brassy"]
    assert room.panel.title.text() == "Brassy"
    room.press("xx")
    room.view.list.follow()
    assert room.view.list.none.text() == "Nothing fits what you search for."


def test_a_record_that_is_narrowed_away_is_brought_into_view(room: RecoveryRoom) -> None:
    closed = room.incident("Old", 40, closed_at=clock.stamp(clock.now()))
    room.incident("New")
    room.view.list.search.setText("New")
    room.page.show_record("incident", closed)
    assert room.view.list.current == closed
    assert room.panel.title.text() == "Old"


def test_two_people_stay_apart(room: RecoveryRoom) -> None:
    ana = room.logged("Ana waited", customer=room.id_of("Ana"), words="Ana says")
    bea = room.logged("Bea was burnt", customer=room.id_of("Bea"), words="Bea says")
    room.ws.add(Promise(what="Call Ana", incident=ana, customer=room.id_of("Ana"), due_on=clock.today()))
    for incident, name, other in ((ana, "Ana", "Bea"), (bea, "Bea", "Ana")):
        room.page.show_record("incident", incident)
        shown = [room.panel.title, room.panel.words, room.panel.who_button, room.panel.facts]
        said = " ".join(part.text() for part in shown)
        said += " ".join(row.text for row in room.panel.promises.list.list.rows.rows)
        said += room.view.form.rows["happened"].editor.draft() + room.view.form.rows["words"].editor.draft()
        assert name in said
        assert other not in said
    # What is typed at one and not kept yet is kept there, also when another one is shown meanwhile.
    room.page.show_record("incident", ana)
    room.panel.give.rows["gave_more"].setFocus()
    room.press("Flowers for Ana")
    room.page.show_record("incident", bea)
    assert room.record(ana).gave_more == "Flowers for Ana"
    assert room.record(bea).gave_more == ""
    assert room.panel.give.rows["gave_more"].editor.draft() == ""


# Steps and clocks


def test_space_and_figures_tick_steps_with_time_and_name(room: RecoveryRoom) -> None:
    made = room.logged(channel="review")
    room.panel.enter()
    room.press(KEY.Key_Space, KEY.Key_3)
    steps = [row.record for row in incidents.steps(room.ws, made)]
    assert [bool(step.done_at) for step in steps] == [True, False, True]
    assert {step.done_by for step in steps if step.done_at} == {1}
    assert "Lea" in room.panel.steps.rows.rows[0].tags[0].text
    assert room.record(made).acknowledged_at
    room.press(KEY.Key_3)
    assert not incidents.steps(room.ws, made)[2].record.done_at


def test_space_in_the_list_ticks_the_next_step(room: RecoveryRoom) -> None:
    made = room.logged()
    room.view.list.to_list()
    room.press(KEY.Key_Space, KEY.Key_Space)
    assert [bool(row.record.done_at) for row in incidents.steps(room.ws, made)] == [True, True, False]


def test_the_clocks_are_stopped_and_say_how_they_stand(room: RecoveryRoom) -> None:
    late, later = (clock.stamp(clock.now() + timedelta(days=days)) for days in (-3, 3))
    made = room.incident("Brassy", 5, acknowledge_by=late, resolve_by=later)
    room.page.show_record("incident", made)
    first, second, third = room.panel.clocks.boxes
    assert first.words.text().startswith("Overdue since")
    assert second.words.text().startswith("Due ")
    assert third.words.text() == "No time is set"
    first.button.click()
    assert room.record(made).acknowledged_at
    assert first.words.text().startswith("Done ")
    first.button.click()
    assert not room.record(made).acknowledged_at


def test_without_opening_hours_it_says_that_whole_days_count(room: RecoveryRoom) -> None:
    room.logged()
    assert "whole open days" in room.panel.clocks.counted.text()
    room.panel.clocks.hours_button.click()
    room.view.hours_card.fields["mon"].setText("09:00–12:30, 14:00–18:00")
    room.view.hours_card.keep()
    assert room.view.face is None
    assert "in which you are open" in room.panel.clocks.counted.text()


def test_hours_that_cannot_be_read_are_said_by_their_day(room: RecoveryRoom) -> None:
    room.page.show_place("hours")
    card = room.view.hours_card
    for typed, said in (("nine", "Monday: "), ("09:00", "from when to when"), ("9-13, 12-18", "overlap")):
        card.fields["mon"].setText(typed)
        card.keep()
        assert said in card.sentence.text()
        assert QApplication.focusWidget() is card.fields["mon"]
    assert room.view.face is card


def test_the_hours_lead_to_the_days_that_are_closed(room: RecoveryRoom) -> None:
    room.ws.change(Shop, room.ws.shop_id or 0, opening_days=("mon", "tue"))
    wanted: list[tuple[str, str]] = []
    room.bridge.place_wanted.connect(lambda page, place: wanted.append((page, place)))
    room.page.show_place("hours")
    card = room.view.hours_card
    assert not card.fields["sun"].isEnabled()
    assert card.days_button in card.stops()
    card.days_button.click()
    assert wanted == [("shop", "days")]


def test_a_defect_that_is_chosen_later_brings_its_steps(room: RecoveryRoom) -> None:
    made = room.incident("Brassy")
    room.page.show_record("incident", made)
    assert room.panel.steps.isHidden()
    room.ws.change(Incident, made, defect=1)
    QApplication.processEvents()
    room.panel.take_button.click()
    assert len(incidents.steps(room.ws, made)) == 3
    assert room.panel.take_button.isHidden()


# The same again


def test_the_same_again_is_red_in_words(room: RecoveryRoom) -> None:
    room.incident("First", 9, customer=room.id_of("Ana"))
    second = room.incident("Second", customer=room.id_of("Ana"))
    room.page.show_record("incident", second)
    words = room.panel.alarm.text
    assert "1 time before in 60 days" in words
    assert "It counts as 2 instead of 1." in words
    assert "Tell Maya Ortiz · 0171 22 today" in words
    assert "loyal" not in words
    assert room.panel.severity.text() == "Real"
    assert [tag.text for tag in room.view.list.list.rows.rows[0].tags] == ["Again", "Real"]
    room.ws.change(Incident, second, closed_at=clock.stamp(clock.now()))
    QApplication.processEvents()
    assert room.panel.alarm.isHidden()


# What was given


def test_over_the_limit_it_says_who_says_yes_and_keeps_the_truth(room: RecoveryRoom) -> None:
    made = room.logged(taken_by=1)
    give = room.panel.give
    give.rows["gave"].editor.ticks[1].click()  # the redo at 95.00, Lea may give 40.00
    record = room.record(made)
    assert (record.cost, record.gave_by, len(record.gave)) == (9500, 1, 1)
    assert "Ask Maya Ortiz · 0171 22" in give.ask.text()
    assert not give.rows["approved_by"].isHidden()
    room.ws.change(Incident, made, approved_by=2)
    QApplication.processEvents()
    assert give.ask.text() == ""
    assert give.good.text() == "Somebody said yes to it."


def test_within_the_limit_nobody_is_asked(room: RecoveryRoom) -> None:
    made = room.logged(taken_by=1)
    room.panel.give.rows["gave"].editor.ticks[0].click()
    assert room.record(made).cost == 3500
    assert "no need to ask" in room.panel.give.good.text()
    assert room.panel.give.rows["approved_by"].isHidden()


def test_a_cost_that_was_typed_is_not_typed_over(room: RecoveryRoom) -> None:
    made = room.logged(taken_by=1)
    room.ws.change(Incident, made, cost=1234)
    QApplication.processEvents()
    room.panel.give.rows["gave"].editor.ticks[0].click()
    assert room.record(made).cost == 1234


def test_what_is_kept_as_it_is_left_is_not_waited_for(room: RecoveryRoom) -> None:
    made = room.logged()
    room.ws.add(Person(name="Finn Ott"))
    QApplication.processEvents()
    give = room.panel.give
    give.rows["gave"].editor.ticks[1].click()
    QApplication.processEvents()
    give.rows["cost"].setFocus()
    give.rows["cost"].editor.box.selectAll()
    room.press("50", KEY.Key_Tab, "finn", KEY.Key_Tab, "maya", KEY.Key_Tab)
    record = room.record(made)
    assert (record.cost, record.gave_by, record.approved_by) == (5000, 3, 2)
    assert room.bridge.unkept == ""
    assert room.panel.draft() is None
    assert give.rows["cost"].editor.box.text() == "50.00"
    room.bridge.undo()
    QApplication.processEvents()
    assert give.rows["approved_by"].editor.picker.text() == ""  # it shows what is kept, also after Undo


# Keys and names


def test_tab_goes_as_the_eye_does_and_everything_has_a_name(room: RecoveryRoom) -> None:
    room.logged(customer=room.id_of("Ana"))
    assert nameless(room.page) == []
    assert len(by_tab(room.page)) >= 15
    for place in ("log", "promises", "hours"):
        room.page.show_place(place)
        assert nameless(room.page) == []
        assert room.page.close_opened()


def test_a_file_that_can_only_be_read_is_not_written(qtbot: QtBot, tmp_path: Path) -> None:
    plain_theme()
    made = RecoveryRoom(qtbot, tmp_path / "w.cxdesk")
    incident = made.logged()
    made.close()
    path = tmp_path / "w.cxdesk"
    kept = path.read_bytes()
    made.page = None
    assert made.bridge.open_path(path, read_only=True)
    made.ws = made.bridge.ws
    made.show()
    made.page.show_record("incident", incident)
    made.view.list.to_list()
    made.press(KEY.Key_Space, KEY.Key_C, KEY.Key_P, KEY.Key_Delete)
    made.page.show_place("log")
    assert made.view.face is None
    assert made.problems == []
    made.close()
    assert path.read_bytes() == kept


def test_without_opening_hours_a_later_day_has_no_time_and_says_how_to_set_them(room: RecoveryRoom) -> None:
    before = clock.today() - timedelta(days=1)
    room.logged(happened_on=before)
    clocks = room.panel.clocks
    resolve = next(box for box in clocks.boxes if box.name == "resolve")
    assert resolve.words.text() == f"Overdue since {day_text(before, clock.today(), 'en-GB')}"
    assert "opening hours are not set yet" in clocks.counted.text()
    assert clocks.hours_button.text() == "Set opening hours"
    clocks.hours_button.click()
    assert room.view.face is room.view.hours_card
    room.view.hours_card.fields["mon"].setText("09:00–18:00")
    room.view.hours_card.keep()
    assert "Only the time" in clocks.counted.text()
    assert clocks.hours_button.text() == "Opening hours"


def log_one(room: RecoveryRoom, happened: str, defect: str = "") -> int:
    room.page.show_place("log")
    card = room.view.log_card
    card.defect.box.setFocus()
    room.press(defect, KEY.Key_Tab)
    card.happened.setFocus()
    room.press(happened)
    room.key(KEY.Key_Return, CTRL)
    return max(row.id for row in room.ws.rows(Incident))


@pytest.mark.parametrize("defect", ["", "brassy"])
def test_p_and_c_work_as_soon_as_it_is_logged(room: RecoveryRoom, defect: str) -> None:
    made = log_one(room, "The cake was gone", defect)
    before = room.record(made)
    assert QApplication.focusWidget() is (room.panel.steps if defect else room.view.list.list)
    room.press(KEY.Key_P)
    assert room.view.face is room.view.promises_card
    assert room.view.promises_card.incident == made
    room.page.close_opened()
    log_one(room, "The tea was cold", defect)
    room.press(KEY.Key_C)
    assert room.panel.close_form.is_open()
    assert room.record(made) == before


def test_p_and_c_work_wherever_the_keyboard_is_in_it_but_in_text(room: RecoveryRoom) -> None:
    made = room.logged(customer=room.id_of("Ana"))
    room.ws.add(Promise(what="Call", incident=made, due_on=clock.today()))
    room.page.refresh(None)
    lists = [room.panel.steps, room.panel.promises.list.list, room.panel.trail.list]
    buttons = [
        room.panel.clocks.boxes[0].button,
        room.panel.who_button,
        room.panel.close_button,
        room.view.form.trash,
    ]
    for stop in (*lists, *buttons):
        stop.setFocus()
        room.press(KEY.Key_P)
        assert room.view.face is room.view.promises_card, stop
        assert room.view.promises_card.incident == made
        room.page.close_opened()
        stop.setFocus()
        room.press(KEY.Key_C)
        assert room.panel.close_form.is_open(), stop
        room.page.close_opened()
    note = room.panel.give.rows["gave_more"]
    note.setFocus()
    room.press("cp")
    assert note.editor.draft() == "cp"
    assert room.view.face is None
    assert room.panel.close_form.isHidden()
