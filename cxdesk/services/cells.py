"""The cells of a table that somebody has: where a column stands, and numbers and days as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.services.metrics.number_reading import read_number, refuse_words
from cxdesk.store.steps import Steps, through
from cxdesk.text import fold

Cell = str | Decimal | date
"""Text; in a workbook also a number or a day, which can be read one way only."""
Marks = Literal["", ".", ","]
Order = Literal["", "ymd", "dmy", "mdy"]
# A language that writes decimals so, for the rules of reading.
_LANGUAGE = {".": "en-US", ",": "de-DE"}
# What can be read one way only, once the sign is known; a file brings millions of these.
_PLAIN = re.compile(r"[0-9]{1,15}[.,][0-9]{1,2}")
_PARTED = re.compile(r"\D*[0-9]{1,3}[.,][0-9]{3}\D*")
_FIGURES = re.compile(r"([0-9]{1,4})[./-]([0-9]{1,2})[./-]([0-9]{1,4})\b.*")
MOST_TOLD = 3
CELLS_A_STEP = 1_000


class Line(NamedTuple):
    """A row of a table with the number of the line on which it begins."""

    number: int
    cells: tuple[Cell, ...]


class Ambiguous(UserError):  # noqa: N818 - a question, rather than an error
    """The table can be read in two ways; `what` is "decimal" or "dates", `choices` what may be meant."""

    def __init__(self, message: str, what: str, choices: tuple[str, ...]) -> None:
        super().__init__(message)
        self.what = what
        self.choices = choices


def text_of(cell: Cell) -> str:
    """Return a cell as text."""
    if isinstance(cell, str):
        return cell.replace("\0", "").strip()
    return cell.isoformat() if isinstance(cell, date) else f"{cell:f}"


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
    if _PLAIN.fullmatch(text) and (mark or ".") in text:
        return Decimal(text.replace(",", "."))
    refuse_words(text, _LANGUAGE[mark or "."])
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
    return through(date_order_in_steps(cells))


def date_order_in_steps(cells: Iterable[Cell]) -> Steps[Order]:
    """Find out the same while a window goes on."""
    day_first, month_first, figures, doubtful = False, False, False, []
    for count, cell in enumerate(cells, 1):
        if count % CELLS_A_STEP == 0:
            yield
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
