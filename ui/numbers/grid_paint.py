"""How the grid of numbers looks: numbers to the right, marks in corners, names at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cxdesk.i18n import _
from ui import icons, theme
from ui.numbers.grid_model import Index, Period, Square
from ui.standards.row_delegates import wrapped
from ui.widgets.buttons import paint_area, paint_ring

if TYPE_CHECKING:
    from ui.numbers.grid_table import NumbersTable

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
PAD = 10


class NumberPainter(QStyledItemDelegate):
    """Paints a cell; a mark has a shape, and its words are read out."""

    def __init__(self, table: NumbersTable) -> None:
        super().__init__(table)
        self.table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = theme.current()
        rect: QRect = option.rect  # type: ignore[attr-defined,unused-ignore]
        model = self.table.numbers
        square, period = model.square(index), model.periods[index.column()]
        current = index == self.table.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.table.selectionModel().isSelected(index):
            paint_area(painter, rect, t.colour("selection"))
        elif period.state != "open":
            paint_area(painter, rect, t.colour("window"))
        painter.setPen(t.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_words(painter, rect, square, period)
        if square.note:
            self._paint_corner(painter, rect)
        if square.wrong or square.doubt:
            self._paint_mark(painter, rect, square)
        if current and self.table.has_keyboard():
            paint_ring(painter, QRectF(rect).adjusted(1, 1, -1, -2), t.px(4))
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, square: Square, period: Period) -> None:
        t = theme.current()
        area = rect.adjusted(t.px(4), 0, -t.px(PAD), 0)
        side = Qt.AlignmentFlag.AlignRight
        if square.text:
            painter.setFont(theme.tabular(t.font("body")))
            painter.setPen(t.colour("danger" if square.wrong else "text"))
            text = QFontMetrics(painter.font()).elidedText(
                square.text, Qt.TextElideMode.ElideRight, area.width()
            )
            painter.drawText(area, side | _MIDDLE, text)
            return
        words = {"open": "–", "closed": _("closed"), "coming": ""}[period.state]
        painter.setFont(t.font("caption" if period.state == "closed" else "body"))
        painter.setPen(t.colour("secondary"))
        painter.drawText(area, side | _MIDDLE, words)

    def _paint_corner(self, painter: QPainter, rect: QRect) -> None:
        """Fold the corner down: there is a note."""
        t = theme.current()
        side = t.px(7)
        right = (
            rect.left()
            if self.table.layoutDirection() == Qt.LayoutDirection.RightToLeft
            else rect.right() + 1
        )
        inner = right + side if right == rect.left() else right - side
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.colour("brand"))
        top = rect.top()
        painter.drawPolygon(QPolygonF([QPointF(inner, top), QPointF(right, top), QPointF(right, top + side)]))

    def _paint_mark(self, painter: QPainter, rect: QRect, square: Square) -> None:
        t = theme.current()
        role = "danger" if square.wrong else "warning"
        side = t.px(12)
        spot = QRect(rect.left() + t.px(3), rect.center().y() - side // 2 + 1, side, side)
        icons.paint(painter, spot, "warning", t.colour(role))
        if square.wrong:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(t.colour("danger"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -2.5))


class NumberHeads(QHeaderView):
    """Periods at the top, names of numbers at the left; those of the chosen cell stand out."""

    def __init__(self, orientation: Qt.Orientation, table: NumbersTable) -> None:
        super().__init__(orientation, table)
        self.table = table
        self.setViewport(QWidget(self))  # as that of the table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(orientation == Qt.Orientation.Horizontal)
        self.setHighlightSections(False)
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(theme.px(28))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        upright = self.orientation() == Qt.Orientation.Vertical
        model, index = self.table.numbers, self.table.currentIndex()
        if section >= len(model.lines if upright else model.periods):
            return
        t = theme.current()
        chosen = index.isValid() and section == (index.row() if upright else index.column())
        painter.save()
        paint_area(painter, rect, t.colour("surface"))
        painter.setPen(t.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(t.colour("brand" if chosen else "text" if upright else "secondary"))
        if upright:
            self._paint_name(painter, rect, model.lines[section].name, chosen=chosen)
        else:
            painter.setFont(t.font("strong" if chosen or model.periods[section].now else "small"))
            self._paint_head(painter, rect, model.periods[section])
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, period: Period) -> None:
        t = theme.current()
        area = rect.adjusted(t.px(2), 0, -t.px(PAD), 0)
        text = QFontMetrics(painter.font()).elidedText(period.head, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | _MIDDLE, text)
        if period.now:
            line = QRect(rect.left() + t.px(4), rect.bottom() - 1, rect.width() - t.px(8), 2)
            paint_area(painter, line, t.colour("brand"))

    def _paint_name(self, painter: QPainter, rect: QRect, name: str, *, chosen: bool) -> None:
        t = theme.current()
        font = t.font("strong" if chosen else "body")
        area = rect.adjusted(t.px(4), 0, -t.px(8), 0)
        metrics = QFontMetrics(font)
        step = metrics.height() - 1
        lines = wrapped(name, font, area.width(), max(1, rect.height() // step))
        painter.setFont(font)
        top = area.center().y() - len(lines) * step // 2 + 1
        for place, line in enumerate(lines):
            spot = QRect(area.left(), top + place * step, area.width(), step)
            text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | _MIDDLE, text)

    def sectionSizeFromContents(self, _section: int) -> QSize:
        """Return the given size: heads never ask for more."""
        return QSize(theme.px(40), theme.px(28))
