"""Entering numbers: what is typed or pasted is read as the shop writes it, and kept cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cxdesk import clock, periods
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.errors import InputError, UserError
from cxdesk.formats import date_text, decimal_mark, number_text, parse_number
from cxdesk.i18n import _
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.open_days import open_days

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f'’]+")
_CURRENCY = re.compile(r"^[^\d+\-.,]*|[^\d.,%]*$")


class Cell(NamedTuple):
    """What stands for a number in a period; without a value it is missing, which is not 0."""

    value: Decimal | None = None
    note: str = ""


class Wrong(NamedTuple):
    """A pasted cell that could not be kept: its place in the block, its text, and why."""

    row: int
    column: int
    text: str
    why: str


class Pasted(NamedTuple):
    """How much of a block was kept, and what was not."""

    kept: int
    wrong: tuple[Wrong, ...]


def read_number(text: str, language: str) -> Decimal:
    """Read a number as people write it there, signs between thousands included where no doubt is left.

    "1.234,50" is clear in German and "1,234.50" in English; "1.234" in German could be a thousand and a bit
    or one and a bit, and is refused. A currency beside it is left aside. Raises UserError.
    """
    written = _SPACES.sub("", _CURRENCY.sub("", text.strip()))
    mark = decimal_mark(language)
    other = "." if mark == "," else ","
    if other in written and (mark in written or written.count(other) > 1):
        whole, _mark, decimals = written.partition(mark)
        groups = whole.lstrip("+-").split(other)
        if len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]) and other not in decimals:
            written = whole.replace(other, "") + (mark + decimals if decimals else "")
    return parse_number(written, language)


def cell(reader: Reader, part: int, start: date) -> Cell:
    """Return what stands for a number in a period."""
    rows = reader.rows(PartValue, part=part, starts_on=start)
    return Cell(rows[0].record.value, rows[0].record.note) if rows else Cell()


def cells(reader: Reader, parts: Sequence[int]) -> dict[tuple[int, date], Cell]:
    """Return all that stands for some numbers, by number and first day."""
    return {
        (part, row.record.starts_on): Cell(row.record.value, row.record.note)
        for part in parts
        for row in reader.rows(PartValue, part=part)
        if row.record.starts_on is not None
    }


def keep(tx: Writer, part: int, start: date, *, value: Decimal | None, note: str | None = None) -> None:
    """Keep a number for the period that begins on `start`; None takes it out. `note` None leaves the note.

    Raises InputError for what can't be: part of a count, less than nothing, a period to come.
    """
    record = tx.get(MetricPart, part).record
    _check(tx, record, start, value)
    rows = tx.rows(PartValue, part=part, starts_on=start)
    said = (rows[0].record.note if rows else "") if note is None else note.strip()
    if not rows:
        if value is not None or said:
            tx.add(PartValue(part=part, starts_on=start, value=value, note=said))
    elif value is None and not said:
        tx.remove(PartValue, rows[0].id)
    elif (rows[0].record.value, rows[0].record.note) != (value, said):
        tx.change(PartValue, rows[0].id, value=value, note=said)


def paste(
    tx: Writer, parts: Sequence[int], starts: Sequence[date], block: Sequence[Sequence[str]], language: str
) -> Pasted:
    """Keep a block of cells, a row for each of `parts` and a column for each of `starts`.

    What can't be read is told and left as it was; an empty cell changes nothing. What reaches beyond the grid
    is told, too.
    """
    kept, wrong = 0, []
    for i, row in enumerate(block):
        for j, text in enumerate(row):
            if not text.strip():
                continue
            if i >= len(parts) or j >= len(starts):
                wrong.append(Wrong(i, j, text, _("There is no cell for it.")))
                continue
            try:
                keep(tx, parts[i], starts[j], value=read_number(text, language))
            except UserError as error:
                wrong.append(Wrong(i, j, text, error.message))
            else:
                kept += 1
    return Pasted(kept, tuple(wrong))


def block_of(text: str) -> list[list[str]]:
    """Split what a spreadsheet puts on the clipboard into rows and cells."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return [line.split("\t") for line in lines]


def missing(reader: Reader, part: int, first: date, last: date) -> list[date]:
    """Return the periods from one day to another that lack a number, closed days left out."""
    record = reader.get(MetricPart, part).record
    days = open_days(reader)
    there = {
        row.record.starts_on for row in reader.rows(PartValue, part=part) if row.record.value is not None
    }
    start = periods.start_of(record.cadence, first, days.first_weekday)
    return [
        one
        for one in periods.starts(record.cadence, start, last)
        if one not in there and (record.cadence != "day" or days.holds(one))
    ]


def _check(reader: Reader, part: MetricPart, start: date, value: Decimal | None) -> None:
    days = open_days(reader)
    if periods.start_of(part.cadence, start, days.first_weekday) != start:
        raise ValueError(f"{start} begins no {part.cadence}")
    if value is None:
        return
    if start > clock.today():
        raise InputError({"starts_on": _("{day} is still to come.").format(day=date_text(start, "en"))})
    if value < 0:
        raise InputError({"value": _("“{name}” can't be less than nothing.").format(name=part.name)})
    if part.unit == "count" and value != value.to_integral_value():
        raise InputError({"value": _("“{name}” is counted: a whole number.").format(name=part.name)})


def shown(value: Decimal, language: str) -> str:
    """Return a number as it stands in its cell."""
    plain = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return number_text(plain, language)
