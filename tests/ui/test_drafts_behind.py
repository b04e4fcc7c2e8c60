"""What is half typed and out of sight is not lost by another text size, other words, or what others do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.workspace import Workspace
from tests.core.store.locked import NAMES, locked_with, quickly
from tests.ui.lock_kit import lent_again, lock, settle, told, unlock
from tests.ui.shell_kit import Shell

WORDS = f"{NAMES[0]} half way"


def _fill(ws: Workspace) -> None:
    ws.add(Customer(name="Priya"))


a_shop = partial(locked_with, fill=_fill)


@pytest.fixture
def shell(window_to_lend: Shell, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    quickly(monkeypatch)
    with lent_again(window_to_lend, a_shop, page="trash") as shell:
        yield shell


def page(shell: Shell) -> Any:
    return shell.window.page


def in_text_size(shell: Shell, percent: int) -> None:
    shell.bridge.settings.text_size = percent
    shell.bridge.settings_changed.emit()
    settle()


def incidents(shell: Shell) -> Any:
    return page(shell).view("incidents")


def begin_log(shell: Shell) -> None:
    shell.bridge.show_place("recovery", "log")
    incidents(shell).log_card.happened.set_text(WORDS)
    settle()


def begin_visit(shell: Shell) -> None:
    (customer,) = shell.bridge.ws.rows(Customer)
    shell.bridge.show_record("customer", customer.id)
    page(shell).card_acts.on_log()
    page(shell).desk.visit_form.rows["note"].editor.box.set_text(WORDS)
    settle()


def test_an_incident_behind_esc_is_there_in_another_text_size(shell: Shell) -> None:
    begin_log(shell)
    QTest.keyClick(incidents(shell).log_card.happened, Qt.Key.Key_Escape)
    assert incidents(shell).face is None
    in_text_size(shell, 130)
    assert incidents(shell).face is None
    shell.bridge.show_place("recovery", "log")
    assert incidents(shell).log_card.happened.text() == WORDS


def test_so_it_is_on_a_page_that_is_out_of_sight_through_size_and_lock(shell: Shell) -> None:
    begin_visit(shell)
    shell.window.show_page("recovery")
    in_text_size(shell, 130)
    lock(shell)
    assert told() == []
    unlock(shell)
    in_text_size(shell, 100)
    shell.window.show_page("customers")
    form = page(shell).desk.visit_form
    assert form.isVisible()
    assert shell.bridge.unkept == "waiting"  # the status bar says so
    assert form.rows["note"].editor.draft() == WORDS
    form.rows["service"].editor.box.setText("cut")
    form.keep()
    (visit,) = shell.bridge.ws.rows(Visit)
    assert (visit.record.note, visit.record.service) == (WORDS, "cut")


def test_other_words_of_the_shop_leave_it(shell: Shell) -> None:
    begin_visit(shell)
    ws = shell.bridge.ws
    shell_id = ws.shop_id
    assert shell_id is not None
    shell.bridge.change(Shop, shell_id, customer="guest", customers="guests")
    settle()
    assert page(shell).desk.visit_form.rows["note"].editor.draft() == WORDS
    assert page(shell).desk.visit_form.isVisible()


def test_whoever_is_gone_meanwhile_takes_it_along(shell: Shell) -> None:
    begin_visit(shell)
    (customer,) = shell.bridge.ws.rows(Customer)
    shell.window.show_page("recovery")
    in_text_size(shell, 130)
    shell.bridge.remove(Customer, customer.id)
    shell.window.show_page("customers")
    assert not page(shell).desk.is_beside("visit_form")


def test_what_could_be_kept_is_kept_once(shell: Shell) -> None:
    shell.window.show_page("actions")
    page(shell).add_record()
    page(shell).form.rows["what"].editor.box.setText("Turn the desk round")
    page(shell).form.rows["due_on"].editor.box.setText("some day")
    lock(shell)
    unlock(shell)
    form = page(shell).form
    form.flush()
    assert [row.record.what for row in shell.bridge.ws.rows(Action)] == ["Turn the desk round"]
    assert form.rows["due_on"].editor.draft() == "some day"
    in_text_size(shell, 130)
    assert page(shell).form.rows["due_on"].editor.draft() == "some day"
    assert shell.bridge.ws.count(Action) == 1


@pytest.mark.parametrize("searched", ["", "pri"])
def test_whoever_types_goes_on_typing_in_another_text_size(shell: Shell, searched: str) -> None:
    begin_visit(shell)
    page(shell).desk.list.search.setText(searched)
    note = page(shell).desk.visit_form.rows["note"].editor.target
    note.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(note, Qt.Key.Key_End)
    QTest.keyClick(note, Qt.Key.Key_Left)
    settle()
    for percent in (110, 120, 130):  # three columns, then two
        in_text_size(shell, percent)
    assert page(shell).desk.narrow
    typed_in = QApplication.focusWidget()
    assert typed_in is page(shell).desk.visit_form.rows["note"].editor.target
    QTest.keyClicks(typed_in, "!")
    assert page(shell).desk.visit_form.rows["note"].editor.draft() == f"{WORDS[:-1]}!{WORDS[-1]}"
    assert page(shell).desk.list.search.text() == searched
    assert page(shell).desk.list.model.rowCount() == 1


@pytest.mark.parametrize(
    ("name", "search"),
    [
        ("customers", lambda shown: shown.desk.list.search),
        ("recovery", lambda shown: shown.view("incidents").list.search),
        ("huddle-topic", lambda shown: shown.search),
    ],
)
def test_ctrl_f_goes_to_the_search_from_header_and_sidebar(
    shell: Shell, name: str, search: Callable[[Any], QWidget]
) -> None:
    begin_log(shell)
    QTest.keyClick(incidents(shell).log_card.happened, Qt.Key.Key_Escape)
    shell.window.show_page(name)
    settle()
    for part in (shell.window.header.buttons[0].widget, shell.window.sidebar.buttons[0]):
        part.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(part, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert QApplication.focusWidget() is search(page(shell)), part


@pytest.mark.parametrize("face", ["slips", "coming", "pairs", "decide"])
def test_what_is_in_the_place_of_the_list_stays_in_another_text_size(shell: Shell, face: str) -> None:
    shell.window.show_page("customers")
    page(shell).faces.open(face)
    settle()
    in_text_size(shell, 110)
    assert page(shell).desk.face_name() == face


def test_nothing_begun_is_nothing_claimed(shell: Shell) -> None:
    for name in ("customers", "people", "actions", "standards", "recovery", "metrics", "shop"):
        shell.window.show_page(name)
        settle()
    lock(shell)
    assert shell.window.locker.page.state.text() == "Locked. What you kept is saved."


def test_no_page_is_made_behind_the_lock_page_and_each_turn_does_one_thing(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.window.show_page("actions")
    settle()
    steps: list[str] = []
    host, bridge, outer = shell.window.host, shell.bridge, shell.window.outer
    show, take = host.show_page, bridge.take

    def shown(name: str) -> object:
        steps.append(f"{name}, with the lock page {'gone' if outer.currentIndex() == 0 else 'in front'}")
        return show(name)

    def opened(workspace: Any) -> None:
        before = list(steps)
        take(workspace)
        assert steps == before
        steps.append("opened")

    monkeypatch.setattr(host, "show_page", shown)
    monkeypatch.setattr(bridge, "take", opened)
    lock(shell)
    assert steps == []
    unlock(shell)
    assert steps == ["opened", "actions, with the lock page in front"]
    assert outer.currentIndex() == 0
    assert page(shell).spec.name == "actions"
    assert shell.window.actions_
    shell.window.on_privacy()  # at once again
    settle()
    assert shell.bridge.workspace is None


def test_locking_while_it_is_being_unlocked_locks(shell: Shell) -> None:
    begin_log(shell)
    lock(shell)
    locker = shell.window.locker
    locker.page.form.field.setText("teal kettle on a ladder")
    locker.page.form.on_pressed()
    assert shell.bridge.workspace is not None
    shell.window.lock()
    settle()
    assert shell.bridge.workspace is None
    assert locker.page.isVisible()
    unlock(shell)
    shell.bridge.show_place("recovery", "log")
    assert incidents(shell).log_card.happened.text() == WORDS


def test_how_an_incident_ends_waits_behind_not_yet_through_size_and_lock(shell: Shell) -> None:
    made = shell.bridge.ws.add(Incident(happened="Brassy", happened_on=clock.today()))
    shell.bridge.show_record("incident", made)
    panel = incidents(shell).panel
    panel.ask_close()
    panel.close_form.rows["outcome_note"].editor.box.set_text(WORDS)
    panel.close_form.cancel.click()
    in_text_size(shell, 130)
    assert incidents(shell).panel is not panel
    lock(shell)
    assert told() == []
    assert "begun" in shell.window.locker.page.state.text()
    unlock(shell)
    in_text_size(shell, 100)
    shell.bridge.show_record("incident", made)
    panel = incidents(shell).panel
    assert panel.close_form.isHidden()
    panel.ask_close()
    assert panel.close_form.rows["outcome_note"].editor.draft() == WORDS
