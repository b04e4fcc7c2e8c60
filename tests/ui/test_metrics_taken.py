"""Numbers from records in the window: chosen per number or all at once, and opened to what is behind them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxdesk import periods
from cxdesk.entities.customer import Customer
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.preference import Preference
from cxdesk.entities.visit import Visit
from cxdesk.services.metrics import library
from cxdesk.store.transaction import Transaction
from tests.ui.metrics_kit import KEY, MONDAY, MetricsRoom, week
from ui.metrics.behind_model import BehindModel
from ui.numbers.yesterday_card import YesterdayCard

SECRET = "Has a scar on the left ear"


def seed(tx: Transaction) -> None:
    """Anna came twice in each of the last eight weeks, Ben once, with tickets of 50 each."""
    anna, ben = tx.add(Customer(name="Anna")), tx.add(Customer(name="Ben"))
    for back in range(1, 9):
        for day, who in ((0, anna), (1, anna), (2, ben)):
            when = week(back) + timedelta(days=day)
            tx.add(Visit(customer=who, happens_on=when, ticket=5000, service="Cut"))
    template = next(one for one in library.LIBRARY if one.name == "Average ticket")
    library.take(tx, template)


@pytest.fixture(scope="module")
def seeded(metrics_page: MetricsRoom) -> None:
    metrics_page.ws.run("seed", seed, undoable=False)
    metrics_page.bridge.deliver()
    metrics_page.rest()


@pytest.fixture
def room(seeded: None, shared_metrics: MetricsRoom) -> MetricsRoom:
    shared_metrics.page.show_record("metric", shared_metrics.metric("Average ticket"))
    shared_metrics.list.setFocus(Qt.FocusReason.OtherFocusReason)
    shared_metrics.rest()
    return shared_metrics


def sources(room: MetricsRoom) -> list[str]:
    return [room.ws.get(MetricPart, room.part(name)).record.taken_from for name in ("Sales", "Bills")]


def define(room: MetricsRoom) -> Any:
    room.page.panels.open("definition")
    room.rest()
    return room.desk.definition.form.sources


def take_all(room: MetricsRoom) -> None:
    room.bridge.act("take", lambda tx: library.take_from_records(tx, room.metric("Average ticket")))
    room.rest()


def choose(box: Any, key: str) -> None:
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def keys(box: Any) -> list[str]:
    return [box.itemData(place) for place in range(box.count())]


def test_one_key_takes_all_its_numbers_from_records_and_one_undo_takes_it_back(room: MetricsRoom) -> None:
    box = define(room)
    assert box.hint.isVisible()
    assert box.all_button in room.desk.definition.stops()
    box.all_button.setFocus(Qt.FocusReason.TabFocusReason)
    room.press(KEY.Key_Space)
    assert sources(room) == ["spend", "tickets"]
    assert not box.all_button.isVisible()
    assert room.page.looks.get(room.metric("Average ticket")).look.now.value == 50
    room.undo()
    assert sources(room) == ["", ""]
    assert box.all_button.isVisible()


def test_each_number_offers_what_fits_its_unit(room: MetricsRoom) -> None:
    box = define(room)
    sales, bills = (row.source.editor.box for row in box.rows[:2])
    assert keys(sales) == ["", "spend"]
    assert "spend" not in keys(bills)
    assert sales.itemText(1) == "From records: Sum of the tickets"
    choose(sales, "spend")
    room.rest()
    assert sources(room) == ["spend", ""]
    assert len(box.rows) == 2


def test_weeks_are_asked_only_for_who_is_back(room: MetricsRoom) -> None:
    row = define(room).rows[1]
    assert row.weeks is None
    choose(row.source.editor.box, "back")
    room.rest()
    assert row.weeks.isVisible()
    row.weeks.editor.target.setFocus(Qt.FocusReason.TabFocusReason)
    room.press(KEY.Key_6, KEY.Key_Tab)
    assert room.ws.get(MetricPart, room.part("Bills")).record.within_weeks == 6
    choose(row.source.editor.box, "visits")
    room.rest()
    assert not row.weeks.isVisible()


def test_what_is_entered_says_where_each_comes_from(room: MetricsRoom) -> None:
    take_all(room)
    room.page.panels.open("numbers")
    panel = room.desk.numbers
    panel.on_chosen(room.part("Bills"))
    room.rest()
    quiet = {row.text: row.quiet for row in panel.list.rows.rows}
    assert quiet["Bills"].startswith("From records: Visits with a ticket · Count")
    assert quiet["Booked"].startswith("Every week")
    assert not panel.form.rows["cadence"].isEnabled()
    assert keys(panel.form.rows["taken_from"].editor.box)[0] == ""
    choose(panel.form.rows["unit"].editor.box, "money")
    room.rest()
    (wrong,) = [row.sentence.text() for row in panel.form.rows.values() if row.is_wrong()]
    assert wrong.startswith("“Bills” is kept as “Money”, which “Visits with a ticket” is not.")
    assert room.ws.get(MetricPart, room.part("Bills")).record.unit == "count"


def shown(panel: Any) -> list[list[str]]:
    model = panel.rows
    return [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_a_period_of_the_chart_opens_the_records_behind_it(room: MetricsRoom) -> None:
    take_all(room)
    opened: list[tuple[str, int]] = []
    room.bridge.record_wanted.connect(lambda kind, record: opened.append((kind, record)))
    room.chart.chart.setFocus(Qt.FocusReason.TabFocusReason)
    room.press(KEY.Key_End, KEY.Key_Left, KEY.Key_Return)  # the last one runs still
    panel = room.desk.panel
    assert panel is room.desk.behind
    assert "Average ticket" in panel.heading.text()
    assert [panel.which.itemText(place) for place in range(2)] == ["Sales: 150", "Bills: 3"]
    assert panel.table.hasFocus()
    assert [row[1:] for row in shown(panel)] == [
        ["Anna", "Cut", "€50.00"], ["Anna", "Cut", "€50.00"], ["Ben", "Cut", "€50.00"],
    ]  # fmt: skip
    room.press(KEY.Key_Down, KEY.Key_Return)
    assert opened == [("visit", panel.rows.ids[1])]
    visit = room.ws.get(Visit, panel.rows.ids[1]).record
    assert visit.happens_on == week(1) + timedelta(days=1)
    assert room.page.close_opened()
    assert room.desk.panel is None
    assert room.chart.chart.hasFocus()


def test_the_table_opens_them_too_the_newest_on_top(room: MetricsRoom) -> None:
    take_all(room)
    room.chart.on_table()
    room.chart.table.setFocus(Qt.FocusReason.TabFocusReason)
    room.chart.table.go_to_row(2)
    room.press(KEY.Key_Return)
    assert room.desk.panel is room.desk.behind
    assert room.desk.behind.found.start == week(2)


def test_the_value_that_is_shown_first_has_a_way_to_them(room: MetricsRoom) -> None:
    assert not room.chart.behind_button.isVisible()
    take_all(room)
    assert room.chart.behind_button.isVisible()
    assert room.chart.behind_button in room.chart.stops()
    room.chart.behind_button.click()
    room.rest()
    assert room.desk.behind.found.start == week(1)


def test_a_typed_number_opens_the_grid(room: MetricsRoom) -> None:
    room.choose("Left with a date")
    room.chart.chart.setFocus(Qt.FocusReason.TabFocusReason)
    room.press(KEY.Key_End, KEY.Key_Return)
    assert room.desk.panel is None
    assert not room.desk.has("behind")


def test_of_a_mixed_one_the_typed_numbers_are_one_key_away(room: MetricsRoom) -> None:
    room.ws.change(MetricPart, room.part("Sales"), taken_from="spend")
    bills = room.part("Bills")
    for back in range(1, 9):
        room.ws.add(PartValue(part=bills, starts_on=week(back), value=Decimal(3)))
    room.bridge.deliver()
    room.rest()
    room.page.panels.on_day(week(1))
    room.rest()
    panel = room.desk.behind
    assert panel.typed.isVisible()
    panel.typed.click()
    room.rest()
    assert room.desk.panel is None
    assert room.desk.grid.table.hasFocus()


def test_the_grid_and_yesterdays_card_leave_it_out(room: MetricsRoom, qtbot: QtBot) -> None:
    day = MONDAY
    for name in ("Sales", "Bills"):
        room.ws.change(MetricPart, room.part(name), cadence="day")
    card = YesterdayCard(room.bridge)
    qtbot.addWidget(card)
    names = {row.name.text() for row in card.shown_rows()}
    assert {"Sales", "Bills"} <= names
    take_all(room)
    card.reload()
    assert {row.name.text() for row in card.shown_rows()} == names - {"Sales", "Bills"}
    room.desk.grid.show_period(day)
    assert not {"Sales", "Bills"} & {line.name for line in room.desk.grid.facts.lines}


def test_where_all_come_from_records_both_say_so(room: MetricsRoom, qtbot: QtBot) -> None:
    for row in room.ws.rows(MetricPart):
        if row.record.name not in {"Sales", "Bills"}:
            room.ws.change(MetricPart, row.id, active=False)
    take_all(room)
    card = YesterdayCard(room.bridge)
    qtbot.addWidget(card)
    assert card.empty.text() == "Nothing to type: all numbers come from records."
    room.desk.grid.reload()
    assert "all numbers come from records" in room.desk.grid.empty.sentence.text()


def test_nothing_sensitive_is_listed(room: MetricsRoom) -> None:
    person = room.ws.rows(Customer)[0].id
    mine = [
        room.ws.add(Preference(customer=person, text=text, sort=sort, seen_on=date(2026, 1, 5)))
        for text, sort in (("tea", "likes"), (SECRET, "sensitive"))
    ]
    model = BehindModel(lambda: room.ws)
    model.show_ids(Preference, mine)
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    said = " ".join(
        str(model.data(model.index(row, column), role))
        for row in range(2)
        for column in range(3)
        for role in roles
    )
    assert "tea" in said
    assert SECRET not in said


def test_a_period_that_is_not_over_says_so(room: MetricsRoom) -> None:
    take_all(room)
    room.page.panels.show_behind(periods.start_of("week", MONDAY))
    room.rest()
    assert room.desk.behind.words.text().startswith("It can't be known yet")
