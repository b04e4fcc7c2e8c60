"""Who holds a file: an OS lock on `FILE.lock` that ends with the process, and in it whose it is."""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxdesk import clock, errors
from cxdesk.i18n import _
from cxdesk.store import db, files

if TYPE_CHECKING:
    from filelock import FileLock

# The lock covers the first byte, and Windows lets nobody else read a byte that is locked.
_NOTE_AT = 1
_LONGEST_NOTE = 4_000
_TRIES = 5
# Nothing is wrong with the place but that it takes no locks, or that something lies where the lock goes.
_NO_LOCKS = {
    errno.ENOLCK,
    errno.ENOSYS,
    errno.EOPNOTSUPP,
    errno.EINVAL,
    errno.EBADF,
    errno.ELOOP,
    errno.EISDIR,
}


class Holder(NamedTuple):
    """Who has the file open for writing, where, and since when."""

    user: str
    host: str
    pid: int
    since: str

    @property
    def is_here(self) -> bool:
        """Whether it was on this computer: then the lock itself tells that it ended."""
        return self.host == _host()


class WorkspaceLock:
    """The lock on a workspace. After `acquire`, `left_behind` is the note of a holder that never let go.

    It lies beside the file itself, so that all who come by links meet at the same one.
    """

    def __init__(self, path: Path) -> None:
        self._workspace = files.followed(path)
        self.path = self._workspace.with_name(self._workspace.name + ".lock")
        self.left_behind: Holder | None = None
        self._lock: _PosixLock | _OtherLock | None = None

    def acquire(self) -> bool:
        """Take the lock if nobody has it. Raises OSError where no file can be made, or none be locked."""
        for _try in range(_TRIES):
            # A holder that lets go removes the file: what was locked then has no name, and counts as taken.
            self._lock = _take(self.path, self._mode())
            if self._lock is not None:
                break
        else:
            return False
        self.left_behind = self.holder()
        us = Holder(_user(), _host(), os.getpid(), clock.stamp(clock.now()))
        with contextlib.suppress(OSError):  # the note is a courtesy; the lock itself holds
            self._lock.write(json.dumps(us._asdict()).encode())
        return True

    def holder(self) -> Holder | None:
        """Return who holds it, as far as the note says."""
        try:
            note = self._lock.read() if self._lock is not None else _read(self.path)
            return Holder(**json.loads(note))
        except (OSError, ValueError, TypeError):
            return None

    def release(self) -> None:
        """Let go, and take the file away. A file of that name that is not ours stays."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _mode(self) -> int:
        """Let those who may write the workspace take over a lock that a crash left behind."""
        try:
            return self._workspace.stat().st_mode & 0o666
        except OSError:  # it is not made yet
            return 0o644


def fault(error: OSError, path: Path) -> errors.EnvironmentFault:
    """Return the fault of a workspace whose lock could not be taken."""
    if error.errno not in _NO_LOCKS:
        return db.file_error(error, path)
    return errors.EnvironmentFault(
        _(
            "{file} can't be kept from being written by two programs at once where it is: {why}."
            " Copy it to a disk of this computer. If there is something called {lock}, remove that first."
        ).format(file=path.name, why=error.strerror, lock=path.name + ".lock")
    )


class _PosixLock:
    """An advisory lock on an open file, as `filelock` takes it: to load that takes a tenth of the start.

    Note and removal go through the file that is locked, whatever lies under its name by now.
    """

    def __init__(self, path: Path, opened: int) -> None:
        self._path, self._opened = path, opened

    def read(self) -> bytes:
        """Return the note in it."""
        return os.pread(self._opened, _LONGEST_NOTE, _NOTE_AT)

    def write(self, note: bytes) -> None:
        """Put a note in it. Raises OSError."""
        os.ftruncate(self._opened, _NOTE_AT)
        os.pwrite(self._opened, note, _NOTE_AT)

    def is_named(self) -> bool:
        """Tell whether the file still has its name, where whoever comes next looks for it."""
        try:
            found = self._path.lstat()
        except FileNotFoundError:
            return False
        return os.path.samestat(found, os.fstat(self._opened))

    def close(self) -> None:
        """Let go."""
        os.close(self._opened)

    def release(self) -> None:
        """Remove the file while it is held: who opened it meanwhile sees it has no name, and starts over."""
        with contextlib.suppress(OSError):  # left behind, it is harmless
            if self.is_named():
                self._path.unlink()
        self.close()


class _OtherLock:
    """A lock that `filelock` holds, and that it removes after it let go, unless someone has opened it."""

    def __init__(self, path: Path, lock: FileLock) -> None:
        self._path, self._lock = path, lock

    def read(self) -> bytes:
        """Return the note in it. Raises OSError."""
        return _read(self._path)

    def write(self, note: bytes) -> None:
        """Put a note in it. Raises OSError."""
        with self._path.open("rb+", buffering=0) as file:
            file.truncate(_NOTE_AT)
            file.seek(_NOTE_AT)
            file.write(note)

    def release(self) -> None:
        """Let go."""
        self._lock.release()


def _read(path: Path) -> bytes:
    with path.open("rb", buffering=0) as file:
        file.seek(_NOTE_AT)
        return file.read(_LONGEST_NOTE)


def _take_posix(path: Path, mode: int) -> _PosixLock | None:
    """Take the lock, or return None where somebody has it or is letting go. Raises OSError."""
    import fcntl

    try:
        opened, is_new = _open_posix(path, mode)
    except (FileNotFoundError, BlockingIOError):  # it was there, and its holder has just let go
        if path.parent.exists():
            return None
        raise
    lock = _PosixLock(path, opened)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if lock.is_named():
            return lock
    except (BlockingIOError, PermissionError):  # what some network drives say for the same
        pass
    except BaseException:
        if is_new:  # the place takes no locks: leave nothing there
            lock.release()
        else:
            lock.close()
        raise
    lock.close()
    return None


def _open_posix(path: Path, mode: int) -> tuple[int, bool]:
    """Open the file of the lock, or make it (then True); never through a link that somebody laid there."""
    how = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        made = os.open(path, os.O_RDWR | how | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        # With O_CREAT, a folder for all (/tmp) refuses the file of another user.
        try:
            return os.open(path, os.O_RDWR | how), False
        except PermissionError:  # theirs to write; it can be locked all the same, and keeps their note
            return os.open(path, os.O_RDONLY | how), False
    with contextlib.suppress(OSError):  # some file systems know no modes
        os.fchmod(made, mode)
    return made, True


def _take_elsewhere(path: Path, mode: int) -> _OtherLock | None:
    """Do the same where there is no `fcntl`."""
    from filelock import FileLock, Timeout

    lock = FileLock(path, mode=mode, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return _OtherLock(path, lock)


_take = _take_posix if os.name == "posix" else _take_elsewhere


def _host() -> str:
    """Return what this computer is called. `socket` would say it on every system, and takes long to load."""
    if os.name == "posix":
        return os.uname().nodename
    return os.environ.get("COMPUTERNAME", "?")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no name in this environment
        return "?"
