"""Pages: the head, the footer with "page x of y", and a book of sections written as one PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block
from cxdesk.output.colour import HAIR, QUIET, Colour
from cxdesk.output.corners import draw_corners
from cxdesk.output.flow import Page, place, stretch
from cxdesk.output.lines import Style
from cxdesk.output.logo import Logo
from cxdesk.output.paper import MM, Geometry
from cxdesk.output.places import CLEAR, Form
from cxdesk.output.shapes import letter_tile, rule
from cxdesk.output.text import Text, draw_line, elided, esc, one_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

FOOT = 6.5 * MM  # from the bottom margin up to the body
rl_config.useA85 = 0  # bytes as they are: smaller, and faster to write
_TILE = 8.2 * MM
_FOOT_STYLE = Style(8, 10, fonts.REGULAR, QUIET)


@dataclass(frozen=True, slots=True)
class Foot:
    """What the footer says; the page numbers come when all pages are known."""

    left: str
    right: str


class Head(Block):
    """Logo or letter, shop and address on the left; what the sheet is on the right; a line below."""

    def __init__(self, shop: str, address: str, title: str, brand: Colour, logo: Logo | None) -> None:
        super().__init__(after=5 * MM)
        self.brand, self.logo = brand, logo
        self.name = Text(shop, Style(12, 14.5, fonts.BOLD))
        self.address = Text(address, Style(8.5, 11, fonts.REGULAR, QUIET)) if address else None
        self.title = Text(title, Style(10, 12.5, fonts.REGULAR, QUIET, "right"))
        self.initial = shop.strip()[:1].upper()

    def measure(self, width: float) -> float:
        self._mark = self.logo.width if self.logo else (_TILE if self.initial else 0.0)
        self._indent = self._mark + 3 * MM if self._mark else 0.0
        self._names = (width - self._indent) * 0.58
        names = self.name.fit(self._names) + (self.address.fit(self._names) if self.address else 0.0)
        title = self.title.fit(width - self._indent - self._names - 4 * MM)
        tall = self.logo.height if self.logo else _TILE
        self._high = max(names, title, tall)
        return self._high + 3 * MM

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        middle = top - self._high / 2
        if self.logo:
            self.logo.paint(canv, x, middle)
        elif self.initial:
            letter_tile(canv, self.initial, Style(13, 13, fonts.BOLD, self.brand), x, middle, _TILE)
        tall = self.name.height + (self.address.height if self.address else 0.0)
        self.name.paint(canv, x + self._indent, middle + tall / 2)
        if self.address:
            self.address.paint(canv, x + self._indent, middle + tall / 2 - self.name.height)
        self.title.paint(canv, x + self.width - self.title.width, middle + self.title.height / 2)
        rule(canv, x, top - self.height + 0.7, self.width, self.brand, 1.4)


@dataclass(slots=True)
class Section:
    """Part of a print with a head, a footer and page numbers of its own, unless `run` joins it to others.

    `title` names it in the outline, `anchor` in a list of contents; `edge` draws at the page's edge,
    `feet` draws the footer, given with "page x of y", where that is not at the bottom of the page.
    With `leaf` it begins on a new sheet of paper, so that each back lies behind its front. On the pages of a
    `form`, head and footer stand between the codes in the corners.
    """

    story: list[Flowable]
    geometry: Geometry
    foot: Foot
    head: Head | None = None
    title: str = ""
    anchor: str = ""
    run: str = ""
    level: int = 0
    edge: Callable[[Canvas, Geometry, int], None] | None = None
    feet: Callable[[Canvas, Foot, str], None] | None = None
    leaf: bool = False
    form: Form | None = None
    pages: list[Page] | None = field(default=None, repr=False)

    @property
    def room(self) -> float:
        """The height of the body of each page."""
        size = self.geometry
        foot = max(FOOT, CLEAR - size.bottom) if self.form else FOOT
        return size.height - size.top - size.bottom - foot - self.above

    @property
    def inset(self) -> float:
        """How far head and footer stand inside the body at its sides."""
        return max(0.0, CLEAR - self.geometry.inner) if self.form else 0.0

    @property
    def above(self) -> float:
        """The height of what stands above the body of each page."""
        head = self.head.fit(self.geometry.body - 2 * self.inset) + self.head.after if self.head else 0.0
        return max(head, CLEAR - self.geometry.top) if self.form else head

    def placed(self) -> list[Page]:
        """Return the pages, placing what was not placed yet."""
        if self.pages is None:
            self.pages = place(self.story, self.geometry.body, self.room)
        return self.pages


@dataclass(slots=True)
class Book:
    """Writes sections as one file, one run of page numbers after the other: long prints stay small."""

    title: str
    author: str
    language: str
    numbers: dict[str, int] = field(default_factory=dict)  # page by anchor, for contents
    _parts: int = 0

    def write(self, sections: Iterable[Section]) -> tuple[bytes, int]:
        """Return the PDF and its number of pages."""
        out = io.BytesIO()
        canv = self._canvas(out)
        runs = _runs(sections)
        first, second = next(runs), next(runs, None)
        outline = second is not None or len(first) > 1
        pages = 0
        for run in chain([first], [second] if second else [], runs):
            pages += self._write_run(canv, run, outline=outline)
        canv.save()
        return out.getvalue(), pages

    def _write_run(self, canv: Canvas, run: Sequence[Section], *, outline: bool) -> int:
        """Draw sections whose pages are numbered together; return how many pages they have."""
        total = 0
        for section in run:
            total += total % 2 if section.leaf else 0
            if section.anchor:
                self.numbers[section.anchor] = total + 1
            total += len(section.placed())
            if section.geometry.duplex:
                canv.setViewerPreference("Duplex", "DuplexFlipLongEdge")
        number = 0
        for section, before in zip(run, [run[0], *run], strict=False):
            if section.leaf and number % 2:
                number += 1
                _draw_page(canv, replace(before, head=None, edge=None, form=None), Page(), number, total)
            self._parts += 1
            if section.title and outline:
                key = section.anchor or f"part {self._parts}"
                canv.bookmarkPage(key)
                canv.addOutlineEntry(esc(section.title), key, section.level)
            stretch(section.placed()[-1], section.room)
            for page in section.placed():
                number += 1
                _draw_page(canv, section, page, number, total)
        return total

    def _canvas(self, out: io.BytesIO) -> Canvas:
        first = fonts.font(fonts.REGULAR).name
        canv = PdfCanvas(
            out,
            invariant=1,
            pageCompression=1,
            initialFontName=first,  # type: ignore[arg-type] # the stubs take the name for a number
            lang=self.language,
        )
        canv.setTitle(esc(self.title))
        canv.setAuthor(esc(self.author))
        canv.setSubject(esc(self.title))
        canv.setCreator("CX Desk")
        canv.setViewerPreference("PrintScaling", "None")
        return canv


def _runs(sections: Iterable[Section]) -> Iterator[list[Section]]:
    """Group neighbours that share a run of page numbers; without a run, a section stands alone."""
    run: list[Section] = []
    for section in sections:
        if run and not (section.run and section.run == run[0].run):
            yield run
            run = []
        run.append(section)
    yield run


def _draw_page(canv: Canvas, section: Section, page: Page, number: int, total: int) -> None:
    size = section.geometry
    canv.setPageSize((size.width * size.enlarged, size.height * size.enlarged))
    if size.enlarged != 1:
        canv.scale(size.enlarged, size.enlarged)
    left, top = size.left(number), size.height - size.top
    if section.edge:
        section.edge(canv, size, number)
    if section.form:
        draw_corners(canv, section.form, size)
    above = section.above
    if section.head:
        section.head.paint(canv, left + section.inset, top)
    top -= above
    for block, down, height in page.placed:
        block.drawOn(canv, left, top - down - height)
    _draw_foot(canv, section, left, number, total)
    canv.showPage()


def _draw_foot(canv: Canvas, section: Section, left: float, number: int, total: int) -> None:
    size = section.geometry
    middle = size.bottom + 3.5
    pages = _("page {page} of {pages}").format(page=number, pages=total)
    if section.feet:
        section.feet(canv, section.foot, pages)
        return
    right = one_line(f"{section.foot.right} · {pages}", _FOOT_STYLE)
    left, body = left + section.inset, size.body - 2 * section.inset
    name = elided(section.foot.left, _FOOT_STYLE, body - right.width - 12)
    rule(canv, left, size.bottom + 11.5, body, HAIR)
    draw_line(canv, name, _FOOT_STYLE, left, middle)
    draw_line(canv, right, _FOOT_STYLE, left + body - right.width, middle)


def run_together(sections: Sequence[Section], run: str) -> None:
    """Number the pages of several sections as one."""
    for section in sections:
        section.run = run
