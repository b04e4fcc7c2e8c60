"""The cues of a walk-round sheet with a box each: figures, Space and a few letters tick them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cxdesk.i18n import _
from ui.team.grid import GridShape, GridView

TICK, CLEAR = "tick", "clear"
ONE, EVERY = "one", "every"


class WalkGrid(GridView):
    """Cues down, one column: since when each is gone."""

    wanted = Signal(str, str)
    """Tick or clear, and where: one or every."""
    through = Signal()
    """Enter: on to what was found on the way."""
    day_wanted = Signal()
    """D: the next boxes have another day."""
    instead_wanted = Signal()
    """R: what is there instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        shape = GridShape(side=420, side_share=0.88, least=120, most=170, row=38)
        super().__init__(_("Negative cues of the sheet"), shape, parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        letter = not control and not event.isAutoRepeat()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.through.emit()
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9 and letter:
            self.tick_number((key - Qt.Key.Key_1) % 10)
        elif key == Qt.Key.Key_Space and letter:
            self.wanted.emit(TICK, ONE)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and letter:
            self.wanted.emit(CLEAR, ONE)
        elif key == Qt.Key.Key_A and not event.isAutoRepeat():
            self.wanted.emit(TICK, EVERY)
        elif key == Qt.Key.Key_D and letter:
            self.day_wanted.emit()
        elif key == Qt.Key.Key_R and letter:
            self.instead_wanted.emit()
        else:
            super().keyPressEvent(event)

    def tick_number(self, row: int) -> None:
        """Go to the cue with this number, from 0, and tick it."""
        if row < self.grid.rowCount():
            self.setCurrentIndex(self.grid.index(row, 0))
            self.wanted.emit(TICK, ONE)
