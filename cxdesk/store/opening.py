"""The open protocol: from the bytes of a file to a connection that may be trusted.

Header, lock, connection (a write that was cut off is taken back), tables, and for an older file a
verified backup and the migration. What takes long, `check.verify`, comes after the first paint in a
worker, at the latest before the first write.
"""

from __future__ import annotations

import errno
import logging
import os
from datetime import timedelta
from pathlib import Path

from cxdesk import __version__, clock, errors
from cxdesk.i18n import _
from cxdesk.store import check, db, derived, files, keys, surroundings
from cxdesk.store import lock as locks
from cxdesk.store.db import Connection
from cxdesk.store.keys import Held, Key
from cxdesk.store.lock import Holder, WorkspaceLock
from cxdesk.store.migrate import migrate
from cxdesk.store.model import Model

_log = logging.getLogger(__name__)
CLOCK_SLACK = timedelta(days=1)
# The folder can't be written to; anything else is a fault to tell.
_NO_WRITING = {errno.EACCES, errno.EPERM, errno.EROFS}


class Opened:
    """An open file. `why_read_only` is a sentence where it can only be read."""

    def __init__(
        self,
        path: Path,
        connection: Connection,
        lock: WorkspaceLock | None,
        why_read_only: str = "",
        notices: tuple[str, ...] = (),
        *,
        trusted: bool = False,
        held: Held | None = None,
    ) -> None:
        self.path = path
        self.held = held or keys.hold(path, None)
        self.connection = connection
        self.lock = lock
        self.why_read_only = why_read_only
        self.notices = notices
        self.trusted = trusted
        found = path.stat()
        self.identity = (found.st_dev, found.st_ino)
        self.data_version = _data_version(connection)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return bool(self.why_read_only)

    def check_place(self) -> None:
        """Raise FileMoved when the file is no longer where it was opened."""
        try:
            found = self.path.stat()
        except OSError as error:
            raise db.moved(self.path.name) from error
        if (found.st_dev, found.st_ino) != self.identity:
            raise db.moved(self.path.name)

    def still_ours(self) -> bool:
        """Tell whether nobody else has written since the last call. Raises FileMoved, EnvironmentFault."""
        self.check_place()
        with db.translated(self.path):
            now, before = _data_version(self.connection), self.data_version
        self.data_version = now
        return now == before

    @property
    def key(self) -> Key | None:
        """The key of a locked file, or None."""
        return self.held.key

    def close(self) -> None:
        """Close the connection, forget the key and let others write."""
        self.connection.close()
        self.held.release()
        if self.lock:
            self.lock.release()


def create(path: Path, model: Model) -> Opened:
    """Make a new, empty workspace. Raises UserError where there is a file already, EnvironmentFault."""
    if path.exists():
        raise errors.UserError(
            _("There is a file called {file} already. Choose another name; nothing was changed.").format(
                file=path.name
            )
        )
    lock = WorkspaceLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not lock.acquire():
            raise _held(path, lock.holder())
    except OSError as error:
        raise locks.fault(error, path) from error
    try:
        with files.part_of(path) as part:
            _make(part, model)
            for companion in files.companions(path):  # of a file that was here once
                companion.unlink(missing_ok=True)
            files.settle(part, path)
        return Opened(path, db.connect(path), lock, trusted=True)
    except BaseException:
        lock.release()
        raise


def open_file(
    path: Path,
    model: Model,
    *,
    read_only: bool = False,
    lock: WorkspaceLock | None = None,
    key: Key | None = None,
) -> Opened:
    """Open a workspace; where it can only be read, `why_read_only` says so.

    `lock` is one that is held already; `key` opens a locked file, and is copied. Raises FileTooNew,
    FileForeign, FileDamaged, FileLocked, FileBusy and other EnvironmentFaults; the file is then as it was.
    """
    path = files.followed(path)
    key = key or keys.of_what_is_there(path)
    header = check.check_header(path, model, key)
    why = _why_not_written(path, read_only=read_only)
    held = lock
    if not why and held is None:
        held, why = _locked(path)
    holding = keys.hold(path, key if header.encrypted else None)
    try:
        lone = header.write_ahead and not path.with_name(path.name + "-wal").exists()
        if why:
            connection = _readable(path, model)
        else:
            connection = _writable(path, model)
        notices = [] if why else _notices(path, connection, held, lone=lone)
        return Opened(path, connection, held, why, tuple(notices), held=holding)
    except BaseException:
        holding.release()
        if held and lock is None:
            held.release()
        raise


def _make(part: Path, model: Model) -> None:
    import uuid

    connection = db.connect(part, create=True)
    try:
        migrate(connection, model, part)
        with db.write(connection, part):
            connection.executemany(
                "INSERT INTO meta (key, value) VALUES (?, ?)",
                [
                    ("workspace", str(uuid.uuid4())),
                    ("made_with", __version__),
                    ("made_at", clock.stamp(clock.now())),
                ],
            )
    finally:
        connection.close()


def _why_not_written(path: Path, *, read_only: bool) -> str:
    if files.is_backup(path):
        return _("This is a backup, so it can only be looked at. Choose “Restore” to work with it again.")
    original = surroundings.original_of(path)
    if original:
        return _(
            "This looks like a second copy of {original} that a synchronising program made."
            " Look what differs, then keep the right one; to work with this one, save a copy of it."
        ).format(original=original.name)
    if read_only:
        return _("You asked to look only.")
    effective = os.access in os.supports_effective_ids
    return "" if os.access(path, os.W_OK, effective_ids=effective) else _no_writing(path)


def _locked(path: Path) -> tuple[WorkspaceLock | None, str]:
    """Return the lock, or why the file can only be read. Raises FileBusy, EnvironmentFault."""
    lock = WorkspaceLock(path)
    try:
        if lock.acquire():
            return lock, ""
    except OSError as error:
        if error.errno in _NO_WRITING:
            return None, _no_writing(path)
        raise locks.fault(error, path) from error
    raise _held(path, lock.holder())


def _no_writing(path: Path) -> str:
    return _(
        "{file} can be read but not changed in this place. Save a copy to a place where you may write."
    ).format(file=path.name)


def _held(path: Path, holder: Holder | None) -> errors.FileBusy:
    if holder is None:
        return errors.FileBusy(
            _("{file} is open in another program. You can look at it, or close it there first.").format(
                file=path.name
            )
        )
    return errors.FileBusy(
        _(
            "{file} is open already, by {user} on {host} since {since}. You can look at it, or close it"
            " there first."
        ).format(file=path.name, user=holder.user, host=holder.host, since=_moment(holder.since))
    )


def _moment(stamp: str) -> str:
    """Write an instant for a sentence, in the time of this place."""
    try:
        return clock.parse_stamp(stamp).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return stamp


def _readable(path: Path, model: Model) -> Connection:
    connection = db.look(path, alone=True)
    try:
        with db.translated(path):
            version = check.check_schema(connection, path, model)
            if version == model.version and not derived.missing(connection, model.specs.values()):
                return connection
            upgraded = _in_memory(connection, path, model, version)
    except BaseException:
        connection.close()
        raise
    connection.close()
    return upgraded


def _in_memory(source: Connection, path: Path, model: Model, version: int) -> Connection:
    """Return an older file, or one without its search, as this version would have it, without changing it."""
    connection = db.connect_memory()
    try:
        if keys.of(path):  # the engine copies no pages from a locked file to one that is not
            db.take_all(connection, path)
        else:
            source.backup(connection)
        if version < model.version:
            _migrated(connection, path, model)
        else:
            derived.create(connection, model.specs.values())
        connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _writable(path: Path, model: Model) -> Connection:
    if path.with_name(path.name + "-journal").exists():
        _log.info("the last write had been cut off; it is taken back")
    files.remove_leftovers(path)
    connection = db.connect(path)
    try:
        with db.translated(path):
            if check.check_schema(connection, path, model) < model.version:
                _upgrade(connection, path, model)
            elif derived.missing(connection, model.specs.values()):
                _derive(connection, path, model)
    except BaseException:
        connection.close()
        raise
    return connection


def _derive(connection: Connection, path: Path, model: Model) -> None:
    report = check.verify(connection, path)
    if not report.ok:
        raise check.damaged(path, report)
    with db.write(connection, path):
        derived.create(connection, model.specs.values())


def _upgrade(connection: Connection, path: Path, model: Model) -> None:
    """Bring an older file up to date; its verified backup stays for good."""
    from cxdesk.store import backup

    made = backup.make(path, "before-migration", connection=connection, model=model)
    _migrated(connection, path, model)
    _log.info("brought a file from version %d to %d", made.version, model.version)


def _migrated(connection: Connection, path: Path, model: Model) -> None:
    try:
        migrate(connection, model, path)
    except errors.CxDeskError:
        raise
    except Exception as error:
        _log.exception("a migration failed")
        raise errors.EnvironmentFault(
            _("{file} could not be brought up to this version of CX Desk. It is as it was.").format(
                file=path.name
            )
        ) from error


def _notices(path: Path, connection: Connection, lock: WorkspaceLock | None, *, lone: bool) -> list[str]:
    notices = []
    if lone:
        notices.append(
            _(
                "{file} was last used by a program that keeps the newest changes in a second file, {second},"
                " which is not here. If something is missing, look for it where this one came from."
            ).format(file=path.name, second=path.name + "-wal")
        )
    left = lock.left_behind if lock else None
    if left and not left.is_here:
        notices.append(
            _(
                "{file} was not closed on {host}, where {user} opened it on {since}."
                " If it is still open there, close it there before you go on."
            ).format(file=path.name, host=left.host, user=left.user, since=_moment(left.since))
        )
    with db.translated(path):
        last_seen = connection.execute("SELECT last_seen FROM state").fetchone()[0]
    if last_seen > clock.stamp(clock.now() + CLOCK_SLACK):
        notices.append(
            _(
                "The clock of this computer says {now}, but {file} was last changed on {last}."
                " Set the clock right; until then no old backup is removed."
            ).format(now=_moment(clock.stamp(clock.now())), file=path.name, last=_moment(last_seen))
        )
    return notices


def _data_version(connection: Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
