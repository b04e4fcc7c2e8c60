"""What is typed and not in the file yet: says so, and lets it be kept when the fingers rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

REST_MS = 2_000


class TypedIn(Protocol):
    """A field, or a row around it."""

    def is_edited(self) -> bool:
        """Tell whether something is in it that is not in the file."""

    def is_typed_in(self) -> bool:
        """Tell whether somebody is in it now."""

    def rest(self) -> None:
        """Keep what can be kept without a sign of it."""


class TypingWatch(QObject):
    """One clock for all fields: one types in one of them at a time."""

    changed = Signal()
    """`typing` or `waiting` may be different."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._parts: WeakSet[QWidget] = WeakSet()
        self._said = (False, False)
        self.clock = QTimer(self)
        self.clock.setSingleShot(True)
        self.clock.setInterval(REST_MS)
        self.clock.timeout.connect(self.on_rest)

    @property
    def typing(self) -> bool:
        """Whether a field that somebody is in holds what is not in the file."""
        return any(part.is_typed_in() for part in self._open())

    @property
    def waiting(self) -> bool:
        """Whether a field that was left holds what could not be kept."""
        return any(not part.is_typed_in() for part in self._open())

    def _open(self) -> list[TypedIn]:
        parts = [part for part in tuple(self._parts) if isValid(part)]
        return [part for part in parts if part.isVisible() and part.is_edited()]  # type: ignore[attr-defined,misc]

    def note(self, part: QWidget) -> None:
        """Take note that somebody types in `part`."""
        self._parts.add(part)
        self.clock.start()
        self._tell()

    def over(self, part: QWidget) -> None:
        """Take note that `part` was left, or shows what is kept."""
        if part in self._parts:
            if not part.is_edited():  # type: ignore[attr-defined]
                self._parts.discard(part)
            self._tell()

    @Slot()
    def on_rest(self) -> None:
        """Let the field that is typed in keep what it can."""
        for part in self._open():
            if part.is_typed_in():
                part.rest()
        self._tell()

    def _tell(self) -> None:
        now = (self.typing, self.waiting)
        if now != self._said:
            self._said = now
            self.changed.emit()
