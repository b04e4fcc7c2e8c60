"""The start page: a new shop, the files used here, backups, the sample, and files that can't be opened."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock, errors, formats, paths
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.services import trades
from cxdesk.store import backup
from cxdesk.workspace import Workspace
from tests.ui.page_kit import Room, make_file, nameless, never_painted
from ui import messages
from ui.pages.start_page import PAGE
from ui.start import country_box, trouble
from ui.start.defaults import COUNTRIES, from_locale
from ui.start.files import file_name, free_path
from ui.start.making import is_sample, sample_path
from ui.start.new_shop import OTHER
from ui.start.restoring import original_of, plain_stem

KEY = Qt.Key


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    room = Room(qtbot, PAGE)
    yield room
    room.close()


def start(room: Room, locale: str = "en_GB") -> Any:
    """Show the page as on a computer of that country."""
    make = PAGE.make
    room.page = make(room.bridge, locale=QLocale(locale))  # type: ignore[call-arg]
    room.page.spec = PAGE
    room.bridge.open_failed.connect(room.page.on_open_failed)  # as the window does
    room.bot.addWidget(room.page)
    room.page.resize(1280, 720)
    room.page.refresh(None)
    never_painted(room.page)
    with room.bot.waitActive(room.page):
        room.page.show()
        room.page.activateWindow()
    wanted = room.page.first_focus()
    assert wanted is not None
    wanted.setFocus(Qt.FocusReason.OtherFocusReason)
    room.settle()
    return room.page


# A new shop


def test_name_trade_and_enter_make_a_shop_with_its_first_stage_shown(room: Room) -> None:
    page = start(room)
    room.type("Willow & Co.")
    page.form.cards.cards[0].setFocus(Qt.FocusReason.TabFocusReason)
    room.key(KEY.Key_Space)
    room.key(KEY.Key_Return)
    room.settle()
    ws = room.bridge.ws
    assert ws.path == paths.documents_dir() / "Willow & Co.cxdesk"
    assert (ws.shop.name, ws.shop.trade, ws.shop.sample) == ("Willow & Co.", "salon", False)
    assert ws.count(Stage) >= 5
    assert ws.count(Standard, kind="defect") >= 15
    assert room.pages[-1] == "standards"
    assert room.records == [("stage", ws.rows(Stage)[0].id)]
    assert ws.undo_label is None  # there is nothing to take back in a file just made


def test_enter_on_a_trade_chooses_it_and_starts(room: Room) -> None:
    page = start(room)
    page.form.cards.cards[1].setFocus(Qt.FocusReason.TabFocusReason)
    room.key(KEY.Key_Return)
    assert page.form.cards.cards[1].isChecked()
    assert room.bridge.workspace is None
    page.form.name_field.setFocus()
    room.type("Willow")
    page.form.cards.cards[0].setFocus(Qt.FocusReason.TabFocusReason)
    room.key(KEY.Key_Return)
    room.settle()
    assert (room.bridge.ws.shop.name, room.bridge.ws.shop.trade) == ("Willow", "salon")


def test_arrows_choose_among_the_trades(room: Room) -> None:
    page = start(room)
    page.form.cards.cards[0].setFocus(Qt.FocusReason.TabFocusReason)
    room.key(KEY.Key_Space)
    room.key(KEY.Key_Right)
    assert page.form.cards.key == trades.available()[1].trade
    assert QApplication.focusWidget() is page.form.cards.cards[1]
    assert [card.isChecked() for card in page.form.cards.cards].count(True) == 1


def test_the_first_arrow_chooses_too(room: Room) -> None:
    page = start(room)
    page.form.cards.cards[0].setFocus(Qt.FocusReason.TabFocusReason)
    room.key(KEY.Key_Right)
    assert QApplication.focusWidget() is page.form.cards.cards[1]
    assert page.form.cards.key == trades.available()[1].trade
    room.key(KEY.Key_Tab)
    assert page.form.cards.key == trades.available()[1].trade


def test_every_trade_is_offered_and_one_for_the_others(room: Room) -> None:
    page = start(room)
    offered = [card.key for card in page.form.cards.cards]
    assert offered == [*(info.trade for info in trades.available()), OTHER]


def test_words_come_from_the_trade_unless_they_were_typed(room: Room) -> None:
    page = start(room)
    form = page.form
    form.word_fields["customer_one"].setFocus()
    form.word_fields["customer_one"].selectAll()
    room.type("patron")
    form.cards.choose("salon")
    words = trades.load("salon").words
    assert form.word_fields["customer_one"].text() == "patron"
    assert form.word_fields["staff_one"].text() == words.staff_one
    form.cards.choose(OTHER)
    assert form.word_fields["staff_one"].text() == "team member"
    assert form.word_fields["customer_one"].text() == "patron"


def test_chosen_words_stand_in_the_starter_content(room: Room) -> None:
    page = start(room)
    room.type("Willow")
    page.form.cards.choose("salon")
    box = page.form.word_fields["customer_one"]
    box.setFocus()
    box.selectAll()
    room.type("patron")
    room.key(KEY.Key_Return)
    room.settle()
    ws = room.bridge.ws
    assert ws.shop.customer_one == "patron"
    said = " ".join(row.record.text + row.record.why for row in ws.rows(Standard))
    assert "patron" in said
    assert "{" not in said


@pytest.mark.parametrize(
    ("locale", "language", "currency", "paper", "first", "rest"),
    [
        ("de_DE", "de-DE", "EUR", "A4", "mon", {"sun"}),
        ("en_US", "en-US", "USD", "Letter", "sun", {"sun"}),
        ("en_GB", "en-GB", "GBP", "A4", "mon", {"sun"}),
        ("fr_CA", "fr-CA", "CAD", "Letter", "sun", {"sun"}),
        ("he_IL", "he-IL", "ILS", "A4", "sun", {"sat"}),
        ("C", "en-IE", "EUR", "A4", "mon", {"sun"}),
    ],
)
def test_the_country_settles_paper_money_and_week(
    locale: str, language: str, currency: str, paper: str, first: str, rest: set[str]
) -> None:
    found = from_locale(QLocale(locale))
    assert (found.language, found.currency, found.paper, found.first_weekday) == (
        language, currency, paper, first,
    )  # fmt: skip
    days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
    assert days - set(found.opening_days) == rest
    Shop(name="x", **found.values())


def test_the_defaults_of_the_country_are_kept(room: Room) -> None:
    page = start(room, "en_US")
    assert page.form.paper_box.currentData() == "Letter"
    room.type("Willow")
    page.form.cards.choose("cafe")
    room.key(KEY.Key_Return)
    room.settle()
    shop = room.bridge.ws.shop
    assert (shop.paper, shop.currency, shop.language, shop.first_weekday) == ("Letter", "USD", "en-US", "sun")


def test_where_the_system_says_no_country_it_is_asked_for(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    page = start(room, "C")
    form = page.form
    assert form.country_box.currentText() == "Choose yours…"
    assert "No country chosen: as in Ireland, money in EUR." in form.place.text()
    form.country_box.setCurrentIndex(form.country_box.findData("en_US"))
    form.country_box.activated.emit(form.country_box.currentIndex())
    assert form.paper_box.currentData() == "Letter"
    assert "Sunday, November 22, 2026 · $1,234.50" in form.place.text()
    room.type("Willow")
    form.cards.choose("cafe")
    room.key(KEY.Key_Return)
    room.settle()
    shop = room.bridge.ws.shop
    assert (shop.paper, shop.currency, shop.language, shop.first_weekday) == ("Letter", "USD", "en-US", "sun")


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        ("en_US", "United States"),
        ("de_CH", "Schweiz (Schweizer"),
        ("is_IS", "Ísland"),
        ("de_AT", "Österreich"),
    ],
)
def test_the_country_of_the_computer_is_chosen_already(room: Room, locale: str, name: str) -> None:
    assert start(room, locale).form.country_box.currentText().startswith(name)


@pytest.mark.parametrize(
    ("language", "typed", "tag"),
    [("en", "Ger", "de_DE"), ("en", "Deut", "de_DE"), ("en", "Jap", "ja_JP"), ("de", "Spa", "es_ES")],
)
def test_a_country_is_found_by_its_names(
    room: Room, monkeypatch: pytest.MonkeyPatch, language: str, typed: str, tag: str
) -> None:
    monkeypatch.setattr(country_box, "language_in_use", lambda: language)
    box = start(room, "en_GB").form.country_box
    box.setFocus(Qt.FocusReason.TabFocusReason)
    room.type(typed)
    assert box.currentData() == tag


def test_a_country_is_known_in_the_language_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(country_box, "language_in_use", lambda: "fr")
    assert country_box.names_of("de_DE") == ["Germany", "Allemagne"]


def test_every_country_that_is_offered_can_be_a_shop() -> None:
    for tag in COUNTRIES:
        values = from_locale(QLocale(tag)).values()
        Shop(name="x", **values)
        assert formats.is_language(values["language"]), tag
        assert formats.is_currency(values["currency"]), tag


def test_a_shop_without_starter_content(room: Room) -> None:
    page = start(room)
    room.type("Odd Jobs")
    page.form.cards.choose(OTHER)
    room.key(KEY.Key_Return)
    room.settle()
    assert room.bridge.ws.count(Stage) == 0
    assert room.bridge.ws.shop.trade == ""
    assert room.records == []


def test_what_is_missing_is_said_beside_it(room: Room) -> None:
    page = start(room)
    room.key(KEY.Key_Return)
    assert "called" in page.form.problem.text()
    assert QApplication.focusWidget() is page.form.name_field
    room.type("Willow")
    assert page.form.problem.isHidden()
    room.key(KEY.Key_Return)
    assert "Choose what you do" in page.form.problem.text()
    assert QApplication.focusWidget() is page.form.cards.cards[0]
    assert room.bridge.workspace is None


def test_a_second_shop_of_the_same_name_gets_a_file_of_its_own(room: Room) -> None:
    first = make_file(paths.documents_dir() / "Willow.cxdesk")
    before = first.read_bytes()
    page = start(room)
    room.type("Willow")
    assert "Willow 2.cxdesk" in page.form.place.text()
    page.form.cards.choose(OTHER)
    room.key(KEY.Key_Return)
    room.settle()
    assert room.bridge.ws.path.name == "Willow 2.cxdesk"
    assert first.read_bytes() == before


def test_a_folder_that_refuses_is_said_on_the_page(room: Room) -> None:
    paths.documents_dir().parent.mkdir(parents=True)
    paths.documents_dir().write_text("a file is in the way")
    page = start(room)
    room.type("Willow")
    page.form.cards.choose("salon")
    room.key(KEY.Key_Return)
    room.settle()
    assert page.form.problem.text()
    assert page.form.create_button.isEnabled()
    assert room.bridge.workspace is None


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Willow & Co.", "Willow & Co"),
        ('A/B: "C" <D>', "A B C D"),
        ("CON", "CON shop"),
        ("  ", ""),
        ("…", "…"),
        ("Łódź Café", "Łódź Café"),
        ("x" * 90, "x" * 60),
    ],
)
def test_names_of_shops_as_names_of_files(name: str, file: str) -> None:
    assert file_name(name) == file


def test_a_free_name_is_found(tmp_path: Path) -> None:
    for name in ("Willow.cxdesk", "Willow 2.cxdesk"):
        (tmp_path / name).touch()
    assert free_path(tmp_path, "Willow").name == "Willow 3.cxdesk"


# Files used here


def test_recent_files_open_and_missing_ones_can_be_located(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, gone = make_file(tmp_path / "there.cxdesk"), tmp_path / "gone.cxdesk"
    room.bridge.settings.recent = [str(there), str(gone)]
    page = start(room)
    one, other = page.open_panel.rows
    assert QApplication.focusWidget() is one.button
    assert one.button.isEnabled()
    assert not other.button.isEnabled()
    assert "Not found" in other.button.quiet
    moved = make_file(tmp_path / "moved.cxdesk")
    monkeypatch.setattr(messages, "ask_open_file", lambda *_w, **_m: moved)
    room.bot.keyClick(other.link, KEY.Key_Space)
    assert room.bridge.ws.path == moved
    assert room.bridge.settings.recent == [str(there)]
    room.bot.keyClick(one.button, KEY.Key_Return)
    assert room.bridge.ws.path == there


@pytest.mark.parametrize(
    "mark", [" (conflicted copy 2026-01-14)", " (Anna's conflicted copy 2026-01-14)", "-LAPTOP7",
             ".sync-conflict-20260114-101112-ABCDEFG"],
)  # fmt: skip
def test_conflict_copies_are_listed_and_only_looked_at(room: Room, tmp_path: Path, mark: str) -> None:
    mine = make_file(tmp_path / "willow.cxdesk")
    copy = tmp_path / f"willow{mark}.cxdesk"
    shutil.copy(mine, copy)
    room.bridge.settings.recent = [str(mine)]
    page = start(room)
    row = page.open_panel.rows[1]
    assert row.path == copy
    assert "possible copy" in row.button.quiet
    assert "standards" in row.button.quiet
    room.bot.keyClick(row.button, KEY.Key_Return)
    assert room.bridge.ws.path == copy
    assert room.bridge.ws.read_only


def test_a_file_is_asked_for(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = make_file(tmp_path / "there.cxdesk")
    page = start(room)
    monkeypatch.setattr(messages, "ask_open_file", lambda *_w, **_m: file)
    room.bot.keyClick(page.open_panel.open_button, KEY.Key_Return)
    assert room.bridge.ws.path == file


# The sample


def test_the_sample_is_made_once_and_removed_alone(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    own = make_file(paths.documents_dir() / "Mine.cxdesk")
    before = own.read_bytes()
    page = start(room)
    room.bot.keyClick(page.open_panel.sample_button, KEY.Key_Return)
    room.settle()
    assert room.bridge.ws.path == sample_path() == paths.documents_dir() / "Sample shop.cxdesk"
    assert room.bridge.ws.shop.sample
    room.bridge.change(Shop, room.bridge.ws.shop_id, name="Changed")
    page.open_sample()
    room.settle()
    assert room.bridge.ws.shop.name == "Changed"  # opened again, not made anew
    page.refresh(None)
    asked: list[str] = []
    monkeypatch.setattr(messages, "confirm", lambda *words, **_m: asked.append(words[1]))
    page.remove_sample()
    assert sample_path().exists()  # she said no
    monkeypatch.setattr(messages, "confirm", lambda *words, **_m: True)
    room.bot.keyClick(page.open_panel.remove_sample_button, KEY.Key_Return)
    assert room.bridge.workspace is None
    assert asked == ["Remove the sample shop?"]
    assert not sample_path().exists()
    assert own.read_bytes() == before
    assert page.open_panel.remove_sample_button.isHidden()


def test_a_shop_of_her_own_by_that_name_is_never_taken_for_the_sample(room: Room) -> None:
    own = make_file(sample_path())
    before = own.read_bytes()
    page = start(room)
    page.remove_sample()  # asks nothing, removes nothing
    assert own.read_bytes() == before
    page.open_sample()
    room.settle()
    assert room.bridge.ws.path.name == "Sample shop 2.cxdesk"
    assert own.read_bytes() == before
    assert not is_sample(own)


# Backups


@pytest.fixture
def backed_up(tmp_path: Path) -> Path:
    """A file with a backup, and another name since."""
    path = make_file(tmp_path / "willow.cxdesk")
    backup.make(path, "asked")
    ws = Workspace.open(path)
    ws.change(Shop, ws.shop_id or 0, name="Later")
    ws.close()
    return path


def test_a_backup_is_found_and_brought_back(
    room: Room, backed_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.bridge.settings.recent = [str(backed_up)]
    page = start(room)
    room.bot.keyClick(page.open_panel.restore_button, KEY.Key_Return)
    room.settle()
    (row,) = page.restore_panel.rows
    assert "willow" in row.button.text()
    assert "standards" in row.button.quiet
    asked: list[str] = []
    monkeypatch.setattr(messages, "confirm", lambda *_w, **more: asked.append(more["more"]) or True)
    room.bot.keyClick(row.button, KEY.Key_Return)
    room.settle()
    assert "you can go back to it" in asked[0]
    assert room.bridge.ws.shop.name == "Willow & Co."
    kept = backup.listing(backed_up)[0]
    assert kept.reason == "before-restore"
    back = Workspace.open(kept.path, read_only=True)
    assert back.shop.name == "Later"  # the restore can be undone
    back.close()


def test_nothing_is_brought_back_when_she_says_no(
    room: Room, backed_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.bridge.settings.recent = [str(backed_up)]
    before = backed_up.read_bytes()
    page = start(room)
    page.show_backups()
    room.settle()
    monkeypatch.setattr(messages, "confirm", lambda *_w, **_m: False)
    page.restore_panel.rows[0].button.click()
    room.settle()
    assert backed_up.read_bytes() == before
    assert page.close_opened()
    assert page.right.currentWidget() is page.form


def test_a_backup_from_a_stick_becomes_a_new_file(
    room: Room, backed_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = Path(shutil.copy(backup.listing(backed_up)[0].path, stick))
    monkeypatch.setattr(messages, "ask_open_file", lambda *_w, **_m: copy)
    page = start(room)
    page.show_backups()
    room.settle()
    room.bot.keyClick(page.restore_panel.browse_button, KEY.Key_Space)
    room.settle()
    assert room.bridge.ws.path == paths.documents_dir() / "willow.cxdesk"
    assert not room.bridge.ws.read_only
    assert copy.exists()


def test_no_backups_say_so(room: Room) -> None:
    page = start(room)
    page.show_backups()
    room.settle()
    assert page.restore_panel.rows == []
    assert "None were found" in page.restore_panel.words.text()
    assert QApplication.focusWidget() is page.restore_panel.browse_button


def test_the_file_of_a_backup() -> None:
    name = Path("/shops/backups/Willow-2026-11-21T19-40-05Z-seq00042-v7-close.cxdesk")
    assert plain_stem(name) == "Willow"
    assert original_of(name) == Path("/shops/Willow.cxdesk")
    assert original_of(Path("/shops/Willow.cxdesk")) is None


# Files that can't be opened


def test_a_damaged_file_offers_its_newest_good_backup(
    room: Room, backed_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.truncate(backed_up, backed_up.stat().st_size // 2)
    broken = backed_up.read_bytes()
    page = start(room)
    room.bridge.open_path(backed_up)
    room.settle()
    assert page.trouble.isVisible()
    assert "damaged" in page.trouble.sentence.text()
    first = page.trouble.buttons[trouble.RESTORE]
    assert "standards" in first.quiet
    monkeypatch.setattr(messages, "confirm", lambda *_w, **_m: True)
    room.bot.keyClick(first, KEY.Key_Return)
    room.settle()
    assert room.bridge.ws.shop.name == "Willow & Co."
    assert page.trouble.isHidden()
    kept = [one.path for one in backup.listing(backed_up) if one.reason == "before-restore"]
    assert [path.read_bytes() for path in kept] == [broken]  # the damaged file is kept


def test_what_can_be_read_is_saved_into_a_new_file(room: Room, tmp_path: Path) -> None:
    path = make_file(tmp_path / "willow.cxdesk")
    os.truncate(path, path.stat().st_size * 9 // 10)
    broken = path.read_bytes()
    page = start(room)
    room.bridge.open_path(path)
    room.settle()
    assert trouble.RESTORE not in page.trouble.buttons
    room.bot.keyClick(page.trouble.buttons[trouble.SALVAGE], KEY.Key_Return)
    room.settle()
    assert room.bridge.ws.path == tmp_path / "willow saved.cxdesk"
    assert room.bridge.ws.count(Standard) > 20
    assert "Stages 6, Standards 59, Never & Always 20, " in room.problems[-1]
    assert "Missing" not in room.problems[-1]
    assert path.read_bytes() == broken


def test_a_missing_file_can_be_located(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = start(room)
    room.bridge.open_path(tmp_path / "gone.cxdesk")
    room.settle()
    assert list(page.trouble.buttons) == [trouble.LOCATE, trouble.BACKUPS, trouble.OTHER]
    found = make_file(tmp_path / "moved.cxdesk")
    monkeypatch.setattr(messages, "ask_open_file", lambda *_w, **_m: found)
    room.bot.keyClick(page.trouble.buttons[trouble.LOCATE], KEY.Key_Return)
    assert room.bridge.ws.path == found


def test_each_trouble_has_a_way_out(tmp_path: Path) -> None:
    path = make_file(tmp_path / "willow.cxdesk")
    for kind in (errors.FileBusy, errors.FileTooNew, errors.FileForeign, errors.FileDamaged, errors.DiskFull):
        assert trouble.ways_out(path, kind("why"))
    busy = [way.act for way in trouble.ways_out(path, errors.FileBusy("why"))]
    assert busy[:2] == [trouble.LOOK, trouble.AGAIN]


def test_a_foreign_file_is_said_in_one_sentence_and_not_touched(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "notes.cxdesk"
    path.write_text("just notes")
    page = start(room)
    room.bridge.open_path(path)
    room.settle()
    assert page.trouble.sentence.text().count("notes.cxdesk") == 1
    assert path.read_text() == "just notes"
    assert page.close_opened()
    assert page.trouble.isHidden()


def test_all_is_reached_by_tab_and_has_a_name(room: Room, backed_up: Path) -> None:
    room.bridge.settings.recent = [str(backed_up)]
    page = start(room)
    assert nameless(page) == []
    page.show_backups()
    room.settle()
    assert nameless(page) == []
