"""What Today reads as the program starts, and whom it greets in the picture of a shop."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cxdesk import clock, i18n
from cxdesk.entities.shop import Shop
from cxdesk.settings import Settings
from cxdesk.workspace import Workspace
from ui.bridge import Bridge
from ui.portrait import Studio
from ui.today import board as today_board
from ui.today.board import board_of


def test_news_of_the_newest_backup_does_not_begin_the_reading_early(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today_board, "SOON", 200)
    path = tmp_path / "w.cxdesk"
    Workspace.create(path, Shop(name="Willow")).close()
    bridge = Bridge(Settings(your_name="Maya"))
    assert bridge.open_path(path)
    board = board_of(bridge)  # the badge beside Today asks for it as the window is painted
    bridge.backed_up(clock.stamp(clock.now()))  # the caretaker says so a moment later
    assert not bridge.tasks.busy
    qtbot.waitUntil(lambda: board.ready, timeout=10_000)  # it is read with the rest, in its time
    bridge.close()
    bridge.tasks.close()


def test_a_picture_of_any_shop_greets_nobody_by_a_name_that_is_not_theirs(tmp_path: Path) -> None:
    made = Workspace.create(tmp_path / "own.cxdesk", Shop(name="Hinz & Kunz"))
    made.close()
    with Studio("light") as studio:
        studio.open(made.path)
        studio.take("today", tmp_path / "today.png", (1280, 720))
        said = [label.text() for label in studio.window.findChildren(QLabel) if label.isVisible()]
    assert (tmp_path / "today.png").is_file()
    assert not [text for text in said if "Maya" in text or "Ortiz" in text]
    i18n.use_words({})
