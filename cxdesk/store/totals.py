"""Totals of every kind and of the history, kept in the transaction of each operation.

`rows` counts the records, `revisions` sums the number of the operation that wrote each. A torn file
(half of a transaction) contradicts them, which SQLite's own check can't see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cxdesk.store.db import Connection

if TYPE_CHECKING:
    from cxdesk.store.changes import Row

HISTORY = "history"


class TotalsDelta:
    """What an operation adds to the totals, by kind."""

    def __init__(self) -> None:
        self._rows: defaultdict[str, int] = defaultdict(int)
        self._revisions: defaultdict[str, int] = defaultdict(int)

    def note(self, table: str, before: Row | None, after: Row | None) -> None:
        """Count one changed row."""
        for row, sign in ((before, -1), (after, 1)):
            if row is not None:
                self._rows[table] += sign
                self._revisions[table] += sign * row["revision"]

    def note_added(self, table: str, rows: int, operation: int) -> None:
        """Count rows that an operation added."""
        self._rows[table] += rows
        self._revisions[table] += rows * operation

    def note_history(self, entries: int, operation: int) -> None:
        """Count new entries of the history."""
        self._rows[HISTORY] += entries
        self._revisions[HISTORY] += entries * operation

    def write(self, connection: Connection) -> None:
        """Add the delta to the file."""
        connection.executemany(
            "INSERT INTO total (kind, rows, revisions) VALUES (?1, ?2, ?3) ON CONFLICT (kind)"
            " DO UPDATE SET rows = rows + ?2, revisions = revisions + ?3",
            [(table, rows, self._revisions[table]) for table, rows in self._rows.items()],
        )


def rows(connection: Connection, table: str) -> int:
    """Return how many rows a table has, without counting them."""
    found = connection.execute("SELECT rows FROM total WHERE kind = ?", (table,)).fetchone()
    return int(found[0]) if found else 0


def counted_tables(connection: Connection) -> list[str]:
    """Return the tables of the file that have totals, those of an earlier version too."""
    # Columns of a search table can't be told without loading it, so only where the word stands is looked.
    rows = connection.execute(
        "SELECT m.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c ON c.name = 'revision'"
        " WHERE m.type = 'table' AND m.sql LIKE '%revision%' ORDER BY m.name"
    )
    return [*(row[0] for row in rows), HISTORY]


def mismatches(connection: Connection, tables: Iterable[str]) -> list[str]:
    """Return the tables whose rows contradict the totals, or come after the last operation.

    One statement a table, so that a write in between can't look like damage.
    """
    wrong = []
    for table in tables:
        rows, revisions, last, *kept = connection.execute(
            f"SELECT {_figures(table)}, coalesce(max({_revision(table)}), 0),"
            " (SELECT rows FROM total WHERE kind = ?1), (SELECT revisions FROM total WHERE kind = ?1),"
            f' (SELECT operation FROM state) FROM "{table}"',
            (table,),
        ).fetchone()
        if (rows, revisions) != (kept[0] or 0, kept[1] or 0) or last > (kept[2] or 0):
            wrong.append(table)
    return wrong


def rebuild(connection: Connection, tables: Iterable[str]) -> None:
    """Count again, after rows were written another way than by the funnel."""
    for table in tables:
        connection.execute(
            "INSERT OR REPLACE INTO total (kind, rows, revisions)"
            f' SELECT ?, {_figures(table)} FROM "{table}"',
            (table,),
        )


def _revision(table: str) -> str:
    return "operation" if table == HISTORY else "revision"


def _figures(table: str) -> str:
    return f"count(*), coalesce(sum({_revision(table)}), 0)"
