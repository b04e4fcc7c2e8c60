"""The whole program on the sample shop: every page, every sheet, no network, the shop's own words."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QWidget

from cxdesk import clock, i18n
from cxdesk.entities.incident import Incident
from cxdesk.entities.shop import Shop
from cxdesk.output import printing
from cxdesk.services import trades
from cxdesk.workspace import Workspace
from tests.core.output.reading import page_texts
from tests.ui.page_kit import never_painted
from ui.portrait import Studio
from ui.showing import OWNER

# An internet socket ends the process; a local one is fine.
NO_NETWORK = """
import socket, sys
def refuse(event, args):
    if event == "socket.__new__" and args[1] in (socket.AF_INET, socket.AF_INET6):
        raise SystemExit("an internet socket was opened")
    if event in ("socket.getaddrinfo", "socket.connect", "socket.gethostbyname", "urllib.Request"):
        raise SystemExit(f"the network was asked: {event} {args}")
sys.addaudithook(refuse)
from ui.__main__ import main
sys.exit(main(["self-test"]))
"""


def test_the_whole_program_runs_without_a_network() -> None:
    run = subprocess.run(
        [sys.executable, "-c", NO_NETWORK], capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stderr
    told = dict(line.split(": ", 1) for line in run.stdout.splitlines() if ": " in line)
    assert {"standards", "print", "people", "shop", "backups", "settings", "start"} <= set(
        told["pages"].split()
    )
    assert {"training-sheet", "stage-sheet", "standards-manual"} <= set(told["sheets"].split())


WORDS = {
    "customer_one": "patient", "customer_many": "patients", "staff_one": "nurse", "staff_many": "nurses",
    "visit_one": "session", "visit_many": "sessions",
}  # fmt: skip
NOT_SAID = re.compile(r"customer|guest|team member|\bvisits?\b", re.IGNORECASE)


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """A shop that says "patient"."""
    path = tmp_path / "practice.cxdesk"
    ws = Workspace.create(path, Shop(name="Practice", trade="salon", **WORDS))
    ws.run("start", lambda tx: trades.apply(tx, trades.load("salon"), with_words=False))
    ws.close()
    return path


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The same shop with nothing in it: every list says what it is for."""
    path = tmp_path / "bare.cxdesk"
    Workspace.create(path, Shop(name="Practice", **WORDS)).close()
    return path


@pytest.fixture
def _words_back() -> Iterator[None]:
    yield
    i18n.use_words(i18n.DEFAULT_WORDS)


@pytest.mark.usefixtures("_words_back")
def test_no_sheet_says_customer_when_the_shop_says_patient(practice: Path, bare: Path) -> None:
    for file in (practice, bare):
        ws = Workspace.open(file, read_only=True)
        for name, spec in printing.sheets().items():
            if name == "evidence-trail" and not ws.count(Incident):
                continue  # refused without a story
            printed = printing.render(spec, ws, {}, today=clock.today())
            text = "".join(page_texts(printed.pdf))
            assert NOT_SAID.findall(text) == [], (file.stem, name)
        ws.close()


NOWHERE = QModelIndex()


def cells_of(model: QAbstractItemModel) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(NOWHERE)
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(40, model.rowCount(NOWHERE))):
            yield str(model.index(row, column).data() or "")


def texts_of(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        yield widget.accessibleName()
        yield widget.toolTip()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(i) for i in range(widget.count()))
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from cells_of(widget.model())
    for action in window.findChildren(QAction):
        yield action.text()


def every_page(studio: Studio, file: Path) -> Iterator[tuple[str, Any]]:
    """Open a file and show its pages, one after the other; the start page is of no file."""
    studio.open(file)
    studio.window.resize(1280, 720)
    never_painted(studio.window)
    studio.window.show()
    for name in studio.page_names():
        if name != "start":
            studio.window.show_page(name)
            studio.settle()
            assert studio.window.page is not None
            yield name, studio.window.page


@pytest.mark.usefixtures("qapp", "_words_back")
def test_no_page_and_no_command_says_customer_when_the_shop_says_patient(practice: Path, bare: Path) -> None:
    said = []
    with Studio("light", who=OWNER) as studio:
        for file in (practice, bare):
            for page, shown in every_page(studio, file):
                if page == "negative-cue":
                    shown.on_enter()
                parts = (shown, studio.window.header)
                said += [(page, text) for part in parts for text in texts_of(part)]
                said.append((page, i18n._(shown.spec.help)))
                shown.close_opened()
            said += [("all", text) for text in texts_of(studio.window)]
    asked = {"One visit", "Several visits"}  # so the fields are called in which one says it otherwise
    assert [(page, text) for page, text in said if text not in asked and NOT_SAID.search(text)] == []
    assert any("patient" in text.lower() for _page, text in said)
