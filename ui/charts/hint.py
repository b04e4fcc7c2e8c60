"""What the pointer or the keys are at, painted over a drawn chart."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from cxdesk.output.charts.model import ChartData
from cxdesk.output.charts.placing import AnyChart
from cxdesk.output.charts.shapes import Picture
from ui import theme

_WIDEST = 300


def paint_hint(painter: QPainter, area: QRect, picture: Picture, data: AnyChart, place: int) -> None:
    """Paint a line through a point, a ring around it, and its words in a box beside it."""
    now = theme.current()
    at = _point(picture, data, place, area.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(data, ChartData):
        painter.setPen(QPen(now.colour("secondary"), 1))
        frame, high = picture.frame, area.height()
        painter.drawLine(QPointF(at.x(), high - frame.high), QPointF(at.x(), high - frame.low))
        if data.points[place].value is not None:
            painter.setPen(QPen(now.colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, now.px(6), now.px(6))
    _paint_box(painter, area, at, data.words(place))


def _point(picture: Picture, data: AnyChart, place: int, height: int) -> QPointF:
    frame = picture.frame
    if not isinstance(data, ChartData):
        y = frame.high - (place + 0.5) * picture.spacing
        return QPointF((frame.left + frame.right) / 2, height - y)
    value = data.points[place].value
    y = (frame.low + frame.high) / 2 if value is None else picture.y_of(value)
    return QPointF(picture.x_of(place), height - y)


def _paint_box(painter: QPainter, area: QRect, at: QPointF, words: str) -> None:
    now = theme.current()
    font = now.font("small")
    pad, gap = now.px(7), now.px(12)
    widest = min(now.px(_WIDEST), area.width() - 2 * pad - 4)
    flags = Qt.TextFlag.TextWordWrap
    room = QFontMetrics(font).boundingRect(QRect(0, 0, widest, area.height()), flags, words)
    wide, tall = room.width() + 2 * pad + 2, room.height() + 2 * pad
    left = at.x() + gap if at.x() + gap + wide <= area.right() else at.x() - gap - wide
    left = min(max(2.0, left), max(2.0, area.right() - wide - 2.0))
    top = min(max(2.0, at.y() - tall - gap), max(2.0, area.bottom() - tall - 2.0))
    box = QRectF(left, top, wide, tall)
    painter.setPen(QPen(now.colour("field_border"), 1))
    painter.setBrush(now.colour("surface"))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(now.colour("text"))
    painter.setFont(font)
    painter.drawText(box.adjusted(pad, pad, -pad, -pad), flags, words)
