"""The list of a page as a PDF: read on the window's thread, drawn and written off it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from cxdesk.errors import EnvironmentFault
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec
from ui import messages

if TYPE_CHECKING:
    from cxdesk.output.sheet import Job as SheetJob
    from ui.bridge import Bridge
    from ui.tasks import Job


@dataclass(frozen=True, slots=True)
class _Write:
    """Work for `Tasks`: draws the list and writes it, whole or not at all; returns what to tell."""

    sheet: SheetJob
    path: Path

    def __call__(self, job: Job) -> tuple[Path, tuple[str, ...]]:
        from cxdesk.output import printing
        from cxdesk.services.exporting import write_whole

        printed = printing.build_job(self.sheet)
        job.step(1, 2)
        try:
            return write_whole(self.path, printed.pdf), printed.messages
        except OSError as error:
            raise EnvironmentFault(
                _("{file} could not be saved in {folder}: {why}. Choose another folder.").format(
                    file=self.path.name, folder=self.path.parent, why=error.strerror or error
                )
            ) from error


class ListPdf(QObject):
    """Saves a list as PDF."""

    def __init__(self, bridge: Bridge, spec: EntitySpec, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._spec, self._page = bridge, spec, parent

    def save(self, columns: Sequence[str], ids: Sequence[int]) -> None:
        """Ask where to, then write these columns of these records."""
        from cxdesk.output import printing, record_list

        title = _(self._spec.label)
        path = messages.ask_save_file(
            self._page, _("Save PDF"), f"{title}.pdf", files=messages.pdf_filter(), suffix=".pdf"
        )
        if path is None:
            return
        ws = self._bridge.ws
        text = record_list.read_list(ws, self._spec, columns, ids)
        sheet = printing.gather_job(record_list.list_sheet(self._spec, text), ws, {}, paper=ws.shop.paper)
        self._bridge.tasks.run(_Write(sheet, path), self.on_saved, self._bridge.on_task_error)

    @Slot(object)
    def on_saved(self, told: tuple[Path, tuple[str, ...]]) -> None:
        """Say where it is, and what is not in it."""
        path, sentences = told
        saved = _("Saved as {file} in {folder}").format(file=path.name, folder=path.parent.name)
        self._bridge.notice.emit(" ".join([saved, *sentences]), "")
