"""Everything out: CSV per record kind and one JSON of it all, which reads back into an empty workspace."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cxdesk import __version__
from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec, Stored
from cxdesk.schema.reading import Reader
from cxdesk.store.db import file_error

# A spreadsheet runs a cell that begins with one of these; numbers are let through.
_FORMULA = re.compile(r"^[=+\-@\t\r]")
_NUMBER = re.compile(r"^[+-]?[0-9]+([.,][0-9]+)?$")
FORMAT = 1
WHOLE = "cxdesk.json"
"""The file that holds all of an export; by it an earlier one is known."""


def as_json(spec: EntitySpec, row: Stored[Any]) -> dict[str, Any]:
    """Return a record as JSON holds it, with its id and its instants."""
    values = {name: field.to_json(getattr(row.record, name)) for name, field in spec.fields.items()}
    return {"id": row.id, **values, "created_at": row.created_at, "changed_at": row.changed_at}


def safe_cell(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula; `plain_cell` takes that back."""
    if (_FORMULA.match(text) and not _NUMBER.match(text)) or text.startswith("'"):
        return "'" + text
    return text


def plain_cell(text: str) -> str:
    """Return what `safe_cell` was given."""
    return text.removeprefix("'")


def csv_text(spec: EntitySpec, rows: Iterable[Stored[Any]]) -> str:
    """Return records as CSV: a head of field names, then plain ISO values; pictures are left out."""
    names = [field.name for field in spec.fields.values() if field.kind.name != "image"]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", *names])
    for row in rows:
        cells = (spec.fields[name].write(getattr(row.record, name)) for name in names)
        writer.writerow([row.id, *map(safe_cell, cells)])
    return out.getvalue()


def read_csv(spec: EntitySpec, text: str) -> list[dict[str, Any]]:
    """Return the values of each line of what `csv_text` wrote. Raises UserError that names the line."""
    reader = csv.DictReader(io.StringIO(text), strict=True)
    unknown = set(reader.fieldnames or ()) - {"id", *spec.fields}
    if unknown:
        raise UserError(
            _("These columns are not fields of “{kind}”: {columns}.").format(
                kind=_(spec.label), columns=", ".join(sorted(unknown))
            )
        )
    try:
        return [_parsed(spec, line) for line in reader]
    except (csv.Error, ValueError) as error:
        raise UserError(_("Line {line}: {why}").format(line=reader.line_num, why=error)) from error


def _parsed(spec: EntitySpec, line: Mapping[str | Any, str | None]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if None in line:
        raise ValueError(_("there are more cells than columns."))
    for name, cell in line.items():
        if name == "id":
            values["id"] = int(cell or 0)
        elif cell is not None:
            field = spec.fields[name]
            values[name] = field.clean(field.parse(plain_cell(cell)))
    return values


def is_sensitive(spec: EntitySpec, record: object) -> bool:
    """Tell whether a record is of the sort that nobody finds by searching, and gets only on asking."""
    name, values = spec.unfound
    return bool(name) and getattr(record, name) in values


def told(
    spec: EntitySpec, rows: Iterable[Stored[Any]], *, with_sensitive: bool
) -> tuple[list[Stored[Any]], int]:
    """Return the records that may leave the file, and how many were left out."""
    rows = list(rows)
    kept = [row for row in rows if with_sensitive or not is_sensitive(spec, row.record)]
    return kept, len(rows) - len(kept)


def sensitive(reader: Reader, kinds: Iterable[EntitySpec]) -> int:
    """Return how many records an export leaves out that is not asked for the sensitive ones."""
    return sum(
        reader.count(spec.cls, **{spec.unfound[0]: value}) for spec in kinds for value in spec.unfound[1]
    )


def is_export(folder: Path) -> bool:
    """Tell whether a folder holds an export, which the next one replaces."""
    return (folder / WHOLE).is_file()


def _check_free(kinds: Iterable[EntitySpec], folder: Path) -> None:
    """Raise UserError where somebody else's file would be replaced."""
    if is_export(folder):
        return
    for spec in kinds:
        if (folder / f"{spec.table}.csv").exists():
            raise UserError(
                _(
                    "There is a file {file} in {folder} that is not from an export. Give a new or an empty"
                    " folder; nothing was changed."
                ).format(file=f"{spec.table}.csv", folder=folder)
            )


def export_all(
    reader: Reader, kinds: Iterable[EntitySpec], folder: Path, *, with_sensitive: bool = False
) -> list[Path]:
    """Write CSV per kind and `cxdesk.json` into `folder`; return the files. Each is whole or not there.

    What is sensitive is in none of them unless it is asked for; the JSON says how much was left out. An
    earlier export is replaced, no other file: that raises UserError. Raises EnvironmentFault, which names
    the folder.
    """
    kinds = tuple(kinds)
    try:
        _check_free(kinds, folder)
        folder.mkdir(parents=True, exist_ok=True)
        return _all_of(reader, kinds, folder, with_sensitive=with_sensitive)
    except OSError as error:
        raise file_error(error, Path(error.filename or folder)) from error


def _all_of(reader: Reader, kinds: Iterable[EntitySpec], folder: Path, *, with_sensitive: bool) -> list[Path]:
    written, everything = [], {}
    left_out: dict[str, int] = {}
    for spec in kinds:
        rows, left = told(spec, reader.rows(spec.cls), with_sensitive=with_sensitive)
        if left:
            left_out[spec.table] = left
        everything[spec.table] = [as_json(spec, row) for row in rows]
        written.append(write_whole(folder / f"{spec.table}.csv", ("\ufeff" + csv_text(spec, rows)).encode()))
    document: dict[str, Any] = {"format": FORMAT, "made_with": __version__, "records": everything}
    if left_out:
        document["left_out"] = left_out
    text = json.dumps(document, ensure_ascii=False, indent=1)
    written.append(write_whole(folder / WHOLE, text.encode()))
    return written


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file beside its place, then put it there: never half of it under its name. Raises OSError."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        error.filename = str(path)  # nobody asked for the other name
        raise
    return path
