"""Saving and printing what is shown, and noting it in the print log."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from cxdesk import clock
from cxdesk.errors import CxDeskError, EnvironmentFault, UserError
from cxdesk.i18n import _, ngettext
from cxdesk.output import record
from cxdesk.paths import documents_dir
from ui import messages
from ui.printing import printer as paper
from ui.printing.request import Made, gathered
from ui.start.files import file_name

if TYPE_CHECKING:
    from cxdesk.output.sheet import Printed
    from ui.bridge import Bridge
    from ui.tasks import Job

FOLDER = "pdf_folder"
LONGEST = 40
"""So many letters of a part of a file's name."""


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
                _("{file} could not be saved in {folder}: {why}. Choose another folder.").format(
                    file=self.path.name, folder=self.path.parent, why=error.strerror or error
                )
            ) from error


@dataclass(frozen=True, slots=True)
class _Order:
    """A sheet on its way to a file or a printer; `noted` is what was kept of it before it went out."""

    made: Made
    path: Path | None = None
    device: QPrinter | None = None
    copies: int = 1
    noted: record.Noted | None = None

    @property
    def file(self) -> Path | None:
        """The file that it goes to, None for paper."""
        if self.path is None and self.device is not None and self.device.outputFileName():
            return Path(self.device.outputFileName())
        return self.path


def _about(printed: Printed) -> str:
    """Return what a print is about; of much the first and how much more there is."""
    names = list(dict.fromkeys(part.about for part in printed.parts if part.about))
    more = len(names) - 1
    if len(printed.about) <= LONGEST or more < 1:
        return printed.about
    rest = ngettext("{name} and {n} more", "{name} and {n} more", more)
    return rest.format(name=_short(names[0], LONGEST - len(rest) + len("{name}")))


def _short(text: str, most: int = LONGEST) -> str:
    """Return `text`, or as many of its words as fit."""
    if len(text) <= most:
        return text
    words = text[: most + 1].rpartition(" ")[0]
    return (words or text[:most]).strip(" .-–—,;·&+")


class Acts(QObject):
    """Takes a finished sheet to a file or to a printer.

    The numbers of forms are reserved by noting them before they go out. A form is drawn anew first: its
    preview shows no number. So is one whose number was taken since, or of which several copies are wanted: no
    two bear the same number.
    """

    done = Signal()
    """Something was printed or saved, and noted."""
    progress = Signal(str, int, int)
    """What runs and how far it is; an empty text when nothing runs any more."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._page = parent
        self._order: _Order | None = None
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
        self._bridge.settings.views[FOLDER] = str(path.parent)
        self._begin(_Order(made, path=path))

    def proposed(self, made: Made) -> str:
        """Return a name for the file: sheet, what it is about, shop."""
        parts = (made.request.title, _about(made.printed), self._bridge.ws.shop.name)
        whole = " - ".join(filter(None, (_short(file_name(part)) for part in parts)))
        return f"{whole}.pdf"

    @Slot(object)
    def on_saved(self, path: Path) -> None:
        """Note it and say where it is."""
        self._note()
        self._over()
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
        whole = bool(made.printed.forms)  # a form with some of its pages missing can't be keyed in
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=not whole)
        self._order = _Order(made, device=device)
        dialog.accepted.connect(self.on_dialog_accepted)
        QDialog.open(dialog)

    @Slot()
    def on_dialog_accepted(self) -> None:
        """Send the pages, in the background."""
        order = self._order
        if order is None or order.device is None or self.busy:
            return
        self._begin(replace(order, copies=paper.copies_of(order.device)))

    @Slot(int, int, str)
    def on_page(self, done: int, total: int, text: str) -> None:
        """Say which page it is."""
        self.progress.emit(_("Printing {page}").format(page=text), done, total)

    @Slot(int)
    def on_printed(self, count: int) -> None:
        """Note it, and say where it went: the system's dialog prints into files, too."""
        order = self._order
        file = order.file if order is not None else None
        self._note()
        self._over()
        if file is None:
            said = ngettext("{n} page was sent", "{n} pages were sent", count)
        else:
            words = ngettext(
                "{n} page is in {file} in {folder}", "{n} pages are in {file} in {folder}", count
            )
            said = words.format(n=count, file=file.name, folder=file.parent.name)
        self._bridge.notice.emit(said, "")
        self.done.emit()

    def cancel(self) -> None:
        """Stop printing after the page that is on its way."""
        if self._running and self._job is not None:
            self._job.cancel()
            self._over()

    # Both

    def _begin(self, order: _Order) -> None:
        """Reserve the numbers of forms, then send; draw anew what can't go out as it is."""
        self._order, self._running = order, True
        if order.made.printed.forms:
            if order.made.preview or order.copies != order.made.request.copies:
                self._draw_anew(order)
                return
            try:
                noted = self._keep(order)
            except record.NumberTakenError:
                self._draw_anew(order)
                return
            except EnvironmentFault as error:
                self.on_failed(error)
                return
            self._order = order = replace(order, noted=noted)
        self._send(order)

    def _draw_anew(self, order: _Order) -> None:
        wanted = replace(order.made.request, copies=order.copies)
        try:
            draw = gathered(wanted, self._bridge.ws, numbered=True)
        except UserError as error:
            self.on_failed(error)
            return
        self._bridge.tasks.run(draw, self.on_drawn_anew, self.on_failed)

    @Slot(object)
    def on_drawn_anew(self, made: Made) -> None:
        """Go on with the form under its new numbers."""
        if self._order is not None:
            self._begin(replace(self._order, made=made))

    def _send(self, order: _Order) -> None:
        made, device = order.made, order.device
        if order.path is not None:
            write = _Write(order.path, made.pages.pdf)
            self._job = self._bridge.tasks.run(write, self.on_saved, self.on_failed)
        elif device is not None:
            if made.request.copies > 1:  # they are pages of their own already
                device.setCopyCount(1)
            self.progress.emit(_("Printing…"), 0, len(made.pages))
            self._job = self._bridge.tasks.run(
                paper.work(made.pages, device), self.on_printed, self.on_failed, self.on_page
            )

    @Slot(object)
    def on_failed(self, error: BaseException) -> None:
        """Say what stands against it. Nothing came out then, so the log does not say it."""
        order = self._order
        if order is not None and order.noted is not None and isinstance(error, EnvironmentFault):
            back = partial(record.withdraw, noted=order.noted)
            with suppress(CxDeskError):  # what stands against it was said already
                self._bridge.ws.run(_("take back what was noted"), back, initiator=self, undoable=False)
        self._over()
        self._bridge.on_task_error(error)

    def _over(self) -> None:
        self._running, self._job, self._order = False, None, None
        self.progress.emit("", 0, 0)

    # The log

    def _note(self) -> None:
        """Keep what went out, unless it was kept before."""
        order, workspace = self._order, self._bridge.workspace
        if order is None or order.noted is not None or workspace is None or workspace.read_only:
            return
        self._keep(order)

    def _keep(self, order: _Order) -> record.Noted:
        """Note a print. It is not undone: the paper is out."""
        note = partial(
            record.note,
            printed=order.made.printed,
            paper=order.made.request.paper,
            copies=order.copies,
            printed_at=clock.stamp(clock.now()),
            by=self._bridge.who,
            target="file" if order.file is not None else "printer",
        )
        return self._bridge.ws.run(_("note what was printed"), note, initiator=self, undoable=False)
