"""Lines through values: where they break, what of them is seen, and how many points it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from math import ceil

from cxdesk.output.charts.model import ChartPoint
from cxdesk.output.charts.shapes import Box, Picture, Place

_THINNED = 2.0  # points to a unit of width: more would be drawn upon each other


def unbroken(places: Sequence[int], there: Callable[[int], bool]) -> Iterator[list[int]]:
    """Give the runs of places for which something is there."""
    for found, run in groupby(places, there):
        if found:
            yield list(run)


def split(run: list[int], broken: set[int]) -> Iterator[list[int]]:
    """Give the parts of a run, a new one at each place where it is broken."""
    part: list[int] = []
    for place in run:
        if place in broken and part:
            yield part
            part = []
        part.append(place)
    yield part


def alone(points: Sequence[ChartPoint], place: int) -> bool:
    """Tell whether no line leads to a value, so that without a mark it would not be seen."""
    before = points[place - 1].value if place else None
    after = points[place + 1].value if place + 1 < len(points) else None
    return before is None and after is None


def along(line: Sequence[Place], step: float) -> Iterator[Box]:
    """Give small boxes that together cover a line."""
    for (x, y), (other, level) in pairwise(line):
        parts = max(1, ceil(max(abs(other - x), abs(level - y)) / step))
        ends = [(x + (other - x) * i / parts, y + (level - y) * i / parts) for i in range(parts + 1)]
        for (left, one), (right, two) in pairwise(ends):
            yield Box(left, min(one, two), right, max(one, two))


def clipped(line: list[Place], picture: Picture) -> list[Place]:
    """Return the part of a line within the frame, its ends where it enters and leaves it."""
    left, right = picture.frame.left, picture.frame.right
    found: list[Place] = []
    for i, (x, y) in enumerate(line):
        if left <= x <= right:
            found.append((x, y))
        for other in line[i + 1 : i + 2]:
            edge = left if (x - left) * (other[0] - left) < 0 else right
            if (x - edge) * (other[0] - edge) < 0:
                share = (edge - x) / (other[0] - x)
                found.append((edge, y + share * (other[1] - y)))
    return found


def thinned(line: list[Place], picture: Picture) -> list[Place]:
    """Return the lowest and the highest of the points that would share a unit of width."""
    if len(line) < 2 or len(line) <= _THINNED * (line[-1][0] - line[0][0]):
        return line
    found: list[Place] = []
    for _unit, group in groupby(line, lambda place: int(place[0])):
        those = list(group)
        ends = {those.index(min(those, key=_height)), those.index(max(those, key=_height))}
        found += [those[i] for i in sorted(ends)]
    return found


def _height(place: Place) -> float:
    return place[1]


def apart(places: list[Place], least: float) -> list[Place]:
    """Return places of which no two neighbours lie on each other."""
    kept: list[Place] = []
    for x, y in places:
        if not kept or abs(x - kept[-1][0]) >= least or abs(y - kept[-1][1]) >= least:
            kept.append((x, y))
    return kept
