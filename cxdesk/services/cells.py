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
_LANGUAGE: dict[Marks, str] = {".": "en-US", ",": "de-DE"}
# What can be read one way only, once the sign is known; a file brings millions of these.
_PLAIN = re.compile(
    r"(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3})+(?=\.)|[0-9]{1,3}(?:\.[0-9]{3})+(?=,))([.,])[0-9]{1,2}"
)
_PARTED = re.compile(r"(\D*)(?<![.,])([1-9][0-9]{0,2})([.,])([0-9]{3}\D*)")
"""A thousand and some, or one and a part of it: what else stands in the column tells."""
_FIGURES = re.compile(r"([0-9]{1,4})[./-]([0-9]{1,2})[./-]([0-9]{1,4})\b.*")
MOST_TOLD = 3
CELLS_A_STEP = 100


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


def number(cell: Cell, mark: Marks) -> Decimal | None:
    """Return the number of a cell, None for an empty one.

    `mark` is the sign before decimals, "" where no cell of the column has a sign: with it, the other one can
    only stand between thousands. Raises UserError.
    """
    if isinstance(cell, Decimal):
        return cell
    if isinstance(cell, date):
        raise UserError(_("“{text}” is a day, not a number.").format(text=cell.isoformat()))
    text = text_of(cell)
    if not text:
        return None
    if text.isascii() and text.isdecimal() and len(text) < 20:
        return Decimal(text)
    plain = _PLAIN.fullmatch(text)
    if plain is not None and plain[1] == (mark or "."):
        return Decimal(text.replace("," if plain[1] == "." else ".", "").replace(",", "."))
    refuse_words(text, _LANGUAGE[mark or "."])
    parted = _PARTED.fullmatch(text) if mark else None
    if parted is not None and parted[3] != mark:
        text = parted[1] + parted[2] + parted[4]
    return read_number(text, _LANGUAGE[mark or "."])


def decimal_mark(cells: Iterable[Cell]) -> Marks:
    """Return the sign before decimals that a column can only have, "" where it makes no difference.

    Raises Ambiguous where the numbers can be read in both ways, or some in one and some in the other.
    """
    return through(decimal_mark_in_steps(cells))


def decimal_mark_in_steps(cells: Iterable[Cell]) -> Steps[Marks]:
    """Find out the same while a window goes on."""
    only: dict[Marks, str] = {}
    doubtful = []
    for count, cell in enumerate(cells, 1):
        if count % CELLS_A_STEP == 0:
            yield
        text = text_of(cell) if isinstance(cell, str) else ""
        if "." not in text and "," not in text:
            continue
        if _PARTED.fullmatch(text):
            doubtful.append(text)
        elif mark := _only_mark(text):
            only.setdefault(mark, text)
    if len(only) == 1:
        return next(iter(only))
    if not only and not doubtful:
        return ""
    told = [*only.values(), *doubtful[:MOST_TOLD]]
    raise Ambiguous(
        _("Comma or point before decimals? {examples} can be read in two ways.").format(
            examples=", ".join(f"“{text}”" for text in told)
        ),
        "decimal",
        (".", ","),
    )


def date_order_in_steps(cells: Iterable[Cell]) -> Steps[Order]:
    """Return the order of day and month that a column can only have, "" where its days are as in ISO.

    Raises Ambiguous where they can be read in both ways.
    """
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


def _only_mark(text: str) -> Marks:
    """Return the sign before decimals that a number has in the one way in which it can be read."""
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        return "." if plain[1] == "." else ","
    fits = [mark for mark in _LANGUAGE if _reads(text, mark)]
    return fits[0] if len(fits) == 1 else ""


def _reads(text: str, mark: Marks) -> bool:
    try:
        read_number(text, _LANGUAGE[mark])
    except UserError:
        return False
    return True
