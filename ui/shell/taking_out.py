"""Takes everything out of the open file into a folder, in a worker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from cxdesk.i18n import _, ngettext
from cxdesk.services.exporting import export_all, sensitive
from cxdesk.workspace import Workspace
from ui import messages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.bridge import Bridge
    from ui.tasks import Job


def take_everything_out(bridge: Bridge, window: QWidget) -> None:
    """Ask for a folder, and whether what is sensitive goes along; write everything there."""
    ws, go_on, told = bridge.ws, True, False
    count = sensitive(ws, ws.kinds)
    if count:
        go_on, told = messages.ask_with_tick(
            window,
            _("Take everything out of this file?"),
            _("Choose a folder…"),
            ngettext("With {n} sensitive note", "With {n} sensitive notes", count).format(n=count),
            more=_("Files that are taken out have no passphrase: whoever finds them can read them."),
        )
    folder = messages.ask_folder(window, _("Where shall everything go?")) if go_on else None
    if folder is not None:
        said = _Saying(bridge)
        work = _Export(ws.path, folder, with_sensitive=told)
        bridge.tasks.run(work, said.on_exported, said.on_failed)


class _Saying(QObject):
    """Says how it went."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge

    @Slot(object)
    def on_exported(self, done: tuple[Path, int]) -> None:
        """Say where everything is, and how many sensitive notes stayed out of it."""
        folder, left = done
        said = _("Everything is in the folder {folder}")
        if left:
            said = ngettext(
                "Everything but {n} sensitive note is in the folder {folder}",
                "Everything but {n} sensitive notes is in the folder {folder}",
                left,
            )
        self.deleteLater()
        self._bridge.notice.emit(said.format(folder=folder.name, n=left), "")

    @Slot(object)
    def on_failed(self, error: BaseException) -> None:
        """Say why there is nothing."""
        self.deleteLater()
        self._bridge.on_task_error(error)


class _Export:
    """Writes everything from a connection of its own."""

    def __init__(self, path: Path, folder: Path, *, with_sensitive: bool) -> None:
        self._path, self._folder, self._with = path, folder, with_sensitive

    def __call__(self, job: Job) -> tuple[Path, int]:
        ws = Workspace.open(self._path, read_only=True)
        try:
            export_all(ws, ws.kinds, self._folder, with_sensitive=self._with)
            return self._folder, 0 if self._with else sensitive(ws, ws.kinds)
        finally:
            ws.close()
