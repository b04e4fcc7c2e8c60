"""The system wants the program to end, as at the end of a session: it ends as if its window was closed.

What is half typed is kept, the file is closed and backed up, and nobody finds its lock later.
Windows says it by a message that Qt hears by itself; there signals are for consoles.
"""

from __future__ import annotations

import contextlib
import os
import signal
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Slot
from PySide6.QtWidgets import QWidget

WISHES = ("SIGTERM", "SIGHUP", "SIGINT")


class EndWishes(QObject):
    """Closes the window when the system asks the process to end."""

    def __init__(self, window: QWidget) -> None:
        """Begin to listen. Only in the main thread, and once a process."""
        super().__init__(window)
        self._window = window
        # Python runs a handler only when it next runs anything; while Qt waits, the pipe wakes it.
        self._reading, self._writing = os.pipe()
        os.set_blocking(self._reading, False)
        os.set_blocking(self._writing, False)
        signal.set_wakeup_fd(self._writing, warn_on_full_buffer=False)
        for name in WISHES:
            number = getattr(signal, name)
            if signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` leaves SIGHUP
                signal.signal(number, _heard)
        self._notifier = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.on_wish)

    @Slot()
    def on_wish(self) -> None:
        """Close the window; a second wish in between changes nothing."""
        with contextlib.suppress(BlockingIOError):
            os.read(self._reading, 64)
        self._window.close()


def _heard(_number: int, _frame: FrameType | None) -> None:
    """Keep the process from ending at once: the pipe has told the window by now."""
