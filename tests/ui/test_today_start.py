"""What Today reads as the program starts: nothing before the window has come to rest."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.shop import Shop
from cxdesk.settings import Settings
from cxdesk.workspace import Workspace
from ui.bridge import Bridge
from ui.today.board import board_of


def test_news_of_the_newest_backup_does_not_begin_the_reading_early(qtbot: QtBot, tmp_path: Path) -> None:
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
