"""The defect register on paper: a table across the page, its head repeated; lines to write on while empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxdesk.formats import date_text
from cxdesk.i18n import _, ngettext
from cxdesk.output import fonts
from cxdesk.output.block import Block, Stack
from cxdesk.output.colour import QUIET, WRONG
from cxdesk.output.forms import WriteLines
from cxdesk.output.lines import Span, Style, Tag
from cxdesk.output.paper import geometry
from cxdesk.output.shapes import Table
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text
from cxdesk.services.recovery import whys

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.look import Look
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.defect_register import DefectText, OpenText, RegisterText

_SHARES = (0.7, 2.3, 3.3, 1.1, 2.7)
_BLANKS = 10


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the register, the highest risk first."""
    body: RegisterText = gathered.topics[0].body
    look = press.look
    page = geometry(press.job.paper, landscape=True, side=13)
    section = press.section(gathered.topics[0], page, title=_(press.job.spec.title))
    section.story = _story(body, look)
    return [section]


def _story(body: RegisterText, look: Look) -> list[Flowable]:
    if not body.lines:
        words = _("Nothing is in the register yet. What can go wrong, and where? Begin here.")
        return [Text(words, look.body, after=look.pt(6)), WriteLines(_BLANKS)]
    heads = (_("Risk"), _("What goes wrong"), _("What we do about it"), _("Whose it is"), _("Still open"))
    rows = [_row(one, look, body.language) for one in body.lines]
    table = _Level(heads, rows, _SHARES, look.label, look.style(10, 13))
    return [Text(_summary(body.lines), look.body, after=look.pt(6), keep=True), table]


def _summary(lines: Sequence[DefectText]) -> str:
    """Return how many there are, and how many have no protocol or were judged by nobody."""
    words = ngettext("{n} thing can go wrong.", "{n} things can go wrong.", len(lines)).format(n=len(lines))
    bare = sum(not one.protocols for one in lines)
    unjudged = sum(one.often is None or one.bad is None for one in lines)
    more = []
    if bare:
        more.append(ngettext("{n} has no protocol yet.", "{n} have no protocol yet.", bare).format(n=bare))
    if unjudged:
        said = ngettext("{n} is not judged yet.", "{n} are not judged yet.", unjudged)
        more.append(said.format(n=unjudged))
    more.append(_("Risk is how often times how bad, 1 to 3 each."))
    return " ".join((words, *more))


def _row(one: DefectText, look: Look, language: str) -> list[Block]:
    plain, quiet = look.style(10, 13), look.style(9, 12, fonts.REGULAR, QUIET)
    what = Stack([Text(one.text, look.style(10, 13, fonts.BOLD)), Text(one.stage, quiet)])
    against = Stack([Text(line, plain) for line in _against(one)])
    still = Stack([Text(_still(two, language), plain) for two in one.open] or [Text("–", quiet)])
    owner = Text(one.owner or _("Nobody yet"), plain if one.owner else quiet)
    return [_risk(one, look, quiet), what, against, owner, still]


def _risk(one: DefectText, look: Look, quiet: Style) -> Block:
    if one.often is None or one.bad is None:
        return Text(_("not judged"), quiet)
    figures = _("{often} × {bad}").format(often=one.often, bad=one.bad)
    return Stack([Text(str(one.often * one.bad), look.style(14, 16, fonts.BOLD)), Text(figures, quiet)])


def _against(one: DefectText) -> list[list[Span | Tag]]:
    """Return how it is prevented and noticed, and the protocols; what is missing says so."""
    known = (
        (_("Prevent:"), one.prevention),
        (_("Notice:"), one.signs),
        (_("Protocol:"), ", ".join(one.protocols)),
    )
    lines: list[list[Span | Tag]] = [
        [Span(f"{label} ", fonts.MEDIUM), Span(words)] for label, words in known if words
    ]
    return lines if one.protocols else [*lines, [Tag(_("no protocol yet"))]]


def _still(one: OpenText, language: str) -> list[Span | Tag]:
    if one.whys:
        label = _("Why? Still asking:") if one.whys == whys.ASKING else _("Why? The root:")
        return [Span(f"{label} ", fonts.MEDIUM), Span(one.text)]
    parts: list[Span | Tag] = [Span(one.text)]
    if one.who:
        parts.append(Span(f" · {one.who}", colour=QUIET))
    if one.due_on is not None:
        day = date_text(one.due_on, language)
        due = (_("overdue since {day}") if one.late else _("due {day}")).format(day=day)
        parts.append(Span(f" · {due}", fonts.BOLD if one.late else "", WRONG if one.late else QUIET))
    return parts


class _Level(Table):
    """All cells of a row begin at its upper edge: they are of very different heights."""

    def _row_height(self, row: Sequence[Block]) -> float:
        return super()._row_height(row) + 4

    def _paint_row(self, canv: Canvas, row: Sequence[Block], x: float, top: float, high: float) -> None:
        for cell, wide in zip(row, self.wide, strict=True):
            cell.paint(canv, x + 2, top - 4)
            x += wide

    def _like(self, rows: Sequence[Sequence[Block]]) -> Table:
        made = _Level(self.heads, rows, self.shares, self.label, self.cell, keep=self.keep)
        made.fit(self.width)
        return made
