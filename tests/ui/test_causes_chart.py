"""What happens most often: the panel of the Metrics page, and the chart that any page may show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.store.transaction import Transaction
from tests.ui.made_up import plain_theme
from tests.ui.metrics_kit import CTRL, KEY, SHIFT, MetricsRoom
from ui import messages
from ui.charts.causes_chart import CausesChart

PLACES = {"Front door": 6, "Till": 3, "Chair": 1}


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[MetricsRoom]:
    plain_theme()
    made = MetricsRoom(qtbot, tmp_path / "w.cxdesk")
    yield made
    made.close()


def find_cues(tx: Transaction) -> None:
    for place, count in PLACES.items():
        for number in range(count):
            tx.add(NegativeCue(shows=f"No. {number}!", place=place))


def opened(room: MetricsRoom) -> CausesChart:
    room.menu(room.chart.more, "What happens most often")
    chart: CausesChart = room.desk.causes.chart
    return chart


def rows(chart: CausesChart) -> list[tuple[str, ...]]:
    model = chart.table.model()
    return [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_it_is_reached_from_the_menu_and_says_where_nothing_was_found(room: MetricsRoom) -> None:
    chart = opened(room)
    assert QApplication.focusWidget() is room.desk.causes.what
    assert chart.summary.text().startswith("Nothing was found yet.")
    assert not chart.as_table.isEnabled()
    room.page.close_opened()
    assert room.desk.panel is None
    room.page.show_place("causes")
    assert room.desk.panel is room.desk.causes


def test_what_was_found_is_ranked_drawn_and_read_as_a_table(room: MetricsRoom) -> None:
    chart = opened(room)
    room.bridge.act("find", find_cues)
    room.rest()
    words = (
        "Negative cues, by place: “Front door” comes first, and 2 causes make 90% of it all. Early: of 10."
    )
    assert chart.summary.text() == words
    assert chart.chart.accessibleDescription() == words
    assert chart.chart.data is chart.data
    chart.as_table.setFocus()
    room.press(KEY.Key_Space)
    assert chart.tabled
    assert rows(chart) == [
        ("Front door", "6", "60%", "60%"), ("Till", "3", "30%", "90%"), ("Chair", "1", "10%", "100%"),
    ]  # fmt: skip
    room.undo()
    assert not chart.tabled
    assert chart.summary.text().startswith("Nothing was found yet.")


def test_another_count_is_chosen_by_keyboard(room: MetricsRoom) -> None:
    chart = opened(room)
    room.bridge.act("find", find_cues)
    room.press(KEY.Key_Down)
    assert chart.summary.text().startswith("Negative cues, by stage: “no stage noted” comes first")


def test_causes_are_gone_through_by_keys_and_each_is_said(
    room: MetricsRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = opened(room)
    room.bridge.act("find", find_cues)
    room.rest()
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    chosen: list[str] = []
    chart.chosen.connect(chosen.append)
    chart.chart.setFocus()
    room.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert said[-1] == "Till: 3 · 30% · 90% so far"
    assert chosen == ["Till"]


def test_the_picture_is_copied_and_the_numbers_saved(
    room: MetricsRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = opened(room)
    room.bridge.act("find", find_cues)
    room.rest()
    QApplication.clipboard().clear()
    room.press((KEY.Key_C, CTRL | SHIFT))
    assert not QApplication.clipboard().image().isNull()
    monkeypatch.setattr(messages, "ask_save_file", lambda *_a, **_k: tmp_path / "causes.csv")
    room.menu(chart.export_button, "The numbers (CSV)")
    lines = (tmp_path / "causes.csv").read_text("utf-8-sig").splitlines()
    assert lines[:2] == ["Cause,How often,Share,All so far", "Front door,6,60%,60%"]


def test_too_few_are_told_and_listed_but_not_drawn(room: MetricsRoom) -> None:
    chart = opened(room)
    chart.show_causes("Defects", [("Late", 1), ("Cold", 3)], none="None yet.")
    assert chart.summary.text() == "Defects: 4 so far, too few to rank."
    assert chart.chart.data is None
    chart.on_export()
    assert [one.text() for one in chart.export_button.menu().actions()] == ["The numbers (CSV)"]
    assert chart.tabled
    assert not chart.as_table.isEnabled()
    assert rows(chart) == [("Late", "1", "25%", ""), ("Cold", "3", "75%", "")]
    chart.show_causes("Defects", [("Late", 5), ("Cold", 3)], none="None yet.")
    assert not chart.tabled
    chart.show_causes("Defects", [], none="None yet.")
    assert not chart.tabled
    assert not chart.summary.isVisible()
    assert chart.chart.accessibleDescription() == "None yet."
