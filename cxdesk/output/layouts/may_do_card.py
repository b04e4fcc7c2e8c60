"""What one may do without asking, on paper: a quarter of a page for each role, with a line to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Columns
from cxdesk.output.cards import legible
from cxdesk.output.colour import GOOD
from cxdesk.output.forms import Field, Fields, WriteLines
from cxdesk.output.layouts.pocket import Pockets, heading, ladder, say_unsaid
from cxdesk.output.lines import Span
from cxdesk.output.look import Look
from cxdesk.output.protocol_text import MayDoText
from cxdesk.output.shapes import Check, Frame, Marked, Panel
from cxdesk.output.sheet import Gathered, Topic
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_CLOSE, _JOINED = 1, 2  # steps of setting closer: a list with less between its lines, then two sentences


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return sheets of four cards."""
    pockets = Pockets(press)
    first = gathered.topics[0]
    cards = [_card(topic, pockets) for topic in gathered.topics]
    empty = Topic("", "", MayDoText(ladder=first.body.ladder), versioned=False)
    say_unsaid(max(topic.body.unsaid for topic in gathered.topics), press)
    return [pockets.section(first, [pockets.set_of(cards, _card(empty, pockets))])]


def _card(topic: Topic, pockets: Pockets) -> Block:
    body: MayDoText = topic.body
    return pockets.side(topic, partial(_story, body), len(body.free) + len(body.priced), denser=_JOINED)


def _story(body: MayDoText, look: Look, step: int) -> list[Flowable]:
    """Return a card: what may be given as two lists, each thing on a line of its own while there is room."""
    label, text = legible(look.label), legible(look.body)
    title = look.style(16, 19, fonts.BOLD)
    story: list[Flowable] = [Text(_("What I may do without asking"), title, keep=True)]
    if body.role:
        story.append(Text(body.role, look.style(13, 16, fonts.BOLD, look.brand), keep=True))
    else:
        story.append(Fields([Field(_("Role"))], label, text))
    story.append(_limit(body, look))
    free, priced = _kept(body, step - _JOINED)
    story.append(heading(_("Always, without money"), look))
    story += _given([(Span(words),) for words in free], look, step)
    story.append(heading(_("Within my limit"), look))
    lines = [(Span(words + " "), Span(cost, fonts.BOLD)) for words, cost in priced]
    story += _given(lines, look, step)
    story += ladder(body.ladder, look, blanks=1)
    words = _("I write down what I gave. Nobody asks me to defend it.")
    story.append(Text(words, legible(look.note), before=look.pt(5)))
    fields = [
        Field(_("My name"), share=1.2),
        Field(_("Date"), share=0.7),
        Field(_("For the shop"), share=1.1),
    ]
    return [*story, Fields(fields, label, text, gap=9, before=look.pt(3))]


def _kept(body: MayDoText, missing: int) -> tuple[list[str], list[tuple[str, str]]]:
    """Return what stays on a card that has no room for so many lines: the longer list gives way."""
    free, priced = list(body.free), list(body.priced)
    for _line in range(max(0, missing)):
        (free if len(free) > len(priced) else priced).pop()
    return free, priced


def _given(lines: Sequence[tuple[Span, ...]], look: Look, step: int) -> list[Flowable]:
    text = legible(look.body)
    if not lines:
        return [WriteLines(1 if step else 2, pitch=look.pt(18))]
    if step >= _JOINED:
        dotted = [(*line[:-1], replace(line[-1], text=f"{line[-1].text}\xa0· ")) for line in lines[:-1]]
        return [Text([part for line in (*dotted, lines[-1]) for part in line], text)]
    if step >= _CLOSE:
        text = replace(text, leading=text.size * 1.2)
    check = Check(look.pt(8.5), GOOD)
    return [Marked(check, Text(line, text), text.leading, indent=look.pt(14)) for line in lines]


def _limit(body: MayDoText, look: Look) -> Block:
    each = Text(_("Each time, for one {customer}"), legible(look.label))
    if body.limit:
        most = Text(_("up to {amount}").format(amount=body.limit), look.style(20, 24, fonts.BOLD))
        frame = Frame(fill=look.tint, bar=look.brand, pad=look.pt(5), side=look.pt(10), radius=0)
        return Panel([each, most], frame, before=look.pt(4))
    line = Columns([each, WriteLines(1, pitch=look.pt(20))], look.pt(6), (1.0, 0.9))
    frame = Frame(bar=look.brand, pad=look.pt(4), side=look.pt(10), radius=0)
    return Panel([line], frame, before=look.pt(4))
