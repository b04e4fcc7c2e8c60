"""A file of which only a part could be read: what is missing is said before anything is opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.store import backup
from cxdesk.store.salvage import Salvaged
from tests.ui.page_kit import Room, make_file
from tests.ui.test_start_page import start
from ui.pages.start_page import PAGE
from ui.start import trouble
from ui.start.saved_words import is_short, saved_text, wanted_of

KEY = Qt.Key


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    room = Room(qtbot, PAGE)
    yield room
    room.close()


@pytest.mark.parametrize("with_backup", [False, True])
def test_what_is_missing_is_named_and_the_backup_can_still_be_chosen(
    room: Room, tmp_path: Path, *, with_backup: bool
) -> None:
    path = make_file(tmp_path / "willow.cxdesk")
    if with_backup:
        backup.make(path, "asked")
    os.truncate(path, path.stat().st_size // 2)
    page = start(room)
    room.bridge.open_path(path)
    room.settle()
    room.bot.keyClick(page.trouble.buttons[trouble.SALVAGE], KEY.Key_Return)
    room.settle()
    assert room.bridge.workspace is None
    said = page.trouble.sentence.text()
    assert "Missing: Standards (59 of 59)" in said
    assert "Stages 6, Never & Always 20" in said
    ways = [trouble.SAVED, trouble.BACKUPS, trouble.FOLDER]
    assert list(page.trouble.buttons) == ([trouble.RESTORE, *ways] if with_backup else ways)
    room.bot.keyClick(page.trouble.buttons[trouble.SAVED], KEY.Key_Return)
    room.settle()
    assert room.bridge.ws.path == tmp_path / "willow saved.cxdesk"
    assert (room.bridge.ws.count(Stage), room.bridge.ws.count(Standard)) == (6, 0)


def test_where_the_file_does_not_say_it_the_newest_backup_does() -> None:
    saved = Salvaged(Path("saved.cxdesk"), {"stage": 8, "role": 5}, {}, 0)
    said = saved_text(saved, wanted_of(saved, {"stage": 8, "standard": 67}))
    assert "Missing: Standards (67 of 67)." in said
    assert "Stages 8, Roles 5" in said


def test_where_nothing_tells_how_much_there_was_that_is_said() -> None:
    saved = Salvaged(Path("saved.cxdesk"), {"stage": 8}, {}, 0)
    assert is_short(saved, {})
    assert "can't be told" in saved_text(saved, {})
