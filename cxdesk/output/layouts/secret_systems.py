"""Secret service systems on paper: four boxes each, from left to right, and where the chain breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxdesk.i18n import _, ngettext
from cxdesk.output import fonts
from cxdesk.output.block import Block, Columns, Space, Stack
from cxdesk.output.colour import INK, LINE
from cxdesk.output.forms import WriteLines
from cxdesk.output.lines import Span, Tag
from cxdesk.output.paper import geometry
from cxdesk.output.shapes import Frame, Panel, stroke
from cxdesk.output.sheet import Gathered
from cxdesk.output.staff_only import StaffBar
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.look import Look
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.secret_systems import SystemText

_BLANKS = 3
_GAP = 22.0  # points between boxes, for an arrow
_WHOLE = Frame(line=LINE, pad=7, side=8)
_BROKEN = Frame(line=INK, thick=1.8, pad=7, side=8)


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the systems, one under the other."""
    topic = gathered.topics[0]
    systems: Sequence[SystemText] = topic.body
    look = press.look
    page = geometry(press.job.paper, landscape=True, side=13)
    section = press.section(topic, page, title=_(press.job.spec.title))
    section.story = [StaffBar(after=look.pt(6), keep=True), *_head(systems, look)]
    for system in systems:
        section.story.append(_system(system, look))
    if not systems:
        section.story += [_blank(look) for _i in range(_BLANKS)]
    return [section]


def _head(systems: Sequence[SystemText], look: Look) -> list[Flowable]:
    """Return how many gaps there are, if any."""
    count = sum(len(system.gaps) for system in systems)
    if not count:
        return []
    words = ngettext(
        "{n} gap: whatever is learnt gets lost there.",
        "{n} gaps: whatever is learnt gets lost there.",
        count,
    )
    return [Text([Tag(_("gap")), Span("  " + words.format(n=count))], look.body, after=look.pt(4), keep=True)]


def _system(system: SystemText, look: Look) -> Block:
    links = (
        (("learnt", system.learnt), ("learnt_at", system.learnt_at)),
        (("kept_in", system.kept_in),),
        (("cue", system.cue),),
        (("role", system.role), ("does", system.does), ("used_at", system.used_at)),
    )
    boxes = [_box(title, look, system.gaps, link) for title, link in zip(_titles(), links, strict=True)]
    name = [Span(system.name, fonts.BOLD)]
    if system.sort:
        name.append(Span(f"  {system.sort}", fonts.REGULAR))
    return Stack([Text(name, look.strong, after=look.pt(3), keep=True), _Chain(boxes)], after=look.pt(12))


def _box(title: str, look: Look, gaps: Sequence[str], values: Sequence[tuple[str, str]]) -> Panel:
    """Return one link; what is missing of it is a line to write on."""
    parts: list[Block] = [Text(title, look.label, after=2, keep=True)]
    asked = _asked()
    for name, value in values:
        if name in gaps:
            parts += [Text([Tag(_("gap")), Span(" " + asked[name])], look.note, before=3), WriteLines(1)]
        elif value and name in {"learnt_at", "used_at"}:
            parts.append(Text(_("at “{stage}”").format(stage=value), look.note, before=2))
        elif value:
            style = look.style(11.5, 15, fonts.BOLD) if name in {"cue", "role"} else look.body
            parts.append(Text(value, style, before=1))
    broken = any(name in gaps for name, _value in values)
    return Panel(parts, _BROKEN if broken else _WHOLE)


def _titles() -> tuple[str, str, str, str]:
    return (
        _("1 · What is learnt"),
        _("2 · Where it is kept"),
        _("3 · The silent cue"),
        _("4 · Who acts, and how"),
    )


def _asked() -> dict[str, str]:
    """Return what to ask for each thing that is missing."""
    return {
        "learnt": _("What do you learn of {customers}?"),
        "learnt_at": _("At which stage do you learn it?"),
        "kept_in": _("Where is it written down?"),
        "cue": _("Which sign tells the others?"),
        "role": _("Whose job is it?"),
        "does": _("What do they do?"),
        "used_at": _("At which stage?"),
    }


def _blank(look: Look) -> Block:
    boxes = [Panel([Text(title, look.label), WriteLines(2)], _WHOLE) for title in _titles()]
    name: list[Block] = [Text(_("Name of the system"), look.label, keep=True), WriteLines(1)]
    return Stack([*name, Stack([_Chain(boxes)], before=look.pt(6))], after=look.pt(10))


class _Chain(Columns):
    """Boxes as tall as the tallest, with an arrow from each to the next."""

    def __init__(self, parts: Sequence[Block]) -> None:
        super().__init__(parts, _GAP, (1.15, 0.9, 0.85, 1.2), even=True)

    def cut(self, room: float) -> tuple[Block, Block] | None:
        """Cut each box by its own height: that of the tallest, which all have, says nothing of its words."""
        halves: list[tuple[Block, Block]] = []
        for part, wide in zip(self.parts, self.widths(self.width), strict=True):
            part.height = part.measure(wide)
            found = (part, Panel([Space()], _WHOLE)) if part.height <= room else part.cut(room)
            if found is None:
                self.measure(self.width)
                return None
            halves.append(found)
        above, below = _Chain([one for one, _rest in halves]), _Chain([rest for _one, rest in halves])
        above.fit(self.width)
        below.fit(self.width)
        return above, below

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        super().paint(canv, x, top)
        middle = top - min(self.height / 2, 40)
        for wide in self.widths(self.width)[:-1]:
            x += wide
            start, end = x + 4, x + _GAP - 4
            stroke(canv, [(start, middle), (end, middle)], 1.4, INK)
            stroke(canv, [(end - 5, middle + 4), (end, middle), (end - 5, middle - 4)], 1.4, INK)
            x += _GAP
