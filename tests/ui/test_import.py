"""Taking a table in through the window: seen before, done in one step, taken back; by keyboard alone."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.import_batch import ImportBatch
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.settings import Settings
from cxdesk.workspace import Workspace
from tests.ui import audit_kit
from tests.ui.page_kit import make_file, put_away
from ui import messages
from ui.bridge import Bridge
from ui.imports import steps
from ui.imports.desk import ImportDialog
from ui.imports.import_dialog import open_import
from ui.tasks import Tasks

LONG = "metric,period,value\nCalls,2026-W44,40\nCalls,2026-W45,42\nCalls,2026-W46,x\n"
WIDE = "Datum;Umsatz;Kunden\n13.11.2026;1.234,50;22\n14.11.2026;999,00;\n"


class Desk:
    """A window with an open file, and the dialog over it."""

    def __init__(self, bot: QtBot, path: Path) -> None:
        self.bot = bot
        self.bridge = Bridge(Settings(your_name="Maya"), tasks=Tasks(inline=True))
        self.bridge.take(Workspace.open(make_file(path), who="Maya"))
        self.notices: list[str] = []
        self.bridge.notice.connect(self.on_notice)
        self.folder = path.parent
        self.window = QWidget()
        bot.addWidget(self.window)
        self.window.show()

    def on_notice(self, words: str, _undo: str) -> None:
        self.notices.append(words)

    @property
    def ws(self) -> Workspace:
        return self.bridge.ws

    def file(self, text: str, name: str = "numbers.csv") -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def open(self, text: str | None = None) -> ImportDialog:
        path = None if text is None else self.file(text)
        dialog = open_import(self.bridge, self.window, path=path)
        self.bot.addWidget(dialog)
        self.rest(dialog)
        return dialog

    def rest(self, dialog: ImportDialog) -> None:
        self.bot.waitUntil(lambda: not (dialog._looker.busy or dialog._writer.busy), timeout=10_000)

    def take_in(self, dialog: ImportDialog) -> None:
        self.bot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
        self.rest(dialog)

    def values(self) -> list[Decimal | None]:
        return [row.record.value for row in self.ws.rows(PartValue)]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    made = Desk(qtbot, tmp_path / "salon.cxdesk")
    yield made
    put_away(made.bridge)


def lines(dialog: ImportDialog) -> list[list[str]]:
    model = dialog.preview.model
    return [
        [str(model.index(row, column).data()).strip() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(dialog: ImportDialog, column: str, words: str) -> None:
    """Choose by the keyboard what a column is."""
    place = dialog.table.head.index(column) if dialog.table else 0
    box = dialog.columns.boxes[place]
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def test_each_line_is_seen_before_anything_is_written(desk: Desk) -> None:
    dialog = desk.open(LONG)
    assert [row[:4] for row in lines(dialog)] == [
        ["2", "New", "Calls", "2026-W44"],
        ["3", "New", "Calls", "2026-W45"],
        ["4", "Left out", "Calls", "2026-W46"],
    ]
    assert "“x”" in lines(dialog)[2][6]
    assert dialog.preview.summary.text() == "New: 2 · Left out: 1"
    assert "Letters: UTF-8. Columns parted by a comma" in dialog.words.text()
    assert "“Calls” is new: one number, by the week." in dialog.words.text()
    assert desk.ws.undo_label is None


def test_it_is_taken_in_with_one_undo(desk: Desk) -> None:
    before = desk.ws.count(Metric)
    dialog = desk.open(LONG)
    desk.take_in(dialog)
    assert desk.values() == [Decimal(40), Decimal(42)]
    assert desk.notices == ["numbers.csv is taken in: 2 values are new, 1 was left out."]
    assert [row[1] for row in lines(dialog)] == ["As it is", "As it is", "Left out"]
    assert not dialog.button.isEnabled()
    desk.bridge.undo()
    assert desk.values() == []
    assert desk.ws.count(Metric) == before


def test_an_earlier_import_is_taken_back(desk: Desk) -> None:
    dialog = desk.open(LONG)
    desk.take_in(dialog)
    desk.bot.mouseClick(dialog.before, Qt.MouseButton.LeftButton)
    assert dialog.earlier.model.index(0, 0).data().strip() == "numbers.csv"
    desk.bot.keyClick(dialog.earlier.table, Qt.Key.Key_Return)
    desk.rest(dialog)
    assert desk.values() == []
    assert desk.ws.rows(ImportBatch)[0].record.undone_at
    assert not dialog.earlier.button.isEnabled()
    desk.bot.mouseClick(dialog.earlier.back, Qt.MouseButton.LeftButton)
    desk.rest(dialog)
    assert lines(dialog)[0][1] == "New"


def test_what_stands_against_it_is_said_in_the_window(desk: Desk) -> None:
    dialog = desk.open(LONG)
    desk.take_in(dialog)
    desk.ws.change(PartValue, 1, value=Decimal(7))
    dialog.on_earlier()
    dialog.earlier.on_take_back()
    desk.rest(dialog)
    assert "was changed since" in dialog.sentence.text()
    assert desk.values() == [Decimal(7), Decimal(42)]


def test_a_wide_table_is_told_column_by_column(desk: Desk) -> None:
    desk.ws.add(MetricPart(name="Till", cadence="day", unit="money"))
    dialog = desk.open(WIDE)
    assert "No column tells the period" in dialog.sentence.text()
    choose(dialog, "Datum", "Period")
    choose(dialog, "Umsatz", "Number “Till”")
    choose(dialog, "Kunden", "New number “Kunden”")
    desk.rest(dialog)
    assert dialog.sentence.text() == ""
    assert "comma" in dialog.bar.decimal.itemText(0).lower()
    assert [row[2:6] for row in lines(dialog)] == [
        ["Till", "Nov 13, 2026", "", "1,234.5"],
        ["Kunden", "Nov 13, 2026", "", "22"],
        ["Till", "Nov 14, 2026", "", "999"],
    ]
    desk.take_in(dialog)
    assert sorted(filter(None, desk.values())) == [Decimal(22), Decimal(999), Decimal("1234.5")]


def test_a_field_is_one_column_only(desk: Desk) -> None:
    dialog = desk.open(LONG)
    choose(dialog, "metric", "Value")
    assert dialog.columns.mapping().columns == {"value": "metric", "period": "period"}


def test_what_can_be_read_in_two_ways_is_asked(desk: Desk) -> None:
    dialog = desk.open("metric;period;value\nCalls;2026-W44;1,234\n")
    assert "Comma or point before decimals?" in dialog.sentence.text()
    assert not dialog.button.isEnabled()
    box = dialog.bar.decimal
    assert QApplication.focusWidget() is box
    desk.bot.keyClick(box, Qt.Key.Key_Down)
    desk.rest(dialog)
    assert lines(dialog)[0][5] == "1,234"  # with a point before decimals it is a thousand and some
    desk.bot.keyClick(box, Qt.Key.Key_Down)
    desk.rest(dialog)
    assert lines(dialog)[0][5] == "1.234"


def test_another_way_of_reading_can_be_chosen(desk: Desk) -> None:
    dialog = desk.open()
    path = desk.folder / "old.csv"
    path.write_bytes("metric;period;value\nŁódź;2026-W44;4\n".encode("cp1250"))
    dialog.take_file(path)
    desk.rest(dialog)
    assert lines(dialog)[0][2] != "Łódź"
    assert "look whether names read well" in dialog.words.text()
    box = dialog.bar.letters
    box.setCurrentIndex(box.findText("Central European (Windows)"))
    box.activated.emit(box.currentIndex())
    desk.rest(dialog)
    assert lines(dialog)[0][2] == "Łódź"


def test_what_is_no_table_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.file("%PDF-1.7", "letter.csv")
    monkeypatch.setattr(messages, "ask_open_file", lambda *_words, **_more: path)
    dialog = desk.open()
    assert "Choose a CSV, XLSX or ODS file" in dialog.room.title.text()
    desk.bot.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    assert "letter.csv is a PDF" in dialog.sentence.text()
    assert not dialog.button.isEnabled()


def test_a_file_can_be_dropped_on_it(desk: Desk) -> None:
    dialog = desk.open()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(desk.file(LONG)))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    dialog.dropEvent(QDropEvent(QPointF(5, 5), action, data, button, Qt.KeyboardModifier.NoModifier))
    desk.rest(dialog)
    assert len(lines(dialog)) == 3


def test_only_some_lines_are_shown(desk: Desk) -> None:
    dialog = desk.open(LONG)
    dialog.preview.filter.setCurrentIndex(dialog.preview.filter.findText("Left out"))
    dialog.preview.filter.activated.emit(dialog.preview.filter.currentIndex())
    assert [row[0] for row in lines(dialog)] == ["4"]
    dialog.preview.table.selectRow(0)
    assert "“x”" in dialog.preview.why.text()


def test_names_are_never_markup(desk: Desk) -> None:
    dialog = desk.open('metric,period,value,<b>x</b>\n"<img src=x>",2026-W44,4,\n')
    assert lines(dialog)[0][2] == "<img src=x>"
    assert dialog.words.textFormat() == Qt.TextFormat.PlainText
    assert "<img src=x>" in dialog.words.text()


def test_the_window_goes_on_while_much_is_taken_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    # Short turns, so that a quick machine needs as many as a slow one.
    monkeypatch.setattr(steps, "TURN_SECONDS", 0.001)
    rows = "".join(
        f"M{metric},{date.fromordinal(738000 + day)},{day}\n" for metric in range(20) for day in range(400)
    )
    dialog = desk.open("metric,period,value\n" + rows)
    turns: list[float] = []
    desk.bot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    while dialog._writer.busy:
        begin = time.perf_counter()
        QApplication.processEvents()
        turns.append(time.perf_counter() - begin)
    assert len(turns) > 10
    assert desk.ws.count(PartValue) == 8000


def test_closing_it_half_way_leaves_nothing(desk: Desk) -> None:
    rows = "".join(f"Calls,{date.fromordinal(738000 + day)},{day}\n" for day in range(4000))
    dialog = desk.open("metric,period,value\n" + rows)
    desk.bot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    dialog._writer.on_turn()
    assert dialog._writer.busy
    desk.bot.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.ws.count(PartValue) == 0
    assert desk.ws.undo_label is None
    desk.ws.add(MetricPart(name="x"))


def test_all_of_it_is_named_reached_and_read(desk: Desk) -> None:
    dialog = desk.open(LONG)
    dialog.resize(1080, 680)
    audit_kit.activate(dialog)
    assert audit_kit.look_over(dialog) == []
    assert audit_kit.go_round(dialog) == []


def test_a_locked_file_takes_nothing_in(desk: Desk) -> None:
    path = desk.ws.path
    text = desk.file(LONG)
    desk.bridge.close()
    desk.bridge.take(Workspace.open(path, read_only=True))
    dialog = open_import(desk.bridge, desk.window, path=text)
    desk.bot.addWidget(dialog)
    desk.rest(dialog)
    assert len(lines(dialog)) == 3
    assert not dialog.button.isEnabled()
    assert json.dumps(desk.notices) == "[]"


def test_the_button_counts_values_where_a_line_has_several(desk: Desk) -> None:
    desk.ws.add(MetricPart(name="Till", cadence="day", unit="money"))
    dialog = desk.open(WIDE)
    choose(dialog, "Datum", "Period")
    choose(dialog, "Umsatz", "Number “Till”")
    choose(dialog, "Kunden", "New number “Kunden”")
    desk.rest(dialog)
    assert len({row[0] for row in lines(dialog)}) == 2
    assert dialog.button.text() == "Import 3 values"
    desk.take_in(dialog)
    assert desk.notices == ["numbers.csv is taken in: 3 values are new."]
