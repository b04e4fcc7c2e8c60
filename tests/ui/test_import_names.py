"""Misspelt names in a table, what an import tells afterwards, and that the window goes on all the time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from tests.ui.test_import import Desk
from ui.imports.lists import FIRST_OF_WHY, PreviewModel

VISTS = "metric,period,value\nVists,2026-11-19,31\nVists,2026-11-20,34\n"


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path / "w.cxdesk")
    made.ws.add(MetricPart(name="Visits", cadence="day"))
    yield made
    made.bridge.close()


def test_a_misspelt_name_is_asked_about_and_taken_for_the_one_that_is_there(desk: Desk) -> None:
    dialog = desk.open(VISTS)
    line = dialog.names.lines[0]
    assert line.isVisible()
    assert line.words.text() == "“Vists” would be a new number. Did you mean “Visits”?"
    before = desk.ws.count(Metric)
    desk.bot.mouseClick(line.link, Qt.MouseButton.LeftButton)
    desk.rest(dialog)
    assert line.words.text() == "“Vists” is taken for “Visits”."
    assert dialog.preview.model.rows[0].title == "Visits"
    desk.take_in(dialog)
    visits = desk.ws.rows(MetricPart, name="Visits")[0].id
    assert [row.record.part for row in desk.ws.rows(PartValue)] == [visits, visits]
    assert desk.ws.count(Metric) == before


def test_it_can_be_a_new_number_after_all(desk: Desk) -> None:
    dialog = desk.open(VISTS)
    for _twice in range(2):
        desk.bot.mouseClick(dialog.names.lines[0].link, Qt.MouseButton.LeftButton)
        desk.rest(dialog)
    desk.take_in(dialog)
    assert "Vists" in {row.record.name for row in desk.ws.rows(MetricPart)}


def test_another_table_is_asked_about_anew(desk: Desk) -> None:
    dialog = desk.open(VISTS)
    desk.bot.mouseClick(dialog.names.lines[0].link, Qt.MouseButton.LeftButton)
    desk.rest(dialog)
    dialog.take_file(desk.file("metric,period,value\nCars,2026-11-19,3\n", "other.csv"))
    desk.rest(dialog)
    assert dialog.names.taken == {}
    assert not dialog.names.isVisible()


def test_what_was_done_is_told_with_counts_and_undo(desk: Desk) -> None:
    dialog = desk.open(VISTS + "Vists,2026-11-21,x\n")
    desk.take_in(dialog)
    assert dialog.outcome.isVisible()
    assert dialog.outcome.words.text() == "numbers.csv is taken in: 2 values are new, 1 was left out."
    desk.bot.mouseClick(dialog.outcome.undo, Qt.MouseButton.LeftButton)
    desk.rest(dialog)
    assert desk.ws.count(PartValue) == 0
    assert not dialog.outcome.isVisible()
    assert dialog.button.isEnabled()


def test_undo_in_the_dialog_leaves_what_came_after_it(desk: Desk) -> None:
    dialog = desk.open(VISTS)
    desk.take_in(dialog)
    desk.ws.add(MetricPart(name="Later"))
    desk.bot.mouseClick(dialog.outcome.undo, Qt.MouseButton.LeftButton)
    assert desk.ws.count(PartValue) == 2
    assert desk.ws.count(MetricPart, name="Later") == 1


def test_the_reason_why_a_line_is_left_out_is_seen_whole(desk: Desk) -> None:
    dialog = desk.open("metric,period,value\nVisits,2026-11-19,closed for the day\nVisits,2026-11-18,5\n")
    table = dialog.preview.table
    QApplication.processEvents()
    said = dialog.preview.model.index(0, FIRST_OF_WHY)
    text = str(said.data()).strip()
    assert text.startswith("“closed for the day” is no number.")
    room = table.visualRect(said)
    assert room.width() > table.columnWidth(PreviewModel.wide)
    wrapped = table.fontMetrics().boundingRect(
        QRect(0, 0, room.width() - 8, 1000), int(Qt.TextFlag.TextWordWrap), text
    )
    assert wrapped.height() <= room.height()


def test_a_long_table_is_measured_by_a_few_of_its_rows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    plain = PreviewModel.text

    def counted(self: PreviewModel, row: object, column: int) -> str:
        read.append(column)
        return plain(self, row, column)  # type: ignore[arg-type]

    days = (date(2018, 1, 1) + timedelta(days=one) for one in range(2000))
    dialog = desk.open("metric,period,value\n" + "".join(f"Visits,{day},{day.day}\n" for day in days))
    monkeypatch.setattr(PreviewModel, "text", counted)
    dialog.preview.on_filter()
    QApplication.processEvents()
    assert len(dialog.preview.model.rows) == 2000
    assert len(read) < 2_000  # some rows, and not all seven columns of a thousand
    assert desk.ws.rows(PartValue) == []
    assert Decimal(dialog.preview.model.rows[0].now) == 1
