"""Wallet cards on paper: 85 by 55 millimetres, the promise in front, how it is kept behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Stack
from cxdesk.output.cards import FLOOR, Grid, feet_in_waste
from cxdesk.output.colour import INK, LINE, QUIET
from cxdesk.output.content import PillarText, VisionText
from cxdesk.output.fit import largest
from cxdesk.output.forms import WriteLines
from cxdesk.output.lines import Style
from cxdesk.output.look import Look
from cxdesk.output.paper import MM, PAPERS
from cxdesk.output.shapes import Frame, Panel, letter_tile, rule
from cxdesk.output.sheet import Gathered, Topic
from cxdesk.output.text import Text, draw_line, elided, one_line, width_of
from cxdesk.text import one_line as in_short

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

WIDE, HIGH = 85 * MM, 55 * MM
_ROWS = {"A4": 5, "Letter": 4}
_MOST_SHEETS = 50
_PAD = 5 * MM
_TILE = 5.6 * MM
_LOGO = 6.5 * MM  # the height of a logo at most
_TOP, _END = 7 * MM, 6 * MM  # of the line above, and of that below what is said
_LARGEST = 25.0  # points, of the statement
_PILLARS = 11.0  # points, of what a pillar means, at most
_GAP = 6.0  # between pillars, at least
_NAME = Style(9, 11, fonts.BOLD)
_QUIET = Style(FLOOR, 10, fonts.REGULAR, QUIET)


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return front and back, as often as there are to be sheets of paper."""
    topic = gathered.topics[0]
    wide, high = PAPERS[press.job.paper]
    grid = Grid(wide, high, 2, _ROWS[press.job.paper], WIDE, HIGH)
    front, back = _Front(topic.body, press), _Back(topic, press)
    section = press.section(topic, grid.geometry(duplex=True), head=False, title=_(press.job.spec.title))
    section.leaf = True
    section.feet = feet_in_waste(
        grid, _("Print in actual size (100 %), on both sides, flipped on the long edge. Cut along the lines.")
    )
    sheets = min(max(1, int(press.options.word("sheets"))), _MOST_SHEETS)
    pair = [grid.page([front] * grid.count), grid.page([back] * grid.count, back=True)]
    section.pages = pair * sheets
    return [section]


class _Side(Block):
    """One side of a card, all of which is as large as any other."""

    def __init__(self, press: Press) -> None:
        super().__init__()
        self.press = press
        self.inner = WIDE - 2 * _PAD

    def measure(self, width: float) -> float:
        return HIGH


class _Front(_Side):
    """Shop, and the statement as large as the card allows, its words whole."""

    def __init__(self, vision: VisionText, press: Press) -> None:
        super().__init__(press)
        self.tall = HIGH - 2 * _PAD - _TOP - _END
        self.words = self._statement(vision.statement) if vision.statement else None
        label = (
            _("DRAFT · NOT ADOPTED YET") if vision.draft else _("What we do for every {customer}, every time")
        )
        style = replace(_QUIET, face=fonts.BOLD, colour=INK) if vision.draft else _QUIET
        self.label = elided(label, style, self.inner), style

    def _statement(self, words: str) -> Text:
        unit = _large(10)
        widest = max((width_of(word, unit) / 10 for word in words.split()), default=0.0)

        def low_enough(size: float) -> bool:
            return Text(words, _large(size)).fit(self.inner) <= self.tall

        def fits(size: float) -> bool:
            return widest * size <= self.inner and low_enough(size)

        size = largest(FLOOR, _LARGEST * self.press.look.scale, fits) or FLOOR
        if not low_enough(size):
            words = self._shortened(words)
        text = Text(words, _large(size), balance=True)
        text.fit(self.inner)
        return text

    def _shortened(self, words: str) -> str:
        """Return the words that fit in the smallest type, and say that there are more."""
        said = words.split()
        room = int(
            largest(
                0,
                len(said),
                lambda many: (
                    Text(" ".join(said[: int(many)]) + " …", _large(FLOOR)).fit(self.inner) <= self.tall
                ),
                1,
            )
            or 0
        )
        self.press.messages.append(
            _(
                "The vision is too long for a card, even in type of {floor} points. "
                "It ends with “…” after {count} words."
            ).format(floor=int(FLOOR), count=room)
        )
        return " ".join(said[:room]) + " …"

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        left, high = x + _PAD, top - _PAD
        self._shop(canv, left, high - _TILE / 2)
        line, style = self.label
        low = top - HIGH + _PAD
        draw_line(canv, line, style, left, low + 4)
        middle = (high - _TOP + low + _END) / 2
        if self.words:
            self.words.paint(canv, left, middle + self.words.height / 2)
            return
        for i in range(3):
            rule(canv, left, high - _TOP - (i + 1) * self.tall / 3 + 3, self.inner, LINE, 0.5)

    def _shop(self, canv: Canvas, x: float, middle: float) -> None:
        shop, logo, mark = self.press.job.shop, self.press.logo, 0.0
        if logo:
            scale = min(_LOGO / logo.height, self.inner * 0.4 / logo.width, 1.0)
            small = replace(logo, width=logo.width * scale, height=logo.height * scale)
            small.paint(canv, x, middle)
            mark = small.width + 2.5 * MM
        elif shop.name.strip():
            style = Style(9.5, 9.5, fonts.BOLD, self.press.look.brand)
            letter_tile(canv, shop.name.strip()[:1].upper(), style, x, middle, _TILE)
            mark = _TILE + 2.5 * MM
        draw_line(canv, elided(shop.name, _NAME, self.inner - mark), _NAME, x + mark, middle)


class _Back(_Side):
    """The pillars, in one size of type; below, which version the card is of."""

    def __init__(self, topic: Topic, press: Press) -> None:
        super().__init__(press)
        vision: VisionText = topic.body
        self.tall = HIGH - 2 * _PAD - _END
        self.heading = elided(_("How we keep it"), _QUIET, self.inner)
        version = [_("version {version}").format(version=topic.version)] if topic.versioned else []
        words = " · ".join([*version, _("mark {mark}").format(mark=topic.mark)])
        self.version = one_line(words, _QUIET)
        self.pillars = self._fitted(vision.pillars) if vision.pillars else None

    def _fitted(self, pillars: Sequence[PillarText]) -> Stack:
        """Return the pillars as large as all of them fit; in the smallest type, without what does not fit."""
        low, high = FLOOR, max(FLOOR, _PILLARS * self.press.look.scale)
        size = largest(low, high, lambda size: self._height(pillars, size) <= self.tall, 0.25)
        if size is None:
            size, pillars = FLOOR, self._left_out(list(pillars))
        spare = (self.tall - self._height(pillars, size)) / len(pillars)
        stack = self._stack(pillars, size, _GAP + min(max(spare, 0.0), _GAP))
        stack.fit(self.inner)
        return stack

    def _height(self, pillars: Sequence[PillarText], size: float) -> float:
        return self._stack(pillars, size, _GAP).fit(self.inner)

    def _stack(self, pillars: Sequence[PillarText], size: float, gap: float) -> Stack:
        """Return pillars under each other, what they mean in type of this size."""
        look = Look(self.press.look.brand, size / FLOOR)
        title, body = look.style(FLOOR * 1.06, 10, fonts.BOLD), look.style(FLOOR, 9.8)
        blocks: list[Block] = []
        for pillar in pillars:
            parts: list[Block] = [Text(pillar.title, title)]
            if pillar.meaning:
                parts.append(Text(pillar.meaning, body))
            blocks.append(Panel(parts, Frame(bar=look.brand, pad=0, side=9), before=gap))
        return Stack(blocks)

    def _left_out(self, pillars: list[PillarText]) -> list[PillarText]:
        """Leave out what pillars mean, the last first, then whole pillars; say which."""
        short: list[str] = []
        gone: list[str] = []

        def too_tall() -> bool:
            return self._height(pillars, FLOOR) > self.tall

        for i in reversed(range(len(pillars))):
            if too_tall() and pillars[i].meaning:
                short.append(pillars[i].title)
                pillars[i] = replace(pillars[i], meaning="")
        while too_tall() and len(pillars) > 1:
            gone.append(pillars.pop().title)
        for names, words in (
            (short, _("What these pillars mean does not fit on the card, so it is left out: {names}.")),
            (gone, _("These pillars do not fit on the card: {names}.")),
        ):
            if names:
                named = ", ".join(f"“{in_short(name, 40)}”" for name in reversed(names))
                self.press.messages.append(words.format(names=named))
        return pillars

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        left, high, low = x + _PAD, top - _PAD, top - HIGH + _PAD
        draw_line(canv, self.heading, _QUIET, left, low + 4)
        draw_line(canv, self.version, _QUIET, left + self.inner - self.version.width, low + 4)
        if self.pillars:
            middle = high - self.tall / 2
            self.pillars.paint(canv, left, middle + self.pillars.height / 2)
            return
        lines = WriteLines(4, pitch=self.tall / 4)
        lines.fit(self.inner)
        lines.paint(canv, left, high)


def _large(size: float) -> Style:
    return Style(size, size * 1.14, fonts.BOLD, INK, track=-0.01, kern=True)
