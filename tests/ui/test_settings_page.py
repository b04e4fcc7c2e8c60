"""The Settings page: what is chosen applies at once and is there on the next start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxdesk import __version__, settings
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
    page = room.page
    assert not page.no_second_button.isVisible()
    monkeypatch.setattr(messages, "ask_folder", lambda *_w, **_m: tmp_path)
    room.bot.keyClick(page.second_button, KEY.Key_Space)
    assert settings.load().backup_folder == str(tmp_path)
    assert page.second_place.text() == str(tmp_path)
    monkeypatch.setattr(messages, "ask_folder", lambda *_w, **_m: None)
    page.choose_second()
    assert settings.load().backup_folder == str(tmp_path)
    room.bot.keyClick(page.no_second_button, KEY.Key_Space)
    assert settings.load().backup_folder == ""


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
