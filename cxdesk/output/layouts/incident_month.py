"""The month summary: figures at the left of the page, causes at the right, below them what changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxdesk.formats import date_text, month_text
from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Columns, Stack
from cxdesk.output.charts.causes import causes_of
from cxdesk.output.charts.model import CauseData
from cxdesk.output.charts.vector import ChartBlock, paper_style
from cxdesk.output.colour import QUIET, WRONG
from cxdesk.output.forms import Notes, WriteLines
from cxdesk.output.look import Look
from cxdesk.output.paper import geometry
from cxdesk.output.shapes import TightTable
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text
from cxdesk.services.recovery.seeing_words import Figure, figures

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.incident_month import Change, MonthText

_CHART_TYPE = 9.0
_BAR = 22.0
_HEAD = 30.0
_BLANKS = 12


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the page; a month without incidents has lines to write on."""
    topic = gathered.topics[0]
    body: MonthText = topic.body
    section = press.section(topic, geometry(press.job.paper), title=_(press.job.spec.title))
    return [press.flow(section, lambda look: _story(body, look))]


def _story(body: MonthText, look: Look) -> list[Flowable]:
    language = body.shop.language
    title = Text(month_text(body.month, language), look.style(20, 25, fonts.BOLD), after=look.pt(8))
    if body.found is None:
        words = _("Nothing was written down for this month. What went wrong can be noted here.")
        return [title, Text(words, look.body), WriteLines(_BLANKS)]
    story: list[Flowable] = [title, _figures(figures(body.found, body.shop), look)]
    for title_of, counts in (
        (_("What went wrong"), body.found.by_defect), (_("Where it went wrong"), body.found.by_stage),
    ):  # fmt: skip
        story.append(_causes(causes_of(title_of, counts, language), look))
    story.append(Text(_("What changes"), look.heading, before=look.pt(12), after=look.pt(3)))
    if body.changes:
        rows = [(one.text, _state(one, language)) for one in body.changes]
        heads = (_("What"), _("How far it is"))
        story.append(TightTable(heads, rows, (4.0, 1.2), look.label, look.style(10, 13)))
    else:
        story.append(Text(_("Nothing is written down yet: what keeps it from happening again?"), look.body))
    return [*story, Notes(_("Notes"), look.label, before=look.pt(10))]


def _state(one: Change, language: str) -> str:
    if one.done_on is not None:
        return _("done {day}").format(day=date_text(one.done_on, language))
    return _("due {day}").format(day=date_text(one.due_on, language)) if one.due_on is not None else ""


def _figures(lines: Sequence[Figure], look: Look) -> Block:
    """Return the figures in two columns."""
    half = (len(lines) + 1) // 2
    columns = [Stack([_figure(one, look) for one in part]) for part in (lines[:half], lines[half:])]
    return Columns(columns, look.pt(22), (1.0, 1.0))


def _figure(one: Figure, look: Look) -> Block:
    value = look.style(14, 18, fonts.BOLD, WRONG) if one.warns else look.style(14, 18, fonts.BOLD)
    parts: list[Block] = [Text(one.label, look.style(10, 13)), Text(one.value, value)]
    if one.more:
        parts.append(Text(one.more, look.style(9, 11.5, fonts.REGULAR, QUIET)))
    return Stack(parts, after=look.pt(9))


def _causes(data: CauseData, look: Look) -> Block:
    """Return the sentence and the bars; what is too little to be ranked is a list."""
    words = Text(data.summary, look.style(10.5, 14), after=look.pt(3))
    if data.empty or not data.ranked:
        rows = [(bar.label, str(bar.number)) for bar in data.bars]
        heads = (_("Cause"), _("How often"))
        table = TightTable(heads, rows, (4.0, 1.0), look.label, look.style(10, 13))
        return Stack([words, table], before=look.pt(12))
    tall = _HEAD + _BAR * len(data.bars)
    chart = ChartBlock(data, paper_style(look, look.pt(_CHART_TYPE)), tall)
    return Stack([words, chart], before=look.pt(12))
