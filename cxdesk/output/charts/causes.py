"""Causes from the most to the least frequent, as lying bars: their counts begin at 0, whatever they are.

Beside the bars a line tells how much of it all they make together so far.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cxdesk.formats import percent_text
from cxdesk.i18n import _, ngettext
from cxdesk.output.charts.model import CauseBar, CauseData, CauseRow
from cxdesk.output.charts.shapes import Area, Box, Lines, Marks, Picture, Style, Words, elided
from cxdesk.services.statistics.figures import rounded
from cxdesk.services.statistics.pareto import Bar, pareto
from cxdesk.services.statistics.shares import EARLY_BELOW, FEWEST

_NAMES = 0.34  # of the width, at most
_SO_FAR = 0.2  # of the width
_ROOMY = 42.0  # heights of a line: in less width the bars stand alone
_MOST = Fraction(4, 5)


def causes_of(title: str, counts: Sequence[tuple[str, int]], language: str) -> CauseData:
    """Return what the chart of so often counted causes shows; equally frequent ones in the order given.

    Fewer than five in all are not ranked. Raises ValueError as `pareto`.
    """
    bars = pareto(counts)
    total = sum(bar.count for bar in bars)
    if not 0 < total < FEWEST:
        return cause_data(title, bars, language)
    places = {label: place for place, (label, _count) in enumerate(counts)}
    given = sorted(bars, key=lambda bar: places[bar.key])
    words = ngettext(
        "{title}: {n} so far, too few to rank.", "{title}: {n} so far, too few to rank.", total
    ).format(title=title, n=total)
    plain = (CauseBar(bar.key, bar.count, _percent(bar.share, language), 0.0, "") for bar in given)
    return CauseData(title, words, tuple(plain), ranked=False)


def cause_data(title: str, bars: Sequence[Bar[str]], language: str) -> CauseData:
    """Return what the chart of causes shows; the keys of the bars are their names."""
    found = tuple(
        CauseBar(
            bar.key, bar.count, _percent(bar.share, language),
            float(bar.cumulative), _percent(bar.cumulative, language),
        )
        for bar in bars
    )  # fmt: skip
    return CauseData(title, _summary(title, bars, language), found)


def cause_rows(data: CauseData) -> tuple[CauseRow, ...]:
    """Return the table that says the same as the chart, a row for each cause."""
    return tuple(CauseRow(bar.label, str(bar.number), bar.share, bar.so_far) for bar in data.bars)


def _summary(title: str, bars: Sequence[Bar[str]], language: str) -> str:
    if not bars:
        return _("{title}: nothing was counted.").format(title=title)
    total = sum(bar.count for bar in bars)
    first = [bar.key for bar in bars if bar.count == bars[0].count]
    vital = next(i for i, bar in enumerate(bars) if bar.cumulative >= _MOST) + 1
    share = _percent(bars[vital - 1].cumulative, language)
    if len(first) == 1:
        words = ngettext(
            "{title}: “{first}” comes first, and {n} cause makes {share} of it all.",
            "{title}: “{first}” comes first, and {n} causes make {share} of it all.",
            vital,
        )
    else:
        words = ngettext(
            "{title}: {first} come first, equally often, and {n} cause makes {share} of it all.",
            "{title}: {first} come first, equally often, and {n} causes make {share} of it all.",
            vital,
        )
    names = first[0] if len(first) == 1 else ", ".join(f"“{name}”" for name in first)
    said = words.format(title=title, first=names, n=vital, share=share)
    if total < EARLY_BELOW:
        said += " " + _("Early: of {n}.").format(n=total)
    return said


def _percent(share: Fraction, language: str) -> str:
    whole = rounded(share * 100, 0)
    return percent_text(0 if whole is None else whole, language)


def plan(data: CauseData, style: Style, width: float, height: float) -> Picture:
    """Place the bars in a rectangle: name, bar, how often, and the share of all so far."""
    size = style.size
    roomy = width > size * _ROOMY
    top = height - (size * 2.4 if style.headed else size * 0.4)
    counts = [f"{bar.number} · {bar.share}" for bar in data.bars]
    widest = max((style.measure(bar.label, size) for bar in data.bars), default=0.0)
    names = min(width * _NAMES, widest + size)
    room = max((style.measure(text, size) for text in counts), default=0.0) + size * 1.2
    room += width * _SO_FAR if roomy else 0.0
    low = size * (2.0 if roomy else 0.4)
    frame = Box(names, low, max(names + 1, width - room), max(low + 1, top))
    picture = Picture(width, height, frame, 0.0, float(max(0, len(data.bars) - 1)), lying=True)
    if style.headed:
        picture.drawn.append(
            Words(4, height - size * 1.1, data.title, size * 1.3, style.ink, "left", strong=True)
        )
    _bars(picture, data, style, counts, names)
    if roomy:
        _so_far(picture, data, style)
    return picture


def _bars(picture: Picture, data: CauseData, style: Style, counts: Sequence[str], names: float) -> None:
    frame, size = picture.frame, style.size
    most = max((bar.number for bar in data.bars), default=1)
    for i, (bar, text) in enumerate(zip(data.bars, counts, strict=True)):
        middle = frame.high - (i + 0.5) * picture.spacing
        half = min(picture.spacing * 0.34, size * 1.1)
        end = frame.left + (frame.right - frame.left) * bar.number / most
        vital = not i or data.bars[i - 1].cumulative < _MOST
        picture.drawn.append(
            Area(frame.left, middle - half, end, middle + half, style.line if vital else style.edge)
        )
        name = elided(bar.label, size, names - size, style.measure)
        picture.drawn.append(Words(frame.left - size * 0.6, middle, name, size, style.ink, "right"))
        picture.drawn.append(Words(end + size * 0.6, middle, text, size, style.quiet))
        if vital and (i + 1 == len(data.bars) or bar.cumulative >= _MOST):
            low = middle - picture.spacing / 2
            ends = [(size, low), (picture.width - size, low)]
            picture.drawn.append(Lines(ends, style.quiet, size * 0.08, "dash"))


def _so_far(picture: Picture, data: CauseData, style: Style) -> None:
    """Draw the line of how much the causes make together, from nothing to all, at the right of the bars."""
    frame, size = picture.frame, style.size
    left, right = picture.width * (1 - _SO_FAR) + size, picture.width - size * 2.2
    for x in (left, right):
        picture.drawn.append(Lines([(x, frame.low), (x, frame.high)], style.grid, size * 0.07))
    places = [
        (left + (right - left) * bar.cumulative, frame.high - (i + 0.5) * picture.spacing)
        for i, bar in enumerate(data.bars)
    ]
    if len(places) > 1:
        picture.drawn.append(Lines(places, style.ink, size * 0.12))
    if places:
        picture.drawn.append(Marks(places, "dot", size * 0.6, style.ink, style.ground))
    if picture.spacing > size * 1.3:
        for (x, y), bar in zip(places, data.bars, strict=True):
            side = x - left > (right - left) / 2
            x += -size * 0.6 if side else size * 0.6
            align = "right" if side else "left"
            picture.drawn.append(Words(x, y, bar.so_far, size * 0.92, style.quiet, align))  # type: ignore[arg-type]
    words = elided(_("all so far"), size, right - left + size * 2, style.measure)
    picture.drawn.append(Words((left + right) / 2, size * 0.9, words, size, style.quiet, "center"))
