"""Entering numbers: what is typed or pasted is read as the shop writes it, and kept cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from cxdesk import clock, periods
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.shop import Shop
from cxdesk.errors import InputError, UserError
from cxdesk.formats import date_text, decimal_mark, number_text, parse_number
from cxdesk.i18n import _
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.open_days import open_days

_GAPS = " \u00a0\u2009\u202f'’"
"""Signs between thousands that are never before decimals."""
_AROUND = re.compile(r"([^\d+\-\u2212.,]*)(.*?)([^\d.,]*)", re.DOTALL)
_USUAL = frozenset({"kr", "kr.", "fr", "fr."})
"""Signs of money that people write and that are no code."""


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
    or one and a bit, and is refused. A sign of money beside it is left aside; any other word, and whatever
    else a part of the text would have to be dropped for, is refused. Raises UserError.
    """
    found = _AROUND.fullmatch(text.strip())
    before, written, after = found.groups() if found else ("", text, "")
    if not all(one.strip() == "" or _is_money(one.strip(), language) for one in (before, after)):
        written = text
    return parse_number(_without_groups(written.strip(), language), language)


def _without_groups(written: str, language: str) -> str:
    """Return a number without its signs between thousands, where they can be nothing else."""
    mark = decimal_mark(language)
    other = "." if mark == "," else ","
    for sign in (other, *_GAPS):
        if written.count(sign) == 0 or (sign == other and written.count(other) == 1 and mark not in written):
            continue
        part = rf"([+\-\u2212]?\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+)({re.escape(mark)}\d+)?"
        whole = re.fullmatch(part, written)
        if whole is not None:
            return whole[1].replace(sign, "") + (whole[2] or "")
    return written


@lru_cache(maxsize=256)
def _is_money(word: str, language: str) -> bool:
    """Whether a word beside a number is a sign of money: €, US$, CHF, kr."""
    from cxdesk.formats import is_currency_sign

    return word.casefold() in _USUAL or is_currency_sign(word, language)


def cell(reader: Reader, part: int, start: date) -> Cell:
    """Return what stands for a number in a period."""
    rows = reader.rows(PartValue, part=part, starts_on=start)
    return Cell(rows[0].record.value, rows[0].record.note) if rows else Cell()


def cells(
    reader: Reader, parts: Sequence[int], starts: Sequence[date] | None = None
) -> dict[tuple[int, date], Cell]:
    """Return what stands for some numbers, by number and first day: all of it, or that of some periods."""
    ways = [{"part": part} for part in parts] if starts is None else [{"starts_on": day} for day in starts]
    wanted = set(parts)
    return {
        (part, day): Cell(value, note)
        for way in ways
        for part, day, value, note in reader.columns(PartValue, "part", "starts_on", "value", "note", **way)
        if day is not None and part in wanted
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


def typed_days(reader: Reader, part: int) -> set[date]:
    """Return the first days of the periods for which there is a number."""
    rows = reader.columns(PartValue, "starts_on", "value", part=part)
    return {day for day, value in rows if value is not None and day is not None}


def missing(reader: Reader, part: int, first: date, last: date, there: set[date] | None = None) -> list[date]:
    """Return the periods from one day to another that lack a number, closed days left out.

    `there` are the `typed_days` where they are known already.
    """
    cadence = reader.get(MetricPart, part).record.cadence
    days = open_days(reader)
    known = typed_days(reader, part) if there is None else there
    start = periods.start_of(cadence, first, days.first_weekday)
    return [
        one
        for one in periods.starts(cadence, start, last)
        if one not in known and (cadence != "day" or days.holds(one))
    ]


def _check(reader: Reader, part: MetricPart, start: date, value: Decimal | None) -> None:
    days = open_days(reader)
    if periods.start_of(part.cadence, start, days.first_weekday) != start:
        raise ValueError(f"{start} begins no {part.cadence}")
    if value is not None:
        check(part, start, value, today=clock.today(), language=_language(reader))


def check(part: MetricPart, start: date, value: Decimal, *, today: date, language: str) -> None:
    """Raise InputError for what can't be: part of a count, less than nothing, a period to come."""
    if start > today:
        raise InputError({"starts_on": _("{day} is still to come.").format(day=date_text(start, language))})
    if value < 0:
        raise InputError({"value": _("“{name}” can't be less than nothing.").format(name=part.name)})
    if part.unit == "count" and value != value.to_integral_value():
        raise InputError({"value": _("“{name}” is counted: a whole number.").format(name=part.name)})


def _language(reader: Reader) -> str:
    shop = next((row.record for row in reader.rows(Shop)), None)
    return shop.language if shop is not None else "en"


def shown(value: Decimal, language: str, unit: str = "") -> str:
    """Return a number as it stands in its cell; money has two decimals where it has any."""
    return number_text(_plain(value), language, places=_places(value, unit))


def typed(value: Decimal, language: str, unit: str = "") -> str:
    """Return a number as one would type it: without signs between thousands, so that it is read back."""
    return number_text(_plain(value), language, grouped=False, places=_places(value, unit))


def _places(value: Decimal, unit: str) -> int:
    return 2 if unit == "money" and value != value.to_integral_value() else 0


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
