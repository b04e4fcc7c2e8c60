"""What a chart shows, as plain values: nothing here reads the file or draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple, Protocol

from cxdesk.i18n import _

Shape = Literal["dot", "hollow", "diamond", "square", "triangle"]
MarkSort = Literal["note", "launch", "rebaseline", "version"]


class Wording(Protocol):
    """Writes the points of a chart by their places: when asked, for there may be thousands."""

    def label(self, place: int) -> str:
        """Return the period in full."""

    def tick(self, place: int) -> str:
        """Return the period as short as it goes, for the axis."""

    def shown(self, place: int) -> str:
        """Return the value as people read it, and what a period without one lacks."""


class ChartPoint(NamedTuple):
    """One period. `value` is None in a gap, and `said` are the signals that it is part of, in words.

    Where not all points have room for a label at the axis, those of the highest `major` go first: 1 for the
    first of a month, 2 for the first of a year.
    """

    value: float | None
    shape: Shape = "dot"
    said: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    n: int | None = None
    running: bool = False
    major: int = 0


class Stretch(NamedTuple):
    """Points from `first` to `last` with limits of their own, as far as they can happen."""

    first: int
    last: int
    centre: float
    lower: float
    upper: float
    centre_text: str
    lower_text: str
    upper_text: str
    trial: bool = False


class Step(NamedTuple):
    """A target for the points from `first` to `last`, for which it was meant."""

    first: int
    last: int
    value: float
    shown: str


class ChartMark(NamedTuple):
    """Something that happened at a point, such as a launch. A version breaks the line before it.

    `share` is how much of the period was over by then.
    """

    place: int
    sort: MarkSort
    text: str
    share: float = 0.0


class Run(NamedTuple):
    """A signal: its first and last point, and what it is called."""

    first: int
    last: int
    side: Literal["above", "below"]
    words: str


class Row(NamedTuple):
    """A line of the table that says the same as the chart."""

    period: str
    value: str
    n: str
    limits: str
    said: str
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class ChartData:
    """A series over time. Places of stretches, steps, marks and runs count `points`, from 0.

    `axis` writes a value at the axis; steps are of whole `unit`. `offset` is the place of the first point in
    the whole series; `last_year` has a value for each point, or nothing at all. `most` is what no value
    exceeds, such as all of them for a share.
    """

    title: str
    summary: str
    points: tuple[ChartPoint, ...]
    wording: Wording
    axis: Callable[[Fraction], str]
    unit: Fraction
    stretches: tuple[Stretch, ...] = ()
    steps: tuple[Step, ...] = ()
    marks: tuple[ChartMark, ...] = ()
    runs: tuple[Run, ...] = ()
    last_year: tuple[float | None, ...] = ()
    sentences: tuple[str, ...] = ()
    badge: str = ""
    role: str = ""
    offset: int = 0
    most: float | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(point.value is None for point in self.points)

    def words(self, place: int) -> str:
        """Return what a point says, as one line for the pointer and for screen readers."""
        point = self.points[place]
        said = [f"{self.wording.label(place)}: {self.wording.shown(place)}", *point.said, *point.notes]
        said += [mark.text for mark in self.marks if mark.place == place]
        return " · ".join(said)


class CauseBar(NamedTuple):
    """One cause: how often, its share in words, and the share of it and all before it."""

    label: str
    number: int
    share: str
    cumulative: float
    so_far: str


class CauseRow(NamedTuple):
    """A line of the table that says the same as the chart of causes."""

    label: str
    number: str
    share: str
    so_far: str


@dataclass(frozen=True, slots=True, eq=False)
class CauseData:
    """Causes from the most to the least frequent; those that are too few to be ranked, as they were given."""

    title: str
    summary: str
    bars: tuple[CauseBar, ...]
    ranked: bool = True

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.bars or not self.ranked

    def words(self, place: int) -> str:
        """Return what a bar says, as one line."""
        bar = self.bars[place]
        return f"{bar.label}: {bar.number} · {bar.share} · " + _("{share} so far").format(share=bar.so_far)
