"""Promises: noted in ten seconds, kept by Space, let go with a reason."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from cxdesk import clock
from cxdesk.entities.opening_hours import OpeningHours
from cxdesk.entities.promise import Promise
from cxdesk.entities.shop import WEEKDAYS
from cxdesk.formats import date_text
from cxdesk.services.recovery.trail import trail
from cxdesk.services.recovery.trail_places import Place
from tests.ui.recovery_kit import KEY, RecoveryRoom


@pytest.fixture
def room(shared_recovery: RecoveryRoom) -> RecoveryRoom:
    shared_recovery.page.show_place("promises")
    return shared_recovery


def only(room: RecoveryRoom) -> Promise:
    (row,) = room.ws.rows(Promise)
    return row.record


def test_a_promise_takes_keys_for_under_ten_seconds(room: RecoveryRoom) -> None:
    """20 keys: at two keys a second it is noted in ten seconds."""
    keys = room.press("Call back ten", KEY.Key_Tab, "ana", KEY.Key_Return, KEY.Key_Tab, KEY.Key_Return)
    record = only(room)
    assert (record.what, record.customer, record.person) == ("Call back ten", room.id_of("Ana"), 1)
    assert record.due_on == clock.today() + timedelta(days=1)
    assert keys <= 20
    assert room.notices[-1] == "The promise is noted."
    assert QApplication.focusWidget() is room.view.promises_card.what
    assert room.view.promises_card.what.text() == ""


def test_a_promise_to_somebody_unknown_keeps_the_name(room: RecoveryRoom) -> None:
    room.press("Call", KEY.Key_Tab, "Mrs Winter", KEY.Key_Return)
    assert (only(room).customer, only(room).whom) == (None, "Mrs Winter")


def test_nothing_promised_is_no_promise(room: RecoveryRoom) -> None:
    room.press(KEY.Key_Return)
    assert room.ws.count(Promise) == 0
    assert "What was promised" in room.view.promises_card.sentence.text()


def test_from_an_incident_it_is_to_whom_that_happened(room: RecoveryRoom) -> None:
    made = room.logged(customer=room.id_of("Bea"))
    room.view.list.to_list()
    room.press(KEY.Key_P, "Call", KEY.Key_Return)
    assert (only(room).incident, only(room).customer) == (made, room.id_of("Bea"))
    room.page.close_opened()
    assert [row.text for row in room.panel.promises.list.list.rows.rows] == ["Call"]


def to_ana(room: RecoveryRoom, what: str = "Call") -> None:
    room.press(what, KEY.Key_Tab, "ana", KEY.Key_Return)


def test_the_only_open_incident_is_chosen_and_the_promise_stands_on_it(room: RecoveryRoom) -> None:
    card = room.view.promises_card
    made = room.incident("Brassy", customer=room.id_of("Ana"))
    room.incident("Closed long ago", customer=room.id_of("Ana"), closed_at="2026-01-01T10:00:00Z")
    room.incident("Of somebody else", customer=room.id_of("Bea"))
    assert not card.about.isVisible()
    to_ana(room)
    assert card.about.box.currentText() == "Today · Brassy"
    assert [card.about.box.itemData(k) for k in range(card.about.box.count())] == [None, made]
    assert not card.about.several.isVisible()
    room.press(KEY.Key_Tab)
    assert QApplication.focusWidget() is card.about.box
    room.press(KEY.Key_Return)
    assert (only(room).incident, only(room).customer) == (made, room.id_of("Ana"))
    assert not card.about.isVisible()
    room.page.show_record("incident", made)
    assert [row.text for row in room.panel.promises.list.list.rows.rows] == ["Call"]
    told = trail(room.ws, Place("incident", made))
    assert told is not None
    assert "Call" in [step.title for step in told.after]
    room.bridge.undo()
    QApplication.processEvents()
    assert room.ws.count(Promise) == 0
    assert room.panel.promises.list.list.rows.rows == []


def test_the_incident_that_is_chosen_can_be_taken_away(room: RecoveryRoom) -> None:
    room.incident("Brassy", customer=room.id_of("Ana"))
    to_ana(room)
    room.press(KEY.Key_Tab, KEY.Key_Up, KEY.Key_Return)
    assert (only(room).incident, only(room).customer) == (None, room.id_of("Ana"))


def test_of_several_open_incidents_none_is_chosen_until_somebody_does(room: RecoveryRoom) -> None:
    card = room.view.promises_card
    older = room.incident("Brassy", ago=3, customer=room.id_of("Ana"))
    newer = room.incident("Late", customer=room.id_of("Ana"))
    to_ana(room)
    assert [card.about.box.itemData(k) for k in range(card.about.box.count())] == [None, newer, older]
    assert card.about.incident() is None
    assert card.about.several.isVisible()
    room.press(KEY.Key_Tab, KEY.Key_Down, KEY.Key_Down)
    assert not card.about.several.isVisible()
    room.press(KEY.Key_Return)
    assert only(room).incident == older


def test_a_promise_to_somebody_else_leaves_the_incident_it_was_begun_from(room: RecoveryRoom) -> None:
    card = room.view.promises_card
    bea = room.incident("Late", customer=room.id_of("Bea"))
    room.page.show_record("incident", room.logged(customer=room.id_of("Ana")))
    room.press(KEY.Key_P, "Call", KEY.Key_Tab)
    card.whom.box.selectAll()
    room.press("bea", KEY.Key_Return)
    assert card.about.incident() == bea
    room.press(KEY.Key_Return)
    assert (only(room).incident, only(room).customer) == (bea, room.id_of("Bea"))


def test_which_incident_was_chosen_waits_with_what_is_begun(room: RecoveryRoom) -> None:
    card = room.view.promises_card
    made = room.incident("Brassy", customer=room.id_of("Ana"))
    room.incident("Late", customer=room.id_of("Ana"))
    other = room.incident("Loud", customer=room.id_of("Bea"))
    to_ana(room)
    card.about.choose(made)
    room.page.close_opened()
    room.page.show_record("incident", other)
    room.press(KEY.Key_P)
    assert card.about.incident() == other
    room.page.close_opened()
    drafts = card.drafts()
    card.show_drafts(drafts)
    assert (card.what.text(), card.about.incident()) == ("Call", made)


def test_space_keeps_one_and_takes_that_back(room: RecoveryRoom) -> None:
    made = room.ws.add(Promise(what="Call", due_on=clock.today() - timedelta(days=1)))
    QApplication.processEvents()
    room.page.show_record("promise", made)
    assert [tag.text for tag in room.view.promises_card.waiting.list.rows.rows[0].tags] == ["Overdue 1 d"]
    room.press(KEY.Key_Space)
    assert only(room).kept_at
    assert room.view.promises_card.heading.text() == "Nobody is waiting for anything."
    room.page.show_record("promise", made)
    room.press(KEY.Key_Space)
    assert not only(room).kept_at


def test_l_lets_one_go_only_with_a_reason(room: RecoveryRoom) -> None:
    made = room.ws.add(Promise(what="Call", due_on=clock.today()))
    QApplication.processEvents()
    room.page.show_record("promise", made)
    room.press(KEY.Key_L, KEY.Key_Return)
    ask = room.view.promises_card.waiting.ask
    assert "somebody is waiting" in ask.sentence.text()
    assert only(room).let_go_on is None
    room.press("They moved", KEY.Key_Return)
    assert (only(room).let_go_on, only(room).let_go_why) == (clock.today(), "They moved")
    assert ask.isHidden()


def test_enter_opens_what_a_promise_is_about(room: RecoveryRoom) -> None:
    incident = room.logged()
    made = room.ws.add(Promise(what="Call", due_on=clock.today(), incident=incident))
    QApplication.processEvents()
    room.page.show_record("promise", made)
    room.press(KEY.Key_Return)
    assert room.records == [("incident", incident)]


def to_due(room: RecoveryRoom, typed: str) -> None:
    """Type into the field for the day, from the field for what was promised."""
    card = room.view.promises_card
    card.due.setFocus()
    card.due.editor.box.selectAll()
    room.press(typed)


def test_by_when_takes_days_as_people_say_them(room: RecoveryRoom) -> None:
    card, today = room.view.promises_card, clock.today()
    room.press("Call")
    to_due(room, "Today")
    assert card.understood.text().startswith("By ")
    assert str(today.year) in card.understood.text()
    to_due(room, "friday 15:00")
    assert card.understood.text().startswith("By Friday, ")
    assert card.understood.text().endswith("15:00")
    room.press(KEY.Key_Return)
    record = only(room)
    assert record.due_on is not None
    assert record.due_on.weekday() == 4
    assert 1 <= (record.due_on - today).days <= 7
    assert record.due_at == time(15)


def test_the_day_is_written_out_as_the_field_is_left(room: RecoveryRoom) -> None:
    card = room.view.promises_card
    to_due(room, "tomorrow 9:30")
    room.press(KEY.Key_Tab)
    wanted = clock.today() + timedelta(days=1)
    assert card.due.editor.box.text() == date_text(wanted, "en-GB")
    assert card.at.editor.box.text() == "09:30"


def test_what_is_no_day_gets_a_sentence_and_nothing_is_kept(room: RecoveryRoom) -> None:
    card = room.view.promises_card
    room.press("Call")
    to_due(room, "soonish")
    room.press(KEY.Key_Return)
    assert room.ws.count(Promise) == 0
    assert "“soonish” is no day" in card.due.sentence.text()
    assert card.what.text() == "Call"


def test_what_was_wrong_is_gone_with_the_next_key(room: RecoveryRoom) -> None:
    card = room.view.promises_card
    room.press(KEY.Key_Return)
    assert card.sentence.text()
    room.press("C")
    assert card.sentence.text() == ""
    to_due(room, "soonish")
    room.press(KEY.Key_Return)
    assert "15:00" in card.due.sentence.text()
    assert card.due.editor.box.property("wrong")
    card.due.setFocus()
    room.press("t")
    assert card.due.sentence.text() == ""
    assert not card.due.editor.box.property("wrong")


@pytest.mark.parametrize(("closes", "at"), [(None, time(20)), (time(18, 30), time(18, 30))])
def test_tonight_is_when_the_shop_closes(room: RecoveryRoom, closes: time | None, at: time) -> None:
    if closes is not None:
        for day, _label in WEEKDAYS:
            room.ws.add(OpeningHours(weekday=day, opens=time(9), closes=closes))
    room.press("Call")
    to_due(room, "tonight")
    room.press(KEY.Key_Return)
    assert (only(room).due_on, only(room).due_at) == (clock.today(), at)


def test_what_is_begun_waits_through_esc_and_through_another_incident(room: RecoveryRoom) -> None:
    card = room.view.promises_card
    ana, bea = (room.logged(name, customer=room.id_of(name)) for name in ("Ana", "Bea"))
    room.page.show_record("incident", ana)
    room.press(KEY.Key_P, "Call her")
    to_due(room, "fri 15:00")
    room.page.close_opened()
    room.page.show_place("promises")
    assert (card.what.text(), card.incident) == ("Call her", ana)
    assert card.understood.text().endswith("15:00")
    room.page.close_opened()
    room.page.show_record("incident", bea)
    room.press(KEY.Key_P)
    assert (card.what.text(), card.incident) == ("", bea)
    room.press("Write", KEY.Key_Return)
    room.page.close_opened()
    room.page.show_record("incident", ana)
    room.press(KEY.Key_P, KEY.Key_Return)
    kept = {row.record.what: row.record for row in room.ws.rows(Promise)}
    assert (kept["Call her"].incident, kept["Call her"].due_at) == (ana, time(15))
    assert kept["Write"].incident == bea
