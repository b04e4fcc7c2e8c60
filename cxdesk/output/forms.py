"""What is filled in by hand: lines to write on, notes, and the places for name, date and signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output.block import Block, Space
from cxdesk.output.colour import INK, LINE
from cxdesk.output.lines import Style
from cxdesk.output.shapes import PITCH, Marker, rule
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


class WriteLines(Block):
    """Lines to write on with a pen; a `marker` stands at the head of each."""

    def __init__(
        self,
        count: int,
        *,
        marker: Marker | None = None,
        indent: float = 0.0,
        pitch: float = PITCH,
        before: float = 0.0,
    ) -> None:
        super().__init__(before=before)
        self.count, self.marker, self.indent, self.pitch = count, marker, indent, pitch

    def measure(self, width: float) -> float:
        return self.count * self.pitch

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        for i in range(self.count):
            low = top - (i + 1) * self.pitch + 1
            rule(canv, x + self.indent, low, self.width - self.indent, LINE, 0.5)
            if self.marker:
                self.marker.paint(canv, x, low + self.pitch * 0.36)

    def cut(self, room: float) -> tuple[Block, Block] | None:
        fits = int(room / self.pitch)
        if not 0 < fits < self.count:
            return None
        halves = [
            WriteLines(count, marker=self.marker, indent=self.indent, pitch=self.pitch)
            for count in (fits, self.count - fits)
        ]
        for half in halves:
            half.fit(self.width)
        return halves[0], halves[1]


class Notes(Block):
    """What is left of a page, as lines for one's own notes when that is enough for some."""

    grow = True

    def __init__(self, title: str, style: Style, *, least: int = 2, before: float = 0.0) -> None:
        super().__init__(before=before)
        self.head, self.fewest = Text(title, style), least

    def measure(self, width: float) -> float:
        self.head.fit(width)
        return 0.0

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        count = int((self.height - self.head.height - 4) / PITCH)
        if count < self.fewest:
            return
        self.head.paint(canv, x, top)
        lines = WriteLines(count)
        lines.fit(self.width)
        lines.paint(canv, x, top - self.head.height)


@dataclass(frozen=True)
class Field:
    """A place to fill in: a line with a label, and what is already known."""

    label: str
    value: str = ""
    share: float = 1.0


class Fields(Block):
    """Places to fill in beside each other."""

    def __init__(
        self,
        fields: Sequence[Field],
        label: Style,
        value: Style,
        *,
        gap: float = 16.0,
        before: float = 0.0,
        after: float = 0.0,
    ) -> None:
        super().__init__(before=before, after=after)
        self.shares = [field.share for field in fields]
        self.values = [Text(field.value, value) if field.value else Space() for field in fields]
        self.labels = [Text(field.label, label) for field in fields]
        self.gap = gap

    def _widths(self, width: float) -> list[float]:
        free = width - self.gap * (len(self.shares) - 1)
        return [free * share / sum(self.shares) for share in self.shares]

    def measure(self, width: float) -> float:
        pairs = list(zip(self.values, self.labels, self._widths(width), strict=True))
        self.high = max(PITCH, *(value.fit(wide) + 4 for value, _label, wide in pairs))
        return self.high + 2 + max(label.fit(wide) for _value, label, wide in pairs)

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        low = top - self.high
        for value, label, wide in zip(self.values, self.labels, self._widths(self.width), strict=True):
            value.paint(canv, x, low + value.height + 2)
            rule(canv, x, low, wide, INK, 0.8)
            label.paint(canv, x, low - 2)
            x += wide + self.gap


def to_fill_in(labels: Sequence[str], heading: Style, lines: int) -> list[Block]:
    """Return a heading for each marked label, with so many lines to write on."""
    story: list[Block] = []
    for label in labels:
        story += [Text(_(label), heading, before=10, keep=True), WriteLines(lines)]
    return story
