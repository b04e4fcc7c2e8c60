"""Making things fit: as large as it goes, smaller down to a floor, never clipped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.platypus import Flowable

from cxdesk.output.flow import Page, place
from cxdesk.output.lines import Style
from cxdesk.output.text import width_of

_GIVES = 0.75  # of a share of height too much, that share of the type size gives it back: words move up, too
_SMALLEST = 6.5  # points
_SPARSE = 0.45  # of a page: a last page with less on it is worth a slightly smaller type


def largest(low: float, high: float, fits: Callable[[float], bool], step: float = 0.5) -> float | None:
    """Return the largest size in steps between the two that fits, or None when the smallest does not."""
    if not fits(low):
        return None
    least, most = 0, int((high - low) / step)
    while least < most:
        middle = (least + most + 1) // 2
        if fits(low + middle * step):
            least = middle
        else:
            most = middle - 1
    return low + least * step


def fewest_pages(
    build: Callable[[float], list[Flowable]], width: float, room: float, scales: Sequence[float]
) -> list[Page]:
    """Place what `build` makes at the first scale; at a smaller one where that saves a sparse last page.

    Of the scales that save it, the largest is taken; where it lies is estimated, so that few are tried.
    """
    pages = place(build(scales[0]), width, room)
    if len(pages) == 1 or pages[-1].used > room * _SPARSE:
        return pages
    excess = pages[-1].used / (room * (len(pages) - 1))
    i = next((i for i, scale in enumerate(scales) if scale <= 1 - excess * _GIVES), len(scales) - 1)
    tried = {i: place(build(scales[i]), width, room)}
    down = 1 if len(tried[i]) >= len(pages) else -1
    while 0 < i + down < len(scales):
        i += down
        tried[i] = place(build(scales[i]), width, room)
        if (len(tried[i]) < len(pages)) == (down > 0):
            break
    return next((tried[i] for i in sorted(tried) if len(tried[i]) < len(pages)), pages)


def fitting(text: str, style: Style, width: float, least: float = _SMALLEST) -> Style:
    """Return the style, smaller where the longest word is wider than the column."""
    widest = max((width_of(word, style) for word in text.split()), default=0.0)
    return style if widest <= width else style.sized(max(least, style.size * width / widest))
