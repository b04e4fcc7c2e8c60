"""The grid of numbers: typed and kept cell by cell, wrong ones marked, by the keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.services import open_days
from cxdesk.services.metrics import entry
from tests.ui.numbers_kit import DAILY, TODAY, GridDesk, opened, part, value
from tests.ui.page_kit import nameless
from ui import theme
from ui.numbers.grid_paint import PAD
from ui.numbers.number_grid import NumberGrid
from ui.standards.row_delegates import wrapped

KEY = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
MON, TUE, WED, THU, FRI = (date(2026, 11, day) for day in range(16, 21))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[GridDesk]:
    with opened(tmp_path / "w.cxdesk", first=date(2026, 11, 9), last=WED) as bridge:
        yield GridDesk(qtbot, bridge, NumberGrid(bridge))


def test_it_opens_at_the_first_number_missing_today_and_typing_begins_at_once(desk: GridDesk) -> None:
    assert desk.at == ("Visits", TODAY)
    desk.type("3")
    assert QApplication.focusWidget().accessibleName() == "Visits, Sat 21 Nov"
    assert value(desk.ws, "Visits", TODAY) is None
    desk.type("4")
    desk.key(KEY.Key_Return)
    assert value(desk.ws, "Visits", TODAY) == 34
    assert desk.at == ("Booked again", TODAY)
    assert desk.ws.undo_label == "number: Visits, Sat 21 Nov"
    desk.bridge.undo()
    assert value(desk.ws, "Visits", TODAY) is None
    assert desk.spoken("Visits", TODAY) == "Visits, Sat 21 Nov: missing"


def test_on_a_closed_day_it_opens_at_the_last_open_one(
    desk: GridDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    desk.enter("30")
    desk.widget.show_today()
    assert desk.at == ("Booked again", TODAY)


def test_typing_takes_the_place_of_what_is_there_and_f2_goes_on_with_it(desk: GridDesk) -> None:
    desk.go("Visits", MON)
    desk.enter("7")
    assert value(desk.ws, "Visits", MON) == 7
    desk.go("Visits", MON)
    desk.key(KEY.Key_F2, KEY.Key_End)
    desk.enter("5")
    assert value(desk.ws, "Visits", MON) == 75
    desk.go("Visits", MON)
    desk.type("9")
    desk.key(KEY.Key_Escape)
    assert value(desk.ws, "Visits", MON) == 75
    assert QApplication.focusWidget() is desk.widget.table


def test_enter_goes_on_at_the_top_of_the_next_open_day_over_sundays_and_weeks(desk: GridDesk) -> None:
    desk.key(KEY.Key_PageUp)
    desk.go("Sales €", date(2026, 11, 14))  # a Saturday
    desk.key(KEY.Key_Return)
    assert desk.at == ("Visits", MON)
    desk.key(KEY.Key_Return, held=SHIFT)
    assert desk.at == ("Sales €", date(2026, 11, 14))


def test_after_the_last_cell_of_today_it_says_what_is_still_missing(desk: GridDesk) -> None:
    desk.enter(*["5"] * len(DAILY))
    assert desk.at == ("Sales €", TODAY)
    assert desk.said() == "16 earlier numbers are missing."
    desk.widget.link.click()
    assert desk.at == ("Visits", THU)


def test_gaps_are_walked_through_day_by_day_closed_days_left_out(desk: GridDesk) -> None:
    desk.ws.run("close", lambda tx: open_days.close(tx, THU, THU, "Fair"))
    desk.widget.fill_gaps()
    assert desk.at == ("Visits", FRI)
    assert desk.said().startswith("8 numbers are missing.")
    desk.enter(*["4"] * 7)
    assert desk.at == ("Sales €", FRI)
    assert desk.said().startswith("1 number is missing.")
    desk.enter("120.50")
    assert desk.said() == "Done: all numbers are in."
    assert [value(desk.ws, name, FRI) for name in DAILY] == [Decimal(4)] * 7 + [Decimal("120.5")]


def test_what_can_not_be_read_stays_marked_and_the_next_cell_takes_its_own(desk: GridDesk) -> None:
    desk.enter("3o", "22")
    assert value(desk.ws, "Visits", TODAY) is None
    assert value(desk.ws, "Booked again", TODAY) == 22
    assert "not kept" in desk.spoken("Visits", TODAY)
    assert desk.said().startswith("Not kept: Visits, Sat 21 Nov: “3o”.")
    assert desk.bridge.unkept == "waiting"
    desk.widget.link.click()
    desk.enter("30")
    assert value(desk.ws, "Visits", TODAY) == 30
    assert "Not kept" not in desk.said()
    assert desk.bridge.unkept == ""


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("Visits", "2.5", "whole number"),
        ("Visits", "-2", "less than nothing"),
        ("Sales €", "1.234", "can be 1234 or 1.234"),
    ],
)
def test_what_can_not_be_is_refused_in_words(desk: GridDesk, name: str, typed: str, why: str) -> None:
    desk.go(name, TODAY)
    desk.enter(typed)
    assert why in desk.said()
    assert desk.ws.count(PartValue, starts_on=TODAY) == 0


def test_a_number_is_taken_as_the_cell_writes_it(desk: GridDesk) -> None:
    desk.go("Sales €", TODAY)
    desk.enter("1,020")
    assert value(desk.ws, "Sales", TODAY) == 1020
    assert "Not kept" not in desk.said()


def test_a_day_to_come_takes_nothing_and_says_so(desk: GridDesk) -> None:
    desk.go("Visits", date(2026, 11, 22))
    desk.type("5")
    assert desk.said() == "Sun 22 Nov is still to come. There is nothing to count yet."
    assert not desk.widget.table.editor.isVisible()


def test_a_closed_day_is_passed_by_enter_and_can_be_typed_on(desk: GridDesk) -> None:
    desk.ws.run("close", lambda tx: open_days.close(tx, THU, FRI, "Fair"))
    desk.widget.refresh(None)
    assert desk.spoken("Visits", THU) == "Visits, Thu 19 Nov: closed"
    desk.go("Sales €", WED)
    desk.key(KEY.Key_Return)
    assert desk.at == ("Visits", TODAY)
    desk.go("Visits", THU)
    desk.enter("3")
    assert value(desk.ws, "Visits", THU) == 3


def test_del_takes_out_and_never_leaves_nought(desk: GridDesk) -> None:
    desk.go("Visits", MON)
    desk.key(KEY.Key_Right, held=SHIFT)
    desk.key(KEY.Key_Down, held=SHIFT)
    desk.key(KEY.Key_Delete)
    assert [value(desk.ws, name, day) for name in DAILY[:2] for day in (MON, TUE)] == [None] * 4
    assert desk.ws.rows(PartValue, part=part(desk.ws, "Visits"), starts_on=MON) == []
    desk.bridge.undo()
    assert [value(desk.ws, "Visits", day) for day in (MON, TUE)] == [30, 30]


def test_nought_is_a_number(desk: GridDesk) -> None:
    desk.enter("0")
    assert value(desk.ws, "Visits", TODAY) == 0
    assert desk.spoken("Visits", TODAY) == "Visits, Sat 21 Nov: 0"


def test_arrows_end_what_was_begun_by_typing(desk: GridDesk) -> None:
    desk.go("Visits", THU)
    desk.type("12")
    desk.key(KEY.Key_Right)
    assert (value(desk.ws, "Visits", THU), desk.at) == (Decimal(12), ("Visits", FRI))
    desk.type("13")
    desk.key(KEY.Key_Down)
    assert (value(desk.ws, "Visits", FRI), desk.at) == (Decimal(13), ("Booked again", FRI))


def test_tab_goes_to_the_side_while_typing_and_past_the_grid_when_it_only_came_by(desk: GridDesk) -> None:
    desk.go("Visits", THU)
    desk.type("1")
    desk.key(KEY.Key_Tab)
    assert desk.at == ("Visits", FRI)
    desk.key(KEY.Key_Tab, KEY.Key_Tab)
    assert desk.at == ("Booked again", MON)
    desk.key(KEY.Key_Backtab, held=SHIFT)
    assert desk.at == ("Visits", TODAY)
    desk.key(KEY.Key_Escape, KEY.Key_Tab)
    assert QApplication.focusWidget() is not desk.widget.table
    desk.widget.table.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(KEY.Key_Tab)
    assert QApplication.focusWidget() is not desk.widget.table


def test_other_weeks_and_back_to_now(desk: GridDesk) -> None:
    desk.key(KEY.Key_PageUp)
    assert desk.at == ("Visits", date(2026, 11, 14))
    assert desk.widget.head.when.text() == "week of 9 Nov 2026"
    desk.key(KEY.Key_PageUp)
    desk.key(KEY.Key_Home, held=CTRL)
    assert desk.at == ("Visits", TODAY)
    desk.key(KEY.Key_PageDown)
    assert desk.at == ("Visits", TODAY)  # nothing to type there yet


def test_long_names_and_all_months_are_read_whole(desk: GridDesk) -> None:
    name = "Appointments in the last twelve months"
    desk.ws.change(MetricPart, part(desk.ws, "Rent"), name=name)
    desk.bridge.deliver()
    desk.widget.on_cadence("month")
    table = desk.widget.table
    side, top = table.verticalHeader(), table.horizontalHeader()
    font = theme.current().font("strong")
    shown = wrapped(name, font, side.width() - theme.px(12), 9)
    assert "…" not in "".join(shown)
    assert side.sectionSize(0) >= len(shown) * (QFontMetrics(font).height() - 1)
    assert name in str(table.model().headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole))
    widest = max(QFontMetrics(font).horizontalAdvance(one.head) for one in table.numbers.periods)
    assert top.sectionSize(0) - theme.px(2) - theme.px(PAD) >= widest


def test_weeks_and_months_have_their_own_columns(desk: GridDesk) -> None:
    desk.widget.on_cadence("week")
    assert desk.at == ("Reviews", MON)
    desk.enter("4", "90")
    assert value(desk.ws, "Reviews", MON) == 4
    assert desk.said() == "Done: all numbers are in." or "missing" in desk.said()
    desk.widget.on_cadence("month")
    assert desk.at == ("Rent €", date(2026, 11, 1))
    assert [one.head for one in desk.widget.table.numbers.periods][-2:] == ["Oct 2026", "Nov 2026"]


def test_a_note_marks_its_cell(desk: GridDesk) -> None:
    desk.go("Visits", MON)
    desk.key(KEY.Key_M, held=CTRL)
    desk.enter("street closed")
    assert entry.cell(desk.ws, part(desk.ws, "Visits"), MON) == (Decimal(30), "street closed")
    assert desk.spoken("Visits", MON) == "Visits, Mon 16 Nov: 30. note: street closed"
    assert QApplication.focusWidget() is desk.widget.table
    assert desk.said() == "Note: street closed"


def test_days_are_closed_and_opened_from_the_menu(desk: GridDesk) -> None:
    desk.go("Visits", THU)
    desk.key(KEY.Key_Right, held=SHIFT)
    desk.widget.on_acted("close")
    desk.enter("Fair")
    closed = open_days.open_days(desk.ws)
    assert not closed.holds(THU)
    assert not closed.holds(FRI)
    assert closed.closed[0].why == "Fair"
    assert desk.widget.table.numbers.periods[3].why == "Fair"
    desk.go("Visits", THU)
    desk.widget.on_acted("open")
    assert open_days.open_days(desk.ws).holds(THU)
    assert not open_days.open_days(desk.ws).holds(FRI)


def test_two_numbers_that_can_not_be_together_are_kept_and_told(desk: GridDesk) -> None:
    desk.enter("20", "21")
    assert value(desk.ws, "Booked again", TODAY) == 21
    assert "“Booked again” is more than “Visits”" in desk.spoken("Visits", TODAY)
    desk.go("Booked again", TODAY)
    assert desk.said() == "“Booked again” is more than “Visits”. Is one of them a slip?"
    desk.enter("19")
    assert "more than" not in desk.spoken("Visits", TODAY)


def test_what_is_typed_is_kept_when_the_page_asks(desk: GridDesk) -> None:
    desk.type("17")
    assert desk.bridge.unkept == "typing"
    desk.widget.flush()
    assert value(desk.ws, "Visits", TODAY) == 17
    assert desk.bridge.unkept == ""


def test_a_change_from_elsewhere_is_shown(desk: GridDesk) -> None:
    one = part(desk.ws, "Visits")
    desk.bridge.act("import", lambda tx: entry.keep(tx, one, THU, value=Decimal(44)))
    assert desk.spoken("Visits", THU) == "Visits, Thu 19 Nov: 44"


def test_everything_has_a_name(desk: GridDesk) -> None:
    desk.widget.enter_sheet()
    desk.widget.on_note_wanted()
    assert nameless(desk.widget) == []


def test_without_numbers_it_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(tmp_path / "w.cxdesk") as bridge:
        for one in bridge.ws.rows(entry.MetricPart):
            bridge.change(entry.MetricPart, one.id, active=False)
        desk = GridDesk(qtbot, bridge, NumberGrid(bridge))
        assert desk.widget.empty.isVisible()
        assert not desk.widget.table.isVisible()
