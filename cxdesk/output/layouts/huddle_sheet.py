"""The huddle sheet on paper: what is said above, boxes to write in below, who was there at the foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cxdesk.formats import date_text, full_date_text
from cxdesk.i18n import _, ngettext
from cxdesk.output import fonts
from cxdesk.output.block import Block, Columns, Stack
from cxdesk.output.colour import LINE
from cxdesk.output.flow import place
from cxdesk.output.forms import Field, Fields, WriteLines
from cxdesk.output.layouts.huddle_parts import Grid, Names, Shortened, WriteBox
from cxdesk.output.layouts.training_sheet import quoted
from cxdesk.output.lines import Span, Tag
from cxdesk.output.look import Look
from cxdesk.output.paper import geometry
from cxdesk.output.shapes import PITCH, Frame, Marked, Panel, TickBox
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.huddle_sheet import HuddleText

_ROOMY = (1.1, 1.05, 1.0, 0.95, 0.9, 0.85)  # sizes of type with room to write in every box
_SCALES = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7)  # with a line or two
_TIGHT = 0.85  # of the usual distance of lines to write on, where room is short
_GAP = 10.0
_FULLEST = 0.3  # of a page that is too full: what names may take of it
_NO_END = 10_000


@dataclass(frozen=True, slots=True)
class _Way:
    """How a page is set: size of type and pitch, and what is left out when it is too full."""

    scale: float
    pitch: float
    roomy: bool = False
    extras: bool = True
    names: float = float("inf")  # the height they may take
    lines: int = _NO_END  # of a long text


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the page: as large as it fits, then smaller, then with less; a sentence says what is missing."""
    body: HuddleText = gathered.topics[0].body
    language = press.job.shop.language
    day = body.day or press.options.today
    topic = replace(gathered.topics[0], title=date_text(day, language))
    section = press.section(topic, geometry(press.job.paper, side=14), title=_(press.job.spec.title))
    when = full_date_text(day, language)
    if not body.open:
        press.messages.append(
            _("By your opening days, {day} is closed: the topic is that of the next open day.").format(
                day=when
            )
        )
    width, room = section.geometry.body, section.room - 1
    tried = (Huddle(body, when, press.look, way) for way in _ways(room))
    huddle = next((one for one in tried if one.fit(width) <= room), None)
    if huddle is None:
        huddle = Huddle(body, when, press.look, _least(1, 0.0))
        huddle.fit(width)
    missing = huddle.missing()
    if missing:
        press.messages.append(_("The page is full. Left out: {what}.").format(what=", ".join(missing)))
    huddle.fill(width, room)
    section.pages = place([huddle], width, section.room)
    return [section]


def _ways(room: float) -> Iterator[_Way]:
    """Give ways to set the page, the best first; the last one fits whatever there is to say."""
    for scale in _ROOMY:
        yield _Way(scale, PITCH, roomy=True)
    for scale in _SCALES:
        yield _Way(scale, PITCH * _TIGHT)
    yield _Way(_SCALES[-1], PITCH * _TIGHT, extras=False)
    for lines in (_NO_END, 24, 16, 12, 8, 5, 3, 2, 1):
        yield _least(lines, room * _FULLEST)
    yield _least(1, room * _FULLEST / 3)


def _least(lines: int, names: float) -> _Way:
    return _Way(_SCALES[-1], PITCH * _TIGHT, extras=False, names=names, lines=lines)


class Huddle(Stack):
    """The whole page."""

    def __init__(self, body: HuddleText, when: str, look: Look, way: _Way) -> None:
        self.body, self.way, self.look = body, way, look.scaled(way.scale)
        self.texts: dict[str, Shortened] = {}
        self.grid = self._grid()
        self.names = Names(body.team, self.look, way.names)
        super().__init__([*self._opening(when), *self._standard(), self.grid, *self._present()])

    def fill(self, width: float, room: float) -> None:
        """Let the boxes take what is left of the page."""
        self.grid.spare = max(0.0, room - self.fit(width))
        self.grid.width = self.width = -1.0
        self.fit(width)

    def missing(self) -> list[str]:
        """Return what is not on the page, as measured last."""
        found = [what for what, text in self.texts.items() if text.shortened]
        item = self.body.standard
        if item and not self.way.extras and (item.why or item.sounds_like):
            found.append(_("why the standard matters and how it sounds"))
        if self.names.hidden:
            found.append(ngettext("{n} name", "{n} names", self.names.hidden))
        return found

    def _noted(self, what: str, text: Shortened) -> Shortened:
        self.texts[what] = text
        return text

    def _opening(self, when: str) -> list[Block]:
        body, look, lines = self.body, self.look, self.way.lines
        label = Text(_("{date} · 5 to 10 minutes").format(date=when), look.label)
        parts: list[Block] = [label]
        if body.topic:
            parts.append(self._noted(_("the end of the topic"), Shortened(body.topic, look.title, lines)))
        else:
            parts.append(Fields([Field(_("Topic"))], look.label, look.strong))
        if body.vision:
            vision = Shortened(quoted(body.vision), look.quote, lines, before=look.pt(2))
            parts.append(self._noted(_("the end of the vision"), vision))
        words: list[Block] = [Text(_("Ask everybody"), look.label, after=look.pt(1))]
        if body.ask:
            ask = Shortened(body.ask, replace(look.strong, size=look.pt(14), leading=look.pt(18)), lines)
            words.append(self._noted(_("the end of the question"), ask))
        else:
            words.append(WriteLines(2, pitch=self.way.pitch))
        frame = Frame(fill=look.tint, bar=look.brand, pad=look.pt(9), radius=0)
        return [*parts, Panel(words, frame, before=look.pt(8))]

    def _standard(self) -> list[Block]:
        item, look, lines = self.body.standard, self.look, self.way.lines
        label = " · ".join(filter(None, (_("Today’s standard"), self.body.stage)))
        parts: list[Block] = []
        if item is None:
            parts.append(WriteLines(2, pitch=self.way.pitch))
        else:
            tags: list[Span | Tag] = [Tag(_("NON-NEGOTIABLE"))] if item.non_negotiable else []
            text = Shortened([Span(item.text), *tags], look.strong, lines)
            parts.append(self._noted(_("the end of the standard"), text))
            if self.way.extras and item.why:
                parts.append(Text(item.why, look.note, before=look.pt(1)))
            if self.way.extras and item.sounds_like:
                sound = Span(quoted(item.sounds_like), fonts.MEDIUM)
                parts.append(Text([Span(_("Sounds like:") + " "), sound], look.note, before=look.pt(1)))
        body = Marked(TickBox(look.pt(12)), Stack(parts), look.strong.leading, indent=look.pt(21))
        title = Text(label, look.label, after=look.pt(3))
        frame = Frame(line=LINE, pad=look.pt(9), radius=0)
        return [Panel([title, body], frame, before=_GAP, after=_GAP)]

    def _grid(self) -> Grid:
        number = ((_("What"),), (_("Target"), _("Now")))
        rows = (
            (
                3.0,
                self._box(_("Yesterday: what went wrong"), 3),
                self._box(_("Yesterday: who was praised"), 3),
            ),
            (
                2.0,
                self._box(_("The number of the day"), 2, number),
                self._box(_("A story worth telling"), 2),
            ),
            (1.0, self._box(_("Birthdays today"), 1), self._box(_("Here for the first time today"), 1)),
            (2.0, self._box(_("Notes"), 2)),
        )
        return Grid([(share, Columns(boxes, _GAP, even=True)) for share, *boxes in rows], _GAP)

    def _box(self, title: str, lines: int, labels: Sequence[Sequence[str]] = ()) -> WriteBox:
        least = lines if self.way.roomy else min(lines, len(labels) or 1)
        return WriteBox(title, self.look, self.way.pitch, least, labels)

    def _present(self) -> list[Block]:
        heading = Text(_("Who was there"), self.look.strong, before=_GAP, after=self.look.pt(4), keep=True)
        return [heading, self.names]
