"""The training sheet on paper: one stage, from its aim down to the signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Columns, Space, Stack
from cxdesk.output.colour import GOOD, HAIR, INK, WRONG
from cxdesk.output.content import ABOVE, DEFECT, EXPERIENTIAL, OPERATIONAL, Item, NeverAlwaysText
from cxdesk.output.forms import Field, Fields, Notes, WriteLines
from cxdesk.output.lines import Span, Tag
from cxdesk.output.look import Look
from cxdesk.output.paper import geometry
from cxdesk.output.shapes import (
    PITCH,
    Answers,
    Check,
    Cross,
    Frame,
    Marked,
    Marker,
    Panel,
    Plus,
    Rule,
    TickBox,
    Words,
)
from cxdesk.output.sheet import Gathered, Options, Topic
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.training_sheet import TrainingText

INDENT = 22.0
_CLOSEST = 0.8  # of the usual distance of lines to write on
_MANY, _SHORT = 5, 18  # lines that go into two columns, and letters that fit one of them
_OPENING_QUOTES = "“”„«‹\"'‘"


def sections(gathered: Gathered, press: Press) -> Iterator[Section]:
    """Give a section for each person and stage."""
    page = geometry(press.job.paper)
    for person in gathered.people or ("",):
        for topic in gathered.topics:
            title = " · ".join(filter(None, (topic.title, person))) or _(press.job.spec.title)
            section = press.section(topic, page, title=title)
            yield press.flow(section, partial(_story, topic, press.options, person, section.room))


def _story(topic: Topic, options: Options, person: str, room: float, look: Look) -> list[Flowable]:
    body: TrainingText = topic.body
    story: list[Flowable] = [*_opening(body, look), *_standards(body, look, options)]
    if options.flag("never_always"):
        story.append(never_always(body.list, look, room=room))
    if options.flag("practise"):
        story += _practise(body.stage.practise, look)
    if options.flag("check_yourself"):
        story += _questions([one.how_we_know for one in body.stage.items if one.how_we_know], look)
    story.append(Notes(_("My notes"), look.heading, before=look.pt(14)))
    if options.flag("sign_off"):
        story.append(sign_off(person, look))
    return story


def _opening(body: TrainingText, look: Look) -> list[Flowable]:
    stage = body.stage
    story: list[Flowable] = []
    if stage.name:
        if stage.place:
            where = _("Stage {place} of {count}").format(place=stage.place, count=stage.of)
            story.append(Text(where, look.label, keep=True))
        story.append(Text(stage.name, look.title, after=look.pt(3), keep=True))
    else:
        story.append(Fields([Field(_("Stage"))], look.label, look.strong))
    if body.vision:
        story.append(Text(quoted(body.vision), look.quote, before=look.pt(2), after=look.pt(6)))
    lead = _("After this sheet you can:")
    frame = Frame(fill=look.tint, bar=look.brand, pad=look.pt(11), radius=0)
    if stage.aim:
        words: list[Block] = [Text([Span(lead + " ", fonts.BOLD), Span(stage.aim)], look.body)]
    else:
        words = [Text(lead, look.strong), _blanks(2, look)]
    story.append(Panel(words, frame, before=look.pt(8), after=look.pt(6)))
    return story


def _standards(body: TrainingText, look: Look, options: Options) -> list[Flowable]:
    stage = body.stage
    tick = TickBox(look.pt(11.5))
    story: list[Flowable] = [_heading(_("We always"), look)]
    rows = stage.of_kind(OPERATIONAL, EXPERIENTIAL)
    for i, item in enumerate(rows):
        if i:
            story.append(Rule(HAIR, before=look.pt(5), after=look.pt(5), keep=True))
        story.append(_row(item, tick, look, options))
    if not rows:
        story.append(_blanks(4, look, tick, INDENT))
    further, wrong = stage.of_kind(ABOVE), stage.of_kind(DEFECT)
    lists = []
    if further or not stage.items:
        lists.append(_list(_("Above & beyond"), further, Plus(look.pt(10), look.brand), look))
    if wrong or not stage.items:
        lists.append(_list(_("What can go wrong"), wrong, Cross(look.pt(8.5), WRONG), look))
    if lists:
        story.append(Columns(lists, 22, before=look.pt(13)))
    return story


def _row(item: Item, marker: Marker, look: Look, options: Options) -> Block:
    words: list[Span | Tag] = [Span(item.text)]
    if item.non_negotiable:
        words.append(Tag(_("NON-NEGOTIABLE")))
    parts: list[Block] = [Text(words, look.strong, keep=True)]
    if options.flag("why") and item.why:
        parts.append(Text(item.why, look.note, before=look.pt(1), keep=True))
    if options.flag("sounds_like") and item.sounds_like:
        sound = [Span(_("Sounds like:") + " "), Span(quoted(item.sounds_like), fonts.MEDIUM, INK)]
        parts.append(Text(sound, look.note, before=look.pt(1)))
    return Marked(marker, Stack(parts), look.strong.leading, indent=INDENT)


def _list(title: str, items: Sequence[Item], marker: Marker, look: Look) -> Block:
    parts: list[Block] = [_heading(title, look)]
    for item in items:
        text = Text(item.text, look.body)
        parts.append(Marked(marker, text, look.body.leading, indent=look.pt(18), after=look.pt(4)))
    if not items:
        parts.append(_blanks(3, look, indent=look.pt(18)))
    return Stack(parts)


class _Pair(Columns):
    """The two boxes, kept whole unless they are taller than the room of a page."""

    def __init__(self, parts: Sequence[Block], room: float, look: Look) -> None:
        super().__init__(parts, 14, even=True, before=look.pt(12), after=look.pt(2))
        self.room, self.look = room, look

    def least(self) -> float:
        return self.height if self.height <= self.room else super().least()

    def cut(self, room: float) -> tuple[Block, Block] | None:
        for part in self.parts:
            if isinstance(
                part, Space
            ):  # a side that has ended is as tall as its neighbour, but never in the way
                part.height = 0.0
        return super().cut(room)

    def _like(self, parts: Sequence[Block]) -> _Pair:
        made = _Pair(parts, self.room, self.look)
        made.fit(self.width)
        return made


class _Titled(Panel):
    """A box whose title is repeated when it is cut."""

    def __init__(self, title: Block, body: Stack, frame: Frame) -> None:
        super().__init__([title, body], frame)
        self.title, self.rest = title, body

    def cut(self, room: float) -> tuple[Block, Block] | None:
        left = room - 2 * self.frame.pad - self.title.height - self.title.after
        if self.rest.height <= left:  # only as tall as its neighbour
            return self._like(self.rest), Space()
        parts = self.rest.cut(left)
        return (self._like(parts[0]), self._like(parts[1])) if parts else None

    def _like(self, body: Block) -> _Titled:
        made = _Titled(self.title, Stack([body]), self.frame)
        made.fit(self.width)
        return made


def never_always(rules: NeverAlwaysText, look: Look, *, dense: bool = True, room: float = 0.0) -> Block:
    """Return two boxes, one headed by a cross, one by a check; `dense` puts short lines in two columns.

    They are kept on one page whose body is as high as `room`, if they fit it.
    """
    sides = (
        (_("Never"), rules.never, Cross(look.pt(10.5), WRONG, 0.2), WRONG),
        (_("Always"), rules.always, Check(look.pt(11.5), GOOD, 0.2), GOOD),
    )
    boxes = []
    for title, lines, marker, colour in sides:
        head = Text([Span(title, fonts.BOLD, colour)], look.strong)
        marked = Marked(marker, head, head.style.leading, indent=look.pt(17), keep=True, after=look.pt(3))
        body = Stack(_lines(lines, look, dense=dense) or [_blanks(2, look)])
        boxes.append(_Titled(marked, body, Frame(line=colour, pad=look.pt(10))))
    return _Pair(boxes, room, look)


def _lines(lines: Sequence[str], look: Look, *, dense: bool) -> list[Block]:
    texts: list[Block] = [Text(line, look.body, after=look.pt(1.5)) for line in lines]
    if not dense or len(lines) < _MANY or max(map(len, lines)) > _SHORT:
        return texts
    half = (len(texts) + 1) // 2
    return [Columns([Stack(texts[:half]), Stack(texts[half:])], 8)]


def _practise(text: str, look: Look) -> list[Flowable]:
    words = Text(text, look.body) if text else _blanks(2, look)
    return [_heading(_("Practise it"), look), words]


def _questions(questions: Sequence[str], look: Look) -> list[Flowable]:
    story: list[Flowable] = [_heading(_("Check yourself"), look)]
    yes_no = Answers((_("yes"), _("no")), look.body, look.pt(10.5))
    for i, question in enumerate(questions or [""] * 2, start=1):
        number = Words(f"{i}.", look.body, look.pt(14))
        asked = question.rstrip().endswith(("?", ";", "؟", "？"))
        parts: list[Block] = [Text(question, look.body)]
        if question and not asked:
            parts.append(_blanks(1, look))
        body = Stack(parts) if question else _blanks(1, look)
        right = yes_no if asked else None
        story.append(
            Marked(number, body, look.body.leading, indent=look.pt(18), right=right, after=look.pt(4))
        )
    return story


def sign_off(person: str, look: Look) -> Block:
    """Return the block that is signed."""
    fields = [Field(_("Name"), person, 1.3), Field(_("Date"), "", 0.7), Field(_("Trainer signs"), "", 1.2)]
    words = Text(
        _("Shown, practised and seen done."), look.note, before=look.pt(7), after=look.pt(2), keep=True
    )
    return Stack(
        [Rule(INK, 1.2, keep=True), words, Fields(fields, look.label, look.strong)], before=look.pt(12)
    )


def quoted(text: str) -> str:
    """Return text in quotation marks, unless she typed some."""
    text = text.strip()
    return text if text[:1] in _OPENING_QUOTES else _("“{text}”").format(text=text)


def _blanks(count: int, look: Look, marker: Marker | None = None, indent: float = 0.0) -> Block:
    """Return lines to write on, closer in small type but never too close for a pen."""
    return WriteLines(count, marker=marker, indent=indent, pitch=PITCH * min(1.0, max(look.scale, _CLOSEST)))


def _heading(text: str, look: Look) -> Block:
    return Text(text, look.heading, before=look.pt(13), after=look.pt(6), keep=True)
