"""Yesterday's numbers: Enter goes down, and at the end it says what is in and what is not."""

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
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.services.metrics import entry
from tests.ui.numbers_kit import DAILY, TODAY, Desk, opened, part, value
from tests.ui.page_kit import nameless
from ui.numbers.yesterday_card import YesterdayCard

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
WED, THU, FRI = (date(2026, 11, day) for day in range(18, 21))
MONDAY = date(2026, 11, 23)


class CardDesk(Desk):
    """The card in a window."""

    widget: YesterdayCard

    def row(self, name: str) -> tuple[str, str, str]:
        """Return the number before, what stands in the field, and the words beside it."""
        one = next(row for row in self.widget.rows if row.part == part(self.ws, name))
        return one.before.text(), one.field.text(), one.beside.text()

    def shown(self) -> list[str]:
        """Return the names on the card."""
        return [row.name.text() for row in self.widget.rows if row.name.isVisible()]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[CardDesk]:
    with opened(tmp_path / "w.cxdesk", first=date(2026, 11, 9), last=THU) as bridge:
        yield CardDesk(qtbot, bridge, YesterdayCard(bridge))


def test_a_day_is_in_with_its_figures_and_enter_alone(desk: CardDesk) -> None:
    assert desk.widget.heading.text() == "Enter yesterday's numbers"
    assert desk.widget.when.text() == "Fri 20 Nov"
    assert desk.shown() == list(DAILY)
    assert desk.row("Visits") == ("30", "", "")
    desk.enter("34", "22")
    assert desk.row("Booked again") == ("29", "22", "of 34")
    assert desk.row("Sales")[2] == "€"
    desk.enter("1", "0", "30", "5", "4", "1984.50")
    assert [value(desk.ws, name, FRI) for name in DAILY] == [34, 22, 1, 0, 30, 5, 4, Decimal("1984.5")]
    assert desk.widget.words.text() == "Done: all numbers of Fri 20 Nov are in."
    desk.bridge.undo()
    assert value(desk.ws, "Sales", FRI) is None
    assert desk.row("Sales")[1] == ""


def test_after_the_last_one_enter_goes_on_with_an_earlier_day(desk: CardDesk) -> None:
    desk.ws.run("less", lambda tx: entry.keep(tx, part(tx, "Calls"), WED, value=None))
    desk.widget.refresh(None)
    desk.enter(*["5"] * len(DAILY))
    assert desk.widget.words.text() == "Done: all numbers of Fri 20 Nov are in. 1 earlier day lacks numbers."
    assert QApplication.focusWidget() is desk.widget.go_on
    desk.key(KEY.Key_Return)
    assert desk.widget.when.text() == "Wed 18 Nov"
    assert QApplication.focusWidget().accessibleName() == "Calls, Wed 18 Nov"
    desk.enter("3")
    assert value(desk.ws, "Calls", WED) == 3


def test_a_number_passed_over_is_told(desk: CardDesk) -> None:
    desk.enter("34", "", "1", "0", "30", "5", "4", "100")
    assert desk.widget.words.text() == "1 number of Fri 20 Nov is still missing."
    assert value(desk.ws, "Booked again", FRI) is None


def test_what_can_not_be_read_stays_in_its_field_with_the_reason(desk: CardDesk) -> None:
    desk.enter("3o", "22")
    row = desk.widget.rows[0]
    assert (row.field.text(), value(desk.ws, "Visits", FRI)) == ("3o", None)
    assert row.why.isVisible()
    assert row.why.text() == "“3o” has more in it than a number. Type figures alone, such as 12."
    assert row.field.accessibleDescription() == row.why.text()
    assert value(desk.ws, "Booked again", FRI) == 22
    row.field.setFocus()
    row.field.selectAll()
    desk.enter("30")
    assert value(desk.ws, "Visits", FRI) == 30
    assert not row.why.isVisible()


def test_more_booked_again_than_seen_is_asked_about_and_kept(desk: CardDesk) -> None:
    desk.enter("20", "21")
    assert value(desk.ws, "Booked again", FRI) == 21
    asked = desk.widget.rows[1]
    assert asked.why.text() == "“Booked again” is more than “Visits”. Is one of them a slip?"
    assert asked.field.accessibleDescription() == asked.why.text()
    asked.field.setFocus()
    asked.field.selectAll()
    desk.enter("19")
    assert not asked.why.isVisible()


def test_a_pasted_column_fills_down_as_one_act(desk: CardDesk) -> None:
    QGuiApplication.clipboard().setText("34\r\n22\r\nx\r\n1\r\n")
    desk.key(KEY.Key_V, held=CTRL)
    assert [value(desk.ws, name, FRI) for name in DAILY[:4]] == [34, 22, None, 1]
    assert desk.widget.rows[2].field.text() == "x"
    desk.bridge.undo()
    assert desk.ws.count(PartValue, starts_on=FRI) == 0


def test_one_pasted_number_goes_where_the_cursor_is(desk: CardDesk) -> None:
    QGuiApplication.clipboard().setText("34")
    desk.key(KEY.Key_V, held=CTRL)
    desk.key(KEY.Key_Return)
    assert value(desk.ws, "Visits", FRI) == 34


def test_today_is_one_step_on_and_no_further(desk: CardDesk) -> None:
    desk.widget.later.click()
    assert desk.widget.heading.text() == "Enter today's numbers"
    assert not desk.widget.later.isEnabled()
    desk.widget.earlier.click()
    desk.widget.earlier.click()
    assert desk.widget.when.text() == "Thu 19 Nov"
    assert desk.row("Visits") == ("30", "30", "")


def test_on_monday_the_week_is_asked_for_too(desk: CardDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: MONDAY)
    desk.widget.refresh(None)
    assert desk.widget.when.text() == "Sat 21 Nov"
    assert desk.widget.heading.text() == "Enter numbers"
    assert desk.shown() == [*DAILY, "Reviews", "Hours of training"]
    assert desk.row("Reviews")[2] == "week of 16 Nov"
    assert desk.row("Hours of training")[2] == "min · week of 16 Nov"


def test_what_is_typed_is_kept_when_the_page_asks_and_the_grid_can_be_opened(
    qtbot: QtBot, desk: CardDesk
) -> None:
    desk.type("34")
    assert desk.bridge.unkept == "typing"
    desk.widget.flush()
    assert value(desk.ws, "Visits", FRI) == 34
    with qtbot.waitSignal(desk.widget.open_grid):
        desk.widget.grid_link.click()
    assert nameless(desk.widget) == []


def test_without_numbers_it_says_where_they_come_from(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(tmp_path / "w.cxdesk") as bridge:
        for one in bridge.ws.rows(MetricPart):
            bridge.change(MetricPart, one.id, active=False)
        desk = CardDesk(qtbot, bridge, YesterdayCard(bridge))
        assert desk.widget.empty.text().startswith("No numbers to enter yet.")
        assert desk.shown() == []
