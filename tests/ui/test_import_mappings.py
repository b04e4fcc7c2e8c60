"""Columns that were told apart by hand are kept under a name, and known again in the next file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.customer import Customer
from cxdesk.entities.import_mapping import ImportMapping
from tests.ui import audit_kit
from tests.ui.test_import import Desk, choose, lines
from ui.imports.desk import ImportDialog
from ui.imports.import_dialog import open_import

TILL = "Wer;Kanal;Wann\nAnna Berger;0171 1234567;x\nBen Ost;0171 7654321;y\n"


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path / "salon.cxdesk")
    yield made
    made.bridge.close()


def opened(desk: Desk, text: str = TILL, name: str = "till.csv") -> ImportDialog:
    dialog = open_import(desk.bridge, desk.window, "customers", desk.file(text, name))
    desk.bot.addWidget(dialog)
    desk.rest(dialog)
    return dialog


def chosen(dialog: ImportDialog) -> list[str]:
    return [box.currentText() for box in dialog.columns.boxes]


def told_apart(desk: Desk) -> ImportDialog:
    dialog = opened(desk)
    choose(dialog, "Wer", "Name")
    choose(dialog, "Kanal", "Phone")
    desk.rest(dialog)
    return dialog


def keep(desk: Desk, dialog: ImportDialog, name: str = "Till") -> None:
    desk.bot.mouseClick(dialog.kept.keep, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is dialog.kept.name
    dialog.kept.name.clear()
    desk.bot.keyClicks(dialog.kept.name, name)
    desk.bot.keyClick(dialog.kept.name, Qt.Key.Key_Return)


def test_what_was_chosen_by_hand_is_kept_and_known_again(desk: Desk) -> None:
    dialog = told_apart(desk)
    keep(desk, dialog)
    assert "is read by “Till”" in dialog.kept.told.text()
    assert desk.ws.count(Customer) == 0  # Enter was about the name alone
    assert not dialog.kept.keep.isVisible()
    dialog.close()
    again = opened(desk, TILL.replace("Anna", "Cara"), "next.csv")
    assert chosen(again) == ["Name", "Phone", "Kept as it is"]
    assert "as kept under “Till”" in again.kept.told.text()
    assert again.kept.box.currentText() == "Till"
    assert [row[2] for row in lines(again)] == ["Cara Berger", "Ben Ost"]


def test_nothing_is_offered_where_nothing_was_chosen_by_hand(desk: Desk) -> None:
    dialog = opened(desk, "Name,Phone\nAnna Berger,0171 1234567\n")
    assert not dialog.kept.isVisible()


def test_another_can_be_chosen_renamed_and_removed(desk: Desk) -> None:
    dialog = told_apart(desk)
    keep(desk, dialog)
    box = dialog.kept.box
    box.setCurrentIndex(0)
    box.activated.emit(0)
    desk.rest(dialog)
    assert chosen(dialog) == ["Kept as it is", "Kept as it is", "Kept as it is"]
    assert not dialog.kept.rename.isVisible()
    box.setCurrentIndex(1)
    box.activated.emit(1)
    desk.rest(dialog)
    assert chosen(dialog)[:2] == ["Name", "Phone"]
    desk.bot.mouseClick(dialog.kept.rename, Qt.MouseButton.LeftButton)
    desk.bot.keyClicks(dialog.kept.name, "Old till")
    desk.bot.keyClick(dialog.kept.name, Qt.Key.Key_Return)
    assert box.currentText() == "Old till"
    desk.bot.mouseClick(dialog.kept.remove, Qt.MouseButton.LeftButton)
    assert desk.ws.rows(ImportMapping) == []
    assert desk.notices == ["“Old till” is removed."]
    assert chosen(dialog)[:2] == ["Name", "Phone"]
    desk.bridge.undo()
    assert desk.ws.rows(ImportMapping)[0].record.name == "Old till"


def test_escape_gives_up_the_name_and_not_the_window(desk: Desk) -> None:
    dialog = told_apart(desk)
    desk.bot.mouseClick(dialog.kept.keep, Qt.MouseButton.LeftButton)
    desk.bot.keyClick(dialog.kept.name, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.kept.name.isVisible()
    assert QApplication.focusWidget() is dialog.kept.keep


def test_everything_has_a_name_and_is_reached_by_tab(desk: Desk) -> None:
    dialog = told_apart(desk)
    keep(desk, dialog)
    desk.bot.mouseClick(dialog.kept.rename, Qt.MouseButton.LeftButton)
    audit_kit.activate(dialog)
    assert audit_kit.look_over(dialog) == []
    assert audit_kit.go_round(dialog) == []
