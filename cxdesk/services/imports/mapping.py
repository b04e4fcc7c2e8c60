"""Which column of a table is what: told in a file or in the window, or known by the words of the headings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from pathlib import Path
from typing import Any, NamedTuple

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.services.cells import Marks, Order
from cxdesk.services.imports.tables import Reading
from cxdesk.store.db import file_error
from cxdesk.text import fold

_EXAMPLE = '{"columns": {"period": "Date"}}'


class Field(NamedTuple):
    """What a column can be. Label and words are marked, not translated; by the words it is known."""

    key: str
    label: str
    words: tuple[str, ...] = ()


class Mapping(NamedTuple):
    """Which column is what, and how numbers and days are written in it.

    `columns` has the heading of each field, `fixed` what holds for all rows, `wide` the columns that each
    hold a number of their own, with its name, `names` what a name in the table is called here. Empty marks
    mean: find out by what stands there.
    """

    columns: Map[str, str] = {}
    wide: Map[str, str] = {}
    fixed: Map[str, str] = {}
    names: Map[str, str] = {}
    decimal: Marks = ""
    dates: Order = ""
    cadence: str = ""
    reading: Reading = Reading()
    headings: tuple[str, ...] = ()
    """All columns of the table that it was made for; empty where that is not told."""


_KEYS = {
    "columns",
    "wide",
    "fixed",
    "names",
    "decimal",
    "dates",
    "cadence",
    "encoding",
    "delimiter",
    "sheet",
    "head",
    "headings",
}


def load(path: Path) -> Mapping:
    """Read a mapping from JSON. Raises UserError that names what is wrong in it, EnvironmentFault."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise file_error(error, path) from error
    except ValueError as error:
        raise UserError(_("{file} is not JSON: {why}").format(file=path.name, why=error)) from error
    return from_json(told)


def from_json(told: Any) -> Mapping:
    """Return what a JSON object says. Raises UserError."""
    if not isinstance(told, dict):
        raise UserError(_("A mapping is an object, such as {example}.").format(example=_EXAMPLE))
    unknown = sorted(set(told) - _KEYS)
    if unknown:
        raise UserError(
            _("The mapping has {names}, which it can't have. It can have: {keys}.").format(
                names=", ".join(unknown), keys=", ".join(sorted(_KEYS))
            )
        )
    words = {key: _words(told, key) for key in ("columns", "wide", "fixed", "names")}
    headings = told.get("headings", [])
    if not isinstance(headings, list) or not all(isinstance(one, str) for one in headings):
        raise UserError(_("“headings” is a list of texts."))
    head = told.get("head", 0)
    if not isinstance(head, int) or isinstance(head, bool) or head < 0:
        raise UserError(_("“head” is the number of the line with the headings."))
    return Mapping(
        **words,
        decimal=_one_of(told, "decimal", ("", ".", ",")),
        dates=_one_of(told, "dates", ("", "ymd", "dmy", "mdy")),
        cadence=_one_of(told, "cadence", ("", "day", "week", "month", "quarter", "year")),
        reading=Reading(_text(told, "encoding"), _text(told, "delimiter"), _text(told, "sheet"), head),
        headings=tuple(headings),
    )


def to_json(mapping: Mapping) -> dict[str, Any]:
    """Return what `from_json` reads back; what is empty is left out."""
    told = {**mapping._asdict(), **mapping.reading._asdict()}
    del told["reading"]
    told["headings"] = list(mapping.headings)
    return {key: dict(value) if isinstance(value, Map) else value for key, value in told.items() if value}


def propose(head: Sequence[str], fields: Iterable[Field]) -> dict[str, str]:
    """Return the heading of each field that its words tell, in English or the program's language."""
    by_word: dict[str, str] = {}
    for name in head:
        by_word.setdefault(fold(name).strip(), name)
    found: dict[str, str] = {}
    for field in fields:
        words = (field.key, field.label, *field.words)
        names = [by_word.get(fold(word), "") for one in words for word in (one, _(one))]
        name = next((name for name in names if name and name not in found.values()), "")
        if name:
            found[field.key] = name
    return found


def _words(told: Map[str, Any], key: str) -> dict[str, str]:
    value = told.get(key, {})
    if not isinstance(value, dict) or not all(isinstance(one, str) and one for one in value.values()):
        raise UserError(_("“{key}” is an object of texts.").format(key=key))
    return value


def _text(told: Map[str, Any], key: str) -> str:
    value = told.get(key, "")
    if not isinstance(value, str):
        raise UserError(_("“{key}” is a text.").format(key=key))
    return value


def _one_of(told: Map[str, Any], key: str, choices: tuple[str, ...]) -> Any:
    value = told.get(key, "")
    if value not in choices:
        raise UserError(
            _("“{key}” is one of: {choices}.").format(key=key, choices=", ".join(filter(None, choices)))
        )
    return value
