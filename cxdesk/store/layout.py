"""Tables as SQL: what a declaration asks for, and the fingerprint of what a file has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cxdesk.schema.entity import EntitySpec
from cxdesk.store.db import Connection

# Columns of every kind besides the declared ones.
OWN_COLUMNS = ("title_key", "created_at", "changed_at", "revision")


def create_table(spec: EntitySpec) -> str:
    """Return the CREATE TABLE that the declaration asks for: what a migration copies and freezes."""
    columns = ["id INTEGER PRIMARY KEY AUTOINCREMENT"]
    for field in spec.fields.values():
        column = f'"{field.name}" {field.kind.sql_type}'
        if field.kind.empty is not None:
            column += " NOT NULL"
        if field.to and field.kind.name == "ref":
            column += f' REFERENCES "{field.to}" (id) DEFERRABLE INITIALLY DEFERRED'
        columns.append(column)
    columns += [
        "title_key TEXT NOT NULL",
        "created_at TEXT NOT NULL",
        "changed_at TEXT NOT NULL",
        "revision INTEGER NOT NULL",
    ]
    return f'CREATE TABLE "{spec.table}" (\n  ' + ",\n  ".join(columns) + "\n) STRICT"


def is_derived(name: str) -> bool:
    """Tell whether a table is made from others: search tables and SQLite's own."""
    return name.startswith(("search_", "sqlite_"))


def base_schema(connection: Connection) -> list[tuple[str, str]]:
    """Return (name, normalised SQL) of everything in the file that is not derived.

    Indexes are derived. Triggers and views are never ours, so they are part of it: a file with one
    has another fingerprint.
    """
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    return base_schema_of(rows)


def base_schema_of(rows: Iterable[Any]) -> list[tuple[str, str]]:
    """Return the same of rows of (type, name, SQL)."""
    return [
        (f"{kind} {name}", _normal(sql or ""))
        for kind, name, sql in rows
        if kind != "index" and not (kind == "table" and is_derived(name))
    ]


def fingerprint(connection: Connection) -> str:
    """Return the sha256 of the base schema, in hex."""
    text = "\n".join(f"{name}: {sql}" for name, sql in base_schema(connection))
    return str(_sha256()(text.encode()).hexdigest())


def _sha256() -> Any:
    """Return Python's own sha256, as `random` does: `hashlib` loads OpenSSL, which every start would feel."""
    try:
        from _sha256 import sha256  # type: ignore[import-not-found, unused-ignore]  # until Python 3.11
    except ImportError:
        try:
            from _sha2 import sha256  # type: ignore[import-not-found, no-redef, unused-ignore]
        except ImportError:
            from hashlib import sha256
    return sha256


def _normal(sql: str) -> str:
    return " ".join(sql.replace('"', "").split())
