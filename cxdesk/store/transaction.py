"""The write funnel: what one operation may do, with before-images of everything that it touches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cxdesk.errors import InputError, NotFound, UserError
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec, changed, spec_of
from cxdesk.store import history
from cxdesk.store.aftermath import Aftermath
from cxdesk.store.changes import ChangeSet, Row
from cxdesk.store.db import Connection
from cxdesk.store.layout import OWN_COLUMNS
from cxdesk.store.repository import Repository
from cxdesk.store.steps import Steps

MOST_CHECKED = 20_000
"""So many values of a field are remembered as checked while many records are added."""
Prepared = tuple[Any, ...]
"""A row as `prepared` returns it: the declared columns in their order, and the title key."""


def prepared(record: object) -> Prepared:
    """Return a record as `add_rows` takes it, checked but for what it refers to. Raises InputError."""
    spec = spec_of(record)
    kept = spec.cls(**spec.cleaned(spec.values(record)))
    spec.check(kept)
    return tuple(spec.to_row(kept).values())


class Transaction(Repository):
    """Reads and writes of one operation. Satisfies `schema.reading.Writer`.

    Rows are written at once; search rows, totals and history follow in `finish`, once for each
    record, in the same transaction (`Aftermath`).
    """

    def __init__(
        self,
        connection: Connection,
        specs: Mapping[str, EntitySpec],
        *,
        operation: int,
        at: str,
        label: str = "",
        who: str = "",
        joins: int = 0,
    ) -> None:
        """Begin an operation; what it changes goes together with the operation that it `joins`, if any."""
        super().__init__(connection, specs)
        self.joins = joins
        self.operation = operation
        self.at = at
        self._checked: dict[tuple[str, str], dict[Any, Any]] = {}
        self._aftermath = Aftermath(connection, specs, history.Signed(operation, at, who, label))

    def add(self, record: object) -> int:
        """Keep a new record and return its id; without a place it comes last. Raises InputError."""
        spec = spec_of(record)
        values = spec.cleaned(spec.values(record))
        self._check_links(spec, values)
        place = values.get(spec.position, 0)
        if spec.position:
            values[spec.position] = 1 + self._siblings(spec, values)
        added = spec.cls(**values)
        spec.check(added)
        row = spec.to_row(added) | {"created_at": self.at, "changed_at": self.at, "revision": self.operation}
        record_id = self._insert(spec, row)
        if spec.position and 0 < place < values[spec.position]:
            self.move(spec.cls, record_id, place)
        return record_id

    def add_all(self, records: Sequence[object]) -> range:
        """Keep new records of one kind without places, as `add` does each by itself; return their ids.

        Raises InputError.
        """
        if not records:
            return range(0)
        spec = spec_of(records[0])
        if spec.position:
            raise ValueError(f"{spec.table} has places")
        columns = {name: self._column(spec, name, records) for name in spec.fields}
        for record in records if spec.fits is not None else ():
            spec.check(record)
        title = spec.fields[spec.title]
        keys = {value: spec.key_of(title.from_db(value)) for value in set(columns[spec.title])}
        columns["title_key"] = [keys[value] for value in columns[spec.title]]
        return self._insert_all(spec, list(zip(*columns.values(), strict=True)))

    def add_rows(self, cls: type[Any], rows: Sequence[Prepared]) -> range:
        """Keep new records of one kind without places that were `prepared`, as `add` does; return their ids.

        Raises InputError where one refers to a record that is not there.
        """
        spec = spec_of(cls)
        if spec.position:
            raise ValueError(f"{spec.table} has places")
        if not rows:
            return range(0)
        for place, (name, field) in enumerate(spec.fields.items()):
            if field.to:
                known = self._known(spec, name)
                for value in {row[place] for row in rows} - known.keys():
                    self._check_links(spec, {name: field.from_db(value)})
                    known[value] = value
        return self._insert_all(spec, rows)

    def _insert_all(self, spec: EntitySpec, kept: Sequence[Prepared]) -> range:
        names = ("id", *spec.fields, "title_key", "created_at", "changed_at", "revision")
        newest = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (spec.table,))
        ids = range(first := next((row[0] for row in newest), 0) + 1, first + len(kept))
        own = (self.at, self.at, self.operation)
        rows = [(record_id, *row, *own) for record_id, row in zip(ids, kept, strict=True)]
        quoted, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
        self.connection.executemany(f'INSERT INTO "{spec.table}" ({quoted}) VALUES ({marks})', rows)
        self._aftermath.note_added(spec, ids, names, rows)
        return ids

    def _known(self, spec: EntitySpec, name: str) -> dict[Any, Any]:
        """Return what was checked of a field so far."""
        known = self._checked.setdefault((spec.table, name), {})
        if len(known) > MOST_CHECKED:
            known.clear()
        return known

    def _column(self, spec: EntitySpec, name: str, records: Sequence[object]) -> list[Any]:
        """Return a field of many records as it is stored; what comes again is checked once."""
        known = self._known(spec, name)
        found = []
        for record in records:
            value = getattr(record, name)
            key = (value.__class__, value)
            if key not in known:
                kept = spec.cleaned({name: value})
                if spec.fields[name].to:
                    self._check_links(spec, kept)
                known[key] = spec.fields[name].to_db(kept[name])
            found.append(known[key])
        return found

    def change(self, cls: type[Any], record_id: int, **values: Any) -> None:
        """Change fields of a record. Raises InputError for what can't be kept, NotFound."""
        spec = spec_of(cls)
        kept = spec.cleaned(values)
        self._check_links(spec, kept)
        before = self._row(spec, record_id)
        if spec.fits is not None:
            spec.check(changed(spec.from_row(before), **kept))
        place = kept.pop(spec.position, None) if spec.position else None
        new = {name: spec.fields[name].to_db(value) for name, value in kept.items()}
        regrouped = any(name in new and new[name] != before[name] for name in spec.within)
        if regrouped:
            self._close_gap(spec, before)
            new[spec.position] = 1 + self._siblings(spec, {**before, **new}, raw=True)
        if any(before[name] != value for name, value in new.items()):
            self._update(spec, record_id, new, before)
        if place:
            self.move(cls, record_id, place)

    def remove(self, cls: type[Any], record_id: int) -> None:
        """Remove a record and what hangs on it. Raises NotFound, and UserError where a link forbids it."""
        spec = spec_of(cls)
        self._row(spec, record_id)
        for other in self.specs.values():
            for field in other.links:
                if field.to == spec.table:
                    self._unlink(other, field.name, record_id)
        row = self._row(spec, record_id)  # what hung on it may have moved it
        self._delete(spec, record_id)
        if spec.position:
            self._close_gap(spec, row)

    def move(self, cls: type[Any], record_id: int, place: int) -> None:
        """Put a record at `place` (from 1) among its siblings; the others make room."""
        spec = spec_of(cls)
        row = self._row(spec, record_id)
        column = spec.position
        last = self._siblings(spec, row, raw=True)
        place = max(1, min(place, last))
        old = row[column]
        if place == old:
            return
        low, high, step = (place, old - 1, 1) if place < old else (old + 1, place, -1)
        self._shift(spec, row, low, high, step)
        self._update(spec, record_id, {column: place})

    def restore(self, table: str, row: Mapping[str, Any]) -> None:
        """Add a removed row again under its own id, last among its siblings."""
        spec = self.specs[table]
        known = {"id", *OWN_COLUMNS, *spec.fields}
        kept = {key: value for key, value in row.items() if key in known}
        for name, field in spec.fields.items():
            kept.setdefault(name, field.to_db(field.initial))
            if field.kind.name == "refs":
                there = self.specs[field.to]
                left = (one for one in field.from_db(kept[name]) if self.is_there(there, one))
                kept[name] = field.to_db(tuple(left))
            if (
                field.kind.name == "ref"
                and kept[name] is not None
                and not self.is_there(self.specs[field.to], kept[name])
            ):
                if field.required:
                    raise UserError(
                        _("What this belonged to is gone: restore the {kind} first.").format(
                            kind=_(self.specs[field.to].one)
                        )
                    )
                kept[name] = None
        if self.is_there(spec, kept["id"]):
            raise UserError(_("It is there already."))
        place = kept.get(spec.position, 0)
        if spec.position:
            kept[spec.position] = 1 + self._siblings(spec, kept, raw=True)
        self._insert(spec, kept | {"revision": self.operation, "changed_at": self.at})
        if spec.position and 0 < place < kept[spec.position]:
            self.move(spec.cls, kept["id"], place)

    def settle(self) -> Steps[None]:
        """Where very many records were touched, write all that follows from it, in steps, and forget them.

        The operation is then taken back by the history, also while its workspace is open.
        """
        yield from self._aftermath.settle()

    def finish(self) -> Steps[ChangeSet]:
        """Write search rows, totals and history, in steps; return what the operation did."""
        return (yield from self._aftermath.finish(self.joins))

    def _row(self, spec: EntitySpec, record_id: int) -> dict[str, Any]:
        row = self.row(spec, record_id)
        if row is None:
            raise NotFound(
                _("There is no {kind} with the number {id}. It may have been removed.").format(
                    kind=_(spec.one), id=record_id
                )
            )
        return row

    def _insert(self, spec: EntitySpec, row: dict[str, Any]) -> int:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        done = self.connection.execute(
            f'INSERT INTO "{spec.table}" ({names}) VALUES ({marks})', tuple(row.values())
        )
        record_id = int(row.get("id") or done.lastrowid)
        self._aftermath.note(spec, record_id, None, {"id": record_id, **row})
        return record_id

    def _update(
        self, spec: EntitySpec, record_id: int, new: Mapping[str, Any], before: dict[str, Any] | None = None
    ) -> None:
        """Write new values of columns; `before` is the row as it is, where it was read already."""
        before = before or self._row(spec, record_id)
        after = before | dict(new) | {"changed_at": self.at, "revision": self.operation}
        if spec.title in new:
            after["title_key"] = spec.title_key(spec.from_row(after))
        new = {name: value for name, value in after.items() if before[name] != value}
        sets = ", ".join(f'"{name}" = ?' for name in new)
        self.connection.execute(f'UPDATE "{spec.table}" SET {sets} WHERE id = ?', (*new.values(), record_id))
        self._aftermath.note(spec, record_id, before, after)

    def _delete(self, spec: EntitySpec, record_id: int) -> None:
        self._drop(spec, record_id, self._row(spec, record_id))

    def _drop(self, spec: EntitySpec, record_id: int, row: Row) -> None:
        self.connection.execute(f'DELETE FROM "{spec.table}" WHERE id = ?', (record_id,))
        self._aftermath.note(spec, record_id, row, None)

    def _unlink(self, other: EntitySpec, name: str, record_id: int) -> None:
        """Do to the records that refer to a record which goes what their declaration says."""
        field = other.fields[name]
        if field.kind.name == "refs":
            rows = self.connection.execute(
                f'SELECT id, "{name}" FROM "{other.table}" WHERE EXISTS'
                f' (SELECT 1 FROM json_each("{name}") WHERE value = ?)', (record_id,)
            ).fetchall()  # fmt: skip
            for row in rows:
                left = tuple(i for i in field.from_db(row[name]) if i != record_id)
                self._update(other, row["id"], {name: field.to_db(left)})
            return
        rows = self.connection.execute(
            f'SELECT id FROM "{other.table}" WHERE "{name}" = ?', (record_id,)
        ).fetchall()
        if rows and field.on_delete == "restrict":
            raise UserError(
                _("{count} of “{kind}” still refer to it. Change those first.").format(
                    count=len(rows), kind=_(other.label)
                )
            )
        for (other_id,) in rows:
            if field.on_delete == "cascade":
                self.remove(other.cls, other_id)
            else:
                self._update(other, other_id, {name: None})

    def _check_links(self, spec: EntitySpec, values: Mapping[str, Any]) -> None:
        for field in spec.links:
            value = values.get(field.name)
            wanted = value if isinstance(value, tuple) else (value,)
            target = self.specs[field.to]
            for record_id in wanted:
                if record_id is not None and not self.is_there(target, record_id):
                    sentence = _("{field}: there is no {kind} with the number {id}.").format(
                        field=_(field.label), kind=_(target.one), id=record_id
                    )
                    raise InputError({field.name: sentence})

    def _siblings(self, spec: EntitySpec, values: Mapping[str, Any], *, raw: bool = False) -> int:
        where, group = self._group(spec, values, raw=raw)
        return int(
            self.connection.execute(f'SELECT count(*) FROM "{spec.table}"{where}', group).fetchone()[0]
        )

    def _group(self, spec: EntitySpec, values: Mapping[str, Any], *, raw: bool) -> tuple[str, list[Any]]:
        if raw:
            values = {name: spec.fields[name].from_db(values[name]) for name in spec.within}
        return self._where(spec, {name: values[name] for name in spec.within})

    def _close_gap(self, spec: EntitySpec, row: Row) -> None:
        self._shift(spec, row, row[spec.position] + 1, None, -1)

    def _shift(self, spec: EntitySpec, row: Row, low: int, high: int | None, step: int) -> None:
        where, group = self._group(spec, row, raw=True)
        where += (" AND " if where else " WHERE ") + f'"{spec.position}" >= ?'
        group.append(low)
        if high is not None:
            where += f' AND "{spec.position}" <= ?'
            group.append(high)
        rows = self.connection.execute(
            f'SELECT id, "{spec.position}" FROM "{spec.table}"{where}', group
        ).fetchall()
        for record_id, place in rows:
            self._update(spec, record_id, {spec.position: place + step})
