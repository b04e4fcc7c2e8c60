"""A window on a locked file, and whether a name can be read anywhere in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxdesk.store import keys
from tests.core.store.locked import NAMES, PASSPHRASE, key_of, locked_file
from tests.ui.shell_kit import Shell, open_shell
from ui import pages

TEXTS = (
    "text", "toPlainText", "windowTitle", "toolTip", "accessibleName", "accessibleDescription",
    "statusTip", "whatsThis", "placeholderText", "currentText", "title",
)  # fmt: skip


def settle() -> None:
    """Let all that waits happen."""
    for _turn in range(20):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def open_locked(shell: Shell, path: Path, passphrase: str = PASSPHRASE) -> None:
    """Open a locked file with its passphrase, and wait until it is shown."""
    unlock_file(shell, path, passphrase)
    settle()


def unlock_file(shell: Shell, path: Path, passphrase: str = PASSPHRASE) -> None:
    """Open a locked file in a window that need not be shown yet."""
    with key_of(path, passphrase) as key:
        assert shell.bridge.open_path(path, key=key)


def locked_shell(qtbot: QtBot, folder: Path) -> Iterator[Shell]:
    """Show the whole window on a locked file with names in it."""
    path = locked_file(folder / "willow.cxdesk")
    first = partial(unlock_file, path=path)
    with open_shell(qtbot, folder, workspace=False, specs=pages.discover(), first=first) as shell:
        settle()
        yield shell


def lock(shell: Shell) -> None:
    """Press Ctrl+L, and wait until nothing is left."""
    shell.window.on_privacy()
    settle()


def unlock(shell: Shell, typed: str = PASSPHRASE) -> None:
    """Type a passphrase and press Enter."""
    form = shell.window.locker.page.form
    form.field.setText(typed)
    form.on_pressed()
    settle()


def told(words: tuple[str, ...] = NAMES) -> list[str]:
    """Return where in any window one of these words can be read, by a person or a screen reader."""
    found = []
    for part in QApplication.allWidgets():
        found += [f"{type(part).__name__}: {text}" for text in _texts(part) if _holds(text, words)]
    return found


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return any(word.split()[-1].casefold() in text.casefold() for word in words)


def _texts(part: QWidget) -> Iterator[str]:
    for name in TEXTS:
        value: Any = getattr(part, name, None)
        if callable(value):
            try:
                text = value()
            except TypeError:  # one that wants to know of which item
                continue
            if isinstance(text, str):
                yield text
    for child in part.findChildren(QObject):
        if isinstance(child, QAction):
            yield child.text()
        elif isinstance(child, QAbstractItemModel):
            yield from _cells(child)


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    top = QModelIndex()
    for row in range(min(model.rowCount(top), 200)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(top)):
            yield str(model.data(model.index(row, column, top)))


def held(path: Path) -> object:
    """Return the key that this process has for a file, or None."""
    return keys.of(path)
