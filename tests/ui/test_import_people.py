"""Taking customers and visits in through the window: what each line does, and which column is what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.visit import Visit
from tests.ui.page_kit import put_away
from tests.ui.test_import import Desk
from ui.imports.desk import ImportDialog
from ui.imports.import_dialog import open_import

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
    model = dialog.model
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
