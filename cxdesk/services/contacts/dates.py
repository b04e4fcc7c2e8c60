"""Days in a column of a file: one way of writing must fit all of them, and if two do, it is asked.

How figures stand is found as for every other table (`cells.date_order_in_steps`); here come birthdays
without a year, days with a time of day, and the words of months.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from functools import lru_cache

from cxdesk import birthdays, clock, typed
from cxdesk.birthdays import Birthday
from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.services import cells as written
from cxdesk.services.cells import Cell, text_of
from cxdesk.services.contacts import written_birthdays
from cxdesk.services.contacts.written_birthdays import Order
from cxdesk.store.steps import Steps, through

_YEARLESS = re.compile(r"([0-9]{1,2}) ?([./-]) ?([0-9]{1,2})\2?")
_TIME = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r" ?(?P<half>[ap]\.?m\.?)?(?: ?(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?"
)
_TIME_ALONE = re.compile(_TIME, re.IGNORECASE)
_MOMENT = re.compile(r"(?P<day>.*?[0-9.])(?:T|,? +)" + _TIME, re.IGNORECASE | re.DOTALL)
_FIGURES = re.compile(r"([0-9]{1,2}) ?[./-] ?([0-9]{1,2}) ?[./-] ?([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[./-]?([0-9]{2})[./-]?([0-9]{2})")


def column_order(cells: Iterable[Cell]) -> Order:
    """Return the order of day and month in a column, "" where its days are as in ISO or in words.

    Raises `cells.Ambiguous` with both orders where both, or neither, fit all cells.
    """
    return through(column_order_in_steps(cells))


def column_order_in_steps(cells: Iterable[Cell]) -> Steps[Order]:
    """Find out the same while a window goes on."""
    return (yield from written.date_order_in_steps(_with_year(cell) for cell in cells))


def read_day(cell: Cell, language: str, order: Order = "") -> date | None:
    """Return the day of a cell, whatever the time of day; None for an empty one. Raises UserError."""
    return read_moment(cell, language, order)[0]


def read_moment(cell: Cell, language: str, order: Order = "") -> tuple[date | None, time | None]:
    """Return the day of a cell, and the time of day where there is one. Raises UserError."""
    if isinstance(cell, date):
        return cell, None
    if isinstance(cell, Decimal):
        raise UserError(_("“{text}” is a number, not a day.").format(text=f"{cell:f}"[:40]))
    written = " ".join(text_of(cell).split())
    if not written:
        return None, None
    match = _MOMENT.fullmatch(written)
    day = _day(match["day"].rstrip(",") if match else written, language, order)
    return day, _time(match) if match else None


def read_time(text: str) -> time:
    """Read a time of day: 14:30, 2:30 PM, 14:30:00. Raises UserError."""
    match = _TIME_ALONE.fullmatch(text.strip())
    if match is None:
        raise UserError(_("“{text}” is no time of day.").format(text=text.strip()[:40]))
    return _time(match)


def read_birthday(cell: Cell, language: str, order: Order = "") -> Birthday | None:
    """Return the birthday of a cell, None for an empty one. Raises UserError."""
    if isinstance(cell, date):
        return birthdays.of(cell.day, cell.month, cell.year)
    if isinstance(cell, Decimal):
        if len(text_of(cell)) == 8:
            return written_birthdays.parse(text_of(cell), language, order)
        raise UserError(_("“{text}” is a number, not a birthday.").format(text=f"{cell:f}"[:40]))
    return written_birthdays.parse(text_of(cell), language, order)


def _with_year(cell: Cell) -> Cell:
    """Return a day without a year with one, and one with a time of day without it."""
    if not isinstance(cell, str):
        return cell
    text = text_of(cell)
    if match := _YEARLESS.fullmatch(text):
        return f"{match[1]}{match[2]}{match[3]}{match[2]}2000"
    return text.replace(" ", "") if text[:1].isdecimal() and ":" not in text else text


@lru_cache(maxsize=1024)
def _day(written: str, language: str, order: Order) -> date:
    """Return a day in ISO, in figures of the column's order, or with the month as a word."""
    if match := _YEAR_FIRST.fullmatch(written):
        written = "-".join(match.groups())
    match = _FIGURES.fullmatch(written)
    if match and order in {"dmy", "mdy"}:
        day, month = (match[1], match[2]) if order == "dmy" else (match[2], match[1])
        try:
            return date(_full_year(match[3]), int(month), int(day))
        except ValueError:
            raise UserError(
                _("“{text}”: there is no such day, as the others of its column are written.").format(
                    text=written
                )
            ) from None
    try:
        return typed.parse_date(written, language)
    except UserError as error:
        if not any(char.isalpha() for char in written):  # figures would be read the American way
            raise
        try:
            return typed.parse_date(written, "en")
        except UserError:
            raise error from None


def _full_year(written: str) -> int:
    """Return a year of four figures; of two, the one that is at most a year ahead."""
    if len(written) == 4:
        return int(written)
    next_year = clock.today().year + 1
    return next_year - (next_year - int(written)) % 100


def _time(match: re.Match[str]) -> time:
    hour, minute = int(match["hour"]), int(match["minute"])
    half = (match["half"] or "").lower().replace(".", "")
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise UserError(_("“{text}” is no time of day.").format(text=match[0][:40]))
    return time(hour, minute)
