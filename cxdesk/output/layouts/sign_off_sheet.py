"""The sign-off sheet on paper: standards down, people across, two boxes, a date and initials in each cell.

What is registered of it (`cxdesk.output.places`): `{person, standard, version, field}` with the fields
"shown", "seen" (boxes), "date" and "trainer" (his or her initials) of each cell that is still open;
`{person, field: "initials"}` once a person; `{field: "trainers"}`. Blank columns and rows say `column` and
`row` (from 1) in place of `person` and `standard`, and have a line to write the name ("name") or the words
("item") on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from cxdesk.formats import date_text
from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.colour import HAIR, INK, LINE, QUIET, mix
from cxdesk.output.corners import BOX, tick_box, write_line
from cxdesk.output.fit import fitting
from cxdesk.output.flow import NewPage
from cxdesk.output.lines import Span, Style, Tag
from cxdesk.output.paper import MM, geometry
from cxdesk.output.places import Form
from cxdesk.output.rows import HeadedRows
from cxdesk.output.rows import Row as AnyRow
from cxdesk.output.shapes import Check, box, rule
from cxdesk.output.sheet import Gathered, Topic
from cxdesk.output.text import Text, draw_text, width_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.look import Look
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.sign_off_sheet import ItemText, PersonText, Signed, SignOffText

ROW = 10 * MM  # the least height of a row: room for a pen
_TALLEST = 14 * MM  # of a row that grows with what is left of the page
_MOST_PEOPLE = 4  # on a page
_WIDEST = 66 * MM  # of a person's columns
_LEAST_ITEM = 0.25  # of the page
_PARTS = (0.19, 0.19, 0.36, 0.26)  # of a person's columns: shown, seen, date, trainer
_PAD = 1.2 * MM
_SHIFT = 0.7 * MM  # of date and initials to the right, so that their names stand clear of the boxes
_DASH = mix(INK, 0.06)


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return a form for each stage."""
    return [_section(topic, press) for topic in gathered.topics]


def _section(topic: Topic, press: Press) -> Section:
    body: SignOffText = topic.body
    if body.nothing_due:
        press.messages.append(
            _("Everybody has signed for all that was chosen, so there are blank lines to write on.")
        )
    form = press.form(topic)
    page = geometry(press.job.paper, landscape=True, side=10)
    hint = _("Tick when it was shown, and again when you have seen it done. Date and initials each time.")
    section = press.form_section(topic, page, form, hint)
    signed = {(person, standard): one for person, standard, one in body.cells}
    story: list[Flowable] = []
    start = 1
    for several in _shared(body.people):
        if story:
            story.append(NewPage())
        sheet = _Sheet(press.look, form, press.job.shop.language, several, start, signed)
        story.append(_grown(sheet, body.rows, page.body, section.room))
        start += len(several)
    section.story = story
    return section


def _grown(sheet: _Sheet, items: Sequence[ItemText], width: float, room: float) -> Matrix:
    """Return the rows of one page's people, higher where the page has room for it."""
    rows = [Row(sheet, item, i) for i, item in enumerate(items, start=1)]
    matrix = Matrix(sheet, rows, width)
    spare = room - matrix.fit(width)
    if spare <= 0:
        return matrix
    for row in rows:
        row.least = min(_TALLEST, ROW + spare / len(rows))
    return Matrix(sheet, rows, width)


def _shared(people: Sequence[PersonText]) -> list[Sequence[PersonText]]:
    """Spread people over pages, nearly as many on each."""
    pages = ceil(len(people) / _MOST_PEOPLE)
    each = ceil(len(people) / pages)
    return [people[i : i + each] for i in range(0, len(people), each)]


@dataclass(frozen=True)
class _Sheet:
    """What all rows of one page's people have in common; `start` counts the columns of the form."""

    look: Look
    form: Form
    language: str
    people: Sequence[PersonText]
    start: int
    signed: Mapping[tuple[int, int], Signed]

    def who(self, place: int) -> dict[str, str | int]:
        """Return the part of a key that names the person."""
        person = self.people[place]
        return {"person": person.id} if person.id else {"column": self.start + place}

    def widths(self, width: float) -> tuple[float, float]:
        """Return the width of the column of items, and of the columns of each person."""
        each = min(_WIDEST, width * (1 - _LEAST_ITEM) / len(self.people))
        return width - each * len(self.people), each

    def small(self, size: float, face: str = fonts.REGULAR, align: str = "left") -> Style:
        """Return a style for a few words in a cell."""
        return self.look.style(size, size * 1.2, face, QUIET, align)


class Row:
    """One item, and a cell for each person; the second half of a row that was cut has no boxes."""

    def __init__(self, sheet: _Sheet, item: ItemText, place: int, words: Text | None = None) -> None:
        self.sheet, self.item, self.place = sheet, item, place
        self.boxed = words is None
        self.least = ROW
        self.words = words or Text(self._spans(), sheet.look.style(10.5, 13.5))

    def _spans(self) -> list[Span | Tag]:
        spans: list[Span | Tag] = [Span(self.item.text)]
        if self.item.text and self.item.version > 1:
            spans.append(Span("  " + _("v{version}").format(version=self.item.version), colour=QUIET))
        if self.item.non_negotiable:
            spans.append(Tag(_("NON-NEGOTIABLE")))
        return spans

    def measure(self, width: float) -> float:
        """Return the height at the width of the whole."""
        item, _each = self.sheet.widths(width)
        self.height = max(self.least, self.words.fit(item - 2 * _PAD) + 2.2 * _PAD)
        return self.height

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """Return the row in two parts."""
        parts = self.words.cut(room - 2.2 * _PAD)
        if parts is None:
            return None
        first, rest = (Row(self.sheet, self.item, self.place, part) for part in parts)
        first.boxed = self.boxed
        return first, rest

    def key(self, person: int, name: str) -> dict[str, str | int]:
        """Return what a box in a person's cell stands for."""
        item = self.item
        what = {"standard": item.standard, "version": item.version} if item.text else {"row": self.place}
        return {**self.sheet.who(person), **what, "field": name}

    def paint(self, canv: Canvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        sheet = self.sheet
        item, each = sheet.widths(width)
        if self.item.text:
            self.words.paint(canv, x + _PAD, top - (self.height - self.words.height) / 2)
        elif self.boxed and sheet.start == 1:
            key: dict[str, str | int] = {"row": self.place, "field": "item"}
            low, high = top - self.height + _PAD, self.height - 2 * _PAD
            write_line(canv, sheet.form, key, x, low, item - 2 * _PAD, high)
        if not self.boxed:
            return
        for i, person in enumerate(sheet.people):
            left = x + item + i * each
            signed = sheet.signed.get((person.id, self.item.standard))
            if person.id and self.item.text and signed is None:
                self._not_asked(canv, left, top, each)
            else:
                self._cell(canv, i, left, top, each, signed)

    def _not_asked(self, canv: Canvas, left: float, top: float, each: float) -> None:
        """Draw the cell of a person whose role does not sign for this."""
        canv.setFillColor(_DASH)
        canv.rect(left + 1, top - self.height + 0.5, each - 2, self.height - 1, stroke=0, fill=1)
        middle = top - self.height / 2
        rule(canv, left + each / 2 - 4, middle, 8, QUIET, 0.9)

    def _cell(
        self, canv: Canvas, i: int, left: float, top: float, each: float, signed: Signed | None
    ) -> None:
        form, middle = self.sheet.form, top - self.height / 2
        wide = [each * part for part in _PARTS]
        state = signed.state if signed else ""
        done = {"shown": state in {"shown", "seen"}, "seen": state == "seen"}
        for name, column in zip(done, wide, strict=False):
            at = left + (column - BOX) / 2
            if done[name]:
                box(canv, at, middle, BOX)
                Check(BOX * 1.05, INK, 0.13).paint(canv, at, middle + BOX * 0.1)
            else:
                tick_box(canv, form, self.key(i, name), at, middle)
            left += column
        left += _SHIFT
        low = top - min(self.height, (self.height + ROW) / 2) + _PAD
        if signed:
            self._note(canv, left, low, wide[2] - _PAD, signed)
        if done["seen"]:
            return
        room = ROW - 2 * _PAD
        write_line(canv, form, self.key(i, "date"), left, low, wide[2] - _PAD, room)
        left += wide[2]
        write_line(canv, form, self.key(i, "trainer"), left, low, wide[3] - 2.4 * _PAD, room)

    def _note(self, canv: Canvas, left: float, low: float, width: float, signed: Signed) -> None:
        """Draw what is known already: a day, or that an older version was signed for."""
        day = signed.seen_on or signed.shown_on
        if signed.state == "again":
            text = _("had v{version}").format(version=signed.version or 1)
        elif signed.state in {"shown", "seen"} and day:
            text = date_text(day, self.sheet.language)
        else:
            return
        style = self.sheet.small(8)
        style = style.sized(min(style.size, style.size * width / max(width_of(text, style), 0.1)))
        middle = low + (ROW - 2 * _PAD) / 2 if signed.state == "seen" else low + ROW - 2 * _PAD - 2
        draw_text(canv, text, replace(style, colour=INK if signed.state == "seen" else QUIET), left, middle)


class Matrix(HeadedRows):
    """The rows under a head with the names, and everybody's initials at the end."""

    def __init__(self, sheet: _Sheet, rows: Sequence[AnyRow], width: float, *, ends: bool = True) -> None:
        super().__init__(rows, ends=ends)
        self.sheet = sheet
        self.item, self.each = sheet.widths(width)
        self.names = [self._name(person.name) for person in sheet.people]
        words = (_("shown"), _("seen doing"), _("date"), _("trainer"))
        style = sheet.look.label.sized(8.5 * sheet.look.scale)
        self.labels = [
            Text(
                word, replace(fitting(word, style, self.each * part - 2), align="center" if i < 2 else "left")
            )
            for i, (word, part) in enumerate(zip(words, _PARTS, strict=True))
        ]
        self.own = Text(_("Own initials: I was shown this, and I do it."), sheet.look.label)
        self.trainers = Text(_("Trainers, name and initials:"), sheet.look.label)

    def _name(self, name: str) -> Text:
        style = self.sheet.look.style(11.5, 14, fonts.BOLD)
        return Text(name, fitting(name, style, self.each - 2 * _PAD, 7.5))

    def measure_head(self, width: float) -> float:
        self.name_high = max(name.fit(self.each - 2 * _PAD) for name in self.names)
        if not any(person.name for person in self.sheet.people):
            self.name_high = ROW - 2
        labels = zip(self.labels, _PARTS, strict=True)
        return self.name_high + 7 + max(label.fit(self.each * part - 2) for label, part in labels)

    def measure_end(self, width: float) -> float:
        self.own_high = max(ROW, self.own.fit(self.item - 2 * _PAD) + 2 * _PAD)
        self.trainers.fit(width * 0.4)
        return self.own_high + ROW + _PAD

    def like(self, rows: Sequence[AnyRow], *, ends: bool) -> Matrix:
        return Matrix(self.sheet, rows, self.width, ends=ends)

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        super().paint(canv, x, top)
        low = top - self.height + (self.end_high - self.own_high if self.ends else 0.0)
        canv.setStrokeColor(LINE)
        canv.setLineWidth(0.7)
        for i in range(len(self.sheet.people)):
            left = x + self.item + i * self.each - _PAD / 2
            canv.line(left, top, left, low)

    def paint_head(self, canv: Canvas, x: float, top: float) -> None:
        sheet = self.sheet
        for i, (name, person) in enumerate(zip(self.names, sheet.people, strict=True)):
            left = x + self.item + i * self.each
            if person.id:
                name.paint(canv, left + _PAD, top - (self.name_high - name.height))
            else:
                self._blank_name(canv, i, left + _PAD, top - self.name_high + 1)
            for label, part in zip(self.labels, _PARTS, strict=True):
                shift = 1 if label.style.align == "center" else _SHIFT
                label.paint(canv, left + shift, top - self.name_high - 4)
                left += self.each * part
        style = replace(self.labels[0].style, align="left")
        draw_text(canv, _("standard"), style, x + _PAD, top - self.head_high + style.size)

    def _blank_name(self, canv: Canvas, i: int, x: float, low: float) -> None:
        """Draw a line for a name."""
        used = draw_text(canv, _("name"), self.sheet.small(8.5), x, low + 5) + _PAD
        key = {**self.sheet.who(i), "field": "name"}
        wide = self.each - 3 * _PAD - used
        write_line(canv, self.sheet.form, key, x + used, low, wide, self.name_high - 3)

    def paint_end(self, canv: Canvas, x: float, top: float) -> None:
        sheet = self.sheet
        self.own.paint(canv, x + _PAD, top - (self.own_high - self.own.height) / 2)
        low = top - self.own_high + _PAD
        for i in range(len(sheet.people)):
            left = x + self.item + i * self.each + _PAD
            key = {**sheet.who(i), "field": "initials"}
            write_line(canv, sheet.form, key, left, low, self.each - 3 * _PAD, ROW - 2 * _PAD)
        rule(canv, x, top - self.own_high, self.width, HAIR, 0.6)
        low -= ROW + _PAD
        self.trainers.paint(canv, x + _PAD, low + self.trainers.height - 2)
        left = x + _PAD + self.trainers.widest() + 2 * _PAD
        wide = x + self.width - left
        write_line(canv, sheet.form, {"field": "trainers"}, left, low, wide, ROW - 2 * _PAD)
