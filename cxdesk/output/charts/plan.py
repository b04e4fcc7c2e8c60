"""Where everything of a chart over time stands, for any pen: only lengths, no library that draws."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from cxdesk.i18n import _
from cxdesk.output.charts.model import ChartData, ChartMark, Run, Shape, Stretch
from cxdesk.output.charts.shapes import (
    Area,
    Box,
    Dash,
    Labels,
    Lines,
    Marks,
    Picture,
    Place,
    Style,
    Words,
    elided,
)
from cxdesk.output.charts.strokes import alone, along, apart, clipped, split, thinned, unbroken
from cxdesk.output.charts.ticks import period_ticks, value_ticks

_MARK = 0.66  # across, to the size of the text
_LARGER: dict[Shape, float] = {"hollow": 1.15, "diamond": 1.75, "square": 1.4, "triangle": 1.6}
_LANES = 2  # rows of words above the values
_CLOSE = 3.0  # from one value to the next: a thick line would be a stain
_MOST_NAMED = 6
_ROOM = 0.05
_LEAST_WORDS = 4.0  # heights of a line: shorter pieces of a text say nothing


def plan(
    data: ChartData, style: Style, width: float, height: float, window: tuple[float, float] | None = None
) -> Picture:
    """Place a chart in a rectangle; `window` are the first and last place to show, whole or between."""
    first, last = window or (0.0, float(max(0, len(data.points) - 1)))
    near = range(max(0, floor(first) - 1), min(len(data.points), ceil(last) + 2))
    inside = [place for place in near if first - 0.5 <= place <= last + 0.5]
    ticks = value_ticks(*_extent(data, inside), data.unit, max(2, int(height / (style.size * 4))))
    texts = [data.axis(tick) for tick in ticks]
    frame = _frame(data, style, width, height, texts, inside)
    picture = Picture(width, height, frame, first, last)
    low, high = float(ticks[0]), float(ticks[-1])
    picture.heights = lambda value: frame.low + (value - low) / (high - low) * (frame.high - frame.low)
    labels = Labels(picture, style)
    if style.headed:
        labels.put(Words(4, height - style.size * 1.1, data.title, style.size * 1.3, style.ink, strong=True))
    _bands(picture, data, style)
    _axes(picture, data, style, ticks, texts, inside)
    events = _marks(picture, labels, data, style, inside)
    _last_year(picture, labels, data, style, near)
    _averages(picture, data, style)
    _targets(picture, labels, data, style)
    _line(picture, labels, data, style, near)
    _points(picture, labels, data, style, inside)
    _name_targets(picture, labels, data, style)
    _names(picture, labels, data, style, inside, events)
    return picture


def _extent(data: ChartData, inside: Sequence[int]) -> tuple[float, float]:
    """Return the lowest and the highest value that is drawn."""
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    values = [value for place in inside if (value := data.points[place].value) is not None]
    values += [value for place in inside if data.last_year and (value := data.last_year[place]) is not None]
    values += [
        value for one in data.stretches if one.first <= last and one.last >= first
        for value in (one.lower, one.upper)
    ]  # fmt: skip
    values += [one.value for one in data.steps if one.first <= last and one.last >= first]
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    if low == high:  # the axis of one value is not as fine as its last decimal
        room = max(_ROOM * abs(low), float(data.unit))
        top = high + room
        low, high = low - room, top if data.most is None else max(high, min(top, data.most))
    return low, high


def _frame(
    data: ChartData, style: Style, width: float, height: float, texts: Sequence[str], inside: Sequence[int]
) -> Box:
    size = style.size
    left = max((style.measure(text, size) for text in texts), default=0.0) + size
    named = [one for one in data.stretches if style.limits_named and one.last >= (inside or [0])[-1] - 1]
    words = [text for one in named for text in _limit_words(one)]
    right = max((style.measure(text, size * 0.92) for text in words), default=0.0) + size * 0.9
    lanes = min(_LANES, sum(mark.place in set(inside) for mark in data.marks)) if data.marks else 0
    top = size * (0.9 + 1.5 * lanes + (2.2 if style.headed else 0.0))
    return Box(left, size * 2.1, max(left + 1, width - right), max(size * 2.1 + 1, height - top))


def _limit_words(one: Stretch) -> tuple[str, str, str]:
    upper = _("trial limit {value}") if one.trial else _("upper limit {value}")
    lower = _("trial limit {value}") if one.trial else _("lower limit {value}")
    return (
        upper.format(value=one.upper_text),
        _("average {value}").format(value=one.centre_text),
        lower.format(value=one.lower_text),
    )


def _span(picture: Picture, first: int, last: int) -> tuple[float, float] | None:
    """Return where points begin and end from the left, half a step around them; None outside the frame."""
    half, frame = picture.spacing / 2, picture.frame
    left = max(frame.left, picture.x_of(first) - half)
    right = min(frame.right, picture.x_of(last) + half)
    return (left, right) if right > left else None


def _bands(picture: Picture, data: ChartData, style: Style) -> None:
    """Draw the usual up and down: an area with its edges, broken ones for trial limits."""
    for one in data.stretches:
        span = _span(picture, one.first, one.last)
        if span is None:
            continue
        low, high = picture.y_of(one.lower), picture.y_of(one.upper)
        picture.drawn.append(Area(span[0], low, span[1], high, style.band))
        for level in (low, high):
            ends = [(span[0], level), (span[1], level)]
            picture.drawn.append(Lines(ends, style.edge, style.size * 0.06, "dash" if one.trial else ""))


def _axes(
    picture: Picture,
    data: ChartData,
    style: Style,
    ticks: Sequence[Fraction],
    texts: Sequence[str],
    inside: Sequence[int],
) -> None:
    frame, size = picture.frame, style.size
    for tick, text in zip(ticks, texts, strict=True):
        level = picture.y_of(float(tick))
        picture.drawn.append(Lines([(frame.left, level), (frame.right, level)], style.grid, size * 0.07))
        picture.drawn.append(Words(frame.left - size * 0.6, level, text, size, style.quiet, "right"))
    if not inside:
        return

    def wide(place: int) -> float:
        return style.measure(data.wording.tick(place), size)

    for place in period_ticks(data.points, inside[0], inside[-1], picture.spacing, wide):
        text, x = data.wording.tick(place), picture.x_of(place)
        half = wide(place) / 2
        x = min(max(x, half), picture.width - half)
        picture.drawn.append(Words(x, frame.low - size * 1.2, text, size, style.quiet, "center"))
        ends = [(picture.x_of(place), frame.low), (picture.x_of(place), frame.low - size * 0.3)]
        picture.drawn.append(Lines(ends, style.quiet, size * 0.06))


_THROUGH: dict[str, Dash] = {"launch": "dot", "version": "", "rebaseline": "dash"}
"""What is drawn through the values, and how; the first is named first."""


def _marks(
    picture: Picture, labels: Labels, data: ChartData, style: Style, inside: Sequence[int]
) -> list[float]:
    """Draw what happened: a line through the values for a launch or a new way, a sign above for a note.

    Return where these lines stand.
    """
    frame, size = picture.frame, style.size
    there = set(inside)
    order = [*_THROUGH, "note"]
    shown = sorted((one for one in data.marks if one.place in there), key=lambda one: order.index(one.sort))
    top = frame.high + size * 1.5 * min(_LANES, len(shown))
    lines: list[float] = []
    lefts = [picture.x_of(mark.place) + (mark.share - 0.5) * picture.spacing for mark in shown]
    for mark, x in zip(shown, lefts, strict=True):
        if mark.sort not in _THROUGH:
            low, high, half = frame.high + size * 0.4, frame.high + size * 0.9, size * 0.3
            picture.drawn.append(
                Lines([(x - half, high), (x, low), (x + half, high)], style.ink, size * 0.14)
            )
            labels.take(Box(x - half, low, x + half, high))
        elif not any(abs(x - one) < size * 0.2 for one in lines):
            picture.drawn.append(
                Lines([(x, frame.low), (x, top)], style.ink, size * 0.11, _THROUGH[mark.sort])
            )
            labels.take(Box(x, frame.low, x + 0.1, top))
            lines.append(x)
    for mark, x in zip(shown, lefts, strict=True):
        _mark_words(picture, labels, style, mark, x, min(_LANES, len(shown)))
    return lines


def _mark_words(
    picture: Picture, labels: Labels, style: Style, mark: ChartMark, x: float, lanes_used: int
) -> None:
    """Put the text of a mark into the lane above the values that has the most room, as much as fits."""
    size = style.size
    text = _("launch: {text}").format(text=mark.text) if mark.sort == "launch" else mark.text
    wide = style.measure(text, size)
    lanes = [picture.frame.high + size * (0.9 + 1.5 * lane) for lane in range(lanes_used)]
    if mark.sort == "launch":
        lanes.reverse()
    best: tuple[float, Words] | None = None
    for y in lanes:
        for way, align in ((1, "left"), (-1, "right")):
            start = x + way * size * 0.75
            room = labels.room(start, y, size, way) - size * 0.75
            if best is None or min(room, wide) > best[0]:
                best = min(room, wide), Words(start, y, text, size, style.ink, align)  # type: ignore[arg-type]
    if best is None:
        return
    short = elided(text, size, best[0], style.measure)
    if short == text or style.measure(short, size) > size * _LEAST_WORDS:
        labels.try_put(best[1]._replace(text=short))


def _last_year(picture: Picture, labels: Labels, data: ChartData, style: Style, near: range) -> None:
    if not data.last_year:
        return
    for stretch in unbroken(near, lambda place: data.last_year[place] is not None):
        line = [(picture.x_of(i), picture.y_of(data.last_year[i] or 0.0)) for i in stretch]
        picture.drawn.append(
            Lines(thinned(clipped(line, picture), picture), style.quiet, style.size * 0.1, "dot")
        )
    ends = [i for i in near if data.last_year[i] is not None and i <= picture.last]
    if ends:
        x, y = picture.x_of(ends[-1]), picture.y_of(data.last_year[ends[-1]] or 0.0)
        words = _("last year")
        gap = style.size * 0.9
        labels.try_put(
            *(Words(x, y + way * gap, words, style.size * 0.92, style.quiet, "right") for way in (-1, 1))
        )


def _averages(picture: Picture, data: ChartData, style: Style) -> None:
    for one in data.stretches:
        span = _span(picture, one.first, one.last)
        if span:
            level = picture.y_of(one.centre)
            ends = [(span[0], level), (span[1], level)]
            picture.drawn.append(Lines(ends, style.line, style.size * 0.1, "dash"))


def _targets(picture: Picture, labels: Labels, data: ChartData, style: Style) -> None:
    """Draw each target over its own periods, with its value."""
    for one in reversed(data.steps):
        span = _span(picture, one.first, one.last)
        if span is None:
            continue
        level = picture.y_of(one.value)
        picture.drawn.append(Lines([(span[0], level), (span[1], level)], style.target, style.size * 0.17))
        labels.take(Box(span[0], level - 1, span[1], level + 1))


def _name_targets(picture: Picture, labels: Labels, data: ChartData, style: Style) -> None:
    """Put the value of each target beside its line: where no value lies if there is such a place."""
    gap = style.size * 0.85
    for one in reversed(data.steps):
        span = _span(picture, one.first, one.last)
        if span is None:
            continue
        level = picture.y_of(one.value)
        words = _("target {value}").format(value=one.shown)
        wide = style.measure(words, style.size)
        ends = [span[1] - 2]
        while ends[-1] - wide / 2 > span[0] + wide:
            ends.append(ends[-1] - wide / 2)
        choices = [
            Words(end, level + way * gap, words, style.size, style.target, "right")
            for end in ends
            for way in (1, -1)
        ]
        if not labels.try_put(*choices) and wide < span[1] - span[0]:
            labels.put(choices[0])


def _line(picture: Picture, labels: Labels, data: ChartData, style: Style, near: range) -> None:
    """Draw the values: never across a gap, nor from one way of measuring to another."""
    points = data.points
    wide = style.size * (0.19 if picture.spacing >= _CLOSE else 0.1)
    broken = {mark.place for mark in data.marks if mark.sort == "version"}
    over = [place for place in near if not points[place].running]
    for whole in unbroken(over, lambda place: points[place].value is not None):
        for stretch in split(whole, broken):
            line = [(picture.x_of(i), picture.y_of(points[i].value or 0.0)) for i in stretch]
            line = thinned(clipped(line, picture), picture)
            if len(line) > 1:
                picture.drawn.append(Lines(line, style.line, wide))
            if picture.spacing > style.size * _MARK:
                for box in along(line, style.size * _MARK):
                    labels.take(box)
    running = [place for place in near if points[place].running and points[place].value is not None]
    for place in running:
        before = points[place - 1].value if place else None
        if before is not None:
            ends = [
                (picture.x_of(i), picture.y_of(points[i].value or 0.0)) for i in (place - 1, place)
            ]  # fmt: skip
            picture.drawn.append(Lines(clipped(ends, picture), style.line, wide * 0.7, "dot"))


def _points(
    picture: Picture, labels: Labels, data: ChartData, style: Style, inside: Sequence[int]
) -> None:  # fmt: skip
    """Draw the marks of the values: all where there is room, else those of signals, and lone ones."""
    across = style.size * _MARK
    roomy = picture.spacing >= across * 1.3
    kept = (
        {"dot", *_LARGER} if roomy else {"diamond", "hollow"} if picture.spacing < across / 2 else {*_LARGER}
    )
    by_shape: dict[Shape, list[Place]] = {}
    for place in inside:
        point = data.points[place]
        if point.value is None or not (point.shape in kept or alone(data.points, place)):
            continue
        at = (picture.x_of(place), picture.y_of(point.value))
        by_shape.setdefault(point.shape, []).append(at)
        if roomy:
            labels.take(Box(at[0] - across / 2, at[1] - across / 2, at[0] + across / 2, at[1] + across / 2))
    for shape, places in by_shape.items():
        size = across * _LARGER.get(shape, 1.0) * (1.0 if roomy else 0.75)
        seen = places if roomy else apart(places, across * 0.6)
        picture.drawn.append(Marks(seen, shape, size, style.line, style.ground))


def _names(
    picture: Picture,
    labels: Labels,
    data: ChartData,
    style: Style,
    inside: Sequence[int],
    events: Sequence[float],
) -> None:
    """Name the signals beside them, newest first, never across the line of an event.

    Mean and limits at the right where asked.
    """
    size = style.size * 0.92
    for run in _named_runs(picture, data, style, inside):
        shown = [
            (picture.x_of(i), picture.y_of(value))
            for i in range(max(run.first, inside[0]), min(run.last, inside[-1]) + 1)
            if (value := data.points[i].value) is not None
        ]
        heights = [y for _x, y in shown]
        y = max(heights) + size * 1.3 if run.side == "above" else min(heights) - size * 1.3
        first, last = shown[0][0], shown[-1][0]
        spots = [((first + last) / 2, "center"), (last, "right"), (first, "left")]
        wide = style.measure(run.words, size)
        for x in events:  # beside its line, where most of the words stay over their own values
            spots += [(x + size * 0.6, "left")] if first <= x <= last - wide / 2 else []
            spots += [(x - size * 0.6, "right")] if first + wide / 2 <= x <= last else []
        way = size * 1.2 if run.side == "above" else -size * 1.2
        free = [y + way * step for step in range(4) if picture.frame.low + size < y + way * step]
        labels.try_put(
            *(
                Words(x, level, run.words, size, style.ink, align)  # type: ignore[arg-type]
                for level in free
                for x, align in spots
            )
        )
    if not style.limits_named or not data.stretches or not inside:
        return
    one = data.stretches[-1]
    if one.last < inside[-1] - 1:
        return
    levels = [picture.y_of(value) for value in (one.upper, one.centre, one.lower)]
    levels[0] = max(levels[0], levels[1] + size * 1.25)
    levels[2] = min(levels[2], levels[1] - size * 1.25)
    for level, words in zip(levels, _limit_words(one), strict=True):
        labels.put(Words(picture.frame.right + size * 0.5, level, words, size, style.quiet))


def _named_runs(picture: Picture, data: ChartData, style: Style, inside: Sequence[int]) -> list[Run]:
    """Return the newest signals in view, each name once; none where the values lie too close for one."""
    if not inside or picture.spacing < style.size * _MARK / 2:
        return []
    named: dict[str, Run] = {}
    for run in data.runs:
        here = range(max(run.first, inside[0]), min(run.last, inside[-1]) + 1)
        if any(data.points[place].value is not None for place in here):
            named[run.words] = run
    return sorted(named.values(), key=lambda run: -run.last)[:_MOST_NAMED]
