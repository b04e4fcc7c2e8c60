"""A copy for the one it is about, and erasing for good, which asks first and looks through the backups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.erasure import Erasure
from cxdesk.errors import CxDeskError
from cxdesk.formats import date_text
from cxdesk.i18n import _, ngettext
from cxdesk.services.customers import erase as erasing
from cxdesk.services.customers import subject
from cxdesk.text import one_line
from ui import messages
from ui.bridge import Bridge
from ui.tasks import Job


@dataclass
class LookThrough:
    """Looks through the backups of a file for who was erased, on another thread."""

    path: Path
    gone: Sequence[Erasure] = field(repr=False)
    folder: Path | None = None

    def __call__(self, _job: Job) -> erasing.StillThere:
        return erasing.still_there(self.path, self.gone, self.folder)


class Privacy(QObject):
    """What the two buttons of the privacy card do."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._over = bridge, parent

    def give_copy(self, customer: int) -> None:
        """Write all that is kept of somebody into a folder that is asked for."""
        folder = messages.ask_folder(self._over, _("Where shall the copy go?"))
        if folder is None:
            return
        try:
            files = subject.write(self._bridge.ws, customer, folder, clock.today())
        except CxDeskError as error:
            self._bridge.show_error(error)
            return
        words = ngettext(
            "The copy is {n} file in “{folder}”.", "The copy is {n} files in “{folder}”.", len(files)
        )
        self._bridge.notice.emit(words.format(n=len(files), folder=folder.name), "")

    def erase(self, customer: int) -> bool:
        """Ask, and erase somebody for good; tell whether that was done."""
        ws = self._bridge.ws
        name = one_line(ws.get(Customer, customer).record.name, 60)
        question = _("Erase {name} for good?").format(name=name)
        more = _(
            "Everything about them goes from this file. It can’t be taken back, and neither can what was done"
            " before. Counts in metrics stay."
        )
        if not messages.confirm(self._over, question, _("Erase"), more=more):
            return False
        try:
            gone = erasing.erase(ws, customer)
        except CxDeskError as error:
            self._bridge.show_error(error)
            return False
        self._bridge.deliver()
        self._bridge.notice.emit(_("Erased for good."), "")
        second = self._bridge.settings.backup_folder
        folder = Path(second) if second else None
        look = LookThrough(ws.path, gone, folder if folder is not None and folder.is_dir() else None)
        self._bridge.tasks.run(look, self.on_found, self._bridge.on_task_error)
        return True

    @Slot(object)
    def on_found(self, there: erasing.StillThere) -> None:
        """Say what the backups still hold."""
        workspace = self._bridge.workspace
        if workspace is None:
            return
        day = date_text(there.last_day, workspace.shop.language) if there.last_day else ""
        said = erasing.sentences(there, day)
        if said:
            self._bridge.problem.emit(" ".join(said), "info")
