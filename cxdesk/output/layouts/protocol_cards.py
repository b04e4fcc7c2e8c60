"""Protocol cards on paper: a quarter of a page, the steps in front, the words and the yes behind."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Stack
from cxdesk.output.cards import legible
from cxdesk.output.colour import INK, WRONG
from cxdesk.output.forms import Field, Fields, WriteLines
from cxdesk.output.layouts.pocket import Pockets, heading, ladder, say_unsaid
from cxdesk.output.layouts.training_sheet import quoted
from cxdesk.output.lines import Span, Tag
from cxdesk.output.look import Look
from cxdesk.output.protocol_text import ProtocolText, StepText
from cxdesk.output.shapes import Cross, Frame, Marked, Panel
from cxdesk.output.sheet import Gathered, Topic
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_BLANK_STEPS = 4


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return sheets of four cards, each back behind its front."""
    pockets = Pockets(press)
    fronts = [_front(topic, pockets) for topic in gathered.topics]
    backs = [_back(topic, pockets) for topic in gathered.topics]
    say_unsaid(len({words for topic in gathered.topics for words in topic.body.unsaid}), press)
    first = gathered.topics[0]
    empty = Topic("", "", ProtocolText(limits=first.body.limits, ladder=first.body.ladder), versioned=False)
    sides = (
        pockets.set_of(fronts, _front(empty, pockets)),
        pockets.set_of(backs, _back(empty, pockets)),
    )
    return [pockets.section(first, sides)]


def _front(topic: Topic, pockets: Pockets) -> Block:
    body: ProtocolText = topic.body
    return pockets.side(topic, partial(_steps, body), sum(bool(step.does) for step in body.steps))


def _back(topic: Topic, pockets: Pockets) -> Block:
    body: ProtocolText = topic.body
    return pockets.side(topic, partial(_words, body), len(body.priced) + len(body.free))


def _steps(body: ProtocolText, look: Look, left_out: int) -> list[Flowable]:
    """Return the front. What to do gives way before the words of the steps, the last first."""
    title = look.style(18, 21, fonts.BOLD)
    if not body.name:
        return _blank_front(look)
    words: list[Span | Tag] = [Span(body.name)]
    if body.draft:
        words.append(Tag(_("DRAFT")))
    story: list[Flowable] = [Text(words, title, keep=True)]
    if body.defects:
        story.append(Text(body.defects[0], legible(look.note), before=look.pt(1), keep=True))
    doing = [i for i, step in enumerate(body.steps) if step.does]
    kept = set(doing[: len(doing) - left_out])
    for i, step in enumerate(body.steps):
        story.append(_step(step, look, does=i in kept, before=look.pt(6)))
    if not body.steps:
        story.append(WriteLines(_BLANK_STEPS, pitch=look.pt(34)))
    if body.times:
        story.append(Text(" · ".join(body.times), legible(look.label), before=look.pt(8)))
    return story


def _step(step: StepText, look: Look, *, does: bool, before: float) -> Block:
    words: list[Span | Tag] = [Span(step.name)]
    if step.when:
        words.append(Tag(step.when))
    parts: list[Block] = [Text(words, look.style(15, 18, fonts.BOLD, look.brand))]
    if does and step.does:
        parts.append(Text(step.does, legible(look.body)))
    if step.words:
        parts.append(Text(quoted(step.words), legible(look.style(11.5, 15, fonts.MEDIUM))))
    return Panel(parts, Frame(bar=look.brand, pad=0, side=look.pt(7), radius=0), before=before)


def _blank_front(look: Look) -> list[Flowable]:
    label, strong = legible(look.label), legible(look.strong)
    story: list[Flowable] = [Fields([Field(_("When this goes wrong"))], label, strong)]
    for number in range(1, _BLANK_STEPS + 1):
        fields = [Field(_("Step {n}").format(n=number), share=0.6), Field(_("What to do"), share=1.4)]
        story.append(Fields(fields, label, strong, gap=10, before=look.pt(16)))
    return story


def _words(body: ProtocolText, look: Look, left_out: int) -> list[Flowable]:
    """Return the back. What may be given gives way first, from the end."""
    text, said = legible(look.body), legible(look.style(12, 15.5, fonts.MEDIUM))
    story: list[Flowable] = [heading(_("Say"), look)]
    story += [Text(quoted(words), said, before=look.pt(1)) for words in body.words] or [_lines(3, look)]
    story.append(heading(_("Never say"), look))
    cross = Cross(look.pt(8), WRONG)
    story += [
        Marked(cross, Text(quoted(words), text), text.leading, indent=look.pt(13)) for words in body.never_say
    ] or [_lines(2, look)]
    given = [*((words, False) for words in body.free), *((words, True) for words in body.priced)]
    given = given[: len(given) - left_out]
    story.append(heading(_("May be given"), look))
    story += _given(_("Without money"), (words for words, priced in given if not priced), look)
    story += _given(_("With money"), (words for words, priced in given if priced), look)
    if not body.free and not body.priced:
        story.append(_lines(3, look))
    limit = Span(" · ".join(body.limits) or "_" * 16)
    asked = Span(_("Without asking up to:") + " ", fonts.BOLD)
    story.append(Text([asked, limit], text, before=look.pt(2)))
    return [*story, *ladder(body.ladder, look)]


def _given(title: str, lines: Iterable[str], look: Look) -> list[Flowable]:
    words = " · ".join(lines)
    if not words:
        return []
    return [Text([Span(title + ": ", fonts.BOLD, INK), Span(words)], legible(look.body), before=look.pt(1))]


def _lines(count: int, look: Look) -> Stack:
    return Stack([WriteLines(count, pitch=look.pt(18))])
