"""Old files as plain SQL: written once for each released version, built again by every test run.

    python -m tests.golden.dump FILE.cxdesk > tests/golden/v0002.sql

Only base tables are dumped; search and indexes are made when the file is opened.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent


def dumped(path: Path) -> Iterator[str]:
    """Give the lines of the dump of a closed workspace."""
    connection = sqlite3.connect(path)
    for pragma in ("application_id", "user_version"):
        (value,) = connection.execute(f"PRAGMA {pragma}").fetchone()
        yield f"PRAGMA {pragma}={value};"
    tables = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search\\_%' ESCAPE '\\'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rootpage"
    ).fetchall()
    for _name, sql in tables:
        yield f"{sql};"
    for name, _sql in tables:
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
        quoted = " || ', ' || ".join(f'quote("{column}")' for column in columns)
        for (values,) in connection.execute(f'SELECT {quoted} FROM "{name}" ORDER BY rowid'):
            yield f'INSERT INTO "{name}" VALUES ({values});'
    connection.close()


def build(dump: Path, path: Path) -> Path:
    """Make the file that a dump describes."""
    connection = sqlite3.connect(path)
    connection.executescript("BEGIN;" + dump.read_text(encoding="utf-8") + "COMMIT;")
    connection.close()
    return path


if __name__ == "__main__":
    for line in dumped(Path(sys.argv[1])):
        print(line)
