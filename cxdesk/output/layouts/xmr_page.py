"""The chart page on paper: the chart across the page, its words below, every value on the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Columns, Stack
from cxdesk.output.charts.vector import ChartBlock, paper_style
from cxdesk.output.colour import GOOD, QUIET, WRONG
from cxdesk.output.flow import NewPage
from cxdesk.output.forms import WriteLines
from cxdesk.output.lines import Span, Style, Tag
from cxdesk.output.look import Look
from cxdesk.output.metrics import NPS_NOTE
from cxdesk.output.paper import geometry
from cxdesk.output.shapes import TightTable
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.xmr_page import ChartText

MOST_ROWS = 160  # of the table: more fill pages that nobody reads
_LEAST_CHART = 235.0
_CHART_TYPE = 9.0
_MOST_LISTED = 5
_BLANKS = 8
_ROLES = {"good": GOOD, "bad": WRONG, "doubt": WRONG, "": QUIET}


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the page, and those of the table."""
    topic = gathered.topics[0]
    body: ChartText = topic.body
    page = geometry(press.job.paper, landscape=True, side=13)
    section = press.section(topic, page, title=_(press.job.spec.title))
    look = press.look
    head = _head(body, look)
    words = _words(body, look)
    used = sum(block.fit(page.body) + block.after for block in head)
    story: list[Flowable] = list(head)
    if body.chart is not None and not body.chart.empty:
        tall = max(_LEAST_CHART, section.room - used - words.fit(page.body) - 12)
        tall = min(tall, section.room - used - 1)
        style = paper_style(look, look.pt(_CHART_TYPE), limits_named=True)
        story.append(ChartBlock(body.chart, style, tall, after=8))
        story.append(words)
    else:
        story += [Text(_("No numbers yet: they can be noted here."), look.body), WriteLines(_BLANKS)]
    if body.rows and len(body.rows) <= MOST_ROWS:
        story += [NewPage(), Text(_("Every value"), look.heading, after=4), _table(body, look)]
    elif body.rows:
        press.messages.append(
            _(
                "{n} values are too many for a table on paper, so it was left out. Choose fewer periods."
            ).format(n=len(body.rows))
        )
    section.story = story
    return [section]


def _head(body: ChartText, look: Look) -> list[Block]:
    name: list[Span | Tag] = [Span(body.name or _("Metric"))]
    if body.badge:
        name += [Span("  "), Tag(body.badge, _ROLES[body.role])]
    about = Text(" · ".join(body.about), look.note, after=6)
    return [Text(name, look.style(20, 25, fonts.BOLD), after=1), about]


def _words(body: ChartText, look: Look) -> Block:
    """Return what the chart says, and beside it signals, notes and targets as far as there are any."""
    left: list[Block] = [Text(_("What this says"), look.strong, after=2)]
    left += [Text(one, look.style(10.5, 14), after=2) for one in body.sentences]
    if body.nps:
        left.append(Text(_(NPS_NOTE), Style(8, 10.5, fonts.REGULAR, QUIET), before=4))
    columns: list[Block] = [Stack(left)]
    lists = (
        (_("Signals"), body.signals, _no_signals(body)),
        (_("Notes"), body.notes, ""),
        (_("Targets"), body.targets, _("No target is set")),
    )
    columns += [_listed(title, items, none, look) for title, items, none in lists if items or none]
    return Columns(columns, 18, (1.5, *(1.0 for _one in columns[1:])))


def _no_signals(body: ChartText) -> str:
    """Say why there are none."""
    if body.chart is None or not body.chart.stretches:
        return _("None yet: so few values have no limits.")
    return _("None: everything is the usual up and down.")


def _listed(title: str, items: Sequence[str], none: str, look: Look) -> Block:
    style = look.style(9.5, 12.5)
    parts: list[Block] = [Text(title, look.strong, after=2)]
    parts += [Text(one, style, after=2) for one in items[:_MOST_LISTED] or [none]]
    if len(items) > _MOST_LISTED:
        more = _("and {n} more: see the table").format(n=len(items) - _MOST_LISTED)
        parts.append(Text(more, look.style(9.5, 12.5, fonts.REGULAR, QUIET)))
    return Stack(parts)


def _table(body: ChartText, look: Look) -> Block:
    """Return the table; a column in which nothing stands is left out."""
    heads = (_("Period"), _("Value"), _("n"), _("Usual range"), _("Signal"), _("Note"))
    shares = (2.1, 1.1, 0.7, 1.6, 4.2, 2.6)
    rows = [(row.period, row.value, row.n, row.limits, row.said, row.note) for row in body.rows]
    kept = [i for i in range(len(heads)) if any(row[i] for row in rows)]
    cells = [[row[i] for i in kept] for row in rows]
    style = look.style(9.5, 12.5)
    return TightTable([heads[i] for i in kept], cells, [shares[i] for i in kept], look.label, style)
