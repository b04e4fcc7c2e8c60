"""New versions of a standard: what is half typed, taken back, told in the history, and found by its words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from cxdesk.entities.standard import Standard
from cxdesk.services import standards
from tests.ui.standards_desk import KEY, Desk
from ui.widgets.buttons import LinkButton
from ui.widgets.history_panel import HistoryPanel
from ui.widgets.labels import PlainLabel
from ui.widgets.wrapped import WrappedLabel

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(shared_standards: Desk) -> Desk:
    return shared_standards


def shown(desk: Desk, name: str = "Arrival operational 1") -> int:
    standard = int(desk.standard(name).id)
    desk.page.show_record("standard", standard)
    return standard


def reword(desk: Desk, words: str) -> None:
    desk.form.focus_on("text")
    desk.key(KEY.Key_A, CONTROL)
    desk.type(words)
    desk.page.flush()


def history_of(desk: Desk) -> HistoryPanel:
    desk.form.history_button.click()
    panel = desk.form.history
    assert isinstance(panel, HistoryPanel)
    return panel


def test_esc_keeps_a_reason_half_typed_until_it_is_used(desk: Desk) -> None:
    shown(desk)
    foot = desk.form.foot
    foot.version_button.click()
    foot.version_ask.boxes["why"].setFocus()
    desk.type("Nobody knew")
    desk.key(KEY.Key_Escape)
    assert not foot.version_ask.is_open()
    foot.version_button.click()
    assert foot.version_ask.texts() == {"text": "Arrival operational 1", "why": "Nobody knew"}
    foot.version_ask.boxes["text"].set_text("Look up within ten")
    assert desk.page.close_opened()  # Esc anywhere else in the card
    foot.version_button.click()
    assert foot.version_ask.texts() == {"text": "Look up within ten", "why": "Nobody knew"}
    foot.start_version()
    foot.version_button.click()
    assert foot.version_ask.texts() == {"text": "Look up within ten", "why": ""}


def test_each_question_keeps_what_was_typed_at_its_own_standard(desk: Desk) -> None:
    one = shown(desk)
    foot = desk.form.foot
    foot.version_button.click()
    foot.version_ask.boxes["why"].set_text("Nobody knew")
    foot.retire_button.click()  # instead of the other question
    foot.retire_ask.boxes["why"].set_text("Too many")
    foot.retire_ask.close_ask()
    shown(desk, "Arrival operational 2")
    foot.version_button.click()
    assert foot.version_ask.texts() == {"text": "Arrival operational 2", "why": ""}
    foot.version_ask.close_ask()
    assert desk.page.draft() is not None  # a page made anew meanwhile has what is kept
    desk.page.on_standard_chosen(one)
    assert not foot.is_asking()
    foot.version_button.click()
    assert foot.version_ask.text("why") == "Nobody knew"
    foot.retire_button.click()
    assert foot.retire_ask.text("why") == "Too many"


def test_a_new_version_taken_back_is_offered_again_for_the_words_that_stay(desk: Desk) -> None:
    standard = shown(desk)
    foot = desk.form.foot
    reword(desk, "Stand up and greet")
    foot.same_version.click()
    desk.type("They sat")
    desk.key(KEY.Key_Return, CONTROL)
    assert foot.small_change.isHidden()
    desk.page.on_undo()
    now = desk.ws.get(Standard, standard).record
    assert (now.text, now.version) == ("Stand up and greet", 1)
    assert not foot.small_change.isHidden()
    assert not foot.same_version.isHidden()
    foot.same_version.click()
    assert "“Arrival operational 1”" in foot.version_ask.about.text()
    desk.type("They sat down")
    desk.key(KEY.Key_Return, CONTROL)
    frozen = standards.versions(desk.ws, standard)
    assert [(one.version, one.text) for one in frozen] == [(1, "Arrival operational 1")]
    assert foot.small_change.isHidden()


def test_the_history_tells_why_and_gives_no_number_back(desk: Desk) -> None:
    standard = desk.ws.add(Standard(stage=desk.stage(2), text="Smile"))
    desk.ws.run("v2", lambda tx: standards.new_version(tx, standard, "Who knew?", text="Look up"))
    desk.ws.undo()
    desk.ws.run("v2", lambda tx: standards.new_version(tx, standard, "Nobody knew", text="Look up in ten"))
    desk.page.refresh(None)
    desk.page.show_record("standard", standard)
    panel = history_of(desk)
    told = " ".join(label.text() for label in panel.findChildren(WrappedLabel))
    assert told.count("Why it changed: Nobody knew") == 1
    headings = [label.text() for label in panel.findChildren(PlainLabel)]
    assert "Version" in headings
    restores = {button.text() for button in panel.findChildren(LinkButton)}
    assert restores == {"Restore “Smile”", "Restore “Look up”"}


def choose_in_menu(desk: Desk, standard: int, key: str) -> None:
    acts = desk.content.stage_card.acts
    acts.on_menu_wanted(standard, QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    (action,) = [one for one in menu.findChildren(QAction) if one.data() == key]
    action.trigger()
    menu.close()


def test_the_menu_of_a_line_leads_to_its_history(desk: Desk) -> None:
    shown(desk)
    other = int(desk.standard("Arrival operational 2").id)
    choose_in_menu(desk, other, "history")
    assert desk.form.record_id == other
    assert isinstance(desk.form.history, HistoryPanel)
    assert desk.form.history.record_id == other


@pytest.mark.parametrize("place", ["retire", "history"])
def test_a_place_found_by_its_words_opens_at_the_standard_chosen(desk: Desk, place: str) -> None:
    standard = shown(desk)
    desk.page.show_place(place)
    assert desk.form.record_id == standard
    if place == "retire":
        assert desk.form.foot.retire_ask.is_open()
    else:
        assert isinstance(desk.form.history, HistoryPanel)
