"""A window on a locked file, and whether a name can be read anywhere in it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from cxdesk.settings import Settings
from cxdesk.store import keys
from cxdesk.store.totals import HISTORY
from tests.conftest import HOMES
from tests.core.store.locked import NAMES, PASSPHRASE, key_of
from tests.ui import audit_kit
from tests.ui.page_kit import forget_words, never_painted, spare_backup
from tests.ui.shell_kit import Shell
from ui import theme
from ui.lock.locker import close_boxes
from ui.today.board import board_of

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


# One window for the tests of a module


@contextmanager
def one_window(folder: Path) -> Iterator[Shell]:
    """Make a window with all pages and no file; `lent` gives each test one, and shows it.

    What waits today is not counted in it: each file would be read for that. It paints nothing.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    shell = Shell(folder)
    never_painted(shell.window)
    shell.window._given = None  # those of each file
    board = board_of(shell.bridge)
    shell.bridge.workspace_opened.disconnect(board.begin)
    shell.bridge.changed.disconnect(board.on_changed)
    shell.bridge.backup_made.disconnect(board.on_backup_made)
    yield shell
    shell.window.close()
    shell.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def lent(
    shell: Shell, path: Path, opens: Callable[[Shell, Path], object] = unlock_file, *, page: str = ""
) -> Iterator[Shell]:
    """Open a file in a shared window, on a page; afterwards it is as if nothing had ever been done in it."""
    _let_go_of_file(shell)
    shell.folder = path.parent
    shell.settings.window["page"] = page
    opens(shell, path)
    _show(shell)
    yield shell
    _forget_work(shell)
    _let_go_of_file(shell)
    _forget_rest(shell)


@contextmanager
def lent_again(shell: Shell, make: Callable[[Path], object], *, page: str = "") -> Iterator[Shell]:
    """Do as `lent` with a locked file that `make` makes, once for all tests that write nothing to it."""
    shell.settings.window["page"] = page
    if shell.lent == (make, _written(shell)):
        shell.window.begin()
        shell.window.show_shop()
        shell.window.update_frame()
        shell.window.locker.watch()
    else:
        _let_go_of_file(shell)
        shell.folder = Path(mkdtemp(prefix="lent-", dir=HOMES))
        path = shell.folder / "willow.cxdesk"
        make(path)
        unlock_file(shell, path)
        shell.lent = (make, _written(shell))
    _show(shell)
    yield shell
    _forget_work(shell)
    if shell.lent != (make, _written(shell)):
        _let_go_of_file(shell)
    _forget_rest(shell)


def _written(shell: Shell) -> tuple[Path, int] | None:
    """Return which locked file is open and how much was ever written to it; None if it is of no more use."""
    ws = shell.bridge.workspace
    if ws is None or ws.read_only or not ws.encrypted:
        return None
    return ws.path, ws._connection.execute(f"SELECT count(*) FROM {HISTORY}").fetchone()[0]


def _show(shell: Shell) -> None:
    shell.window.show()
    audit_kit.activate(shell.window)
    settle()


def _forget_work(shell: Shell) -> None:
    close_boxes(shell.window, delete=True)
    _forget_locker(shell)
    _forget_frame(shell)
    host = shell.window.host
    for name, shown in tuple(host._pages.items()):
        host._drop(name, shown)
    host._kept = None
    host._drafts.clear()
    host._memories.clear()
    host._stale.clear()
    host.expect("", None)


def _let_go_of_file(shell: Shell) -> None:
    shell.lent = None
    spare_backup(shell.bridge)
    shell.window.leave()
    forget_words()


def _forget_rest(shell: Shell) -> None:
    settle()  # pages that are still there would be styled anew
    _forget_settings(shell)


def _forget_locker(shell: Shell) -> None:
    locker = shell.window.__dict__.get("locker")
    if locker is None:
        return
    locker._soon.stop()
    locker._next.stop()
    locker.idle.stop()
    locker.idle.wall = time.time
    locker._steps = []
    locker._path, locker._spot, locker._focus = None, ("", None), None
    locker.page.form.forget()
    shell.window.outer.setCurrentIndex(0)
    locker._empty_frame()
    locker._enable(on=True)


def _forget_frame(shell: Shell) -> None:
    window = shell.window
    window.frame.clear()
    window._last_page = ""
    if shell.bridge.__dict__.get("typing") is not None:
        shell.bridge.typing.clock.stop()
    shell.bridge.tasks.inline = True
    shell.bridge.tasks._elsewhere.clear()


def _forget_settings(shell: Shell) -> None:
    vars(shell.settings).update(vars(Settings(theme="light", your_name="Maya")))
    now = theme.current()
    if (now.mode, now.brand, now.scale) != ("light", None, 1.0):
        theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]


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
    yield from _texts_below(part)


def _texts_below(part: QObject) -> Iterator[str]:
    for child in part.children():
        if isinstance(child, QAction):
            yield child.text()
        elif isinstance(child, QAbstractItemModel):
            yield from _cells(child)
        if not isinstance(child, QWidget):  # every widget is asked for itself
            yield from _texts_below(child)


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    top = QModelIndex()
    for row in range(min(model.rowCount(top), 200)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(top)):
            yield str(model.data(model.index(row, column, top)))


def held(path: Path) -> object:
    """Return the key that this process has for a file, or None."""
    return keys.of(path)
