"""Rows under a head that is repeated on each page they go on to, with an end that stays with the last row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, Self

from cxdesk.output.block import Block
from cxdesk.output.colour import HAIR, INK
from cxdesk.output.shapes import rule

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_TALL_ROW = 200.0  # points: a row that is taller may go on on the next page


class Row(Protocol):
    """One row. `height` is as measured last."""

    height: float

    def measure(self, width: float) -> float:
        """Return the height at the width of the whole."""
        ...

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """Return the row in two parts, as measured last; None when nothing fits."""
        ...

    def paint(self, canv: Canvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        ...


class HeadedRows(Block):
    """Rows, with level lines between them if `ruled`. Those who derive from it draw heads and ends."""

    ruled = True

    def __init__(self, rows: Sequence[Row], *, ends: bool = True, before: float = 0.0) -> None:
        super().__init__(before=before)
        self.rows, self.ends = list(rows), ends

    def measure_head(self, width: float) -> float:
        """Return the height of the head."""
        raise NotImplementedError

    def paint_head(self, canv: Canvas, x: float, top: float) -> None:
        """Draw the head."""
        raise NotImplementedError

    def measure_end(self, width: float) -> float:
        """Return the height of what follows the last row."""
        return 0.0

    def paint_end(self, canv: Canvas, x: float, top: float) -> None:
        """Draw what follows the last row."""

    def like(self, rows: Sequence[Row], *, ends: bool) -> Self:
        """Return these rows under the same head."""
        raise NotImplementedError

    def measure(self, width: float) -> float:
        self.head_high = self.measure_head(width)
        self.end_high = self.measure_end(width) if self.ends else 0.0
        return self.head_high + sum(row.measure(width) for row in self.rows) + self.end_high

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        self.paint_head(canv, x, top)
        top -= self.head_high
        rule(canv, x, top, self.width, INK, 1.1)
        for row in self.rows:
            row.paint(canv, x, top, self.width)
            top -= row.height
            if self.ruled:
                rule(canv, x, top, self.width, HAIR, 0.6)
        if self.ends:
            self.paint_end(canv, x, top)

    def least(self) -> float:
        first = self.rows[0].height
        if first > _TALL_ROW:
            return self.head_high + _TALL_ROW
        return self.head_high + first + (self.end_high if len(self.rows) == 1 else 0.0)

    def cut(self, room: float) -> tuple[Block, Block] | None:
        used, fits = self.head_high, 0
        while fits < len(self.rows) - 1 and used + self.rows[fits].height <= room:
            used += self.rows[fits].height
            fits += 1
        first, rest = self.rows[:fits], self.rows[fits:]  # the last row stays with the end
        if rest[0].height > _TALL_ROW or not first:
            halves = rest[0].cut(room - used)
            if halves:
                first, rest = [*first, halves[0]], [halves[1], *rest[1:]]
        if not first:
            return None
        parts = self.like(first, ends=False), self.like(rest, ends=self.ends)
        for part in parts:
            part.before = self.before
            part.fit(self.width)
        return parts
