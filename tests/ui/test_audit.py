"""Every page and every panel: heard by a screen reader, reached by Tab, read by weak eyes, nothing cut."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.audit_kit import go_round
from tests.ui.audit_parts import PAGES, EveryPart
from tests.ui.audit_room import VIEWS, Room, open_room, opened, sample
from ui import theme


class _Look(EveryPart):
    """One look of the window; it is opened once for all of its tests."""

    look: ClassVar[theme.Mode] = "light"
    text: ClassVar[float] = 1.0

    @pytest.fixture(scope="class")
    @classmethod
    def room(cls, qapp: QApplication) -> Iterator[Room]:
        with open_room(cls.look, cls.text) as room:
            yield room


class TestLight(_Look):
    @pytest.mark.parametrize("page", PAGES)
    def test_tab_comes_round(self, room: Room, page: str) -> None:
        room.show_alone(page)
        assert go_round(room.window) == []

    @pytest.mark.parametrize("view", VIEWS[1:])
    def test_tab_comes_round_in_the_standards(self, room: Room, view: str) -> None:
        room.show_view(view)
        assert go_round(room.window) == []

    @pytest.mark.parametrize("name", ["help", "about", "crash", "box", "banners", "undo-bar"])
    def test_tab_comes_round_in_what_opens(self, room: Room, name: str) -> None:
        with opened(room, name) as part:
            assert go_round(part) == []


class TestDark(_Look):
    look = "dark"


class TestHighContrast(_Look):
    look = "contrast"


class TestLargeText(_Look):
    text = 1.5


def test_nothing_is_cut_on_a_screen_with_twice_the_pixels(tmp_path: Path) -> None:
    file = tmp_path / "willow.cxdesk"
    file.write_bytes(sample())
    run = subprocess.run(
        [sys.executable, "-m", "tests.ui.audit_room", str(file)],
        env={**os.environ, "QT_SCALE_FACTOR": "2"}, capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    assert run.stdout.strip() == ""
    assert run.returncode == 0, run.stderr
