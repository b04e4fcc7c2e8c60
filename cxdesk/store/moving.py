"""Moves a workspace with its backups to another folder. Nothing is removed before all of it is there."""

from __future__ import annotations

import contextlib
import filecmp
import logging
from pathlib import Path

from cxdesk import errors
from cxdesk.i18n import _
from cxdesk.store import backup, check, db, files, keys
from cxdesk.store.lock import WorkspaceLock

_log = logging.getLogger(__name__)


def move(path: Path, folder: Path) -> Path:
    """Move a workspace that nobody has open, and its backups; return where it is now.

    Raises UserError where something of its name is there already, FileBusy, EnvironmentFault; then
    everything is where it was.
    """
    target = folder / path.name
    if target.exists():
        raise errors.UserError(
            _("There is a file called {file} already. Choose another folder; nothing was moved.").format(
                file=target
            )
        )
    lock = WorkspaceLock(path)
    if not lock.acquire():
        raise errors.FileBusy(
            _("{file} is open in another program. Close it there first.").format(file=path.name)
        )
    made: list[Path] = []
    try:
        pairs = [(path, target)]
        inside = files.folder_of(target)
        pairs += [(one.path, inside / one.path.name) for one in backup.listing(path)]
        try:
            inside.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise db.file_error(error, inside) from error
        for source, copy in pairs:
            if not copy.exists():
                files.copy(source, copy)
                made.append(copy)
        _verify(path, target)
    except BaseException:
        _remove(made)
        raise
    else:
        _remove([source for source, _copy in pairs])
    finally:
        lock.release()
    return target


def _verify(source: Path, copy: Path) -> None:
    if keys.of(copy) is None and keys.looks_locked(copy):  # it is moved without its passphrase
        if not filecmp.cmp(source, copy, shallow=False):
            raise db.copy_differs(copy)
        return
    report = check.verify_file(copy)
    if not report.ok:
        raise check.damaged(copy, report)


def _remove(paths: list[Path]) -> None:
    for path in paths:
        try:
            path.unlink()
        except OSError as error:
            _log.warning("a file could not be removed after a move: %s", error.strerror)
    for folder in {path.parent for path in paths if path.parent.name == files.FOLDER}:
        with contextlib.suppress(OSError):
            folder.rmdir()  # only where it is empty
