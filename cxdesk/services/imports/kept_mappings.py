"""Mappings kept in the file under a name: the next table with the same columns is read by one of itself."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import NamedTuple

from cxdesk.entities.import_mapping import ImportMapping
from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.imports import mapping as mappings
from cxdesk.services.imports.mapping import Mapping
from cxdesk.services.imports.tables import Table
from cxdesk.text import clean, fold


class Kept(NamedTuple):
    """A mapping with its id and name."""

    id: int
    name: str
    mapping: Mapping


def kept(reader: Reader, kind: str) -> list[Kept]:
    """Return the mappings for tables of a kind, by name."""
    found = []
    for row in reader.rows(ImportMapping, kind=kind):
        with suppress(UserError, ValueError):  # written by another version: this one can't go by it
            found.append(Kept(row.id, row.record.name, mappings.from_json(json.loads(row.record.columns))))
    return found


def fitting(reader: Reader, kind: str, table: Table) -> Kept | None:
    """Return the newest mapping that was kept for a table with the same columns."""
    head = set(table.head)
    same = (one for one in kept(reader, kind) if set(one.mapping.headings) == head)
    return max(same, key=lambda one: one.id, default=None) if head else None


def usable(reader: Reader, kind: str, table: Table) -> list[Kept]:
    """Return the mappings all of whose columns a table has."""
    head = set(table.head)
    return [one for one in kept(reader, kind) if {*one.mapping.columns.values(), *one.mapping.wide} <= head]


def named(reader: Reader, kind: str, name: str) -> Mapping:
    """Return a mapping by its name. Raises UserError that lists the names there are."""
    there = kept(reader, kind)
    for one in there:
        if fold(one.name) == fold(name.strip()):
            return one.mapping
    if not there:
        raise UserError(
            _("“{name}” is neither a file nor a kept mapping: none is kept yet.").format(name=name)
        )
    raise UserError(
        _("“{name}” is neither a file nor a kept mapping. Kept are: {names}.").format(
            name=name, names=", ".join(one.name for one in there)
        )
    )


def keep(tx: Writer, kind: str, name: str, mapping: Mapping, table: Table) -> int:
    """Keep a mapping for tables with the columns of this one; one of the same name gives way. Return its id.

    Raises InputError.
    """
    columns = json.dumps(mappings.to_json(mapping._replace(headings=table.head)), ensure_ascii=False)
    for row in tx.rows(ImportMapping, kind=kind):
        if fold(row.record.name) == fold(clean(name)):
            tx.change(ImportMapping, row.id, columns=columns)
            return row.id
    return tx.add(ImportMapping(name=name, kind=kind, columns=columns))
