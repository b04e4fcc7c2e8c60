"""Causes from the most to the least frequent, as lying bars: their counts begin at 0, whatever they are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cxdesk.formats import percent_text
from cxdesk.i18n import _, ngettext
from cxdesk.output.charts.model import CauseBar, CauseData
from cxdesk.output.charts.shapes import Area, Box, Lines, Picture, Style, Words, elided
from cxdesk.services.statistics.figures import rounded
from cxdesk.services.statistics.pareto import Bar

_NAMES = 0.34  # of the width, at most


def cause_data(title: str, bars: Sequence[Bar[str]], language: str) -> CauseData:
    """Return what the chart of causes shows; the keys of the bars are their names."""
    found = tuple(
        CauseBar(bar.key, bar.count, _percent(bar.share, language), float(bar.cumulative)) for bar in bars
    )
    return CauseData(title, _summary(title, bars, language), found)


def _summary(title: str, bars: Sequence[Bar[str]], language: str) -> str:
    if not bars:
        return _("{title}: nothing was counted.").format(title=title)
    vital = next(i for i, bar in enumerate(bars) if bar.cumulative >= Fraction(4, 5)) + 1
    words = ngettext(
        "{title}: “{first}” comes first, and {n} cause makes {share} of it all.",
        "{title}: “{first}” comes first, and {n} causes make {share} of it all.",
        vital,
    )
    share = _percent(bars[vital - 1].cumulative, language)
    return words.format(title=title, first=bars[0].key, n=vital, share=share)


def _percent(share: Fraction, language: str) -> str:
    whole = rounded(share * 100, 0)
    return percent_text(0 if whole is None else whole, language)


def plan(data: CauseData, style: Style, width: float, height: float) -> Picture:
    """Place the bars in a rectangle: name, bar, how often, and the share of all so far."""
    size = style.size
    top = height - (size * 2.4 if style.headed else size * 0.4)
    counts = [f"{bar.number} · {bar.share}" for bar in data.bars]
    widest = max((style.measure(bar.label, size) for bar in data.bars), default=0.0)
    names = min(width * _NAMES, widest + size)
    room = max((style.measure(text, size) for text in counts), default=0.0) + size * 1.2
    frame = Box(names, size * 0.4, max(names + 1, width - room), max(size, top))
    picture = Picture(width, height, frame, 0.0, float(max(0, len(data.bars) - 1)), lying=True)
    if style.headed:
        picture.drawn.append(
            Words(4, height - size * 1.1, data.title, size * 1.3, style.ink, "left", strong=True)
        )
    most = max((bar.number for bar in data.bars), default=1)
    for i, (bar, text) in enumerate(zip(data.bars, counts, strict=True)):
        middle = frame.high - (i + 0.5) * picture.spacing
        half = min(picture.spacing * 0.34, size * 1.1)
        end = frame.left + (frame.right - frame.left) * bar.number / most
        vital = not i or data.bars[i - 1].cumulative < 0.8
        picture.drawn.append(
            Area(frame.left, middle - half, end, middle + half, style.line if vital else style.edge)
        )
        name = elided(bar.label, size, names - size, style.measure)
        picture.drawn.append(Words(frame.left - size * 0.6, middle, name, size, style.ink, "right"))
        picture.drawn.append(Words(end + size * 0.6, middle, text, size, style.quiet))
        if vital and (i + 1 == len(data.bars) or bar.cumulative >= 0.8):
            low = middle - picture.spacing / 2
            picture.drawn.append(Lines([(size, low), (width - size, low)], style.quiet, size * 0.08, "dash"))
    return picture
