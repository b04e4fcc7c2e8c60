"""The Settings page: what is chosen applies at once and is there on the next start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxdesk import __version__, clock, paths, settings
from cxdesk.store import backup
from tests.ui.page_kit import Room, make_file, nameless
from ui import messages
from ui.pages.settings_page import PAGE

KEY = Qt.Key


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    room = Room(qtbot, PAGE, settings.load())
    room.told = []
    room.bridge.settings_changed.connect(lambda: room.told.append(settings.load()))
    room.show()
    yield room
    room.close()


def choose(box: object, data: object) -> None:
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_the_name_is_kept_as_the_field_is_left(room: Room) -> None:
    room.page.name_field.setFocus()
    room.type("  Maya   Ortiz ")
    room.key(KEY.Key_Tab)
    assert settings.load().your_name == "Maya Ortiz"
    assert room.bridge.who == "Maya Ortiz"
    assert len(room.told) == 1


def test_a_name_that_is_still_typed_is_kept_when_the_page_is_left(room: Room) -> None:
    room.page.name_field.setFocus()
    room.type("Lea")
    room.page.flush()
    assert settings.load().your_name == "Lea"
    room.page.flush()
    assert len(room.told) == 1  # the same name again is no change


def test_colours_and_text_size_apply_at_once(room: Room) -> None:
    choose(room.page.theme_box, "dark")
    choose(room.page.size_box, 130)
    kept = settings.load()
    assert (kept.theme, kept.text_size) == ("dark", 130)
    assert [one.theme for one in room.told] == ["dark", "dark"]


def test_the_language_is_kept_for_the_next_start(room: Room) -> None:
    box = room.page.language_box
    assert [box.itemText(place) for place in range(box.count())] == [
        "Like the system", "English", "Deutsch (in part)",
    ]  # fmt: skip
    assert room.page.language_line.isHidden()
    choose(box, "de")
    assert settings.load().language == "de"
    assert room.page.language_line.isVisible()
    assert room.page.title() == "Settings"


def test_high_contrast_can_be_chosen(room: Room) -> None:
    choose(room.page.theme_box, "contrast")
    assert settings.load().theme == "contrast"


def test_text_sizes_go_from_90_to_150(room: Room) -> None:
    box = room.page.size_box
    assert [box.itemText(place) for place in (0, box.count() - 1)] == ["90 %", "150 %"]


def test_what_is_changed_elsewhere_is_shown(room: Room) -> None:
    room.bridge.settings.theme = "light"
    room.bridge.settings.text_size = 120
    room.bridge.settings_changed.emit()
    assert room.page.theme_box.currentData() == "light"
    assert room.page.size_box.currentData() == 120


def test_a_second_place_for_backups(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = room.page.second
    assert not card.drop_button.isVisible()
    monkeypatch.setattr(messages, "ask_folder", lambda *_w, **_m: tmp_path)
    room.bot.keyClick(card.choose_button, KEY.Key_Space)
    assert settings.load().backup_folder == str(tmp_path)
    assert card.place.text() == str(tmp_path)
    assert "Reached last on" in card.state.text()
    monkeypatch.setattr(messages, "ask_folder", lambda *_w, **_m: None)
    card.choose()
    assert settings.load().backup_folder == str(tmp_path)
    choose(card.remind_box, 14)
    assert settings.load().remind_after == 14
    room.bot.keyClick(card.drop_button, KEY.Key_Space)
    assert settings.load().backup_folder == ""


def test_the_same_folder_is_no_second_place(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.open(make_file(tmp_path / "willow.cxdesk"))
    monkeypatch.setattr(messages, "ask_folder", lambda *_w, **_m: tmp_path)
    room.page.second.choose()
    assert settings.load().backup_folder == ""
    assert "there already" in room.page.second.state.text()


def test_a_place_that_was_not_reached_says_so(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = room.bridge.settings
    kept.backup_folder, kept.backup_reached = "/stick", clock.stamp(clock.now() - timedelta(days=9))
    room.page.show_settings()
    assert room.page.second.state.text() == "Not reached for 9 days"
    assert room.page.second.state.property("tone") == "danger"


def test_new_shops_go_where_it_is_said(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card, folder = room.page.folder, tmp_path / "shops"
    folder.mkdir()
    assert card.place.text() == str(paths.documents_dir())
    monkeypatch.setattr(messages, "ask_folder", lambda *_w, **_m: folder)
    room.bot.keyClick(card.choose_button, KEY.Key_Space)
    assert settings.load().data_folder == str(folder)
    assert paths.new_files_dir() == folder
    assert not card.move_button.isVisible()  # no shop is open
    folder.rmdir()
    room.page.show_settings()
    assert paths.new_files_dir() == paths.documents_dir()
    assert "is not there now" in card.state.text()
    room.bot.keyClick(card.usual_button, KEY.Key_Space)
    assert settings.load().data_folder == ""


def test_the_open_shop_moves_with_its_backups_if_it_is_wanted(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, folder = room.page.folder, tmp_path / "shops"
    folder.mkdir()
    before = make_file(tmp_path / "old" / "willow.cxdesk")
    backup.make(before, "asked")
    room.bridge.settings.opened(before)
    room.open(before)
    monkeypatch.setattr(messages, "ask_folder", lambda *_w, **_m: folder)
    card.choose()
    assert "willow.cxdesk is still in" in card.state.text()
    room.bot.keyClick(card.move_button, KEY.Key_Space)
    room.settle()
    now = folder / "willow.cxdesk"
    assert room.bridge.ws.path == now
    assert not before.exists()
    assert len(backup.listing(now)) == 1
    assert not before.with_name("backups").exists()
    assert str(before) not in room.bridge.settings.recent
    assert room.pages == ["settings"]
    assert not card.move_button.isVisible()


def test_what_can_not_be_moved_stays_open_where_it_was(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, folder = room.page.folder, tmp_path / "shops"
    before = make_file(tmp_path / "willow.cxdesk")
    make_file(folder / "willow.cxdesk")
    room.open(before)
    monkeypatch.setattr(messages, "ask_folder", lambda *_w, **_m: folder)
    card.choose()
    card.move_shop()
    room.settle()
    assert room.bridge.ws.path == before
    assert "already" in card.state.text()


def test_the_places_of_the_files_are_shown(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, opened = room.page, []
    monkeypatch.setattr(messages, "open_folder", opened.append)
    buttons = {name: button for button, name in page._open_buttons.items()}
    assert not buttons["file"].isEnabled()
    room.open(make_file(tmp_path / "willow.cxdesk"))
    page.refresh(None)
    assert page.places["file"].text() == str(tmp_path / "willow.cxdesk")
    room.bot.keyClick(buttons["file"], KEY.Key_Space)
    room.bot.keyClick(buttons["backups"], KEY.Key_Space)
    assert opened == [tmp_path, tmp_path]  # there are no backups yet


def test_without_a_shop_there_is_a_way_back(room: Room) -> None:
    (action,) = room.page.header_actions()
    action.trigger()
    assert room.pages == ["start"]


def test_the_version_is_told(room: Room) -> None:
    from ui.widgets import PlainLabel

    assert any(__version__ in label.text() for label in room.page.findChildren(PlainLabel))


def test_all_is_reached_by_tab_and_has_a_name(room: Room) -> None:
    assert nameless(room.page) == []
