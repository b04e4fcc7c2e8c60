"""Today's list on paper: a row for each visit, a box for each thing to honour, a note to shred it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from cxdesk.formats import full_date_text, time_text
from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Stack
from cxdesk.output.colour import QUIET
from cxdesk.output.fit import fitting
from cxdesk.output.forms import WriteLines
from cxdesk.output.lines import Span, Tag
from cxdesk.output.paper import MM, geometry
from cxdesk.output.rows import HeadedRows, Row
from cxdesk.output.shapes import Marked, TickBox
from cxdesk.output.sheet import Gathered
from cxdesk.output.staff_only import BAR, StaffBar
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.look import Look
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.preference_card import LineText
    from cxdesk.output.sheets.todays_list import GuestText, ListText

_SHARES = (0.12, 0.28, 0.18, 0.42)  # time, who, cue, what to do
_PAD = 2 * MM
_GAP = 2.5 * MM  # between columns
_BLANK = 13 * MM
_FILLED, _SPARE = 14, 3  # blank rows without anybody, and under those who come


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the list."""
    topic = gathered.topics[0]
    body: ListText = topic.body
    look, language = press.look, press.job.shop.language
    section = press.section(topic, geometry(press.job.paper, side=12), title=_(press.job.spec.title))
    story: list[Flowable] = []
    if body.day is not None:
        story.append(Text(full_date_text(body.day, language), look.heading, after=look.pt(4), keep=True))
    rows: list[Row] = [_GuestRow(_cells(one, look, language)) for one in body.guests]
    rows += [_BlankRow(look) for _i in range(_SPARE if rows else _FILLED)]
    story.append(_Rows(rows, look))
    section.story = story
    return [section]


def _cells(guest: GuestText, look: Look, language: str) -> list[Block]:
    """Return the four cells of a row."""
    at = time_text(guest.at, language) if guest.at else "–"
    cues = Stack([Text(cue, look.body) for cue in guest.cues])
    return [Text(at, look.style(11.5, 16, fonts.BOLD)), _who(guest, look), cues, _todo(guest, look)]


def _who(guest: GuestText, look: Look) -> Block:
    parts: list[Block] = [Text(guest.name, look.strong)]
    if guest.first:
        parts.append(Text([Tag(_("First {visit}"))], look.strong))
    if guest.birthday:
        parts.append(Text([Tag(_("Birthday"))], look.strong))
    if guest.say:
        parts.append(Text([Span(_("Say:") + " ", fonts.MEDIUM), Span(guest.say)], look.body))
    about = " · ".join(filter(None, (guest.service, guest.person)))
    if about:
        parts.append(Text(about, look.note))
    return Stack(parts)


def _todo(guest: GuestText, look: Look) -> Block:
    """Return what is to be honoured, each with a box: alerts first."""
    tick, body = TickBox(look.pt(11)), look.body

    def ticked(text: Text) -> Block:
        return Marked(tick, text, body.leading, indent=look.pt(18), after=look.pt(2))

    alerts = (Text([Tag(_("Alert")), Span(" "), Span(one.text, fonts.BOLD)], body) for one in guest.alerts)
    parts: list[Block] = [ticked(alert) for alert in alerts]
    if guest.held_back:
        parts.append(ticked(Text([Span(_("Alert: look it up before you begin."), fonts.BOLD)], body)))
    if guest.line:
        parts.append(ticked(Text(_worded(guest.line), body)))
    if guest.talk:
        parts.append(Text([Span(_("Ask about:") + " ", fonts.MEDIUM), *_worded(guest.talk)], body))
    if guest.no_notes:
        parts.append(Text(_("Asked us to keep no notes."), look.note))
    return Stack(parts)


def _worded(one: LineText) -> list[Span]:
    """Return the words; of what somebody dislikes, nobody may take them for a wish."""
    said = Span(one.text)
    return [Span(_("Dislikes:") + " ", fonts.BOLD), said] if one.sort == "dislikes" else [said]


class _GuestRow:
    """One visit. The second half of a row that was cut has only what did not fit of what to do."""

    height = 0.0

    def __init__(self, cells: Sequence[Block | None]) -> None:
        self.cells = list(cells)

    def measure(self, width: float) -> float:
        """Return the height."""
        highs = [
            cell.fit(width * share - _GAP)
            for cell, share in zip(self.cells, _SHARES, strict=True)
            if cell is not None
        ]
        self.height = max(highs) + 2 * _PAD
        return self.height

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """Return the row in two parts, each cell cut where it must be."""
        first: list[Block | None] = []
        rest: list[Block | None] = []
        for cell in self.cells:
            if cell is None or cell.height <= room - 2 * _PAD:
                first.append(cell)
                rest.append(None)
                continue
            halves = cell.cut(room - 2 * _PAD)
            if halves is None:
                return None
            first.append(halves[0])
            rest.append(halves[1])
        if all(cell is None for cell in rest):
            return None
        return _GuestRow(first), _GuestRow(rest)

    def paint(self, canv: Canvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        for cell, share in zip(self.cells, _SHARES, strict=True):
            if cell is not None:
                cell.paint(canv, x, top - _PAD)
            x += width * share


class _BlankRow:
    """A row to write on: for those who come without having said so."""

    height = _BLANK

    def __init__(self, look: Look) -> None:
        self.line = WriteLines(1, marker=TickBox(look.pt(11)), indent=look.pt(18), pitch=_BLANK * 0.7)

    def measure(self, width: float) -> float:
        """Return the height."""
        return self.height

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """Return nothing: it is never too tall."""
        return None

    def paint(self, canv: Canvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        self.line.fit(width * _SHARES[-1] - _GAP)
        self.line.paint(canv, x + width * (1 - _SHARES[-1]), top)


class _Rows(HeadedRows):
    """Rows under the names of their columns, repeated on each page; at the end, what happens with it."""

    def __init__(self, rows: Sequence[Row], look: Look, *, ends: bool = True, before: float = 0.0) -> None:
        super().__init__(rows, ends=ends, before=before)
        self.look = look
        self.names = (_("Time"), _("Who"), _("Cue"), _("What to do, ticked when honoured"))
        self.heads: list[Text] = []
        self.bar = StaffBar(_("For {staffs} only"), _("Shred it in the evening"))
        self.end = Text(
            [
                Span(_("Shred this list in the evening.") + " ", fonts.BOLD),
                Span(_("Enter the ticks first."), colour=QUIET),
            ],
            look.body,
        )

    def measure_head(self, width: float) -> float:
        self.heads = []
        self.bar.fit(width)
        for name, share in zip(self.names, _SHARES, strict=True):
            wide = width * share - _GAP
            head = Text(name, fitting(name, self.look.label, wide))
            head.fit(wide)
            self.heads.append(head)
        return BAR + 5 + max(head.height for head in self.heads) + 3

    def paint_head(self, canv: Canvas, x: float, top: float) -> None:
        self.bar.paint(canv, x, top)
        low = top - self.head_high + 3
        for head, share in zip(self.heads, _SHARES, strict=True):
            head.paint(canv, x, low + head.height)
            x += self.width * share

    def measure_end(self, width: float) -> float:
        return self.end.fit(width) + self.look.pt(8)

    def paint_end(self, canv: Canvas, x: float, top: float) -> None:
        self.end.paint(canv, x, top - self.look.pt(8))

    def like(self, rows: Sequence[Row], *, ends: bool) -> Self:
        return type(self)(rows, self.look, before=self.before, ends=ends)
