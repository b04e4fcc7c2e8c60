"""Every kind of field in its row: what can be typed, what is kept, and what is said when it can't be."""

from __future__ import annotations

import gc
import io
import weakref
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QDate, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cxdesk.entities.role import Role
from cxdesk.schema import kinds
from cxdesk.schema.entity import spec_of
from tests.ui.made_up import Desk, Thing, plain_theme
from ui import messages
from ui.forms import chip_editors
from ui.forms.base import FormContext
from ui.forms.editors import EDITORS, EditorRow
from ui.forms.picture_editors import Swatch

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
FIELDS = spec_of(Thing).fields


@pytest.fixture(scope="module")
def desk_to_lend(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    plain_theme()
    path = tmp_path_factory.mktemp("editors") / "w.cxdesk"
    made = Desk(QtBot(request), path, language="de-DE")
    yield made
    made.close()


@pytest.fixture
def desk(qtbot: QtBot, desk_to_lend: Desk) -> Iterator[Desk]:
    desk_to_lend.bot = qtbot
    yield desk_to_lend
    desk_to_lend.begin_again()


class Kept:
    """Takes down what a row hands on."""

    def __init__(self, row: EditorRow) -> None:
        self.values: list[Any] = []
        row.kept.connect(self.on_kept)

    def on_kept(self, _name: str, value: object) -> None:
        self.values.append(value)


def row_of(desk: Desk, name: str, value: Any = None) -> tuple[EditorRow, Kept]:
    row = EditorRow(FIELDS[name], FormContext(desk.bridge))
    row.show_value(FIELDS[name].initial if value is None else value)
    desk.show(row, 360, 240)
    return row, Kept(row)


def press(widget: QWidget | None, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
    assert widget is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers))


def write(widget: QWidget | None, text: str) -> None:
    """Type any letters; QTest knows few."""
    assert widget is not None
    for char in text:
        key = KEY.Key_Return if char == "\n" else KEY.Key_unknown
        QApplication.sendEvent(
            widget,
            QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, char.replace("\n", "\r")),
        )


def all_kinds(base: type[kinds.FieldKind]) -> Iterator[type[kinds.FieldKind]]:
    for kind in base.__subclasses__():
        if not kind.__name__.startswith("_"):
            yield kind
        yield from all_kinds(kind)


def test_every_kind_of_field_has_an_editor() -> None:
    assert {kind.name for kind in (kinds.FieldKind, *all_kinds(kinds.FieldKind))} == set(EDITORS)


TYPED = [
    ("name", "Anna", "Anna"),
    ("notes", "one\ntwo", "one\ntwo"),
    ("count", "12", 12),
    ("weight", "1234,5", Decimal("1234.5")),
    ("price", "12,50", 1250),
    ("price", "12,5 €", 1250),
    ("price", "€ 7", 700),
    ("price", "7 EUR", 700),
    ("share", "88,2", Decimal("88.2")),
    ("share", "88,2 %", Decimal("88.2")),
    ("made_on", "3.4.2024", date(2024, 4, 3)),
    ("opens", "9:05", time(9, 5)),
    ("tint", "#12ab9f", "#12AB9F"),
    ("tint", "12ab9f", "#12AB9F"),
    ("owner", "styl", None),
    ("owner", "Stylist", 2),
    ("owner", "  front DESK ", 1),
]


@pytest.mark.parametrize(("name", "typed", "value"), TYPED)
def test_what_is_typed_is_handed_on_when_the_field_is_left(
    desk: Desk, name: str, typed: str, value: Any
) -> None:
    row, kept = row_of(desk, name)
    box = row.editor.target
    write(box, typed)
    assert kept.values == []
    box.clearFocus()
    if value is None:
        assert kept.values == []
        assert row.is_wrong()
        return
    assert kept.values == [value]
    assert not row.is_wrong()
    row.show_value(value)
    assert not row.is_edited()
    row.settle()
    assert kept.values == [value]


WRONG = [
    ("name", "", "left empty"),
    ("name", "x" * 501, "501 characters long; 500 fit"),
    ("count", "12,5", "whole number"),
    ("count", "-1", "smallest number that fits here is 0"),
    ("count", "1.000", "nothing between thousands"),
    ("count", "99999999999999999999", "too large"),
    ("weight", "1.234", "nothing between thousands"),
    ("weight", "1,234", "At most 2 decimals"),
    ("price", "1,005", "At most 2 decimals"),
    ("share", "abc", "before decimals"),
    ("made_on", "04/03/2024", "Write the date as "),
    ("made_on", "31.2.2024", "no such day"),
    ("opens", "25:00", "Write the time as 14:30"),
    ("tint", "green", "# and six digits"),
    ("owner", "Nobody", "no role called “Nobody”"),
]


@pytest.mark.parametrize(("name", "typed", "sentence"), WRONG)
def test_what_cannot_be_kept_stays_with_a_sentence(desk: Desk, name: str, typed: str, sentence: str) -> None:
    row, kept = row_of(desk, name, "before" if name == "name" else None)
    box = row.editor.target
    box.setText(typed)
    row.settle()
    assert kept.values == []
    assert sentence in row.sentence.text()
    assert row.sentence.isVisible()
    assert row.sentence.picture.isVisible()
    assert row.sentence.words.property("tone") == "danger"
    assert sentence in box.accessibleDescription()
    assert box.property("wrong") is True
    assert box.text() == typed
    row.editor.show_value(row.editor.value() if name == "name" else FIELDS[name].initial)
    row.settle()
    assert not row.sentence.isVisible()
    assert box.property("wrong") is False


def test_what_others_changed_is_shown_only_where_nobody_types(desk: Desk) -> None:
    row, _kept = row_of(desk, "name", "old")
    row.refresh("from elsewhere")
    assert row.editor.target.text() == "from elsewhere"
    write(row.editor.target, "mine ")
    row.refresh("from elsewhere again")
    assert "mine" in row.editor.target.text()


@pytest.mark.parametrize("name", ["name", "notes"])
def test_undo_in_a_field_is_its_own_until_it_is_kept(desk: Desk, name: str) -> None:
    row, _kept = row_of(desk, name, "old")
    box = row.editor.target

    def goes_to_the_window() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier, "")
        event.ignore()
        QApplication.sendEvent(box, event)
        return not event.isAccepted()

    assert goes_to_the_window()
    write(box, "new")
    assert not goes_to_the_window()
    box.undo()
    assert row.editor.draft() == "old"
    write(box, "new")
    row.show_value(row.editor.draft())
    assert goes_to_the_window()


def test_ctrl_enter_keeps_long_text_and_enter_begins_a_line(desk: Desk) -> None:
    row, kept = row_of(desk, "notes")
    write(row.editor.target, "a")
    desk.bot.keyClick(row.editor.target, KEY.Key_Return)
    assert kept.values == []
    desk.bot.keyClick(row.editor.target, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert kept.values == ["a"]


def test_long_text_grows(desk: Desk) -> None:
    row, _kept = row_of(desk, "notes")
    before = row.editor.target.sizeHint().height()
    row.editor.target.set_text("\n".join("abcdefgh"))
    assert row.editor.target.sizeHint().height() > before


def test_hostile_text_is_shown_as_it_is_and_cleaned_when_kept(desk: Desk) -> None:
    row, kept = row_of(desk, "name")
    row.editor.target.setText("<img src=x>\u202egpj\x00 &amp; b")
    row.settle()
    assert kept.values == ["<img src=x>gpj &amp; b"]
    row.show_wrong("<b>no</b>")
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in row.findChildren(QLabel))


def test_choice_and_switch_are_kept_at_once(desk: Desk) -> None:
    size, kept = row_of(desk, "size")
    desk.bot.keyClick(size.editor.target, KEY.Key_Down)
    assert kept.values == ["large"]
    loud, kept = row_of(desk, "loud")
    desk.bot.keyClick(loud.editor.target, KEY.Key_Space)
    assert kept.values == [True]
    assert not loud.label.isVisible()


def test_the_calendar_begins_its_week_as_the_shop_says_and_keeps_the_day(desk: Desk) -> None:
    desk.ws.change(type(desk.ws.shop), desk.ws.shop_id, first_weekday="sun")
    row, kept = row_of(desk, "made_on", date(2024, 4, 3))
    press(row.editor.target, KEY.Key_Down, ALT)
    calendar = row.editor.popup.calendar
    assert calendar.selectedDate() == QDate(2024, 4, 3)
    assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Sunday
    calendar.activated.emit(QDate(2024, 4, 9))
    assert kept.values == [date(2024, 4, 9)]
    assert row.editor.target.text() == "09.04.2024"


def test_a_record_is_found_by_typing_and_chosen_with_the_keys(desk: Desk) -> None:
    row, kept = row_of(desk, "owner")
    picker = row.editor.picker
    write(picker.box, "sty")
    popup = picker.completer.popup()
    assert popup.isVisible()
    press(popup, KEY.Key_Down)
    press(popup, KEY.Key_Return)
    assert kept.values == [2]
    assert picker.text() == "Stylist"
    row.show_value(2)
    press(picker.box, KEY.Key_Down)
    assert [picker.completer.model().index(k, 0).data() for k in range(2)] == ["Front desk", "Stylist"]
    popup.hide()
    picker.box.clear()
    row.settle()
    assert kept.values == [2, None]


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Tab])
def test_the_only_record_that_is_left_is_taken_with_one_key(desk: Desk, key: Qt.Key) -> None:
    row, kept = row_of(desk, "owner")
    picker = row.editor.picker
    write(picker.box, "sty")
    popup = picker.completer.popup()
    assert popup.isVisible()
    press(popup, key)
    assert (set(kept.values), picker.text()) == ({2}, "Stylist")
    assert not popup.isVisible()


def test_a_key_takes_no_record_while_several_are_left_or_none(desk: Desk) -> None:
    desk.ws.add(Role(name="Stylist in training"))
    row, kept = row_of(desk, "owner")
    picker = row.editor.picker
    for typed in ("sty", "xyz"):
        picker.box.clear()
        write(picker.box, typed)
        press(picker.box, KEY.Key_Return)
        assert (kept.values, picker.text()) == ([], typed)
    picker.box.clear()
    write(picker.box, "stylist")
    press(picker.box, KEY.Key_Return)
    assert (kept.values, picker.text()) == ([2], "Stylist")
    picker.completer.popup().hide()


def test_an_unknown_name_is_put_back_with_its_sentence(desk: Desk) -> None:
    row, _kept = row_of(desk, "owner", 1)
    row.editor.picker.box.setText("Nobody")
    draft = row.editor.draft()
    row.show_value(1)
    row.editor.show_draft(draft)
    row.read()
    assert row.editor.picker.text() == "Nobody"
    assert row.is_wrong()


def test_records_are_ticked_while_they_are_few(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    row, kept = row_of(desk, "helpers", (2,))
    assert [tick.isChecked() for tick in row.editor.ticks] == [False, True]
    desk.bot.keyClick(row.editor.ticks[0], KEY.Key_Space)
    assert kept.values == [(2, 1)]
    monkeypatch.setattr(chip_editors, "MOST_CHECKS", 1)
    row, kept = row_of(desk, "helpers", (2,))
    row.editor.picker.show_all()
    row.editor.picker.on_chosen(row.editor.picker.completer.model().index(0, 0))
    assert kept.values == [(2, 1)]
    row.editor.on_removed(row.editor.chips.itemAt(0).widget())
    assert kept.values[-1] == (1,)
    write(row.editor.picker.box, "xyz")
    row.settle()
    assert "no role called “xyz”" in row.sentence.text()


def test_no_records_to_tick_say_so(desk: Desk) -> None:
    for role in desk.ws.rows(Role):
        desk.ws.remove(Role, role.id)
    row, _kept = row_of(desk, "helpers")
    assert row.editor.none_there.isVisible()


def texts(row: EditorRow) -> list[str]:
    return [line.box.text() for line in row.editor.rows()]


def test_lines_are_added_moved_and_removed_with_the_keys(desk: Desk) -> None:
    row, kept = row_of(desk, "steps", ("one", "two"))
    rows = row.editor.rows()
    rows[1].box.setFocus()
    press(rows[1].box, KEY.Key_Up, ALT)
    assert kept.values == [("two", "one")]
    row.show_value(("two", "one"))
    press(row.editor.rows()[1].box, KEY.Key_Return)
    assert texts(row) == ["two", "one", ""]
    new = row.editor.rows()[2].box
    desk.bot.waitUntil(new.hasFocus)
    write(new, "three; and more")
    press(new, KEY.Key_Return)
    assert kept.values[-1] == ("two", "one", "three  and more".replace("  ", " "))
    row.show_value(kept.values[-1])
    last = row.editor.rows()[-1].box
    last.clear()
    press(last, KEY.Key_Backspace)
    assert kept.values[-1] == ("two", "one")


def test_lines_end_at_their_most(desk: Desk) -> None:
    row, kept = row_of(desk, "steps", ("1", "2", "3"))
    row.editor.add_button.click()
    assert not row.editor.add_button.isVisible()
    row.editor.rows()[-1].box.setText("4")
    press(row.editor.rows()[-1].box, KEY.Key_Return)
    assert len(texts(row)) == 4
    assert kept.values == [("1", "2", "3", "4")]


def test_an_empty_line_goes_when_it_is_left(desk: Desk) -> None:
    row, kept = row_of(desk, "steps", ("one",))
    row.editor.add_button.click()
    assert texts(row) == ["one", ""]
    row.editor.rows()[0].box.setFocus()
    assert texts(row) == ["one"]
    assert kept.values == []


def test_buttons_beside_a_line_do_what_its_keys_do(desk: Desk) -> None:
    row, kept = row_of(desk, "steps", ("one", "two"))
    row.editor.rows()[0].down.click()
    row.show_value(kept.values[-1])
    row.editor.rows()[0].cross.click()
    assert kept.values == [("two", "one"), ("one",)]


def test_tags_come_with_enter_or_comma_and_go_with_backspace(desk: Desk) -> None:
    row, kept = row_of(desk, "words", ("tea",))
    box = row.editor.box
    write(box, "milk,")
    assert kept.values == [("tea", "milk")]
    row.show_value(("tea", "milk"))
    write(box, "TEA")
    press(box, KEY.Key_Return)
    assert kept.values == [("tea", "milk")]
    press(box, KEY.Key_Backspace)
    assert kept.values[-1] == ("tea",)
    row.show_value(("tea",))
    write(box, "oat")
    box.clearFocus()
    assert kept.values[-1] == ("tea", "oat")


def png(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


def test_a_picture_is_chosen_dropped_pasted_and_removed(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, kept = row_of(desk, "picture")
    file = tmp_path / "p.png"
    file.write_bytes(png())
    monkeypatch.setattr(messages, "ask_open_file", lambda *words, **more: file)
    row.editor.choose.click()
    assert kept.values[-1].startswith(b"\x89PNG")
    row.show_value(kept.values[-1])
    press(row.editor.target, KEY.Key_Delete)
    assert kept.values[-1] is None
    row.show_value(None)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    )
    row.editor.dropEvent(drop)
    assert kept.values[-1] is not None
    row.show_value(None)
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    QGuiApplication.clipboard().setImage(image)
    row.editor.on_paste()
    assert kept.values[-1].startswith(b"\x89PNG")


def test_what_is_no_picture_is_refused(desk: Desk, tmp_path: Path) -> None:
    row, kept = row_of(desk, "picture", png())
    row.editor.take(b"GIF89a....")
    assert "not a PNG, JPEG or WebP picture" in row.sentence.text()
    QGuiApplication.clipboard().setText("words")
    row.editor.on_paste()
    assert "no picture to paste" in row.sentence.text()
    row.editor._take_file(str(tmp_path / "gone.png"))
    assert "could not be read" in row.sentence.text()
    assert kept.values == []


def test_a_colour_comes_from_the_swatches(desk: Desk) -> None:
    row, kept = row_of(desk, "tint")
    press(row.editor.target, KEY.Key_Down, ALT)
    first, second = row.editor.popup.findChildren(Swatch)[:2]
    press(first, KEY.Key_Right)
    press(second, KEY.Key_Return)
    assert kept.values == [second.colour]
    assert row.editor.swatch.colour == second.colour


def test_a_fixed_value_is_shown_and_cannot_be_changed(desk: Desk) -> None:
    row, _kept = row_of(desk, "fixed", 7)
    assert row.editor.words.text() == "7"
    assert not row.is_edited()


@pytest.mark.parametrize("name", list(FIELDS))
def test_every_editor_has_a_name_and_no_part_of_it_is_nameless(desk: Desk, name: str) -> None:
    row, _kept = row_of(desk, name, ("one",) if name in {"steps", "words"} else None)
    assert FIELDS[name].label in row.editor.target.accessibleName()
    nameless = [
        part
        for part in row.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.isVisible()
        and not (part.accessibleName() or getattr(part, "text", str)())
    ]
    assert nameless == []


def test_no_row_outlives_its_page(desk: Desk) -> None:
    page = QWidget()
    rows = [EditorRow(field, FormContext(desk.bridge), page) for field in FIELDS.values()]
    left = [weakref.ref(row) for row in rows] + [weakref.ref(row.editor) for row in rows]
    page.deleteLater()
    del rows, page
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [ref for ref in left if ref() is not None] == []


@pytest.mark.parametrize("name", [name for name, field in FIELDS.items() if field.editable])
def test_nothing_can_be_typed_into_a_file_that_is_read_only(desk: Desk, name: str) -> None:
    row, kept = row_of(desk, name)
    row.editor.set_read_only(True)
    write(row.editor.target, "12")
    press(row.editor.target, KEY.Key_Space)
    row.settle()
    assert kept.values == []


def test_what_is_not_given_is_shown_as_nothing(desk: Desk) -> None:
    empty = Thing(name="x")
    assert (empty.made_on, empty.opens, empty.seen_at, empty.helpers, empty.fixed) == (None, None, "", (), 7)
    for name in ("made_on", "opens"):
        row, _kept = row_of(desk, name)
        row.show_value(getattr(empty, name))
        assert row.editor.draft() == ""
        assert row.read() == (True, None)
