"""Derived objects: search tables and indexes. They can be dropped and rebuilt at any time.

Search is an FTS5 table a kind, filled by the write funnel with folded text (`cxdesk.text.fold`), so
no trigger is needed and a word without accents finds one with them; scripts without spaces go in as
pairs of letters. Prefix indexes for one to six letters make every key press an index look-up, and a
second, small table of the titles alone finds names first without a look at all other text. A third one,
of kinds with phone numbers, holds the runs of figures by which those are found: ten words a number, which
nobody begins to type with one figure, and which are so many that they need few indexes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from cxdesk.schema.entity import EntitySpec
from cxdesk.store.db import Connection
from cxdesk.store.steps import Steps
from cxdesk.text import searchable

STEP = 5_000
_MOST_PARTS = 1_000
_PAGES_A_STEP = 64
_GATHERED, _GATHERED_AS_USUAL = 1 << 19, 1 << 20
"""So many bytes of new words are held until a part of the index is written: that shall be no long step."""
_NOTHING = frozenset({None, "", "[]"})
_INDEX = "columnsize=0, detail=column, tokenize='unicode61 remove_diacritics 2'"  # no ranks
_HISTORY_INDEXES = (("history_by_record", "CREATE INDEX history_by_record ON history (kind, record)"),)
_NO_LONGER = ("history_by_operation",)
"""Indexes that earlier versions made: each is a page more that every edit writes twice and waits for."""


def search_table(spec: EntitySpec) -> str:
    """Return the name of the kind's search table."""
    return f"search_{spec.table}"


def title_table(spec: EntitySpec) -> str:
    """Return the name of the search table of the kind's titles."""
    return f"search_{spec.table}_title"


def figures_table(spec: EntitySpec) -> str:
    """Return the name of the search table of the figures of a kind's phone numbers."""
    return f"search_{spec.table}_figures"


class SearchTable(NamedTuple):
    """One of the search tables of a kind; its columns are those of `Found`."""

    name: str
    columns: tuple[str, ...]
    prefixes: str = "1 2 3 4 5 6"
    of_all: bool = True
    """Every record has a row, also where it is found by nothing."""


def search_tables(spec: EntitySpec) -> list[SearchTable]:
    """Return the search tables of a kind."""
    if not spec.searched:
        return []
    tables = [SearchTable(search_table(spec), ("title", "body")), SearchTable(title_table(spec), ("title",))]
    if any(field.kind.has_figures for field in spec.searched):
        tables.append(SearchTable(figures_table(spec), ("figures",), prefixes="3", of_all=False))
    return tables


class Found(NamedTuple):
    """What a record is found by, folded."""

    title: str = ""
    body: str = ""
    figures: str = ""


def missing(connection: Connection, specs: Iterable[EntitySpec]) -> list[str]:
    """Return the names of the derived objects that are not there, or are made by an older recipe."""
    there = {row[0]: row[1] for row in connection.execute("SELECT name, sql FROM sqlite_master")}
    return [name for name, sql in _wanted(specs) if there.get(name) != sql]


def create(connection: Connection, specs: Iterable[EntitySpec]) -> None:
    """Make the derived objects that are missing; fill the search tables made here."""
    specs = list(specs)
    for name in _NO_LONGER:
        connection.execute(f'DROP INDEX IF EXISTS "{name}"')
    wanted = dict(_wanted(specs))
    lacking = set(missing(connection, specs))
    for spec in specs:
        tables = {table.name for table in search_tables(spec)}
        if lacking & tables:
            lacking -= tables
            for name in sorted(tables):
                connection.execute(f"DROP TABLE IF EXISTS {name}")
                connection.execute(wanted[name])
            fill(connection, spec, specs)
    for name in sorted(lacking):
        connection.execute(f'DROP INDEX IF EXISTS "{name}"')
        connection.execute(wanted[name])


def rebuild(connection: Connection, specs: Iterable[EntitySpec]) -> None:
    """Drop all derived objects and make them again; call it inside a transaction."""
    rows = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL AND"
        " (type = 'index' OR (type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%'))"
    ).fetchall()
    for kind, name in rows:
        connection.execute(f'DROP {kind} "{name}"')
    create(connection, specs)


def search_text(spec: EntitySpec, row: Any, more: Iterable[str] = ()) -> Found:
    """Return what the search finds a row by; `more` is found at it."""
    return _search_texts(spec, [(row[field.name],) for field in spec.searched], (more,))[0]


def _search_texts(
    spec: EntitySpec, columns: Iterable[Sequence[Any]], more: Iterable[Iterable[str]]
) -> list[Found]:
    """Return the same of several rows, of which the fields that are searched are given column by column."""
    bodies = [["\n".join(map(searchable, texts)) for texts in more]]
    titles = figures = [""] * len(bodies[0])
    others: list[list[str]] = []
    for field, column in zip(spec.searched, columns, strict=True):
        read, found = field.kind.from_db, field.kind.found
        values = {stored: read(stored, field) for stored in set(column) - _NOTHING}
        texts = {stored: searchable(found(value, field)) for stored, value in values.items()}
        written = [texts.get(stored, "") for stored in column]
        if field.name == spec.title:
            titles = written
        else:
            others.append(written)
        if field.kind.has_figures:
            runs = {stored: field.kind.figures(value) for stored, value in values.items()}
            figures = [
                f"{before} {runs[stored]}".strip() if stored in runs else before
                for before, stored in zip(figures, column, strict=True)
            ]
    joined = ["\n".join(texts).rstrip("\n") for texts in zip(*others, *bodies, strict=True)]
    return list(map(Found, titles, joined, figures))


def found_alike(spec: EntitySpec, before: Any, after: Any) -> bool:
    """Tell whether a row is found by the same, at the same record, as before; None means there is no row."""
    if not (before and after):
        return False
    names = [field.name for field in spec.told]
    if spec.found_at:
        names += filter(None, (spec.found_at, spec.unfound[0]))
    return all(before[name] == after[name] for name in names)


def found_at(spec: EntitySpec, specs: Iterable[EntitySpec]) -> list[EntitySpec]:
    """Return the kinds whose text is found at records of this one."""
    return [one for one in specs if one.found_at and one.fields[one.found_at].to == spec.table]


def found_from(connection: Connection, spec: EntitySpec, ids: range) -> list[int]:
    """Return the records at which those of a range of ids are found."""
    rows = connection.execute(
        f'SELECT DISTINCT "{spec.found_at}" FROM "{spec.table}" WHERE id >= ? AND id < ?',
        (ids.start, ids.stop),
    )
    return [row[0] for row in rows if row[0] is not None]


def gathered(
    connection: Connection, spec: EntitySpec, specs: Iterable[EntitySpec], ids: Sequence[int]
) -> dict[int, list[str]]:
    """Return the texts of other kinds that are found at these records, by id."""
    found: dict[int, list[str]] = {}
    for other in found_at(spec, specs):
        link, (name, values) = other.found_at, other.unfound
        marks = ", ".join("?" * len(ids))
        left_out = f' AND "{name}" NOT IN ({", ".join("?" * len(values))})' if values else ""
        columns = ", ".join(f'"{field.name}"' for field in other.told)
        rows = connection.execute(
            f'SELECT "{link}", {columns} FROM "{other.table}"'
            f' WHERE "{link}" IN ({marks}){left_out} ORDER BY id',
            (*ids, *values),
        )
        for row in rows:
            texts = (field.found(field.from_db(row[field.name])) for field in other.told)
            found.setdefault(row[link], []).extend(texts)
    return found


def refresh(connection: Connection, spec: EntitySpec, specs: Iterable[EntitySpec], record_id: int) -> None:
    """Make the search row of a record say what the record, and what is found at it, say now."""
    refresh_all(connection, spec, specs, (record_id,))


def refresh_all(
    connection: Connection,
    spec: EntitySpec,
    specs: Iterable[EntitySpec],
    ids: Sequence[int],
    *,
    new: bool = False,
) -> None:
    """Make the search rows of records say what the records, and what is found at them, say now.

    Records that are `new` can't have one yet: looking for it takes longer than writing one.
    """
    if not new:
        for table in search_tables(spec):
            connection.executemany(f"DELETE FROM {table.name} WHERE rowid = ?", [(one,) for one in ids])
    marks = ", ".join("?" * len(ids))
    _index(connection, spec, specs, f"id IN ({marks}) ORDER BY id", tuple(ids))


def update(connection: Connection, spec: EntitySpec, record_id: int, before: Any, after: Any) -> None:
    """Make the search row of one record say what the record says; None means there is no record.

    For kinds at which nothing else is found; `refresh` knows the others.
    """
    rows = [row for row in (before, after) if row]
    columns = [[row[field.name] for row in rows] for field in spec.searched]
    texts = _search_texts(spec, columns, [()] * len(rows))
    old, new = texts[0] if before else Found(), texts[-1] if after else Found()
    for table in search_tables(spec):
        was, now = ([getattr(one, column) for column in table.columns] for one in (old, new))
        if was == now and bool(before) == bool(after):
            continue
        if before and after and table.of_all:
            sets = ", ".join(f"{column} = ?" for column in table.columns)
            sql = f"UPDATE {table.name} SET {sets} WHERE rowid = ?"
            if connection.execute(sql, (*now, record_id)).rowcount:
                continue
        if before:
            connection.execute(f"DELETE FROM {table.name} WHERE rowid = ?", (record_id,))
        if after:
            _insert(connection, table, [(record_id, new)])


def fill(connection: Connection, spec: EntitySpec, specs: Iterable[EntitySpec]) -> None:
    """Index every record of the kind, in steps by key."""
    last = 0
    while True:
        ids = _index(connection, spec, specs, f"id > ? ORDER BY id LIMIT {STEP}", (last,))
        if not ids:
            break
        last = ids[-1]
    tidy(connection, spec)


def _index(
    connection: Connection, spec: EntitySpec, specs: Iterable[EntitySpec], where: str, values: Sequence[Any]
) -> Sequence[int]:
    """Write the search rows of some records, which have none; return the ids."""
    wanted = ", ".join(f'"{field.name}"' for field in spec.searched)
    rows = connection.execute(f'SELECT id, {wanted} FROM "{spec.table}" WHERE {where}', values).fetchall()
    if not rows:
        return ()
    ids, *columns = zip(*rows, strict=True)
    more = gathered(connection, spec, specs, ids)
    texts = _search_texts(spec, columns, [more.get(one, ()) for one in ids])
    for table in search_tables(spec):
        _insert(connection, table, zip(ids, texts, strict=True))
    return ids


def tidy(connection: Connection, spec: EntitySpec) -> None:
    """Merge the parts of the index into one, after many rows at once.

    Until then the words of removed text can still be read in the file: call it when a removed record is
    gone for good. It is not done at each removal, which would make every edit ten times as slow.
    """
    for name in (table.name for table in search_tables(spec)):
        connection.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")


def postpone_merges(connection: Connection, spec: EntitySpec) -> None:
    """Let the index grow without being merged while very many rows come: a merge may take seconds."""
    _set_merging(connection, spec, automerge=0, crisismerge=_MOST_PARTS, hashsize=_GATHERED)


def resume_merges(connection: Connection, spec: EntitySpec) -> None:
    """Let the index be merged as usual again."""
    _set_merging(connection, spec, automerge=4, crisismerge=16, hashsize=_GATHERED_AS_USUAL)


def parts(connection: Connection, spec: EntitySpec) -> int:
    """Return how many parts the index is in, without reading it."""
    most = 0
    for name in (table.name for table in search_tables(spec)):
        (count,) = connection.execute(
            f"WITH RECURSIVE part (id) AS (SELECT min(segid) FROM {name}_idx UNION ALL"
            f" SELECT (SELECT min(segid) FROM {name}_idx WHERE segid > id) FROM part WHERE id IS NOT NULL)"
            " SELECT count(id) FROM part"
        ).fetchone()
        most = max(most, int(count))
    return most


def merge(connection: Connection, spec: EntitySpec) -> Steps[None]:
    """Merge what is due, in short steps."""
    for name in (table.name for table in search_tables(spec)):
        before = -2
        while connection.total_changes - before >= 2:  # so the engine tells that there is more to do
            before = connection.total_changes
            connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('merge', {_PAGES_A_STEP})")
            yield


def _set_merging(connection: Connection, spec: EntitySpec, **values: int) -> None:
    for name in (table.name for table in search_tables(spec)):
        for key, value in values.items():
            connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES (?, ?)", (key, value))


def _insert(connection: Connection, table: SearchTable, found: Iterable[tuple[int, Found]]) -> None:
    places = [Found._fields.index(column) for column in table.columns]
    rows = [(one, *(text[place] for place in places)) for one, text in found]
    if not table.of_all:
        rows = [row for row in rows if any(row[1:])]
    columns, marks = ", ".join(table.columns), ", ".join("?" * (len(places) + 1))
    connection.executemany(f"INSERT INTO {table.name} (rowid, {columns}) VALUES ({marks})", rows)


def _wanted(specs: Iterable[EntitySpec]) -> Iterator[tuple[str, str]]:
    """Give (name, SQL) of every derived object."""
    yield from _HISTORY_INDEXES
    for spec in specs:
        yield from _indexes(spec)
        for table in search_tables(spec):
            columns = ", ".join(table.columns)
            options = f"prefix='{table.prefixes}', {_INDEX}"
            yield table.name, f"CREATE VIRTUAL TABLE {table.name} USING fts5({columns}, {options})"


def _indexes(spec: EntitySpec) -> list[tuple[str, str]]:
    found = [
        (f"{spec.table}_by_title", f'CREATE INDEX "{spec.table}_by_title" ON "{spec.table}" (title_key, id)')
    ]
    for field in spec.links:
        if field.kind.name == "ref":
            name = f"{spec.table}_by_{field.name}"
            found.append((name, f'CREATE INDEX "{name}" ON "{spec.table}" ("{field.name}")'))
    return found
