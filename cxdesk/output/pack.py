"""Lists of contents: of a manual, and of a pack of several sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output.block import Block
from cxdesk.output.colour import LINE
from cxdesk.output.frame import Section
from cxdesk.output.lines import Style
from cxdesk.output.look import Look
from cxdesk.output.paper import geometry
from cxdesk.output.sheet import Topic
from cxdesk.output.text import Text, draw_text, width_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from cxdesk.output.press import Press

_WIDEST_NUMBER = 34.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list of contents; without an anchor, a heading in it."""

    title: str
    anchor: str
    within: bool = False  # the one above


class ContentsLine(Block):
    """A title, dots, and the page: known when it is drawn, because all pages are placed by then."""

    def __init__(self, entry: Entry, style: Style, numbers: Mapping[str, int], *, before: float) -> None:
        super().__init__(before=before)
        self.entry, self.style, self.numbers = entry, style, numbers
        self.text = Text(entry.title, style)

    def measure(self, width: float) -> float:
        return self.text.fit(width - _WIDEST_NUMBER)

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        self.text.paint(canv, x, top)
        if not self.entry.anchor:
            return
        right, middle = x + self.width, top - self.height + self.style.leading / 2
        number = str(self.numbers[self.entry.anchor])
        wide = width_of(number, self.style)
        draw_text(canv, number, self.style, right - wide, middle)
        start = x + self.text.lines[-1].width + 6
        canv.setLineWidth(0.9)
        canv.setStrokeColor(LINE)
        canv.setLineCap(1)
        canv.setDash(0.1, 4)
        base = middle - self.style.size * 0.33
        if start < right - wide - 6:
            canv.line(start, base, right - wide - 6, base)
        canv.setDash()
        canv.setLineCap(0)
        canv.linkRect("", self.entry.anchor, (x, top - self.height, right, top), relative=0, thickness=0)


def contents(entries: Sequence[Entry], look: Look, numbers: Mapping[str, int]) -> list[Flowable]:
    """Return a list of contents."""
    lines: list[Flowable] = []
    for entry in entries:
        style = look.body if entry.within else look.strong
        lines.append(ContentsLine(entry, style, numbers, before=look.pt(4 if entry.within else 9)))
    return lines


def contents_section(title: str, drawn: Sequence[tuple[Press, list[Section]]]) -> Section:
    """Return the first page of a pack, and give every part of it an anchor."""
    press = drawn[0][0]
    look = Look(press.look.brand)
    entries: list[Entry] = []
    for i, (one, sections) in enumerate(drawn):
        name = _(one.job.spec.title)
        for j, section in enumerate(sections):
            section.anchor = section.anchor or f"{i} sheet {j}"
            if section.title and not section.level:
                title_of = f"{name} · {section.title}" if section.title != name else name
                entries.append(Entry(title_of, section.anchor, within=bool(j)))
    topics = tuple(topic.mark for one, _sections in drawn for topic in one.job.gathered.topics)
    topic = Topic("", title, topics, versioned=False)
    page = geometry(press.job.paper)
    story = [
        Text(title, look.title, after=look.pt(4)),
        Text(_("In this pack"), look.label, after=look.pt(8)),
        *contents(entries, look, press.numbers),
    ]
    foot = press.foot(topic)
    names = " · ".join(filter(None, (press.job.shop.name, title)))
    return Section(story, page, replace(foot, left=names), press.head(title), title=title, anchor="pack")
