"""The whole program on the sample shop: every page, every sheet, no network, the shop's own words."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from cxdesk import clock, i18n
from cxdesk.entities.shop import Shop
from cxdesk.output import printing
from cxdesk.services import trades
from cxdesk.workspace import Workspace
from ui.portrait import Studio

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


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """A shop that says "patient"."""
    path = tmp_path / "practice.cxdesk"
    words = {"customer_one": "patient", "customer_many": "patients"}
    ws = Workspace.create(path, Shop(name="Practice", trade="salon", **words))
    ws.run("start", lambda tx: trades.apply(tx, trades.load("salon"), with_words=False))
    ws.close()
    return path


@pytest.fixture
def _words_back() -> Iterator[None]:
    yield
    i18n.use_words(i18n.DEFAULT_WORDS)


@pytest.mark.usefixtures("_words_back")
def test_no_sheet_says_customer_when_the_shop_says_patient(practice: Path) -> None:
    ws = Workspace.open(practice, read_only=True)
    for name, spec in printing.sheets().items():
        printed = printing.render(spec, ws, {}, today=clock.today())
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(printed.pdf)).pages).lower()
        assert "customer" not in text, name
        assert "guest" not in text, name
    ws.close()


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
    for action in window.findChildren(QAction):
        yield action.text()


@pytest.mark.usefixtures("qapp", "_words_back")
def test_no_page_and_no_command_says_customer_when_the_shop_says_patient(
    practice: Path, tmp_path: Path
) -> None:
    with Studio("light") as studio:
        studio.open(practice)
        said = []
        for page in studio.page_names():
            if page != "start":  # there a new shop with words of its own begins
                studio.take(page, tmp_path / "page.png", (1280, 720))
                said += [(page, text) for text in texts_of(studio.window)]
    assert [(page, text) for page, text in said if "customer" in text.lower()] == []
    assert any("patient" in text.lower() for _page, text in said)
