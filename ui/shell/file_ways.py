"""The ways on when the open file can't be written where it is: only to be read, moved away, or damaged."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from cxdesk.errors import CxDeskError, FileMoved
from cxdesk.i18n import _
from cxdesk.paths import SUFFIX
from ui import messages
from ui.bridge import Bridge
from ui.shell.banners import BannerArea
from ui.start.restoring import original_of
from ui.widgets import PrimaryButton, SecondaryButton


class FileWays(QObject):
    """Shows the sentence in a banner, with buttons. What is being typed stays in its field meanwhile."""

    def __init__(self, bridge: Bridge, banners: BannerArea, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._banners, self._window = bridge, banners, parent
        self._error: CxDeskError | None = None

    def show_why(self) -> None:
        """Say why nothing can be changed; of a backup its page says it."""
        if original_of(self._bridge.ws.path) is not None:
            return
        copy = SecondaryButton(_("Save a copy…"))
        copy.clicked.connect(self.save_copy)
        self._banners.show_banner(self._bridge.ws.why_read_only, "warn", [copy])

    def show_stuck(self, error: CxDeskError) -> None:
        """Say that the open file was moved away, or that it is damaged."""
        self._error = error
        if isinstance(error, FileMoved):
            copy, find = PrimaryButton(_("Save a copy…")), SecondaryButton(_("Find it…"))
            copy.clicked.connect(self.save_copy)
            find.clicked.connect(self.find)
            self._banners.show_banner(error.message, "danger", [copy, find])
        else:
            ways = PrimaryButton(_("What can be done…"))
            ways.clicked.connect(self.show_ways)
            self._banners.show_banner(error.message, "danger", [ways])

    @Slot()
    def show_ways(self) -> None:
        """Show the ways out that there are for a file that can't be opened either."""
        self._bridge.open_failed.emit(self._bridge.ws.path, self._error)

    @Slot()
    def save_copy(self) -> None:
        """Ask where to, write there what the open file says, and go on with that."""
        ws = self._bridge.ws
        title, name = _("Save a copy"), ws.path.name
        path = messages.ask_save_file(self._window, title, name, suffix=SUFFIX, start=Path.home())
        if path is None:
            return
        try:
            ws.save_copy(path)
        except CxDeskError as error:
            self._bridge.show_error(error)
        else:
            self._go_on_with(path)

    @Slot()
    def find(self) -> None:
        """Ask where the file went, and go on with it there."""
        ws = self._bridge.ws
        title = _("Where is {file}?").format(file=ws.path.name)
        path = messages.ask_open_file(self._window, title, start=ws.path.parent)
        if path is not None:
            self._go_on_with(path)

    def _go_on_with(self, path: Path) -> None:
        ws = self._bridge.ws
        if ws.read_only or not ws.is_same(path):
            if not self._bridge.open_path(path):
                return
        else:  # the pages stay, with all that is being typed
            try:
                ws.reopen(path)
            except CxDeskError as error:
                self._bridge.show_error(error)
                return
            self._bridge.settings.opened(ws.path)
            self._bridge.settings.save()
            self._banners.clear()
        words = _("You are working in {file} in the folder {folder} now.")
        self._bridge.notice.emit(words.format(file=path.name, folder=path.parent.name), "")
