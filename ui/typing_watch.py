"""What is typed and not in the file yet: says so, and lets it be kept when the fingers rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
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


def _stays(part: object) -> bool:
    """Whether what is in a part waits there too while something else stands in its place."""
    return bool(getattr(part, "stays", False))


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
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.tell)

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
        return [part for part in parts if (part.isVisible() or _stays(part)) and part.is_edited()]  # type: ignore[attr-defined,misc]

    def note(self, part: QWidget) -> None:
        """Take note that somebody types in `part`."""
        if part not in self._parts:
            self._parts.add(part)
            part.installEventFilter(self)
        self.clock.start()
        self.tell()

    def over(self, part: QWidget) -> None:
        """Take note that `part` was left, or shows what is kept."""
        if part in self._parts:
            if not part.is_edited():  # type: ignore[attr-defined]
                self._parts.discard(part)
                part.removeEventFilter(self)
            self.tell()

    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        """Look again when a part comes or goes with what is in it."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.Hide}:
            self._soon.start(0)
        return False

    @Slot()
    def on_rest(self) -> None:
        """Let the field that is typed in keep what it can."""
        for part in self._open():
            if part.is_typed_in():
                part.rest()
        self.tell()

    @Slot()
    def tell(self) -> None:
        """Say how it is, if it is otherwise than was said last."""
        now = (self.typing, self.waiting)
        if now != self._said:
            self._said = now
            self.changed.emit()
