"""The icons: our own line drawings, tinted by the theme when they are painted.

A drawing is one file of `resources/icons`: 24 px grid, one stroke width, no fill. What takes a `QIcon`
gets it from `ui.icon_engine`.
"""

from __future__ import annotations

import logging
from functools import cache, lru_cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath, QPen, QPixmap, QTransform

from cxdesk.paths import resource
from ui import drawings

_log = logging.getLogger("cxdesk.ui")
_UNKNOWN = "file"
_FACING = {"left": "right", "right": "left", "undo": "redo", "redo": "undo"}
"""Drawings that point along the reading, with those that do so where it runs from right to left."""


def names() -> list[str]:
    """Return the names of all icons there are."""
    return sorted(path.stem for path in resource("icons").glob("*.svg"))


@cache
def _drawing(name: str) -> QPainterPath:
    path = resource("icons", f"{name}.svg")
    try:
        return drawings.outline(path.read_text(encoding="utf-8"))
    except OSError:
        _log.warning("no icon is called %s", name)
        return QPainterPath() if name == _UNKNOWN else _drawing(_UNKNOWN)


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, width: int, height: int, ratio: float) -> QPixmap:
    """Return the drawing in one colour; `width` and `height` are logical, `ratio` is the screen's."""
    picture = QPixmap(QSize(round(width * ratio), round(height * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    side = min(picture.width(), picture.height())
    scale = side / drawings.GRID
    lines = QTransform.fromScale(scale, scale).map(_drawing(name))  # a line drawn large has finer bends
    pen = QPen(QColor(colour), drawings.STROKE * scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate((picture.width() - side) / 2, (picture.height() - side) / 2)
    painter.strokePath(lines, pen)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def facing(name: str) -> str:
    """Return the name of the drawing that points as `name` does in the direction of reading."""
    rtl = name in _FACING and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return _FACING[name] if rtl else name


def paint(painter: QPainter, rect: QRect, name: str, colour: QColor | str) -> None:
    """Paint the drawing into `rect` in `colour`, for widgets that paint themselves."""
    tint = colour if isinstance(colour, str) else colour.name()
    ratio = painter.deviceTransform().m11()  # the device itself may be of a class that is not loaded yet
    painter.drawPixmap(rect.topLeft(), pixmap(facing(name), tint, rect.width(), rect.height(), ratio))
