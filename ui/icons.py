"""The icons: our own line drawings, tinted by the theme when they are painted.

`icon("print")` follows a change of theme by itself and is sharp at any scale; nothing has to be
made again. A drawing is one file of `resources/icons`: 24 px grid, one stroke width, no fill.
"""

from __future__ import annotations

import logging
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cxdesk.paths import resource
from ui import theme

_log = logging.getLogger("cxdesk.ui")
_UNKNOWN = "file"
_FACING = {"left": "right", "right": "left", "undo": "redo", "redo": "undo"}
"""Drawings that point along the reading, with those that do so where it runs from right to left."""
_clones: list[QIconEngine] = []


def names() -> list[str]:
    """Return the names of all icons there are."""
    return sorted(path.stem for path in resource("icons").glob("*.svg"))


@cache
def _drawing(name: str) -> bytes:
    path = resource("icons", f"{name}.svg")
    try:
        return path.read_bytes()
    except OSError:
        _log.warning("no icon is called %s", name)
        return b"" if name == _UNKNOWN else _drawing(_UNKNOWN)


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, width: int, height: int, ratio: float) -> QPixmap:
    """Return the drawing in one colour; `width` and `height` are logical, `ratio` is the screen's."""
    picture = QPixmap(QSize(round(width * ratio), round(height * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace(b"currentColor", colour.encode())))
    painter = QPainter(picture)
    side = min(picture.width(), picture.height())
    area = QRectF((picture.width() - side) / 2, (picture.height() - side) / 2, side, side)
    renderer.render(painter, area)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _facing(name: str) -> str:
    rtl = name in _FACING and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return _FACING[name] if rtl else name


def paint(painter: QPainter, rect: QRect, name: str, colour: QColor | str) -> None:
    """Paint the drawing into `rect` in `colour`, for widgets that paint themselves."""
    tint = colour if isinstance(colour, str) else colour.name()
    ratio = painter.deviceTransform().m11()  # the device itself may be of a class that is not loaded yet
    painter.drawPixmap(rect.topLeft(), pixmap(_facing(name), tint, rect.width(), rect.height(), ratio))


class _Engine(QIconEngine):
    """Looks up the colour of its role each time it paints."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def _colour(self, mode: QIcon.Mode) -> str:
        role = "disabled" if mode == QIcon.Mode.Disabled else self._role
        return str(getattr(theme.current().colours, role))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        side = min(rect.width(), rect.height())
        area = QRect(QPoint(), QSize(side, side))
        area.moveCenter(rect.center())
        paint(painter, area, self._name, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        del state
        if scale > 1.0 and not _asks_in_logical_pixels():
            size = QSize(round(size.width() / scale), round(size.height() / scale))
        return pixmap(_facing(self._name), self._colour(mode), size.width(), size.height(), scale)

    def clone(self) -> QIconEngine:
        # Qt owns the copy, but PySide would delete it with the last reference of Python.
        copy = _Engine(self._name, self._role)
        _clones.append(copy)
        return copy


class _Probe(QIconEngine):
    """Sees in which pixels Qt states a size."""

    asked = QSize()

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        _Probe.asked = QSize(size)
        return QPixmap(1, 1)


@cache
def _asks_in_logical_pixels() -> bool:
    """Tell whether this Qt hands logical sizes to `scaledPixmap`; older ones hand in real pixels."""
    QIcon(_Probe()).pixmap(QSize(16, 16), 2.0)
    return _Probe.asked.width() == 16


@cache
def icon(name: str, role: str = "text") -> QIcon:
    """Return an icon in the colour of a theme role, for anything that takes a `QIcon`."""
    if role not in theme.COLOUR_ROLES:
        message = f"{role!r} is no colour role of the theme"
        raise ValueError(message)
    return QIcon(_Engine(name, role))
