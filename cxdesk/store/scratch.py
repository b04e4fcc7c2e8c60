"""What long work has to look up again and can't hold in memory: a file for the time being.

It is locked with a key that only this object has, so that whatever is left of it after a crash tells nobody
anything, and it goes with `close`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

from cxdesk.store import db, keys

_CACHE = "cache_size=-16384"


class Scratch:
    """Texts by number, found by any of their keys. Raises EnvironmentFault for the disk."""

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="cxdesk-")
        self._salt = os.urandom(16)
        self._path = Path(self._folder) / "scratch"
        key = keys.Key(os.urandom(keys.LENGTH), os.urandom(keys.SALT))
        with db.translated(self._path):
            self._connection = db.connect_scratch(self._path, key)
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", _CACHE):
                self._connection.execute(f"PRAGMA {pragma}")
            self._connection.execute(
                "CREATE TABLE found (key INTEGER, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID"
            )
            self._connection.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, text TEXT)")
            self._connection.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def keep(self, number: int, text: str, found_by: Iterable[str]) -> None:
        """Keep the text of a number, in the place of an earlier one, and what it is found by besides."""
        with db.translated(self._path):
            self._connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (number, text))
        self.find_by(number, found_by)

    def find_by(self, number: int, found_by: Iterable[str]) -> None:
        """Let a number be found by further keys."""
        with db.translated(self._path):
            self._connection.executemany(
                "INSERT OR IGNORE INTO found VALUES (?, ?)", [(self._hash(one), number) for one in found_by]
            )

    def text(self, number: int) -> str | None:
        """Return the text of a number, or None."""
        with db.translated(self._path):
            row = self._connection.execute("SELECT text FROM kept WHERE id = ?", (number,)).fetchone()
        return None if row is None else str(row[0])

    def numbers(self, key: str) -> Iterator[int]:
        """Give the numbers that have a key, in their order."""
        with db.translated(self._path):
            rows = self._connection.execute(
                "SELECT id FROM found WHERE key = ? ORDER BY id", (self._hash(key),)
            ).fetchall()
        return (row[0] for row in rows)

    def close(self) -> None:
        """Remove the file."""
        self._connection.close()
        # What a scanner of viruses holds open at the moment is locked, and the system clears it away later.
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
            Path(self._folder).rmdir()

    def _hash(self, key: str) -> int:
        digest = blake2b(key.encode(), digest_size=8, key=self._salt).digest()
        return int.from_bytes(digest, "big", signed=True)
