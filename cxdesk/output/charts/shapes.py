"""What a chart is drawn of: lines, areas, marks and words, placed by their lengths from the lower left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from cxdesk.output.charts.model import Shape

Place = tuple[float, float]
Dash = Literal["", "dash", "dot"]
Align = Literal["left", "center", "right"]
CAP = 0.711  # height of capitals of the text face, to its size


@dataclass(frozen=True, slots=True)
class Style:
    """Colours as `#RRGGBB` and the size of the text; other lengths follow from it.

    `measure` returns the width of a text at a size. With `limits_named`, mean and limits have their values
    beside them, and with `headed` the title stands above.
    """

    ink: str
    quiet: str
    grid: str
    ground: str
    line: str
    band: str
    edge: str
    target: str
    measure: Callable[[str, float], float]
    size: float = 8.5
    limits_named: bool = False
    headed: bool = False


class Lines(NamedTuple):
    """A line through points."""

    points: Sequence[Place]
    colour: str
    width: float
    dash: Dash = ""


class Area(NamedTuple):
    """A rectangle, filled."""

    left: float
    low: float
    right: float
    high: float
    colour: str


class Marks(NamedTuple):
    """Marks of one kind at points; `size` is across. `ground` fills a hollow one."""

    points: Sequence[Place]
    shape: Shape
    size: float
    colour: str
    ground: str


class Words(NamedTuple):
    """A line of text, its capitals centred on `y`."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    align: Align = "left"
    strong: bool = False


Drawn = Lines | Area | Marks | Words


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: float
    low: float
    right: float
    high: float

    def meets(self, other: Box) -> bool:
        """Tell whether two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )


@dataclass(slots=True)
class Picture:
    """A chart as it is drawn: `frame` is the part with the values, which shows points `first` to `last`.

    With `lying`, the points are rows from the top instead of columns from the left.
    """

    width: float
    height: float
    frame: Box
    first: float = 0.0
    last: float = 0.0
    lying: bool = False
    drawn: list[Drawn] = field(default_factory=list)
    heights: Callable[[float], float] | None = None

    def x_of(self, place: float) -> float:
        """Return where a point stands from the left."""
        wide = (self.frame.right - self.frame.left) / (self.last - self.first + 1)
        return self.frame.left + (place - self.first + 0.5) * wide

    def y_of(self, value: float) -> float:
        """Return where a value stands from below."""
        return self.frame.low if self.heights is None else self.heights(value)

    @property
    def spacing(self) -> float:
        """The distance from one point to the next."""
        side = self.frame.high - self.frame.low if self.lying else self.frame.right - self.frame.left
        return side / (self.last - self.first + 1)

    def place_at(self, x: float, y: float) -> int | None:
        """Return the point that is nearest, or None outside the frame."""
        frame, slack = self.frame, 4.0
        if not (frame.left - slack <= x <= frame.right + slack and frame.low - slack <= y):
            return None
        along = (frame.high - y) if self.lying else (x - frame.left)
        place = round(self.first + along / self.spacing - 0.5)
        return place if self.first - 0.5 <= place <= self.last + 0.5 else None


class Labels:
    """Puts words where no others stand."""

    def __init__(self, picture: Picture, style: Style) -> None:
        self._picture, self._style = picture, style
        self._taken: list[Box] = []

    def box(self, words: Words) -> Box:
        """Return the room that words take."""
        wide = self._style.measure(words.text, words.size)
        left = words.x - {"left": 0.0, "center": wide / 2, "right": wide}[words.align]
        half = words.size * 0.62
        return Box(left - 2, words.y - half, left + wide + 2, words.y + half)

    def take(self, box: Box) -> None:
        """Keep words out of a place."""
        self._taken.append(box)

    def room(self, x: float, y: float, size: float, way: int) -> float:
        """Return how far words at `x` may reach, to the right (1) or to the left (-1)."""
        half = size * 0.62
        beside = [one for one in self._taken if one.low < y + half and y - half < one.high]
        if way > 0:
            return min([one.left for one in beside if one.right > x], default=self._picture.width) - x
        return x - max([one.right for one in beside if one.left < x], default=0.0)

    def put(self, words: Words) -> None:
        """Draw words, whatever is there."""
        self._taken.append(self.box(words))
        self._picture.drawn.append(words)

    def try_put(self, *choices: Words) -> bool:
        """Draw the first of some words that is free and within the picture."""
        for words in choices:
            box = self.box(words)
            inside = box.left >= 0 and box.right <= self._picture.width and box.high <= self._picture.height
            if inside and not any(box.meets(one) for one in self._taken):
                self.put(words)
                return True
        return False


def elided(text: str, size: float, room: float, measure: Callable[[str, float], float]) -> str:
    """Return text that fits, its end replaced by "…" when it must be; "" where nothing fits."""
    if measure(text, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + "…", size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…" if low else ""
