"""What a huddle sheet is made of: boxes to write in, names to tick, text that ends where room ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxdesk.output.block import Block, Columns
from cxdesk.output.colour import LINE
from cxdesk.output.lines import Span, Style, Tag
from cxdesk.output.look import Look
from cxdesk.output.shapes import PITCH, box, rule
from cxdesk.output.text import Text, draw_text, width_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_MOST_COLUMNS, _LEAST_COLUMNS = 5, 3
_BLANKS = 6  # places to write a name when none is known
_COLUMN_GAP = 12.0
_BAR = 2.5


class Shortened(Text):
    """Text of at most so many lines; what is longer ends with "…"."""

    def __init__(
        self, content: str | Sequence[Span | Tag], style: Style, most: int, *, before: float = 0.0
    ) -> None:
        super().__init__(content, style, before=before)
        self.spans = [Span(content)] if isinstance(content, str) else list(content)
        self.most, self.shortened = most, False

    def measure(self, width: float) -> float:
        height = super().measure(width)
        self.shortened = len(self.lines) > self.most
        if not self.shortened:
            return height
        first, *others = self.spans
        low, high = 0, len(first.text)
        while low < high:
            middle = (low + high + 1) // 2
            if self._tried(first.text[:middle], others, width) <= self.most:
                low = middle
            else:
                high = middle - 1
        self._tried(first.text[:low], others, width)
        return len(self.lines) * self.style.leading

    def _tried(self, start: str, others: Sequence[Span | Tag], width: float) -> int:
        """Measure the start of the text in its place; return its number of lines."""
        text = Text([Span(start.rstrip() + "…"), *others], self.style)
        text.fit(width)
        self.lines = text.lines
        return len(text.lines)


class WriteBox(Block):
    """A titled box whose height is filled with lines; the first ones may say what goes on them."""

    def __init__(
        self, title: str, look: Look, pitch: float, least: int, labels: Sequence[Sequence[str]] = ()
    ) -> None:
        super().__init__()
        self.look, self.pitch, self.least_lines, self.labels = look, pitch, least, labels
        self.title = Text(title, look.strong)
        self.pad = look.pt(7)

    def measure(self, width: float) -> float:
        head = self.title.fit(width - 2 * self.pad)
        return head + 2 * self.pad + self.least_lines * self.pitch

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        canv.setStrokeColor(LINE)
        canv.setLineWidth(0.8)
        canv.rect(x, top - self.height, self.width, self.height, stroke=1, fill=0)
        rule(canv, x, top - _BAR / 2, self.width, self.look.brand, _BAR)
        inner, wide = x + self.pad, self.width - 2 * self.pad
        self.title.paint(canv, inner, top - self.pad)
        room = self.height - self.title.height - 2 * self.pad
        count = int((room + 0.1) / self.pitch)
        first = top - self.pad - self.title.height
        spread = room / count  # what is left over goes between the lines
        for i in range(count):
            low = first - (i + 1) * spread + 1
            labels = self.labels[i] if i < len(self.labels) else ("",)
            self._line(canv, labels, inner, low, wide)

    def _line(self, canv: Canvas, labels: Sequence[str], x: float, low: float, width: float) -> None:
        """Draw one line in parts, each behind its label."""
        part = (width - _COLUMN_GAP * (len(labels) - 1)) / len(labels)
        for label in labels:
            indent = 0.0
            if label:
                indent = draw_text(canv, label, self.look.label, x, low + self.look.label.size * 0.4) + 4
            rule(canv, x + indent, low, part - indent, LINE, 0.5)
            x += part + _COLUMN_GAP


class Grid(Block):
    """Rows of boxes; `spare` is shared out among them."""

    def __init__(self, rows: Sequence[tuple[float, Columns]], gap: float) -> None:
        super().__init__()
        self.rows, self.gap, self.spare = list(rows), gap, 0.0

    def measure(self, width: float) -> float:
        shares = sum(share for share, _row in self.rows)
        for share, row in self.rows:
            row.width = -1.0
            row.fit(width)
            row.height += self.spare * share / shares
            for part in row.parts:
                part.height = row.height
        return sum(row.height for _share, row in self.rows) + self.gap * (len(self.rows) - 1)

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        for _share, row in self.rows:
            row.paint(canv, x, top)
            top -= row.height + self.gap


class Names(Block):
    """Names with a box to tick each, in columns; the last row is filled with lines for guests of the shift.

    Those beyond the height `most` are `hidden`.
    """

    def __init__(self, names: Sequence[str], look: Look, most: float) -> None:
        super().__init__()
        self.names, self.look, self.most = list(names), look, most
        self.tick = look.pt(11)
        self.indent = self.tick + look.pt(6)
        self.hidden = 0

    def measure(self, width: float) -> float:
        style = self.look.body
        widest = max((width_of(name, style) for name in self.names), default=0.0)
        whole = width + _COLUMN_GAP
        self.columns = int(whole / (widest + self.indent + _COLUMN_GAP))
        self.columns = max(_LEAST_COLUMNS, min(_MOST_COLUMNS, self.columns, len(self.names)))
        self.wide = whole / self.columns - _COLUMN_GAP
        rows = [self.names[i : i + self.columns] for i in range(0, len(self.names), self.columns)]
        self.rows: list[tuple[float, list[Text]]] = []
        used = 0.0
        for row in rows:
            cells = [Text(name, style) for name in row]
            tall = max(cell.fit(self.wide - self.indent) for cell in cells) + self.look.pt(5)
            if used + tall > self.most:
                break
            self.rows.append((tall, cells))
            used += tall
        self.hidden = len(self.names) - sum(len(cells) for _tall, cells in self.rows)
        if not self.names:
            blank = (PITCH * 0.85, list[Text]())
            self.rows = [blank] * (_BLANKS // self.columns)
            used = sum(tall for tall, _cells in self.rows)
        return used

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        for tall, cells in self.rows:
            for i in range(self.columns):
                left = x + i * (self.wide + _COLUMN_GAP)
                line = self.look.body.leading if cells else tall
                box(canv, left, top - line / 2, self.tick)
                if i < len(cells):
                    cells[i].paint(canv, left + self.indent, top)
                else:
                    low = top - line / 2 - self.tick / 2
                    rule(canv, left + self.indent, low, self.wide - self.indent, LINE, 0.5)
            top -= tall
