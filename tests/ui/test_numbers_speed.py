"""A month of eight numbers a day, typed by the keys alone: so many keys, and none of them waits."""

from __future__ import annotations

import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.services.metrics import entry
from cxdesk.services.open_days import open_days
from tests.ui.numbers_kit import DAILY, TODAY, opened, part
from tests.ui.shell_kit import SPECS, open_shell
from ui import pages
from ui.numbers.number_grid import NumberGrid

KEY = Qt.Key
DAYS = 30
MINUTES = 4
KEYS_A_SECOND = 3.2
"""Of somebody who types figures and Enter with one hand, without haste."""
KEYS_ALLOWED = 760


class Keys:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self) -> None:
        self.count, self.slowest = 0, 0.0

    def press(self, *keys: KEY, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key, held)
            self.count += 1

    def type(self, text: str) -> None:
        for sign in text:
            begun = time.perf_counter()
            QTest.keyClick(QApplication.focusWidget(), sign)
            self.slowest = max(self.slowest, time.perf_counter() - begun)
            self.count += 1


def amount(day: int, row: int) -> str:
    """Return what was counted: two figures, as in most small shops."""
    return str(10 + (7 * day + 3 * row) % 80)


def test_thirty_days_of_eight_numbers_are_typed_within_four_minutes(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    last_typed = date(2026, 10, 18)
    with opened(tmp_path / "w.cxdesk", first=date(2025, 11, 1), last=last_typed) as made:
        made.close()
    specs = [spec for spec in pages.discover() if spec.name in {"metrics", "settings"}]
    specs += [spec for spec in SPECS if spec.name in {"today", "start"}]
    with open_shell(qtbot, tmp_path, workspace=False, specs=specs) as shell:
        assert shell.bridge.open_path(tmp_path / "w.cxdesk")
        shell.window.show_page("metrics")
        shell.window.page.show_place("enter")
        grid = shell.window.page.findChild(NumberGrid)
        assert grid is not None
        keys = Keys()
        keys.press(KEY.Key_Up)  # it opens on the first day that is missing, at the chosen metric's number
        first = last_typed + timedelta(days=1)
        days = open_days(shell.bridge.ws).between(first, TODAY)[:DAYS]
        assert len(days) == DAYS
        for number, _day in enumerate(days):
            for row in range(len(DAILY)):
                keys.type(amount(number, row))
                keys.press(KEY.Key_Return)
        ws = shell.bridge.ws
        there = {(name, day): entry.cell(ws, part(ws, name), day).value for name in DAILY for day in days}
        assert there == {
            (name, day): Decimal(amount(number, row))
            for number, day in enumerate(days)
            for row, name in enumerate(DAILY)
        }
        assert keys.count == 2 * 240 + 240 + 1
        assert keys.count <= KEYS_ALLOWED
        assert keys.count / KEYS_A_SECOND / 60 <= MINUTES
        assert keys.slowest < 0.25  # far above what is measured: this computer may be busy
        assert "Done" in grid.words.text()
        for key in [KEY.Key_Z] * 9 + [KEY.Key_Y] * 9:
            keys.press(key, held=Qt.KeyboardModifier.ControlModifier)
        again = {(name, day): entry.cell(ws, part(ws, name), day).value for name in DAILY for day in days}
        assert again == there
