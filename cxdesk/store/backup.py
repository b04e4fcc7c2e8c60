"""Backups: a verified copy beside the file, named by date and number; and the way back from one.

A copy is made with the backup API under another name, verified, synced and only then given its name.
What is in `backups/` under a final name is therefore whole.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from cxdesk import clock, errors
from cxdesk.i18n import _
from cxdesk.paths import SUFFIX
from cxdesk.store import check, db, files, keys
from cxdesk.store import lock as locks
from cxdesk.store.db import Connection
from cxdesk.store.files import folder_of
from cxdesk.store.keys import Key
from cxdesk.store.lock import WorkspaceLock
from cxdesk.store.model import Model, default_model

Reason = Literal[
    "open",
    "timer",
    "close",
    "asked",
    "before-migration",
    "before-restore",
    "before-import",
    "before-erase",
    "before-passphrase",
]
EVERY = timedelta(minutes=30)
DAILY = timedelta(hours=24)
Progress = Callable[[int, int], None]
_STEP = 256
_NAME = (
    r"-(?P<date>\d{4}-\d\d-\d\d)T(?P<time>\d\d-\d\d-\d\d)Z-seq(?P<sequence>\d{5,})-v(?P<version>\d+)"
    rf"-(?P<reason>{'|'.join(get_args(Reason))}){re.escape(SUFFIX)}"
)
_log = logging.getLogger(__name__)
# Workspaces that were restored since this program started: the wrong restore must not thin the good backups.
_restored: set[Path] = set()


class Backup(NamedTuple):
    """One backup. `counts` are its records by kind; empty where it can't be read."""

    path: Path
    made_at: str
    sequence: int
    reason: str
    version: int
    size: int = 0
    operation: int = 0
    counts: Mapping[str, int] = MappingProxyType({})


# Making


def make(
    path: Path, reason: Reason, *, connection: Connection | None = None, to: Path | None = None,
    second: Path | None = None, progress: Progress | None = None, model: Model | None = None,
) -> Backup:  # fmt: skip
    """Make a verified backup of the workspace `path`, thin the older ones, and return it.

    Runs in any thread; with the `connection` of a workspace, in its own. `to` names a new file to make
    instead of one beside `path`. A copy goes to the folder `second` when all else is done.
    Raises EnvironmentFault; nothing half is left then, and what was there stays.
    """
    source = connection if connection is not None else db.look(path)
    try:
        with db.translated(path):
            target = to or _next(path, reason, check.check_schema(source, path, model or default_model()))
        if to and to.exists():
            raise errors.UserError(
                _("There is a file called {file} already. Choose another name; nothing was changed.").format(
                    file=to
                )
            )
        made = _copied(source, path, target, progress)
    finally:
        if connection is None:
            source.close()
    if not to:
        _thin(path, folder_of(path), made.version)
    if second:
        copy_to(made, path, second)
    return made


def copy_to(made: Backup, path: Path, folder: Path) -> None:
    """Copy a backup of `path` to a second place, and thin there. Raises EnvironmentFault."""
    if not folder.is_dir():
        raise errors.EnvironmentFault(
            _(
                "{folder} is not there, so no second copy of the backup was made. It will be tried again."
            ).format(folder=folder)
        )
    copy = folder / made.path.name
    files.copy(made.path, copy)
    report = check.verify_file(copy)
    if not report.ok:
        copy.unlink(missing_ok=True)
        raise check.damaged(copy, report)
    _thin(path, folder, made.version)


def bring(path: Path, folder: Path) -> bool:
    """Copy the newest backup of `path` to a second place that lacks it; tell whether that can be reached.

    Raises EnvironmentFault when it is there but takes no copy.
    """
    if not folder.is_dir():
        return False
    made = next(iter(by_name(path, folder_of(path))), None)
    if made is not None and not (folder / made.path.name).exists():
        copy_to(made, path, folder)
    return True


def due(path: Path, *, changed: bool, now: datetime | None = None, closing: bool = False) -> Reason | None:
    """Return why a backup should be made now, or None. `changed` means since the newest one."""
    now = now or clock.now()
    newest = next(iter(by_name(path, folder_of(path))), None)
    age = now - clock.parse_stamp(newest.made_at) if newest else None
    if changed and closing:
        return "close"
    if age is None or age > DAILY:
        return "open"
    # A clock that was set back makes the age negative, and must not keep backups from being made.
    return "timer" if changed and (age >= EVERY or age < -EVERY) else None


def save_copy(connection: Connection, path: Path, target: Path) -> None:
    """Write what an open workspace says to a new file, verified. Raises UserError, EnvironmentFault."""
    if target.exists():
        raise errors.UserError(
            _("There is a file called {file} already. Choose another name; nothing was changed.").format(
                file=target
            )
        )
    _copied(connection, path, target, None)


# Finding


def listing(path: Path, folder: Path | None = None) -> list[Backup]:
    """Return the backups of `path`, newest first, with what is in them. Opens each: for a worker."""
    return [_read(found) for found in by_name(path, folder or folder_of(path))]


def newest(path: Path) -> Backup | None:
    """Return the newest backup, or None."""
    found = by_name(path, folder_of(path))
    return _read(found[0]) if found else None


def newest_good(path: Path) -> Backup | None:
    """Return the newest backup that passes the check, or None."""
    for found in by_name(path, folder_of(path)):
        with contextlib.suppress(errors.EnvironmentFault):
            if check.verify_file(found.path).ok:
                return _read(found)
    return None


# Going back


def restore(
    source: Path, path: Path, *, lock: WorkspaceLock | None = None, model: Model | None = None
) -> Backup | None:
    """Put the backup `source` in the place of `path`; return the backup of what was there, or None.

    `lock` is that of the caller who has the file open, and has closed its connection. Thinning rests
    until the program starts again. The file stays locked with its key, if it was, else it is locked as
    the backup was. Whom the file or a backup of it says to have erased since is erased in it again. Raises
    EnvironmentFault; the file is as it was then.
    """
    from cxdesk.store import erasing

    model, path = model or default_model(), files.followed(path)
    header = check.check_header(source, model)
    key = _key_after(source if header.encrypted else None, path)
    held = lock or taken(path)
    try:
        with files.part_of(path) as part:
            if keys.are_same(key, keys.of(source)):
                _copy_pages(db.look(source, alone=True), part, None, key=key, close=True)
            else:
                copy_content(source, part, key)
            _check_copy(part, source, model)
            others = (path, *(one.path for one in by_name(path)))
            erasing.tell(part, erasing.remember(part, others, model), model)
            kept = _set_aside(path, model) if path.exists() else None
            for companion in files.companions(path):
                companion.unlink(missing_ok=True)
            files.settle(part, path)
    finally:
        if lock is None:
            held.release()
    _restored.add(path.resolve())
    return kept


def _key_after(source: Path | None, path: Path) -> Key | None:
    """Return what a file is locked with after a restore; `source` is the backup if that is locked.

    Raises FileLocked where nobody could say that the passphrase is to go.
    """
    key = keys.of(path) if path.exists() else None
    if key or source:
        return key or keys.of(source or path)
    if keys.looks_locked(path):
        raise errors.FileLocked(
            _(
                "{file} is locked with a passphrase and the backup is not. Give the passphrase, or restore"
                " the backup under another name; nothing was changed."
            ).format(file=path.name)
        )
    return None


def taken(path: Path) -> WorkspaceLock:
    """Return the lock of a file that nobody has open. Raises FileBusy, EnvironmentFault."""
    lock = WorkspaceLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if lock.acquire():
            return lock
    except OSError as error:
        raise locks.fault(error, path) from error
    raise errors.FileBusy(
        _("{file} is open in another program. Close it there first.").format(file=path.name)
    )


def _check_copy(part: Path, source: Path, model: Model) -> None:
    connection = db.connect(part, read_only=True)
    try:
        check.check_schema(connection, source, model)
        report = check.verify(connection, source)
    finally:
        connection.close()
    if not report.ok:
        raise check.damaged(source, report)


def _set_aside(path: Path, model: Model) -> Backup:
    """Give what is at `path` a second name among the backups, as it is, damaged or not.

    A write that was cut off is taken back first if it can be; if not, its journal goes along.
    """
    version = 0
    with contextlib.suppress(errors.EnvironmentFault):
        header = check.check_header(path, model)
        version = header.user_version
        db.connect(path).close()
    target = _next(path, "before-restore", version)
    try:
        os.link(path, target)
    except OSError:  # a file system without links
        files.copy(path, target)
    for companion, other in zip(files.companions(path), files.companions(target), strict=True):
        if companion.exists():
            companion.replace(other)
    files.sync_folder(target.parent)
    _log.info("kept what was there as %s", target.name)
    return _read(_named(target, path) or Backup(target, "", 0, "before-restore", version))


# Inside


def _copied(source: Connection, path: Path, target: Path, progress: Progress | None) -> Backup:
    with files.part_of(target) as part:
        _copy_pages(source, part, progress, key=keys.of(path))
        copy = db.connect(part, read_only=True)
        try:
            report = check.verify(copy, path)
            if not report.ok:
                raise check.damaged(path, report)
            with db.translated(part):
                version = int(copy.execute("PRAGMA user_version").fetchone()[0])
                operation = copy.execute("SELECT operation FROM state").fetchone()[0]
        finally:
            copy.close()
        files.settle(part, target)
        size = target.stat().st_size
    named = _named(target, path) or Backup(target, clock.stamp(clock.now()), 0, "asked", version)
    return Backup(
        target, named.made_at, named.sequence, named.reason, version, size, operation, report.counts
    )


def copy_content(source: Path, part: Path, key: Key | None) -> None:
    """Copy what a file says into a new one with another key, or with none."""
    db.look(source, alone=True).close()  # takes back what was cut off
    with db.translated(part):
        copy = db.scratch(part, key)
        try:
            db.take_all(copy, source)
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()


def _copy_pages(
    source: Connection, part: Path, progress: Progress | None, *, key: Key | None, close: bool = False
) -> None:
    """Copy in steps, so that whoever writes to the source waits for one step at most.

    The engine copies from a locked file only to one with the same `key`.
    """
    try:
        with db.translated(part):
            copy = db.scratch(part, key)
            try:
                source.backup(copy, pages=_STEP, progress=_told(progress), sleep=0.01)
                copy.execute("PRAGMA journal_mode=DELETE")
            finally:
                copy.close()
    finally:
        if close:
            source.close()


def _told(progress: Progress | None) -> Callable[[int, int, int], None] | None:
    if progress is None:
        return None
    tell = progress
    return lambda _status, left, total: tell(total - left, total)


def _next(path: Path, reason: Reason, version: int) -> Path:
    folder = folder_of(path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise db.file_error(error, folder) from error
    number = 1 + max((backup.sequence for backup in by_name(path, folder)), default=0)
    stamp = clock.stamp(clock.now()).replace(":", "-")
    return folder / f"{path.stem}-{stamp}-seq{number:05}-v{version}-{reason}{SUFFIX}"


def by_name(path: Path, folder: Path | None = None) -> list[Backup]:
    """Return the backups of `path` in a folder by their names alone, newest first. Opens none."""
    try:
        inside = list((folder or folder_of(path)).iterdir())
    except OSError:
        return []
    found = (_named(one, path) for one in inside)
    return sorted(filter(None, found), key=lambda backup: (backup.sequence, backup.made_at), reverse=True)


def _named(backup: Path, path: Path) -> Backup | None:
    if not backup.name.startswith(path.stem):
        return None
    match = re.fullmatch(_NAME, backup.name[len(path.stem) :])
    if not match:
        return None
    made_at = f"{match['date']}T{match['time'].replace('-', ':')}Z"
    try:
        clock.parse_stamp(made_at)
    except ValueError:
        return None
    return Backup(backup, made_at, int(match["sequence"]), match["reason"], int(match["version"]))


def _read(backup: Backup) -> Backup:
    """Return the backup with what its file says of itself."""
    counts: dict[str, int] = {}
    operation = size = 0
    with contextlib.suppress(OSError, errors.EnvironmentFault, db.DatabaseError):
        size = backup.path.stat().st_size
        connection = db.connect(backup.path, read_only=True)
        try:
            with db.translated(backup.path):
                operation = connection.execute("SELECT operation FROM state").fetchone()[0]
                counts = dict(
                    connection.execute("SELECT kind, rows FROM total WHERE kind <> 'history' ORDER BY kind")
                )
        finally:
            connection.close()
    return Backup(
        backup.path, backup.made_at, backup.sequence, backup.reason, backup.version, size, operation, counts
    )


def _thin(path: Path, folder: Path, version: int) -> None:
    if path.resolve() in _restored:
        return
    from cxdesk.store import thinning

    for backup in thinning.superfluous(by_name(path, folder), now=clock.now(), version=version):
        try:
            backup.path.unlink()
        except OSError as error:
            _log.warning("a backup could not be removed: %s", error.strerror)
