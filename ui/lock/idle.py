"""Notices that nobody was there for a while, or that the computer slept."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QInputEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

TICK_SECONDS = 5
JUMP_SECONDS = 60
"""The clock on the wall moved on so much more than the window ticked: the computer slept."""
_TYPE = QEvent.Type
_SIGNS = {
    _TYPE.KeyPress,
    _TYPE.MouseMove,
    _TYPE.MouseButtonPress,
    _TYPE.Wheel,
    _TYPE.TouchBegin,
    _TYPE.TabletMove,
}


class IdleWatch(QObject):
    """Runs only between `start` and `stop`. `wall` is the clock on the wall, for tests."""

    due = Signal()
    wished = Signal()
    """Ctrl+L was pressed in a dialog, where no command of the window is heard."""

    def __init__(self, parent: QObject, *, wall: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self.wall = wall
        self._minutes = 0
        self._last_sign = self._last_tick = 0.0
        self.timer = QTimer(self)
        self.timer.setInterval(TICK_SECONDS * 1000)
        self.timer.timeout.connect(self.on_tick)

    @property
    def running(self) -> bool:
        """Whether it looks."""
        return self.timer.isActive()

    def start(self, minutes: int) -> None:
        """Tell after so many minutes without a sign; 0 tells never."""
        self.stop()
        self._minutes = minutes
        self._last_sign = self._last_tick = self.wall()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        if minutes:
            self.timer.start()

    def stop(self) -> None:
        """Look no more."""
        self.timer.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    @Slot()
    def on_tick(self) -> None:
        """Look how long nobody was there."""
        now = self.wall()
        if not self.running:
            return
        if self._slept(now) or now - self._last_sign >= self._minutes * 60:
            self.due.emit()
        self._last_tick = now

    def _slept(self, now: float) -> bool:
        return abs(now - self._last_tick) > JUMP_SECONDS + TICK_SECONDS

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of keys and the mouse; the first one after a sleep comes before the tick."""
        # The class first: to ask every event of the program for its type costs much more.
        if isinstance(event, QInputEvent) and event.type() in _SIGNS:
            now = self.wall()
            if self.running and self._slept(now):
                self._last_tick = now
                self.due.emit()
            self._last_sign = now
            if isinstance(event, QKeyEvent) and _is_lock(event) and QApplication.activeModalWidget():
                self.wished.emit()
                return True
        return False


def _is_lock(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
