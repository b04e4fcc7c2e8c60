"""Everything back in: the JSON of an export into an empty workspace."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec
from cxdesk.schema.kinds import Refused
from cxdesk.services.exporting import FORMAT


class Restorer(Protocol):
    """What takes a whole row under its own id: the running transaction."""

    def restore(self, table: str, row: Mapping[str, Any]) -> None:
        """Add a row under its own id."""
        ...


def import_json(tx: Restorer, specs: Mapping[str, EntitySpec], text: str) -> dict[str, int]:
    """Add every record of an export under its own id; return how many by kind.

    Kinds come in such an order that what is referred to is there first. Raises UserError for a file
    that is not such an export, and names the record that can't be kept.
    """
    records = _records(text)
    counts = {}
    for spec in _in_order(specs):
        rows = records.get(spec.table, [])
        for row in rows:
            tx.restore(spec.table, _row(spec, row))
        counts[spec.table] = len(rows)
    return counts


def _records(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
        records = document["records"]
        if document["format"] == FORMAT and isinstance(records, dict):
            return records
    except (ValueError, KeyError, TypeError):
        pass
    raise UserError(_("This is not an export of CX Desk that this version can read."))


def _in_order(specs: Mapping[str, EntitySpec]) -> list[EntitySpec]:
    """Return the kinds so that each comes after those that it refers to."""
    done: dict[str, EntitySpec] = {}

    def visit(spec: EntitySpec) -> None:
        if spec.table in done:
            return
        for field in spec.links:
            if field.to != spec.table:
                visit(specs[field.to])
        done[spec.table] = spec

    for spec in specs.values():
        visit(spec)
    return list(done.values())


def _row(spec: EntitySpec, row: Mapping[str, Any]) -> dict[str, Any]:
    values = {}
    for name, field in spec.fields.items():
        value = row.get(name)
        try:
            if isinstance(value, list):
                value = tuple(value)
            elif isinstance(value, str) and field.kind.name not in {"text", "long_text", "choice", "colour"}:
                value = field.parse(value)
            values[name] = field.clean(field.initial if value is None else value)
        except Refused as refused:
            raise UserError(
                _("{kind} {id}, {field}: {why}").format(
                    kind=_(spec.one), id=row.get("id"), field=name, why=refused
                )
            ) from refused
    record = spec.cls(**values)
    own = {"id": int(row["id"]), "created_at": row["created_at"]}
    return spec.to_row(record) | own
