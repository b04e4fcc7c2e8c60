"""The names that files get: of much, the first and how much more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cxdesk.entities.role import Role
from cxdesk.entities.stage import Stage
from tests.ui.page_kit import Room, make_file
from ui.pages.print_page import PAGE


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    room = Room(qtbot, PAGE)
    room.open(make_file(tmp_path / "willow.cxdesk"))
    room.show()
    yield room
    room.close()


def proposed(room: Room, sheet: str, **options: str) -> str:
    room.page.show_sheet(sheet, options)
    room.settle()
    return str(room.page.acts.proposed(room.page.made))


def test_all_roles_are_named_by_the_first_and_their_number(room: Room) -> None:
    first, *others = [row.record.name for row in room.bridge.ws.rows(Role)]
    assert len(others) >= 3
    assert proposed(room, "role-card", role="all") == (
        f"Role card - {first} and {len(others)} more - Willow & Co.pdf"
    )
    assert proposed(room, "role-card", role="1") == f"Role card - {first} - Willow & Co.pdf"


def test_a_long_name_ends_with_a_whole_word(room: Room) -> None:
    (stage, *_others) = room.bridge.ws.rows(Stage)
    room.bridge.change(Stage, stage.id, name="Before they come and while they still look for our door")
    assert proposed(room, "training-sheet", stage="1") == (
        "Training sheet - Before they come and while they still - Willow & Co.pdf"
    )
    many = proposed(room, "training-sheet", stage="all")
    assert many.startswith("Training sheet - Before they come and while and ")
    assert many.endswith(" more - Willow & Co.pdf")
