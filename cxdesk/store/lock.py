"""Who holds a file: an OS lock on `FILE.lock` that ends with the process, and in it whose it is."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxdesk import clock

if TYPE_CHECKING:
    from filelock import FileLock

# The lock covers the first byte, and Windows lets nobody else read a byte that is locked.
_NOTE_AT = 1
_LONGEST_NOTE = 4_000
_TRIES = 5


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
    """The lock on a workspace. After `acquire`, `left_behind` is the note of a holder that never let go."""

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(path.name + ".lock")
        self.left_behind: Holder | None = None
        self._workspace = path
        self._lock: FileLock | _PosixLock | None = None
        self._identity = (0, 0)

    def acquire(self) -> bool:
        """Take the lock if nobody has it. Raises OSError where no file can be made."""
        take = _take_posix if os.name == "posix" else _take_elsewhere
        for _try in range(_TRIES):
            # A holder that lets go removes the file: what was locked then has no name, and counts as taken.
            self._lock = take(self.path, self._mode())
            if self._lock is not None:
                break
        else:
            return False
        self.left_behind = self.holder()
        with contextlib.suppress(OSError):  # the note is a courtesy; the lock itself holds
            self._identity = _identity(self.path)
            self._write(Holder(_user(), _host(), os.getpid(), clock.stamp(clock.now())))
        return True

    def holder(self) -> Holder | None:
        """Return who holds it, as far as the note says."""
        try:
            with self.path.open("rb", buffering=0) as file:
                file.seek(_NOTE_AT)
                return Holder(**json.loads(file.read(_LONGEST_NOTE)))
        except (OSError, ValueError, TypeError):
            return None

    def release(self) -> None:
        """Let go, and take the file away.

        On POSIX it goes while it is still held: whoever opened it meanwhile sees that its file has no
        name any more, and starts over. Elsewhere the lock removes it after it let go, unless someone
        has opened it. A file of that name that is not ours stays.
        """
        if self._lock is None:
            return
        if os.name == "posix":
            with contextlib.suppress(OSError):  # left behind, it is harmless
                if _identity(self.path) == self._identity:
                    self.path.unlink()
        self._lock.release()
        self._lock = None

    def _write(self, holder: Holder) -> None:
        with self.path.open("rb+", buffering=0) as file:
            file.truncate(_NOTE_AT)
            file.seek(_NOTE_AT)
            file.write(json.dumps(holder._asdict()).encode())

    def _mode(self) -> int:
        """Let those who may write the workspace take over a lock that a crash left behind."""
        try:
            return self._workspace.stat().st_mode & 0o666
        except OSError:  # it is not made yet
            return 0o644


class _PosixLock:
    """An advisory lock on an open file, as `filelock` takes it: to load that takes a tenth of the start."""

    def __init__(self, opened: int) -> None:
        self._opened = opened

    def release(self) -> None:
        """Let go."""
        os.close(self._opened)


def _take_posix(path: Path, mode: int) -> _PosixLock | None:
    """Take the lock, or return None where somebody has it or is letting go. Raises OSError."""
    import fcntl

    try:
        opened = _open_posix(path, mode)
    except FileNotFoundError:  # it was there, and its holder has just let go
        if path.parent.exists():
            return None
        raise
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        locked = os.fstat(opened)
        named = _identity(path) == (locked.st_dev, locked.st_ino)
    except (BlockingIOError, FileNotFoundError):
        named = False
    except BaseException:
        os.close(opened)
        raise
    if named:
        return _PosixLock(opened)
    os.close(opened)
    return None


def _open_posix(path: Path, mode: int) -> int:
    """Open the file of the lock, or make it; never through a link that somebody laid there."""
    flags = os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        made = os.open(path, flags | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        # With O_CREAT, a folder for all (/tmp) refuses the file of another user.
        return os.open(path, flags, mode)
    with contextlib.suppress(OSError):  # some file systems know no modes
        os.fchmod(made, mode)
    return made


def _take_elsewhere(path: Path, mode: int) -> FileLock | None:
    from filelock import FileLock, Timeout

    lock = FileLock(path, mode=mode, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return lock


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _host() -> str:
    """Return what this computer is called. `socket` would say it on every system, and takes long to load."""
    if os.name == "posix":
        return os.uname().nodename
    return os.environ.get("COMPUTERNAME", "?")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name in this environment
        return "?"
