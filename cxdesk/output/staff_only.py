"""What marks a sheet as one for the team's eyes, and a line on it as one that must not be missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block
from cxdesk.output.colour import INK, WHITE
from cxdesk.output.lines import Style
from cxdesk.output.shapes import Marker
from cxdesk.output.text import draw_line, elided, one_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

BAR = 16.0  # points
_WARNING = Style(9, 11, fonts.BOLD, WHITE)
_ASIDE = Style(8, 10, fonts.MEDIUM, WHITE)


class StaffBar(Block):
    """A dark bar across the width that says whose eyes this is for, and something else at its right end."""

    def __init__(self, words: str = "", aside: str = "", *, after: float = 0.0, keep: bool = False) -> None:
        super().__init__(after=after, keep=keep)
        self.words, self.aside = words or _("For {staffs} only"), aside

    def measure(self, width: float) -> float:
        return BAR

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        middle = top - BAR / 2
        canv.setFillColor(INK)
        canv.rect(x, top - BAR, self.width, BAR, stroke=0, fill=1)
        aside = one_line(self.aside, _ASIDE)
        words = elided(self.words, _WARNING, self.width - aside.width - 20)
        draw_line(canv, words, _WARNING, x + 7, middle)
        if self.aside:
            draw_line(canv, aside, _ASIDE, x + self.width - aside.width - 7, middle)


class Bang(Marker):
    """An exclamation mark, white on a dark square."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._style = Style(width * 0.85, width, fonts.BOLD, WHITE)
        self._mark = one_line("!", self._style)

    def paint(self, canv: Canvas, x: float, middle: float) -> None:
        canv.setFillColor(INK)
        canv.rect(x, middle - self.width / 2, self.width, self.width, stroke=0, fill=1)
        draw_line(canv, self._mark, self._style, x + (self.width - self._mark.width) / 2, middle)
