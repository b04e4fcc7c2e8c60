"""Saving and printing what is shown, and noting it in the print log."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from cxdesk import clock
from cxdesk.errors import EnvironmentFault
from cxdesk.i18n import _, ngettext
from cxdesk.output import record
from cxdesk.paths import documents_dir
from ui import messages
from ui.printing import printer as paper
from ui.printing.request import Made
from ui.start.files import file_name

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.tasks import Job

FOLDER = "pdf_folder"


@dataclass(frozen=True, slots=True)
class _Write:
    """Work for `Tasks`: the PDF as a file, whole or not at all."""

    path: Path
    data: bytes

    def __call__(self, job: Job) -> Path:
        from cxdesk.services.exporting import write_whole

        try:
            return write_whole(self.path, self.data)
        except OSError as error:
            raise EnvironmentFault(
                _("{file} could not be saved: {why}. Choose another folder.").format(
                    file=self.path.name, why=error.strerror or error
                )
            ) from error


class Acts(QObject):
    """Takes a finished sheet to a file or to a printer."""

    done = Signal()
    """Something was printed or saved, and noted."""
    progress = Signal(str, int, int)
    """What runs and how far it is; an empty text when nothing runs any more."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._page = parent
        self._saving: Made | None = None
        self._printing: tuple[Made, QPrinter] | None = None
        self._job: Job | None = None
        self._running = False

    @property
    def busy(self) -> bool:
        """Whether a printer or a file is still being served."""
        return self._running

    # A file

    def save(self, made: Made) -> None:
        """Ask where to, then write the PDF."""
        if self.busy:
            return
        start = Path(str(self._bridge.settings.views.get(FOLDER) or documents_dir()))
        path = messages.ask_save_file(
            self._page,
            _("Save PDF"),
            self.proposed(made),
            files=messages.pdf_filter(),
            suffix=".pdf",
            start=start,
        )
        if path is None:
            return
        self._saving = made
        self._bridge.settings.views[FOLDER] = str(path.parent)
        self._running = True
        self._bridge.tasks.run(_Write(path, made.pages.pdf), self.on_saved, self.on_failed)

    def proposed(self, made: Made) -> str:
        """Return a name for the file: sheet, what it is about, shop."""
        parts = (made.request.title, made.printed.about, self._bridge.ws.shop.name)
        whole = " - ".join(filter(None, (file_name(part)[:40].strip() for part in parts)))
        return f"{whole}.pdf"

    @Slot(object)
    def on_saved(self, path: Path) -> None:
        """Note it and say where it is."""
        made = self._saving
        self._over()
        if made is not None:
            self._note(made, "file", 1)
        self._bridge.notice.emit(
            _("Saved as {file} in {folder}").format(file=path.name, folder=path.parent.name), ""
        )
        self.done.emit()

    # A printer

    def print_(self, made: Made) -> None:
        """Open the system's print dialog."""
        if self.busy:
            return
        device = paper.printer_for(made.pages, made.request.title)
        dialog = QPrintDialog(device, self._page)
        dialog.setWindowTitle(_("Print {sheet}").format(sheet=made.request.title))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setMinMax(1, len(made.pages))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=True)
        self._printing = (made, device)
        dialog.accepted.connect(self.on_dialog_accepted)
        QDialog.open(dialog)

    @Slot()
    def on_dialog_accepted(self) -> None:
        """Send the pages, in the background."""
        if self._printing is None or self.busy:
            return
        made, device = self._printing
        self.progress.emit(_("Printing…"), 0, len(made.pages))
        self._running = True
        self._job = self._bridge.tasks.run(
            paper.work(made.pages, device), self.on_printed, self.on_failed, self.on_page
        )

    @Slot(int, int, str)
    def on_page(self, done: int, total: int, text: str) -> None:
        """Say which page it is."""
        self.progress.emit(_("Printing {page}").format(page=text), done, total)

    @Slot(int)
    def on_printed(self, count: int) -> None:
        """Note it."""
        printing = self._printing
        self._over()
        if printing is not None:
            made, device = printing
            self._note(made, "printer", paper.copies_of(device))
        self._bridge.notice.emit(ngettext("{n} page was sent", "{n} pages were sent", count), "")
        self.done.emit()

    def cancel(self) -> None:
        """Stop printing after the page that is on its way."""
        if self._running and self._job is not None:
            self._job.cancel()
            self._over()

    @Slot(object)
    def on_failed(self, error: BaseException) -> None:
        """Say what stands against it."""
        self._over()
        self._bridge.on_task_error(error)

    def _over(self) -> None:
        self._running, self._job, self._printing, self._saving = False, None, None, None
        self.progress.emit("", 0, 0)

    # The log

    def _note(self, made: Made, target: str, copies: int) -> None:
        """Keep what went out. It is not undone: the paper is out."""
        workspace = self._bridge.workspace
        if workspace is None or workspace.read_only:
            return
        rows = record.records(
            made.printed, paper=made.request.paper, copies=copies, printed_at=clock.stamp(clock.now()),
            by=self._bridge.who, target=target,
        )  # fmt: skip
        workspace.add_all(_("note what was printed"), rows, initiator=self, undoable=False)
