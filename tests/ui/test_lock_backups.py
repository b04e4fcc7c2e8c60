"""Backups of a locked file, and one that is moved: nobody is asked for what is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cxdesk.entities.person import Person
from cxdesk.store import cipher, keys, sealing
from tests.core.store.locked import NAMES, OTHER, PASSPHRASE, key_of, locked_file, quickly, worked_with
from tests.ui.lock_kit import lent, settle
from tests.ui.shell_kit import Shell
from ui import messages
from ui.lock.ask_dialog import AskDialog
from ui.start.restoring import restorer_of


@pytest.fixture
def shell(window_to_lend: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    quickly(monkeypatch)
    monkeypatch.setattr(messages, "confirm", lambda *_words, **_more: True)
    folder = tmp_path / "shop"
    folder.mkdir()
    with lent(window_to_lend, locked_file(folder / "willow.cxdesk"), page="trash") as shell:
        yield shell


def names(shell: Shell) -> set[str]:
    return {row.record.name for row in shell.bridge.ws.rows(Person)}


def rename(shell: Shell) -> None:
    """Change somebody's name after the backup."""
    row = next(row for row in shell.bridge.ws.rows(Person) if row.record.name == NAMES[0])
    shell.bridge.change(Person, row.id, name="Somebody Else")
    assert NAMES[0] not in names(shell)


def ask_of(shell: Shell) -> list[AskDialog]:
    return [box for box in QApplication.topLevelWidgets() if isinstance(box, AskDialog) and box.isVisible()]


def test_a_backup_with_the_files_passphrase_comes_back_without_a_question(shell: Shell) -> None:
    path = shell.bridge.ws.path
    made = shell.bridge.ws.backup("asked")
    rename(shell)
    restorer_of(shell.bridge).restore(shell.window, made.path, path, "today")
    settle()
    assert not ask_of(shell)
    assert NAMES[0] in names(shell)
    assert shell.bridge.ws.encrypted
    assert not restorer_of(shell.bridge)._keys


def test_a_backup_with_a_former_passphrase_asks_for_that_one(shell: Shell) -> None:
    path = shell.bridge.ws.path
    made = shell.bridge.ws.backup("asked")
    shell.bridge.close()
    with key_of(path) as old, cipher.new_key(OTHER) as new:
        sealing.change_key(path, old, new)
        assert shell.bridge.open_path(path, key=new)
    rename(shell)
    restorer_of(shell.bridge).restore(shell.window, made.path, path, "today")
    settle()
    [ask] = ask_of(shell)
    assert made.path.name in ask.findChildren(type(ask.form.sentence))[0].text()
    ask.form.field.setText("something else")
    ask.form.on_pressed()
    assert ask.form.sentence.isVisible()
    ask.form.field.setText(PASSPHRASE)
    ask.form.on_pressed()
    settle()
    assert NAMES[0] in names(shell)
    with key_of(path, OTHER):  # the file keeps the passphrase that it has
        pass


def test_without_the_passphrase_the_file_stays_open_as_it_was(shell: Shell) -> None:
    path = shell.bridge.ws.path
    made = shell.bridge.ws.backup("asked")
    shell.bridge.close()
    with key_of(path) as old, cipher.new_key(OTHER) as new:
        sealing.change_key(path, old, new)
        assert shell.bridge.open_path(path, key=new)
    rename(shell)
    restorer_of(shell.bridge).restore(shell.window, made.path, path, "today")
    settle()
    [ask] = ask_of(shell)
    ask.cancel_button.click()
    settle()
    assert shell.bridge.ws.path == path
    assert "Somebody Else" in names(shell)


def test_a_backup_is_looked_at_and_left_without_a_question(shell: Shell) -> None:
    path = shell.bridge.ws.path
    made = shell.bridge.ws.backup("asked")
    assert shell.bridge.open_path(made.path, read_only=True)
    settle()
    assert NAMES[0] in names(shell)
    assert shell.bridge.open_path(path)
    settle()
    assert not shell.bridge.ws.read_only


def test_a_locked_shop_is_moved_and_opened_again(shell: Shell, tmp_path: Path) -> None:
    before = shell.bridge.ws.path
    shell.settings.data_folder = str(tmp_path / "new")
    Path(shell.settings.data_folder).mkdir()
    shell.bridge.settings_changed.emit()
    shell.window.show_page("settings")
    settle()
    page = shell.window.page
    assert page is not None
    page.folder.move_button.click()  # type: ignore[attr-defined]
    settle()
    assert shell.bridge.ws.path == tmp_path / "new" / before.name
    assert shell.bridge.ws.encrypted
    assert not before.exists()
    assert worked_with(before.parent) == []
    assert keys.of(shell.bridge.ws.path) is not None
