"""The preference pad on paper: eight slips, in the order in which they are entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block
from cxdesk.output.cards import CARD_FOOT, FLOOR, feet_on_cards, parted
from cxdesk.output.colour import INK, QUIET
from cxdesk.output.lines import Style
from cxdesk.output.paper import LEAST
from cxdesk.output.shapes import box, rule
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import draw_line, elided, one_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_TOP = 13.0  # the height of the line above the fields
_TICKS = 13.5  # the height of a line with a box to tick
_BOX = 8.5
_HEAD = Style(10, 12, fonts.BOLD)
_LABEL = Style(9, 11, fonts.MEDIUM, QUIET)
_WORDS = Style(8.5, 10.5)
_QUIET = Style(FLOOR, 10, fonts.REGULAR, QUIET)


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return as many sheets of slips as there are to be."""
    topic = gathered.topics[0]
    grid = parted(press.job.paper, 2, 4)
    section = press.section(topic, grid.geometry(), head=False, title=_(press.job.spec.title))
    section.feet = feet_on_cards(grid, LEAST)
    page = grid.page([_Slip(grid.wide, grid.high)] * grid.count)
    section.pages = [page] * max(1, int(press.options.word("sheets")))
    return [section]


class _Slip(Block):
    """Who, what, seen by, date; and what must be asked before it may be kept."""

    def __init__(self, wide: float, high: float) -> None:
        super().__init__()
        self.wide, self.high = wide - 2 * LEAST, high

    def measure(self, width: float) -> float:
        return self.high

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        left, level = x + LEAST, top - LEAST
        only = elided(_("For {staffs} only"), _QUIET, self.wide * 0.6)
        draw_line(canv, only, _QUIET, left + self.wide - only.width, level - _TOP / 2)
        head = elided(_("Noticed"), _HEAD, self.wide - only.width - 10)
        draw_line(canv, head, _HEAD, left, level - _TOP / 2)
        room = self.high - 2 * LEAST - CARD_FOOT - _TOP - 2 * _TICKS
        level -= _TOP
        pitch = room / 4
        for words in (_("Who"), _("What"), ""):
            level -= pitch
            self._field(canv, words, left, level, self.wide)
        level -= pitch
        half = self.wide * 0.58
        self._field(canv, _("Seen by"), left, level, half - 8)
        self._field(canv, _("Date"), left + half, level, self.wide - half)
        level -= 3
        for words in (_("They said we may keep this"), _("Alert: must be known before we begin")):
            box(canv, left, level - _TICKS / 2, _BOX, INK)
            line = elided(words, _WORDS, self.wide - _BOX - 6)
            draw_line(canv, line, _WORDS, left + _BOX + 6, level - _TICKS / 2)
            level -= _TICKS

    def _field(self, canv: Canvas, words: str, x: float, low: float, wide: float) -> None:
        """Draw a line to write on behind its name; the name takes half of it at most."""
        used = 0.0
        if words:
            line = one_line(words, _LABEL)
            if line.width > wide / 2:
                line = elided(words, _LABEL, wide / 2)
            draw_line(canv, line, _LABEL, x, low + 4)
            used = line.width + 5
        rule(canv, x + used, low, wide - used, INK, 0.7)
