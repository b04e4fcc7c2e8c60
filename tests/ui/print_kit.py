"""The print centre on a small salon: four stages, two roles, two protocols."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from cxdesk.entities.person import Person
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.stage import Stage
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace
from tests.ui.page_kit import Room, forget_words, make_file
from ui import messages
from ui.pages.print_page import PAGE
from ui.printing import printer as paper

LEFT = {Stage: 4, Role: 2, RecoveryProtocol: 2}
"""How many of each are there: enough for every option, and the whole set is soon drawn."""


def make_small(path: Path) -> Path:
    """Make the file."""
    path.write_bytes(_small())
    return path


@cache
def _small() -> bytes:
    def fewer(tx: Transaction) -> None:
        for kind, count in LEFT.items():
            for row in tx.rows(kind)[count:]:
                tx.remove(kind, row.id)

    with TemporaryDirectory() as folder:
        ws = Workspace.open(make_file(Path(folder) / "salon.cxdesk"), who="Maya")
        ws.run("fewer", fewer, undoable=False)
        ws.close()
        forget_words()
        return ws.path.read_bytes()


class PrintRoom(Room):
    """The page, with two people in the file. A print is noted for good: it wants a room of its own."""

    def __init__(self, bot: QtBot, path: Path, **more: Any) -> None:
        super().__init__(bot, PAGE)
        ws = self.open(make_small(path), **more)
        if not ws.read_only:
            ws.run("people", self._add_people, undoable=False)
            self.bridge.deliver()

    def _add_people(self, tx: Transaction) -> None:
        tx.add(Person(name="Lea Brandt", role=tx.rows(Role)[0].id))
        tx.add(Person(name="Jin Park"))

    def forget(self) -> None:
        page = self.page
        page.show_preview()
        options = page.side.options
        options.sheet, options.controls, options._parts, options._made_for = "", {}, (), None
        options._kept.clear()
        options.set_paper(self.bridge.ws.shop.paper)
        options.text_size.setCurrentIndex(1)
        page.desk.preview.fit()
        page.kinds.setCurrentIndex(QModelIndex())  # so that it begins with the first one


def texts(data: bytes, most: int | None = None) -> list[str]:
    """Return the text of each page, or of the first ones."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in islice(document, most)]
    finally:
        document.close()


def control(room: Room, name: str) -> Any:
    return room.page.side.options.controls[name]


def tick(room: Room, name: str) -> None:
    room.bot.keyClick(control(room, name), Qt.Key.Key_Space)
    room.settle()


def choose(room: Room, sheet: str) -> None:
    room.page.kinds.choose(sheet)
    room.settle()


def log(room: Room) -> list[PrintRecord]:
    return [row.record for row in room.bridge.ws.rows(PrintRecord)]


@pytest.fixture
def dialog(monkeypatch: pytest.MonkeyPatch) -> list[QDialog]:
    """Show no print dialog; return those that would have been shown."""
    shown: list[QDialog] = []
    monkeypatch.setattr(QDialog, "open", shown.append)
    return shown


@pytest.fixture
def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print 50 dots to the inch, where nobody looks at what is on the paper: 300 take half a second."""
    monkeypatch.setattr(paper, "DPI", 50)


def to_file(dialog: Any, path: Path) -> None:
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(path))
    dialog.accepted.emit(dialog.printer())  # `accept` would take the printer that this computer does not have


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answer the file box; what was proposed is the name of the file."""
    folder = tmp_path / "out"
    folder.mkdir()

    def answer(_parent: object, _title: str, name: str, **_more: object) -> Path:
        return folder / name

    monkeypatch.setattr(messages, "ask_save_file", answer)
    return folder


@pytest.fixture
def own(qtbot: QtBot, tmp_path: Path) -> Iterator[PrintRoom]:
    """Give a room in which something is printed or saved."""
    room = PrintRoom(qtbot, tmp_path / "willow.cxdesk")
    room.show()
    yield room
    room.close()
