"""The one place that opens a connection, and where SQLite's errors become ours.

The engine is sqlcipher3 for plain and encrypted files alike, so that every system has the same,
recent SQLite. Rollback journal (DELETE) with `synchronous=EXTRA`: a file copied alone is whole, and
a power cut loses no acknowledged operation; see docs/decisions.md.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import sqlcipher3.dbapi2 as driver

from cxdesk import errors
from cxdesk.i18n import _
from cxdesk.store import keys
from cxdesk.store.keys import Key
from cxdesk.store.steps import Steps, aside

Connection = Any  # sqlcipher3 ships no types
DatabaseError = driver.Error

MAGIC = b"SQLite format 3\x00"
APPLICATION_ID = 0x43584453  # "CXDS"
BUSY_SECONDS = 5.0
_SAID = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "database is locked": "SQLITE_BUSY",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "unable to open database file": "SQLITE_CANTOPEN",
}
CACHE, SMALL_CACHE = "cache_size=-8192", "cache_size=-64"
"""What a connection keeps of the file; the small one while much is read that is needed once."""
STATEMENTS = 512
"""So many statements are kept compiled. When that is full, the driver throws out the newest: those of an edit
must find room beside the hundred of a check of the file and those by which pages are read."""
FEW_STATEMENTS = 4
"""For a connection that hardly asks the same twice: each statement takes some KB."""
_PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    CACHE,
)


class Header(NamedTuple):
    """What the first 100 bytes say, read without SQLite and without a lock."""

    size: int
    is_sqlite: bool
    application_id: int = 0
    user_version: int = 0
    write_ahead: bool = False
    encrypted: bool = False


def read_header(path: Path) -> Header:
    """Read the header. Raises EnvironmentFault when the file can't be read at all.

    Only while this process has no connection to the file: closing any handle of it gives up all the
    locks that POSIX knows of this process.
    """
    try:
        with path.open("rb") as file:
            first = file.read(100)
            size = path.stat().st_size
    except OSError as error:
        raise file_error(error, path) from error
    if len(first) < 100 or not first.startswith(MAGIC):
        return Header(size=size, is_sqlite=False)
    (user_version,) = struct.unpack(">i", first[60:64])
    (application_id,) = struct.unpack(">i", first[68:72])
    return Header(
        size=size, is_sqlite=True, application_id=application_id, user_version=user_version,
        write_ahead=first[18] == 2 or first[19] == 2,
    )  # fmt: skip


def connect(
    path: Path,
    *,
    read_only: bool = False,
    create: bool = False,
    frozen: bool = False,
    busy: float = BUSY_SECONDS,
    statements: int = STATEMENTS,
) -> Connection:
    """Open `path` with the pragmas of the store. Raises EnvironmentFault.

    The pragmas read what tables there are, so what can't be read is known here. `frozen` reads a
    file that nobody writes to, without locks and without a file beside it. A locked file is opened with
    the key that this process has of it; without one it raises FileLocked.
    """
    key = keys.of(path)
    mode = "ro" if read_only else ("rwc" if create else "rw")
    uri = f"file:{quote(str(path.resolve()))}?mode={mode}" + ("&immutable=1" if frozen else "")
    try:
        with translated(path):
            return _connected(uri, key, busy, statements, read_only=read_only)
    except errors.FileDamaged:
        if key is not None:
            raise keys.damaged(path) from None
        if keys.looks_locked(path):
            raise keys.locked(path) from None
        raise


def _connected(uri: str, key: Key | None, busy: float, statements: int, *, read_only: bool) -> Connection:
    # Only the end of a long operation goes to another thread (`Commit.aside`): who reads then waits for it.
    connection = driver.connect(
        uri, uri=True, timeout=busy, isolation_level=None, check_same_thread=read_only,
        cached_statements=statements,
    )  # fmt: skip
    try:
        _unlock(connection, key)
        connection.row_factory = driver.Row
        for pragma in _PRAGMAS:
            if read_only and pragma.startswith("journal_mode"):
                continue
            connection.execute(f"PRAGMA {pragma}")
        if read_only:
            connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def passing_through(connection: Connection) -> Iterator[None]:
    """Keep little of the pages that are read meanwhile: a long list's index is gone through only once."""
    connection.execute(f"PRAGMA {SMALL_CACHE}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA {CACHE}")


def _unlock(connection: Connection, key: Key | None) -> None:
    if key is not None:
        connection.execute("PRAGMA cipher_log_level=NONE")  # it would write to standard error
        connection.execute(f'PRAGMA key="{key.for_engine()}"')


def peek(path: Path, key: Key) -> tuple[int, int]:
    """Return application id and version of a locked file, from its first page alone, and nothing written."""
    with translated(path):
        uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        connection = driver.connect(uri, uri=True, isolation_level=None)
        try:
            _unlock(connection, key)
            application_id = connection.execute("PRAGMA application_id").fetchone()[0]
            return int(application_id), int(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()


def take_all(target: Connection, path: Path) -> None:
    """Copy all of the file `path` into an empty database, whether either of them is locked or not.

    After an error `target` is of no use but to be closed.
    """
    key = keys.of(path)
    uri = f"file:{quote(str(path.resolve()))}?mode=ro"
    target.execute("PRAGMA cipher_log_level=NONE")
    target.execute("ATTACH DATABASE ? AS source KEY ?", (uri, key.for_engine() if key else ""))
    target.execute("SELECT sqlcipher_export('main', 'source')").fetchone()
    for name in ("application_id", "user_version"):  # which the engine leaves behind
        value = target.execute(f"PRAGMA source.{name}").fetchone()[0]
        target.execute(f"PRAGMA main.{name}={value}")
    target.execute("DETACH DATABASE source")
    target.execute(
        "PRAGMA writable_schema=RESET"
    )  # reads the tables again: search tables are known from now on


def connect_scratch(path: Path, key: Key) -> Connection:
    """Make a file for the time being, locked with `key`, without any care for what a power cut leaves."""
    connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
    _unlock(connection, key)
    return connection


def connect_memory() -> Connection:
    """Open an empty database that is gone when it is closed."""
    connection = driver.connect("file::memory:", uri=True, isolation_level=None)
    connection.row_factory = driver.Row
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


def connect_damaged(path: Path, text: Callable[[bytes], str]) -> Connection:
    """Open a copy of a damaged file to read what can be read; `text` makes do with any letters."""
    connection = driver.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True, isolation_level=None)
    _unlock(connection, keys.of(path))
    connection.row_factory = driver.Row
    connection.text_factory = text
    connection.execute("PRAGMA writable_schema=ON")  # then tables that can't be understood are passed over
    return connection


def look(path: Path, *, alone: bool = False, statements: int = STATEMENTS) -> Connection:
    """Open `path` to read only. Raises EnvironmentFault.

    A write that was cut off is taken back first, as far as the folder may be written: until then
    nobody can tell what the file says. `alone` tells that this process has no other connection to it;
    then a file left in write-ahead mode gets no companions from being read.
    """
    frozen = alone and read_header(path).write_ahead and not path.with_name(path.name + "-wal").exists()
    try:
        return connect(path, read_only=True, frozen=frozen, statements=statements)
    except errors.EnvironmentFault as fault:
        cut_off = path.with_name(path.name + "-journal").exists()
        if not cut_off or isinstance(fault, errors.FileBusy | errors.FileDamaged):
            raise
    _take_back(path)
    return connect(path, read_only=True, statements=statements)


def scratch(path: Path, key: Key | None = None) -> Connection:
    """Open a new file that counts for nothing until it is finished: no journal, no sync. `key` locks it."""
    with translated(path):
        connection = driver.connect(f"file:{quote(str(path.resolve()))}", uri=True, isolation_level=None)
        _unlock(connection, key)
        connection.row_factory = driver.Row
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=50"):
            connection.execute(f"PRAGMA {pragma}")
    return connection


def _take_back(path: Path) -> None:
    try:
        connect(path).close()
    except errors.EnvironmentFault as fault:
        raise errors.EnvironmentFault(
            _(
                "{file} was being written when its program ended, and it can't be put in order here."
                " Copy it, together with {journal}, to a place where you may write, and open it there."
            ).format(file=path.name, journal=path.name + "-journal")
        ) from fault


class Commit:
    """The end of a transaction; what is not done aside is done as the block of `write` is left."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.done = False

    def now(self) -> None:
        """Make all that was written durable."""
        self._connection.execute("COMMIT")
        self.done = True

    def aside(self) -> Steps[None]:
        """Do the same on another thread, in short steps: the disk may take long over very many pages.

        Nothing else may be done in the block then. Once this has begun it is too late to give up: `done`
        tells how it went.
        """
        yield from aside(self.now)


@contextmanager
def write(connection: Connection, path: Path | None = None) -> Iterator[Commit]:
    """Run the block as one transaction that holds the write lock from its start.

    Raises EnvironmentFault for what the file system or another program does; everything of the
    block is taken back then, and for any other error.
    """
    with _DriverErrors(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield (commit := Commit(connection))
            if not commit.done:
                commit.now()
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


class _DriverErrors:
    """Turns errors of the driver into ours. Every read goes through one, so it is no generator."""

    __slots__ = ("_path",)

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, driver.Error) and (fault := _fault(error, self._path)) is not None:
            raise fault from error


class _Translated(_DriverErrors):
    """Turns errors of reading into ours, too."""

    __slots__ = ()

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, UnicodeDecodeError):
            raise _damaged(self._path.name if self._path else _("the file")) from error
        super().__exit__(kind, error, trace)


def translated(path: Path | None = None) -> _Translated:
    """Turn errors of the driver into ours; ours and all others pass.

    The names of tables and columns in its messages are decoded strictly, so a torn list of tables
    shows as UnicodeDecodeError.
    """
    return _Translated(path)


def _damaged(file: str) -> errors.FileDamaged:
    sentence = _("{file} is damaged, or it is locked with a password. Nothing in it was changed.")
    return errors.FileDamaged(sentence.format(file=file))


def _fault(error: Exception, path: Path | None) -> errors.CxDeskError | None:
    """Return our fault for a result code: the driver tells primary codes only, for backups not even that."""
    name: str = getattr(error, "sqlite_errorname", None) or ""
    if name in {"", "SQLITE_ERROR"}:  # so the engine's export says, whatever happened to it
        name = _SAID.get(str(error), name)
    if not name and str(error).startswith("Could not decode"):  # letters that can't have been written so
        name = "SQLITE_CORRUPT"
    where = str(path.parent) if path else _("the disk")
    file = path.name if path else _("the file")
    if name == "SQLITE_FULL":
        return disk_full(where)
    if name in {"SQLITE_BUSY", "SQLITE_LOCKED"}:
        sentence = _("Another program is writing to {file}. Nothing was changed; try again in a moment.")
        return errors.FileBusy(sentence.format(file=file))
    if name in {"SQLITE_READONLY", "SQLITE_PERM"}:
        sentence = _("{file} can be read but not changed here. Save a copy to a place where you may write.")
        return errors.ReadOnly(sentence.format(file=file))
    if name in {"SQLITE_CORRUPT", "SQLITE_NOTADB"}:
        return _damaged(file)
    if name == "SQLITE_IOERR" and path and path.exists():
        return errors.DiskFull(
            _(
                "{where} could not be written: it is full, or it fails. Nothing was lost;"
                " free some space there and try again, or save a copy in another place."
            ).format(where=where)
        )
    if name in {"SQLITE_CANTOPEN", "SQLITE_IOERR"}:
        sentence = _("{file} can't be reached. Check that its drive is there, and try again.")
        return errors.EnvironmentFault(sentence.format(file=file))
    return None


def disk_full(where: str) -> errors.DiskFull:
    """Return the fault of a full disk at `where`."""
    return errors.DiskFull(
        _("There is not enough space on {where}. Nothing was lost; free some space and try again.").format(
            where=where
        )
    )


def copy_differs(copy: Path) -> errors.EnvironmentFault:
    """Return the fault of a copy that does not say what was written to it."""
    return errors.EnvironmentFault(
        _("The copy in {where} is not like {file}: that place can't be trusted. Choose another one.").format(
            where=copy.parent, file=copy.name
        )
    )


def moved(file: str) -> errors.FileMoved:
    """Return the fault of a file that is not where it was opened."""
    return errors.FileMoved(
        _(
            "{file} was moved, deleted or replaced while it was open. Save a copy, or find where it went."
        ).format(file=file)
    )


def file_error(error: OSError, path: Path) -> errors.EnvironmentFault:
    """Return the fault that says what the operating system refused."""
    import errno

    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return disk_full(str(path.parent))
    if isinstance(error, FileNotFoundError):
        return errors.EnvironmentFault(
            _("{file} is not there. It may have been moved or renamed; choose it again.").format(file=path)
        )
    if isinstance(error, PermissionError):
        return errors.ReadOnly(
            _("This computer does not let you use {file}. Choose another place.").format(file=path)
        )
    return errors.EnvironmentFault(
        _("{file} can't be used: {why}. Choose another place, or try again.").format(
            file=path, why=error.strerror
        )
    )
