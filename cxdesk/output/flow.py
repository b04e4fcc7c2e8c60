"""Placing blocks on pages. Nothing is drawn here, so pages can be counted and tried before they are."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reportlab.platypus import Flowable

from cxdesk.output.block import Block, Space

_HARDLY = 0.01


class NewPage(Space):
    """What follows starts on a new page."""


class Placed(NamedTuple):
    """A block and the distance of its upper edge from that of the page's body."""

    block: Flowable
    down: float
    height: float


@dataclass(slots=True)
class Page:
    """The blocks of one page."""

    placed: list[Placed] = field(default_factory=list)
    used: float = 0.0
    gap: float = 0.0

    def put(self, block: Flowable, space: float, height: float) -> None:
        """Add a block below the others."""
        self.placed.append(Placed(block, self.used + space, height))
        self.used += space + height
        self.gap = block.getSpaceAfter()


def place(story: Sequence[Flowable], width: float, room: float) -> list[Page]:
    """Spread a story over pages whose body has this width and height."""
    pages = [Page()]
    queue = deque(story)
    while queue:
        block = queue[0]
        page = pages[-1]
        if isinstance(block, NewPage):
            queue.popleft()
            if page.placed:
                pages.append(Page())
            continue
        left = room - page.used
        space = max(page.gap, block.getSpaceBefore()) if page.placed else 0.0
        height = block.wrap(width, left - space)[1]
        if page.placed and space + _needed(queue, width, room) > left + _HARDLY:
            if len(queue) == 1 and isinstance(block, Block) and block.grow:
                break  # it would have taken what is left: nothing is
            pages.append(Page())
            continue
        queue.popleft()
        if space + height <= left + _HARDLY:
            page.put(block, space, height)
            continue
        parts = block.split(width, left - space)
        if len(parts) < 2 and page.placed:
            queue.appendleft(block)
        else:
            first, rest = (parts[0], parts[1:]) if parts else (block, [])
            page.put(first, space, first.wrap(width, left)[1])
            queue.extendleft(reversed(rest))
        if queue:
            pages.append(Page())
    return pages


def stretch(page: Page, room: float) -> None:
    """Let the first block that can grow take what is left of a page."""
    left = room - page.used
    for i, placed in enumerate(page.placed):
        if isinstance(placed.block, Block) and placed.block.grow and left > 0:
            placed.block.height += left
            page.placed[i] = placed._replace(height=placed.height + left)
            page.placed[i + 1 :] = [one._replace(down=one.down + left) for one in page.placed[i + 1 :]]
            page.used += left
            return


def _needed(queue: Sequence[Flowable], width: float, room: float) -> float:
    """Return the height that the next block needs together with those it is bound to."""
    total = gap = 0.0
    for i, block in enumerate(queue):
        total += max(gap, block.getSpaceBefore()) if i else 0.0
        height = block.wrap(width, 0)[1]
        least = height
        if isinstance(block, Block) and not (block.whole and height <= room):
            least = block.least()
        keep = block.keep if isinstance(block, Block) else getattr(block, "keepWithNext", 0)
        if not keep or least < height:
            return total + least
        total += height
        gap = block.getSpaceAfter()
    return total
