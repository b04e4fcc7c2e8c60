"""A second start with a file that is open already: the first window comes to the front instead.

The wish is a file in the program's own folder that the first window sees and removes: no socket.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Slot

from cxdesk.paths import config_dir

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cxdesk.store.lock import WorkspaceLock

PATIENCE = 1.5
"""So many seconds the first window has to answer; then the second one opens beside it, to read."""
LOOK = 0.02


def wish_of(pid: int) -> Path:
    """Return the file by which the window of a process is asked to come to the front."""
    return config_dir() / "wishes" / f"raise-{pid}"


def first_answers(path: Path, patience: float = PATIENCE) -> bool:
    """Ask the window that has `path` open on this computer to come to the front; tell whether it did."""
    from cxdesk.store.lock import WorkspaceLock

    lock = WorkspaceLock(path)
    holder = lock.holder() if lock.path.exists() else None
    if holder is None or not holder.is_here or not _lives(lock, holder.pid):
        return False
    wish = wish_of(holder.pid)
    try:
        if not wish.parent.is_dir():
            return False
        wish.touch()
    except OSError:
        return False
    return _is_granted(wish, patience)


def _lives(lock: WorkspaceLock, pid: int) -> bool:
    if pid == os.getpid():
        return False
    if os.name == "posix":
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except OSError:
            return True
        return True
    try:
        free = lock.acquire()
    except OSError:
        return False
    if free:
        lock.release()
    return not free


def _is_granted(wish: Path, patience: float) -> bool:
    until, pause = time.monotonic() + patience, threading.Event()
    while wish.exists():
        if time.monotonic() > until:
            with contextlib.suppress(OSError):
                wish.unlink()
            return False
        pause.wait(LOOK)
    return True


class Raiser(QObject):
    """Watches for the wish while a window lives."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._wish = wish_of(os.getpid())
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.on_changed)
        try:
            self._wish.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return  # a second start then opens beside this one
        self._watcher.addPath(str(self._wish.parent))

    @Slot(str)
    def on_changed(self, _folder: str) -> None:
        """Come to the front if that is what was asked for."""
        try:
            self._wish.unlink()
        except OSError:
            return
        window = self._window
        window.setWindowState(
            (window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
        )
        window.show()
        window.raise_()
        window.activateWindow()
