"""Periods as they stand in tables: 2026-11-20, 2026-W47, 2026-11, 2026-Q4, 2026.

A week is one of ISO 8601, which begins on Monday. Where the shop's week begins on another day, it stands for
the week of the shop that holds its Thursday: that one shares four of its days or more, and no two share it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from cxdesk import periods
from cxdesk.errors import UserError
from cxdesk.i18n import _

_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_WEEK = re.compile(r"([0-9]{4})-?W([0-9]{1,2})", re.IGNORECASE)
_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_QUARTER = re.compile(r"([0-9]{4})-?Q([1-4])", re.IGNORECASE)
_YEAR = re.compile(r"([0-9]{4})")
_FIGURES = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4}|[0-9]{2})(?:[ T].*)?")
_THURSDAY = 3


class Period(NamedTuple):
    """A day, week, month, quarter or year by its first day."""

    cadence: str
    start: date


@lru_cache(maxsize=4096)
def parse(text: str, first_weekday: int = 0, order: str = "") -> Period:
    """Read a period; days also in another `order` ("dmy", "mdy"). Raises UserError that shows how."""
    written = text.strip()
    try:
        found = _iso(written, first_weekday) or _in_order(written, order)
    except ValueError:
        raise UserError(_("“{text}”: there is no such day in the calendar.").format(text=written)) from None
    if found is None:
        raise UserError(
            _("“{text}” is no period: write 2026-11-20, 2026-W47, 2026-11, 2026-Q4 or 2026.").format(
                text=written[:40]
            )
        )
    return found


def written(cadence: str, start: date) -> str:
    """Return a period so that `parse` reads it back."""
    if cadence == "day":
        return start.isoformat()
    if cadence == "week":
        year, week, _weekday = (start + timedelta(days=(_THURSDAY - start.weekday()) % 7)).isocalendar()
        return f"{year}-W{week:02}"
    if cadence == "month":
        return f"{start:%Y-%m}"
    return f"{start.year}-Q{(start.month + 2) // 3}" if cadence == "quarter" else str(start.year)


def _iso(written: str, first_weekday: int) -> Period | None:
    if match := _DAY.fullmatch(written):
        return Period("day", date(int(match[1]), int(match[2]), int(match[3])))
    if match := _WEEK.fullmatch(written):
        thursday = date.fromisocalendar(int(match[1]), int(match[2]), _THURSDAY + 1)
        return Period("week", periods.start_of("week", thursday, first_weekday))
    if match := _MONTH.fullmatch(written):
        return Period("month", date(int(match[1]), int(match[2]), 1))
    if match := _QUARTER.fullmatch(written):
        return Period("quarter", date(int(match[1]), 3 * int(match[2]) - 2, 1))
    if match := _YEAR.fullmatch(written):
        return Period("year", date(int(match[1]), 1, 1))
    return None


def _in_order(written: str, order: str) -> Period | None:
    match = _FIGURES.fullmatch(written) if order in {"dmy", "mdy"} else None
    if match is None:
        return None
    one, other, year = int(match[1]), int(match[2]), int(match[3])
    day, month = (one, other) if order == "dmy" else (other, one)
    return Period("day", date(year + 2000 if year < 100 else year, month, day))
