"""The tally sheet on paper: numbers down, days across, a square to write in where both meet.

What is registered of it (`cxdesk.output.places`): `{part, start}` for the square of a number and the period
that begins on `start`; on a sheet without numbers yet `{row, start}`, and `{row, field}` with the field
"name", the rows counted from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cxdesk.formats import currency_sign, day_head_text, weekday_text
from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Stack
from cxdesk.output.colour import INK, LINE, QUIET
from cxdesk.output.corners import write_line
from cxdesk.output.fit import fitting
from cxdesk.output.flow import place
from cxdesk.output.lines import Style
from cxdesk.output.paper import MM, geometry
from cxdesk.output.places import Form
from cxdesk.output.rows import HeadedRows, Row
from cxdesk.output.shapes import hatch
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text, draw_text, width_of
from cxdesk.services.metrics.entry import shown
from cxdesk.services.metrics.entry_periods import period_text
from cxdesk.services.paper_forms import Key

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from cxdesk.output.frame import Section
    from cxdesk.output.look import Look
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.tally_sheet import TallyDay, TallyRow, TallyText

_TALLEST, _LEAST = 22 * MM, 9 * MM
_NAMES = {False: 52 * MM, True: 46 * MM}  # of a week, of a month
_PAD = 1.5 * MM
_SIZES = (11.5, 10.0, 8.5)  # of the names: the largest that takes no further page
_BLANK = 12  # rows where nothing is entered yet


@dataclass(frozen=True)
class _Grid:
    """What all rows have in common."""

    days: tuple[TallyDay, ...]
    look: Look
    form: Form
    language: str
    month: bool

    def column(self, width: float) -> tuple[float, float]:
        """Return where the days begin, and how wide one is."""
        names = _NAMES[self.month]
        return names, (width - names) / len(self.days)


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the form."""
    topic = gathered.topics[0]
    body: TallyText = topic.body
    form = press.form(topic)
    page = geometry(press.job.paper, landscape=body.month, side=10)
    hint = _("A number in each square, or strokes while you count. An empty square means: not counted.")
    section = press.form_section(topic, page, form, hint)
    grid = _Grid(body.days, press.look, form, press.job.shop.language, body.month)
    room = page.body, section.room
    tried = [place([_grown(_rows(grid, body, size), *room)], *room) for size in _SIZES]
    section.pages = min(tried, key=len)
    return [section]


def _rows(grid: _Grid, body: TallyText, size: float) -> Squares:
    """Return the rows with names in a size of type."""
    named: list[_Squares] = [TallySquares(grid, row, size) for row in body.rows]
    return Squares(grid, named or [BlankSquares(grid, i + 1) for i in range(_BLANK)])


def _grown(whole: Squares, width: float, room: float) -> Squares:
    """Return the rows, higher where the page has room for it."""
    spare = room - whole.fit(width)
    if spare <= 0:
        return whole
    for row in whole.rows:
        if isinstance(row, _Squares):
            row.least = min(_TALLEST, row.height + spare / len(whole.rows))
    return Squares(whole.grid, whole.rows)


class _Squares:
    """A row of squares."""

    height = 0.0

    def __init__(self, grid: _Grid) -> None:
        self.grid, self.least = grid, _LEAST

    def measure(self, width: float) -> float:
        """Return the height at the width of the whole."""
        self.height = self.least
        return self.height

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """Return nothing: it is never too tall."""
        return None

    def paint(self, canv: Canvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        raise NotImplementedError

    def paint_columns(self, canv: Canvas, x: float, top: float, width: float) -> None:
        """Draw the lines between days, and what is closed."""
        left, each = self.grid.column(width)
        canv.setStrokeColor(LINE)
        canv.setLineWidth(0.7)
        for i, day in enumerate(self.grid.days):
            at = x + left + i * each
            if not day.open:
                hatch(canv, at, top - self.height, each, self.height)
            canv.line(at, top, at, top - self.height)
        canv.line(x + width, top, x + width, top - self.height)


def _unit(row: TallyRow, language: str) -> str:
    if row.unit == "money":
        return currency_sign(row.currency, language)
    return _("min") if row.unit == "minutes" else ""


class TallySquares(_Squares):
    """One number: its name, what it is counted in, its target, and the squares."""

    def __init__(self, grid: _Grid, row: TallyRow, size: float) -> None:
        super().__init__(grid)
        self.row = row
        look = grid.look
        said = " ".join(filter(None, (row.name, _unit(row, grid.language))))
        parts: list[Block] = [Text(said, look.style(size, size * 1.2, fonts.MEDIUM))]
        if row.target is not None:
            words = _("target {n} a day").format(n=shown(row.target, grid.language))
            parts.append(Text(words, look.style(9, 11.5, fonts.REGULAR, QUIET)))
        self.words = Stack(parts)
        self.daily = all(span.first == span.last for span in row.spans)

    def measure(self, width: float) -> float:
        """Return the height at the width of the whole."""
        left, _each = self.grid.column(width)
        self.height = max(self.least, self.words.fit(left - 2 * _PAD) + 2 * _PAD)
        return self.height

    def paint(self, canv: Canvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        left, each = self.grid.column(width)
        self.words.paint(canv, x, top - (self.height - self.words.height) / 2)
        if self.daily:
            self.paint_columns(canv, x, top, width)
        for span in self.row.spans:
            at, wide = x + left + span.first * each, (span.last - span.first + 1) * each
            key: Key = {"part": self.row.part, "start": span.start.isoformat()}
            self.grid.form.put(canv, "line", key, at, top, wide, self.height)
            if not self.daily:
                self._paint_wide(canv, at, top, wide, span.start)

    def _paint_wide(self, canv: Canvas, at: float, top: float, wide: float, start: date) -> None:
        """Draw a square over several days, and for which period it is."""
        canv.setStrokeColor(INK)
        canv.setLineWidth(0.9)
        canv.rect(at, top - self.height, wide, self.height, stroke=1, fill=0)
        words = period_text(self.row.cadence, start, self.grid.language)
        style = fitting(words, self.grid.look.style(8.5, 10, fonts.REGULAR, QUIET), wide - 2 * _PAD)
        draw_text(canv, words, style, at + _PAD, top - _PAD - style.size / 2)


class BlankSquares(_Squares):
    """A row whose name is written, too."""

    def __init__(self, grid: _Grid, number: int) -> None:
        super().__init__(grid)
        self.number = number

    def paint(self, canv: Canvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        left, each = self.grid.column(width)
        key: Key = {"row": self.number, "field": "name"}
        write_line(
            canv, self.grid.form, key, x, top - self.height + _PAD, left - 2 * _PAD, self.height - _PAD
        )
        self.paint_columns(canv, x, top, width)
        for i, day in enumerate(self.grid.days):
            if day.open:
                square: Key = {"row": self.number, "start": day.day.isoformat()}
                self.grid.form.put(canv, "line", square, x + left + i * each, top, each, self.height)


class Squares(HeadedRows):
    """The rows under the days."""

    def __init__(self, grid: _Grid, rows: Sequence[Row], *, ends: bool = True) -> None:
        super().__init__(rows, ends=ends)
        self.grid = grid

    def measure_head(self, width: float) -> float:
        return self.grid.look.pt(30 if self.grid.month else 22)

    def like(self, rows: Sequence[Row], *, ends: bool) -> Squares:
        return Squares(self.grid, rows, ends=ends)

    def paint_head(self, canv: Canvas, x: float, top: float) -> None:
        left, each = self.grid.column(self.width)
        for i, day in enumerate(self.grid.days):
            at = x + left + i * each
            colour = INK if day.open else QUIET
            style = Style(12, 14, fonts.BOLD, colour)
            if not self.grid.month:
                self._middle(canv, day_head_text(day.day, self.grid.language), style, at, top - 11, each)
                continue
            name = weekday_text(day.day.weekday(), self.grid.language)[:2]
            self._middle(canv, name, Style(8.5, 10, fonts.MEDIUM, QUIET), at, top - 8, each)
            self._middle(canv, str(day.day.day), style, at, top - 20, each)

    def _middle(self, canv: Canvas, text: str, style: Style, at: float, middle: float, each: float) -> None:
        style = fitting(text, style, each - 2)
        draw_text(canv, text, style, at + (each - width_of(text, style)) / 2, middle)
