"""Locks a workspace, changes its passphrase or takes the lock away, and does the same to its backups.

Always a whole new file is written beside the old one, compared with it, synced and moved into its place. So
there is never a file that is half locked, and the key of a former passphrase opens nothing new.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cxdesk import errors
from cxdesk.i18n import _
from cxdesk.store import backup, check, db, files, keys, locked_pages
from cxdesk.store.backup import Backup
from cxdesk.store.db import Connection
from cxdesk.store.keys import Key
from cxdesk.store.lock import WorkspaceLock
from cxdesk.store.model import Model, default_model

_log = logging.getLogger(__name__)


def check_is_plain(path: Path) -> None:
    """Raise UserError where a file is locked already, EnvironmentFault where it is none of ours."""
    if keys.looks_locked(path):
        raise errors.UserError(
            _("{file} is locked with a passphrase already. Nothing was changed.").format(file=path.name)
        )
    check.check_header(path, default_model())


def encrypt(path: Path, key: Key) -> Backup:
    """Lock a workspace that nobody has open with `key`, of `cipher.new_key`.

    Return the backup of it, which is not locked. Raises UserError where it is locked already, and
    EnvironmentFault; the file is as it was then.
    """
    check_is_plain(path)
    return set_key(path, key)


def change_key(path: Path, old: Key, new: Key) -> Backup:
    """Lock a workspace that nobody has open with another key. Its backups keep the old one.

    Raises EnvironmentFault; the file is as it was then.
    """
    with keys.offered(old):
        return set_key(path, new)


def decrypt(path: Path, key: Key) -> Backup:
    """Take the lock from a workspace that nobody has open; return its backup, which is locked still.

    Raises EnvironmentFault; the file is as it was then.
    """
    with keys.offered(key):
        return set_key(path, None)


def set_key(
    path: Path, key: Key | None, *, lock: WorkspaceLock | None = None, model: Model | None = None
) -> Backup:
    """Write a workspace anew, locked with `key` or with none; return the backup of what was there.

    The key it has must be known to this process. `lock` is that of the caller who has the file open, and
    has closed its connection. Raises EnvironmentFault; the file is as it was then.
    """
    model, path = model or default_model(), files.followed(path)
    check.check_header(path, model)
    held = lock or backup.taken(path)
    try:
        made = backup.make(path, "before-passphrase", model=model)
        _write_anew(path, key)
    finally:
        if lock is None:
            held.release()
    _log.info("the file was written anew, %s", "locked" if key else "not locked")
    return made


# Backups


def plain_backups(path: Path, folder: Path | None = None) -> list[Backup]:
    """Return the backups of `path` that everybody can read, newest first."""
    return [one for one in backup.by_name(path, folder) if keys.is_plain(one.path)]


def backups_with_other_keys(path: Path, key: Key, folder: Path | None = None) -> list[Backup]:
    """Return the backups of `path` that are locked, but not with `key`, newest first."""
    found = (one for one in backup.by_name(path, folder) if not keys.is_plain(one.path))
    return [one for one in found if not locked_pages.opens(key, one.path)]


def lock_backups(found: Iterable[Backup], key: Key | None) -> list[Backup]:
    """Lock backups with `key`, each under its name; return those that could not be, and are as they were.

    The keys that they have must be known to this process.
    """
    left = []
    for one in found:
        try:
            _write_anew(one.path, key)
        except errors.EnvironmentFault as fault:
            _log.warning("a backup could not be locked: %s", type(fault).__name__)
            left.append(one)
    return left


def remove_backups(found: Iterable[Backup]) -> list[Backup]:
    """Remove backups; return those that could not be removed."""
    left = []
    for one in found:
        try:
            files.remove_part(one.path)
        except OSError as error:
            _log.warning("a backup could not be removed: %s", error.strerror)
            left.append(one)
    return left


# Inside


def _write_anew(path: Path, key: Key | None) -> None:
    with files.part_of(path) as part, keys.offered(key):
        source = db.look(path, alone=True)
        try:
            backup.copy_content(path, part, key)
            _compare(source, part, path)
        finally:
            source.close()
        for companion in files.companions(path):
            companion.unlink(missing_ok=True)
        files.settle(part, path)


def _compare(source: Connection, part: Path, path: Path) -> None:
    copy = db.connect(part, read_only=True)
    try:
        report = check.verify(copy, path)
        if not report.ok:
            raise check.damaged(path, report)
        with db.translated(path):
            if _summary(source) != _summary(copy):
                raise db.copy_differs(path)
    finally:
        copy.close()


def _summary(connection: Connection) -> dict[str, Any]:
    """Return what a file and its copy must have in common: versions, tables, and how many rows each has."""
    tables = sorted(tuple(row) for row in connection.execute("SELECT type, name, sql FROM sqlite_master"))
    names = [
        name
        for kind, name, sql in tables
        if kind == "table" and not (sql or "").upper().startswith("CREATE VIRTUAL")
    ]
    said: dict[str, Any] = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names
    }
    for pragma in ("application_id", "user_version"):
        said[pragma] = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    given = connection.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
    return said | {"": tables, "numbers given": [tuple(row) for row in given]}
