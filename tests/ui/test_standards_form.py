"""One standard: fields, hints, versions, review, retiring, history."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.person import Person
from cxdesk.entities.role import Role
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.entities.standard_version import StandardVersion
from cxdesk.services import sign_offs
from tests.ui.standards_desk import KEY, Desk, choose, close_menus
from ui.standards.wording import standard_row
from ui.widgets.history_panel import HistoryPanel


@pytest.fixture
def desk(shared_standards: Desk) -> Desk:
    return shared_standards


def test_a_field_is_kept_as_it_is_left_and_can_be_taken_back(desk: Desk) -> None:
    desk.page.show_record("standard", desk.standard("Arrival operational 1").id)
    desk.key(KEY.Key_Return)
    assert desk.form.rows["text"].editor.has_focus()
    desk.type("First: ")
    assert desk.ws.undo_label is None
    desk.key(KEY.Key_Tab)
    assert desk.form.rows["why"].editor.has_focus()
    other = desk.elsewhere()
    assert "First: Arrival operational 1" in [row.record.text for row in other.rows(Standard)]
    other.close()
    assert desk.texts("operational")[0] == "First: Arrival operational 1"
    desk.page.on_undo()
    assert desk.texts("operational")[0] == "Arrival operational 1"
    assert desk.form.typed_text("text") == "Arrival operational 1"
    assert desk.form.rows["why"].editor.has_focus()


def test_what_is_being_typed_survives_changes_from_elsewhere(desk: Desk) -> None:
    standard = desk.standard("Arrival operational 1").id
    desk.page.show_record("standard", standard)
    desk.form.focus_on("why")
    desk.type("Because")
    desk.bridge.change(Standard, standard, sounds_like="Hello")
    desk.bridge.add(Standard(stage=desk.stage(2), kind="operational", text="New one"))
    assert desk.form.typed_text("why") == "Because"
    assert desk.form.rows["why"].editor.has_focus()
    assert desk.form.typed_text("sounds_like") == "Hello"
    desk.page.flush()
    assert desk.ws.get(Standard, standard).record.why == "Because"


def test_a_defect_is_not_made_non_negotiable_and_the_list_stays_named(desk: Desk) -> None:
    standard = desk.standard("Arrival operational 1").id
    desk.page.show_record("standard", standard)
    switch = desk.form.rows["non_negotiable"]
    assert not switch.isHidden()
    desk.bridge.change(Standard, standard, non_negotiable=True, status="draft", text="A long line " * 12)
    row = standard_row(desk.ws.get(Standard, standard), date(2026, 11, 22))
    assert [tag.text for tag in row.tags if not tag.spare] == ["NON-NEGOTIABLE", "Operational", "Draft"]
    desk.page.show_record("standard", desk.ws.rows(Standard, kind="defect")[0].id)
    assert switch.isHidden()


def test_hints_follow_the_typing_and_stand_in_the_way_of_nothing(desk: Desk) -> None:
    standard = desk.standard("Arrival operational 2").id
    desk.page.show_record("standard", standard)
    desk.form.focus_on("text")
    desk.key(KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("Answer promptly")
    assert desk.form.notes.texts == ["“promptly”: how would two people tick this the same?"]
    desk.form.rows["seconds"].editor.box.setFocus()
    desk.type("45")
    desk.key(KEY.Key_Tab)
    kept = desk.ws.get(Standard, standard).record
    assert (kept.text, kept.seconds) == ("Answer promptly", 45)
    assert len(desk.form.notes.texts) == 2
    assert not desk.form.notes.isHidden()
    for n in range(6):
        desk.bridge.add(Standard(stage=desk.stage(2), kind="experiential", text=f"Extra {n}"))
    assert "With more than 6" in desk.section("experiential").notes.texts[0]


def test_a_new_version_freezes_the_wording_so_far(desk: Desk) -> None:
    standard = desk.standard("Arrival operational 1").id
    desk.page.show_record("standard", standard)
    foot = desk.form.foot
    foot.version_button.click()
    assert foot.version_ask.boxes["text"].hasFocus()
    desk.key(KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("Look up within ten seconds")
    desk.key(KEY.Key_Tab)
    desk.key(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Say in a few words" in foot.version_ask.sentence.text()
    assert desk.ws.count(StandardVersion) == 0
    desk.type("Nobody knew how soon")
    desk.key(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not foot.version_ask.is_open()
    (frozen,) = desk.ws.rows(StandardVersion)
    now = desk.ws.get(Standard, standard).record
    assert (frozen.record.text, frozen.record.why_changed) == (
        "Arrival operational 1",
        "Nobody knew how soon",
    )
    assert (now.text, now.version) == ("Look up within ten seconds", 2)
    assert foot.version.text().startswith("v2 · since ")
    desk.page.on_undo()
    assert desk.ws.count(StandardVersion) == 0
    assert desk.ws.get(Standard, standard).record.text == "Arrival operational 1"


def test_a_question_half_answered_waits_at_its_standard(desk: Desk) -> None:
    one, two = (desk.standard(f"Arrival operational {n}").id for n in (1, 2))
    desk.page.show_record("standard", one)
    foot = desk.form.foot
    foot.version_button.click()
    foot.version_ask.boxes["text"].set_text("Look up within ten")
    foot.version_ask.boxes["why"].set_text("Nobody knew")
    desk.page.on_standard_chosen(two)
    assert not foot.version_ask.is_open()
    assert desk.page.draft() is not None  # a page that is made anew meanwhile has it
    foot.retire_button.click()
    foot.retire_ask.boxes["why"].set_text("Too")
    desk.section("operational").list.setFocus()
    desk.page.on_standard_chosen(one)
    assert foot.version_ask.texts() == {"text": "Look up within ten", "why": "Nobody knew"}
    assert desk.section("operational").list.hasFocus()
    assert not foot.retire_ask.is_open()
    desk.page.ways.on_version_wanted(one)  # asked for once more, from the list
    assert foot.version_ask.texts() == {"text": "Look up within ten", "why": "Nobody knew"}
    foot.start_version()
    assert desk.ws.get(Standard, one).record.text == "Look up within ten"
    desk.page.on_standard_chosen(two)
    assert foot.retire_ask.texts() == {"was_for": "", "why": "Too"}
    assert not foot.version_ask.is_open()
    foot.retire_ask.close_ask()
    desk.page.on_standard_chosen(one)
    desk.page.on_standard_chosen(two)
    assert not foot.is_asking()


def test_the_wording_before_a_change_is_frozen_also_after_looking_elsewhere(desk: Desk) -> None:
    one, two = (desk.standard(f"Arrival operational {n}").id for n in (1, 2))
    desk.page.show_record("standard", one)
    foot = desk.form.foot
    desk.form.focus_on("text")
    desk.key(KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("Stand up and greet")
    desk.page.flush()
    foot.same_version.click()
    assert foot.version_ask.boxes["why"].hasFocus()
    desk.type("They sat")
    desk.page.on_standard_chosen(two)
    desk.page.on_standard_chosen(one)
    assert "Arrival operational 1" in foot.version_ask.about.text()
    foot.start_version()
    (frozen,) = desk.ws.rows(StandardVersion)
    assert frozen.record.text == "Arrival operational 1"


def test_the_new_wording_is_seen_whole(desk: Desk, qtbot: QtBot) -> None:
    standard = desk.standard("Arrival operational 1").id
    desk.bridge.change(Standard, standard, text="Everybody who comes in is greeted by name. " * 12)
    desk.page.show_record("standard", standard)
    desk.form.foot.version_button.click()
    ask = desk.form.foot.version_ask
    wording = ask.boxes["text"]
    qtbot.waitUntil(lambda: wording.height() == wording.sizeHint().height())
    assert wording.verticalScrollBar().maximum() == 0
    assert wording.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_another_standard_is_shown_from_its_top(desk: Desk, qtbot: QtBot) -> None:
    one, two = (desk.standard(f"Arrival operational {n}").id for n in (1, 2))
    desk.page.show_record("standard", one)
    bar = desk.form.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    desk.page.on_standard_chosen(one)
    assert bar.value() == bar.maximum()
    desk.page.on_standard_chosen(two)
    assert bar.value() == 0


def test_a_change_just_made_can_become_the_new_version(desk: Desk) -> None:
    standard = desk.standard("Arrival operational 1").id
    desk.page.show_record("standard", standard)
    foot = desk.form.foot
    assert foot.same_version.isHidden()
    assert "a small change: it stays v1" in foot.version_button.toolTip()
    desk.form.focus_on("text")
    desk.key(KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("Stand up and greet")
    desk.page.flush()
    assert desk.ws.get(Standard, standard).record.version == 1
    assert not foot.same_version.isHidden()
    assert "it is still v1" in foot.small_change.text()
    assert foot.version_button.isHidden()  # one way to a new version at a time
    foot.same_version.click()
    desk.type("They sat")
    desk.key(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (frozen,) = desk.ws.rows(StandardVersion)
    assert frozen.record.text == "Arrival operational 1"
    assert desk.ws.get(Standard, standard).record.text == "Stand up and greet"
    assert foot.same_version.isHidden()
    assert foot.small_change.isHidden()
    assert not foot.version_button.isHidden()


def test_still_right_moves_the_review_and_says_who(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 8, 31))
    standard = desk.standard("Arrival operational 1").id
    desk.bridge.change(Standard, standard, review_on=date(2026, 8, 1))
    row = desk.section("operational").list.rows.rows[0]
    assert "Review due" in [tag.text for tag in row.tags]
    desk.page.show_record("standard", standard)
    choose(desk.form.foot.on_still_right, "6")
    assert desk.ws.get(Standard, standard).record.review_on == date(2027, 2, 28)
    newest = desk.ws.history(Standard, standard)[0]
    assert (newest.who, newest.label) == ("Maya", "standard is still right")
    row = desk.section("operational").list.rows.rows[0]
    assert "Review due" not in [tag.text for tag in row.tags]


def test_retiring_asks_for_the_reason_and_hides(desk: Desk) -> None:
    standard = desk.standard("Arrival operational 1").id
    desk.content.stage_card.acts.retire_wanted.emit(standard)
    foot = desk.form.foot
    desk.key(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert foot.retire_ask.is_open()
    assert "what this rule was for" in foot.retire_ask.sentence.text()
    desk.type("Nobody waited unseen")
    foot.retire_ask.boxes["why"].setFocus()
    desk.type("We have a bell now")
    foot.retire_ask.button.click()
    assert desk.ws.get(Standard, standard).record.was_for == "Nobody waited unseen"
    assert desk.ws.get(Standard, standard).record.status == "retired"
    assert desk.texts("operational") == ["Arrival operational 2", "Arrival operational 3"]
    assert desk.section("operational").list.hasFocus()
    assert desk.form.typed_text("text") == "Arrival operational 2"
    chip = desk.content.stage_card.retired_chip
    assert chip.text() == "Show retired  1"
    chip.click()
    assert desk.texts("operational")[0] == "Arrival operational 1"
    assert desk.section("operational").list.rows.rows[0].quiet == "We have a bell now"
    desk.page.show_record("standard", standard)
    foot.back_button.click()
    back = desk.ws.get(Standard, standard).record
    assert (back.status, back.retired_why) == ("draft", "")


def test_history_brings_a_value_back(desk: Desk) -> None:
    standard = desk.standard("Arrival operational 1").id
    desk.page.show_record("standard", standard)
    desk.bridge.change(Standard, standard, text="Something else")
    desk.form.history_button.click()
    panel = desk.form.history
    assert isinstance(panel, HistoryPanel)
    entry = desk.ws.history(Standard, standard)[0]
    panel.restore(entry)
    assert desk.ws.get(Standard, standard).record.text == "Arrival operational 1"
    assert desk.form.typed_text("text") == "Arrival operational 1"
    assert desk.page.close_opened()
    assert desk.form.history is None


def test_hostile_text_is_shown_as_it_is(desk: Desk) -> None:
    hostile = "<b>bold</b> & {customer} <img src=x> “$(rm)”"
    standard = desk.standard("Arrival operational 1").id
    desk.bridge.change(Standard, standard, text=hostile, why=hostile)
    desk.bridge.change(Stage, desk.stage(2), name=hostile, wants=hostile)
    desk.page.show_record("standard", standard)
    assert desk.texts("operational")[0] == hostile
    assert desk.section("operational").list.rows.rows[0].quiet == hostile
    assert desk.content.stage_card.heading.text() == f"2 · {hostile}"
    assert desk.form.typed_text("text") == hostile
    desk.content.journey.on_menu_wanted(desk.stage(2), QPoint(1, 1))
    close_menus()
    desk.content.journey.remove_stage(desk.stage(2))
    assert desk.notices[-1][0] == f"“{hostile}” and its 5 standards are in the trash."
    desk.page.grab()


def test_the_owner_is_chosen_from_the_roles(desk: Desk) -> None:
    desk.go(2)
    standard = desk.standard("Arrival operational 1")
    desk.page.show_record("standard", standard.id)
    box = desk.form.rows["owner"].editor.box
    assert [box.itemText(k) for k in range(box.count())] == ["–", "Front desk", "Stylist"]
    box.setFocus()
    desk.key(KEY.Key_Down)
    box.activated.emit(box.currentIndex())
    assert desk.ws.get(Standard, standard.id).record.owner == desk.ws.rows(Role)[1].id
    desk.form.role_card.click()
    assert desk.page.chosen.view == "role"
    assert desk.content.role_form.record_id == desk.ws.rows(Role)[1].id


def test_a_new_version_and_still_right_are_in_the_menu_of_the_card(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 8, 31))
    standard = desk.standard("Arrival operational 1").id
    desk.page.show_record("standard", standard)
    desk.form.more.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(KEY.Key_Return)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    keys = [action.data() for action in menu.findChildren(QAction)]
    assert {"version", "right 6", "right 12"} <= set(keys)
    close_menus()
    acts = desk.content.stage_card.acts
    choose(acts.on_menu_chosen, "right 6")
    assert desk.ws.get(Standard, standard).record.review_on == date(2027, 2, 28)
    choose(acts.on_menu_chosen, "version")
    assert desk.form.foot.version_ask.is_open()
    desk.bridge.change(Standard, standard, status="retired", retired_why="Old")
    acts.on_menu_wanted(standard, QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert "version" not in [action.data() for action in menu.findChildren(QAction)]
    close_menus()


def test_a_new_version_says_who_signs_again_and_leads_there(desk: Desk) -> None:
    people = [desk.ws.add(Person(name=name)) for name in ("Lea", "Sam")]
    row = desk.standard("Before operational 1")
    day = clock.today()
    for person in people:
        desk.ws.run("sign", lambda tx, person=person: sign_offs.record(tx, person, [row.id], shown_on=day))
    desk.page.show_record("standard", row.id)
    form = desk.form
    assert not form.foot.again.isVisible()
    form.foot.ask_version()
    form.foot.version_ask.boxes["text"].set_text("Before, at once")
    form.foot.version_ask.boxes["why"].set_text("clearer")
    form.foot.start_version()
    assert desk.notices[-1] == (
        "v2 begins today. Lea, Sam sign again.",
        "Undo: start new version of standard",
    )
    assert form.foot.again.text() == "2 must sign again"
    wanted: list[tuple[str, int]] = []
    desk.bridge.record_wanted.disconnect(desk.on_record)
    hearing = desk.bridge.record_wanted.connect(lambda kind, record: wanted.append((kind, record)))
    form.foot.again.click()
    desk.bridge.record_wanted.disconnect(hearing)
    desk.bridge.record_wanted.connect(desk.on_record)
    ((kind, sign_off),) = wanted
    assert (kind, desk.ws.get(SignOff, sign_off).record.person) == ("sign_off", people[0])
    desk.bridge.undo()
    assert not form.foot.again.isVisible()
