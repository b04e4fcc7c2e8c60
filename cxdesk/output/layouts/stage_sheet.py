"""The stage sheet on paper: what can go wrong on the left, three lists of standards on the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Stack
from cxdesk.output.colour import HAIR, INK, LINE, WRONG, Colour
from cxdesk.output.content import ABOVE, DEFECT, EXPERIENTIAL, OPERATIONAL, Item, StageText
from cxdesk.output.flow import place
from cxdesk.output.forms import Field, Fields, WriteLines
from cxdesk.output.lines import Span, Tag
from cxdesk.output.look import Look
from cxdesk.output.paper import geometry
from cxdesk.output.shapes import Cross, Frame, Marked, Marker, Panel, Plus, TickBox, rule
from cxdesk.output.sheet import Gathered, Topic
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_SCALES = (1.15, 1.1, 1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
_GAP = 12.0
_LEFT = 0.39
_PITCH = 22.0


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return a page for each stage; more where a stage has too much to say."""
    return [_section(topic, press) for topic in gathered.topics]


def _section(topic: Topic, press: Press) -> Section:
    page = geometry(press.job.paper, landscape=True, side=13)
    section = press.section(topic, page, title=topic.title or _(press.job.spec.title))
    stage: StageText = topic.body
    room, width = section.room, page.body
    for scale in _SCALES:
        look = press.look.scaled(scale)
        head = _heading(stage, look)
        grid = FourLists(_lists(stage, look), room - head.fit(width) - head.after - 4)
        if grid.fits(width):
            section.pages = place([head, grid], width, room)
            return section
    look = press.look.scaled(_SCALES[-3])
    story: list[Flowable] = [_heading(stage, look), *(_flowing(one, look) for one in _lists(stage, look))]
    section.pages = place(story, width, room)
    press.messages.append(
        _(
            "“{stage}” does not fit on one page, not even in small type: it goes on over {pages} pages."
        ).format(stage=topic.title, pages=len(section.pages))
    )
    return section


def _heading(stage: StageText, look: Look) -> Block:
    parts: list[Block] = []
    if stage.place:
        where = _("Stage {place} of {count}").format(place=stage.place, count=stage.of)
        parts.append(Text(where, look.label))
    if stage.name:
        parts.append(Text(stage.name, look.title))
    else:
        parts.append(
            Fields(
                [Field(_("Stage")), Field(_("What {customers} want here"), share=2)], look.label, look.strong
            )
        )
    if stage.wants:
        wants = [Span(_("What {customers} want here:") + " ", fonts.MEDIUM), Span(stage.wants)]
        parts.append(Text(wants, look.body, before=look.pt(1)))
    return Stack(parts, after=look.pt(9))


class List(Block):
    """One list with its heading; what is left of its height has lines to write on."""

    def __init__(self, title: str, items: Sequence[Item], marker: Marker, colour: Colour, look: Look) -> None:
        super().__init__()
        self.marker, self.colour, self.look = marker, colour, look
        self._blank = marker if isinstance(marker, TickBox) else None  # a row of crosses would shout
        self.head = Text([Span(title, fonts.BOLD, colour)], look.heading)
        self.items = [self._item(item) for item in items]
        self.body = Stack(self.items)

    def _item(self, item: Item) -> Block:
        words: list[Span | Tag] = [Span(item.text)]
        if item.non_negotiable:
            words.append(Tag(_("NON-NEGOTIABLE")))
        return Marked(
            self.marker,
            Text(words, self.look.body),
            self.look.body.leading,
            indent=self.look.pt(19),
            after=self.look.pt(5),
        )

    def measure(self, width: float) -> float:
        body = self.body.fit(width - 2 * self._pad)
        return self.head.fit(width - 2 * self._pad) + body + 2 * self._pad + self.look.pt(5)

    @property
    def _pad(self) -> float:
        return self.look.pt(9)

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        canv.setStrokeColor(LINE)
        canv.setLineWidth(0.8)
        canv.rect(x, top - self.height, self.width, self.height, stroke=1, fill=0)
        rule(canv, x, top, self.width, self.colour, 3)
        inner, down = x + self._pad, top - self._pad
        self.head.paint(canv, inner, down)
        down -= self.head.height + self.look.pt(5)
        self.body.paint(canv, inner, down)
        down -= self.body.height
        count = int((down - (top - self.height) - self._pad * 0.7) / _PITCH)
        lines = WriteLines(count, marker=self._blank, indent=self.look.pt(19), pitch=_PITCH)
        lines.fit(self.width - 2 * self._pad)
        lines.paint(canv, inner, down)


class FourLists(Block):
    """A tall list on the left, the others under each other on the right, filling a height."""

    def __init__(self, lists: Sequence[List], tall: float) -> None:
        super().__init__()
        self.first, *self.others = lists
        self.tall = tall

    def fits(self, width: float) -> bool:
        """Tell whether each list has its place, with a line to write on."""
        free = width - _GAP
        need = [one.fit(free * (1 - _LEFT)) + _PITCH for one in self.others]
        left = self.first.fit(free * _LEFT) + _PITCH
        return max(left, sum(need) + _GAP * (len(need) - 1)) <= self.tall

    def measure(self, width: float) -> float:
        free = width - _GAP
        heights = [one.fit(free * (1 - _LEFT)) for one in self.others]
        spare = self.tall - _GAP * (len(heights) - 1) - sum(heights)
        for one, height in zip(self.others, heights, strict=True):
            one.height = height + spare / len(heights)
        self.first.fit(free * _LEFT)
        self.first.height = self.tall
        return self.tall

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        self.first.paint(canv, x, top)
        x += self.first.width + _GAP
        for one in self.others:
            one.paint(canv, x, top)
            top -= one.height + _GAP


def _lists(stage: StageText, look: Look) -> list[List]:
    tick = TickBox(look.pt(11))
    return [
        List(_("What can go wrong"), stage.of_kind(DEFECT), Cross(look.pt(9), WRONG), WRONG, look),
        List(_("What we always do"), stage.of_kind(OPERATIONAL), tick, INK, look),
        List(_("How {customers} feel it"), stage.of_kind(EXPERIENTIAL), tick, INK, look),
        List(_("Above & beyond"), stage.of_kind(ABOVE), Plus(look.pt(10.5), look.brand), look.brand, look),
    ]


def _flowing(one: List, look: Look) -> Block:
    """Return a list that may go on over pages."""
    one.head.keep = True
    one.head.after = look.pt(5)
    body: list[Block] = [one.head, *one.items]
    if not one.items:
        body.append(WriteLines(3, marker=one.marker, indent=look.pt(19), pitch=_PITCH))
    return Panel(body, Frame(line=HAIR, head=one.colour, pad=look.pt(9), radius=0), after=look.pt(9))
