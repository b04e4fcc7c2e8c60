"""Words of a chart: periods, ranges, and signals by their names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from cxdesk.formats import (
    date_text,
    day_month_text,
    month_name_text,
    quarter_text,
    short_day_text,
    short_month_text,
)
from cxdesk.i18n import _, ngettext

RANGES: Mapping[str, tuple[int, ...]] = {
    "day": (30, 90, 365),
    "week": (12, 24, 52, 104),
    "month": (12, 24, 36),
    "quarter": (8, 16),
    "year": (5, 10),
}
USUAL: Mapping[str, int] = {"day": 90, "week": 24, "month": 12, "quarter": 8, "year": 10}
"""How many periods a chart shows where nobody chose."""


class Range(NamedTuple):
    """The last periods of a chart, 0 for all of them, and the words for it."""

    last: int
    words: str


def ranges(cadence: str, total: int) -> tuple[Range, ...]:
    """Return what can be chosen for a series of so many periods, all of it last."""
    few = [Range(count, count_text(cadence, count)) for count in RANGES[cadence] if count < total]
    return (*few, Range(0, _("All")))


def count_text(cadence: str, count: int) -> str:
    """Return so many periods in words: 24 weeks."""
    words = {
        "day": ngettext("{n} day", "{n} days", count),
        "week": ngettext("{n} week", "{n} weeks", count),
        "month": ngettext("{n} month", "{n} months", count),
        "quarter": ngettext("{n} quarter", "{n} quarters", count),
        "year": ngettext("{n} year", "{n} years", count),
    }[cadence]
    return words.format(n=count)


def period_text(cadence: str, start: date, language: str) -> str:
    """Return a period in full: week of 16 Nov 2026, Nov 2026, Q4 2026."""
    if cadence == "day":
        return f"{short_day_text(start, language)} {start.year}"
    if cadence == "week":
        return _("week of {day}").format(day=date_text(start, language))
    return tick_text(cadence, start, language, year=True)


def tick_text(cadence: str, start: date, language: str, *, year: bool = False) -> str:
    """Return a period as short as it goes, for an axis; with its year where asked."""
    if cadence in {"day", "week"}:
        return date_text(start, language) if year else day_month_text(start, language)
    if cadence == "month":
        return short_month_text(start, language) if year else month_name_text(start, language)
    return quarter_text(start, language) if cadence == "quarter" else str(start.year)
