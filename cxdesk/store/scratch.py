"""What long work has to look up again and can't hold in memory: a file for the time being.

It is locked with a key that only this object has, so that whatever is left of it after a crash tells nobody
anything, and it goes with `close`, or with the last reference to it.
"""

from __future__ import annotations

import marshal
import os
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cxdesk.store import db, keys
from cxdesk.store.db import Connection

_CACHE = "cache_size=-16384"
Values = tuple[Any, ...]
"""Plain values, as columns hold them."""
WAITING = 1_000
"""So many are written at once."""
_BITS = 26
_MASK = (1 << _BITS) - 1


class Scratch:
    """Rows of values by number, found by any of their keys. Raises EnvironmentFault for the disk."""

    def __init__(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix="cxdesk-"))
        self._path = folder / "scratch"
        key = keys.Key(os.urandom(keys.LENGTH), os.urandom(keys.SALT))
        with db.translated(self._path):
            self._connection = db.connect_scratch(self._path, key)
            self._end = weakref.finalize(self, _remove, self._connection, self._path)
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", _CACHE):
                self._connection.execute(f"PRAGMA {pragma}")
            self._connection.execute(
                "CREATE TABLE found (key INTEGER, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID"
            )
            self._connection.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, row BLOB)")
            self._connection.execute("BEGIN")
        self._kept: dict[int, bytes] = {}
        self._found: dict[int, list[int]] = {}
        self._seen = bytearray(1 << (_BITS - 3))
        """Two bits for each key: most keys of a file were never there, and this tells without a look."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def keep(self, number: int, row: Values, found_by: Iterable[str] = ()) -> None:
        """Keep the row of a number, in the place of an earlier one, and what it is found by besides."""
        self._kept[number] = marshal.dumps(row)
        if len(self._kept) >= WAITING:
            self._write()
        self.find_by(number, found_by)

    def find_by(self, number: int, found_by: Iterable[str]) -> None:
        """Let a number be found by further keys."""
        seen, found = self._seen, self._found
        for key in map(hash, found_by):
            found.setdefault(key, []).append(number)
            one, other = key & _MASK, key >> _BITS & _MASK
            seen[one >> 3] |= 1 << (one & 7)
            seen[other >> 3] |= 1 << (other & 7)
        if len(found) >= WAITING:
            self._write()

    def row(self, number: int) -> Values | None:
        """Return the row of a number, or None."""
        if number in self._kept:
            return _read(self._kept[number])
        with db.translated(self._path):
            found = self._connection.execute("SELECT row FROM kept WHERE id = ?", (number,)).fetchone()
        return None if found is None else _read(found[0])

    def rows(self, first: int, stop: int, most: int) -> Iterator[list[tuple[int, Values]]]:
        """Give (number, row) of the numbers from `first` up to `stop`, in their order, `most` at a time."""
        self._write()
        while True:
            with db.translated(self._path):
                found = self._connection.execute(
                    "SELECT id, row FROM kept WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
                    (first, stop, most),
                ).fetchall()
            if not found:
                return
            yield [(number, _read(row)) for number, row in found]
            first = found[-1][0] + 1

    def numbers(self, text: str) -> list[int]:
        """Return the numbers that have a key, in their order."""
        key = hash(text)
        one, other = key & _MASK, key >> _BITS & _MASK
        if not (self._seen[one >> 3] & 1 << (one & 7) and self._seen[other >> 3] & 1 << (other & 7)):
            return []
        with db.translated(self._path):
            written = self._connection.execute("SELECT id FROM found WHERE key = ?", (key,)).fetchall()
        return sorted({*(row[0] for row in written), *self._found.get(key, ())})

    def close(self) -> None:
        """Remove the file."""
        self._end()

    def _write(self) -> None:
        found = sorted((key, number) for key, numbers in self._found.items() for number in numbers)
        with db.translated(self._path):
            self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", self._kept.items())
            self._connection.executemany("INSERT OR IGNORE INTO found VALUES (?, ?)", found)
        self._kept.clear()
        self._found.clear()


def _read(kept: bytes) -> Values:
    row: Values = marshal.loads(kept)  # noqa: S302 - nobody else can have written it
    return row


def _remove(connection: Connection, path: Path) -> None:
    connection.close()
    # What a scanner of viruses holds open at the moment is locked, and the system clears it away later.
    with suppress(OSError):
        path.unlink(missing_ok=True)
        path.parent.rmdir()
