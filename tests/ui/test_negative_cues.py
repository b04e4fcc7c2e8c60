"""The page of negative cues: gone with one key, photos from anywhere, and sheets keyed in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.shop import Shop
from cxdesk.output import printing, record
from cxdesk.schema.entity import spec_of
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace
from tests.ui.page_kit import Room, nameless
from ui.pages.entity_page import entity_page_spec

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = clock.today()
CUES = (
    ("Till", "No refunds!", "Just ask us."),
    ("Front door", "Ring only once", ""),
    ("Till", "Cash only", "Cash or card"),
    ("", "You must wait", ""),
)


def fill(tx: Transaction) -> None:
    for place, shows, instead in CUES:
        tx.add(NegativeCue(place=place, shows=shows, replaced_by=instead))
    tx.add(NegativeCue(place="Window", shows="Gone long ago", done_on=TODAY - timedelta(days=30)))


class CueRoom(Room):
    """The page with its keys, and what is in the file."""

    def __init__(self, bot: QtBot, path: Path, *, empty: bool = False) -> None:
        super().__init__(bot, entity_page_spec(spec_of(NegativeCue)))
        ws = Workspace.create(path, Shop(name="Willow", language="en-GB"), who="Maya")
        if not empty:
            ws.run("fill", fill)
        ws.close()
        self.ws = self.open(path)
        self.show()

    @property
    def entry(self) -> Any:
        return self.page.entry

    def listed(self) -> list[str]:
        return [self.ws.get(NegativeCue, cue).record.shows for cue in self.page.model.ids()]

    def gone(self) -> set[str]:
        return {row.record.shows for row in self.ws.rows(NegativeCue) if row.record.done_on}

    def cue(self, shows: str) -> Any:
        return next(row for row in self.ws.rows(NegativeCue) if row.record.shows == shows)

    def print_sheet(self) -> str:
        """Print a sheet as the print centre does; return its number."""
        spec = printing.sheet("walk-round-sheet")
        printed = printing.render(spec, self.ws, {}, today=TODAY, numbered=True)
        facts = {"paper": "A4", "copies": 1, "by": "Maya", "target": "file"}
        at = clock.stamp(clock.now())
        self.ws.run("print", lambda tx: record.note(tx, printed, printed_at=at, **facts))
        return printed.forms[0].number

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.key(key)


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[CueRoom]:
    made = CueRoom(qtbot, tmp_path / "w.cxdesk")
    yield made
    made.close()


def test_those_still_there_come_first(room: CueRoom) -> None:
    assert room.listed() == ["No refunds!", "Ring only once", "Cash only", "You must wait", "Gone long ago"]
    assert room.page.subtitle() == "4 still there · 1 gone"


def test_an_empty_page_says_what_it_is_for(qtbot: QtBot, tmp_path: Path) -> None:
    room = CueRoom(qtbot, tmp_path / "w.cxdesk", empty=True)
    assert "because of a few" in room.page.list.none.findChildren(type(room.page.hint))[1].text()
    assert room.page.print_sheet() == ("walk-round-sheet", {"cues": "open"})
    room.close()


def test_space_says_that_one_is_gone_and_goes_to_the_next(room: CueRoom) -> None:
    room.press(KEY.Key_Space, KEY.Key_Space)
    assert room.gone() == {"Gone long ago", "No refunds!", "Ring only once"}
    assert room.cue("No refunds!").record.done_on == TODAY
    assert "gone since today" in room.notices[0]
    assert room.bridge.undo_text() == "Undo: gone: Ring only once"
    room.bridge.undo()
    assert room.gone() == {"Gone long ago", "No refunds!"}


def test_space_on_one_that_is_gone_clears_the_day(room: CueRoom) -> None:
    room.press(*[KEY.Key_Down] * 4, KEY.Key_Space)
    assert room.gone() == set()


def test_several_are_gone_as_one(room: CueRoom) -> None:
    room.bot.keyClick(room.page.table, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    room.press(KEY.Key_Space)
    assert room.gone() == {"Gone long ago", "No refunds!", "Ring only once"}
    room.bridge.undo()
    assert room.gone() == {"Gone long ago"}


def test_the_button_of_the_form_says_it_and_takes_it_back(room: CueRoom) -> None:
    button = room.page.form.gone_button
    assert button.text() == "Gone today"
    room.bot.keyClick(button, KEY.Key_Return)
    assert room.cue("No refunds!").record.done_on == TODAY
    assert room.page.form.record_id == room.cue("No refunds!").id
    assert button.text() == "Still there after all"
    room.bot.keyClick(button, KEY.Key_Space)
    assert room.cue("No refunds!").record.done_on is None


def test_the_list_is_narrowed_to_one_sort(room: CueRoom) -> None:
    page = room.page

    def choose(key: str) -> list[str]:
        page.which.setCurrentIndex(page.which.findData(key))
        page.which.activated.emit(page.which.currentIndex())
        return room.listed()

    assert choose("gone") == ["Gone long ago"]
    assert page.print_sheet() == ("walk-round-sheet", {"cues": "all"})
    assert "Gone long ago" not in choose("open")
    page.table.setFocus()
    page.table.go_to_row(0)
    room.press(KEY.Key_Space)
    assert "No refunds!" not in room.listed()
    page.show_record("negative_cue", room.cue("No refunds!").id)
    assert "No refunds!" in room.listed()  # all are shown again
    page.search.setText("cash")
    assert room.listed() == ["Cash only"]


def test_a_new_one_is_found_today(room: CueRoom) -> None:
    assert room.page.add_record()
    room.type("No dogs")
    room.key(KEY.Key_Tab)
    assert room.cue("No dogs").record.found_on == TODAY


def test_tab_goes_from_what_it_says_to_where_in_a_new_one(room: CueRoom) -> None:
    room.page.add_record()
    rows = room.page.form.rows
    assert rows["shows"].editor.has_focus()
    room.bot.keyClicks(QApplication.focusWidget(), "Cash only!!")
    room.press(KEY.Key_Tab)
    assert rows["place"].editor.has_focus()
    assert room.cue("Cash only!!").record.found_on == TODAY


def png(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "PNG")
    return out.getvalue()


def test_a_picture_is_pasted_while_the_list_has_the_keyboard(room: CueRoom) -> None:
    image = QImage()
    image.loadFromData(QByteArray(png()))
    QGuiApplication.clipboard().setImage(image)
    room.bot.keyClick(room.page.table, KEY.Key_V, CTRL)
    assert room.cue("No refunds!").record.photo is not None
    QGuiApplication.clipboard().clear()
    room.bot.keyClick(room.page.table, KEY.Key_V, CTRL)
    assert "no picture to paste" in room.page.form.rows["photo"].sentence.text()
    assert room.cue("No refunds!").record.photo is not None


def test_a_picture_is_dropped_anywhere_on_the_page(room: CueRoom, tmp_path: Path) -> None:
    file = tmp_path / "sign.png"
    file.write_bytes(png("blue"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    at, acts, left = QPointF(50, 50), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(at.toPoint(), acts, mime, left, Qt.KeyboardModifier.NoModifier)
    room.page.dragEnterEvent(entered)
    assert entered.isAccepted()
    room.page.dropEvent(QDropEvent(at, acts, mime, left, Qt.KeyboardModifier.NoModifier))
    assert Image.open(io.BytesIO(room.cue("No refunds!").record.photo)).size == (30, 20)
    file.write_bytes(b"no picture")
    room.page.dropEvent(QDropEvent(at, acts, mime, left, Qt.KeyboardModifier.NoModifier))
    assert "PNG, JPEG or WebP" in room.page.form.rows["photo"].sentence.text()


def test_the_header_opens_the_sheet_and_the_entry(room: CueRoom) -> None:
    asked: list[tuple[str, object]] = []
    room.bridge.print_wanted.connect(lambda sheet, options: asked.append((sheet, options)))
    sheet, enter, add = room.page.header_actions()
    assert [one.text() for one in (sheet, enter, add)] == [
        "Walk-round sheet",
        "Enter a sheet",
        "Negative cue",
    ]
    sheet.trigger()
    assert asked == [("walk-round-sheet", {"cues": "open"})]
    assert nameless(room.page) == []


# Keying in


def test_a_sheet_is_keyed_in_with_few_keys(room: CueRoom) -> None:
    """Four cues, two of them gone, two new ones at one place: the keys besides the words are counted."""
    number = room.print_sheet()
    keys: list[Any] = []

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        keys.append(key)
        room.key(key, modifiers)

    press(KEY.Key_E, CTRL)
    assert QApplication.focusWidget() is room.entry.number
    room.type(number.lstrip("F-0"))
    keys += list(number.lstrip("F-0"))
    press(KEY.Key_Return)
    assert room.entry.number.text() == number
    heads = [head.text for head in room.entry.grid.grid.rows]
    # In the order of the paper.
    assert heads == ["Front door: Ring only once", "Till: No refunds!", "Till: Cash only", "You must wait"]
    press(KEY.Key_1)
    press(KEY.Key_3)
    assert room.gone() == {"Gone long ago", "Ring only once", "Cash only"}
    press(KEY.Key_Return)
    room.type("Counter")
    press(KEY.Key_Tab)
    room.type("Do not lean here")
    press(KEY.Key_Tab)
    room.type("A chair")
    press(KEY.Key_Return)
    press(KEY.Key_Tab)  # the place stays
    room.type("Tips expected")
    press(KEY.Key_Return)
    first, second = room.cue("Do not lean here").record, room.cue("Tips expected").record
    assert (first.place, first.replaced_by, first.found_on) == ("Counter", "A chair", TODAY)
    assert (second.place, second.replaced_by) == ("Counter", "")
    assert (
        room.entry.kept.text() == "2 are in the list now: Counter: Tips expected; Counter: Do not lean here"
    )
    press(KEY.Key_Return)  # an empty line: the end
    assert QApplication.focusWidget() is room.entry.number
    assert room.entry.number.text() == ""
    (form,) = room.ws.rows(PaperForm)
    assert form.record.keyed_on == TODAY
    assert len(keys) == 12
    assert room.problems == []


def test_a_sheet_that_is_as_it_was_is_entered_with_enter_alone(room: CueRoom) -> None:
    number = room.print_sheet()
    room.page.on_enter()
    room.type(number)
    room.press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    assert room.ws.rows(PaperForm)[0].record.keyed_on == TODAY
    assert room.bridge.undo_text() == f"Undo: sheet {number} is entered"
    room.type(number)
    room.key(KEY.Key_Return)
    assert "was entered before" in room.entry.sentence.text()


def test_an_unknown_number_is_said_and_all_are_shown(room: CueRoom) -> None:
    room.page.on_enter()
    room.type("77")
    room.key(KEY.Key_Return)
    assert "No walk-round sheet has the number 77" in room.entry.sentence.text()
    assert QApplication.focusWidget() is room.entry.number
    assert room.entry.grid.grid.rowCount() == 4
    room.entry.number.clear()
    room.key(KEY.Key_Return)
    assert QApplication.focusWidget() is room.entry.grid


def to_grid(room: CueRoom) -> None:
    room.page.on_enter()
    room.key(KEY.Key_Return)


def test_keys_tick_all_clear_and_change_the_day(room: CueRoom) -> None:
    to_grid(room)
    yesterday = TODAY - timedelta(days=1)
    room.key(KEY.Key_D)
    box = room.entry.day.editor.target
    box.selectAll()
    room.type(yesterday.isoformat())
    room.key(KEY.Key_Return)
    assert QApplication.focusWidget() is room.entry.grid
    room.key(KEY.Key_A)
    assert len(room.gone()) == 5
    assert room.cue("No refunds!").record.done_on == yesterday
    assert room.bridge.undo_text() == "Undo: gone: 4 negative cues"
    room.press(KEY.Key_Down, KEY.Key_Delete)
    assert "No refunds!" not in room.gone()
    room.press(KEY.Key_Space, KEY.Key_Space)
    assert "No refunds!" in room.gone()  # a second Space does no harm
    room.bridge.undo()
    room.bridge.undo()
    room.bridge.undo()
    assert room.gone() == {"Gone long ago"}
    assert room.entry.grid.grid.cell(room.entry.grid.grid.index(0, 0)).text == ""


def test_a_day_to_come_is_refused_and_nothing_changes(room: CueRoom) -> None:
    to_grid(room)
    room.key(KEY.Key_D)
    room.entry.day.editor.target.selectAll()
    room.type((TODAY + timedelta(days=2)).isoformat())
    room.key(KEY.Key_Return)
    room.key(KEY.Key_1)
    assert "still to come" in room.entry.sentence.text()
    assert room.gone() == {"Gone long ago"}


def test_a_day_that_can_not_be_read_is_looked_at_first(room: CueRoom) -> None:
    to_grid(room)
    room.key(KEY.Key_D)
    room.entry.day.editor.target.selectAll()
    room.type("some day")
    room.key(KEY.Key_Return)
    room.entry.grid.setFocus()
    room.key(KEY.Key_1)
    assert "Put the day right first" in room.entry.sentence.text()
    assert room.gone() == {"Gone long ago"}


def test_what_is_there_instead_is_typed_beside_the_ticks(room: CueRoom) -> None:
    to_grid(room)
    assert room.entry.which.text() == "Front door: Ring only once"
    room.key(KEY.Key_R)
    room.type("Come in")
    room.key(KEY.Key_Return)
    assert room.cue("Ring only once").record.replaced_by == "Come in"
    assert QApplication.focusWidget() is room.entry.grid
    room.key(KEY.Key_Down)
    assert room.entry.instead.text() == "Just ask us."


def test_one_that_is_in_the_list_is_not_added_again(room: CueRoom) -> None:
    room.page.on_enter()
    room.entry.to_found()
    room.entry.place.setText(" till ")
    room.entry.shows.setText("CASH ONLY")
    room.bot.keyClick(room.entry.shows, KEY.Key_Return)
    assert "in the list already" in room.entry.sentence.text()
    assert room.ws.count(NegativeCue) == 5
    assert room.entry.shows.text() == "CASH ONLY"
    assert QApplication.focusWidget() is room.entry.shows


def test_a_line_without_words_asks_for_them(room: CueRoom) -> None:
    room.page.on_enter()
    room.entry.to_found()
    room.type("Counter")
    room.key(KEY.Key_Return)
    assert QApplication.focusWidget() is room.entry.shows
    assert room.ws.count(NegativeCue) == 5


def test_tab_walks_from_number_to_what_is_new_and_esc_leaves(room: CueRoom) -> None:
    room.page.on_enter()
    entry, seen = room.entry, []
    for _step in entry.stops():
        seen.append(QApplication.focusWidget())
        room.key(KEY.Key_Tab)
    assert seen == entry.stops()
    assert nameless(room.page) == []
    assert room.page.title() == "Enter a walk-round sheet"
    assert [one.text() for one in room.page.header_actions()] == ["Done"]
    assert room.page.close_opened()
    assert room.page.title() == "Negative cues"
    assert QApplication.focusWidget() is room.page.table


def test_adding_while_keying_in_goes_to_the_line(room: CueRoom) -> None:
    room.page.on_enter()
    assert room.page.add_record()
    assert QApplication.focusWidget() is room.entry.place
    assert room.page.draft() is not None


def test_a_cue_that_was_removed_since_is_left_out(room: CueRoom) -> None:
    number = room.print_sheet()
    room.bridge.remove(NegativeCue, room.cue("Cash only").id)
    room.page.on_enter()
    room.type(number)
    room.key(KEY.Key_Return)
    assert [head.text for head in room.entry.grid.grid.rows] == [
        "Front door: Ring only once",
        "Till: No refunds!",
        "You must wait",
    ]
