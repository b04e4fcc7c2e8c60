"""Is the file whole? What SQLite can tell, what the totals tell, and what follows from the records."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from cxdesk import errors
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec
from cxdesk.store import db, derived, keys, layout, other_kinds, totals
from cxdesk.store.db import Connection
from cxdesk.store.keys import Key
from cxdesk.store.model import Model, default_model

_ROWS = 2_000
_MOST_LINES = 20


class Report(NamedTuple):
    """What a check found: sentences, and how many records of each kind there are."""

    problems: tuple[str, ...] = ()
    counts: Mapping[str, int] = MappingProxyType({})

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(connection: Connection, path: Path | None = None) -> Report:
    """Check what backups and the first write depend on: base tables, links and totals.

    Knows no record kinds, so it fits files of every version; derived tables are left out, they can be
    made again. No statement reads for long, and none of them looks at two moments of the file.
    Raises EnvironmentFault for a file that can't be reached.
    """
    try:
        with db.translated(path):
            if connection.execute("PRAGMA application_id").fetchone()[0] != db.APPLICATION_ID:
                return Report((_("This is not a CX Desk file."),))
            problems = [*_pages(connection), *_links(connection), *_totals(connection)]
            counts = dict(
                connection.execute("SELECT kind, rows FROM total WHERE kind <> 'history' ORDER BY kind")
            )
    except errors.FileDamaged as damage:
        return Report((damage.message,))
    except db.DatabaseError as error:  # such as totals too large to be true
        return Report((_("The file can't be read: {why}.").format(why=error),))
    return Report(tuple(problems), counts)


def verify_file(path: Path) -> Report:
    """Do the same with a connection of its own: for a worker. Raises EnvironmentFault."""
    try:
        # What a worker's thread has taken, it hardly gives back: each table is asked in words of its own,
        # and every page is read once.
        connection = db.look(path, statements=db.FEW_STATEMENTS)
    except errors.FileDamaged as damage:
        return Report((damage.message,))
    try:
        connection.execute(f"PRAGMA {db.SMALL_CACHE}")
        return verify(connection, path)
    finally:
        connection.close()


def check_file(path: Path, model: Model | None = None) -> list[str]:
    """Check everything that can be checked; return what is wrong as sentences. Changes nothing."""
    model = model or default_model()
    try:
        check_header(path, model)
        connection = db.look(path)
    except errors.CxDeskError as error:
        return [error.message]
    try:
        with db.translated(path):
            return list(_everything(connection, path, model))
    except errors.CxDeskError as error:
        return [error.message]
    except db.DatabaseError as error:
        return [_("The file can't be read: {why}.").format(why=error)]
    finally:
        connection.close()


def check_header(path: Path, model: Model, key: Key | None = None) -> db.Header:
    """Return the header of a file that this program can open. Raises EnvironmentFault for all others.

    `key` is for a locked file; without it the one counts that this process has.
    """
    header = db.read_header(path)
    if not header.is_sqlite:
        key = key or keys.of_what_is_there(path)
        if key or keys.looks_locked(path):
            from cxdesk.store import locked_pages

            header = locked_pages.header(path, key)
    if not header.is_sqlite:
        kind = other_kinds.of(keys.first_page(path))
        if kind:
            raise errors.FileForeign(
                _("{file} is {kind}, not a CX Desk file. It was not changed.").format(
                    file=path.name, kind=kind
                )
            )
        raise errors.FileDamaged(
            _("{file} is damaged, locked with a password, or not a CX Desk file. It was not changed.").format(
                file=path.name
            )
        )
    if header.application_id != db.APPLICATION_ID:
        raise _not_ours(path)
    if header.user_version > model.version:
        raise too_new(path)
    return header


def check_schema(connection: Connection, path: Path, model: Model) -> int:
    """Return the version of a file whose base tables are those of that version. Raises EnvironmentFault."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != db.APPLICATION_ID:
        raise _not_ours(path)
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > model.version:
        raise too_new(path)
    if layout.fingerprint(connection) != model.fingerprints.get(version):
        raise errors.FileForeign(
            _("{file} holds tables or triggers that are not CX Desk's. It was not changed.").format(
                file=path.name
            )
        )
    return version


def _not_ours(path: Path) -> errors.FileForeign:
    return errors.FileForeign(_("{file} was not made by CX Desk. It was not changed.").format(file=path.name))


def too_new(path: Path) -> errors.FileTooNew:
    """Return the fault of a file from a newer program."""
    return errors.FileTooNew(
        _(
            "{file} was made by a newer CX Desk than this one. Install the newer one to open it;"
            " it was not changed."
        ).format(file=path.name)
    )


def damaged(path: Path, report: Report) -> errors.FileDamaged:
    """Return the fault of a file that did not pass."""
    return errors.FileDamaged(
        _("{file} is damaged. {what} Restore a backup, or save what can be saved into a new file.").format(
            file=path.name, what=" ".join(report.problems[:3])
        )
    )


def base_tables(connection: Connection) -> list[str]:
    """Return the tables that are not derived, those of SQLite itself left out."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [row[0] for row in rows if not layout.is_derived(row[0])]


def _pages(connection: Connection) -> Iterator[str]:
    for table in base_tables(connection):
        for (said,) in connection.execute(f'PRAGMA quick_check("{table}")').fetchmany(_MOST_LINES):
            if said != "ok":
                yield _("The pages of “{table}” are damaged: {said}.").format(table=table, said=said)


def _links(connection: Connection) -> Iterator[str]:
    for row in connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST_LINES):
        yield _("“{table}” {id} refers to something in “{other}” that is not there.").format(
            table=row[0], id=row[1], other=row[2]
        )


def _totals(connection: Connection) -> Iterator[str]:
    for table in totals.mismatches(connection, totals.counted_tables(connection)):
        yield _(
            "“{table}” contradicts its totals: a write was cut off, or another program wrote to it."
        ).format(table=table)


def _everything(connection: Connection, path: Path, model: Model) -> Iterator[str]:
    version = check_schema(connection, path, model)
    # Pages that belong to nothing are told only where the first table of SQLite's own list is no virtual one;
    # whether it is follows from the names. They hold nothing of hers.
    for (said,) in connection.execute("PRAGMA integrity_check").fetchmany(_MOST_LINES):
        if said != "ok":
            yield _("The file is damaged: {said}.").format(said=said)
    yield from _links(connection)
    yield from _totals(connection)
    if version < model.version:
        return  # the rest follows from today's record kinds
    for name in derived.missing(connection, model.specs.values()):
        yield _("The search or index “{name}” is missing; opening the file to write makes it again.").format(
            name=name
        )
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for spec in model.registry:
        yield from _values(connection, spec)
        yield from _places(connection, spec)
        yield from _lists_of_links(connection, spec)
        if {table.name for table in derived.search_tables(spec)} <= there:
            yield from _search(connection, spec, model.specs.values())


def _values(connection: Connection, spec: EntitySpec) -> Iterator[str]:
    """Every field holds a value of its kind."""
    for row in _in_steps(connection.execute(f'SELECT * FROM "{spec.table}"')):
        try:
            record = spec.from_row(row)
        except (ValueError, TypeError, ArithmeticError):
            yield _("“{kind}” {id} holds something that can't be read.").format(
                kind=_(spec.label), id=row["id"]
            )
            continue
        if row["title_key"] != spec.title_key(record):
            yield _("“{kind}” {id} is sorted under another name.").format(kind=_(spec.label), id=row["id"])


def _places(connection: Connection, spec: EntitySpec) -> Iterator[str]:
    """Places count from 1 without gaps among siblings."""
    if not spec.position:
        return
    groups = "".join(f'"{name}", ' for name in spec.within)
    partition = f"PARTITION BY {groups.rstrip(', ')} " if groups else ""
    wrong = connection.execute(
        f'SELECT count(*) FROM (SELECT "{spec.position}" AS place, row_number() OVER'
        f' ({partition}ORDER BY "{spec.position}") AS wanted FROM "{spec.table}") WHERE place <> wanted'
    ).fetchone()[0]
    if wrong:
        yield _("{count} of “{kind}” are not in their place.").format(count=wrong, kind=_(spec.label))


def _lists_of_links(connection: Connection, spec: EntitySpec) -> Iterator[str]:
    """Lists of links are JSON, out of reach of SQLite's foreign keys."""
    for link in spec.links:
        if link.kind.name != "refs":
            continue
        wrong = connection.execute(
            f'SELECT count(*) FROM "{spec.table}" AS t, json_each(t."{link.name}") AS j'
            f' WHERE json_valid(t."{link.name}")'
            f' AND NOT EXISTS (SELECT 1 FROM "{link.to}" AS o WHERE o.id = j.value)'
        ).fetchone()[0]
        if wrong:
            yield _("{count} links of “{kind}” lead to something that is not there.").format(
                count=wrong, kind=_(spec.label)
            )


def _search(connection: Connection, spec: EntitySpec, specs: Collection[EntitySpec]) -> Iterator[str]:
    """Compare search rows with the records that they are made from."""
    tables = derived.search_tables(spec)
    if not tables:
        return
    wrong = 0
    columns = ", ".join(f't."{one.name}"' for one in spec.searched)
    kept = [f"{table.name}.{column}" for table in tables for column in table.columns]
    wants = [column for table in tables for column in table.columns]
    joins = "".join(f" LEFT JOIN {table.name} ON {table.name}.rowid = t.id" for table in tables)
    rows = connection.execute(
        f'SELECT t.id, {columns}, json_array({", ".join(kept)}) AS kept FROM "{spec.table}" AS t{joins}'
    )
    while step := rows.fetchmany(_ROWS):
        more = derived.gathered(connection, spec, specs, [row["id"] for row in step])
        for row in step:
            wanted = derived.search_text(spec, row, more.get(row["id"], ()))
            found = json.loads(row["kept"])
            wrong += [one or "" for one in found] != [getattr(wanted, column) for column in wants]
    count = int(connection.execute(f'SELECT count(*) FROM "{spec.table}"').fetchone()[0])
    for table in tables:
        more_rows = int(connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]) - count
        wrong += abs(more_rows) if table.of_all else max(more_rows, 0)
    if wrong:
        yield _("The search does not match {count} of “{kind}”.").format(count=wrong, kind=_(spec.label))


def _in_steps(rows: Any) -> Iterator[Any]:
    while found := rows.fetchmany(_ROWS):
        yield from found
