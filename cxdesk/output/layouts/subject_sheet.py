"""What is kept of one customer, on paper: who, what was agreed, what was noted, when they were here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import N_, _
from cxdesk.output.block import Block, Columns
from cxdesk.output.forms import to_fill_in
from cxdesk.output.look import Look
from cxdesk.output.paper import geometry
from cxdesk.output.shapes import TightTable
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.subject_sheet import SubjectText

_TO_FILL_IN = (
    N_("Name"),
    N_("How we reach you"),
    N_("What you agreed to, and when"),
    N_("What we noted"),
    N_("When you were here"),
)


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the sheet."""
    topic = gathered.topics[0]
    body: SubjectText = topic.body
    section = press.section(topic, geometry(press.job.paper), title=_(press.job.spec.title))
    return [
        press.flow(
            section,
            lambda look: [*to_fill_in(_TO_FILL_IN, look.heading, 3)] if body.blank else _story(body, look),
        )
    ]


def _story(body: SubjectText, look: Look) -> list[Flowable]:
    since = _("On this paper is all that we keep about you. We have kept it since {day}.")
    story: list[Flowable] = [
        Text(body.name, look.title, after=look.pt(4)),
        Text(since.format(day=body.kept_since), look.body, after=look.pt(4)),
    ]
    story += _titled(_("Who you are"), _pairs(body.facts, look), look)
    story += _titled(_("What you agreed to"), _pairs(body.consent, look), look)
    story += _titled(_("What we noted"), [_notes(body, look)], look)
    story += _titled(_("When you were here"), [_visits(body, look)], look)
    story += _titled(_("What you can ask for"), _rights(body, look), look)
    return story


def _titled(title: str, blocks: list[Block], look: Look) -> list[Flowable]:
    return [Text(title, look.heading, before=look.pt(12), after=look.pt(3), keep=True), *blocks]


def _pairs(pairs: tuple[tuple[str, str], ...], look: Look) -> list[Block]:
    return [
        Columns([Text(label, look.label), Text(value, look.body)], 12, (1.0, 2.4), after=3)
        for label, value in pairs
    ]


def _notes(body: SubjectText, look: Look) -> Block:
    if not body.notes:
        return Text(_("Nothing."), look.body)
    heads = [_("What it says"), _("What it is"), _("Since"), _("Noted by"), _("Last confirmed")]
    rows = [(one.text, one.sort, one.since, one.by, one.confirmed) for one in body.notes]
    return TightTable(heads, rows, (2.6, 1.4, 1.2, 1.2, 1.3), look.label, look.style(10.5, 14))


def _visits(body: SubjectText, look: Look) -> Block:
    if not body.visits:
        return Text(_("Nothing."), look.body)
    heads = [_("Day"), _("What happened"), _("What else is kept")]
    rows = [(one.day, one.state, one.rest) for one in body.visits]
    return TightTable(heads, rows, (1.2, 1.2, 4.0), look.label, look.style(10.5, 14))


def _rights(body: SubjectText, look: Look) -> list[Block]:
    said = (
        _("We correct what is wrong, and erase all of it, if you ask us to."),
        _("When you have not been here for {months} months we decide anew whether to keep it.").format(
            months=body.months
        ),
        _("When something was changed, the change is kept for a time; you can have the list as a file."),
    )
    return [Text(text, look.body, after=3) for text in said]
