"""The cue legend on paper: a quarter of a page each, to carry in a pocket and out of sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Stack
from cxdesk.output.cards import CARD_FOOT, FLOOR, Card, feet_on_cards, legible, parted
from cxdesk.output.colour import HAIR, INK, QUIET, WHITE
from cxdesk.output.fit import largest
from cxdesk.output.flow import Page, place, stretch
from cxdesk.output.forms import Field, Fields, Notes
from cxdesk.output.lines import Span, Style
from cxdesk.output.look import Look
from cxdesk.output.paper import LEAST
from cxdesk.output.shapes import Rule
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text, draw_line, elided, one_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.cue_legend import CueText

_SMALLEST, _LARGEST, _BODY = 8.5, 12.5, 11.5  # points: running text, and what it is in the look
_BAR, _TOP = 17.0, 37.0  # the height of the bar, and of all that stands above the signs
_BLANKS = 3
_WARNING = Style(9.5, 12, fonts.BOLD, WHITE)
_NUMBER = Style(FLOOR, 10, fonts.MEDIUM, WHITE)
_HIDE = Style(FLOOR, 10, fonts.REGULAR, QUIET)


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return sheets of four cards: as many sets as there is room for, and cards to write on for the rest."""
    topic = gathered.topics[0]
    grid = parted(press.job.paper, 2, 2)
    wide, room = grid.wide - 2 * LEAST, grid.high - 2 * LEAST - CARD_FOOT - _TOP

    def placed(size: float) -> list[Page]:
        look = Look(press.look.brand, size / _BODY)
        return [_without_rule(page) for page in place(_story(topic.body, look, room), wide, room)]

    count = len(placed(_SMALLEST))
    high = max(_SMALLEST, _LARGEST * press.look.scale)
    size = largest(_SMALLEST, high, lambda size: len(placed(size)) <= count, 0.25) or _SMALLEST
    pages = placed(size)
    stretch(pages[-1], room)
    cards = [
        _Legend(page, grid.high, i if len(pages) > 1 else 0, len(pages)) for i, page in enumerate(pages, 1)
    ]
    sets = cards * max(1, grid.count // len(cards))
    spare = place(_story((), press.look, room), wide, room)[0]
    sets += [_Legend(spare, grid.high)] * (-len(sets) % grid.count)
    section = press.section(topic, grid.geometry(), head=False, title=_(press.job.spec.title))
    section.feet = feet_on_cards(grid, LEAST)
    section.pages = [grid.page(sets[i : i + grid.count]) for i in range(0, len(sets), grid.count)]
    return [section]


def _without_rule(page: Page) -> Page:
    """Return a page without a line above its first sign."""
    if len(page.placed) > 1 and isinstance(page.placed[0].block, Rule):
        up = page.placed[1].down
        page.placed = [one._replace(down=one.down - up) for one in page.placed[1:]]
        page.used -= up
    return page


class _Legend(Card):
    """A card that says first whose eyes it is for; which of several it is, when there are."""

    def __init__(self, page: Page, high: float, number: int = 0, count: int = 0) -> None:
        super().__init__(page, LEAST, high)
        self.number = _("card {number} of {count}").format(number=number, count=count) if number else ""

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        left, wide, middle = x + self.pad, self.width - 2 * self.pad, top - self.pad - _BAR / 2
        number = one_line(self.number, _NUMBER)
        canv.setFillColor(INK)
        canv.roundRect(left, middle - _BAR / 2, wide, _BAR, 3, stroke=0, fill=1)
        words = elided(_("For {staffs} only"), _WARNING, wide - number.width - 20)
        draw_line(canv, words, _WARNING, left + 7, middle)
        draw_line(canv, number, _NUMBER, left + wide - number.width - 7, middle)
        hide = elided(_("Keep this card out of sight of {customers}."), _HIDE, wide)
        draw_line(canv, hide, _HIDE, left, middle - _BAR / 2 - 8)
        super().paint(canv, x, top - _TOP)


class _Entry(Stack):
    """A sign with what it means, kept on one card unless it is longer than that."""

    def __init__(self, parts: Sequence[Block], room: float) -> None:
        super().__init__(parts)
        self.room = room

    def least(self) -> float:
        return self.height if self.height <= self.room else super().least()


def _story(cues: Sequence[CueText], look: Look, room: float) -> list[Flowable]:
    story: list[Flowable] = []
    strong, body = legible(look.strong), legible(look.body)
    for i, cue in enumerate(cues):
        if i:
            story.append(Rule(HAIR, before=look.pt(5), after=look.pt(5), keep=True))
        parts: list[Block] = [Text(cue.name, strong, keep=True)]
        if cue.meaning:
            parts.append(Text(cue.meaning, body, before=look.pt(1)))
        if cue.do:
            parts.append(Text([Span(_("Do:") + " ", fonts.BOLD), Span(cue.do)], body, before=look.pt(1)))
        story.append(_Entry(parts, room))
    if cues:
        return [*story, Notes(_("New signs"), legible(look.label), before=look.pt(10))]
    label = legible(look.scaled(_SMALLEST / _BODY / look.scale).label)
    for _blank in range(_BLANKS):
        first = [Field(_("The sign")), Field(_("What it means"), share=1.3)]
        story += [Fields(first, label, body, gap=12), Fields([Field(_("What to do"))], label, body, after=9)]
    return story
