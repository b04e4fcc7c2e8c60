"""The Never & Always poster: one size of type for all lines, as large as the longest allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block
from cxdesk.output.colour import GOOD, INK, WRONG, Colour
from cxdesk.output.content import NeverAlwaysText
from cxdesk.output.fit import largest
from cxdesk.output.flow import NewPage
from cxdesk.output.forms import WriteLines
from cxdesk.output.lines import Style
from cxdesk.output.paper import LEAST, MM, Geometry, geometry
from cxdesk.output.shapes import Check, Cross, Marker, rule
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text, width_of
from cxdesk.text import one_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

READ_FROM_FAR = 32.0  # points: read from a metre and a half
FLOOR = 24.0
_HARD_FLOOR = 11.0
_LARGEST = 66.0
_TRACK = -0.02
_LEADING = 1.14  # lines of one item
_PITCH = 1.2  # from one item to the next, at least
_WIDEST_PITCH = 3.2
_FEW = 4  # items a side: with more, a line each reads better
_WORTH = 1.25  # how much larger the type must get for items to take two lines
_GAPS = (22.0, 12.0)  # between the columns; the narrow one where it saves large type
_HEAD = 66.0
_BLANKS = 8
_SIDE = LEAST / MM + 0.5
_LINE = Style(10, 10 * _LEADING, fonts.BOLD, INK, track=_TRACK, kern=True)


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the poster, on one page unless the list is beyond any wall."""
    topic = gathered.topics[0]
    rules: NeverAlwaysText = topic.body
    turn = press.options.word("turn")
    upright = press.section(topic, geometry(press.job.paper, side=_SIDE), title=_(press.job.spec.title))
    across = press.section(
        topic, geometry(press.job.paper, landscape=True, side=_SIDE), title=_(press.job.spec.title)
    )
    (size, gap), lying = _one_line_size(rules, upright), _one_line_size(rules, across)
    wide = turn == "landscape" or (turn == "auto" and size < READ_FROM_FAR and lying[0] > size)
    section, (size, gap) = (across, lying) if wide else (upright, (size, gap))
    if size < FLOOR:
        size = _smaller(rules, section, gap, press)
    else:
        size = _two_lines(rules, section, size, gap)
    section.story = _pages(rules, section, size, gap)
    return [section]


def _column(page: Geometry, gap: float) -> float:
    return (page.body - gap) / 2


def _sides(rules: NeverAlwaysText) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return rules.never, rules.always


def _one_line_size(rules: NeverAlwaysText, section: Section) -> tuple[float, float]:
    """Return the size at which every item has one line and all fit the page, and the gap of the columns."""
    items = [*rules.never, *rules.always]
    widest = max((width_of(item, _LINE) / _LINE.size for item in items), default=0.0)
    rows = max(map(len, _sides(rules)))
    tall = (section.room - _HEAD) / (rows * _PITCH) if rows else _LARGEST
    size = 0.0
    for gap in _GAPS:
        wide = _column(section.geometry, gap) / widest if widest else _LARGEST
        size = int(min(_LARGEST, wide, tall) * 2) / 2
        if size >= READ_FROM_FAR:
            return size, gap
    return size, _GAPS[-1]


def _two_lines(rules: NeverAlwaysText, section: Section, size: float, gap: float) -> float:
    """Return a clearly larger size for a short list, when its items may take two lines; else the same."""
    if max(map(len, _sides(rules))) > _FEW:
        return size
    column, room = _column(section.geometry, gap), (section.room - _HEAD) * 0.96
    words = [word for side in _sides(rules) for item in side for word in item.split()]
    widest = max((width_of(word, _LINE) / _LINE.size for word in words), default=0.0)

    def fits(large: float) -> bool:
        return widest * large <= column and all(
            _height(items, large, column) <= room
            and all(text.fit(column) <= 2.5 * text.style.leading for text in _items(items, large))
            for items in _sides(rules)
        )

    larger = largest(size, _LARGEST, fits) if words else None
    return larger if larger and larger > size * _WORTH else size


def _smaller(rules: NeverAlwaysText, section: Section, gap: float, press: Press) -> float:
    """Return a size at which longer items take more lines; say which ones."""
    column, room = _column(section.geometry, gap), section.room - _HEAD
    style = _LINE.sized(FLOOR)
    long = [item for item in (*rules.never, *rules.always) if width_of(item, style) > column]

    def fits(size: float) -> bool:
        return all(_height(items, size, column) <= room for items in _sides(rules))

    size = largest(_HARD_FLOOR, FLOOR, fits) or _HARD_FLOOR
    names = ", ".join(f"“{one_line(item, 40)}”" for item in dict.fromkeys(long))
    if long:
        press.messages.append(
            _("Too long for one line at {floor} points, so it takes more: {items}").format(
                floor=int(FLOOR), items=names
            )
        )
    if size < FLOOR:
        press.messages.append(
            _("The list is too long for type of {floor} points. It is set in {size} points.").format(
                floor=int(FLOOR), size=f"{size:g}"
            )
        )
    return size


def _items(items: Sequence[str], size: float) -> list[Text]:
    return [Text(item, _LINE.sized(size)) for item in items]


def _height(items: Sequence[str], size: float, column: float) -> float:
    return sum(text.fit(column) + size * (_PITCH - _LEADING) for text in _items(items, size))


def _pages(rules: NeverAlwaysText, section: Section, size: float, gap: float) -> list[Flowable]:
    """Return one poster, or several when even the smallest type is too large for the list."""
    column, room = _column(section.geometry, gap), section.room - _HEAD
    parts = [_chunks(items, size, column, room) for items in _sides(rules)]
    count = max(map(len, parts))
    story: list[Flowable] = []
    for i in range(count):
        never, always = (part[i] if i < len(part) else () for part in parts)
        story += [NewPage(), Poster((never, always), size, gap, section.room - 1, blanks=not i)]
    return story


def _chunks(items: Sequence[str], size: float, column: float, room: float) -> list[Sequence[str]]:
    """Split a side into what fits a page each."""
    chunks: list[list[str]] = [[]]
    used = 0.0
    for item in items:
        tall = _height([item], size, column)
        if chunks[-1] and used + tall > room:
            chunks.append([])
            used = 0.0
        chunks[-1].append(item)
        used += tall
    return list(chunks)


class Poster(Block):
    """Two columns that fill a page: a cross heads one, a check the other."""

    def __init__(
        self, sides: Sequence[Sequence[str]], size: float, gap: float, tall: float, *, blanks: bool
    ) -> None:
        super().__init__()
        self.sides = [_items(side, size) for side in sides]
        self.size, self.gap, self.tall, self.blanks = size, gap, tall, blanks

    def measure(self, width: float) -> float:
        column = (width - self.gap) / 2
        room = self.tall - _HEAD
        used = [sum(text.fit(column) for text in side) for side in self.sides]
        rows = max(map(len, self.sides))
        spare = (room - max(used)) / rows if rows else 0.0
        self.space = min(spare, self.size * (_WIDEST_PITCH - _LEADING))
        return self.tall

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        column = (self.width - self.gap) / 2
        heads: tuple[tuple[str, Marker, Colour], ...] = (
            (_("NEVER"), Cross(34, WRONG, 0.22), WRONG),
            (_("ALWAYS"), Check(36, GOOD, 0.22), GOOD),
        )
        for (title, marker, colour), side in zip(heads, self.sides, strict=True):
            self._head(canv, title, marker, colour, x, top, column)
            down = top - _HEAD
            for text in side:
                text.paint(canv, x, down - self.space / 2)
                down -= text.height + self.space
            if not side and self.blanks:
                pitch = (self.tall - _HEAD) / _BLANKS
                lines = WriteLines(_BLANKS, pitch=pitch)
                lines.fit(column)
                lines.paint(canv, x, down)
            x += column + self.gap

    @staticmethod
    def _head(
        canv: Canvas, title: str, marker: Marker, colour: Colour, x: float, top: float, column: float
    ) -> None:
        middle = top - 27
        marker.paint(canv, x, middle)
        room = column - marker.width - 12
        style = Style(42, 42, fonts.BLACK, colour, kern=True)
        size = min(42.0, 42 * room / width_of(title, style))
        text = Text(title, replace(style, size=size))
        text.fit(room + 1)
        text.paint(canv, x + marker.width + 12, middle + text.height / 2)
        rule(canv, x, top - 54, column, colour, 3.5)
