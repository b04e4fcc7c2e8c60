"""Everything that is held of one customer, for them to have: as JSON, as tables, and in plain words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.preference import Preference
from cxdesk.entities.promise import Promise
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec, Stored, spec_of
from cxdesk.schema.fields import Field
from cxdesk.schema.reading import Reader
from cxdesk.schema.shown import shown
from cxdesk.services.exporting import as_json, csv_text, safe_cell, write_whole
from cxdesk.store.db import file_error
from cxdesk.store.history import HistoryEntry
from cxdesk.store.model import default_model

HELD: Mapping[type[Any], str] = {
    Preference: "customer",
    Visit: "customer",
    Incident: "customer",
    Promise: "customer",
}
"""The kinds that say something of a customer, and the field by which they do. A test holds it complete."""
FORMAT = 1


class Holder(Reader, Protocol):
    """A workspace, as far as it tells of one person."""

    def traces(self, cls: type[Any], record_id: int) -> list[tuple[str, int]]:
        """Return (kind, id) of all that the file knows of a record, also of what was removed."""
        ...

    def history(self, cls: type[Any], record_id: int) -> list[HistoryEntry]:
        """Return what happened to one record, newest first."""
        ...


class Held(NamedTuple):
    """All of one person. `history` has what happened to each of these records, the oldest first."""

    customer: Stored[Customer]
    records: Mapping[str, tuple[Stored[Any], ...]]
    history: tuple[HistoryEntry, ...]


def held(ws: Holder, customer: int) -> Held:
    """Read everything that is held of a customer, the sensitive too: it is theirs. Raises NotFound."""
    row = ws.get(Customer, customer)
    records = {
        spec_of(cls).table: tuple(sorted(ws.rows(cls, **{link: customer}), key=lambda one: one.id))
        for cls, link in HELD.items()
    }
    told: list[HistoryEntry] = []
    for kind, record_id in ws.traces(Customer, customer):
        told += ws.history(_spec(kind).cls, record_id)
    return Held(row, records, tuple(sorted(told, key=lambda entry: entry.id)))


def write(ws: Holder, customer: int, folder: Path, today: date) -> list[Path]:
    """Write JSON and tables of one customer into `folder`; return the files. Names of files name nobody.

    Raises NotFound, and EnvironmentFault, which names the folder.
    """
    found = held(ws, customer)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [write_whole(folder / name, data.encode()) for name, data in _files(ws, found, today).items()]
    except OSError as error:
        raise file_error(error, Path(error.filename or folder)) from error


def _files(ws: Holder, found: Held, today: date) -> dict[str, str]:
    head = f"customer-{found.customer.id}"
    names = {f"{head}.json": as_text(ws, found, today)}
    names[f"{head}.csv"] = "\ufeff" + csv_text(spec_of(Customer), [found.customer])
    for kind, rows in found.records.items():
        names[f"{head}-{kind}.csv"] = "\ufeff" + csv_text(_spec(kind), rows)
    names[f"{head}-history.csv"] = "\ufeff" + _history_text(found.history)
    return names


def as_text(ws: Holder, found: Held, today: date) -> str:
    """Return the JSON of it: each record as the program keeps it, and as people read it."""
    document = {
        "format": FORMAT,
        "made_on": today.isoformat(),
        "shop": next(iter(ws.values(Shop, "name")), ""),
        "records": {
            "customer": [_told(ws, spec_of(Customer), found.customer)],
            **{kind: [_told(ws, _spec(kind), row) for row in rows] for kind, rows in found.records.items()},
        },
        "history": [entry._asdict() for entry in found.history],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _told(reader: Reader, spec: EntitySpec, row: Stored[Any]) -> dict[str, Any]:
    return as_json(spec, row) | {"in_words": dict(in_words(reader, spec, row.record))}


def _spec(kind: str) -> EntitySpec:
    return default_model().specs[kind]


def in_words(reader: Reader, spec: EntitySpec, record: object) -> list[tuple[str, str]]:
    """Return (label, text) of every field that says something, but for the customer it is of."""
    language, currency = shop_style(reader)
    said = []
    for field in spec.fields.values():
        value = getattr(record, field.name)
        if field.to == "customer" or field.is_empty(value):
            continue
        text = _names(reader, field, value) if field.to else shown(field, value, language, currency)
        if text and not (field.kind.name == "flag" and not value):
            said.append((_(field.label), text))
    return said


def shop_style(reader: Reader) -> tuple[str, str]:
    """Return language and currency of the shop."""
    return next(iter(reader.columns(Shop, "language", "currency")), ("en", "EUR"))


def _names(reader: Reader, field: Field, value: Any) -> str:
    spec = _spec(field.to)
    found = (reader.find(spec.cls, one) for one in (value if isinstance(value, tuple) else (value,)))
    return "; ".join(spec.title_of(row.record) for row in found if row is not None)


def _history_text(entries: Iterable[HistoryEntry]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HistoryEntry._fields)
    for entry in entries:
        writer.writerow([safe_cell(str(value)) if value is not None else "" for value in entry])
    return out.getvalue()
