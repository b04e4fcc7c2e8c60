"""The recovery key on its way to paper, and that a key is never derived where the window would wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from cxdesk.errors import EnvironmentFault
from cxdesk.store import cipher
from tests.core.store.locked import PASSPHRASE, locked_file, quickly
from tests.ui.lock_kit import lent, lock, settle, unlock
from tests.ui.shell_kit import Shell
from tests.ui.test_lock_protect import ask_for_key, card_of, dialog_of, plain_file, shop, type_in
from ui.printing import printer as printers
from ui.protection.dialog import ProtectDialog


@pytest.fixture
def shell(window_to_lend: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    quickly(monkeypatch)
    with lent(window_to_lend, shop(tmp_path), plain_file, page="trash") as shell:
        yield shell


@pytest.fixture
def locked(window_to_lend: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    quickly(monkeypatch)
    with lent(window_to_lend, locked_file(tmp_path / "willow.cxdesk"), page="trash") as shell:
        yield shell


def print_box(dialog: ProtectDialog, out: Path) -> QPrintDialog:
    """Press Print, and choose a file in the place of a printer."""
    assert dialog.paper is not None
    dialog.paper.print_button.click()
    settle()
    boxes = [box for box in dialog.findChildren(QPrintDialog) if box.isVisible()]
    assert len(boxes) == 1
    printer = boxes[0].printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    return boxes[0]


def test_the_key_goes_to_the_printer_that_was_chosen(locked: Shell, tmp_path: Path) -> None:
    dialog = ask_for_key(locked)
    box = print_box(dialog, tmp_path / "paper.pdf")
    assert box.printer().docName() == "Recovery key"
    box.done(QDialog.DialogCode.Accepted)
    settle()
    assert dialog.paper is not None
    assert dialog.paper.said.text() == "It was sent to the printer. Look that all groups can be read."
    (page,) = PdfReader(tmp_path / "paper.pdf").pages
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)
    assert len(page.images) == 1  # drawn at 300 dots, as all sheets go to a printer
    assert not dialog.paper.done_button.isEnabled()  # that it is on paper is for a person to say


def test_nothing_is_printed_by_who_thinks_better_of_it(locked: Shell, tmp_path: Path) -> None:
    dialog = ask_for_key(locked)
    print_box(dialog, tmp_path / "paper.pdf").reject()
    settle()
    assert not (tmp_path / "paper.pdf").exists()
    assert dialog.paper is not None
    assert dialog.paper.said.isHidden()


def test_a_printer_that_does_not_take_it_is_told_of(
    locked: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_words: Any) -> int:
        raise EnvironmentFault("The printer did not take the sheet.")

    monkeypatch.setattr(printers, "print_pages", refuse)
    dialog = ask_for_key(locked)
    print_box(dialog, tmp_path / "paper.pdf").done(QDialog.DialogCode.Accepted)
    settle()
    assert dialog.paper is not None
    assert dialog.paper.said.text() == "The printer did not take the sheet."


def test_keys_are_derived_on_other_threads(
    shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a second of work: on the window's thread it would stand still for as long."""
    derived, real = [], cipher._derived

    def watched(passphrase: str, salt: bytes) -> bytes:
        derived.append(threading.current_thread() is threading.main_thread())
        return real(passphrase, salt)

    monkeypatch.setattr(cipher, "_derived", watched)
    shell.bridge.tasks.inline = False
    card_of(shell).set_button.click()
    dialog = dialog_of(shell)
    type_in(dialog, passphrase=PASSPHRASE, again=PASSPHRASE)
    qtbot.waitUntil(lambda: dialog.paper is not None)
    assert derived == [False]
    dialog.reject()
    lock(shell)
    unlock(shell)
    qtbot.waitUntil(lambda: shell.bridge.workspace is not None)
    assert derived == [False, False]


def test_the_card_leads_to_those_who_are_to_be_decided_on(shell: Shell) -> None:
    button = card_of(shell).decide_button
    assert button.isVisible()
    button.click()
    settle()
    page = shell.window.page
    assert page is not None
    assert (page.spec.name, page.title()) == ("customers", "To decide on")
