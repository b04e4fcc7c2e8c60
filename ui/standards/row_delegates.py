"""How the rows of the Standards page are painted: from the theme, at any scale, text as it was typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import icons, theme
from ui.standards.row_list import RowList
from ui.standards.rows import ROW, Row, RowTag
from ui.widgets.buttons import paint_edge, paint_ring
from ui.widgets.fields import TextField

Index = QModelIndex | QPersistentModelIndex
Line = tuple[str, QRect]
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEADING = int(Qt.AlignmentFlag.AlignLeft | _ONE_LINE)  # the side where the reading begins
_TAG_COLOURS = {
    "neutral": ("neutral", "neutral_back"),
    "brand": ("brand", "brand_back"),
    "danger": ("danger", "danger_back"),
    "warn": ("warning", "warning_back"),
    "good": ("good", "good_back"),
    "solid": ("solid", "solid_back"),
}


def medium(font: QFont, weight: QFont.Weight = QFont.Weight.Medium) -> QFont:
    """Return `font` in another weight."""
    font = QFont(font)
    font.setWeight(weight)
    return font


@lru_cache(maxsize=2048)
def _wrapped(text: str, font_key: str, width: int, most: int) -> tuple[str, ...]:
    font = QFont()
    font.fromString(font_key)
    flat = " ".join(text[:600].split())
    layout = QTextLayout(flat, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) <= most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(flat)]
    lines = [flat[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    if len(lines) > most:
        rest = flat[starts[most - 1] :]
        lines[most - 1 :] = [QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)]
    return tuple(lines)


def wrapped(text: str, font: QFont, width: int, most: int = 2) -> tuple[str, ...]:
    """Return `text` in at most `most` lines of `width`; the last one ends in "…" where there is more."""
    return _wrapped(text, font.toString(), width, most)


_MEASURED = 2_000
"""So many heights of rows are kept."""


@dataclass(frozen=True, slots=True)
class _Fonts:
    text: QFont
    quiet: QFont
    tag: QFont

    @classmethod
    def now(cls) -> _Fonts:
        t = theme.current()
        return cls(medium(t.font("body")), t.font("small"), t.font("caption"))


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where everything of a row stands, in a row that begins at 0, 0."""

    height: int
    lines: tuple[Line, ...]
    quiet: tuple[Line, ...]
    tags: tuple[tuple[RowTag, QRect], ...]


class _Base(QStyledItemDelegate):
    """What both kinds of row share: the tint, the ring, the field to rename in."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self.view = view
        view.setItemDelegate(self)

    def _back(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> bool:
        """Paint the row's background; tell whether it is the chosen one."""
        t = theme.current()
        area = QRectF(_rect(option)).adjusted(0.5, 1, -0.5, -1)
        selected = self.view.selectionModel().isSelected(index)
        over = self._is_over(option)
        target = self.view.mark_on == index.row()
        if selected or over or target:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.colour("selection" if selected or target else "hover"))
            painter.drawRoundedRect(area, t.px(8), t.px(8))
        ring = self.view.hasFocus() and self.view.keyboard and index == self.view.currentIndex()
        if ring or target:
            paint_ring(painter, area.adjusted(1, 0.5, -1, -0.5), t.px(7))
        elif selected:
            paint_edge(painter, area.adjusted(0.5, 0.5, -0.5, -0.5), t.px(7))
        return selected

    def _is_over(self, option: QStyleOptionViewItem) -> bool:
        """Tell whether the mouse is on the row. The state is of a class with many names: load it late."""
        if not self.view.viewport().underMouse():
            return False
        from PySide6.QtWidgets import QStyle

        state: QStyle.StateFlag = option.state
        return bool(state & QStyle.StateFlag.State_MouseOver)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = TextField(parent, name=index.data())
        field.setMaxLength(120)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, TextField):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, TextField):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(_rect(option))


class JourneyDelegate(_Base):
    """A number or an icon, a name, a count."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        t = theme.current()
        return QSize(t.px(120), max(t.px(34), QFontMetrics(t.font()).height() + t.px(12)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        t, rect = theme.current(), _rect(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = self._back(painter, option, index)
        font = t.font("strong" if selected else "body")
        quiet = t.colour("disabled" if row.dim else "secondary")
        numbers = theme.tabular(font)
        area = rect.adjusted(t.px(12), 0, -t.px(12), 0)
        lead = t.px(22)
        if row.icon:
            side = t.px(16)
            spot = QRect(area.left() - t.px(1), area.center().y() - side // 2 + 1, side, side)
            role = "brand" if selected else "secondary"
            icons.paint(painter, self._placed(option, spot), row.icon, t.colour(role))
        _draw(
            painter,
            self._placed(option, QRect(area.left(), area.top(), lead, area.height())),
            row.number,
            numbers,
            quiet,
        )
        width = QFontMetrics(numbers).horizontalAdvance(row.count) + 2
        end = QRect(area.right() - width + 1, area.top(), width, area.height())
        _draw(painter, self._placed(option, end), row.count, numbers, t.colour("text") if selected else quiet)
        middle = QRect(area.left() + lead, area.top(), area.width() - lead - width - t.px(6), area.height())
        text = QFontMetrics(font).elidedText(row.text, Qt.TextElideMode.ElideRight, middle.width())
        _draw(painter, self._placed(option, middle), text, font, quiet if row.dim else t.colour("text"))
        painter.restore()

    def _placed(self, option: QStyleOptionViewItem, rect: QRect) -> QRect:
        return _mirrored(self.view, _rect(option), rect)


class StandardDelegate(_Base):
    """A handle, the text in up to two lines, a quiet line, tags at the end."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._measured_for: object = None
        self._fonts = _Fonts.now()
        self._known: dict[tuple[int, str, str, tuple[RowTag, ...]], int] = {}
        """By width and what a row says: a list asks for each several times, and again at each change."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width, row = self.view.viewport().width(), index.data(ROW)
        if self._measured_for is not theme.current() or len(self._known) > _MEASURED:
            self._measured_for, self._fonts = theme.current(), _Fonts.now()
            self._known.clear()
        key = (width, row.text, row.quiet, row.tags)
        if key not in self._known:
            self._known[key] = self._shape(row, width, self._fonts).height
        return QSize(width, self._known[key])

    def _shape(self, row: Row, width: int, fonts: _Fonts) -> _Shape:
        t = theme.current()
        left, right, top = t.px(36), width - t.px(8), t.px(8)
        room = right - left
        tags, below = self._choose_tags(row, room, fonts)
        used = 0 if below else self._tags_width(tags, fonts)
        body = room - (used + t.px(12) if used else 0)
        lines = _stack(wrapped(row.text, fonts.text, body), fonts.text, left, top, body)
        bottom = lines[-1][1].bottom() + 1 if lines else top
        quiet: tuple[Line, ...] = ()
        if row.quiet:
            # Below a text of two lines it is below the tags as well.
            span = room if len(lines) > 1 else body
            quiet = _stack(
                wrapped(row.quiet, fonts.quiet, span, 1), fonts.quiet, left, bottom + t.px(1), span
            )
            bottom = quiet[-1][1].bottom() + 1
        high = QFontMetrics(fonts.tag).height() + t.px(4)
        first = QFontMetrics(fonts.text).lineSpacing()
        y = bottom + t.px(4) if below else top + (first - high) // 2
        placed, x = [], left if below else right - used
        for tag in tags:
            wide = self._tag_width(tag, fonts)
            placed.append((tag, QRect(x, y, wide, high)))
            x += wide + t.px(6)
        bottom = max([bottom, *(spot.bottom() + 1 for _tag, spot in placed)])
        return _Shape(bottom + top, lines, quiet, tuple(placed))

    def _choose_tags(self, row: Row, room: int, fonts: _Fonts) -> tuple[tuple[RowTag, ...], bool]:
        """Return the tags that stand beside the text, or all that matter and True: they stand below it."""
        width = self._tags_width(row.tags, fonts)
        if width <= room * 0.5:
            body = room - width - theme.px(12)
            if not width or len(wrapped(row.text, fonts.text, body, 3)) <= 2:
                return row.tags, False
        needed = tuple(tag for tag in row.tags if not tag.spare)
        return needed, self._tags_width(needed, fonts) > room * 0.5

    def _tag_width(self, tag: RowTag, fonts: _Fonts) -> int:
        return QFontMetrics(fonts.tag).horizontalAdvance(tag.text) + theme.px(16)

    def _tags_width(self, tags: tuple[RowTag, ...], fonts: _Fonts) -> int:
        return sum(self._tag_width(tag, fonts) for tag in tags) + theme.px(6) * max(0, len(tags) - 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        t, rect, fonts = theme.current(), _rect(option), _Fonts.now()
        shape = self._shape(row, rect.width(), fonts)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = self._back(painter, option, index)
        last = index.row() == len(self.view.rows.rows) - 1
        if not selected and not last:
            painter.setPen(QPen(t.colour("border"), 1))
            y = rect.bottom() + 0.5
            painter.drawLine(QPointF(rect.left() + t.px(8), y), QPointF(rect.right() - t.px(8), y))
        side = t.px(14)
        first = QFontMetrics(fonts.text).lineSpacing()
        handle = QRect(t.px(11), t.px(8) + (first - side) // 2, side, side)
        lit = selected or self._is_over(option)
        icons.paint(
            painter,
            self._placed(rect, handle),
            row.icon or "drag",
            t.colour("secondary" if lit else "field_border"),
        )
        ink = t.colour("secondary" if row.dim else "text")
        for text, spot in shape.lines:
            _draw(painter, self._placed(rect, spot), text, fonts.text, ink)
        for text, spot in shape.quiet:
            _draw(painter, self._placed(rect, spot), text, fonts.quiet, t.colour("secondary"))
        for tag, spot in shape.tags:
            self._paint_tag(painter, self._placed(rect, spot), tag, fonts.tag, selected=selected)
        painter.restore()

    def _paint_tag(self, painter: QPainter, rect: QRect, tag: RowTag, font: QFont, *, selected: bool) -> None:
        t = theme.current()
        ink, back = _TAG_COLOURS[tag.role]
        if selected and tag.role in {"neutral", "brand"}:
            back = "surface"  # its own would not be seen on the tint
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.colour(back))
        painter.drawRoundedRect(QRectF(rect), t.px(5), t.px(5))
        painter.setFont(font)
        painter.setPen(t.colour(ink))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), tag.text)

    def _placed(self, row: QRect, spot: QRect) -> QRect:
        return _mirrored(self.view, row, spot.translated(row.topLeft()))


def _stack(lines: tuple[str, ...], font: QFont, x: int, y: int, width: int) -> tuple[Line, ...]:
    step = QFontMetrics(font).lineSpacing()
    return tuple((line, QRect(x, y + step * place, width, step)) for place, line in enumerate(lines))


def _draw(painter: QPainter, rect: QRect, text: str, font: QFont, ink: QColor) -> None:
    if text:
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(rect, _LEADING, text)


def _rect(option: QStyleOptionViewItem) -> QRect:
    return option.rect  # type: ignore[attr-defined,no-any-return,unused-ignore]


def _mirrored(view: QWidget, around: QRect, spot: QRect) -> QRect:
    """Return where `spot` is when the text runs from right to left."""
    if view.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        return spot
    return QRect(QPoint(around.left() + around.right() - spot.right(), spot.top()), spot.size())
