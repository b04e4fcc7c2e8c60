"""The Shop page: each field is kept as it is left, words apply everywhere, starter content never doubles."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock, i18n
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.output import printing
from cxdesk.output.colour import contrast, from_hex
from cxdesk.services import trades
from cxdesk.workspace import Workspace
from tests.ui.made_up import plain_theme
from tests.ui.page_kit import Room, borrowed, close_all_opened, lasting, make_file, nameless
from ui import messages
from ui.pages.shop_page import PAGE
from ui.pages.shop_room import WORDS
from ui.start.making import MakeSample, sample_path
from ui.widgets import PageScroll

KEY = Qt.Key


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return make_file(tmp_path / "willow.cxdesk")


class ShopRoom(Room):
    """The page and its file."""

    def forget(self) -> None:
        self.page.flush()
        close_all_opened(self.page)
        self.page.follow.setChecked(True)
        box = self.page.starter.trade_box
        box.setCurrentIndex(box.findData("salon"))
        for name, row in self.page.rows.items():
            if row.is_edited() or row.is_wrong():
                row.show_value(getattr(self.bridge.ws.shop, name))
        self.page.findChild(PageScroll).verticalScrollBar().setValue(0)


@pytest.fixture(scope="module")
def page_to_lend(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ShopRoom]:
    plain_theme()
    made = ShopRoom(QtBot(request), PAGE)
    made.open(make_file(tmp_path_factory.mktemp("shop") / "willow.cxdesk"))
    made.show()
    with lasting(made):
        yield made


@pytest.fixture
def room(page_to_lend: ShopRoom) -> Iterator[ShopRoom]:
    with borrowed(page_to_lend):
        yield page_to_lend


def fill(room: Room, name: str, text: str) -> None:
    """Type into a field and leave it."""
    box = room.page.rows[name].editor.target
    box.setFocus()
    box.selectAll()
    room.type(text)
    room.key(KEY.Key_Tab)
    room.settle()


def on_disk(room: Room) -> Shop:
    """Return the shop as a second reader finds it."""
    ws = Workspace.open(room.bridge.ws.path, read_only=True)
    try:
        return ws.shop
    finally:
        ws.close()


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("name", "Harbour Hair", "Harbour Hair"),
        ("brand_colour", "#a3195b", "#A3195B"),
        ("address", "Quay 4", "Quay 4"),
        ("language", "de-DE", "de-DE"),
        ("currency", "CHF", "CHF"),
    ],
)
def test_a_field_is_kept_as_it_is_left(room: Room, name: str, text: str, kept: str) -> None:
    fill(room, name, text)
    assert getattr(on_disk(room), name) == kept
    room.bridge.undo()
    assert getattr(on_disk(room), name) != kept
    room.settle()
    assert room.page.rows[name].editor.draft() == getattr(room.bridge.ws.shop, name)


@pytest.mark.parametrize(("name", "text"), [("name", " "), ("brand_colour", "green"), ("currency", "euro")])
def test_what_can_t_be_kept_says_so_and_stays_in_the_field(room: Room, name: str, text: str) -> None:
    before = getattr(on_disk(room), name)
    fill(room, name, text)
    assert room.page.rows[name].is_wrong()
    assert room.page.rows[name].editor.draft() == text
    assert getattr(on_disk(room), name) == before


def test_paper_and_first_weekday_are_chosen(room: Room) -> None:
    for name, value in (("paper", "Letter"), ("first_weekday", "sun")):
        box = room.page.rows[name].editor.box
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    shop = on_disk(room)
    assert (shop.paper, shop.first_weekday) == ("Letter", "sun")
    assert next(iter(room.page.days.ticks)) == "sun"  # the week begins as the shop's does


def test_opening_days_are_ticked(room: Room) -> None:
    assert "sun" not in on_disk(room).opening_days
    room.bot.keyClick(room.page.days.ticks["sun"], KEY.Key_Space)
    room.bot.keyClick(room.page.days.ticks["mon"], KEY.Key_Space)
    assert on_disk(room).opening_days == ("tue", "wed", "thu", "fri", "sat", "sun")
    room.bridge.undo()
    assert room.page.days.ticks["mon"].isChecked()


# The logo


def png(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "PNG")
    return out.getvalue()


def test_a_logo_is_chosen_pasted_and_dropped(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = room.page.rows["logo"].editor
    picture = tmp_path / "logo.png"
    picture.write_bytes(png())
    monkeypatch.setattr(messages, "ask_open_file", lambda *_w, **_m: picture)
    editor.on_choose()
    chosen = on_disk(room).logo
    assert chosen is not None
    QGuiApplication.clipboard().setImage(QImage.fromData(QByteArray(png("blue"))))
    editor.on_paste()
    pasted = on_disk(room).logo
    assert pasted not in {None, chosen}
    dropped = QMimeData()
    dropped.setImageData(QImage.fromData(QByteArray(png("green"))))
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    editor.dropEvent(event)
    assert on_disk(room).logo not in {None, chosen, pasted}
    room.settle()


def test_a_file_that_is_no_picture_is_refused(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "logo.svg"
    other.write_text("<svg/>")
    monkeypatch.setattr(messages, "ask_open_file", lambda *_w, **_m: other)
    room.page.rows["logo"].editor.on_choose()
    assert "PNG, JPEG or WebP" in room.page.rows["logo"].sentence.text()
    assert on_disk(room).logo is None


# The head of the sheets


def brand_share(image: QImage, colour: str) -> int:
    """Return how many pixels of the head have nearly that colour."""
    wanted = QColor(colour).getRgb()[:3]
    spots = [(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height() // 6, 2)]
    colours = [image.pixelColor(x, y).getRgb()[:3] for x, y in spots]
    return sum(sum(abs(a - b) for a, b in zip(one, wanted)) < 24 for one in colours)


def test_the_head_of_a_sheet_follows_while_one_types(room: Room) -> None:
    preview = room.page.preview
    assert brand_share(preview.picture, "#0B746B") > 20
    box = room.page.rows["brand_colour"].editor.target
    box.setFocus()
    box.selectAll()
    room.type("#7A2E8E")
    room.settle()
    assert brand_share(preview.picture, "#7A2E8E") > 20
    assert on_disk(room).brand_colour == "#0B746B"  # not kept yet
    before = preview.picture
    room.type("x")  # no colour any more: the picture stays with what is kept
    room.settle()
    assert preview.picture != before


def test_the_newest_head_wins(room: Room) -> None:
    preview = room.page.preview
    for colour in ("#A33214", "#1F4E9E", "#4B3FA7"):
        preview.show_typed({"brand_colour": colour})
    room.settle()
    assert brand_share(preview.picture, "#4B3FA7") > 20
    assert brand_share(preview.picture, "#A33214") == 0


# Words


def whole_set(ws: Workspace) -> str:
    """Return every text of every sheet."""
    from cxdesk.output.sheet import texts

    found: list[str] = []
    for name, spec in printing.sheets().items():
        if name == "evidence-trail":
            continue  # refused without a story
        job = printing.gather_job(spec, ws, dict(spec.whole))
        found += texts([topic.body for topic in job.gathered.topics])
    return " ".join(found).lower()


def test_a_word_changes_everywhere_in_one_step(room: Room) -> None:
    ws = room.bridge.ws
    assert (ws.shop.customer_one, ws.shop.customer_many) == ("guest", "guests")
    before = whole_set(ws)
    assert "guest" in before
    fill(room, "customer_one", "patient")
    fill(room, "customer_many", "patients")
    assert i18n.fill_words("{customer} {Customers}") == "patient Patients"
    assert "guest" not in whole_set(ws)
    assert "patient" in whole_set(ws)
    assert any("your texts" in notice for notice in room.notices)
    fill(room, "visit_one", "session")
    room.bridge.undo()
    assert on_disk(room).visit_one == "appointment"  # another word is a step of its own
    assert on_disk(room).customer_one == "patient"
    room.bridge.undo()
    assert whole_set(ws) == before
    assert (on_disk(room).customer_one, on_disk(room).customer_many) == ("guest", "guests")
    room.bridge.redo()
    assert (on_disk(room).customer_one, on_disk(room).customer_many) == ("patient", "patients")


def test_her_own_texts_stay_when_she_wants_them_to(room: Room) -> None:
    before = whole_set(room.bridge.ws)
    room.bot.keyClick(room.page.follow, KEY.Key_Space)
    fill(room, "customer_one", "patient")
    assert on_disk(room).customer_one == "patient"
    assert whole_set(room.bridge.ws) == before


def test_a_word_with_braces_is_refused(room: Room) -> None:
    fill(room, "visit_one", "{visit}")
    assert room.page.rows["visit_one"].is_wrong()
    assert on_disk(room).visit_one == "appointment"


def test_every_word_has_its_field(room: Room) -> None:
    assert set(WORDS) <= set(room.page.rows)


# Starter content


def test_starter_content_is_shown_before_it_is_added_and_never_doubles(room: Room) -> None:
    starter, ws = room.page.starter, room.bridge.ws
    gone = ws.rows(Stage)[0]
    standards = ws.count(Standard)
    of_it = ws.count(Standard, stage=gone.id)
    ws.remove(Stage, gone.id)
    room.bot.keyClick(starter.open_button, KEY.Key_Space)
    room.settle()
    assert starter.trade_box.currentData() == "salon"
    assert starter.preview.count == 1 + of_it
    assert starter.words.text().startswith(f"{1 + of_it} records would be added.")
    assert ws.count(Standard) == standards - of_it  # looked at only
    room.bot.keyClick(starter.add_button, KEY.Key_Space)
    room.settle()
    assert ws.count(Standard) == standards
    assert not starter.is_open
    starter.open_panel()
    room.settle()
    assert starter.preview.count == 0
    assert not starter.add_button.isEnabled()
    assert "already" in starter.words.text()
    room.bridge.undo()
    assert ws.count(Standard) == standards - of_it  # one step
    room.settle()
    assert starter.preview.count == 1 + of_it  # and the panel that is open says so
    assert room.page.close_opened()
    assert not room.page.close_opened()


def test_another_trade_is_looked_at(room: Room) -> None:
    starter = room.page.starter
    starter.open_panel()
    room.settle()
    other = next(info.trade for info in trades.available() if info.trade != "salon")
    starter.trade_box.setCurrentIndex(starter.trade_box.findData(other))
    assert starter.preview.count == trades.preview(room.bridge.ws, other).count > 20


# The sample, and a file that can't be written


def test_the_sample_says_what_it_is(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtCore import QLocale

    from ui.start.defaults import from_locale

    room = Room(qtbot, PAGE)
    work: Any = MakeSample(from_locale(QLocale("en_GB")), "Maya")
    room.open(work(None))
    page = room.show()
    assert page.sample.isVisible()
    room.bot.keyClick(page.own_button, KEY.Key_Space)
    assert room.pages == ["start"]
    monkeypatch.setattr(messages, "confirm", lambda *_w, **_m: True)
    room.page = None  # the window takes the page away with the file
    page.remove_button.click()
    assert not sample_path().exists()
    room.close()


def test_her_own_shop_is_not_called_a_sample(room: Room) -> None:
    assert not room.page.sample.isVisible()


def test_nothing_can_be_changed_in_a_file_that_is_looked_at(qtbot: QtBot, file: Path) -> None:
    room = Room(qtbot, PAGE)
    room.open(file, read_only=True)
    page = room.show()
    assert page.rows["name"].editor.box.isReadOnly()
    assert not page.days.isEnabled()
    assert not page.starter.open_button.isEnabled()
    room.close()


def test_all_is_reached_by_tab_and_has_a_name(room: Room) -> None:
    room.page.starter.open_panel()
    room.settle()
    assert nameless(room.page) == []


def test_what_was_typed_is_kept_when_the_page_is_left(room: Room) -> None:
    box = room.page.rows["address"].editor.target
    box.setFocus()
    room.type("Quay 4")
    room.page.flush()
    assert on_disk(room).address == "Quay 4"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("language", "qq-QQ", "no way of writing called qq-QQ"),
        ("language", "English", "Write it as en-US or de-DE"),
        ("currency", "XYZ", "no currency called XYZ"),
        ("currency", "EU", "three capital letters"),
    ],
)
def test_a_country_that_is_unknown_is_said_and_changes_nothing(
    room: Room, name: str, typed: str, said: str
) -> None:
    before = getattr(on_disk(room), name)
    fill(room, name, typed)
    assert said in room.page.rows[name].sentence.text()
    assert getattr(on_disk(room), name) == before


def test_an_example_shows_at_once_how_dates_and_money_are_written(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))

    def example(language: str, currency: str) -> str:
        for name, text in (("language", language), ("currency", currency)):
            box = room.page.rows[name].editor.target
            box.setFocus()
            box.selectAll()
            room.type(text)  # nothing is left yet
        return str(room.page.example.text())

    assert example("de-DE", "EUR") == "As in: Sonntag, 22. November 2026 · 1.234,50\xa0€"
    assert example("en-GB", "GBP") == "As in: Sunday, 22 November 2026 · £1,234.50"
    assert example("en-G", "GB") == "As in: Sunday, 22 November 2026 · £1,234.50"  # as kept so far


def test_a_pale_colour_is_shown_darkened_beside_it(room: Room) -> None:
    shade = room.page.shade
    assert "reads well on white" in shade.words.text()
    box = room.page.rows["brand_colour"].editor.target
    box.setFocus()
    box.selectAll()
    room.type("#F5C518")
    assert "Too pale for text" in shade.words.text()
    darker = shade.sample.colour.name().upper()
    assert f"printed in {darker}" in shade.words.text()
    assert contrast(from_hex(darker)) >= 4.5
    box.selectAll()
    room.type("#F5")
    assert shade.isHidden()
