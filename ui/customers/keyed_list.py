"""A list whose lines take letters: one key for each thing that can be done with a line."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.standards.row_list import RowList
from ui.standards.rows import RowModel


class KeyedList(RowList):
    """Tells what a letter asks for, by the names in `keys`."""

    act_wanted = Signal(int, str)

    def __init__(
        self, model: RowModel, name: str, keys: Mapping[Qt.Key, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(model, name, parent)
        self._keys = keys
        self.setDragDropMode(RowList.DragDropMode.NoDragDrop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        record = self.current_id()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        act = self._keys.get(Qt.Key(event.key())) if plain else None
        if act is not None and record is not None and self.state() != self.State.EditingState:
            self.act_wanted.emit(record, act)
            event.accept()
            return
        super().keyPressEvent(event)
