"""What the grid shows, read from the open workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cxdesk import clock, periods
from cxdesk.entities.metric_part import MetricPart
from cxdesk.formats import (
    date_text,
    day_head_text,
    day_month_text,
    month_name_text,
    quarter_text,
    short_month_text,
)
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.services.metrics import entry
from cxdesk.services.metrics.doubts import Limit, doubts, limits
from cxdesk.services.metrics.entry_periods import beside, parts_by_cadence, period_text
from cxdesk.services.open_days import OpenDays, open_days
from ui.bridge import Bridge
from ui.numbers.grid_model import Line, Period, Spot, Square
from ui.numbers.keeping import part_name, square_of


class GridFacts(NamedTuple):
    """One window of numbers: rows, columns, cells."""

    cadences: tuple[str, ...]
    cadence: str
    parts: tuple[Stored[MetricPart], ...]
    lines: tuple[Line, ...]
    shown: tuple[Period, ...]
    cells: Mapping[Spot, entry.Cell]
    rules: tuple[Limit, ...]
    language: str

    @property
    def last(self) -> bool:
        """Whether nothing comes after it yet."""
        return bool(self.shown) and any(one.now or one.state == "coming" for one in self.shown)

    @property
    def title(self) -> str:
        """Which periods are shown: week of 16 Nov 2026; Dec 2025 – Nov 2026."""
        if not self.shown:
            return ""
        first, last = self.shown[0].start, self.shown[-1].start
        if self.cadence == "day":
            return _("week of {day}").format(day=date_text(first, self.language))
        names = {"week": date_text, "month": short_month_text, "quarter": quarter_text}
        name = names.get(self.cadence)
        texts = [name(one, self.language) if name else str(one.year) for one in (first, last)]
        return _("{first} to {last}").format(first=texts[0], last=texts[1])

    @property
    def corner(self) -> str:
        """What stands above the names: the month where the columns are days."""
        return (
            month_name_text(self.shown[-1].start, self.language)
            if self.shown and self.cadence == "day"
            else ""
        )

    def squares(self) -> dict[Spot, Square]:
        """Return the cells as they are shown, with doubts."""
        found = {spot: self.square(spot[0], cell) for spot, cell in self.cells.items()}
        for period in self.shown:
            for spot, words in self.doubts_at(self.cells, period.start).items():
                found[spot] = replace(found.get(spot, Square()), doubt=words)
        return found

    def square(self, part: int, cell: entry.Cell) -> Square:
        """Return how a number stands in its cell."""
        unit = next((row.record.unit for row in self.parts if row.id == part), "")
        return square_of(cell, self.language, unit)

    def doubts_at(self, cells: Mapping[Spot, entry.Cell], start: date) -> dict[Spot, str]:
        """Return the sentences about numbers of one period that can't be together, by each of these."""
        by_id = {row.id: row.record for row in self.parts}

        def value(part: int) -> Decimal | None:
            cell = cells.get((part, start))
            return cell.value if cell is not None else None

        found: dict[Spot, str] = {}
        for doubt in doubts(list(self.rules), value, by_id.get):
            for part in (*doubt.limit.inner, doubt.limit.whole):
                found[part, start] = doubt.sentence
        return found


def read_facts(bridge: Bridge, cadence: str, day: date) -> GridFacts:
    """Read the numbers of one cadence around a day; another cadence where there are none of this one."""
    ws, today = bridge.ws, clock.today()
    language = ws.shop.language
    by_cadence = parts_by_cadence(ws)
    if cadence not in by_cadence:
        cadence = next(iter(by_cadence), "day")
    parts = tuple(by_cadence.get(cadence, ()))
    days = open_days(ws)
    starts = beside(cadence, day, today, days.first_weekday)
    lines = tuple(Line(row.id, part_name(row.record, bridge)) for row in parts)
    shown = tuple(_period(cadence, start, days, today, language) for start in starts)
    cells = entry.cells(ws, [row.id for row in parts], starts)
    return GridFacts(tuple(by_cadence), cadence, parts, lines, shown, cells, tuple(limits(ws)), language)


def _period(cadence: str, start: date, days: OpenDays, today: date, language: str) -> Period:
    now = start <= today < periods.next_start(cadence, start)
    spoken = period_text(cadence, start, language)
    heads = {"day": day_head_text, "week": day_month_text, "quarter": quarter_text, "month": short_month_text}
    name = heads.get(cadence)
    head = name(start, language) if name else str(start.year)
    if start > today:
        return Period(start, head, spoken, "coming")
    if cadence == "day" and not days.holds(start):
        marked = days.marked(start)
        why = (marked.why or _("marked as closed")) if marked is not None else _("closed by the week")
        return Period(start, head, spoken, "closed", why, now=now)
    return Period(start, head, spoken, now=now)
