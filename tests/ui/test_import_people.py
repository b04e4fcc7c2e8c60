"""Taking customers and visits in through the window: what each line does, and which column is what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.visit import Visit
from tests.ui.page_kit import put_away
from tests.ui.test_import import Desk
from ui.imports.desk import ImportDialog
from ui.imports.import_dialog import open_import
from ui.imports.lists import FIRST_OF_WHY

LIST = """\
Name,Phone,Other phone,Email,Loyalty
Anna Berger,0171 2345678,030 998877,anna@mail.example,7
Ben Klein,,,x,
,,,,9
"""
CARDS = "BEGIN:VCARD\nVERSION:3.0\nFN:Anna Berger\nTEL:0171 2345678\nEND:VCARD\n"


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    made = Desk(qtbot, tmp_path / "willow.cxdesk")
    yield made
    put_away(made.bridge)


def opened(desk: Desk, path: Path) -> ImportDialog:
    dialog = open_import(desk.bridge, desk.window, "customers", path)
    desk.bot.waitUntil(lambda: dialog.made is not None)
    return dialog


def lines(dialog: ImportDialog) -> list[list[str]]:
    model = dialog.preview.model
    return [
        [str(model.index(row, column).data()).strip() for column in (1, 2, 6)]
        for row in range(model.rowCount())
    ]


def test_a_list_is_seen_and_taken_in(desk: Desk) -> None:
    dialog = opened(desk, desk.file(LIST, "people.csv"))
    assert [box.currentText() for box in dialog.columns.boxes] == [
        "Name",
        "Phone",
        "Phone",
        "Email",
        "Kept as it is",
    ]
    assert [line[:2] for line in lines(dialog)] == [
        ["New", "Anna Berger"],
        ["New", "Ben Klein"],
        ["Left out", ""],
    ]
    assert not dialog.bar.cadence.isVisible()
    assert dialog.button.text() == "Import 2 lines"
    dialog.button.click()
    desk.bot.waitUntil(lambda: bool(desk.notices))
    anna = next(row.record for row in desk.ws.rows(Customer) if row.record.name == "Anna Berger")
    assert anna.phones == ("0171 2345678", "030 998877")
    desk.bot.waitUntil(lambda: dialog.made is not None and dialog.made.plan.tally.counts["same"] == 2)
    assert not dialog.button.isEnabled()
    dialog.close()


def test_cards_have_no_columns_to_choose(desk: Desk) -> None:
    dialog = opened(desk, desk.file(CARDS, "anna.vcf"))
    assert dialog.columns.boxes == []
    assert lines(dialog)[0][:2] == ["New", "Anna Berger"]
    assert not any(box.isVisible() for box in (dialog.bar.letters, dialog.bar.head, dialog.bar.dates))
    dialog.close()


def test_visits_are_one_choice_away(desk: Desk) -> None:
    path = desk.file("Customer,Date,Amount\nAnna Berger,2026-11-02,35\n", "visits.csv")
    dialog = open_import(desk.bridge, desk.window, "customers")
    dialog.sort.setCurrentIndex(1)
    dialog.sort.activated.emit(1)
    dialog.take_file(path)
    desk.bot.waitUntil(lambda: dialog.made is not None)
    assert [box.currentText() for box in dialog.columns.boxes][1:] == ["Day", "Spent"]
    dialog.button.click()
    desk.bot.waitUntil(lambda: bool(desk.notices))
    assert [row.record.ticket for row in desk.ws.rows(Visit)] == [3500]
    dialog.close()


def test_visits_are_seen_as_the_shop_writes_them(desk: Desk) -> None:
    path = desk.file("Name,Date,Amount,With\nAnna Berg,2026-11-16,4.80,Tom\nEla,2026-11-20,9.00,\n", "v.csv")
    dialog = open_import(desk.bridge, desk.window, "visits", path)
    desk.bot.waitUntil(lambda: dialog.made is not None)
    table, model = dialog.preview.table, dialog.preview.model
    shown = [
        [str(model.headerData(column, Qt.Orientation.Horizontal)).strip()]
        + [str(model.index(row, column).data()).strip() for row in (0, 1)]
        for column in range(2, 7)
        if not table.isColumnHidden(column)
    ]
    assert shown == [
        ["Name", "Anna Berg (new)", "Ela (new)"],
        ["Day", "Nov 16, 2026", "Nov 20, 2026"],
        ["Spent", "4.80", "9.00"],
        ["Why", "“Tom” is none of the stylists: the name is kept in the note.", ""],
    ]
    dialog.preview.model.language = "de-DE"
    assert [model.text(model.rows[0], column) for column in (3, 5)] == ["16.11.2026", "4,80"]
    edges = {table.visualRect(model.index(row, 5)).right() for row in (0, 1)}
    assert len(edges) == 1  # the amounts stand below each other, with or without a reason
    dialog.close()


def test_every_reason_is_seen_whole(desk: Desk) -> None:
    """Of a line that is left out, of one that is new, and of one that changes somebody."""
    long = "Bartholomew Featherstonehaugh"
    desk.ws.add(Customer(name=long, email="bartholomew.featherstonehaugh@mail.example"))
    head = "Name,Phone,Email,Birthday,Loyalty\n"
    first = f"{long},0171 2345678,bartholomew.featherstonehaugh@mail.example,31.02.1980,7\n"
    desk.ws.add(Customer(name="Lena Vogt", email="lena@mail.example"))
    second = "Lena Vogt,0171 9999999,lena@mail.example,1980-05-04,a card of the year before\n"
    dialog = opened(desk, desk.file(head + first + "Ben Klein,,no address,,\n,,,,9\n" + second, "people.csv"))
    dialog.resize(1000, 640)
    QApplication.processEvents()
    table, model = dialog.preview.table, dialog.preview.model
    reasons = [place for place, row in enumerate(model.rows) if row.why]
    assert {model.rows[place].what for place in reasons} == {"update", "add", "wrong"}
    for place in reasons:
        told = model.index(place, FIRST_OF_WHY)
        text, room = str(told.data()).strip(), table.visualRect(told)
        assert model.rows[place].why in text
        assert room.right() <= table.viewport().width()
        assert model.rows[place].now[:20] in text
        wrapped = table.fontMetrics().boundingRect(
            QRect(0, 0, room.width() - 8, 1000), int(Qt.TextFlag.TextWordWrap), text
        )
        assert wrapped.height() <= room.height()
        assert wrapped.width() <= room.width()
        assert room.width() >= 12 * table.fontMetrics().averageCharWidth()
    dialog.close()


def test_lines_without_a_name_can_be_left_out_and_that_is_kept(desk: Desk) -> None:
    text = "Name,Phone,Colour\nAnna,0171 2345678,red\n,030 998877,blue\n"
    dialog = opened(desk, desk.file(text, "people.csv"))
    assert "1 line has no name: kept under its phone number or email." in dialog.words.text()
    assert [line[:2] for line in lines(dialog)] == [["New", "Anna"], ["New", "030 998877"]]
    box = dialog.bar.nameless
    assert box.isVisibleTo(dialog)
    assert box in dialog.bar.stops()
    box.setFocus()
    desk.bot.keyClick(box, Qt.Key.Key_Down)
    desk.rest(dialog)
    assert [line[:2] for line in lines(dialog)] == [["New", "Anna"], ["Left out", "030 998877"]]
    desk.bot.mouseClick(dialog.kept.keep, Qt.MouseButton.LeftButton)
    desk.bot.keyClicks(dialog.kept.name, "Phone")
    desk.bot.keyClick(dialog.kept.name, Qt.Key.Key_Return)
    desk.bot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    desk.rest(dialog)
    assert [row.record.name for row in desk.bridge.ws.rows(Customer)] == ["Anna"]
    again = opened(desk, desk.file(text, "again.csv"))
    assert again.bar.nameless.currentText() == "left out"
    desk.bot.keyClick(again.bar.nameless, Qt.Key.Key_Up)
    desk.rest(again)
    assert [line[0] for line in lines(again)] == ["As it is", "New"]


def test_nothing_is_said_of_names_where_all_have_one(desk: Desk) -> None:
    dialog = opened(desk, desk.file("Name,Phone\nAnna,0171 2345678\n", "people.csv"))
    assert not dialog.bar.nameless.isVisibleTo(dialog)
