"""Which column of a table is what: told in a file or in the window, or known by the words of the headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.services.imports.tables import Cell, Reading, text_of
from cxdesk.services.metrics.entry import read_number
from cxdesk.store.db import file_error
from cxdesk.text import fold

Marks = Literal["", ".", ","]
Order = Literal["", "ymd", "dmy", "mdy"]
# A language that writes decimals so, for the rules of reading.
_LANGUAGE = {".": "en", ",": "de"}
_PARTED = re.compile(r"\D*[0-9]{1,3}[.,][0-9]{3}\D*")
_FIGURES = re.compile(r"([0-9]{1,4})[./-]([0-9]{1,2})[./-]([0-9]{1,4})\b.*")
_EXAMPLE = '{"columns": {"period": "Date"}}'
MOST_TOLD = 3


class Field(NamedTuple):
    """What a column can be. Label and words are marked, not translated; by the words it is known."""

    key: str
    label: str
    words: tuple[str, ...] = ()


class Mapping(NamedTuple):
    """Which column is what, and how numbers and days are written in it.

    `columns` has the heading of each field, `fixed` what holds for all rows, `wide` the columns that each
    hold a number of their own, with its name. Empty marks mean: find out by what stands there.
    """

    columns: Map[str, str] = {}
    wide: Map[str, str] = {}
    fixed: Map[str, str] = {}
    decimal: Marks = ""
    dates: Order = ""
    cadence: str = ""
    reading: Reading = Reading()


class Ambiguous(UserError):  # noqa: N818 - a question, rather than an error
    """The table can be read in two ways; `what` is "decimal" or "dates", `choices` what may be meant."""

    def __init__(self, message: str, what: str, choices: tuple[str, ...]) -> None:
        super().__init__(message)
        self.what = what
        self.choices = choices


_KEYS = {"columns", "wide", "fixed", "decimal", "dates", "cadence", "encoding", "delimiter", "sheet", "head"}


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
    words = {key: _words(told, key) for key in ("columns", "wide", "fixed")}
    head = told.get("head", 0)
    if not isinstance(head, int) or isinstance(head, bool) or head < 0:
        raise UserError(_("“head” is the number of the line with the headings."))
    return Mapping(
        **words,
        decimal=_one_of(told, "decimal", ("", ".", ",")),
        dates=_one_of(told, "dates", ("", "ymd", "dmy", "mdy")),
        cadence=_one_of(told, "cadence", ("", "day", "week", "month", "quarter", "year")),
        reading=Reading(_text(told, "encoding"), _text(told, "delimiter"), _text(told, "sheet"), head),
    )


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


def places(head: Sequence[str], columns: Map[str, str]) -> dict[str, int]:
    """Return the place of each named column, from 0. Raises UserError for one that is not there."""
    by_name = {fold(name): place for place, name in reversed(list(enumerate(head)))}
    exact = {name: place for place, name in enumerate(head)}
    found = {}
    for key, name in columns.items():
        place = exact.get(name, by_name.get(fold(name.strip())))
        if place is None:
            raise UserError(
                _("There is no column “{name}”. The columns are: {columns}.").format(
                    name=name, columns=", ".join(head)
                )
            )
        found[key] = place
    return found


def number(cell: Cell, mark: str) -> Decimal | None:
    """Return the number of a cell, None for an empty one. Raises UserError."""
    if isinstance(cell, Decimal):
        return cell
    if isinstance(cell, date):
        raise UserError(_("“{text}” is a day, not a number.").format(text=cell.isoformat()))
    text = text_of(cell)
    if not text:
        return None
    if text.isascii() and text.isdecimal() and len(text) < 20:
        return Decimal(text)
    return read_number(text, _LANGUAGE[mark or "."])


def decimal_mark(cells: Iterable[Cell]) -> Marks:
    """Return the sign before decimals that a column can only have, "" where it makes no difference.

    Raises Ambiguous where the numbers can be read in both ways, or some in one and some in the other.
    """
    only: dict[str, list[str]] = {".": [], ",": []}
    doubtful = []
    for cell in cells:
        text = text_of(cell) if isinstance(cell, str) else ""
        if "." not in text and "," not in text:
            continue
        if _PARTED.fullmatch(text):
            doubtful.append(text)
            continue
        fits = [mark for mark in only if _reads(text, mark)]
        if len(fits) == 1:
            only[fits[0]].append(text)
    seen = [mark for mark in (".", ",") if only[mark]]
    if len(seen) == 1:
        return "." if seen[0] == "." else ","
    if not seen and not doubtful:
        return ""
    told = only["."][:1] + only[","][:1] + doubtful[:MOST_TOLD]
    raise Ambiguous(
        _("Comma or point before decimals? {examples} can be read in two ways.").format(
            examples=", ".join(f"“{text}”" for text in told)
        ),
        "decimal",
        (".", ","),
    )


def date_order(cells: Iterable[Cell]) -> Order:
    """Return the order of day and month that a column can only have, "" where its days are as in ISO.

    Raises Ambiguous where they can be read in both ways.
    """
    day_first, month_first, figures, doubtful = False, False, False, []
    for cell in cells:
        match = _FIGURES.fullmatch(text_of(cell)) if isinstance(cell, str) else None
        if match is None or len(match[1]) == 4:
            continue
        one, other = int(match[1]), int(match[2])
        figures = True
        day_first |= one > 12
        month_first |= other > 12
        if max(one, other) <= 12 and one != other:
            doubtful.append(match[0])
    if day_first != month_first:
        return "dmy" if day_first else "mdy"
    if not doubtful and not day_first:
        return "dmy" if figures else ""
    raise Ambiguous(
        _("Day or month first? {examples} can be read in two ways.").format(
            examples=", ".join(f"“{text}”" for text in doubtful[:MOST_TOLD])
        ),
        "dates",
        ("dmy", "mdy"),
    )


def _reads(text: str, mark: str) -> bool:
    try:
        read_number(text, _LANGUAGE[mark])
    except UserError:
        return False
    return True


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
