"""From the command to the first painted window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import ui.early  # noqa: F401 - before all others

# isort: split
from PySide6.QtCore import QObject, Slot

from cxdesk import i18n, log, settings
from ui import window_state
from ui.app import Afterwards, Faults, make_app
from ui.bridge import Bridge
from ui.main_window import MainWindow

# A window wants so much more than its content, for its frame and what else is on the screen.
_ROOM = 1.1


class Opening(QObject):
    """Remembers that a file is being opened, so that one that brings the program down is not opened again."""

    def __init__(self, bridge: Bridge, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge = bridge
        bridge.workspace_opened.connect(self.on_opened)
        window.first_painted.connect(self.on_painted)

    def first(self, asked: Path | None) -> None:
        """Open the file asked for, else the last one, unless that one never got as far as a window."""
        kept = self._bridge.settings
        path = asked or (Path(kept.last_file) if kept.last_file else None)
        if path is None or (asked is None and (kept.opening == str(path) or not path.exists())):
            return
        kept.opening = str(path)
        kept.save()
        self._bridge.open_path(path)

    @Slot()
    def on_opened(self) -> None:
        """Put the file first among the recent ones; not the sample, nor one that is only looked at."""
        ws = self._bridge.ws
        if not ws.shop.sample and not ws.read_only:
            self._bridge.settings.opened(ws.path)
            if not self._bridge.settings.opening:  # else it is written once it was seen
                self._bridge.settings.save()

    @Slot()
    def on_painted(self) -> None:
        """Take the mark away: it can be opened."""
        if self._bridge.settings.opening:
            self._bridge.settings.opening = ""
            self._bridge.settings.save()
        started = os.environ.get("CXDESK_STARTED")
        if started:  # for measurements: when the window was painted
            Path(started).touch()


def show_first(window: MainWindow) -> None:
    """Show a window whose place is not known yet: on a small screen it takes all of it."""
    size = window.sizeHint()
    window.resize(size)
    room = window.screen().availableSize()
    if room.width() < size.width() * _ROOM or room.height() < size.height() * _ROOM:
        window.showMaximized()
    else:
        window.show()


def is_open_already(path: Path | None) -> bool:
    """Tell whether another window has the file, and came to the front for it."""
    if path is None or not path.with_name(path.name + ".lock").exists():
        return False
    from ui.raising import first_answers

    return first_answers(path)


def run_window(path: Path | None) -> int:
    """Open the window on `path`, on the last file, or on the start page; return when it is closed."""
    log.set_up()
    kept = settings.load()
    i18n.use_language(kept.language)
    if is_open_already(path or (Path(kept.last_file) if kept.last_file else None)):
        return 0
    app = make_app(sys.argv[:1], kept)
    faults = Faults(app)
    faults.install()
    bridge = Bridge(kept)
    window = MainWindow(bridge)
    faults.window = window
    opening = Opening(bridge, window)
    Afterwards(window)
    opening.first(path)
    if window_state.restore_window(window, kept):
        window.show()
    else:
        show_first(window)
    code = app.exec()
    # The session may end without closing the window; no thread may outlive Qt.
    window.hide()
    bridge.tasks.close()
    bridge.close()
    faults.uninstall()
    return code
