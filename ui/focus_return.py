"""Who had the keyboard before something lay over the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class FocusReturn:
    """Gives the keyboard back to a part of the window, unless that is gone by then."""

    def __init__(self) -> None:
        self._part: QWidget | None = None

    def remember(self, part: QWidget | None) -> None:
        """Keep who has the keyboard now."""
        self._part = part

    def give_back(self, reason: Qt.FocusReason) -> None:
        """Let it have the keyboard again, if it still stands where it can be seen."""
        part, self._part = self._part, None
        if part is not None and isValid(part) and part.isVisible():
            part.setFocus(reason)
