"""Long work in short steps on the window's thread: it goes on between them."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from cxdesk.workspace import Steps

TURN_SECONDS = 0.012
"""So long a turn may take; then the window has its own."""


class StepRunner(QObject):
    """Goes through steps, one kind of work at a time."""

    done = Signal(object)
    """What the steps return."""
    failed = Signal(object)
    """What they raise."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Steps[Any] | None = None
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self.on_turn)

    @property
    def busy(self) -> bool:
        """Whether there is work left."""
        return self._steps is not None

    def start(self, steps: Steps[Any]) -> None:
        """Begin; what was being done is given up."""
        self.stop()
        self._steps = steps
        self._turns.start()

    def stop(self) -> None:
        """Give up what is being done: it takes back what it did."""
        self._turns.stop()
        if self._steps is not None:
            self._steps.close()
            self._steps = None

    @Slot()
    def on_turn(self) -> None:
        """Do as many steps as fit."""
        steps, end = self._steps, time.perf_counter() + TURN_SECONDS
        if steps is None:
            return
        try:
            while time.perf_counter() < end:
                next(steps)
        except StopIteration as through:
            self._over()
            self.done.emit(through.value)
        except Exception as error:  # noqa: BLE001 - whoever listens judges it
            self._over()
            self.failed.emit(error)

    def _over(self) -> None:
        self._turns.stop()
        self._steps = None
