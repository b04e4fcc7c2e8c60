"""The pen of paper: draws a placed chart straight onto a sheet, in the sheet's own fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.output import fonts, lines
from cxdesk.output.block import Block
from cxdesk.output.charts.placing import AnyChart, placed
from cxdesk.output.charts.shapes import Area, Lines, Marks, Picture, Place, Style, Words
from cxdesk.output.colour import INK, QUIET, WHITE, WRONG, Colour, from_hex, mix
from cxdesk.output.look import Look
from cxdesk.output.text import draw_text, width_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_DASHES = {"": (), "dash": (4.0, 2.6), "dot": (0.1, 1.9)}


def paper_style(look: Look, size: float, *, limits_named: bool = False) -> Style:
    """Return how charts look on a sheet."""
    return Style(
        ink=_hex(INK),
        quiet=_hex(QUIET),
        grid=_hex(mix(QUIET, 0.22)),
        ground=_hex(WHITE),
        line=_hex(look.brand),
        band=_hex(mix(look.brand, 0.1)),
        edge=_hex(mix(look.brand, 0.55)),
        target=_hex(WRONG),
        measure=_measure,
        size=size,
        limits_named=limits_named,
    )


def _measure(text: str, size: float) -> float:
    return width_of(text, lines.Style(size, size))


class ChartBlock(Block):
    """A chart as wide as its column and so tall; it can take what is left of a page."""

    grow = True

    def __init__(
        self, data: AnyChart, style: Style, tall: float, *, before: float = 0.0, after: float = 0.0
    ) -> None:
        super().__init__(before=before, after=after)
        self.data, self.style, self.tall = data, style, tall

    def measure(self, width: float) -> float:
        return self.tall

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        paint(canv, placed(self.data, self.style, self.width, self.height), x, top - self.height)


def paint(canv: Canvas, picture: Picture, x: float, low: float) -> None:
    """Draw a placed chart with its lower left corner here."""
    canv.saveState()
    canv.translate(x, low)
    canv.setLineJoin(1)
    for one in picture.drawn:
        if isinstance(one, Lines):
            _lines(canv, one)
        elif isinstance(one, Area):
            canv.setFillColor(from_hex(one.colour))
            canv.rect(one.left, one.low, one.right - one.left, one.high - one.low, stroke=0, fill=1)
        elif isinstance(one, Marks):
            _marks(canv, one)
        else:
            _words(canv, one)
    canv.restoreState()


def _lines(canv: Canvas, one: Lines) -> None:
    path = canv.beginPath()
    path.moveTo(*one.points[0])
    for place in one.points[1:]:
        path.lineTo(*place)
    canv.setStrokeColor(from_hex(one.colour))
    canv.setLineWidth(one.width)
    canv.setLineCap(1 if one.dash == "dot" else 0)
    canv.setDash([part * one.width for part in _DASHES[one.dash]])
    canv.drawPath(path, stroke=1, fill=0)
    canv.setDash()


def _marks(canv: Canvas, one: Marks) -> None:
    hollow = one.shape == "hollow"
    canv.setFillColor(from_hex(one.ground if hollow else one.colour))
    canv.setStrokeColor(from_hex(one.colour if hollow else one.ground))
    canv.setLineWidth(one.size * (0.2 if hollow else 0.1))
    half = one.size / 2
    for x, y in one.points:
        if one.shape in {"dot", "hollow"}:
            canv.circle(x, y, half, stroke=1, fill=1)
        else:
            _polygon(canv, _corners(one.shape, x, y, half))


def _corners(shape: str, x: float, y: float, half: float) -> list[Place]:
    if shape == "square":
        return [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
    if shape == "triangle":
        return [(x - half, y - half), (x + half, y - half), (x, y + half)]
    return [(x - half, y), (x, y - half), (x + half, y), (x, y + half)]


def _polygon(canv: Canvas, corners: list[Place]) -> None:
    path = canv.beginPath()
    path.moveTo(*corners[0])
    for place in corners[1:]:
        path.lineTo(*place)
    path.close()
    canv.drawPath(path, stroke=1, fill=1)


def _words(canv: Canvas, one: Words) -> None:
    face = fonts.BOLD if one.strong else fonts.REGULAR
    style = lines.Style(one.size, one.size, face, from_hex(one.colour), one.align)
    draw_text(canv, one.text, style, one.x, one.y)


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)
