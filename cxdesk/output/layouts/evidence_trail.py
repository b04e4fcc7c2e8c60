"""The trail on paper: steps below each other along a line, the day at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Stack
from cxdesk.output.colour import INK, LINE
from cxdesk.output.forms import Notes
from cxdesk.output.look import Look
from cxdesk.output.paper import MM, geometry
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.evidence_trail import StepText, TrailText

_DAY = 30 * MM
_DOT = 1.6 * MM
_INDENT = 8 * MM


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the page, or the pages of a long story."""
    topic = gathered.topics[0]
    section = press.section(topic, geometry(press.job.paper), title=_(press.job.spec.title))
    return [press.flow(section, lambda look: _story(topic.body, look))]


def _story(body: TrailText, look: Look) -> list[Flowable]:
    note = (
        _("Names and what was said are left out.") if body.masked else _("With names: keep it locked away.")
    )
    story: list[Flowable] = [
        Text(body.title, look.style(19, 23, fonts.BOLD), after=look.pt(2)),
        Text(note, look.note, after=look.pt(10)),
    ]
    last = len(body.steps) - 1
    story += [TrailStep(step, look, first=i == 0, last=i == last) for i, step in enumerate(body.steps)]
    return [*story, Notes(_("Notes"), look.label, before=look.pt(10))]


class TrailStep(Block):
    """One step with its day, and the line that leads on to the next one."""

    def __init__(self, step: StepText, look: Look, *, first: bool, last: bool) -> None:
        super().__init__()
        self.first, self.last, self.brand = first, last, look.brand
        self.day = Text(step.day, look.style(10, 13))
        parts: list[Block] = [
            Text(step.what, look.label),
            Text(step.title, look.style(12, 15.5, fonts.MEDIUM)),
        ]
        if step.detail:
            parts.append(Text(step.detail, look.note))
        self.words = Stack(parts)
        self.gap = look.pt(9)

    def measure(self, width: float) -> float:
        self.day.fit(_DAY)
        return max(self.words.fit(width - _DAY - _INDENT), self.day.height) + self.gap

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        at, middle = x + _DAY + _DOT, top - self.day.height
        canv.setStrokeColor(LINE)
        canv.setLineWidth(1)
        canv.line(at, middle if self.first else top, at, middle if self.last else top - self.height)
        canv.setFillColor(self.brand if self.first or self.last else INK)
        canv.circle(at, middle, _DOT, stroke=0, fill=1)
        self.day.paint(canv, x, top - self.day.height / 2)
        self.words.paint(canv, x + _DAY + _INDENT, top)
