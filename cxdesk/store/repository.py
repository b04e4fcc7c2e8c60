"""Reading: one generic repository over the declarations."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from cxdesk.errors import NotFound, UserError
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec, Stored, spec_of
from cxdesk.store.db import Connection, passing_through, translated
from cxdesk.store.derived import figures_table, search_table, search_tables, title_table
from cxdesk.store.query import FILLED, Query
from cxdesk.text import fold, has_cjk, in_pairs, tokens

if TYPE_CHECKING:
    from cxdesk.schema.reading import Idle, IdlePart

T = TypeVar("T")
MOST_WORDS = 32
"""More words than these are not looked at: a pasted page must not hold up the window."""
_FOUND_IN = "SELECT rowid FROM {table} WHERE {table} MATCH ?"


class Repository:
    """Reads records of every kind from one connection. Satisfies `schema.reading.Reader`."""

    def __init__(self, connection: Connection, specs: Mapping[str, EntitySpec]) -> None:
        self.connection = connection
        self.specs = specs

    def get(self, cls: type[T], record_id: int) -> Stored[T]:
        """Return one record. Raises NotFound."""
        found = self.find(cls, record_id)
        if found is None:
            raise NotFound(
                _("There is no {kind} with the number {id}. It may have been removed.").format(
                    kind=_(spec_of(cls).one), id=record_id
                )
            )
        return found

    def find(self, cls: type[T], record_id: int | None) -> Stored[T] | None:
        """Return one record, or None."""
        if record_id is None:
            return None
        row = self.row(spec_of(cls), record_id)
        return None if row is None else stored(spec_of(cls), row)

    def rows(self, cls: type[T], **equal: object) -> list[Stored[T]]:
        """Return the records whose fields equal the values given, by place, else by title.

        A frozenset stands for any of the values in it; one of ids may be given as `id`.
        """
        spec = spec_of(cls)
        where, values = self._where(spec, equal)
        with translated():
            rows = self.connection.execute(
                f'SELECT * FROM "{spec.table}"{where} ORDER BY {self._order(spec, ())}', values
            ).fetchall()
        return [stored(spec, row) for row in rows]

    def count(self, cls: type[T], **equal: object) -> int:
        """Return how many records equal the values given."""
        spec = spec_of(cls)
        where, values = self._where(spec, equal)
        with translated():
            return int(
                self.connection.execute(f'SELECT count(*) FROM "{spec.table}"{where}', values).fetchone()[0]
            )

    def values(self, cls: type[Any], field: str) -> list[Any]:
        """Return one field of all records, without reading the others."""
        spec = spec_of(cls)
        with translated():
            rows = self.connection.execute(f'SELECT "{field}" FROM "{spec.table}" ORDER BY id').fetchall()
        return [spec.fields[field].from_db(row[0]) for row in rows]

    def columns(self, cls: type[Any], *names: str, **equal: object) -> list[tuple[Any, ...]]:
        """Return some fields of the records whose fields equal the values given, in no order; "id" is one."""
        spec = spec_of(cls)
        where, values = self._where(spec, equal)
        wanted = ", ".join("id" if name == "id" else f'"{spec.fields[name].name}"' for name in names)
        with translated():
            rows = self.connection.execute(f'SELECT {wanted} FROM "{spec.table}"{where}', values).fetchall()
        # Column by column: there may be years of days, and row by row takes twice as long.
        read = (column if name == "id" else spec.fields[name].all_from_db(column)
                for name, column in zip(names, zip(*rows, strict=True), strict=False))  # fmt: skip
        return list(zip(*read, strict=True))

    def ids(self, cls: type[Any], query: Query | None = None) -> array[int]:
        """Return the ids that a query gives, in its order."""
        spec, query = spec_of(cls), query or Query()
        where, values = self._where(spec, query.equals)
        if query.text.strip():
            if query.limit is not None and not query.order:
                return array("q", self._best(spec, query, where, values))
            found, more = self._matching(spec, query.text)
            where += (" AND " if where else " WHERE ") + found
            values += more
        order = self._order(spec, query.order)
        if query.after is not None:
            last = f'(SELECT {order} FROM "{spec.table}" WHERE id = ?)'
            where += (" AND " if where else " WHERE ") + f"({order}) > {last}"
            values.append(query.after)
        limit = -1 if query.limit is None else int(query.limit)
        going_on = passing_through(self.connection) if query.after is not None else nullcontext()
        with translated(), going_on:
            # One row of JSON is read three times as fast as many rows; the limit keeps the inner order.
            (ids,) = self.connection.execute(
                f'SELECT json_group_array(id) FROM (SELECT id FROM "{spec.table}"{where}'
                f" ORDER BY {order} LIMIT {limit})",
                values,
            ).fetchone()
        return array("q", json.loads(ids))

    def page(self, cls: type[T], ids: Sequence[int]) -> list[Stored[T]]:
        """Return the records with these ids, in this order; those that are gone are left out."""
        spec = spec_of(cls)
        marks = ",".join("?" * len(ids))
        with translated():
            rows = self.connection.execute(
                f'SELECT * FROM "{spec.table}" WHERE id IN ({marks})', tuple(ids)
            ).fetchall()
        by_id = {row["id"]: row for row in rows}
        return [stored(spec, by_id[record_id]) for record_id in ids if record_id in by_id]

    def scan(self, cls: type[Any], *names: str, after: int, limit: int) -> list[tuple[Any, ...]]:
        """Return the id and some fields of at most `limit` records, by id, behind the one `after`."""
        spec = spec_of(cls)
        fields = [spec.fields[name] for name in names]
        wanted = ", ".join(f'"{field.name}"' for field in fields)
        with translated():
            rows = self.connection.execute(
                f'SELECT id, {wanted} FROM "{spec.table}" WHERE id > ? ORDER BY id LIMIT ?', (after, limit)
            ).fetchall()
        read = [field.from_db for field in fields]
        return [
            (row[0], *(one(value) for one, value in zip(read, tuple(row)[1:], strict=True))) for row in rows
        ]

    def idle(self, asked: Idle, *, after: int, limit: int, most: int | None = None) -> IdlePart:
        """Look through the `limit` next records after an id for those at which nothing happened for long."""
        from cxdesk.store.idle import look

        return look(self.connection, asked, after=after, limit=limit, most=most)

    def newest_operation(self) -> int:
        """Return the number of the operation that wrote last: while it stays, no record changes."""
        with translated():
            return int(self.connection.execute("SELECT operation FROM state").fetchone()[0])

    def titles(self, cls: type[Any], ids: Iterable[int]) -> dict[int, str]:
        """Return the titles of records by id."""
        spec = spec_of(cls)
        return {row.id: spec.title_of(row.record) for row in self.page(cls, list(dict.fromkeys(ids)))}

    def row(self, spec: EntitySpec, record_id: int) -> dict[str, Any] | None:
        """Return the stored columns of one record, or None."""
        with translated():
            row = self.connection.execute(
                f'SELECT * FROM "{spec.table}" WHERE id = ?', (record_id,)
            ).fetchone()
        return None if row is None else dict(row)

    def is_there(self, spec: EntitySpec, record_id: int) -> bool:
        """Tell whether there is such a record."""
        with translated():
            found = self.connection.execute(f'SELECT 1 FROM "{spec.table}" WHERE id = ?', (record_id,))
            return found.fetchone() is not None

    def search_ids(self, spec: EntitySpec, text: str, limit: int) -> list[int]:
        """Return the ids of at most `limit` records that match, names first."""
        return self._best(spec, Query(text=text, limit=limit), "", [])

    def _best(self, spec: EntitySpec, query: Query, where: str, values: list[Any]) -> list[int]:
        limit = int(query.limit or 50)
        more = f' AND rowid IN (SELECT id FROM "{spec.table}"{where})' if where else ""
        found: dict[int, None] = {}
        for sql, asked in self._searches(query.text, spec):
            with translated():
                rows = self.connection.execute(f"{sql}{more} LIMIT {limit}", [*asked, *values]).fetchall()
            found.update((row[0], None) for row in rows)
            if len(found) >= limit:
                break
        return list(found)[:limit]

    def _matching(self, spec: EntitySpec, text: str) -> tuple[str, list[Any]]:
        searches = self._searches(text, spec)[1:]  # the titles are among all text
        if not searches:
            return "0", []
        parts = " OR ".join(f"id IN ({sql})" for sql, _asked in searches)
        return f"({parts})", [one for _sql, asked in searches for one in asked]

    def _searches(self, text: str, spec: EntitySpec) -> list[tuple[str, list[str]]]:
        """Return how the search tables are asked for `text`: SQL with its values; what names it comes first.

        Whole words are looked for, the last one by its beginning. With detail=column a phrase can't be asked
        for: every word is quoted by itself.
        """
        there = {table.name for table in search_tables(spec)}
        tables = [name for name in (title_table(spec), search_table(spec)) if name in there]
        has_figures = figures_table(spec) in there
        numbers = self._asked_numbers(text) if has_figures else ()
        if numbers:
            asked = " OR ".join(f'"{number}"*' for number in numbers)
            return [(_FOUND_IN.format(table=table), [asked]) for table in (*tables, figures_table(spec))]
        words = asked_words(text)
        begun = {i for i, word in enumerate(words) if len(word) == 1 and has_cjk(word)} | {len(words) - 1}
        quoted = [f'"{word}"*' if i in begun else f'"{word}"' for i, word in enumerate(words)]
        searches = [(_FOUND_IN.format(table=table), [" ".join(quoted)]) for table in tables if quoted]
        figures = [i for i, word in enumerate(words) if has_figures and word.isdecimal()]
        if figures and len(figures) < len(words):  # a name, and a part of the number
            others = " ".join(one for i, one in enumerate(quoted) if i not in figures)
            runs = " ".join(f'"{words[i]}"*' for i in figures)
            beside = _FOUND_IN.format(table=figures_table(spec))
            searches.append((f"{_FOUND_IN.format(table=tables[1])} AND rowid IN ({beside})", [others, runs]))
        return searches

    def _asked_numbers(self, text: str) -> tuple[str, ...]:
        if not _has_figures(text):
            return ()
        from cxdesk import phones

        return phones.asked(text, phones.country_of(self._language()))

    def _language(self) -> str:
        """Return the language of the shop, which tells by which country's plan numbers are dialled."""
        if "shop" not in self.specs:
            return ""
        row = self.connection.execute("SELECT language FROM shop").fetchone()
        return row[0] if row else ""

    def _where(self, spec: EntitySpec, equal: Mapping[str, Any]) -> tuple[str, list[Any]]:
        parts, values = [], []
        keys, told = [], []  # found by the index of titles, which is narrower than that of any link
        for name, value in equal.items():
            field = spec.fields.get(name)
            if name == "id" and isinstance(value, frozenset):
                parts.append("id IN (SELECT value FROM json_each(?))")
                values.append(json.dumps(sorted(value)))
                continue
            if field is None:
                raise UserError(
                    _("{name} is not a field here. The fields are: {fields}.").format(
                        name=name, fields=", ".join(spec.fields)
                    )
                )
            if value is FILLED:
                parts.append(f'"{name}" IS NOT NULL')
                continue
            if name == spec.title and value and isinstance(value, frozenset) and _all_days(value):
                keys.append("title_key IN (SELECT value FROM json_each(?))")
                told.append(json.dumps([spec.key_of(one) for one in value]))
                continue
            if isinstance(value, frozenset):
                parts.append(f'"{name}" IN (SELECT value FROM json_each(?))')
                values.append(json.dumps([field.to_db(one) for one in value]))
                continue
            parts.append(f'"{name}" IS ?')
            values.append(field.to_db(value))
        day = equal.get(spec.title)
        if isinstance(day, date):
            keys.append("title_key = ?")
            told.append(spec.key_of(day))
        if keys:
            parts = [f"+{part}" for part in parts] + keys  # the plus keeps other indexes out
            values += told
        return (" WHERE " + " AND ".join(parts) if parts else ""), values

    def _order(self, spec: EntitySpec, order: tuple[tuple[str, bool], ...]) -> str:
        parts = [self._order_by(spec, name) + (" DESC" if down else "") for name, down in order]
        if not parts and spec.position:
            parts = [self._own_order(spec, name) for name in (*spec.within, spec.position)]
        elif not parts:
            parts = ["title_key"]
        return ", ".join([*parts, "id"])

    def _own_order(self, spec: EntitySpec, name: str) -> str:
        """Sort by what has an order itself, stages and choices; by anything else only keep together."""
        field = spec.fields[name]
        placed = field.choices or (field.kind.name == "ref" and self.specs[field.to].placed_alone)
        return self._order_by(spec, name) if placed else f'"{name}"'

    def _order_by(self, spec: EntitySpec, name: str) -> str:
        if name in {"created_at", "changed_at", "revision"}:
            return name
        field = spec.fields[name]
        if name == spec.title:
            return "title_key"
        if field.kind.name == "ref":
            target = self.specs[field.to]
            by = target.position if target.placed_alone else "title_key"
            return f'(SELECT "{by}" FROM "{target.table}" AS t WHERE t.id = "{spec.table}"."{name}")'
        if field.choices:
            cases = " ".join(f"WHEN '{key}' THEN {i}" for i, (key, _label) in enumerate(field.choices))
            return f'CASE "{name}" {cases} ELSE {len(field.choices)} END'
        return f'"{name}" COLLATE NOCASE' if field.kind.sql_type == "TEXT" else f'"{name}"'


def asked_words(text: str) -> list[str]:
    """Return the words that a search for `text` looks for."""
    return tokens(in_pairs(fold(text), asked=True))[:MOST_WORDS]


def _has_figures(text: str) -> bool:
    return any(char.isdecimal() for char in text)


def stored(spec: EntitySpec, row: Any) -> Stored[Any]:
    """Return a row as the record that it holds."""
    return Stored(row["id"], spec.from_row(row), row["created_at"], row["changed_at"], row["revision"])


def _all_days(values: frozenset[Any]) -> bool:
    return all(isinstance(one, date) for one in values)
