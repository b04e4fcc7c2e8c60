"""Entering numbers: what is typed or pasted is read as the shop writes it, and kept cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cxdesk import clock, periods
from cxdesk.entities.metric_part import SOURCES, MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.shop import Shop
from cxdesk.errors import InputError, UserError
from cxdesk.formats import date_text, number_text
from cxdesk.i18n import _
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.metrics import number_reading
from cxdesk.services.open_days import OpenDays, open_days
from cxdesk.store.query import FILLED


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


def cell(reader: Reader, part: int, start: date) -> Cell:
    """Return what stands for a number in a period."""
    rows = reader.rows(PartValue, part=part, starts_on=start)
    return Cell(rows[0].record.value, rows[0].record.note) if rows else Cell()


def cells(
    reader: Reader, parts: Sequence[int], starts: Sequence[date] | None = None
) -> dict[tuple[int, date], Cell]:
    """Return what stands for some numbers, by number and first day: all of it, or that of some periods."""
    if not parts or (starts is not None and not starts):
        return {}
    days = {} if starts is None else {"starts_on": frozenset(starts)}
    rows = reader.columns(PartValue, "part", "starts_on", "value", "note", part=frozenset(parts), **days)
    return {(part, day): Cell(value, note) for part, day, value, note in rows if day is not None}


def keep(tx: Writer, part: int, start: date, *, value: Decimal | None, note: str | None = None) -> None:
    """Keep a number for the period that begins on `start`; None takes it out. `note` None leaves the note.

    Raises InputError for what can't be: part of a count, less than nothing, a period to come, a number that
    comes from records.
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
    currency = _shop(tx).currency
    for i, row in enumerate(block):
        for j, text in enumerate(row):
            if not text.strip():
                continue
            if i >= len(parts) or j >= len(starts):
                wrong.append(Wrong(i, j, text, _("There is no cell for it.")))
                continue
            try:
                part = tx.get(MetricPart, parts[i]).record
                value = number_reading.read_for(part, text, language, currency)
                keep(tx, parts[i], starts[j], value=value)
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
    rows = reader.columns(PartValue, "starts_on", part=part, value=FILLED)
    return {day for (day,) in rows if day is not None}


def missing(reader: Reader, part: int, first: date, last: date) -> list[date]:
    """Return the periods from one day to another that lack a number, closed days left out."""
    cadence = reader.get(MetricPart, part).record.cadence
    known = typed_days(reader, part)
    return [one for one in expected(cadence, first, last, open_days(reader)) if one not in known]


def typed_near(reader: Reader, parts: Sequence[int], starts: Sequence[date]) -> set[tuple[int, date]]:
    """Return for which of some periods there is a number, as (number, first day)."""
    if not parts or not starts:
        return set()
    rows = reader.columns(
        PartValue, "part", "starts_on", part=frozenset(parts), starts_on=frozenset(starts), value=FILLED
    )
    return {(part, day) for part, day in rows if day is not None}


def expected(cadence: str, first: date, last: date, days: OpenDays) -> list[date]:
    """Return the periods from one day to another in which a number is expected: closed days are left out."""
    start = periods.start_of(cadence, first, days.first_weekday)
    return [one for one in periods.starts(cadence, start, last) if cadence != "day" or days.holds(one)]


def _check(reader: Reader, part: MetricPart, start: date, value: Decimal | None) -> None:
    days = open_days(reader)
    if periods.start_of(part.cadence, start, days.first_weekday) != start:
        raise ValueError(f"{start} begins no {part.cadence}")
    refuse_taken(part)
    if value is not None:
        check(part, start, value, today=clock.today(), language=_shop(reader).language)


def check(part: MetricPart, start: date, value: Decimal, *, today: date, language: str) -> None:
    """Raise InputError for what can't be.

    Part of a count, less than nothing, too much, a period to come, a number that comes from records.
    """
    refuse_taken(part)
    if start > today:
        raise InputError({"starts_on": _("{day} is still to come.").format(day=date_text(start, language))})
    why = number_reading.why_not(part, value, language)
    if why:
        raise InputError({"value": why})


def refuse_taken(part: MetricPart) -> None:
    """Raise InputError for a number that comes from records."""
    if part.taken_from:
        said = _(
            "“{name}” is counted from records ({source}) and can't be typed. To type it, first choose"
            " “Typed in” for it where it says what is entered, how often."
        )
        raise InputError({"value": said.format(name=part.name, source=_(dict(SOURCES)[part.taken_from]))})


def _shop(reader: Reader) -> Shop:
    return next((row.record for row in reader.rows(Shop)), Shop())


def shown(value: Decimal, language: str, unit: str = "") -> str:
    """Return a number as it stands in its cell; money has two decimals where it has any."""
    return number_text(_plain(value), language, places=_places(value, unit))


def typed(value: Decimal, language: str, unit: str = "") -> str:
    """Return a number as one would type it: without signs between thousands, so that it is read back."""
    plain = _plain(value)
    places = _places(value, unit)
    if plain.as_tuple().exponent == -3:
        places = number_reading.MOST_PLACES  # three figures after a sign could be a thousand
    return number_text(plain, language, grouped=False, places=places)


def _places(value: Decimal, unit: str) -> int:
    return 2 if unit == "money" and value != value.to_integral_value() else 0


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
