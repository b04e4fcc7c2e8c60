"""Drawn charts that are shown again: by what they show and how large, the oldest leave first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import NamedTuple

from PySide6.QtGui import QPixmap

from cxdesk.output.charts.shapes import Picture

MOST_BYTES = 48_000_000


class Drawn(NamedTuple):
    """A chart in pixels, and where its points stand in it."""

    pixmap: QPixmap
    picture: Picture


class PictureCache:
    """Keeps drawn charts up to so many bytes."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Drawn] = OrderedDict()
        self.size = 0

    def get(self, key: Hashable) -> Drawn | None:
        """Return what was drawn under a key."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, drawn: Drawn) -> None:
        """Keep what was drawn."""
        self._drop(key)
        self._kept[key] = drawn
        self.size += _bytes(drawn)
        while self.size > self._most and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self.size = 0

    def _drop(self, key: Hashable) -> None:
        old = self._kept.pop(key, None)
        if old is not None:
            self.size -= _bytes(old)


def _bytes(drawn: Drawn) -> int:
    return drawn.pixmap.width() * drawn.pixmap.height() * 4
