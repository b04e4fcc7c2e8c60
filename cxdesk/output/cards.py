"""Cards: several on a sheet of paper, edge to edge, with lines to cut along, each back behind its front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxdesk.output import fonts
from cxdesk.output.block import Block
from cxdesk.output.colour import HAIR, INK, LINE, QUIET
from cxdesk.output.flow import Page
from cxdesk.output.lines import Style
from cxdesk.output.paper import LEAST, MM, PAPERS, Geometry
from cxdesk.output.shapes import rule
from cxdesk.output.text import draw_line, elided, one_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from cxdesk.output.frame import Foot

FLOOR = 8.0  # points: no type on a card is smaller
CARD_FOOT = 34.0  # the height of the two lines at the foot of a card
_MARK = 5 * MM  # how far a line goes on beyond the cards
_STRIP = 5 * MM  # of waste, for a line of words in it
_SMALL = Style(FLOOR, 10, fonts.REGULAR, QUIET)


@dataclass(frozen=True, slots=True)
class Grid:
    """Cards of one size in the middle of a page, edge to edge, so that one cut parts two."""

    page_wide: float
    page_high: float
    columns: int
    rows: int
    wide: float
    high: float

    @property
    def count(self) -> int:
        """How many cards there are on a sheet."""
        return self.columns * self.rows

    @property
    def left(self) -> float:
        """The waste beside the cards."""
        return (self.page_wide - self.columns * self.wide) / 2

    @property
    def below(self) -> float:
        """The waste under the cards, and above them."""
        return (self.page_high - self.rows * self.high) / 2

    def geometry(self, *, duplex: bool = False) -> Geometry:
        """Return the page whose body is all cards."""
        return Geometry(
            self.page_wide, self.page_high, self.left, self.left, self.below, self.below, duplex=duplex
        )

    def cells(self, *, back: bool = False) -> list[tuple[float, float]]:
        """Return left and top of the cards, row by row; on the back, of what lies behind each of them.

        The sheet is turned over its long edge: an upright one like the page of a book, a lying one like a
        notepad.
        """
        upright = self.page_high > self.page_wide
        columns = range(self.columns)[:: -1 if back and upright else 1]
        rows = range(self.rows)[:: -1 if back and not upright else 1]
        return [
            (self.left + column * self.wide, self.page_high - self.below - row * self.high)
            for row in rows
            for column in columns
        ]

    def page(self, cards: Sequence[Block], *, back: bool = False) -> Page:
        """Return a page with these cards, as many as there are places for."""
        made = Page()
        made.put(_Cards(self, cards, back=back), 0.0, self.rows * self.high)
        return made


def parted(paper: str, columns: int, rows: int, *, landscape: bool = False) -> Grid:
    """Return a page parted into equal cards without any waste."""
    wide, high = sorted(PAPERS[paper], reverse=landscape)
    return Grid(wide, high, columns, rows, wide / columns, high / rows)


def legible(style: Style) -> Style:
    """Return a style no smaller than type on a card may be."""
    return style if style.size >= FLOOR else style.sized(FLOOR)


class Card(Block):
    """One side of a card: what was placed on it, within an even border."""

    def __init__(self, page: Page, pad: float, high: float) -> None:
        super().__init__()
        self.page, self.pad, self.high = page, pad, high

    def measure(self, width: float) -> float:
        return self.high

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        for block, down, height in self.page.placed:
            block.drawOn(canv, x + self.pad, top - self.pad - down - height)


class _Cards(Block):
    """The cards of a page. Lines to cut along are on the front only: no back is ever exactly in line."""

    def __init__(self, grid: Grid, cards: Sequence[Block], *, back: bool) -> None:
        super().__init__()
        self.grid, self.cards, self.back = grid, cards, back

    def measure(self, width: float) -> float:
        for card in self.cards:
            card.fit(self.grid.wide)
        return self.grid.rows * self.grid.high

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        self.fit(self.grid.columns * self.grid.wide)
        _cuts(canv, self.grid, across=not self.back)
        for card, (left, high) in zip(self.cards, self.grid.cells(back=self.back), strict=False):
            card.paint(canv, left, high)


def _cuts(canv: Canvas, grid: Grid, *, across: bool) -> None:
    """Draw a dashed line `across` the cards for each cut, and marks that go on in the waste around them."""
    left, low = grid.left, grid.below
    right, high = grid.page_wide - left, grid.page_high - low
    uprights = [left + i * grid.wide for i in range(grid.columns + 1)]
    levels = [low + i * grid.high for i in range(grid.rows + 1)]
    lines = [((x, low - _MARK), (x, low), (x, high), (x, high + _MARK)) for x in uprights]
    lines += [((left - _MARK, y), (left, y), (right, y), (right + _MARK, y)) for y in levels]
    canv.setLineWidth(0.5)
    for before, start, end, after in lines:
        middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        if _inside(grid, middle) != middle:
            continue  # the edge of the paper
        if across:
            canv.setStrokeColor(LINE)
            canv.setDash(4, 3)
            canv.line(*_inside(grid, start), *_inside(grid, end))
            canv.setDash()
        canv.setStrokeColor(INK)
        for inner, outer in ((start, before), (end, after)):
            if _inside(grid, inner) == inner:
                canv.line(*inner, *_inside(grid, outer))


def _inside(grid: Grid, point: tuple[float, float]) -> tuple[float, float]:
    """Return the point, moved to where every printer prints."""
    x, y = point
    return min(max(x, LEAST), grid.page_wide - LEAST), min(max(y, LEAST), grid.page_high - LEAST)


def feet_in_waste(grid: Grid, note: str) -> Callable[[Canvas, Foot, str], None]:
    """Return what draws the footer and, across from it, a note in the waste: below and above, or beside."""
    level = grid.below >= LEAST + _STRIP
    wide, high, in_by = grid.page_wide, grid.page_high, LEAST + 5
    length = (wide if level else high) - 2 * LEAST
    first, last = (
        ((wide / 2, in_by), (wide / 2, high - in_by))
        if level
        else ((in_by, high / 2), (wide - in_by, high / 2))
    )

    def draw(canv: Canvas, foot: Foot, pages: str) -> None:
        right = one_line(f"{foot.right} · {pages}", _SMALL)
        words = elided(foot.left, _SMALL, length - right.width - 24)
        for place, lines in ((first, (words, right)), (last, (one_line(note, _SMALL),))):
            canv.saveState()
            canv.translate(*place)
            canv.rotate(0 if level else 90)
            x = -(sum(line.width for line in lines) + 24 * (len(lines) - 1)) / 2
            for line in lines:
                draw_line(canv, line, _SMALL, x, 0)
                x += line.width + 24
            canv.restoreState()

    return draw


def feet_on_cards(grid: Grid, pad: float) -> Callable[[Canvas, Foot, str], None]:
    """Return what draws the footer on every card, because there is no waste: two lines each."""

    def draw(canv: Canvas, foot: Foot, pages: str) -> None:
        wide = grid.wide - 2 * pad
        number, second = one_line(pages, _SMALL), elided(foot.right, _SMALL, wide)
        first = elided(foot.left, _SMALL, wide - number.width - 10)
        for left, top in grid.cells():
            x, low = left + pad, top - grid.high + pad
            rule(canv, x, low + 23, wide, HAIR)
            draw_line(canv, first, _SMALL, x, low + 16)
            draw_line(canv, number, _SMALL, x + wide - number.width, low + 16)
            draw_line(canv, second, _SMALL, x, low + 6)

    return draw
