"""Where the window was and how its splitters and columns stood, in the settings of this computer."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRect, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHeaderView

    from cxdesk.settings import Settings

_SHAPE = 1
"""Raised when the window's parts change so that an older state would not fit."""


def _pack(data: QByteArray) -> str:
    return base64.b64encode(data.data()).decode("ascii")


def _unpack(text: object) -> QByteArray:
    if not isinstance(text, str):
        return QByteArray()
    try:
        return QByteArray(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        return QByteArray()


def restore_window(window: QWidget, settings: Settings) -> bool:
    """Put the window where it was; tell whether it was known and is still on a screen."""
    state = settings.window
    if state.get("shape") != _SHAPE or not window.restoreGeometry(_unpack(state.get("geometry"))):
        return False
    return _on_screen(window.frameGeometry())


def _on_screen(frame: QRect) -> bool:
    """Tell whether enough of the window can be seen to take hold of it."""
    seen = [screen.availableGeometry().intersected(frame) for screen in QGuiApplication.screens()]
    return any(part.width() >= 200 and part.height() >= 100 for part in seen)


def keep_window(window: QWidget, settings: Settings, *, page: str) -> None:
    """Take down where the window is and which page it shows."""
    settings.window = {
        **settings.window,
        "shape": _SHAPE,
        "geometry": _pack(window.saveGeometry()),
        "page": page,
    }


def last_page(settings: Settings) -> str:
    """Return the page that was shown last."""
    page = settings.window.get("page")
    return page if isinstance(page, str) else ""


class Keeper(QObject):
    """Remembers how a splitter or the columns of a table stand, under a name.

    A page keeps it as an attribute: `self._keeper = keep(splitter, "standards", bridge.settings)`.
    """

    def __init__(self, part: QSplitter | QHeaderView, name: str, settings: Settings) -> None:
        super().__init__(part)
        self._part, self._name, self._settings = part, name, settings
        part.restoreState(_unpack(settings.views.get(name)))
        if isinstance(part, QSplitter):
            part.splitterMoved.connect(self.on_moved)
        else:
            part.sectionResized.connect(self.on_moved)
            part.sectionMoved.connect(self.on_moved)
            part.sortIndicatorChanged.connect(self.on_moved)

    @Slot()
    def on_moved(self) -> None:
        """Take the new state down; the window writes the settings when it closes."""
        self._settings.views[self._name] = _pack(self._part.saveState())


def keep(part: QSplitter | QHeaderView, name: str, settings: Settings) -> Keeper:
    """Restore how `part` stood and remember each change."""
    return Keeper(part, name, settings)
