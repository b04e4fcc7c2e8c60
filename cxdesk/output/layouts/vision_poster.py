"""The vision poster: one sentence that fills the page, and how it is kept below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Columns, Stack
from cxdesk.output.colour import INK, LINE, Colour
from cxdesk.output.content import PillarText, VisionText
from cxdesk.output.fit import largest
from cxdesk.output.forms import WriteLines
from cxdesk.output.lines import Span, Style, Tag
from cxdesk.output.look import Look
from cxdesk.output.paper import MM, geometry
from cxdesk.output.shapes import Frame, Panel, rule
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text, width_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_LARGEST, _SMALLEST = 140.0, 26.0
_TRACK, _LEADING = -0.015, 1.1
_SCALES = (1.35, 1.25, 1.15, 1.05, 1.0, 0.95, 0.9, 0.85)
_MOST_PILLARS = 0.42  # of the page
_A_ROW = 3
_BLANK_PITCH = 26 * MM


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the poster."""
    topic = gathered.topics[0]
    vision: VisionText = topic.body
    section = press.section(topic, geometry(press.job.paper), title=_(press.job.spec.title))
    width, room = section.geometry.body, section.room
    label = _label(vision, press.look)
    for scale in _SCALES:
        pillars = pillar_rows(vision.pillars, press.look.scaled(scale))
        used = label.fit(width) + label.after + pillars.fit(width) + pillars.before
        if pillars.fit(width) > room * _MOST_PILLARS:
            continue
        statement = Statement(vision.statement, room - used - 1)
        if statement.fits(width):
            section.story = [label, statement, pillars]
            return [section]
    press.messages.append(_("The vision does not fit on one page, not even in small type. It goes on."))
    statement_text = Text(vision.statement, _style(_SMALLEST), after=press.look.pt(20))
    section.story = [label, statement_text, pillar_rows(vision.pillars, press.look)]
    return [section]


def _style(size: float, colour: Colour = INK) -> Style:
    return Style(size, size * _LEADING, fonts.BOLD, colour, "center", _TRACK, kern=True)


def _label(vision: VisionText, look: Look) -> Text:
    words: list[Span | Tag] = [
        Span(_("What we do for every {customer}, every time"), fonts.MEDIUM, look.brand)
    ]
    if vision.draft:
        words.append(Tag(_("DRAFT · NOT ADOPTED YET")))
    return Text(words, replace(look.style(15, 20), align="center"), before=4, after=4)


class Statement(Block):
    """A sentence as large as its height allows, lines of even length, words whole."""

    def __init__(self, text: str, tall: float) -> None:
        super().__init__()
        self.words, self.tall = text, tall

    def fits(self, width: float) -> bool:
        """Tell whether it can be set in a size that is read from far."""
        return not self.words or self._size(width) is not None

    def _size(self, width: float) -> float | None:
        unit = _style(10)
        widest = max((width_of(word, unit) / 10 for word in self.words.split()), default=0.1)

        def fits(size: float) -> bool:
            return widest * size <= width and Text(self.words, _style(size)).fit(width) <= self.tall

        return largest(_SMALLEST, _LARGEST, fits, 1.0)

    def measure(self, width: float) -> float:
        self.text = Text(self.words, _style(self._size(width) or _SMALLEST), balance=True)
        self.text.fit(width)
        return self.tall

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        if self.words:
            self.text.paint(canv, x, top - (self.tall - self.text.height) / 2)
            return
        count = int(self.tall * 0.8 / _BLANK_PITCH)
        for i in range(count):
            rule(canv, x, top - (i + 1) * _BLANK_PITCH, self.width, LINE, 0.8)


def pillar_rows(pillars: Sequence[PillarText], look: Look) -> Block:
    """Return the pillars, three beside each other; blanks to write on when there are none."""
    blocks = [_pillar(one, look) for one in pillars or [PillarText("")] * _A_ROW]
    rows: list[Block] = []
    for i in range(0, len(blocks), _A_ROW):
        row = blocks[i : i + _A_ROW]
        rows.append(Columns(row, 16, even=True, before=look.pt(10)))
    return Stack(rows, before=look.pt(6))


def _pillar(pillar: PillarText, look: Look) -> Block:
    title = look.style(18, 22, fonts.BOLD)
    parts: list[Block] = [Text(pillar.title, title) if pillar.title else WriteLines(1)]
    if pillar.meaning:
        parts.append(Text(pillar.meaning, look.style(13.5, 18), before=look.pt(4)))
    elif not pillar.title:
        parts.append(WriteLines(3))
    return Panel(parts, Frame(head=look.brand, pad=look.pt(9), side=0))
