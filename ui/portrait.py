"""Pictures of the real window: for `screenshot`, `demo`, `self-test` and the docs."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.settings import Settings
from ui import pages
from ui.app import make_app, on_qt_message
from ui.bridge import Bridge
from ui.caretaker import Caretaker
from ui.main_window import MainWindow
from ui.shell.name_banner import ASKED

if TYPE_CHECKING:
    from ui.pages.base import PageSpec

# A page that is still busy after this long is drawn as it is.
PATIENCE_MS = 20_000
_START = "start"


class Studio:
    """A window with settings of its own, which no computer remembers. `who` is greeted; "" is nobody."""

    def __init__(self, mode: str, *, who: str = "") -> None:
        kept = Settings(your_name=who, theme=mode)
        kept.views[ASKED] = True  # nobody looks at a picture to be asked for a name
        self.app = make_app(["cxdesk"], kept)
        # Qt tells of what the offscreen platform can't do; that is for the log.
        self._before = qInstallMessageHandler(on_qt_message)
        self.bridge = Bridge(kept)
        self.window = MainWindow(self.bridge)
        self._caretaker = Caretaker(self.bridge, self.window)
        self._folder = TemporaryDirectory()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.window.hide()
        self.bridge.tasks.close()
        self.window.leave()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._folder.cleanup()
        qInstallMessageHandler(self._before)

    def open(self, file: Path) -> None:
        """Open a copy of a workspace, so that no picture changes it. Raises what stands against it."""
        from cxdesk.workspace import Workspace

        copy = Path(shutil.copy2(file, Path(self._folder.name) / file.name))
        self.bridge.take(Workspace.open(copy, who=self.bridge.settings.your_name))
        self.settle()

    def page_names(self) -> list[str]:
        """Return the names of the pages there are, the start page last."""
        names = [spec.name for spec in self._specs() if spec.name != _START]
        return [*names, _START] if self.bridge.workspace is not None else names

    def take(self, page: str, out: Path, size: tuple[int, int]) -> None:
        """Draw a page at a logical size into a PNG. Raises UserError for a page that does not exist."""
        self.show(page, size)
        self.draw(out)

    def show(self, page: str, size: tuple[int, int]) -> None:
        """Show a page at a logical size. Raises UserError for a page that does not exist."""
        names = [spec.name for spec in self._specs()]
        page = page.removesuffix("_page")
        if page not in names:
            sentence = _("There is no page called “{page}”. There are: {pages}.")
            raise UserError(sentence.format(page=page, pages=", ".join(names)))
        self.window.resize(*size)
        self.window.show()
        self.window.show_page(page)
        self.settle()

    def draw(self, out: Path) -> None:
        """Draw the window as it is."""
        out.parent.mkdir(parents=True, exist_ok=True)
        if not self.window.grab().save(str(out), "PNG"):
            raise UserError(_("The picture could not be written to {file}.").format(file=out))

    def settle(self) -> None:
        """Let the window lay itself out and wait until nothing is being made for it."""
        patience = QTimer(singleShot=True, interval=PATIENCE_MS)
        patience.start()
        quiet = 0
        while quiet < 3 and patience.isActive():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if self.bridge.tasks.busy:
                quiet = 0
                # Asleep until an answer is looked for: who asks all the time keeps the work from going on.
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            else:
                quiet += 1

    def _specs(self) -> list[PageSpec]:
        return pages.discover(self.bridge)
