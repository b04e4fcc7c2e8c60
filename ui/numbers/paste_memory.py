"""Pastes with cells that could not be kept: with Undo these go, too, and with Redo they are there again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from ui.numbers.grid_model import Spot, Square

if TYPE_CHECKING:
    from cxdesk.events import Event
    from ui.bridge import Bridge

_MOST = 50


class Refused(NamedTuple):
    """The cells that a paste could not keep, and what was refused in their places before."""

    label: str
    ids: frozenset[int]
    cells: Mapping[Spot, Square]
    before: Mapping[Spot, Square]


class PasteMemory(QObject):
    """Knows a paste again by its label and its numbers, for an event does not tell which operation it was."""

    changed = Signal(object, object)
    """Spots whose mark goes, and the squares that are marked instead."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._newest: tuple[str, frozenset[int]] = ("", frozenset())
        self._done: list[Refused] = []
        self._undone: list[Refused] = []
        bridge.changed.connect(self.on_changed)
        bridge.workspace_closed.connect(self.forget)

    def note(self, cells: Mapping[Spot, Square], before: Mapping[Spot, Square]) -> None:
        """Remember what the paste that was just kept left out."""
        label, ids = self._newest
        self._done = [*self._done, Refused(label, ids, dict(cells), dict(before))][-_MOST:]

    @Slot(object)
    def on_changed(self, event: Event) -> None:
        """Follow Undo and Redo."""
        about = (event.label, frozenset(event.ids.get("part_value", ())))
        if event.act == "do":
            self._newest = about
            self._undone.clear()
        elif event.act == "undo" and self._done and self._done[-1][:2] == about:
            one = self._done.pop()
            self._undone.append(one)
            self.changed.emit(set(one.cells), one.before)
        elif event.act == "redo" and self._undone and self._undone[-1][:2] == about:
            one = self._undone.pop()
            self._done.append(one)
            self.changed.emit(set(one.before), one.cells)

    @Slot()
    def forget(self) -> None:
        """Forget the pastes of a file that was closed."""
        self._done.clear()
        self._undone.clear()
