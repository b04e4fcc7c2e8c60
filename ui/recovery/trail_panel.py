"""The trail of a record, for the views of the Recovery page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.standards.trail_view import TrailView

__all__ = ["TrailView", "make"]


def make(bridge: Bridge, parent: QWidget) -> TrailView:
    """Return a panel that shows no trail yet."""
    made = TrailView(bridge, parent)
    made.hide()
    return made
