"""The scoreboard poster: a number read from across the room, its chart, and three things that move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Columns, Stack
from cxdesk.output.charts.vector import ChartBlock, paper_style
from cxdesk.output.colour import INK, QUIET
from cxdesk.output.fit import fitting, largest
from cxdesk.output.forms import WriteLines
from cxdesk.output.layouts.huddle_parts import Shortened
from cxdesk.output.lines import Style
from cxdesk.output.look import Look
from cxdesk.output.metrics import NPS_NOTE
from cxdesk.output.paper import MM, geometry
from cxdesk.output.shapes import Frame, Marked, Panel, Words
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text, width_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.scoreboard_poster import ScoreText

LEAST = 120.0  # points: read from across the room
_LARGEST = 230.0
_LEADING = 1.0
_CHART, _CHART_ACROSS = 168.0, 150.0  # the least height of the chart
_CHART_TYPE = 11.0
_MOST_LINES = 3
_BLANKS = 3
_WRITE = 11 * MM
_SIDE = 13.0


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the poster, lying where the number is too long for a page upright."""
    topic = gathered.topics[0]
    body: ScoreText = topic.body
    upright = press.section(topic, geometry(press.job.paper, side=_SIDE), title=_(press.job.spec.title))
    across = press.section(
        topic, geometry(press.job.paper, landscape=True, side=_SIDE), title=_(press.job.spec.title)
    )
    section, value = _turned(body, upright, across)
    poster = _Poster(body, value, press.look, section.room - 1, lying=section is across)
    section.story = [poster]
    poster.fit(section.geometry.body)
    press.messages += _about_size(body, value, poster.size)
    if body.name and not body.behaviours:
        press.messages.append(
            _(
                "No standards are linked to this metric, so there are lines to write on. "
                "Choose up to three in “What moves it” on the Metrics page."
            )
        )
    if poster.shortened:
        press.messages.append(_("Too long for the poster, so it ends with “…”: {texts}").format(
            texts=", ".join(f"“{one[:40]}”" for one in poster.shortened)
        ))  # fmt: skip
    return [section]


def _turned(body: ScoreText, upright: Section, across: Section) -> tuple[Section, str]:
    """Return the page on which the value fits in its least size, rounded where it fits on none."""
    for value in (body.value, body.whole):
        for section in (upright, across):
            if width_of(value, _number(LEAST)) <= section.geometry.body:
                return section, value
    return across, body.whole


def _about_size(body: ScoreText, value: str, size: float) -> list[str]:
    """Return a sentence where the value is not as it was, or not as large as it has to be."""
    if size < LEAST:
        words = _("{value} is too long for type of {least} points: it is set in {size} points.")
        return [words.format(value=value, least=int(LEAST), size=int(size))]
    if value != body.value:
        words = _("{value} is too long for type of {least} points, so it is rounded to {whole}.")
        return [words.format(value=body.value, least=int(LEAST), whole=value)]
    return []


def _number(size: float) -> Style:
    return Style(size, size * _LEADING, fonts.BLACK, INK, track=-0.02)


class _Poster(Block):
    """All of it, as tall as the page; `shortened` are the texts that had no room."""

    def __init__(self, body: ScoreText, value: str, look: Look, tall: float, *, lying: bool) -> None:
        super().__init__()
        self.body, self.value, self.look, self.tall, self.lying = body, value, look, tall, lying
        self.shortened: list[str] = []
        self.size = LEAST

    def measure(self, width: float) -> float:
        self.name = self._name(width)
        self.beside = _beside(self.body, self.look)
        self.foot = Text(_(NPS_NOTE), Style(8.5, 11, fonts.REGULAR, QUIET)) if self.body.nps else None
        least = (_CHART_ACROSS if self.lying else _CHART) if self.body.chart else 0.0
        self.behaviours = self._behaviours(width, least)
        fixed = self.name.fit(width) + 8 + self.beside.fit(width) + 12
        fixed += self.foot.fit(width) + 6 if self.foot else 0.0
        under = max(least, self.behaviours.height) if self.lying else least + 12 + self.behaviours.height

        def fits(size: float) -> bool:
            return (
                width_of(self.value, _number(size)) <= width and fixed + size * _LEADING + under <= self.tall
            )

        size = largest(LEAST, _LARGEST, fits, 1.0) or LEAST
        while width_of(self.value, _number(size)) > width:
            size -= 1
        self.size = size
        self.number = Text(self.value, _number(size)) if self.value else _blank()
        self.number.fit(width)
        self.under = self.tall - fixed - self.number.height
        return self.tall

    def _name(self, width: float) -> Shortened:
        name = self.body.name or _("Our key number")

        def fits(size: float) -> bool:
            text = Text(name, Style(size, size * 1.15, fonts.BOLD))
            return text.fit(width) <= 2.2 * size * 1.15 and fitting(name, text.style, width) is text.style

        size = largest(15, 34, fits) or 15
        made = Shortened(name, Style(size, size * 1.15, fonts.BOLD), 2)
        made.fit(width)
        if made.shortened:
            self.shortened.append(name)
        return made

    def _behaviours(self, width: float, least: float) -> Block:
        """Return what moves the number, as large as leaves room for the others."""
        column = width * 0.42 if self.lying else width
        taken = self.name.height + 8 + LEAST * _LEADING + self.beside.fit(width) + 12 + 30
        room = self.tall - taken - (0.0 if self.lying else least + 12)
        made = self._block(11.0, column)
        for size in (17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0):
            tried = self._block(size, column)
            if tried.height <= room:
                made = tried
                break
        return made

    def _block(self, size: float, column: float) -> Block:
        self.shortened = [one for one in self.shortened if one == self.body.name]
        head = Text(_("What moves it"), Style(12, 15, fonts.BOLD, self.look.brand), after=5)
        parts: list[Block] = [head]
        style = Style(size, size * 1.22)
        for i, words in enumerate(self.body.behaviours):
            text = Shortened(words, style, _MOST_LINES)
            sign = Words(f"{i + 1}", Style(size, size * 1.22, fonts.BOLD, self.look.brand), size)
            parts.append(Marked(sign, text, style.leading, indent=size * 1.4, before=size * 0.45))
            text.fit(column - 24 - size * 1.4)
            if text.shortened:
                self.shortened.append(words)
        if not self.body.behaviours:
            parts.append(WriteLines(_BLANKS, pitch=_WRITE))
        panel = Panel(parts, Frame(fill=self.look.tint, pad=12))
        panel.fit(column)
        return panel

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        self.name.paint(canv, x, top)
        top -= self.name.height + 8
        self.number.paint(canv, x, top)
        top -= self.number.height
        self.beside.paint(canv, x, top)
        top -= self.beside.height + 12
        low = top - self.under
        if self.lying:
            gap = 18.0
            wide = self.behaviours.width
            self.behaviours.paint(canv, x + self.width - wide, top)
            self._chart(canv, x, top, self.width - wide - gap, self.under)
        else:
            tall = self.under - self.behaviours.height - 12
            self._chart(canv, x, top, self.width, tall)
            self.behaviours.paint(canv, x, low + self.behaviours.height)
        if self.foot:
            self.foot.paint(canv, x, low - 6)

    def _chart(self, canv: Canvas, x: float, top: float, width: float, tall: float) -> None:
        if self.body.chart is None:
            return
        chart = ChartBlock(self.body.chart, paper_style(self.look, _CHART_TYPE), tall)
        chart.fit(width)
        chart.paint(canv, x, top)


def _blank() -> Block:
    """Return a line to write the number on by hand."""
    return WriteLines(1, pitch=LEAST * _LEADING)


def _beside(body: ScoreText, look: Look) -> Block:
    """Return what stands under the number: its age at the left, target and what is to go at the right."""
    large, small = Style(20, 25, fonts.BOLD, look.brand), Style(13, 17, fonts.REGULAR, QUIET)
    age = " · ".join(filter(None, (body.unit, body.period)))
    left: list[Block] = [Text(age or _("No number yet"), Style(15, 19, fonts.MEDIUM))]
    left += [Text(note, small) for note in body.notes]
    target = _("target {value}").format(value=body.target) if body.target else _("No target is set")
    right: list[Block] = [Text(body.to_go, large)] if body.to_go else []
    right.append(Text(target, Style(15, 19, fonts.MEDIUM)))
    return Columns([Stack(left), Stack(right)], 20, (1.0, 1.0))
