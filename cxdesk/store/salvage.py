"""Save from a damaged file what can be read into a new one. The damaged file is only read.

A file that was cut off can't be opened until its header says how many pages there really are. Then
most pages are reachable: rows are walked by their ids, and where the walk meets damage the others are
asked for one by one.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import shutil
import struct
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cxdesk import clock, errors
from cxdesk.i18n import _
from cxdesk.schema.fields import Field
from cxdesk.schema.registry import Registry
from cxdesk.store import check, db, derived, files, keys, layout, migrate, totals
from cxdesk.store.db import Connection
from cxdesk.store.keys import Key
from cxdesk.store.model import Model, default_model

_log = logging.getLogger(__name__)
_PAGE = 4096
_INNER, _LEAF = 0x05, 0x0D  # kinds of pages of a table
_STEP = 500
# So many ids are asked for in vain before the end is believed: more where the file itself tells the last one.
_MISSES, _MISSES_KNOWN = 5_000, 100_000
# No shop makes so many operations: a larger number is not one.
_MOST_OPERATIONS = 10**12
_UNREADABLE = object()


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What could be saved. `expected` are the records that the file said it had, where that could be read."""

    path: Path
    counts: Mapping[str, int]
    expected: Mapping[str, int]
    history: int


def salvage(path: Path, into: Path, model: Model | None = None) -> Salvaged:
    """Write what can be read of the damaged file `path` into the new file `into`.

    Links to what was lost are cut. What comes from a locked file is locked with the same key, which this
    process must have. Raises UserError where `into` exists, EnvironmentFault when nothing can be read;
    `path` stays as it is.
    """
    model = model or default_model()
    if into.exists():
        raise errors.UserError(
            _("There is a file called {file} already. Choose another name; nothing was changed.").format(
                file=into
            )
        )
    key = keys.of_what_is_there(path)
    if key is None and keys.looks_locked(path):
        raise keys.locked(path)
    broken_name = into.with_name(into.name + ".damaged")
    with files.part_of(broken_name) as copy, files.part_of(into) as part, keys.held(copy, key):
        _copy(path, copy)
        _mend(copy, path, key)
        broken, version, there = _opened(copy, path, model)
        try:
            saved = _saved(broken, there, version, db.scratch(part, key), into, model)
        finally:
            broken.close()
        files.settle(part, into)
    _log.info("salvaged %d records", sum(saved.counts.values()))
    return saved


def _copy(path: Path, copy: Path) -> None:
    shutil.copyfile(path, copy)
    journal, its_copy = files.companions(path)[0], files.companions(copy)[0]
    if journal.exists():
        shutil.copyfile(journal, its_copy)
        with contextlib.suppress(errors.EnvironmentFault, db.DatabaseError):
            db.look(copy).close()  # takes back what was half written
        its_copy.unlink(missing_ok=True)


def _mend(copy: Path, path: Path, key: Key | None) -> None:
    if key is None:
        _mend_header(copy)
        _cut_dead_branches(copy)
        return
    from cxdesk.store import backup, locked_pages

    locked_pages.mend(copy, key, (found.path for found in backup.by_name(path)))


def _mend_header(copy: Path) -> None:
    """Write what every file of ours has in its header, and how many pages there are."""
    with copy.open("rb+") as file:
        head = bytearray(file.read(100).ljust(100, b"\0"))
        size = file.seek(0, 2)
        (page,) = struct.unpack(">H", head[16:18])
        if page < 512 or page & (page - 1):
            page = _PAGE
        head[0:16] = db.MAGIC
        head[16:24] = struct.pack(">HBBBBBB", page, 1, 1, 0, 64, 32, 32)
        head[28:32] = struct.pack(">I", max(1, size // page))
        head[32:40] = bytes(8)  # no free pages: none is handed out here
        head[44:48] = struct.pack(">I", 4)
        head[56:60] = struct.pack(">I", 1)
        head[92:96] = head[24:28]  # the page count counts only if these agree
        file.seek(0)
        file.write(head)


def _cut_dead_branches(copy: Path) -> None:
    """Let the first page lead to those pages of the list of tables that are still there.

    Where one is lost, SQLite reads none of them. The tables with the records come first in that list.
    """
    with copy.open("rb+") as file:
        data = bytearray(file.read())
        (size,) = struct.unpack(">H", data[16:18])
        if len(data) < size or data[100] != _INNER:
            return
        count, last = struct.unpack(">H", data[103:105])[0], struct.unpack(">I", data[108:112])[0]
        cells = list(struct.unpack(f">{count}H", data[112 : 112 + 2 * count]))
        children = [struct.unpack(">I", data[cell : cell + 4])[0] for cell in cells]
        alive = [_is_table_page(data, child, size) for child in children]
        kept = [cell for cell, there in zip(cells, alive, strict=True) if there]
        if not _is_table_page(data, last, size) and kept:
            (last,) = struct.unpack(">I", data[kept[-1] : kept[-1] + 4])
            kept.pop()
        data[103:105], data[108:112] = struct.pack(">H", len(kept)), struct.pack(">I", last)
        data[112 : 112 + 2 * len(kept)] = struct.pack(f">{len(kept)}H", *kept)
        file.seek(0)
        file.write(data[:size])


def _is_table_page(data: bytearray, page: int, size: int) -> bool:
    start = (page - 1) * size
    return page > 1 and start + size <= len(data) and data[start] in {_INNER, _LEAF}


def _opened(copy: Path, path: Path, model: Model) -> tuple[Connection, int, set[str]]:
    """Return a connection, the version whose tables these are, and the names of those that are known."""
    connection = db.connect_damaged(copy, _text)
    try:
        with contextlib.suppress(db.DatabaseError):  # the next one makes do with the tables read so far
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        rows = list(_rows(connection, "sqlite_master", "type, name, sql"))
        found = dict(layout.base_schema_of(rows))
        hint = connection.execute("PRAGMA user_version").fetchone()[0]
    except db.DatabaseError as error:
        connection.close()
        raise _nothing(path) from error
    known = {version: _alike(found, tables) for version, tables in _schemas(model).items()}
    best = max(known, key=lambda version: (known[version], version == hint, version))
    if not known[best]:
        connection.close()
        raise _nothing(path)
    return connection, best, {name for kind, name, _sql in rows if kind == "table"}


def _alike(found: Mapping[str, str], tables: Mapping[str, str]) -> int:
    """Return how many of the tables there are; 0 where one differs."""
    if any(found.get(name, sql) != sql for name, sql in tables.items()):
        return 0
    return len(found.keys() & tables.keys())


@functools.lru_cache(maxsize=1)
def _schemas(model: Model) -> dict[int, dict[str, str]]:
    """Return the base tables of every version."""
    found = {}
    connection = db.connect_memory()
    for version in range(1, model.version + 1):
        migrate.migrate(connection, _base(model, version), Path())
        found[version] = dict(layout.base_schema(connection))
    connection.close()
    return found


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\0", "")


def _nothing(path: Path) -> errors.FileDamaged:
    return errors.FileDamaged(
        _("Nothing in {file} can be read any more, not even which tables it has. Restore a backup.").format(
            file=path.name
        )
    )


def _saved(
    broken: Connection, there: set[str], version: int, fresh: Connection, into: Path, model: Model
) -> Salvaged:
    """Fill the new file, and close it."""
    try:
        expected = _totals(broken)
        fresh.execute("PRAGMA journal_mode=MEMORY")
        migrate.migrate(fresh, _base(model, version), into)
        with db.write(fresh, into):
            for table in check.base_tables(fresh):
                if table != "total" and table in there:
                    _copy_table(broken, fresh, table)
            _copy_sequence(broken, fresh)
            _put_in_order(fresh)
        migrate.migrate(fresh, _base(model, model.version), into)
        with db.write(fresh, into):
            _make_readable(fresh, model)
            _close_ranks(fresh, model)
            totals.rebuild(fresh, totals.counted_tables(fresh))
            derived.rebuild(fresh, model.specs.values())
        report = check.verify(fresh, into)
        entries = int(fresh.execute("SELECT count(*) FROM history").fetchone()[0])
        fresh.execute("PRAGMA journal_mode=DELETE")
    finally:
        fresh.close()
    if not report.ok:
        raise check.damaged(into, report)
    return Salvaged(into, report.counts, expected, entries)


def _base(model: Model, version: int) -> Model:
    """Return what makes the base tables of a version; the search and indexes come when all is saved."""
    return Model(Registry([]), model.migrations[:version], model.fingerprints)


def _copy_table(broken: Connection, fresh: Connection, table: str) -> None:
    columns = [row[1] for row in fresh.execute(f'PRAGMA table_info("{table}")')]
    names = ", ".join(f'"{name}"' for name in columns)
    insert = f'INSERT OR REPLACE INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'
    for row in _rows(broken, table, names):
        try:
            fresh.execute(insert, tuple(row))
        except db.DatabaseError as error:  # a value that can't have been there
            _log.info("a row of %s was not saved: %s", table, type(error).__name__)


def _rows(broken: Connection, table: str, names: str) -> Iterator[Any]:
    """Give every row that can be read: upwards, downwards, and one by one in between."""
    low = yield from _walk(broken, table, names, up=True)
    if low is None:
        return
    high = yield from _walk(broken, table, names, up=False, end=low)
    top = _highest(broken, table, low)
    last = top if high is None else high - 1
    yield from _one_by_one(broken, table, names, low + 1, last, open_ended=high is None)


def _walk(
    broken: Connection, table: str, names: str, *, up: bool, end: int | None = None
) -> Generator[Any, None, int | None]:
    """Give rows by their ids as far as they can be reached; return the id where damage ended it, or None.

    Upwards that is the last one given (0 for none at all). Downwards it ends above `end`.
    """
    order, sign = ("", ">") if up else (" DESC", "<")
    last: int | None = None
    while True:
        where: list[str] = []
        values: list[int] = []
        if last is not None:
            where.append(f"rowid {sign} ?")
            values.append(last)
        if end is not None:
            where.append("rowid > ?")
            values.append(end)
        condition = f" WHERE {' AND '.join(where)}" if where else ""
        count = 0
        try:
            for row in broken.execute(
                f'SELECT rowid, {names} FROM "{table}"{condition} ORDER BY rowid{order} LIMIT {_STEP}', values
            ):
                if last is not None and (row[0] <= last if up else row[0] >= last):
                    return last  # pages that lead back: it would never end
                last = row[0]
                count += 1
                yield tuple(row)[1:]
        except db.DatabaseError:
            return (last or 0) if up else last
        if count < _STEP:
            return None if up else last


def _highest(broken: Connection, table: str, low: int) -> int:
    for sql, values in (
        ("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)),
        (f'SELECT max(rowid) FROM "{table}"', ()),
    ):
        try:
            row = broken.execute(sql, values).fetchone()
        except db.DatabaseError:
            continue
        if row and row[0]:
            return max(low, int(row[0]))
    return low


def _one_by_one(
    broken: Connection, table: str, names: str, first: int, last: int, *, open_ended: bool
) -> Iterator[Any]:
    at, misses = first, 0
    while misses < (_MISSES_KNOWN if at <= last else _MISSES * open_ended):
        try:
            row = broken.execute(f'SELECT {names} FROM "{table}" WHERE rowid = ?', (at,)).fetchone()
        except db.DatabaseError:
            row = None
        if row is None:
            misses += 1
        else:
            misses = 0
            yield tuple(row)
        at += 1


def _totals(broken: Connection) -> dict[str, int]:
    try:
        rows = broken.execute("SELECT kind, rows FROM total WHERE kind <> 'history'").fetchall()
        return {kind: count for kind, count in rows if isinstance(count, int)}
    except db.DatabaseError:
        return {}


def _copy_sequence(broken: Connection, fresh: Connection) -> None:
    """Numbers of records that were removed are not given again."""
    with contextlib.suppress(db.DatabaseError):
        for name, last in broken.execute("SELECT name, seq FROM sqlite_sequence").fetchall():
            if not isinstance(last, int) or last > _MOST_OPERATIONS:
                continue
            fresh.execute("DELETE FROM sqlite_sequence WHERE name = ? AND seq < ?", (name, last))
            fresh.execute(
                "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, ?2"
                " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
                (name, last),
            )


def _put_in_order(fresh: Connection) -> None:
    """Cut links to what was lost, and let the next operation come after all that were saved."""
    while lost := fresh.execute("PRAGMA foreign_key_check").fetchall():
        for table, row, _parent, key in lost:
            column = fresh.execute(
                f'SELECT "from" FROM pragma_foreign_key_list("{table}") WHERE id = ?', (key,)
            )
            fresh.execute(f'UPDATE "{table}" SET "{column.fetchone()[0]}" = NULL WHERE rowid = ?', (row,))
    newest = 0
    for table in totals.counted_tables(fresh):
        column = "operation" if table == totals.HISTORY else "revision"
        fresh.execute(
            f'UPDATE "{table}" SET {column} = 0 WHERE {column} NOT BETWEEN 0 AND ?', (_MOST_OPERATIONS,)
        )
        found = fresh.execute(f'SELECT coalesce(max({column}), 0) FROM "{table}"').fetchone()[0]
        newest = max(newest, found)
    now = clock.stamp(clock.now())
    fresh.execute("UPDATE state SET operation = 0 WHERE operation > ?", (_MOST_OPERATIONS,))
    fresh.execute("UPDATE state SET operation = max(operation, ?)", (newest,))
    fresh.execute("UPDATE state SET last_seen = ? WHERE last_seen NOT GLOB '2[0-9][0-9][0-9]-*Z'", (now,))
    fresh.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('salvaged_at', ?)", (now,))


def _make_readable(fresh: Connection, model: Model) -> None:
    """Empty the fields that hold no value of their kind, and take what was lost out of lists of links."""
    for spec in model.registry:
        there = {
            link.to: {row[0] for row in fresh.execute(f'SELECT id FROM "{link.to}"')}
            for link in spec.links
            if link.kind.name == "refs"
        }
        for (number,) in fresh.execute(f'SELECT id FROM "{spec.table}"').fetchall():
            row = dict(fresh.execute(f'SELECT * FROM "{spec.table}" WHERE id = ?', (number,)).fetchone())
            kept = {name: _kept(field, row[name], there) for name, field in spec.fields.items()}
            new = {
                name: field.to_db(kept[name])
                for name, field in spec.fields.items()
                if kept[name] != _value(field, row[name])
            }
            new["title_key"] = spec.title_key(spec.cls(**kept))
            changed = {name: value for name, value in new.items() if row[name] != value}
            if changed:
                sets = ", ".join(f'"{name}" = ?' for name in changed)
                fresh.execute(f'UPDATE "{spec.table}" SET {sets} WHERE id = ?', (*changed.values(), number))


def _value(field: Field, stored: Any) -> Any:
    try:
        return field.from_db(stored)
    except (ValueError, TypeError, ArithmeticError):
        return _UNREADABLE


def _kept(field: Field, stored: Any, there: Mapping[str, set[int]]) -> Any:
    value = _value(field, stored)
    if value is _UNREADABLE:
        return field.kind.empty
    if field.kind.name == "refs":
        return tuple(number for number in value if number in there[field.to])
    return value


def _close_ranks(fresh: Connection, model: Model) -> None:
    """Number siblings from 1 again."""
    for spec in model.registry:
        if not spec.position:
            continue
        groups = ", ".join(f'"{name}"' for name in spec.within)
        partition = f"PARTITION BY {groups} " if groups else ""
        moved = fresh.execute(
            f'SELECT place, id FROM (SELECT id, "{spec.position}" AS now, row_number() OVER'
            f' ({partition}ORDER BY "{spec.position}", id) AS place FROM "{spec.table}") WHERE place <> now'
        ).fetchall()
        fresh.executemany(f'UPDATE "{spec.table}" SET "{spec.position}" = ? WHERE id = ?', moved)
