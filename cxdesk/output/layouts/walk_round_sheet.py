"""The walk-round sheet on paper: cue by cue a photo, its words, what replaces it, and a box to tick.

What is registered of it (`cxdesk.output.places`): `{cue, field}` with the fields "gone" (a box), "date" and
"initials" of each cue that is still there, and "replaced_by" where nobody has said yet what replaces it; for
new ones `{row, field}` with the fields "place", "shows", "replaced_by" and "date", the rows counted from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from cxdesk.formats import date_text
from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Stack
from cxdesk.output.colour import HAIR, INK, QUIET
from cxdesk.output.corners import BOX, tick_box, write_line
from cxdesk.output.fit import fitting
from cxdesk.output.flow import place
from cxdesk.output.lines import Span
from cxdesk.output.logo import Logo, read_photo
from cxdesk.output.paper import MM, geometry
from cxdesk.output.places import Form
from cxdesk.output.rows import HeadedRows, Row
from cxdesk.output.shapes import Check, box
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text, draw_text, width_of
from cxdesk.services.paper_forms import Key

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.look import Look
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.walk_round_sheet import CueText, WalkText

_PHOTO = (30 * MM, 22 * MM)
_COLUMNS = (13 * MM, 27 * MM, 20 * MM)  # gone, date, initials
_ROW = 14 * MM
_BLANK = (12.5 * MM, 11.5 * MM, 10.5 * MM, 9.5 * MM)  # of a blank row: the first that takes no further page
_WRITE = 8 * MM
_PAD = 1.5 * MM
_NEW = (("place", 0.2), ("shows", 0.38), ("replaced_by", 0.28), ("date", 0.14))
_FILLED = 14  # blank rows where there is no cue yet


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the form."""
    topic = gathered.topics[0]
    body: WalkText = topic.body
    form = press.form(topic)
    page = geometry(press.job.paper, side=10)
    hint = _("Look at it as {customers} do. Tick what is gone, write down what is new.")
    section = press.form_section(topic, page, form, hint)
    cues = _cues(body, press, form)
    blank = max(body.blank, 0 if body.shown else _FILLED)
    room = page.body, section.room
    fewest = len(place(cues, *room)) if cues else 1
    tried = [place([*cues, *_blank(blank, high, press.look, form)], *room) for high in _BLANK]
    section.pages = next((pages for pages in tried if len(pages) <= fewest), tried[0])
    return [section]


def _cues(body: WalkText, press: Press, form: Form) -> list[Flowable]:
    """Return the cues, place by place."""
    look, language = press.look, press.job.shop.language
    story: list[Flowable] = []
    photos = any(cue.photo for cue in body.shown)
    for where, cues in groupby(body.shown, key=lambda cue: cue.place.casefold()):
        there = [CueRow(cue, look, form, language, photos=photos) for cue in cues]
        title = there[0].cue.place if where else _("Anywhere")
        story.append(Group(title, there, look, before=look.pt(10)))
    return story


def _blank(count: int, high: float, look: Look, form: Form) -> list[Flowable]:
    """Return rows for what is found on the way."""
    rows = [BlankRow(i + 1, form, high) for i in range(count)]
    return [NewOnes(_("Found on the way"), rows, look, before=look.pt(14))] if rows else []


class CueRow:
    """One cue; the second half of a row that was cut has neither photo nor box."""

    height = 0.0

    def __init__(self, cue: CueText, look: Look, form: Form, language: str, *, photos: bool) -> None:
        self.cue, self.look, self.form, self.language, self.photos = cue, look, form, language, photos
        self.first = True
        self.photo: Logo | None = read_photo(cue.photo, *_PHOTO) if cue.photo else None
        parts: list[Block] = [Text(cue.shows, look.style(11.5, 14.5, fonts.BOLD), keep=True)]
        if cue.replaced_by:
            words = [Span(_("Instead:") + " ", fonts.MEDIUM), Span(cue.replaced_by)]
            parts.append(Text(words, look.style(10.5, 13.5), before=look.pt(2)))
        if cue.owner:
            parts.append(
                Text(_("{person} sees to it").format(person=cue.owner), look.note, before=look.pt(1))
            )
        self.body: Block = Stack(parts)

    @property
    def _asks(self) -> bool:
        """Whether there is a line to write on what replaces it."""
        return self.first and not self.cue.replaced_by and self.cue.done_on is None

    def _words(self, width: float) -> tuple[float, float]:
        """Return where the words begin, and how wide they are."""
        start = _PHOTO[0] + 2 * _PAD if self.photos else 0.0
        return start, width - start - sum(_COLUMNS) - _PAD

    def _key(self, name: str) -> Key:
        return {"cue": self.cue.id, "field": name}

    def measure(self, width: float) -> float:
        """Return the height."""
        tall = self.body.fit(self._words(width)[1]) + (_WRITE if self._asks else 0.0)
        photo = self.photo.height if self.photo and self.first else 0.0
        self.height = max(tall, photo, _ROW - 2 * _PAD if self.first else 0.0) + 2 * _PAD
        return self.height

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """Return the row in two parts."""
        parts = self.body.cut(room - 2 * _PAD - (_WRITE if self._asks else 0.0))
        if parts is None:
            return None
        first, rest = (
            CueRow(self.cue, self.look, self.form, self.language, photos=self.photos) for _part in parts
        )
        first.body, rest.body = parts
        first.first, rest.first = self.first, False
        return first, rest

    def paint(self, canv: Canvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        start, wide = self._words(width)
        self.body.paint(canv, x + start, top - _PAD)
        if not self.first:
            return
        if self.photo:
            self.photo.paint(canv, x, top - _PAD - self.photo.height / 2)
            canv.setStrokeColor(HAIR)
            canv.setLineWidth(0.5)
            canv.rect(x, top - _PAD - self.photo.height, self.photo.width, self.photo.height)
        if self._asks:
            self._ask(canv, x + start, top - _PAD - self.body.height - _WRITE, wide)
        self._tick(canv, x + width - sum(_COLUMNS), top - min(self.height, _ROW) / 2)

    def _ask(self, canv: Canvas, x: float, low: float, width: float) -> None:
        style = self.look.style(10.5, 13.5, fonts.MEDIUM, QUIET)
        used = draw_text(canv, _("Instead:"), style, x, low + _WRITE * 0.3) + _PAD
        write_line(
            canv, self.form, self._key("replaced_by"), x + used, low + _PAD, width - used, _WRITE - _PAD
        )

    def _tick(self, canv: Canvas, x: float, middle: float) -> None:
        gone, date, initials = _COLUMNS
        at = x + (gone - BOX) / 2
        if self.cue.done_on is not None:
            box(canv, at, middle, BOX)
            Check(BOX * 1.05, INK, 0.13).paint(canv, at, middle + BOX * 0.1)
            text = date_text(self.cue.done_on, self.language)
            draw_text(canv, text, fitting(text, self.look.style(10, 12), date), x + gone, middle)
            return
        low = middle - BOX / 2
        for name, left, wide in (("date", x + gone, date), ("initials", x + gone + date, initials)):
            write_line(canv, self.form, self._key(name), left, low, wide - _PAD, _WRITE)
        tick_box(canv, self.form, self._key("gone"), at, middle)


class _Titled(HeadedRows):
    """Rows under a title and the names of columns."""

    def __init__(
        self, title: str, rows: Sequence[Row], look: Look, *, before: float = 0.0, ends: bool = True
    ) -> None:
        super().__init__(rows, ends=ends, before=before)
        self.words, self.look = title, look
        self.title = Text(title, look.heading)
        self.labels: list[tuple[Text, float, float]] = []

    def columns(self, width: float) -> list[tuple[str, float, float]]:
        """Return words, left end and width of the columns."""
        raise NotImplementedError

    def label(self, words: str, wide: float) -> Text:
        """Return the name of a column, as small as it must be."""
        text = Text(words, fitting(words, self.look.label, wide))
        text.fit(wide)
        return text

    def like(self, rows: Sequence[Row], *, ends: bool) -> _Titled:
        return type(self)(self.words, rows, self.look, before=self.before, ends=ends)

    def paint_head(self, canv: Canvas, x: float, top: float) -> None:
        self.title.paint(canv, x, top)
        low = top - self.head_high + 3
        for label, left, _wide in self.labels:
            label.paint(canv, x + left, low + label.height)


class Group(_Titled):
    """The cues of one place."""

    def columns(self, width: float) -> list[tuple[str, float, float]]:
        left = width - sum(_COLUMNS)
        names = (_("Gone"), _("Date"), _("Initials"))
        found = []
        for i, (name, wide) in enumerate(zip(names, _COLUMNS, strict=True)):
            spare = 0.0 if i else max(0.0, (wide - width_of(name, self.look.label)) / 2)  # over the box
            found.append((name, left + spare, wide - spare))
            left += wide
        return found

    def measure_head(self, width: float) -> float:
        self.labels = [(self.label(name, wide), left, wide) for name, left, wide in self.columns(width)]
        title = self.title.fit(width - sum(_COLUMNS) - _PAD)
        return max(title, *(label.height for label, _left, _wide in self.labels)) + 4


class NewOnes(_Titled):
    """Rows for what is found on the way."""

    ruled = False

    def columns(self, width: float) -> list[tuple[str, float, float]]:
        names = (_("Where"), _("What it says or shows"), _("What could be there instead"), _("Found on"))
        left = 0.0
        found = []
        for name, (_field, share) in zip(names, _NEW, strict=True):
            found.append((name, left, width * share - _PAD))
            left += width * share
        return found

    def measure_head(self, width: float) -> float:
        self.labels = [(self.label(name, wide), left, wide) for name, left, wide in self.columns(width)]
        return self.title.fit(width) + max(label.height for label, _left, _wide in self.labels) + 6


class BlankRow:
    """A row to write on."""

    def __init__(self, place: int, form: Form, height: float) -> None:
        self.place, self.form, self.height = place, form, height

    def measure(self, width: float) -> float:
        """Return the height."""
        return self.height

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """Return nothing: it is never too tall."""
        return None

    def paint(self, canv: Canvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        for name, share in _NEW:
            key: Key = {"row": self.place, "field": name}
            room = self.height - _PAD
            write_line(canv, self.form, key, x, top - self.height, width * share - 2 * _PAD, room)
            x += width * share
