"""The Backups page: what there is, made, looked into and brought back, all in the background."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.shop import Shop
from cxdesk.settings import Settings
from cxdesk.store import backup
from cxdesk.workspace import Workspace
from tests.ui.page_kit import Room, forget_words, make_file, nameless
from ui import messages
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.pages.backups_page import PAGE
from ui.start.backup_table import Found, away_text, rule_text
from ui.start.backups_of import counts_text, reason_text, size_text

KEY = Qt.Key


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return make_file(tmp_path / "shop" / "willow.cxdesk")


@pytest.fixture
def room(qtbot: QtBot, file: Path) -> Iterator[Room]:
    room = Room(qtbot, PAGE)
    room.open(file)
    yield room
    room.close()


def cells(room: Room) -> list[list[Any]]:
    rows = room.page.rows
    return [
        [rows.index(row, column).data() for column in range(rows.columnCount())]
        for row in range(rows.rowCount())
    ]


def test_an_empty_list_says_when_backups_are_made(room: Room) -> None:
    page = room.show()
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    assert not page.restore_button.isEnabled()
    assert nameless(page) == []


def test_backups_are_listed_newest_first_with_what_is_in_them(room: Room, file: Path) -> None:
    for reason in ("open", "before-migration", "timer"):
        backup.make(file, reason)
    page = room.show()
    assert [row[2] for row in cells(room)] == [
        "while you worked", "before an update of the program", "when the file was opened",
    ]  # fmt: skip
    counts = backup.listing(file)[0].counts
    assert cells(room)[0][1].startswith(f"{counts['standard']} standards, {counts['stage']} stages")
    assert page.rows.index(1, 2).data(Qt.ItemDataRole.DecorationRole) is not None  # pinned
    assert page.rows.index(0, 2).data(Qt.ItemDataRole.DecorationRole) is None
    assert page.subtitle().startswith("3 backups, ")
    assert nameless(page) == []


def test_back_up_now(room: Room, file: Path) -> None:
    page = room.show()
    page.make_action.trigger()
    assert not page.make_action.isEnabled()  # one at a time, and the window goes on
    room.settle()
    (made,) = backup.listing(file)
    assert made.reason == "asked"
    assert room.bridge.backup_at == made.made_at
    assert len(cells(room)) == 1
    assert "Backed up" in room.notices[-1]
    assert page.make_action.isEnabled()


def test_a_second_place_gets_a_copy_and_one_that_is_gone_stops_nothing(
    room: Room, file: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    room.bridge.settings.backup_folder = str(stick)
    page = room.show()
    page.back_up()
    room.settle()
    assert len(list(stick.iterdir())) == 1
    assert "of today" in page.away.text()
    shutil.rmtree(stick)
    page.back_up()
    room.settle()
    assert len(backup.listing(file)) == 2
    assert str(stick) in room.problems[-1]
    assert "not there now" in page.away.text()


def test_restore_asks_and_can_be_undone(room: Room, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup.make(file, "asked")
    room.bridge.change(Shop, room.bridge.ws.shop_id, name="Later")
    page = room.show()
    asked: list[str] = []
    monkeypatch.setattr(messages, "confirm", lambda *_w, **more: bool(asked.append(more["more"])))
    room.bot.keyClick(page.restore_button, KEY.Key_Space)
    assert room.bridge.ws.shop.name == "Later"
    assert "go back to it" in asked[0]
    monkeypatch.setattr(messages, "confirm", lambda *_w, **_m: True)
    page.restore()
    room.settle()
    assert room.bridge.ws.path == file
    assert room.bridge.ws.shop.name == "Willow & Co."
    newest = backup.listing(file)[0]
    assert newest.reason == "before-restore"
    back = Workspace.open(newest.path, read_only=True)
    assert back.shop.name == "Later"
    back.close()


def test_restore_from_the_real_window_which_takes_its_pages_away_meanwhile(
    qtbot: QtBot, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.make(file, "asked")
    window = MainWindow(Bridge(Settings(your_name="Maya", theme="light")))
    window.bridge.open_path(file)
    window.bridge.change(Shop, window.bridge.ws.shop_id, name="Later")
    window.resize(1280, 720)
    window.show()
    window.show_page("backups")

    def quiet() -> bool:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        return not window.bridge.tasks.busy

    qtbot.waitUntil(quiet)
    monkeypatch.setattr(messages, "confirm", lambda *_w, **_m: True)
    window.page.restore()
    assert window.bridge.workspace is None
    qtbot.waitUntil(quiet)
    assert window.bridge.ws.path == file
    assert window.bridge.ws.shop.name == "Willow & Co."
    assert window.page.spec.name != "start"
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    forget_words()


def test_a_backup_that_is_damaged_is_not_brought_back(
    room: Room, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup.make(file, "asked")
    page = room.show()
    with made.path.open("rb+") as opened:
        opened.truncate(5_000)
    monkeypatch.setattr(messages, "confirm", lambda *_w, **_m: True)
    page.restore()
    room.settle()
    assert room.problems
    assert room.bridge.ws.path == file  # the file that was open is open again
    assert room.bridge.ws.shop.name == "Willow & Co."


def test_enter_looks_inside_and_there_is_a_way_back(room: Room, file: Path, qtbot: QtBot) -> None:
    made = backup.make(file, "asked")
    page = room.show()
    page.table.setFocus()
    room.key(KEY.Key_Return)
    assert room.bridge.ws.path == made.path
    assert room.bridge.ws.read_only
    assert "You are looking at the backup" in room.problems[-1]
    inside = room.show()
    assert inside.file == file
    assert inside.chosen.path == made.path
    assert not inside.make_action.isEnabled()
    room.bot.keyClick(inside.back_button, KEY.Key_Space)
    assert room.bridge.ws.path == file
    assert not room.bridge.ws.read_only


def test_a_copy_is_saved_elsewhere(
    room: Room, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.cxdesk"
    monkeypatch.setattr(messages, "ask_save_file", lambda *_w, **_m: target)
    page = room.show()
    page.copy_action.trigger()
    room.settle()
    copy = Workspace.open(target, read_only=True)
    assert copy.shop.name == "Willow & Co."
    copy.close()
    assert "copy.cxdesk" in room.notices[-1]
    page.save_copy()  # there is one by that name now
    room.settle()
    assert "copy.cxdesk" in room.problems[-1]
    assert page.make_action.isEnabled()


def test_a_copy_is_saved_of_a_file_that_is_gone(
    room: Room, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.cxdesk"
    monkeypatch.setattr(messages, "ask_save_file", lambda *_w, **_m: target)
    page = room.show()
    file.rename(tmp_path / "away.cxdesk")
    page.save_copy()
    assert target.exists()
    (tmp_path / "away.cxdesk").rename(file)


def test_the_folder_is_shown(room: Room, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(messages, "open_folder", opened.append)
    page = room.show()
    page.folder_action.trigger()
    backup.make(file, "asked")
    page.folder_action.trigger()
    assert opened == [file.parent, file.parent / "backups"]


def test_a_new_backup_of_the_caretaker_is_shown(room: Room, file: Path) -> None:
    room.show()
    made = backup.make(file, "timer")
    room.bridge.backed_up(made.made_at)
    room.settle()
    assert len(cells(room)) == 1


def test_after_14_days_one_is_reminded(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 11, 21, 12, tzinfo=clock.now().tzinfo)
    monkeypatch.setattr(clock, "now", lambda: now)

    def away(days: float) -> Found:
        return Found((), Path("/stick"), True, clock.stamp(now - timedelta(days=days)))

    assert not away(13.9).away_is_old
    assert "13 days old" in away_text(away(13.9))
    assert away(14.1).away_is_old
    assert "Make one today" in away_text(away(14.1))
    assert Found(()).away_is_old
    assert "on this computer only" in away_text(Found(()))
    assert "first copy" in away_text(Found((), Path("/stick"), True))


def test_the_rule_is_told_with_its_numbers() -> None:
    backups, history, trash = rule_text()
    for number in ("2 days", "12 days", "10 weeks", "9 months"):
        assert number in backups
    assert "24 months" in history
    assert "30 days" in trash


def test_every_reason_has_words() -> None:
    from typing import get_args

    assert [reason for reason in get_args(backup.Reason) if reason_text(reason) == reason] == []


def test_counts_and_sizes() -> None:
    assert counts_text({"stage": 7, "standard": 1, "shop": 1}) == "1 standard, 7 stages"
    assert counts_text({}) == "nothing yet"
    assert size_text(400) == "1 KB"
    assert size_text(692_000) == "692 KB"
    assert size_text(2_840_000) == "2.8 MB"


def test_a_second_place_is_chosen_in_the_settings(room: Room) -> None:
    page = room.show()
    assert page.settings_button.isVisible()
    room.bot.keyClick(page.settings_button, KEY.Key_Space)
    assert room.pages == ["settings"]
