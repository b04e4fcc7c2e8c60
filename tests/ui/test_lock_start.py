"""The start page asks for the passphrase of a locked file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxdesk.workspace import Workspace
from tests.core.store.locked import NAMES, PASSPHRASE, key_of, locked_file, quickly
from tests.ui.lock_kit import lent, settle, told
from tests.ui.shell_kit import Shell
from ui import pages
from ui.launch import Opening
from ui.lock.ask_card import AskCard


@pytest.fixture
def shell(window_to_lend: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    quickly(monkeypatch)
    with lent(window_to_lend, tmp_path / "willow.cxdesk", nothing, page="trash") as shell:
        yield shell


def nothing(shell: Shell, _path: Path) -> None:
    """Show the start page."""
    shell.window.on_workspace_changed()


@pytest.fixture
def path(shell: Shell) -> Path:
    return locked_file(shell.folder / "willow.cxdesk")


def asked(shell: Shell, path: Path) -> AskCard:
    """Open a locked file from the start page, and return the card that asks."""
    assert not shell.bridge.open_path(path)
    settle()
    page = shell.window.page
    assert page is not None
    card = page.asking  # type: ignore[attr-defined]
    assert isinstance(card, AskCard)
    assert card.isVisible()
    return card


def test_it_shows_the_files_name_only_and_opens_with_the_passphrase(
    shell: Shell, path: Path, qtbot: QtBot
) -> None:
    card = asked(shell, path)
    assert "willow.cxdesk" in card.words.text()
    assert told() == []
    field = card.form.field
    assert field.hasFocus()
    qtbot.keyClicks(field, PASSPHRASE)
    assert field.displayText() == field.displayText()[:1] * len(PASSPHRASE)  # dots
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert shell.bridge.ws.encrypted
    assert shell.window.page is not None
    assert shell.window.page.spec.name != "start"
    assert field.text() == ""


def test_a_wrong_one_is_said_at_the_field_and_can_be_corrected(
    shell: Shell, path: Path, qtbot: QtBot
) -> None:
    card = asked(shell, path)
    qtbot.keyClicks(card.form.field, "not this one")
    qtbot.keyClick(card.form.field, Qt.Key.Key_Return)
    settle()
    assert shell.bridge.workspace is None
    assert "willow.cxdesk" in card.form.sentence.text()
    assert card.form.field.accessibleDescription() == card.form.sentence.text()
    assert card.form.field.hasFocus()
    qtbot.keyClicks(card.form.field, "x")  # over the one before
    assert card.form.field.text() == "x"
    assert card.form.sentence.isHidden()


def test_the_recovery_key_is_taken_in_the_same_field(shell: Shell, path: Path) -> None:
    with key_of(path) as key:
        ws = Workspace.open(path, key=key)
        groups = ws.recovery_key()
        ws.close()
    card = asked(shell, path)
    card.form.field.setText("-".join(groups))
    card.form.on_pressed()
    settle()
    assert shell.bridge.ws.encrypted


def test_what_is_typed_can_be_shown_and_is_forgotten_with_the_card(shell: Shell, path: Path) -> None:
    card = asked(shell, path)
    card.form.field.setText(PASSPHRASE)
    card.form.show_box.click()
    assert card.form.field.displayText() == PASSPHRASE
    card.close_button.click()
    assert card.isHidden()
    assert card.form.field.text() == ""
    assert card.form.field.displayText() == ""
    assert not card.form.show_box.isChecked()


def test_escape_takes_the_card_away(shell: Shell, path: Path) -> None:
    card = asked(shell, path)
    assert shell.window.page is not None
    assert shell.window.page.close_opened()
    assert card.isHidden()


def test_a_locked_file_that_is_only_looked_at_stays_so(shell: Shell, path: Path) -> None:
    shell.window.show_page("start")
    page = shell.window.page
    assert page is not None
    page.look_at(path)  # type: ignore[attr-defined]
    settle()
    card = page.asking  # type: ignore[attr-defined]
    card.form.field.setText(PASSPHRASE)
    card.form.on_pressed()
    settle()
    assert shell.bridge.ws.read_only


def test_a_locked_file_that_is_damaged_has_its_ways_out(shell: Shell, path: Path) -> None:
    ws = Workspace.open(path, key=key_of(path))
    ws.backup("asked")
    ws.close()
    data = bytearray(path.read_bytes())
    data[16:] = bytes(len(data) - 16)
    path.write_bytes(data)
    shell.bridge.open_path(path)
    settle()
    page = shell.window.page
    assert page is not None
    card = page.asking  # type: ignore[attr-defined]
    if card is not None and card.isVisible():
        card.form.field.setText(PASSPHRASE)
        card.form.on_pressed()
        settle()
        assert card.isHidden()
    assert page.trouble.isVisible()  # type: ignore[attr-defined]
    assert shell.bridge.workspace is None


def test_a_window_that_starts_with_a_locked_file_asks_for_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quickly(monkeypatch)
    path = locked_file(tmp_path / "willow.cxdesk")
    shell = Shell(tmp_path, pages.discover())
    qtbot.addWidget(shell.window)
    opening = Opening(shell.bridge, shell.window)
    opening.first(path)
    with qtbot.waitActive(shell.window):
        shell.window.show()
        shell.window.activateWindow()
    settle()
    page = shell.window.page
    assert page is not None
    card = page.asking  # type: ignore[attr-defined]
    assert card is not None
    assert card.isVisible()
    assert card.form.field.hasFocus()
    assert told(NAMES) == []
    card.form.field.setText(PASSPHRASE)
    card.form.on_pressed()
    settle()
    assert shell.bridge.ws.path == path
    shell.window.close()
