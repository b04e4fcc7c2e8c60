"""The huddle calendar on paper: a month across the page, closed days hatched and named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cxdesk.formats import month_text, weekday_text
from cxdesk.i18n import _, ngettext
from cxdesk.output import fonts
from cxdesk.output.block import Block
from cxdesk.output.colour import INK, LINE, QUIET
from cxdesk.output.fit import largest
from cxdesk.output.flow import place
from cxdesk.output.layouts.huddle_parts import Shortened
from cxdesk.output.lines import Style
from cxdesk.output.look import Look
from cxdesk.output.paper import geometry
from cxdesk.output.shapes import Answers, Marked, box, hatch, rule
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text, draw_text, width_of
from cxdesk.text import one_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.huddle_calendar import CalendarText, Day

ENOUGH = 30  # topics: as many open days pass before one comes back
_LARGEST, _SMALLEST = 15.0, 8.0
_NARROW = 0.5  # a weekday that is always closed, and a week without an open day, to the others
_PAD = 5.0
_TALL_NUMBER = 21.0
_TICK = 11.0
_MOST_NAMED = 5


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the page."""
    body: CalendarText = gathered.topics[0].body
    month = month_text(body.days[0].day, press.job.shop.language)
    topic = replace(gathered.topics[0], title=month)
    page = geometry(press.job.paper, landscape=True, side=12)
    section = press.section(topic, page, title=_(press.job.spec.title))
    held = Answers((_("tick when held"),), press.look.note, press.look.pt(_TICK))
    size = press.look.title
    title = Marked(None, Text(month, size), size.leading, indent=0, right=held, after=6)
    room = section.room - title.fit(page.body) - title.after - 1
    grid = Month(body, press.look, press.job.shop.language, room)
    section.pages = place([title, grid], page.body, section.room)
    press.messages += [*_turns(len(body.topics)), *_long(grid)]
    return [section]


def _turns(count: int) -> list[str]:
    """Return a sentence when there are too few topics for a month without repeats."""
    if not 0 < count < ENOUGH:
        return []
    have = ngettext("There is {n} huddle topic", "There are {n} huddle topics", count)
    again = ngettext("so it is the same every open day", "so each comes back after {n} open days", count)
    return [
        _("{have}, {again}. With {enough} none comes twice in {enough} open days.").format(
            have=have, again=again, enough=ENOUGH
        )
    ]


def _long(grid: Month) -> list[str]:
    cut = list(dict.fromkeys(text.said for text in grid.topics.values() if text.shortened))
    if not cut:
        return []
    names = [f"“{one_line(one, 40)}”" for one in cut[:_MOST_NAMED]]
    if len(cut) > len(names):
        names.append(ngettext("{n} more", "{n} more", len(cut) - len(names)))
    return [_("Too long for the calendar, so they end with “…”: {topics}").format(topics=", ".join(names))]


class Topic(Shortened):
    """The topic of a day."""

    def __init__(self, said: str, style: Style, most: int) -> None:
        super().__init__(said, style, most)
        self.said = said


class Month(Block):
    """A grid of weeks as tall as the page; all topics in one size, as large as they go."""

    def __init__(self, body: CalendarText, look: Look, language: str, tall: float) -> None:
        super().__init__()
        self.look, self.tall = look, tall
        self.order = [(body.first_weekday + i) % 7 for i in range(7)]
        self.names = [weekday_text(one, language) for one in self.order]
        self.open = [one in body.weekdays for one in self.order]
        self.weeks = _weeks(body.days, body.first_weekday)
        self.blank = not body.topics
        self.topics: dict[int, Topic] = {}

    def measure(self, width: float) -> float:
        shares = [1.0 if is_open else _NARROW for is_open in self.open]
        self.wide = [width * share / sum(shares) for share in shares]
        self.head = self._head_style().leading + 6
        heights = [1.0 if any(day and day.open for day in week) else _NARROW for week in self.weeks]
        self.high = [(self.tall - self.head) * share / sum(heights) for share in heights]
        inner = max(self.wide) - 2 * _PAD
        room = max(self.high) - _TALL_NUMBER - _PAD
        said = {day.topic for week in self.weeks for day in week if day and day.topic}

        def fits(size: float) -> bool:
            style = self._style(size)
            words = [word for topic in said for word in topic.split()]
            return all(Text(topic, style).fit(inner) <= room for topic in said) and (
                size <= _SMALLEST * 1.25 or all(width_of(word, style) <= inner for word in words)
            )

        low, high = _SMALLEST, _LARGEST * self.look.scale
        size = largest(low, high, fits) or low
        style = self._style(size)
        most = max(1, int(room / style.leading))
        for week in self.weeks:
            for day in week:
                if day and day.topic:
                    text = Topic(day.topic, style, most)
                    text.fit(inner)
                    self.topics[day.day.day] = text
        return self.tall

    @staticmethod
    def _style(size: float) -> Style:
        return Style(size, size * 1.2, fonts.MEDIUM, INK)

    def _head_style(self) -> Style:
        style = Style(12, 14, fonts.BOLD, QUIET)
        shares = [
            (wide - _PAD) / width_of(name, style) for name, wide in zip(self.names, self.wide, strict=True)
        ]
        return style.sized(style.size * min(1.0, *shares))

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        style, left = self._head_style(), x
        for name, wide in zip(self.names, self.wide, strict=True):
            draw_text(canv, name, style, left + _PAD, top - style.leading / 2)
            left += wide
        top -= self.head
        self._paint_lines(canv, x, top)
        for week, high in zip(self.weeks, self.high, strict=True):
            left = x
            for day, wide in zip(week, self.wide, strict=True):
                if day:
                    self._paint_cell(canv, day, left, top, (wide, high))
                left += wide
            top -= high

    def _paint_cell(self, canv: Canvas, day: Day, x: float, top: float, size: tuple[float, float]) -> None:
        wide, high = size
        middle = top - _TALL_NUMBER / 2 - 1
        if not day.open:
            hatch(canv, x, top - high, wide, high)
            word, style = _("closed"), Style(9, 11, fonts.MEDIUM, QUIET)
            style = style.sized(min(9.0, 9 * (wide - 2 * _PAD) / width_of(word, style)))
            _on_white(canv, word, style, x + _PAD, top - high + 11)
        number = Style(14, 16, fonts.BOLD, INK if day.open else QUIET)
        _on_white(canv, str(day.day.day), number, x + _PAD, middle)
        if day.open:
            box(canv, x + wide - _PAD - _TICK, middle, _TICK)
            text = self.topics.get(day.day.day)
            if text:
                text.paint(canv, x + _PAD, top - _TALL_NUMBER)
            elif self.blank:
                for low in (0.62, 0.88):
                    rule(canv, x + _PAD, top - high * low, wide - 2 * _PAD, LINE, 0.5)

    def _paint_lines(self, canv: Canvas, x: float, top: float) -> None:
        low = top
        rule(canv, x, low, self.width, INK, 1.2)
        for high in self.high:
            low -= high
            rule(canv, x, low, self.width, LINE, 0.7)
        for wide in (0.0, *self.wide):
            x += wide
            canv.line(x, low, x, top)


def _weeks(days: Sequence[Day], first_weekday: int) -> list[list[Day | None]]:
    """Return the days of a month in weeks; nothing where the month has not begun or is over."""
    before = (days[0].day.weekday() - first_weekday) % 7
    cells: list[Day | None] = [*[None] * before, *days]
    cells += [None] * (-len(cells) % 7)
    return [cells[i : i + 7] for i in range(0, len(cells), 7)]


def _on_white(canv: Canvas, words: str, style: Style, x: float, middle: float) -> None:
    """Draw words on a white ground, so that no hatch runs through them."""
    wide = width_of(words, style)
    canv.setFillColor((1, 1, 1))
    canv.rect(x - 2, middle - style.leading / 2, wide + 4, style.leading, stroke=0, fill=1)
    draw_text(canv, words, style, x, middle)
