"""Records at which nothing happened for long, found by the engine: none of the others is ever made.

Of a million records some are wanted, and how many there are. Read one by one they would take hundreds of
megabytes, and each of them a moment in which the window has to wait for Python.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from cxdesk.schema.entity import EntitySpec, spec_of
from cxdesk.schema.reading import Idle, IdlePart, IdleRow
from cxdesk.store.db import Connection, translated


def look(connection: Connection, asked: Idle, *, after: int, limit: int, most: int | None) -> IdlePart:
    """Look through the `limit` records with the next ids after one; return the `most` that are idle longest.

    A look holds up whoever writes meanwhile, so `limit` says how long.
    """
    spec = spec_of(asked.cls)
    with translated():
        (last,) = connection.execute(
            f'SELECT max(id) FROM (SELECT id FROM "{spec.table}" WHERE id > ? ORDER BY id LIMIT ?)',
            (after, limit),
        ).fetchone()
        if last is None:
            return IdlePart(0, [], None)
        rows = connection.execute(
            _sql(spec, asked),
            _values(asked) | {"after": after, "to": last, "most": -1 if most is None else most},
        ).fetchall()
    found = [
        IdleRow(row[0], row[1], date.fromisoformat(row[2]) if row[2] else None, date.fromisoformat(row[3]))
        for row in rows
    ]
    return IdlePart(int(rows[0][4]) if rows else 0, found, last)


def _sql(spec: EntitySpec, asked: Idle) -> str:
    other, link, day = asked.by
    happened = spec_of(other)
    counts = "".join(f' AND "{name}" IS NOT :not_{name}' for name in asked.but)
    newest = (
        f'SELECT max("{happened.fields[day].name}") FROM "{happened.table}" AS o'
        f' WHERE o."{happened.fields[link].name}" = c.id{counts}'
    )
    again = f'"{spec.fields[asked.again].name}"'
    return (
        "SELECT id, title, last, known, count(*) OVER () FROM"
        " (SELECT id, title, last, coalesce(last, since, substr(created_at, 1, 10)) AS known FROM"
        f' (SELECT id, "{spec.title}" AS title, "{spec.fields[asked.since].name}" AS since, created_at,'
        f' ({newest}) AS last FROM "{spec.table}" AS c'
        f" WHERE id > :after AND id <= :to AND ({again} IS NULL OR {again} <= :today)))"
        " WHERE known <= :until ORDER BY known, title, id LIMIT :most"
    )


def _values(asked: Idle) -> dict[str, Any]:
    happened = spec_of(asked.by[0])
    left_out = {f"not_{name}": happened.fields[name].to_db(value) for name, value in asked.but.items()}
    return left_out | {"today": asked.today.isoformat(), "until": asked.until.isoformat()}
