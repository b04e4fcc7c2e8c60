"""Ctrl+L and idle time: what is left of a locked file in the window, and how it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from cxdesk.entities.person import Person
from cxdesk.workspace import Workspace
from tests.core.store.locked import NAMES, key_of, locked_file, quickly
from tests.ui.lock_kit import held, lent_again, lock, settle, told, unlock
from tests.ui.shell_kit import Shell
from ui.actions import ActionId


@pytest.fixture
def shell(window_to_lend: Shell, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    quickly(monkeypatch)
    with lent_again(window_to_lend, locked_file, page="trash") as shell:
        yield shell


def choose(shell: Shell, name: str = NAMES[0]) -> int:
    """Show a person on the page of the team."""
    ids = {row.record.name: row.id for row in shell.bridge.ws.rows(Person)}
    shell.window.show_record("person", ids[name])
    settle()
    return ids[name]


def test_a_locked_window_holds_no_name_no_file_and_no_key(shell: Shell) -> None:
    path = shell.bridge.ws.path
    shell.window.show_page("today")
    settle()
    choose(shell)
    shell.window.on_palette()
    shell.window.palette_.line.setText(NAMES[0][:6])
    settle()
    shell.bridge.notice.emit(f"{NAMES[0]} was added", f"Undo: add {NAMES[0]}")
    shell.bridge.problem.emit(f"{NAMES[1]} is not here", "warn")
    assert told()
    lock(shell)
    assert told() == []
    assert shell.bridge.workspace is None
    assert held(path) is None
    assert shell.window.windowTitle() == "CX Desk"
    assert shell.window.locker.page.file.text() == "willow.cxdesk"
    assert shell.window.locker.page.isVisible()
    with key_of(path) as key:  # nobody has it open
        Workspace.open(path, key=key).close()


def test_after_unlocking_the_same_page_shows_the_same_record(shell: Shell) -> None:
    wanted = choose(shell, NAMES[1])
    lock(shell)
    unlock(shell)
    assert shell.bridge.workspace is not None
    page = shell.window.page
    assert page is not None
    assert page.spec.name == "people"
    assert page.chosen == wanted  # type: ignore[attr-defined]
    assert shell.window.locker.page.isHidden()
    assert shell.window.actions_[ActionId.PALETTE].isEnabled()
    assert shell.window.windowTitle() != "CX Desk"
    assert not shell.bridge.ws.undo_label


def test_what_stands_in_a_field_is_kept_before(shell: Shell) -> None:
    wanted = choose(shell)
    fields = [
        field
        for field in shell.window.findChildren(QLineEdit)
        if field.isVisible() and field.text() == NAMES[0]
    ]
    fields[0].setFocus()
    fields[0].selectAll()
    fields[0].insert("Wilma Quackenbush")
    lock(shell)
    assert told() == []
    unlock(shell)
    assert shell.bridge.ws.get(Person, wanted).record.name == "Wilma Quackenbush"


def test_a_wrong_passphrase_is_said_at_the_field_and_the_recovery_key_opens_it_too(shell: Shell) -> None:
    groups = shell.bridge.ws.recovery_key()
    lock(shell)
    form = shell.window.locker.page.form
    unlock(shell, "something else entirely")
    assert "willow.cxdesk" in form.sentence.text()
    assert form.sentence.isVisible()
    assert form.field.accessibleDescription() == form.sentence.text()
    assert form.field.hasFocus()
    assert form.field.selectedText()
    assert shell.bridge.workspace is None
    slip = ("00" if groups[3][:2] != "00" else "11") + groups[3][2:]
    unlock(shell, " ".join([*groups[:3], slip, *groups[4:]]))
    assert form.sentence.text()
    assert shell.bridge.workspace is None
    unlock(shell, " ".join(groups).lower())
    assert shell.bridge.workspace is not None
    assert form.field.text() == ""


def test_no_command_acts_while_it_is_locked(shell: Shell, qtbot: QtBot) -> None:
    lock(shell)
    field = shell.window.locker.page.form.field
    assert field.hasFocus()
    live = [spec for spec in ActionId if shell.window.actions_[spec].isEnabled()]
    assert live == [ActionId.QUIT]
    qtbot.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    settle()
    assert shell.window.locker.page.isVisible()
    assert told() == []


def test_tab_goes_round_on_the_lock_page(shell: Shell, qtbot: QtBot) -> None:
    lock(shell)
    page = shell.window.locker.page
    seen = []
    for _stop in range(4):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
    assert seen == [page.form.field, page.form.button, page.form.show_box, page.start_button]
    assert QApplication.focusWidget() is page.form.field


def test_open_dialogs_go(shell: Shell) -> None:
    box = QDialog(shell.window)
    QLineEdit(NAMES[0], box)
    box.open()
    assert told()
    lock(shell)
    assert told() == []


def test_ctrl_l_is_heard_in_a_dialog_too(shell: Shell, qtbot: QtBot) -> None:
    box = QDialog(shell.window)
    field = QLineEdit(NAMES[0], box)
    box.open()
    settle()
    qtbot.keyClick(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert shell.bridge.workspace is None
    assert told() == []


def test_a_box_that_waits_for_its_answer_is_closed_first(shell: Shell) -> None:
    choose(shell)
    box = QDialog(shell.window)
    outer, inner = QEventLoop(), QEventLoop()
    answers = []

    def ask() -> None:
        box.open()
        QTimer.singleShot(0, shell.window.on_privacy)
        inner.exec()
        answers.append(box.result())  # it is there as long as somebody asks it
        QTimer.singleShot(50, outer.quit)

    box.finished.connect(inner.quit)
    QTimer.singleShot(0, ask)
    outer.exec()
    assert answers == [QDialog.DialogCode.Rejected]
    assert shell.bridge.workspace is None
    settle()
    assert told() == []


def test_the_start_page_can_be_reached_and_the_file_stays_closed(shell: Shell) -> None:
    lock(shell)
    shell.window.locker.page.start_button.click()
    settle()
    page = shell.window.page
    assert page is not None
    assert page.spec.name == "start"
    assert page.isVisible()
    assert shell.bridge.workspace is None
    assert told() == []


def test_a_file_that_went_away_meanwhile_is_told_on_the_start_page(shell: Shell) -> None:
    path = shell.bridge.ws.path
    lock(shell)
    path.rename(path.with_name("elsewhere.cxdesk"))
    unlock(shell)
    assert shell.bridge.workspace is None
    page = shell.window.page
    assert page is not None
    assert shell.window.locker.page.isVisible() or page.isVisible()
    told_of = shell.window.locker.page.form.sentence.text() or page.trouble.sentence.text()  # type: ignore[attr-defined]
    assert "willow.cxdesk" in told_of


# Idle


class Wall:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now

    def goes_on(self, shell: Shell, seconds: float) -> None:
        """Let time go by, tick by tick."""
        for _tick in range(int(seconds / 5)):
            self.now += 5
            shell.window.locker.idle.on_tick()
        settle()


@pytest.fixture
def wall(shell: Shell) -> Wall:
    wall = Wall()
    shell.window.locker.idle.wall = wall
    shell.window.locker.watch()
    return wall


def a_key(shell: Shell) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
    QApplication.sendEvent(shell.window, event)


def test_five_minutes_without_a_sign_lock_it(shell: Shell, wall: Wall) -> None:
    wall.goes_on(shell, 290)
    assert shell.bridge.workspace is not None
    wall.goes_on(shell, 10)
    assert shell.bridge.workspace is None
    assert told() == []
    assert not shell.window.locker.idle.running


def test_a_key_and_the_mouse_begin_anew(shell: Shell, wall: Wall, qtbot: QtBot) -> None:
    wall.goes_on(shell, 200)
    a_key(shell)
    wall.goes_on(shell, 200)
    assert shell.bridge.workspace is not None
    qtbot.mouseMove(shell.window, shell.window.rect().center())
    wall.goes_on(shell, 290)
    assert shell.bridge.workspace is not None
    wall.goes_on(shell, 100)
    assert shell.bridge.workspace is None


@pytest.mark.parametrize("by_key", [False, True])
def test_a_computer_that_slept_is_locked_at_once(shell: Shell, wall: Wall, by_key: bool) -> None:
    wall.goes_on(shell, 10)
    wall.now += 90
    if by_key:
        a_key(shell)
    else:
        shell.window.locker.idle.on_tick()
    settle()
    assert shell.bridge.workspace is None


def test_the_settings_say_when(shell: Shell, wall: Wall) -> None:
    shell.settings.lock_after = 1
    shell.bridge.settings_changed.emit()
    wall.goes_on(shell, 60)
    assert shell.bridge.workspace is None
    unlock(shell)
    shell.settings.lock_after = 0
    shell.bridge.settings_changed.emit()
    wall.goes_on(shell, 4000)
    assert shell.bridge.workspace is not None


def test_work_that_was_asked_for_is_not_cut_off_by_idle_time(shell: Shell, wall: Wall) -> None:
    shell.bridge.tasks.at_work(wall, on=True)
    wall.goes_on(shell, 400)
    assert shell.bridge.workspace is not None
    shell.bridge.tasks.at_work(wall, on=False)
    wall.goes_on(shell, 5)
    assert shell.bridge.workspace is None


def test_a_plain_file_is_only_hidden_and_any_key_brings_it_back(shell: Shell, tmp_path: Path) -> None:
    assert shell.bridge.workspace is not None
    shell.bridge.close()
    shell.folder = tmp_path / "plain"
    shell.folder.mkdir()
    shell.make()
    settle()
    assert not shell.window.locker.idle.running
    shell.window.on_privacy()
    assert shell.window.cover.isVisible()
    assert shell.bridge.workspace is not None
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(shell.window.cover, event)
    assert not shell.window.cover.isVisible()


def test_a_chosen_customer_is_gone_and_comes_back(shell: Shell) -> None:
    from cxdesk.entities.customer import Customer

    wanted = shell.bridge.add(Customer(name=NAMES[0])).value
    assert wanted
    shell.window.show_record("customer", wanted)
    settle()
    page = shell.window.page
    assert page is not None
    shown = page.spec.name
    assert told()
    lock(shell)
    assert told() == []
    unlock(shell)
    assert shell.window.page is not None
    assert shell.window.page.spec.name == shown
    assert told()
