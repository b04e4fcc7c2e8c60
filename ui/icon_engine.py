"""Icons for what takes a `QIcon`: menus, fields and the system. What we paint ourselves does without.

In a module of its own, loaded with the first such icon: with `QIcon` PySide makes the enumeration of all
icons that a desktop may have, a hundredth of the start.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from ui import icons, theme

_clones: list[QIconEngine] = []


@cache
def icon(name: str, role: str = "text") -> QIcon:
    """Return an icon in the colour of a theme role: it follows the theme by itself, sharp at any scale."""
    if role not in theme.COLOUR_ROLES:
        message = f"{role!r} is no colour role of the theme"
        raise ValueError(message)
    return QIcon(Engine(name, role))


class Engine(QIconEngine):
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
        icons.paint(painter, area, self._name, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        del state
        if scale > 1.0 and not _asks_in_logical_pixels():
            size = QSize(round(size.width() / scale), round(size.height() / scale))
        return icons.pixmap(icons.facing(self._name), self._colour(mode), size.width(), size.height(), scale)

    def clone(self) -> QIconEngine:
        # Qt owns the copy, but PySide would delete it with the last reference of Python.
        copy = Engine(self._name, self._role)
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
