"""The protocol wall sheet on paper: the steps as large as one page allows, the words to use below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Columns, Stack
from cxdesk.output.colour import QUIET, WRONG
from cxdesk.output.flow import Page, place
from cxdesk.output.forms import Field, Fields, WriteLines
from cxdesk.output.layouts.training_sheet import quoted
from cxdesk.output.lines import Span, Tag
from cxdesk.output.look import Look
from cxdesk.output.paper import geometry
from cxdesk.output.protocol_text import ProtocolText, StepText
from cxdesk.output.shapes import Cross, Frame, Marked, Panel, Words
from cxdesk.output.sheet import Gathered, Topic
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_SCALES = (1.7, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.92, 0.85, 0.78)
_BLANK_STEPS = 5


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return a page for each protocol; more where one has too much to say."""
    return [_section(topic, press) for topic in gathered.topics]


def _section(topic: Topic, press: Press) -> Section:
    section = press.section(topic, geometry(press.job.paper), title=topic.title or _(press.job.spec.title))
    width, room = section.geometry.body, section.room
    pages: list[Page] = []
    for scale in _SCALES:
        look = Look(press.look.brand, press.look.scale * scale)
        pages = place(_story(topic.body, look), width, room)
        section.pages = pages
        if len(pages) == 1:
            return section
    words = _("“{name}” does not fit on one page, not even in small type: it goes on over {pages} pages.")
    press.messages.append(words.format(name=topic.title, pages=len(pages)))
    return section


def _story(body: ProtocolText, look: Look) -> list[Flowable]:
    story: list[Flowable] = []
    if body.name:
        words: list[Span | Tag] = [Span(body.name)]
        if body.draft:
            words.append(Tag(_("DRAFT")))
        story.append(Text(words, look.style(30, 35, fonts.BOLD), keep=True))
        story += [Text(defect, look.note, before=look.pt(1), keep=True) for defect in body.defects]
    else:
        story.append(Fields([Field(_("When this goes wrong"))], look.label, look.strong))
    for number, step in enumerate(body.steps, 1):
        story.append(_step(number, step, look))
    if not body.steps:
        for n in range(1, _BLANK_STEPS + 1):
            fields = [Field(_("Step {n}").format(n=n)), Field(_("What to do"), share=2)]
            story.append(Fields(fields, look.label, look.strong, before=look.pt(9)))
    both = [_say(body, look), _never(body, look)]
    story.append(Columns(both, look.pt(14), even=True, before=look.pt(14)))
    story.append(_yes(body, look))
    if body.times:
        story.append(Text(" · ".join(body.times), look.note, before=look.pt(8)))
    return story


def _step(number: int, step: StepText, look: Look) -> Block:
    strong = look.style(22, 26, fonts.BOLD)
    parts: list[Block] = [Text(step.name, strong)]
    if step.when:
        parts.append(Text(step.when, look.note))
    if step.does:
        parts.append(Text(step.does, look.style(13.5, 17.5)))
    if step.words:
        parts.append(Text(quoted(step.words), look.style(13.5, 17.5, fonts.MEDIUM, look.brand)))
    digit = Words(str(number), look.style(22, 26, fonts.BOLD, look.brand), look.pt(16))
    return Marked(digit, Stack(parts), strong.leading, indent=look.pt(26), before=look.pt(9))


def _say(body: ProtocolText, look: Look) -> Block:
    parts: list[Block] = [Text(_("Say"), look.heading)]
    parts += [Text(quoted(words), look.quote, before=look.pt(3)) for words in body.words] or [WriteLines(3)]
    return Panel(parts, Frame(fill=look.tint, bar=look.brand, pad=look.pt(8), side=look.pt(11), radius=0))


def _never(body: ProtocolText, look: Look) -> Block:
    parts: list[Block] = [Text(_("Never say"), look.heading)]
    cross = Cross(look.pt(10), WRONG)
    parts += [
        Marked(
            cross, Text(quoted(words), look.body), look.body.leading, indent=look.pt(16), before=look.pt(3)
        )
        for words in body.never_say
    ] or [WriteLines(3)]
    return Panel(parts, Frame(bar=QUIET, pad=look.pt(8), side=look.pt(11), radius=0))


def _yes(body: ProtocolText, look: Look) -> Block:
    parts: list[Block] = []
    if body.limits:
        words = [Span(_("Without asking up to:") + " ", fonts.BOLD), Span(" · ".join(body.limits))]
        parts.append(Text(words, look.body))
    says = _("Says yes:") + " "
    for rung in body.ladder:
        up_to = f" ({rung.up_to})" if rung.up_to else ""
        hours = f"  {rung.hours}" if rung.hours else ""
        name, phone = Span(f"{rung.name}{up_to}  "), Span(rung.phone, fonts.BOLD)
        who = [Span(says, fonts.BOLD), name, phone, Span(hours)]
        parts.append(Text(who, look.body, before=look.pt(3)))
    if not body.ladder:
        parts.append(Fields([Field(_("Who can say yes, and their phone"))], look.label, look.body))
    return Stack(parts, before=look.pt(12))
