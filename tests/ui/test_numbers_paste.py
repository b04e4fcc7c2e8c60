"""Blocks to and from spreadsheets: one act, wrong cells marked, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.part_value import PartValue
from cxdesk.output import printing, record
from tests.ui.numbers_kit import DAILY, TODAY, GridDesk, opened, part, value
from ui.numbers.number_grid import NumberGrid

KEY = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
WED, THU, FRI = (date(2026, 11, day) for day in range(18, 21))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[GridDesk]:
    with opened(tmp_path / "w.cxdesk", first=date(2026, 11, 9), last=WED) as bridge:
        yield GridDesk(qtbot, bridge, NumberGrid(bridge))


def paste(desk: GridDesk, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    desk.key(KEY.Key_V, held=CTRL)


def test_a_block_is_pasted_as_one_act_and_comes_back_from_the_clipboard(desk: GridDesk) -> None:
    desk.go("Visits", THU)
    paste(desk, "31\t34\n22\t16\n")
    assert [value(desk.ws, name, day) for name in DAILY[:2] for day in (THU, FRI)] == [31, 34, 22, 16]
    assert desk.said() == "4 numbers are in: Thu 19 Nov to Fri 20 Nov."
    desk.key(KEY.Key_Right, held=SHIFT)
    desk.key(KEY.Key_Down, held=SHIFT)
    desk.key(KEY.Key_C, held=CTRL)
    assert QGuiApplication.clipboard().text() == "31\t34\n22\t16"
    desk.key(KEY.Key_X, held=CTRL)
    assert desk.ws.count(PartValue, starts_on=THU) == 0
    desk.bridge.undo()
    desk.bridge.undo()
    assert desk.ws.count(PartValue, starts_on=THU) == 0


def test_a_long_column_of_german_amounts_runs_over_the_days(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(tmp_path / "w.cxdesk", language="de-DE") as bridge:
        desk = GridDesk(qtbot, bridge, NumberGrid(bridge))
        desk.widget.show_period(date(2026, 10, 1))
        desk.go("Sales €", date(2026, 10, 1))
        paste(desk, "1.234,50\r\n" * 30)
        there = {
            row.record.starts_on: row.record.value
            for row in bridge.ws.rows(PartValue, part=part(bridge.ws, "Sales"))
        }
        assert there == {date(2026, 10, day): Decimal("1234.50") for day in range(1, 31)}
        assert desk.said().startswith("30 numbers are in:")
        assert "4 lie on closed days." in desk.said()
        desk.widget.link.click()  # open days alone: four Sundays less
        days = sorted(
            row.record.starts_on
            for row in bridge.ws.rows(PartValue, part=part(bridge.ws, "Sales"))
            if row.record.starts_on
        )
        assert len(days) == 30
        assert all(day.weekday() != 6 for day in days)
        bridge.undo()
        assert bridge.ws.count(PartValue) == 0


def test_wrong_cells_of_a_block_stay_marked_and_the_good_ones_are_kept(desk: GridDesk) -> None:
    desk.go("Visits", THU)
    paste(desk, "31\tclosed\n1.234\t16\n5.5\t")
    assert [value(desk.ws, name, THU) for name in DAILY[:3]] == [31, None, None]
    assert value(desk.ws, "Booked again", FRI) == 16
    assert desk.said().startswith(
        "3 not kept: Visits, Fri 20 Nov: “closed”; Booked again, Thu 19 Nov: “1.234”; "
    )
    for name, day in (("Visits", FRI), ("Booked again", THU), ("New faces", THU)):
        assert "not kept" in desk.spoken(name, day)
    desk.go("Visits", FRI)
    desk.key(KEY.Key_Delete)
    assert desk.said().startswith("2 not kept")


def test_pasting_to_come_and_beyond_the_grid_is_told(desk: GridDesk) -> None:
    desk.go("Sales €", TODAY)
    paste(desk, "10\t20")
    assert value(desk.ws, "Sales", TODAY) == 10
    assert "22 Nov 2026 is still to come" in desk.said()


# A sheet that came back


def printed(desk: GridDesk) -> str:
    made = printing.render(
        printing.sheet("tally-sheet"), desk.ws, {"from": "2026-11-09"}, today=TODAY, numbered=True
    )
    with record.noting(
        desk.ws, made, paper="A4", copies=1, printed_at="2026-11-09T09:00:00Z", by="Maya", target="file"
    ):
        pass
    return made.forms[0].number


def test_a_sheet_is_keyed_in_by_its_number_and_counts_as_entered_with_the_first_one(desk: GridDesk) -> None:
    number = printed(desk)
    desk.key(KEY.Key_E, held=CTRL)
    desk.enter(number.removeprefix("F-"))
    assert desk.at == ("Visits", date(2026, 11, 9))
    assert desk.widget.asks.number.text() == number
    assert desk.ws.rows(PaperForm)[0].record.keyed_on is None
    desk.enter("41")
    assert value(desk.ws, "Visits", date(2026, 11, 9)) == 41
    assert desk.ws.rows(PaperForm)[0].record.keyed_on == TODAY
    desk.bridge.undo()
    assert desk.ws.rows(PaperForm)[0].record.keyed_on is None
    assert desk.widget.close_opened()
    assert desk.widget.paper is None


def test_after_its_days_come_its_squares_for_the_week_and_then_the_next_sheet(desk: GridDesk) -> None:
    number = printed(desk)
    desk.key(KEY.Key_E, held=CTRL)
    desk.enter(number)
    desk.go("Sales", date(2026, 11, 14))
    desk.enter("99.50")
    assert desk.at == ("Reviews", date(2026, 11, 9))
    desk.enter("3", "45")
    assert value(desk.ws, "Hours of training", date(2026, 11, 9)) == 45
    assert desk.widget.asks.told.text() == "Sheet F-0001 is through. Type the number of the next one."
    assert QApplication.focusWidget() is desk.widget.asks.number


def test_a_number_of_no_sheet_is_told(desk: GridDesk) -> None:
    desk.key(KEY.Key_E, held=CTRL)
    desk.enter("77")
    assert desk.widget.asks.told.text().startswith("No tally sheet has the number 77.")
    assert desk.widget.paper is None


def test_the_sheet_of_the_week_that_is_shown_can_be_printed(desk: GridDesk) -> None:
    wanted: list[tuple[str, object]] = []
    desk.bridge.print_wanted.connect(lambda *told: wanted.append(told))
    desk.widget.on_acted("print")
    assert wanted == [("tally-sheet", {"period": "week", "from": "2026-11-16"})]
