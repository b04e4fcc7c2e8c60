"""The keys of locked files, for as long as this process has them.

Whoever opens a file by its name, in whatever thread, gets its key from here: a backup made by a worker, a
check, the list of backups. A key belongs to its salt, which is new for each passphrase and stands at the
beginning of the file and of all its backups; so a file says itself which key is its own.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from cxdesk import errors
from cxdesk.i18n import _
from cxdesk.store import other_kinds

LENGTH = 32
SALT = 16
PAGE = 4096
_PLAIN = b"SQLite format 3\x00"
# Of 4,096 random bytes each of the 256 comes 16 times, give or take 4; in text or tables one is far more.
_MOST_OF_ONE = 64

_of_files: dict[str, list[Held]] = {}
_known: list[Key] = []


class Key:
    """The key of a file, and the salt it belongs to. Never shown, and overwritten when it is let go."""

    __slots__ = ("_gone", "_secret", "salt")

    def __init__(self, secret: bytes | bytearray, salt: bytes) -> None:
        if len(secret) != LENGTH or len(salt) != SALT:
            raise ValueError("not the length of a key and its salt")
        self._secret = bytearray(secret)
        self._gone = False
        self.salt = bytes(salt)

    def __repr__(self) -> str:
        return "Key(…)"

    def __reduce__(self) -> str:
        raise TypeError("a key stays in this process")

    @property
    def secret(self) -> bytes:
        """The key itself. Raises FileLocked when it was let go."""
        if self._gone:
            raise errors.FileLocked(_("The file was locked meanwhile. Give its passphrase again."))
        return bytes(self._secret)

    def for_engine(self) -> str:
        """Return key and salt as SQLCipher takes them, without a derivation of its own."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"

    def copy(self) -> Key:
        """Return the same key, to be let go by another owner."""
        return Key(self.secret, self.salt)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.wipe()

    def wipe(self) -> None:
        """Overwrite it. What Python copied meanwhile goes when its memory is used again."""
        self._gone = True
        self._secret[:] = bytes(LENGTH)


class Held:
    """That this process works with a file; `key` is None for one that is not locked."""

    def __init__(self, name: str, key: Key | None) -> None:
        self._name = name
        self.key = key
        _of_files.setdefault(name, []).append(self)
        if key:
            _known.append(key)

    def release(self) -> None:
        """Let go of the file, and overwrite the key. Once more does no harm."""
        holders = _of_files.get(self._name, [])
        if self not in holders:
            return
        holders.remove(self)
        if not holders:
            del _of_files[self._name]
        if self.key:
            _known.remove(self.key)
            self.key.wipe()


def hold(path: Path, key: Key | None) -> Held:
    """Use `key` for the file at `path` until it is released. The key is copied."""
    return Held(os.path.realpath(path), key.copy() if key else None)


@contextmanager
def held(path: Path, key: Key | None) -> Iterator[None]:
    """Use `key` for the file at `path` within the block, and for others with its salt."""
    holding = hold(path, key)
    try:
        yield
    finally:
        holding.release()


@contextmanager
def offered(key: Key | None) -> Iterator[None]:
    """Use `key` within the block for every file with its salt."""
    copy = key.copy() if key else None
    if copy:
        _known.append(copy)
    try:
        yield
    finally:
        if copy:
            _known.remove(copy)
            copy.wipe()


def are_same(one: Key | None, other: Key | None) -> bool:
    """Tell whether two keys open the same files."""
    return (one and one.salt) == (other and other.salt)


def of(path: Path) -> Key | None:
    """Return the key to open `path` with, or None.

    A file that this process works with is not read for it: closing any handle of it would give up all
    the locks that POSIX knows of this process.
    """
    if not _known:
        return None
    holders = _of_files.get(os.path.realpath(path))
    return holders[-1].key if holders else _by_salt(path)


def of_what_is_there(path: Path) -> Key | None:
    """Return the same for a file that may have taken the place of the one this process worked with."""
    if not _known:
        return None
    held_keys = [holder.key for holder in _of_files.get(os.path.realpath(path), []) if holder.key]
    return _by_salt(path) or (held_keys[-1] if held_keys else None)


def first_page(path: Path) -> bytes:
    """Return the first page of a file, or what there is of it; nothing where it can't be read."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(PAGE)
    return b""


def is_plain(path: Path) -> bool:
    """Tell whether a file has the header of one that is not locked."""
    return first_page(path).startswith(_PLAIN)


def looks_locked(path: Path) -> bool:
    """Tell whether a file may be a locked one: no SQLite header, and bytes as evenly spread as by chance.

    Only a key that fits makes it sure; a compressed file looks the same, unless its beginning is known.
    """
    first = first_page(path)
    if len(first) < PAGE or first.startswith(_PLAIN) or other_kinds.of(first):
        return False
    return max(Counter(first[SALT:]).values()) <= _MOST_OF_ONE


def locked(path: Path) -> errors.FileLocked:
    """Return the fault of a locked file without its key."""
    return errors.FileLocked(
        _(
            "{file} is locked with a passphrase, or it is not a CX Desk file. Give its passphrase or its"
            " recovery key; it was not changed."
        ).format(file=path.name)
    )


def damaged(path: Path) -> errors.FileDamaged:
    """Return the fault of a locked file that its key fits and that can't be read all the same."""
    return errors.FileDamaged(
        _("{file} is damaged, though its passphrase is right. Nothing in it was changed.").format(
            file=path.name
        )
    )


def _by_salt(path: Path) -> Key | None:
    salt = first_page(path)[:SALT]
    return next((key for key in reversed(_known) if key.salt == salt), None)
