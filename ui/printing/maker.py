"""Makes the PDF that is asked for, off the window's thread. The newest request wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from cxdesk.errors import UserError
from ui.printing.request import Draw, Made, Request, gathered

if TYPE_CHECKING:
    from ui.bridge import Bridge


class Maker(QObject):
    """Draws one request at a time; of those that come meanwhile only the last is drawn."""

    made = Signal(object)
    """A `Made`, the answer to the newest request."""
    refused = Signal(str)
    """Why the newest request can't be drawn."""
    busy_changed = Signal(bool)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._running = False
        self._waiting: Draw | None = None
        self._newest: Request | None = None

    @property
    def busy(self) -> bool:
        """Whether the newest request is not answered yet."""
        return self._running

    def ask(self, request: Request) -> None:
        """Draw this; what was asked for before is of no interest any more."""
        self._newest = request
        try:
            draw = gathered(request, self._bridge.ws, numbered=not self._bridge.ws.read_only, preview=True)
        except UserError as error:
            self._waiting = None
            self.refused.emit(error.message)
            return
        if self._running:
            self._waiting = draw
            return
        self._running = True
        self.busy_changed.emit(True)
        self._start(draw)

    def _start(self, draw: Draw) -> None:
        self._bridge.tasks.run(draw, self.on_made, self.on_failed)

    @Slot(object)
    def on_made(self, made: Made) -> None:
        """Hand on the newest, or draw what was asked for meanwhile."""
        if self._go_on():
            return
        if made.request is self._newest:
            self.made.emit(made)

    @Slot(object)
    def on_failed(self, error: BaseException) -> None:
        """Say why not."""
        if not self._go_on():
            if isinstance(error, UserError):
                self.refused.emit(error.message)
            else:
                self._bridge.on_task_error(error)

    def _go_on(self) -> bool:
        draw, self._waiting = self._waiting, None
        if draw is not None:
            self._start(draw)
            return True
        self._running = False
        self.busy_changed.emit(False)
        return False
