"""The definition of a metric on paper: formula first, then what is agreed about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import N_, _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Columns
from cxdesk.output.colour import QUIET
from cxdesk.output.forms import to_fill_in
from cxdesk.output.lines import Style
from cxdesk.output.look import Look
from cxdesk.output.metrics import NPS_NOTE
from cxdesk.output.paper import geometry
from cxdesk.output.shapes import Frame, Marked, Panel, TightTable, Words
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.metric_definition import DefinitionText

_TO_FILL_IN = (
    N_("Name"),
    N_("How it is computed"),
    N_("Numbers to enter"),
    N_("Why it matters"),
    N_("Where the numbers come from"),
    N_("Owner"),
    N_("Target"),
)


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the sheet."""
    topic = gathered.topics[0]
    body: DefinitionText = topic.body
    section = press.section(topic, geometry(press.job.paper), title=topic.title or _(press.job.spec.title))
    return [
        press.flow(
            section,
            lambda look: [*to_fill_in(_TO_FILL_IN, look.heading, 2)] if body.blank else _story(body, look),
        )
    ]


def _story(body: DefinitionText, look: Look) -> list[Flowable]:
    story: list[Flowable] = [Text(body.name, look.title, after=look.pt(6))]
    formula: list[Block] = [
        Text(_("How it is computed"), look.label),
        Text(body.formula, look.style(15, 20, fonts.BOLD), before=2),
    ]
    formula += [Text(f"{part.name} – {part.how}", look.note, before=3) for part in body.parts]
    story.append(Panel(formula, Frame(fill=look.tint, bar=look.brand, pad=look.pt(11)), after=look.pt(8)))
    story += _titled(_("Why it matters"), [Text(body.why or _("Not written down yet."), look.body)], look)
    facts: list[Block] = [
        Columns([Text(label, look.label), Text(value, look.body)], 12, (1.0, 2.4), after=3)
        for label, value in body.facts
    ]
    story += _titled(_("What is agreed"), facts, look)
    moves: list[Block] = [_numbered(i + 1, words, look) for i, words in enumerate(body.drivers)]
    story += _titled(_("What moves it"), moves or [Text(_("No standards are linked yet."), look.body)], look)
    story += _titled(_("Targets"), [_targets(body, look)], look)
    if body.earlier:
        story += _titled(_("How it was measured before"), [_earlier(body, look)], look)
    if body.nps:
        story.append(Text(_(NPS_NOTE), Style(8.5, 11, fonts.REGULAR, QUIET), before=12))
    return story


def _titled(title: str, blocks: list[Block], look: Look) -> list[Flowable]:
    return [Text(title, look.heading, before=look.pt(12), after=look.pt(3), keep=True), *blocks]


def _numbered(number: int, words: str, look: Look) -> Block:
    sign = Words(f"{number}", look.style(11.5, 15.5, fonts.BOLD, look.brand), look.pt(12))
    return Marked(sign, Text(words, look.body), look.body.leading, indent=look.pt(18), after=3)


def _targets(body: DefinitionText, look: Look) -> Block:
    if not body.targets:
        return Text(_("No target is set"), look.body)
    heads = [_("Target"), _("From"), _("To be reached by"), _("Reason"), _("Set by")]
    rows = [(one.value, one.since, one.by, one.reason, one.set_by) for one in body.targets]
    return TightTable(heads, rows, (1.1, 1.3, 1.4, 2.6, 1.2), look.label, look.style(10.5, 14))


def _earlier(body: DefinitionText, look: Look) -> Block:
    heads = [_("Version"), _("How it was computed"), _("Time"), _("Why it changed")]
    rows = [(one.version, one.formula, one.time, one.why) for one in body.earlier]
    return TightTable(heads, rows, (1.0, 2.4, 1.8, 2.4), look.label, look.style(10.5, 14))
