"""Bringing a backup back: asks where it replaces a file, works in the background, opens the file again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from cxdesk.errors import FileLocked, WrongKey
from cxdesk.i18n import _
from ui import messages

if TYPE_CHECKING:
    from cxdesk.store.backup import Backup
    from cxdesk.store.keys import Key
    from ui.bridge import Bridge
    from ui.tasks import Job


# What a backup has behind the name of its file.
_STAMP = re.compile(r"-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z.*$")


@dataclass(frozen=True, slots=True)
class _Restore:
    """Work for `Tasks`."""

    source: Path
    target: Path
    keys: tuple[Key, ...] = ()

    def __call__(self, job: Job) -> tuple[Path, Backup | None]:
        from cxdesk.store import backup

        with with_keys(self.keys):
            return self.target, backup.restore(self.source, self.target)


def original_of(path: Path) -> Path | None:
    """Return the file that a backup belongs to, or None for a file that is not a backup."""
    stem = plain_stem(path)
    if path.parent.name != "backups" or stem == path.stem:
        return None
    return path.parent.parent / f"{stem}{path.suffix}"


def plain_stem(path: Path) -> str:
    """Return the name of the shop's file in that of a backup.

    >>> plain_stem(Path("Willow-2026-11-21T19-40-05Z-seq00042-v7-close.cxdesk"))
    'Willow'
    """
    return _STAMP.sub("", path.stem)


def with_keys(keys: Iterable[Key]) -> ExitStack:
    """Return a context in which files of these keys can be opened."""
    from cxdesk.store.keys import offered

    stack = ExitStack()
    for key in keys:
        stack.enter_context(offered(key))
    return stack


def restorer_of(bridge: Bridge) -> Restorer:
    """Return the one that works for a bridge."""
    found: Restorer | None = bridge.findChild(Restorer)
    return found or Restorer(bridge)


class Restorer(QObject):
    """One for each bridge: the page that asked goes with the file that is closed for it."""

    busy_changed = Signal(bool)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._was_open: Path | None = None
        self._keys: list[Key] = []
        self._wanted: tuple[Path, Path] | None = None

    def restore(self, page: QWidget, source: Path, target: Path, when: str) -> bool:
        """Put a backup in the place of `target` and open that; tell whether it goes ahead.

        Asks first where there is a file already.
        """
        if target.exists() and not messages.confirm(
            page,
            _("Put the backup of {when} in the place of {file}?").format(when=when, file=target.name),
            _("Restore"),
            more=_(
                "Everything entered since then leaves the file. The file as it is now is kept as a backup"
                " of its own, so you can go back to it."
            ),
        ):
            return False
        workspace = self._bridge.workspace
        self._forget_keys()
        key = self._bridge.key()
        if key is not None:
            self._keys.append(key)
        if workspace is not None and workspace.path == target:
            self._was_open = target
            self._bridge.close()
        self._wanted = source, target
        self._begin()
        return True

    def _begin(self) -> None:
        if self._wanted is not None:
            self.busy_changed.emit(True)
            work = _Restore(*self._wanted, tuple(self._keys))
            self._bridge.tasks.run(work, self.on_restored, self.on_refused, store=True)

    def _forget_keys(self) -> None:
        for key in self._keys:
            key.wipe()
        self._keys, self._wanted = [], None

    @Slot(object)
    def on_restored(self, result: tuple[Path, Backup | None]) -> None:
        """Open the file and say what became of the one before."""
        target, kept = result
        self._was_open = None
        self.busy_changed.emit(False)
        with with_keys(self._keys):
            opened = self._bridge.open_path(target)
        self._forget_keys()
        if opened:
            words = _("The backup is back in place.")
            if kept is not None:
                words = _("The backup is back in place. What was there before is the newest backup now.")
            self._bridge.notice.emit(words, "")

    @Slot(object)
    def on_refused(self, error: BaseException) -> None:
        """Ask for a passphrase that is missing; else open what was open, and say what stands against it."""
        self.busy_changed.emit(False)
        if isinstance(error, FileLocked) and not isinstance(error, WrongKey) and self._wanted is not None:
            self._ask(*self._wanted)
            return
        self._give_up()
        self._bridge.on_task_error(error)

    def _ask(self, source: Path, target: Path) -> None:
        from cxdesk.store import keys
        from ui.lock.ask_dialog import AskDialog

        known = {key.salt for key in self._keys}
        missing = keys.looks_locked(source) and keys.first_page(source)[: keys.SALT] not in known
        dialog = AskDialog(self._bridge, source if missing else target)
        dialog.given.connect(self.on_key)
        dialog.rejected.connect(self.on_not_given)
        dialog.open()

    @Slot(object)
    def on_key(self, key: Key) -> None:
        """Try it again with a key more."""
        self._keys.append(key)
        self._begin()

    @Slot()
    def on_not_given(self) -> None:
        """Leave it: nobody knows the passphrase now."""
        self._give_up()

    def _give_up(self) -> None:
        if self._was_open is not None:
            with with_keys(self._keys):
                self._bridge.open_path(self._was_open)
            self._was_open = None
        self._forget_keys()
