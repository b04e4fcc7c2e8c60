"""Drawn shapes: boxes to tick, crosses and checks, panels and tables. Never letters of a symbol font."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxdesk.output.block import Block, Stack
from cxdesk.output.colour import HAIR, INK, LINE, WHITE, Colour
from cxdesk.output.lines import Style
from cxdesk.output.paper import MM
from cxdesk.output.text import Text, draw_text, width_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PITCH = 8.5 * MM  # between lines that are written on by hand
_HATCH = 7.0
_TALL_ROW = 200.0  # points: a row of a table that is taller may go on on the next page


def stroke(canv: Canvas, points: Sequence[tuple[float, float]], width: float, colour: Colour) -> None:
    """Draw a line through points, its ends and corners round."""
    path = canv.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canv.setLineCap(1)
    canv.setLineJoin(1)
    canv.setLineWidth(width)
    canv.setStrokeColor(colour)
    canv.drawPath(path, stroke=1, fill=0)
    canv.setLineCap(0)
    canv.setLineJoin(0)


def rule(canv: Canvas, x: float, y: float, width: float, colour: Colour, thick: float = 0.6) -> None:
    """Draw a level line."""
    canv.setLineWidth(thick)
    canv.setStrokeColor(colour)
    canv.line(x, y, x + width, y)


def box(canv: Canvas, x: float, middle: float, size: float, colour: Colour = INK) -> None:
    """Draw a box to tick."""
    canv.setLineWidth(max(0.9, size * 0.09))
    canv.setStrokeColor(colour)
    canv.roundRect(x, middle - size / 2, size, size, size * 0.14, stroke=1, fill=0)


def hatch(canv: Canvas, x: float, low: float, wide: float, tall: float) -> None:
    """Draw slanting lines within a cell: nothing is written there."""
    canv.saveState()
    path = canv.beginPath()
    path.rect(x, low, wide, tall)
    canv.clipPath(path, stroke=0, fill=0)
    canv.setStrokeColor(HAIR)
    canv.setLineWidth(0.7)
    for i in range(int((wide + tall) / _HATCH) + 1):
        canv.line(x + i * _HATCH - tall, low, x + i * _HATCH, low + tall)
    canv.restoreState()


class Marker:
    """A sign beside the first line of a block."""

    width: float

    def paint(self, canv: Canvas, x: float, middle: float) -> None:
        """Draw with the left end here, centred on the line."""
        raise NotImplementedError


@dataclass(frozen=True)
class TickBox(Marker):
    """A box to tick with a pen."""

    width: float
    colour: Colour = INK

    def paint(self, canv: Canvas, x: float, middle: float) -> None:
        box(canv, x, middle, self.width, self.colour)


@dataclass(frozen=True)
class Cross(Marker):
    """Two strokes: not this."""

    width: float
    colour: Colour
    weight: float = 0.17

    def paint(self, canv: Canvas, x: float, middle: float) -> None:
        reach = self.width * (1 - self.weight) / 2
        centre, thick = x + self.width / 2, self.width * self.weight
        for way in (1, -1):
            ends = [(centre - reach, middle - way * reach), (centre + reach, middle + way * reach)]
            stroke(canv, ends, thick, self.colour)


@dataclass(frozen=True)
class Check(Marker):
    """A check mark: this."""

    width: float
    colour: Colour
    weight: float = 0.17

    def paint(self, canv: Canvas, x: float, middle: float) -> None:
        size, thick = self.width, self.width * self.weight
        points = [(0.09, 0.46), (0.36, 0.17), (0.91, 0.80)]
        stroke(canv, [(x + a * size, middle + (b - 0.5) * size) for a, b in points], thick, self.colour)


@dataclass(frozen=True)
class Plus(Marker):
    """A plus in strokes: one step further."""

    width: float
    colour: Colour

    def paint(self, canv: Canvas, x: float, middle: float) -> None:
        reach, centre = self.width * 0.4, x + self.width / 2
        stroke(canv, [(centre - reach, middle), (centre + reach, middle)], self.width * 0.18, self.colour)
        stroke(canv, [(centre, middle - reach), (centre, middle + reach)], self.width * 0.18, self.colour)


@dataclass(frozen=True)
class Words(Marker):
    """A few letters, such as a number."""

    text: str
    style: Style
    width: float

    def paint(self, canv: Canvas, x: float, middle: float) -> None:
        draw_text(canv, self.text, self.style, x, middle)


class Answers(Marker):
    """Words with a box to tick after each, such as yes and no."""

    def __init__(self, words: Sequence[str], style: Style, size: float) -> None:
        self.words, self.style, self.size = list(words), style, size
        self._widths = [width_of(word, style) for word in self.words]
        self.width = sum(self._widths) + len(self.words) * size * 1.35 + (len(self.words) - 1) * size * 0.9

    def paint(self, canv: Canvas, x: float, middle: float) -> None:
        for word, width in zip(self.words, self._widths, strict=True):
            draw_text(canv, word, self.style, x, middle)
            box(canv, x + width + self.size * 0.35, middle, self.size)
            x += width + self.size * 2.25


class Marked(Block):
    """A block with a sign to the left of its first line, and perhaps another to the right."""

    def __init__(
        self,
        marker: Marker | None,
        body: Block,
        line: float,
        *,
        indent: float,
        right: Marker | None = None,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
    ) -> None:
        super().__init__(before=before, after=after, keep=keep)
        self.marker, self.body, self.line, self.indent, self.right = marker, body, line, indent, right
        self._aside = right.width + 12.0 if right else 0.0

    def measure(self, width: float) -> float:
        return max(self.body.fit(width - self.indent - self._aside), self.line)

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        middle = top - self.line / 2
        if self.marker:
            self.marker.paint(canv, x, middle)
        if self.right:
            self.right.paint(canv, x + self.width - self.right.width, middle)
        self.body.paint(canv, x + self.indent, top)

    def least(self) -> float:
        return max(self.body.least(), self.line)

    def cut(self, room: float) -> tuple[Block, Block] | None:
        parts = self.body.cut(room)
        if not parts:
            return None
        marks = ((self.marker, self.right), (None, None))
        halves = []
        for part, (left, right) in zip(parts, marks, strict=True):
            half = Marked(left, part, self.line if left else 0.0, indent=self.indent, right=right)
            half._aside = self._aside  # the second half keeps the column of the first
            half.before, half.after = self.before, self.after
            half.fit(self.width)
            halves.append(half)
        return halves[0], halves[1]


@dataclass(frozen=True)
class Frame:
    """How a panel looks: ground, outline, a bar at its left or its head, and the space inside.

    `side` is the space on the left and right where it differs from `pad`.
    """

    fill: Colour | None = None
    line: Colour | None = None
    bar: Colour | None = None
    head: Colour | None = None
    pad: float = 10.0
    side: float = -1.0
    radius: float = 5.0
    thick: float = 0.9


class Panel(Block):
    """Blocks in a box."""

    def __init__(
        self,
        parts: Sequence[Block],
        frame: Frame,
        *,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
    ) -> None:
        super().__init__(before=before, after=after, keep=keep)
        self.body = parts[0] if len(parts) == 1 and isinstance(parts[0], Stack) else Stack(parts)
        self.frame = frame

    def measure(self, width: float) -> float:
        return self.body.fit(width - 2 * self._side) + 2 * self.frame.pad

    @property
    def _side(self) -> float:
        return self.frame.pad if self.frame.side < 0 else self.frame.side

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        frame, low = self.frame, top - self.height
        if frame.fill:
            canv.setFillColor(frame.fill)
            canv.roundRect(x, low, self.width, self.height, frame.radius, stroke=0, fill=1)
        if frame.line:
            canv.setLineWidth(frame.thick)
            canv.setStrokeColor(frame.line)
            canv.roundRect(x, low, self.width, self.height, frame.radius, stroke=1, fill=0)
        if frame.bar:
            canv.setFillColor(frame.bar)
            canv.rect(x, low, 3, self.height, stroke=0, fill=1)
        if frame.head:
            canv.setFillColor(frame.head)
            canv.rect(x, top - 3, self.width, 3, stroke=0, fill=1)
        self.body.paint(canv, x + self._side, top - frame.pad)

    def least(self) -> float:
        return self.body.least() + 2 * self.frame.pad

    def cut(self, room: float) -> tuple[Block, Block] | None:
        parts = self.body.cut(room - 2 * self.frame.pad)
        if not parts:
            return None
        halves = [Panel([part], self.frame, before=self.before, after=self.after) for part in parts]
        for half in halves:
            half.fit(self.width)
        return halves[0], halves[1]


class Rule(Block):
    """A level line across the width."""

    def __init__(
        self,
        colour: Colour = HAIR,
        thick: float = 0.6,
        *,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
    ) -> None:
        super().__init__(before=before, after=after, keep=keep)
        self.colour, self.thick = colour, thick

    def measure(self, width: float) -> float:
        return self.thick

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        rule(canv, x, top - self.thick / 2, self.width, self.colour, self.thick)


class CutLine(Block):
    """A dashed line to cut along, with a word that says so."""

    def __init__(self, words: str, style: Style, *, before: float = 0.0, after: float = 0.0) -> None:
        super().__init__(before=before, after=after, keep=True)
        self.words, self.style = words, style

    def measure(self, width: float) -> float:
        return self.style.leading

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        middle = top - self.height / 2
        wide = draw_text(canv, self.words, self.style, x, middle) + 6
        canv.setDash(4, 3)
        rule(canv, x + wide, middle, self.width - wide, INK, 0.8)
        canv.setDash()


class Table(Block):
    """Rows with room to write, under headings (if any) that are repeated on the next page."""

    def __init__(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str | Block]],
        shares: Sequence[float],
        label: Style,
        cell: Style,
        *,
        keep: bool = False,
    ) -> None:
        super().__init__(keep=keep)
        self.heads, self.shares, self.label, self.cell = heads, shares, label, cell
        self.head_cells = [Text(head, label) for head in heads]
        self.rows: list[list[Block]] = [
            [Text(one, cell) if isinstance(one, str) else one for one in row] for row in rows
        ]

    def measure(self, width: float) -> float:
        total = sum(self.shares)
        self.wide = [width * share / total for share in self.shares]
        highs = [head.fit(wide - 8) + 4 for head, wide in zip(self.head_cells, self.wide, strict=False)]
        self.top_high = max(highs, default=0.0)
        self.high = [self._row_height(row) for row in self.rows]
        return self.top_high + sum(self.high)

    def _row_height(self, row: Sequence[Block]) -> float:
        return max(PITCH, *(cell.fit(wide - 8) + 6 for cell, wide in zip(row, self.wide, strict=True)))

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        if self.head_cells:
            self._paint_row(canv, self.head_cells, x, top, self.top_high)
            top -= self.top_high
            rule(canv, x, top, self.width, INK, 1.0)
        for row, high in zip(self.rows, self.high, strict=True):
            self._paint_row(canv, row, x, top, high)
            top -= high
            rule(canv, x, top, self.width, LINE, 0.5)

    def _paint_row(self, canv: Canvas, row: Sequence[Block], x: float, top: float, high: float) -> None:
        for cell, wide in zip(row, self.wide, strict=True):
            cell.paint(canv, x + 2, top - (high - cell.height) / 2)
            x += wide

    def least(self) -> float:
        if self.high and self.high[0] > _TALL_ROW:
            return self.top_high + _TALL_ROW
        return self.top_high + sum(self.high[:2])

    def cut(self, room: float) -> tuple[Block, Block] | None:
        used, fits = self.top_high, 0
        while fits < len(self.high) and used + self.high[fits] <= room:
            used += self.high[fits]
            fits += 1
        first, rest = self.rows[:fits], self.rows[fits:]
        if rest and self.high[fits] > _TALL_ROW:
            halves = self._cut_row(rest[0], room - used - 6)
            if halves:
                first, rest = [*first, halves[0]], [halves[1], *rest[1:]]
        return (self._like(first), self._like(rest)) if first and rest else None

    def _cut_row(self, row: Sequence[Block], room: float) -> tuple[list[Block], list[Block]] | None:
        """Return a row in two parts, or None when a cell has no line that fits."""
        above: list[Block] = []
        below: list[Block] = []
        for cell in row:
            halves: tuple[Block, Block] | None = (
                (cell, Text("", self.cell)) if cell.height <= room else cell.cut(room)
            )
            if halves is None:
                return None
            above.append(halves[0])
            below.append(halves[1])
        return above, below

    def _like(self, rows: Sequence[Sequence[Block]]) -> Table:
        made = Table(self.heads, rows, self.shares, self.label, self.cell, keep=self.keep)
        made.fit(self.width)
        return made


def letter_tile(canv: Canvas, letter: str, style: Style, x: float, middle: float, size: float) -> None:
    """Draw a letter, white on a square of the style's colour: the mark of a shop without a logo."""
    canv.setFillColor(style.colour)
    canv.roundRect(x, middle - size / 2, size, size, size * 0.22, stroke=0, fill=1)
    draw_text(canv, letter, Style(style.size, style.size, style.face, WHITE, "center"), x + size / 2, middle)


class TightTable(Table):
    """A table whose rows are as high as their words."""

    def _row_height(self, row: Sequence[Block]) -> float:
        return max(cell.fit(wide - 8) + 3 for cell, wide in zip(row, self.wide, strict=True))

    def _like(self, rows: Sequence[Sequence[Block]]) -> TightTable:
        made = TightTable(self.heads, rows, self.shares, self.label, self.cell, keep=self.keep)
        made.fit(self.width)
        return made
