"""A file that looks like another kind of table: it is said, and one key takes it in as that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.visit import Visit
from tests.core.services.contacts.test_columns import OUTLOOK
from tests.ui import audit_kit
from tests.ui.page_kit import put_away
from tests.ui.test_import import Desk, choose
from ui.imports.desk import ImportDialog
from ui.imports.import_dialog import open_import
from ui.imports.lists import FIRST_OF_WHY

SALES = "customer,date,items,spend\nC1,1997-01-01,2,29.33\nC1,1997-01-18,2,29.73\nC2,1997-02-12,1,12.00\n"
PEOPLE = "Name,Phone\nAnna Berger,0171 2345678\nBen Klein,030 998877\n"
CARDS = "BEGIN:VCARD\nVERSION:3.0\nFN:Anna Berger\nTEL:0171 2345678\nEND:VCARD\n"
NUMBERS = "metric,period,value\nCalls,2026-W44,40\nCalls,2026-W45,42\n"
_ENTER = Qt.Key.Key_Return


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    made = Desk(qtbot, tmp_path / "willow.cxdesk")
    yield made
    put_away(made.bridge)


def opened(desk: Desk, text: str, kind: str = "customers", name: str = "till.csv") -> ImportDialog:
    dialog = open_import(desk.bridge, desk.window, kind, desk.file(text, name))
    desk.bot.addWidget(dialog)
    audit_kit.activate(dialog)
    desk.rest(dialog)
    return dialog


def test_visits_given_as_customers_are_taken_in_as_visits_by_two_keys(desk: Desk) -> None:
    dialog = opened(desk, SALES)
    assert dialog.hint.words.text().startswith("This looks like a list of appointments: a day in each line")
    assert dialog.hint.button.text() == "Take in as appointments"
    assert dialog.kind == "customers"  # nobody was asked yet
    assert dialog.made is not None
    assert dialog.made.plan.tally.counts["add"] == 2
    assert QApplication.focusWidget() is dialog.hint.button
    desk.bot.keyClick(dialog.hint.button, _ENTER)
    desk.rest(dialog)
    assert not dialog.hint.isVisibleTo(dialog)
    assert dialog.windowTitle() == "Import: Appointments"
    assert dialog.sort.currentText() == "Appointments"
    assert dialog.file.text() == "till.csv"
    assert desk.ws.count(Visit) == desk.ws.count(Customer) == 0
    desk.bot.keyClick(dialog.preview.table, _ENTER, Qt.KeyboardModifier.ControlModifier)
    desk.rest(dialog)
    assert [row.record.ticket for row in desk.ws.rows(Visit)] == [2933, 2973, 1200]


def test_what_was_chosen_for_the_columns_goes_along(desk: Desk) -> None:
    dialog = opened(
        desk, "Who,Date,Paid,Phone\nAnna,2026-11-02,35,\nBen,2026-11-02,30,\nAnna,2026-11-03,20,\n"
    )
    choose(dialog, "Who", "Name")
    desk.bot.keyClick(dialog.hint.button, _ENTER)
    desk.rest(dialog)
    assert [box.currentText() for box in dialog.columns.boxes] == ["Name", "Day", "Spent", "Phone"]
    assert dialog.made is not None
    assert dialog.made.plan.tally.counts["add"] == 3


@pytest.mark.parametrize(("text", "name"), [(PEOPLE, "people.csv"), (CARDS, "people.vcf")])
def test_customers_given_as_visits(desk: Desk, text: str, name: str) -> None:
    dialog = opened(desk, text, "visits", name)
    assert "looks like a list of guests" in dialog.hint.words.text()
    assert not dialog.button.isEnabled()
    desk.bot.keyClick(dialog.hint.button, _ENTER)
    desk.rest(dialog)
    assert dialog.sentence.text() == ""
    assert dialog.preview.model.rows[0].title == "Anna Berger"
    assert dialog.columns.isVisibleTo(dialog) == (name == "people.csv")


def test_numbers_and_visits_go_both_ways(desk: Desk) -> None:
    dialog = opened(desk, SALES, "metrics")
    assert not dialog.sort.isVisibleTo(dialog)
    desk.bot.keyClick(dialog.hint.button, _ENTER)
    desk.rest(dialog)
    heads = dialog.preview.model
    assert heads.headerData(2, Qt.Orientation.Horizontal) == "Name"
    assert not dialog.bar.cadence.isVisibleTo(dialog)
    dialog.take_file(desk.file(NUMBERS, "numbers.csv"))
    desk.rest(dialog)
    assert dialog.hint.button.text() == "Take in as numbers"
    desk.bot.keyClick(dialog.hint.button, _ENTER)
    desk.rest(dialog)
    assert heads.headerData(2, Qt.Orientation.Horizontal) == "Metric"
    assert dialog.button.text() == "Import 2 values"


def test_columns_that_are_kept_for_such_a_table_are_an_answer(desk: Desk) -> None:
    dialog = opened(desk, SALES)
    choose(dialog, "spend", "Note")
    dialog.kept.keep.click()
    dialog.kept.name.setText("Till")
    dialog.kept.on_named()
    dialog.close()
    again = opened(desk, SALES)
    assert again.kept.box.currentText() == "Till"
    assert not again.hint.isVisibleTo(again)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_question_is_named_reached_and_read(desk: Desk, theme: str) -> None:
    desk.bridge.settings.theme = theme
    dialog = opened(desk, SALES)
    dialog.resize(1080, 632)
    desk.bot.wait(0)
    assert audit_kit.look_over(dialog) == []
    assert audit_kit.go_round(dialog) == []


def test_reasons_are_whole_wherever_one_scrolls(desk: Desk) -> None:
    """Also of the last of very many lines, by the keyboard, and in a narrow window."""
    lines = "".join(f"{n} Anna Featherstonehaugh,171{n:07d},no address {n} at all,31.02.19{n % 90 + 10}\n"
                    for n in range(900))  # fmt: skip
    dialog = opened(desk, "Name,Phone,Email,Birthday\n" + lines)
    dialog.resize(800, 640)
    QApplication.processEvents()
    table, model = dialog.preview.table, dialog.preview.model
    table.setFocus()
    for key, place in ((Qt.Key.Key_End, 899), (Qt.Key.Key_Home, 0), (Qt.Key.Key_PageDown, None)):
        desk.bot.keyClick(table, key, Qt.KeyboardModifier.ControlModifier if place is not None else
                          Qt.KeyboardModifier.NoModifier)  # fmt: skip
        row = table.currentIndex().row()
        assert place is None or row == place
        told = model.index(row, FIRST_OF_WHY)
        room = table.visualRect(told)
        words = table.fontMetrics().boundingRect(
            0, 0, room.width() - 8, 5000, int(Qt.TextFlag.TextWordWrap), str(told.data()).strip()
        )
        assert words.height() <= room.height()
        assert room.top() >= 0
        assert room.bottom() <= table.viewport().height()
        assert model.rows[row].why in dialog.preview.why.text()


def test_empty_columns_stand_last_and_nothing_is_to_be_kept_unasked(desk: Desk) -> None:
    head = OUTLOOK.split(",")
    told = {"First Name": "Anna", "Mobile Phone": "0171 2345678", "E-mail Address": "anna@mail.example"}
    dialog = opened(desk, f"{OUTLOOK}\n" + ",".join(told.get(name, "") for name in head) + "\n")
    tops = {name: box.y() for name, box in zip(head, dialog.columns.boxes, strict=True)}
    assert max(tops[name] for name in told) < min(y for name, y in tops.items() if name not in told)
    assert not dialog.kept.isVisibleTo(dialog)


def test_the_window_stays_within_the_screen(desk: Desk) -> None:
    dialog = opened(desk, SALES)
    dialog.resize(900, 460)
    dialog.hint.say("visits", "Many words. " * 40)
    QApplication.processEvents()
    assert dialog.height() == 460
    assert not dialog.heading.isVisibleTo(dialog)
