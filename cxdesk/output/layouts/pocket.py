"""Pocket cards of a quarter of a page: as large as all of it fits, its own footer on each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from cxdesk.i18n import _, ngettext
from cxdesk.output import fonts
from cxdesk.output.block import Block
from cxdesk.output.cards import CARD_FOOT, FLOOR, Card, Grid, legible, parted
from cxdesk.output.colour import HAIR, QUIET
from cxdesk.output.fit import largest
from cxdesk.output.flow import Page, place
from cxdesk.output.forms import WriteLines
from cxdesk.output.lines import Span, Style
from cxdesk.output.look import Look
from cxdesk.output.paper import LEAST
from cxdesk.output.protocol_text import YesText
from cxdesk.output.shapes import rule
from cxdesk.output.sheet import Topic
from cxdesk.output.text import Text, draw_line, elided

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Foot, Section
    from cxdesk.output.press import Press

BODY = 11.5  # points: running text in the look
SMALLEST = 8.0
LARGEST = 12.5
_PAGES = 66.0  # for “page 12 of 24”
_SMALL = Style(FLOOR, 10, fonts.REGULAR, QUIET)
Build = Callable[[Look, int], "list[Flowable]"]
"""Returns what stands on a side, without so many lines of those that give way first."""


class PocketCard(Card):
    """A side of a card. The footer is that of what the card is about: others lie beside it."""

    def __init__(self, page: Page, grid: Grid, foot: Foot) -> None:
        super().__init__(page, LEAST, grid.high)
        self.foot = foot

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        super().paint(canv, x, top)
        left, low, wide = x + self.pad, top - self.high + self.pad, self.width - 2 * self.pad
        rule(canv, left, low + 23, wide, HAIR)
        draw_line(canv, elided(self.foot.left, _SMALL, wide), _SMALL, left, low + 16)
        draw_line(canv, elided(self.foot.right, _SMALL, wide - _PAGES), _SMALL, left, low + 6)


class Pockets:
    """Cuts a page into four cards and fits what stands on them."""

    def __init__(self, press: Press) -> None:
        self.press = press
        self.grid = parted(press.job.paper, 2, 2)
        self.wide = self.grid.wide - 2 * LEAST
        self.room = self.grid.high - 2 * LEAST - CARD_FOOT

    def side(self, topic: Topic, build: Build, most: int, *, denser: int = 0) -> PocketCard:
        """Return one side, in type as large as fits; `most` lines may be left out of it, and that is said.

        The first `denser` steps of leaving out cost no words: they only set them closer.
        """
        step = 0
        high = max(SMALLEST, LARGEST * self.press.look.scale)
        size = largest(SMALLEST, high, partial(self._fits, build, 0), 0.25)
        while size is None and step < most + denser:
            step += 1
            size = largest(SMALLEST, high, partial(self._fits, build, step), 0.25)
        pages = self._pages(build, step, size or SMALLEST)
        missing = max(0, step - denser) + len(pages[1:])
        if missing:
            words = ngettext(
                "{name}: {n} line does not fit on the card, so it is left out.",
                "{name}: {n} lines do not fit on the card, so they are left out.",
                missing,
            )
            name = topic.title or _(self.press.job.spec.title)
            self.press.messages.append(words.format(name=name, n=missing))
        return PocketCard(pages[0] if pages else Page(), self.grid, self.press.foot(topic))

    def _pages(self, build: Build, left_out: int, size: float) -> list[Page]:
        return place(build(Look(self.press.look.brand, size / BODY), left_out), self.wide, self.room)

    def _fits(self, build: Build, left_out: int, size: float) -> bool:
        return len(self._pages(build, left_out, size)) <= 1

    def section(self, topic: Topic, sides: Sequence[Sequence[Block]]) -> Section:
        """Return the sheets: `sides` are the fronts, and the backs of the same cards if they have any."""
        count = self.grid.count
        section = self.press.section(
            topic, self.grid.geometry(duplex=len(sides) > 1), head=False, title=_(self.press.job.spec.title)
        )
        section.leaf = len(sides) > 1
        section.feet = self._pages_on_cards
        section.pages = [
            self.grid.page(side[i : i + count], back=bool(number))
            for i in range(0, len(sides[0]), count)
            for number, side in enumerate(sides)
        ]
        return section

    def _pages_on_cards(self, canv: Canvas, foot: Foot, pages: str) -> None:
        """Draw which page it is of how many, in the room that each card's own footer leaves."""
        number = elided(pages, _SMALL, _PAGES - 6)
        for left, top in self.grid.cells():
            x, low = left + self.grid.wide - LEAST - number.width, top - self.grid.high + LEAST
            draw_line(canv, number, _SMALL, x, low + 6)

    def set_of(self, cards: Sequence[Block], blank: Block) -> list[Block]:
        """Return full sheets: the only card four times, else one of each and cards to write on."""
        if len(cards) == 1:
            return list(cards) * self.grid.count
        return [*cards, *[blank] * (-len(cards) % self.grid.count)]


def say_unsaid(count: int, press: Press) -> None:
    """Say how many things that may be given are on no card, for want of a cost."""
    if count:
        words = ngettext(
            "{n} thing on your menu has no cost yet, so it is on none of these cards.",
            "{n} things on your menu have no cost yet, so they are on none of these cards.",
            count,
        )
        press.messages.append(words.format(n=count))


def heading(text: str, look: Look) -> Block:
    """Return the heading of a part of a card."""
    return Text(text, legible(look.style(9.5, 12.5, fonts.BOLD, look.brand)), before=look.pt(6), keep=True)


def ladder(rungs: Sequence[YesText], look: Look, blanks: int = 2) -> list[Flowable]:
    """Return whom to ask, the phone in bold; lines to write on when nobody is named."""
    story: list[Flowable] = [heading(_("Who can say yes"), look)]
    body, note = legible(look.body), legible(look.note)
    for number, rung in enumerate(rungs, 1):
        up_to = f" ({rung.up_to})" if rung.up_to else ""
        hours = f"  {rung.hours}" if rung.hours else ""
        words = [Span(f"{number}. {rung.name}{up_to}  "), Span(rung.phone, fonts.BOLD), Span(hours)]
        story.append(Text(words, body, before=look.pt(1), keep=bool(rung.deputy)))
        if rung.deputy:
            story.append(Text(_("else {deputy}").format(deputy=rung.deputy), note))
    if not rungs:
        story.append(WriteLines(blanks, pitch=look.pt(17)))
    return story
