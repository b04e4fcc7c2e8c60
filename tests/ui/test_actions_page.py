"""The Actions page: done with one key, judged with its metric beside, added from any record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.metric import Metric
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.person import Person
from tests.ui.audit_room import Room, open_room
from ui.action_register.adding import AddActionDialog

KEY = Qt.Key


@pytest.fixture(scope="module")
def whole() -> Iterator[Room]:
    with open_room(page="actions") as made:
        yield made


@pytest.fixture
def room(whole: Room) -> Iterator[Room]:
    whole.show("actions")
    yield whole
    whole.begin_again("actions")


def press(room: Room, key: KEY) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key)
    room.settle()


def page(room: Room) -> Any:
    return room.window.page


def texts(room: Room) -> list[str]:
    return [row.text for row in page(room).list_card.list.rows.rows]


def judged(room: Room) -> int:
    return next(row.id for row in room.bridge.ws.rows(Action) if "five minute mark" in row.record.what)


def test_what_is_to_be_judged_and_done_stands_there_and_the_rest_on_a_wish(room: Room) -> None:
    assert any("five minute mark" in text for text in texts(room))
    assert not any("Second cape" in text for text in texts(room))
    card = page(room).list_card
    card.which.setCurrentIndex(card.which.findData("over"))
    card.on_filter()
    assert any("Second cape" in text for text in texts(room))


def test_only_those_of_one_person(room: Room) -> None:
    omar = next(row.id for row in room.bridge.ws.rows(Person) if row.record.name == "Omar Haddad")
    card = page(room).list_card
    card.who.setCurrentIndex(card.who.findData(omar))
    card.on_filter()
    ids = [row.id for row in card.list.rows.rows]
    assert ids
    assert {room.bridge.ws.get(Action, one).record.owner for one in ids} == {omar}


def test_space_says_it_is_done_today_and_undo_takes_it_back(room: Room) -> None:
    made = room.bridge.ws.add(Action(what="Buy towels", due_on=clock.today() - timedelta(days=400)))
    page(room).refresh(None)
    assert texts(room)[0] == "Buy towels"
    lst = page(room).list_card.list
    lst.set_current(made)
    lst.setFocus()
    press(room, KEY.Key_Space)
    assert room.bridge.ws.get(Action, made).record.done_on == clock.today()
    assert "Buy towels" not in texts(room)
    room.bridge.undo()
    room.settle()
    assert texts(room)[0] == "Buy towels"


def test_a_day_to_come_is_no_day_on_which_it_was_done(room: Room) -> None:
    made = room.bridge.ws.add(Action(what="Buy towels", done_on=clock.today()))
    room.window.show_record("action", made)
    room.settle()
    row = page(room).form.rows["done_on"]
    page(room).form.on_kept("done_on", clock.today() + timedelta(days=1))
    assert row.is_wrong()
    assert room.bridge.ws.get(Action, made).record.done_on == clock.today()


def test_a_role_in_the_place_of_a_person_is_not_lost_by_beginning_anew(room: Room) -> None:
    made = room.bridge.ws.add(Action(what="Buy towels"))
    room.window.show_record("action", made)
    room.settle()
    form = page(room).form
    form.rows["owner"].setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "Front desk")
    assert page(room).add_record()
    room.settle()
    assert form.record_id == made
    assert form.rows["owner"].editor.picker.text() == "Front desk"
    assert "There is no person called “Front desk”" in form.rows["owner"].sentence.text()
    assert QApplication.focusWidget() is form.rows["owner"].editor.target


@pytest.mark.parametrize(("typed", "days"), [("tomorrow", 1), ("today", 0)])
def test_a_day_is_typed_as_people_say_it(room: Room, typed: str, days: int) -> None:
    made = room.bridge.ws.add(Action(what="Buy towels"))
    room.window.show_record("action", made)
    room.settle()
    page(room).form.rows["due_on"].setFocus()
    QTest.keyClicks(QApplication.focusWidget(), typed)
    press(room, KEY.Key_Return)
    assert room.bridge.ws.get(Action, made).record.due_on == clock.today() + timedelta(days=days)


def test_who_does_it_is_found_by_typing_and_taken_with_enter(room: Room) -> None:
    made = room.bridge.ws.add(Action(what="Buy towels"))
    room.window.show_record("action", made)
    room.settle()
    page(room).form.rows["owner"].setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "omar")
    press(room, KEY.Key_Return)
    owner = room.bridge.ws.get(Action, made).record.owner
    assert owner is not None
    assert room.bridge.ws.get(Person, owner).record.name == "Omar Haddad"


def test_it_asks_whether_it_worked_with_the_metric_before_and_after(room: Room) -> None:
    number = judged(room)
    room.window.show_record("action", number)
    room.settle()
    effect = page(room).form.effect
    assert effect.isVisible()
    assert effect.effect.text().startswith("Complaints: ")
    assert "on average" in effect.effect.text()
    effect.note.set_text("Two a week less")
    next(one for one in effect.buttons if one.text() == "Yes, it worked").click()
    room.settle()
    record = room.bridge.ws.get(Action, number).record
    assert (record.worked, record.worked_note) == ("yes", "Two a week less")
    assert not any("five minute mark" in text for text in texts(room)[:1]) or record.worked == "yes"
    assert all(not one.isVisible() for one in effect.buttons)


def test_dropping_asks_why(room: Room) -> None:
    made = room.bridge.ws.add(Action(what="Buy towels"))
    room.window.show_record("action", made)
    room.settle()
    form = page(room).form
    form.drop_button.click()
    form.drop_ask.button.click()
    assert form.drop_ask.sentence.text()
    form.drop_ask.boxes["why"].set_text("The laundry brings them")
    form.drop_ask.button.click()
    room.settle()
    assert room.bridge.ws.get(Action, made).record.dropped_why == "The laundry brings them"
    assert "Dropped: The laundry" in form.state.text()


def add_from(room: Room) -> AddActionDialog:
    room.window.on_action_add()
    room.settle()
    found = next(one for one in room.window.findChildren(AddActionDialog) if one.isVisible())
    QTest.keyClicks(QApplication.focusWidget(), "Take it down")
    QTest.keyClick(found, KEY.Key_Return)
    room.settle()
    return found


@pytest.mark.parametrize("kind", ["negative_cue", "metric", "standard", "five_whys"])
def test_an_action_from_what_is_shown_says_where_it_came_from(room: Room, kind: str) -> None:
    ws = room.bridge.ws
    record = next(iter(ws.rows(ws.spec(kind).cls))).id
    room.window.show_record(kind, record)
    room.settle()
    add_from(room)
    made = max(ws.rows(Action), key=lambda row: row.id)
    assert (made.record.what, made.record.from_kind, made.record.from_record) == (
        "Take it down",
        kind,
        record,
    )
    room.window.show_record("action", made.id)
    room.settle()
    link = page(room).form.came_from
    assert link.isVisible()
    link.click()
    room.settle()
    assert kind in room.window.page.spec.kinds or room.window.page.spec.name.replace("-", "_") == kind


def test_from_a_metric_its_effect_is_asked_for(room: Room) -> None:
    metric = room.bridge.ws.rows(Metric)[0].id
    room.window.show_record("metric", metric)
    room.settle()
    add_from(room)
    record = max(room.bridge.ws.rows(Action), key=lambda row: row.id).record
    assert (record.metric, record.check_days) == (metric, 60)


def test_the_dialog_says_what_is_missing_and_keeps_nothing(room: Room) -> None:
    room.window.show_record("negative_cue", room.bridge.ws.rows(NegativeCue)[0].id)
    room.settle()
    count = room.bridge.ws.count(Action)
    room.window.on_action_add()
    room.settle()
    dialog = next(one for one in room.window.findChildren(AddActionDialog) if one.isVisible())
    dialog.on_answered()
    assert dialog.rows["what"].is_wrong()
    assert room.bridge.ws.count(Action) == count
    dialog.reject()
    room.settle()
