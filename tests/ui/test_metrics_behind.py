"""What the pages show while looks are computed on another thread: a placeholder, then what is in the file."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.metric import Metric
from cxdesk.entities.part_value import PartValue
from cxdesk.services.metrics.look import look
from tests.ui.made_up import plain_theme
from tests.ui.metrics_kit import SEEN, MetricsRoom, week
from ui.metrics import looks
from ui.metrics.looks import looks_of
from ui.today.board import board_of


class Gate:
    """Holds up computing until it is let through; notes on which thread it was asked for."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.open.set()
        self.waiting = threading.Event()
        self.threads: list[threading.Thread] = []

    def look(self, *words: Any) -> Any:
        self.threads.append(threading.current_thread())
        found = look(*words)  # of what was read before the gate
        self.waiting.set()
        assert self.open.wait(20)
        return found

    def shut(self) -> None:
        self.waiting.clear()
        self.open.clear()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate()
    monkeypatch.setattr(looks, "look", made.look)
    yield made
    made.open.set()


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, gate: Gate) -> Iterator[MetricsRoom]:
    plain_theme()
    made = MetricsRoom(qtbot, tmp_path / "w.cxdesk")
    made.choose("Left with a date")
    yield made
    gate.open.set()
    made.rest()
    made.close()


def until_held(room: MetricsRoom, gate: Gate) -> None:
    def held() -> bool:
        QApplication.processEvents()
        return gate.waiting.is_set()

    room.bot.waitUntil(held, timeout=20_000)


def type_last_week(room: MetricsRoom, value: int) -> None:
    row = room.ws.rows(PartValue, part=room.part("Booked"), starts_on=week(1))[0]
    room.bridge.change(PartValue, row.id, value=Decimal(value))


def test_a_placeholder_stands_until_the_first_look_is_there(room: MetricsRoom, gate: Gate) -> None:
    gate.shut()
    room.page.looks.on_opened()
    room.page.refresh(None)
    until_held(room, gate)
    assert "now …" in room.spoken("Left with a date")
    assert room.chart.badge.text() == "One moment…"
    gate.open.set()
    room.rest()
    assert "now 70%" in room.spoken("Left with a date")
    assert room.chart.badge.text() == "Real improvement"
    assert threading.main_thread() not in gate.threads


def test_what_was_computed_of_an_older_state_is_never_shown(room: MetricsRoom, gate: Gate) -> None:
    """The look at 80 is under way as 90 is typed: 80 is seen nowhere."""
    seen: list[str] = []
    room.page.looks.ready.connect(lambda _metric: seen.append(room.spoken("Left with a date")))
    gate.shut()
    type_last_week(room, 80)
    until_held(room, gate)
    type_last_week(room, 90)
    assert "now 70%" in room.spoken("Left with a date")  # that of before, until there is a new one
    gate.open.set()
    room.rest()
    assert "now 90%" in room.spoken("Left with a date")
    assert not [words for words in seen if "now 80%" in words]
    shown = room.page.looks.get(room.metric("Left with a date"))
    assert shown.look.now.value == Decimal(90) / SEEN


def test_the_name_of_an_older_state_is_never_shown(room: MetricsRoom, gate: Gate) -> None:
    metric = room.metric("Left with a date")
    gate.shut()
    room.bridge.change(Metric, metric, name="Came back")
    until_held(room, gate)
    room.bridge.change(Metric, metric, name="Booked again")
    gate.open.set()
    room.rest()
    assert room.page.looks.get(metric).look.metric.name == "Booked again"
    assert room.chart.name.text() == "Booked again"


def test_a_file_that_was_closed_meanwhile_leaves_nothing_behind(
    room: MetricsRoom, gate: Gate, tmp_path: Path
) -> None:
    """The numbers of two files have the same ids."""
    gate.shut()
    type_last_week(room, 80)
    until_held(room, gate)
    other = tmp_path / "other.cxdesk"
    room.bridge.changed.disconnect(room.on_changed)
    room.page.hide()
    room.bridge.close()
    other.write_bytes(room.ws.path.read_bytes())
    assert room.bridge.open_path(other)
    again = looks_of(room.bridge)
    assert again is room.page.looks
    gate.open.set()
    room.settle()
    assert again.get(1) is None


def test_today_and_metrics_compute_a_number_once(room: MetricsRoom, gate: Gate) -> None:
    board = board_of(room.bridge)
    board.begin()
    room.bot.waitUntil(lambda: board.ready, timeout=20_000)
    room.rest()
    gate.threads.clear()
    type_last_week(room, 90)
    room.rest()
    assert len(gate.threads) == 1
    assert board.cards[room.metric("Left with a date")].value == "90%"
    assert "now 90%" in room.spoken("Left with a date")


def test_taking_a_number_back_computes_what_it_was_part_of_alone(room: MetricsRoom, gate: Gate) -> None:
    part = room.part("Booked")
    room.bridge.add(PartValue(part=part, starts_on=week(0), value=Decimal(5)))
    room.rest()
    gate.threads.clear()
    room.undo()
    assert len(gate.threads) == 1
