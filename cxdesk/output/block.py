"""Blocks: Platypus flowables that know their height, can be cut, and draw without moving the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_HARDLY = 0.01  # points: rounding, not a matter of space


class Block(Flowable):
    """One piece of a sheet.

    `before` and `after` are the space around it (the larger of two neighbours counts), `keep` binds
    it to the block that follows, `whole` goes on one page wherever it fits one, and `grow` lets it take what
    is left of a page.
    """

    before = 0.0
    after = 0.0
    keep = False
    whole = False
    grow = False

    def __init__(self, *, before: float = 0.0, after: float = 0.0, keep: bool = False) -> None:
        super().__init__()
        self.before, self.after, self.keep = before, after, keep
        self.height = 0.0
        self.width = -1.0

    def measure(self, width: float) -> float:
        """Return the height at this width."""
        raise NotImplementedError

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        """Draw with the upper left corner here, as measured last."""
        raise NotImplementedError

    def cut(self, room: float) -> tuple[Block, Block] | None:
        """Return the part that fits the room and the rest, as measured last; None when nothing fits."""
        return None

    def least(self) -> float:
        """Return the height of the smallest first part."""
        return self.height

    def fit(self, width: float) -> float:
        """Measure once for a width and remember."""
        if width != self.width:
            self.height = self.measure(width)
            self.width = width
        return self.height

    # Platypus

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - Platypus' names
        return aW, self.fit(aW)

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        self.fit(aW)
        parts = self.cut(aH)
        return list(parts) if parts else []

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        self.paint(canvas, x, y + self.height)

    def getSpaceBefore(self) -> float:  # noqa: N802
        return self.before

    def getSpaceAfter(self) -> float:  # noqa: N802
        return self.after


class Space(Block):
    """Nothing, of some height."""

    def __init__(self, height: float = 0.0) -> None:
        super().__init__()
        self.space = height

    def measure(self, width: float) -> float:
        return self.space

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        """Draw nothing."""


class Stack(Block):
    """Blocks under each other."""

    def __init__(
        self, parts: Sequence[Block], *, before: float = 0.0, after: float = 0.0, keep: bool = False
    ) -> None:
        super().__init__(before=before, after=after, keep=keep)
        self.parts = list(parts)

    def measure(self, width: float) -> float:
        total = gap = 0.0
        for i, part in enumerate(self.parts):
            total += (max(gap, part.before) if i else 0.0) + part.fit(width)
            gap = part.after
        return total

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        gap = 0.0
        for i, part in enumerate(self.parts):
            top -= max(gap, part.before) if i else 0.0
            part.paint(canv, x, top)
            top -= part.height
            gap = part.after

    def least(self) -> float:
        height = gap = 0.0
        for i, part in enumerate(self.parts):
            height += max(gap, part.before) if i else 0.0
            if not part.keep or part.least() < part.height:
                return height + part.least()
            height += part.height
            gap = part.after
        return height

    def cut(self, room: float) -> tuple[Block, Block] | None:
        used = gap = 0.0
        for i, part in enumerate(self.parts):
            used += max(gap, part.before) if i else 0.0
            if used + part.height > room + _HARDLY:
                return self._cut_at(i, room - used)
            used += part.height
            gap = part.after
        return None

    def _cut_at(self, i: int, room: float) -> tuple[Block, Block] | None:
        halves = self.parts[i].cut(room)
        if halves:
            first, rest = [*self.parts[:i], halves[0]], [halves[1], *self.parts[i + 1 :]]
        else:
            while i and self.parts[i - 1].keep:
                i -= 1
            first, rest = self.parts[:i], self.parts[i:]
        return (self._like(first, self.width), self._like(rest, self.width)) if first else None

    def _like(self, parts: Sequence[Block], width: float) -> Stack:
        made = Stack(parts, before=self.before, after=self.after, keep=self.keep)
        made.fit(width)
        return made


class Columns(Block):
    """Blocks beside each other, each with a share of the width; `even` makes all as tall as the tallest."""

    def __init__(
        self,
        parts: Sequence[Block],
        gap: float,
        shares: Sequence[float] = (),
        *,
        even: bool = False,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
    ) -> None:
        super().__init__(before=before, after=after, keep=keep)
        self.parts, self.gap, self.even = list(parts), gap, even
        self.shares = list(shares) or [1.0] * len(self.parts)

    def widths(self, width: float) -> list[float]:
        """Return the width of each column."""
        free = width - self.gap * (len(self.parts) - 1)
        return [free * share / sum(self.shares) for share in self.shares]

    def measure(self, width: float) -> float:
        heights = [part.fit(one) for part, one in zip(self.parts, self.widths(width), strict=True)]
        tallest = max(heights, default=0.0)
        if self.even:
            for part in self.parts:
                part.height = tallest
        return tallest

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        for part, width in zip(self.parts, self.widths(self.width), strict=True):
            part.paint(canv, x, top)
            x += width + self.gap

    def least(self) -> float:
        return max((part.least() for part in self.parts), default=0.0)

    def cut(self, room: float) -> tuple[Block, Block] | None:
        first: list[Block] = []
        rest: list[Block] = []
        for part in self.parts:
            halves = (part, Space()) if part.height <= room + _HARDLY else part.cut(room)
            if halves is None:
                return None
            first.append(halves[0])
            rest.append(halves[1])
        return self._like(first), self._like(rest)

    def _like(self, parts: Sequence[Block]) -> Columns:
        made = Columns(
            parts, self.gap, self.shares, even=self.even, before=self.before, after=self.after, keep=self.keep
        )
        made.fit(self.width)
        return made
