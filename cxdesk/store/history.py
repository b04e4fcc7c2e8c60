"""The history in the file: when, who, which field, old and new; and the trash that comes with it."""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from cxdesk import clock
from cxdesk.schema.entity import EntitySpec
from cxdesk.store import totals
from cxdesk.store.changes import Change, Row
from cxdesk.store.db import Connection
from cxdesk.store.layout import OWN_COLUMNS

# Kept this long, and always the last 20 of each record; removed records for 30 days.
KEEP_MONTHS = 24
KEEP_ENTRIES = 20
TRASH_DAYS = 30
TAKEN_BACK = "taken back"
"""In the place of a field: a removal that took something back. It is kept like others, but is no trash."""
STEP = 200
"""So many records are dealt with at once; between the steps the window goes on."""


class HistoryEntry(NamedTuple):
    """One field of one operation. `old` and `new` are plain ISO text."""

    id: int
    operation: int
    at: str
    who: str
    label: str
    act: str
    kind: str
    record_id: int
    field: str
    old: str | None
    new: str | None


class TrashEntry(NamedTuple):
    """A removed record that can be brought back, with all that was removed together with it."""

    operation: int
    at: str
    who: str
    kind: str
    record_id: int
    title: str
    together: int


class Signed(NamedTuple):
    """What all entries of one operation begin with: its number, when, by whom, and what it was."""

    operation: int
    at: str
    who: str
    label: str


def note(
    connection: Connection, specs: Mapping[str, EntitySpec], changes: Iterable[Change], signed: Signed, *,
    taking_back: bool = False,
) -> int:  # fmt: skip
    """Write the entries of one operation, or of a part of it; return how many."""
    rows: list[tuple[Any, ...]] = []
    removed = TAKEN_BACK if taking_back else ""
    for change in changes:
        spec = specs[change.table]
        if change.before is None:
            rows.append((*signed, "add", change.table, change.id, "", None, None))
        elif change.after is None:
            rows.append((*signed, "remove", change.table, change.id, removed, _packed(change.before), None))
        else:
            for name, field in spec.fields.items():
                old, new = change.before[name], change.after[name]
                if old != new:
                    written = (field.write(field.from_db(old)), field.write(field.from_db(new)))
                    rows.append((*signed, "change", change.table, change.id, name, *written))
    connection.executemany(
        "INSERT INTO history (operation, at, who, label, act, kind, record, field, old, new)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    return len(rows)


def note_added(connection: Connection, spec: EntitySpec, ids: range, signed: Signed) -> int:
    """Write that the records of a range of ids were added, as far as they are there; return how many."""
    done = connection.execute(
        "INSERT INTO history (operation, at, who, label, act, kind, record, field)"
        f" SELECT ?, ?, ?, ?, 'add', ?, id, '' FROM \"{spec.table}\" WHERE id >= ? AND id < ? ORDER BY id",
        (*signed, spec.table, ids.start, ids.stop),
    )
    return int(done.rowcount)


def join(connection: Connection, earlier: int, later: int) -> dict[int, int]:
    """Let entries of two operations on the same field be one; return how many went, by operation."""
    found: dict[int, list[tuple[Any, ...]]] = {earlier: [], later: []}
    newest_first = connection.execute(
        "SELECT operation, act, id, kind, record, field, old, new FROM history ORDER BY id DESC"
    )
    for operation, act, *row in newest_first:
        if operation < earlier:
            break
        if operation in found and act == "change":
            found[operation].append(tuple(row))
    newest_first.close()
    before = {row[1:4]: row for row in found[earlier]}
    gone = {earlier: 0, later: 0}
    for row in found[later]:
        first = before.get(row[1:4])
        if first is None:
            continue
        connection.execute("DELETE FROM history WHERE id = ?", (first[0],))
        gone[earlier] += 1
        if first[4] == row[5]:  # it says again what it said before both
            connection.execute("DELETE FROM history WHERE id = ?", (row[0],))
            gone[later] += 1
        else:
            connection.execute("UPDATE history SET old = ? WHERE id = ?", (first[4], row[0]))
    return gone


def entries(connection: Connection, kind: str, record_id: int, limit: int = 500) -> list[HistoryEntry]:
    """Return the history of one record, newest first."""
    rows = connection.execute(
        "SELECT id, operation, at, who, label, act, kind, record, field, old, new FROM history"
        " WHERE kind = ? AND record = ? ORDER BY id DESC LIMIT ?",
        (kind, record_id, limit),
    )
    return [HistoryEntry(*row) for row in rows]


def trash(connection: Connection, specs: Mapping[str, EntitySpec]) -> list[TrashEntry]:
    """Return what was removed and not brought back, newest first: one entry an operation."""
    found: dict[int, list[Any]] = {}
    for row in connection.execute(
        "SELECT operation, at, who, kind, record, old FROM history AS h WHERE act = 'remove'"
        f" AND field <> '{TAKEN_BACK}'"
        " AND NOT EXISTS (SELECT 1 FROM history AS back WHERE back.kind = h.kind AND back.record = h.record"
        " AND back.act = 'add' AND back.operation > h.operation) ORDER BY id DESC"
    ):
        if row["kind"] in specs:
            found.setdefault(row["operation"], []).append(row)
    entries = []
    for operation, rows in found.items():
        chief = rows[0]  # removed last, so written last: the record that she chose
        spec = specs[chief["kind"]]
        title = spec.title_of(spec.from_row(unpacked(chief["old"])))
        entries.append(
            TrashEntry(
                operation, chief["at"], chief["who"], chief["kind"], chief["record"], title, len(rows) - 1
            )
        )
    return entries


class Touched(NamedTuple):
    """A record that an operation touched; `added` where it did nothing else to it."""

    entry: int
    kind: str
    record_id: int
    added: bool


def touched(connection: Connection, operation: int, keep: Collection[str] = ()) -> Iterator[list[Touched]]:
    """Give all that an operation touched but the kinds of `keep`, the last first, some at a time."""
    first, entry = _span(connection, operation)
    while True:
        rows = connection.execute(
            "SELECT id, kind, record, act = 'add' AND NOT EXISTS (SELECT 1 FROM history AS old"
            "  WHERE old.kind = h.kind AND old.record = h.record AND old.operation = ?1 AND old.id < h.id)"
            " FROM history AS h WHERE operation = ?1 AND id >= ?2 AND id < ?3"
            " AND NOT EXISTS (SELECT 1 FROM history AS new"
            "  WHERE new.kind = h.kind AND new.record = h.record AND new.operation = ?1 AND new.id > h.id)"
            f" ORDER BY id DESC LIMIT {STEP}",
            (operation, first, entry),
        ).fetchall()
        if not rows:
            return
        found = [Touched(*row) for row in rows]
        yield [one for one in found if one.kind not in keep]
        entry = found[-1].entry


def _span(connection: Connection, operation: int) -> tuple[int, int]:
    """Return from which id on, and before which one, the entries of an operation stand."""
    return _first(connection, operation), _first(connection, operation + 1)


def _first(connection: Connection, operation: int) -> int:
    """Return the id from which on no entry of an earlier operation stands.

    Entries are numbered in the order of the operations, so it is found by halving. An index would have to be
    written with every edit.
    """
    low, high = 0, 1 + (connection.execute("SELECT max(id) FROM history").fetchone()[0] or 0)
    while low < high:
        middle = (low + high) // 2
        rows = connection.execute(
            "SELECT operation FROM history WHERE id >= ? ORDER BY id LIMIT 1", (middle,)
        ).fetchall()
        if rows and rows[0][0] < operation:
            low = middle + 1
        else:
            high = middle
    return low


def rewound(
    connection: Connection, spec: EntitySpec, record_id: int, row: Row | None, operation: int
) -> tuple[Row | None, Row | None]:
    """Return what a record said right after an operation, and what it said before, from its row now.

    Without the columns of the store itself. None where there was no record. Raises LookupError where the
    history does not go back so far.
    """
    entries = connection.execute(
        "SELECT operation, act, field, old, new FROM history WHERE kind = ? AND record = ? AND operation >= ?"
        " ORDER BY id DESC",
        (spec.table, record_id, operation),
    ).fetchall()
    if not entries or entries[-1]["operation"] != operation:
        raise LookupError(record_id)
    after = None if row is None else dict(row)
    own = [entry for entry in entries if entry["operation"] == operation]
    for entry in entries[: -len(own)]:
        after = _before(spec, after, entry)
    before = after
    for entry in own:
        before = _before(spec, before, entry)
    return after, before


def _before(spec: EntitySpec, row: dict[str, Any] | None, entry: Any) -> dict[str, Any] | None:
    """Return a row as it was before one entry. Raises LookupError where the entry does not fit."""
    if entry["act"] == "remove":
        return unpacked(entry["old"])
    if row is None or entry["field"] not in {"", *spec.fields}:
        raise LookupError(entry["field"])
    if entry["act"] == "add":
        return None
    field = spec.fields[entry["field"]]
    return row | {field.name: field.to_db(field.clean(field.parse(entry["old"] or "")))}


def removed_rows(
    connection: Connection, operation: int, specs: Mapping[str, EntitySpec]
) -> list[tuple[str, dict[str, Any]]]:
    """Return (kind, row) of what an operation removed, in an order in which it can be added again.

    What others hang on comes before them, and siblings in the order of their places.
    """
    found = connection.execute(
        "SELECT kind, old FROM history WHERE operation = ? AND id >= ? AND id < ? AND act = 'remove'"
        " ORDER BY id DESC",
        (operation, *_span(connection, operation)),
    )
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        by_kind.setdefault(row["kind"], []).append(unpacked(row["old"]))
    for kind, rows in by_kind.items():
        spec = specs.get(kind)
        if spec and spec.position and all(field.to != kind for field in spec.links):
            rows.sort(key=lambda row: row.get(spec.position) or 0)
    return [(kind, row) for kind, rows in by_kind.items() for row in rows]


def prune(connection: Connection, *, older_than: str, trash_older_than: str) -> int:
    """Remove what the rule no longer keeps; return how many entries went. Instants as stored.

    Entries go that are `older_than`, but for the last 20 of each record; and, `trash_older_than`, the
    images of removed records together with all else that the history tells of them.
    """
    done = connection.execute(
        "DELETE FROM history WHERE id IN (SELECT id FROM history AS h WHERE"
        " (at < ?1 AND act <> 'remove' AND ?3 = (SELECT count(*) FROM (SELECT 1 FROM history AS newer"
        "  WHERE newer.kind = h.kind AND newer.record = h.record AND newer.id > h.id LIMIT ?3)))"
        " OR (act = 'remove' AND at < ?2)"
        " OR (kind, record) IN (SELECT kind, record FROM history AS gone WHERE act = 'remove' AND at < ?2"
        "  AND NOT EXISTS (SELECT 1 FROM history AS back WHERE back.kind = gone.kind"
        "  AND back.record = gone.record AND back.act = 'add' AND back.id > gone.id)))",
        (older_than, trash_older_than, KEEP_ENTRIES),
    )
    if done.rowcount:
        totals.rebuild(connection, [totals.HISTORY])
    return int(done.rowcount)


def expired(connection: Connection, *, trash_older_than: str) -> list[str]:
    """Return the kinds with removed records that the rule no longer keeps."""
    rows = connection.execute(
        "SELECT DISTINCT kind FROM history WHERE act = 'remove' AND at < ? ORDER BY kind", (trash_older_than,)
    )
    return [row[0] for row in rows]


def limits(now: datetime) -> dict[str, str]:
    """Return the instants of the rule, as `prune` takes them."""
    years, months = divmod(now.year * 12 + now.month - 1 - KEEP_MONTHS, 12)
    oldest = now.replace(year=years, month=months + 1, day=min(now.day, 28))
    return {
        "older_than": clock.stamp(oldest),
        "trash_older_than": clock.stamp(now - timedelta(days=TRASH_DAYS)),
    }


def _packed(row: Row) -> str:
    return json.dumps(
        {key: {"b64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value
         for key, value in row.items()},
        ensure_ascii=False,
    )  # fmt: skip


def unpacked(text: str) -> dict[str, Any]:
    """Return the row that was packed into a history entry."""
    return {
        key: base64.b64decode(value["b64"]) if isinstance(value, dict) else value
        for key, value in json.loads(text).items()
    }


def declared(row: Row) -> dict[str, Any]:
    """Return the row without the columns that the store itself keeps."""
    return {key: value for key, value in row.items() if key not in OWN_COLUMNS}
