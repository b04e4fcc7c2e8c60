"""The application: fonts and colours, what happens with our own faults, and when memory is tidied."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
from types import TracebackType
from typing import IO, TYPE_CHECKING, cast

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from cxdesk import __version__
from cxdesk.errors import CxDeskError
from cxdesk.paths import log_dir, resource
from ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from cxdesk.settings import Settings
    from ui.main_window import MainWindow

_log = logging.getLogger("cxdesk.ui")
_COLLECT_MS = 5_000
_LOOK_MS, _MANY_YOUNG = 500, 20_000
"""How often it is looked whether so much was made at once that it is sooner tidied: years of numbers are."""
MOST_CRASH_DIALOGS = 5
"""So many different faults are shown in one run; a sick program must not bury her in boxes."""


def make_app(argv: list[str] | None = None, settings: Settings | None = None) -> QApplication:
    """Return the application with the theme of this computer's settings.

    Python's garbage collector is off from here on: see `tidy_memory`.
    """
    gc.disable()
    there = QApplication.instance()
    if isinstance(there, QApplication):
        app = there
    else:
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        app = QApplication([*(argv if argv is not None else sys.argv[:1]), "-style", "Fusion"])
        app.setProperty(theme.STYLED, True)
    app.setApplicationName("cxdesk")
    app.setApplicationDisplayName("CX Desk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("cxdesk")
    mode = cast("theme.Mode", settings.theme) if settings is not None else "system"
    theme.apply(app, mode, None, settings.text_size / 100 if settings is not None else 1.0)
    return app


def app_icon() -> QIcon:
    """Return the program's icon. A larger one is the desktop's own, from where the program is installed."""
    from PySide6.QtGui import QIcon, QPixmap

    icon = QIcon()
    for side in (16, 32, 64, 128):
        icon.addPixmap(QPixmap(str(resource("app", f"cxdesk-{side}.png"))))
    return icon


class Faults(QObject):
    """Catches what nobody caught: writes it to the log and shows it once, from whatever thread it comes."""

    _caught = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window: QWidget | None = None
        self._seen: set[str] = set()
        self._before = (sys.excepthook, threading.excepthook)
        self._file: IO[str] | None = None
        self._caught.connect(self.on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from Python and Qt."""
        sys.excepthook = self.on_exception
        threading.excepthook = self.on_thread_exception
        qInstallMessageHandler(on_qt_message)
        import faulthandler

        try:
            log_dir().mkdir(parents=True, exist_ok=True)
            self._file = (log_dir() / "crash.log").open("a", encoding="utf-8")
            faulthandler.enable(self._file)
        except (OSError, RuntimeError):
            _log.info("no file for hard crashes")

    def uninstall(self) -> None:
        """Give back to Python and Qt what `install` took."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)
        if self._file is not None:
            import faulthandler

            faulthandler.disable()
            self._file.close()
            self._file = None

    def on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        """Handle an exception of another thread."""
        if args.exc_value is not None:
            self.on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Handle an exception that nobody caught."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        import traceback

        frames = traceback.format_tb(trace)
        # Without the message: it may hold what a person typed.
        _log.error("%s\n%s", kind.__name__, "".join(frames))
        if isinstance(error, CxDeskError):
            self._caught.emit("", error.message)
            return
        place = f"{kind.__name__} {frames[-1] if frames else ''}"
        if place in self._seen or len(self._seen) >= MOST_CRASH_DIALOGS:
            return
        self._seen.add(place)
        self._caught.emit(details_of(kind, error, frames), "")

    @Slot(str, str)
    def on_caught(self, details: str, sentence: str) -> None:
        """Show it: our fault in the crash dialog, a sentence for a person as such."""
        from ui import messages

        if details:
            messages.show_crash(details, self.window)
        elif self.window is not None and hasattr(self.window, "on_problem"):
            self.window.on_problem(sentence, "danger")


def details_of(kind: type[BaseException], error: BaseException, frames: list[str]) -> str:
    """Return what helps whoever mends the program."""
    from PySide6.QtCore import qVersion

    head = f"CX Desk {__version__}, Python {sys.version.split()[0]}, Qt {qVersion()}, {sys.platform}"
    return f"{head}\n\n{kind.__name__}: {error}\n\n{''.join(frames)}"


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Write what Qt has to say into our log."""
    del context
    level = _LEVELS.get(kind, logging.WARNING)
    if message.startswith("This plugin does not support"):  # drawing off the screen: nothing is amiss
        level = logging.DEBUG
    logging.getLogger("cxdesk.qt").log(level, "%s", message)


class MemoryKeeper(QObject):
    """Runs Python's garbage collector on the window's thread alone, in quiet moments.

    A collection on a worker thread would destroy widgets there, which crashes Qt; one in the middle
    of a key press would be felt.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_COLLECT_MS)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.on_timeout)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.on_look)
        self._turns = 0

    def start(self) -> None:
        """Begin: what was made until now stays for good and is not looked at again."""
        gc.disable()
        gc.collect()
        gc.freeze()
        self._timer.start()
        self._look.start()

    @Slot()
    def on_look(self) -> None:
        """Tidy the youngest before they are so many that it is felt."""
        if gc.get_count()[0] > _MANY_YOUNG:
            gc.collect(0)

    @Slot()
    def on_timeout(self) -> None:
        """Tidy the youngest, now and then the older ones."""
        self._turns += 1
        gc.collect(2 if self._turns % 60 == 0 else 1 if self._turns % 6 == 0 else 0)


class Afterwards(QObject):
    """What starts once the window was painted: memory, icon, and the libraries that come later."""

    PRELOADED = ("babel.dates", "babel.numbers", "reportlab.platypus")
    QUIET_MS = 3_000
    SOON_MS = 150
    """The window may be painted twice until it has come to rest; nothing must stand in between."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(self.QUIET_MS)
        self._quiet.timeout.connect(self.preload)
        self.memory = MemoryKeeper(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(self.SOON_MS)
        self._soon.timeout.connect(self.begin)
        window.first_painted.connect(self._soon.start)

    @Slot()
    def begin(self) -> None:
        """Begin with what can't be felt."""
        self.memory.start()
        self._window.setWindowIcon(app_icon())
        self._look_after_the_file()
        self._hear_of_other_starts()
        self._hear_the_end()
        self._quiet.start()

    def _hear_of_other_starts(self) -> None:
        from ui.raising import Raiser

        self.raiser = Raiser(self._window)

    def _hear_the_end(self) -> None:
        if os.name == "posix":
            from ui.ending import EndWishes

            self.end_wishes = EndWishes(self._window)

    def _look_after_the_file(self) -> None:
        from ui.caretaker import Caretaker

        bridge = self._window.bridge
        self.caretaker = Caretaker(bridge, self._window)
        if bridge.workspace is not None:
            self.caretaker.on_opened()

    @Slot()
    def preload(self) -> None:
        """Import on another thread what the first sheet and the first date will need."""
        self._window.bridge.tasks.run(_import_all)


def _import_all(_job: object) -> None:
    from importlib import import_module

    for name in Afterwards.PRELOADED:
        import_module(name)
