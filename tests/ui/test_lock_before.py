"""The settings remind of backups from before a passphrase, and ask again what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cxdesk.store import keys, sealing
from cxdesk.workspace import Workspace
from tests.core.store.locked import NAMES, locked_file, quickly
from tests.ui.lock_kit import lent, lock, settle, told, unlock
from tests.ui.shell_kit import Shell
from tests.ui.test_lock_protect import shop
from ui.protection.card import ProtectionCard
from ui.protection.dialog import ProtectDialog


@pytest.fixture
def shell(window_to_lend: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """Show a locked file that has a backup without a passphrase."""
    quickly(monkeypatch)
    path = shop(tmp_path)
    plain = Workspace.open(path)
    plain.backup("asked")
    plain.close()
    locked_file(path)
    with lent(window_to_lend, path, page="trash") as shell:
        assert sealing.plain_backups(path)
        yield shell


def card_of(shell: Shell) -> ProtectionCard:
    shell.window.show_place("settings", "protection")
    settle()
    card = shell.window.page.protection  # type: ignore[union-attr]
    assert isinstance(card, ProtectionCard)
    return card


def asked(shell: Shell) -> ProtectDialog:
    card_of(shell).before_button.click()
    settle()
    (box,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, ProtectDialog))
    assert box.isVisible()
    return box


def test_the_card_reminds_of_them_until_they_are_locked(shell: Shell) -> None:
    path = shell.bridge.ws.path
    card = card_of(shell)
    assert card.before.isVisible()
    assert card.before_button.isVisible()
    box = asked(shell)
    assert box.others is not None
    assert box.others.isVisible()
    box.others.lock_button.click()
    settle()
    assert sealing.plain_backups(path) == []
    assert card.before.isHidden()
    assert card.before_button.isHidden()


def test_a_lock_at_the_question_leaves_the_reminder(shell: Shell) -> None:
    path = shell.bridge.ws.path
    asked(shell)
    lock(shell)
    assert told((NAMES[0],)) == []
    assert keys.of(path) is None
    unlock(shell)
    assert card_of(shell).before.isVisible()
    assert asked(shell).others is not None


def test_a_file_without_such_backups_is_not_reminded_of(shell: Shell) -> None:
    sealing.remove_backups(sealing.plain_backups(shell.bridge.ws.path))
    card = card_of(shell)
    assert card.before.isHidden()
    assert card.before_button.isHidden()
