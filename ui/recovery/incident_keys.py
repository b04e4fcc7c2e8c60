"""The letters of an incident, wherever the keyboard is within it; where text is typed they are text."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

LETTERS = {Qt.Key.Key_C: "close", Qt.Key.Key_P: "promise"}


class IncidentKeys(QObject):
    """Hears what parts of an incident leave of a key, and takes letters from lists that search by them."""

    wanted = Signal(str)
    """"close" or "promise"."""

    def __init__(self, around: Iterable[QWidget], lists: Iterable[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        for part in (*around, *lists):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            act = LETTERS.get(Qt.Key(event.key())) if plain else None
            if act is not None:
                self.wanted.emit(act)
                return True
        return super().eventFilter(watched, event)
