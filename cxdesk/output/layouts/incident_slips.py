"""The incident slips on paper: four to cut out, each a form with a number of its own.

What is registered of each (`cxdesk.output.places`): `{field}` for a line to write on ("who", "day", "time",
"taken_by", and "happened" and "words" with their `line` from 1), `{channel}`, `{stage}` and `{severity}` for
the boxes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxdesk.entities.incident import CHANNELS
from cxdesk.i18n import N_, _
from cxdesk.output import fonts
from cxdesk.output.block import Block
from cxdesk.output.cards import CARD_FOOT, FLOOR, Grid, feet_on_cards, parted
from cxdesk.output.colour import INK, QUIET
from cxdesk.output.corners import tick_box
from cxdesk.output.lines import Style
from cxdesk.output.paper import LEAST
from cxdesk.output.places import Form
from cxdesk.output.shapes import rule
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import draw_line, elided, one_line
from cxdesk.services.paper_forms import Key

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.incident_slips import SlipText

_HEAD = Style(11, 13, fonts.BOLD)
_NUMBER = Style(15, 17, fonts.BOLD)
_LABEL = Style(8.5, 10.5, fonts.MEDIUM, QUIET)
_WORDS = Style(FLOOR + 0.5, 10.5)
_QUIET = Style(FLOOR, 10, fonts.REGULAR, QUIET)
_TOP = 26.0  # the head
_FIELD = 20.0  # a line to write on
_TICKS = 12.5  # a line of boxes
_CAPTION = 14.5  # the words above boxes
_BOX = 8.0
_FOOT = CARD_FOOT - 5.0  # the last line to write on has air of its own below it
_MOST_STAGES = 12
_LEAST_PITCH = 15.0  # from one line to write on to the next
_LINES = ((3, 2), (2, 2), (2, 1), (1, 1))  # for what happened, and for their words: the first that fits
# Short, for a slip: what each means is said where it is keyed in.
_SEVERITY = ((1, N_("1 small")), (2, N_("2 real")), (3, N_("3 severe")))


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return as many pages of slips as there are to be; each slip is a form."""
    topic = gathered.topics[0]
    grid = parted(press.job.paper, 2, 2)
    section = press.section(topic, grid.geometry(), head=False, title=_(press.job.spec.title))
    section.feet = feet_on_cards(grid, LEAST)
    pages = max(1, int(press.options.word("sheets")))
    later = press.job.preview
    section.pages = [
        grid.page([_Slip(grid, topic.body, press.form(topic), later=later) for _place in range(grid.count)])
        for _page in range(pages)
    ]
    return [section]


class _Slip(Block):
    """One slip, from who it happened to down to who took it."""

    def __init__(self, grid: Grid, body: SlipText, form: Form, *, later: bool) -> None:
        super().__init__()
        self.grid, self.body, self.form, self.later = grid, body, form, later
        self.wide, self.high = grid.wide - 2 * LEAST, grid.high

    def measure(self, width: float) -> float:
        return self.high

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        self.form.begin_page(self.grid.page_wide, self.grid.page_high)
        left, level = x + LEAST, top - LEAST
        self._paint_head(canv, left, level)
        level = self._line(canv, left, level - _TOP, ((_("Who"), "who", 1.0),))
        level = self._line(canv, left, level, ((_("Day"), "day", 0.58), (_("Time"), "time", 0.42)))
        channels = [({"channel": key}, _(words)) for key, words in CHANNELS]
        level = self._boxes(canv, left, level, _("How we heard"), channels, 2)
        stages = [({"stage": one.id}, one.name) for one in self.body.stages[:_MOST_STAGES]]
        if stages and len(self.body.stages) <= _MOST_STAGES:
            level = self._boxes(canv, left, level, _("Where in the {visit}"), stages, 2)
        else:
            level = self._line(canv, left, level, ((_("Where in the {visit}"), "stage", 1.0),))
        bad = [({"severity": figure}, _(words)) for figure, words in _SEVERITY]
        level = self._boxes(canv, left, level, _("How bad"), bad, 3)
        room = level - (top - self.high + LEAST + _FOOT) - _FIELD
        happened, said = next((lines for lines in _LINES if sum(lines) * _LEAST_PITCH <= room), _LINES[-1])
        pitch = room / (happened + said)
        level = self._lines(canv, left, level, _("What happened"), "happened", happened, pitch)
        level = self._lines(canv, left, level, _("In their words"), "words", said, pitch)
        self._line(canv, left, level, ((_("Who took it"), "taken_by", 1.0),))

    def _paint_head(self, canv: Canvas, left: float, level: float) -> None:
        number = _("number when printed") if self.later and self.form.number else self.form.number
        style = _QUIET if self.later or not number else _NUMBER
        said = one_line(number or _("not numbered"), style)
        draw_line(canv, said, style, left + self.wide - said.width, level - 7)
        room = self.wide - said.width - 8
        draw_line(canv, elided(_("It went wrong"), _HEAD, room), _HEAD, left, level - 6)
        draw_line(canv, elided(_("To the desk today"), _QUIET, room), _QUIET, left, level - 17)

    def _line(
        self, canv: Canvas, left: float, level: float, fields: Sequence[tuple[str, str, float]]
    ) -> float:
        """Draw lines to write on beside each other, each behind its name; return where it goes on."""
        low = level - _FIELD + 3
        for place, (words, field, share) in enumerate(fields, 1):
            wide = self.wide * share - (8 if place < len(fields) else 0)
            line = elided(words, _LABEL, wide / 2)
            draw_line(canv, line, _LABEL, left, low + 4)
            used = line.width + 5
            self._write(canv, {"field": field}, left + used, low, wide - used, _FIELD - 4)
            left += self.wide * share
        return level - _FIELD

    def _write(self, canv: Canvas, key: Key, x: float, low: float, wide: float, room: float) -> None:
        rule(canv, x, low, wide, INK, 0.6)
        self.form.put(canv, "line", key, x, low + room, wide, room)

    def _boxes(
        self,
        canv: Canvas,
        left: float,
        level: float,
        words: str,
        boxes: Sequence[tuple[Key, str]],
        columns: int,
    ) -> float:
        """Draw boxes to tick under a caption, row by row; return where it goes on."""
        draw_line(canv, elided(words, _LABEL, self.wide), _LABEL, left, level - _CAPTION + 6.5)
        level -= _CAPTION
        wide = self.wide / columns
        for place, (key, name) in enumerate(boxes):
            x, middle = left + place % columns * wide, level - place // columns * _TICKS - _TICKS / 2
            tick_box(canv, self.form, key, x, middle, _BOX)
            line = elided(name, _WORDS, wide - _BOX - 10)
            draw_line(canv, line, _WORDS, x + _BOX + 5, middle)
        return level - -(-len(boxes) // columns) * _TICKS - 1

    def _lines(
        self, canv: Canvas, left: float, level: float, words: str, field: str, count: int, pitch: float
    ) -> float:
        """Draw lines to write on, the first behind a caption; return where it goes on."""
        caption = elided(words, _LABEL, self.wide / 2)
        draw_line(canv, caption, _LABEL, left, level - pitch + 8)
        for line in range(1, count + 1):
            level -= pitch
            used = caption.width + 5 if line == 1 else 0.0
            self._write(canv, {"field": field, "line": line}, left + used, level + 4, self.wide - used, pitch)
        return level
