"""Where a block from a spreadsheet goes: numbers down, periods across, or turned if it is a long column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cxdesk import periods
from cxdesk.services.open_days import OpenDays


class Placed(NamedTuple):
    """A block as it is kept: a row for each number, a column for each period. `turned`: periods ran down."""

    parts: tuple[int, ...]
    starts: tuple[date, ...]
    block: tuple[tuple[str, ...], ...]
    turned: bool
    on_closed: int
    """So many values fall on closed days: the list may have been one of open days alone."""


def place(
    block: Sequence[Sequence[str]],
    parts: Sequence[int],
    start: date,
    cadence: str,
    days: OpenDays,
    *,
    open_only: bool = False,
) -> Placed:
    """Give a block its place from the chosen cell on; `parts` are the numbers from there down.

    A block with more rows than there are numbers is one with the periods running down, as most spreadsheets
    have them, where it is no wider than there are numbers.
    """
    wide = max((len(row) for row in block), default=0)
    turned = len(block) > len(parts) and wide <= len(parts)
    if turned:
        block = [[row[k] if k < len(row) else "" for row in block] for k in range(wide)]
        wide = max((len(row) for row in block), default=0)
    starts = _starts(start, wide, cadence, days, open_only=open_only)
    on_closed = sum(
        1
        for row in block
        for k, text in enumerate(row)
        if text.strip() and cadence == "day" and not days.holds(starts[k])
    )
    return Placed(tuple(parts), tuple(starts), tuple(map(tuple, block)), turned, on_closed)


def _starts(start: date, count: int, cadence: str, days: OpenDays, *, open_only: bool) -> list[date]:
    found: list[date] = []
    while len(found) < count:
        if not open_only or cadence != "day" or days.holds(start):
            found.append(start)
        start = periods.shifted(cadence, start, 1)
    return found
