"""The record of one incident on paper: what happened, the times, the steps, what was given, how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Columns, Space, Stack
from cxdesk.output.forms import Notes, WriteLines
from cxdesk.output.look import Look
from cxdesk.output.paper import geometry
from cxdesk.output.shapes import PITCH, Table, TightTable
from cxdesk.output.sheet import Gathered
from cxdesk.output.staff_only import StaffBar
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.incident_record import RecordText


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the page, or the pages of a long story; of none, a form to fill in by hand."""
    topic = gathered.topics[0]
    section = press.section(topic, geometry(press.job.paper), title=_(press.job.spec.title))
    return [press.flow(section, lambda look: _story(topic.body, look))]


def _story(body: RecordText, look: Look) -> list[Flowable]:
    aside = _("Names are shortened") if body.masked else _("With names: keep it locked away")
    story: list[Flowable] = [StaffBar(aside=aside, after=look.pt(10))]
    story += [*_said(body, look), *_pairs(body.facts, look)] if body.happened else _asked(body, look)
    table = partial(_table, TightTable if body.happened else Table)
    pairs = _pairs if body.happened else _lines
    times = [_("Which"), _("Due"), _("Done")]
    steps = [_("Step"), _("Due"), _("Done")]
    made = [_("What"), _("By when"), _("How it stands")]
    story += table(_("Times"), times, body.clocks, (2.0, 2.0, 2.0), look)
    story += table(_("Steps"), steps, body.steps, (3.6, 1.5, 2.2), look)
    story += _titled(_("What we gave"), pairs(body.given, look), look)
    story += table(_("What we promised"), made, body.promises, (3.2, 1.3, 2.4), look)
    story += _titled(_("How it ended"), pairs(body.end, look), look)
    return story if body.happened else [*story, Notes(_("Notes"), look.heading, before=look.pt(11))]


def _said(body: RecordText, look: Look) -> list[Flowable]:
    story: list[Flowable] = [Text(body.happened, look.style(17, 21, fonts.BOLD), after=look.pt(3))]
    if body.words:
        story.append(
            Text(_("“{words}”").format(words=body.words.strip('“”"„ ')), look.quote, after=look.pt(3))
        )
    if body.again:
        story.append(Text(_("{why}.").format(why=body.again), look.strong, after=look.pt(3)))
    return story


def _asked(body: RecordText, look: Look) -> list[Flowable]:
    """Return the same to fill in by hand."""
    happened = _titled(_("What happened"), [WriteLines(3)], look)
    return [*happened, *_titled(_("In their words"), [WriteLines(2)], look), *_lines(body.facts, look, 2)]


def _lines(pairs: Sequence[tuple[str, str]], look: Look, across: int = 1) -> list[Block]:
    """Return a line to write on for each label, so many beside each other; they stay on one page."""
    label = replace(look.label, leading=PITCH)
    cells: list[Block] = [
        Columns([Text(name, label), WriteLines(1)], 8, (across, 2.6)) for name, _text in pairs
    ]
    cells += [Space()] * (-len(cells) % across)
    made = Stack([Columns(cells[i : i + across], 18) for i in range(0, len(cells), across)])
    made.whole = True
    return [made]


def _titled(title: str, blocks: Sequence[Block], look: Look) -> list[Flowable]:
    if not blocks:
        return []
    return [Text(title, look.heading, before=look.pt(11), after=look.pt(3), keep=True), *blocks]


def _pairs(pairs: Sequence[tuple[str, str]], look: Look) -> list[Block]:
    return [
        Columns([Text(label, look.label), Text(text, look.style(10.5, 14))], 12, (1.0, 3.2), after=2)
        for label, text in pairs
    ]


def _table(
    kind: type[Table],
    title: str,
    heads: Sequence[str],
    rows: Sequence[tuple[str, str, str]],
    shares: Sequence[float],
    look: Look,
) -> list[Flowable]:
    if not rows:
        return []
    return _titled(title, [kind(heads, rows, shares, look.label, look.style(10.5, 14))], look)
