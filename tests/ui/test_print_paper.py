"""Large paper in the print centre: for posters alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.page_kit import Room, make_file
from ui.pages.print_page import PAGE


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    room = Room(qtbot, PAGE)
    room.open(make_file(tmp_path / "willow.cxdesk"))
    room.show()
    yield room
    room.close()


def choose(room: Room, name: str) -> None:
    room.page.kinds.choose(name)
    room.settle()


def test_posters_alone_are_offered_on_large_paper(room: Room) -> None:
    paper = room.page.side.options.paper
    assert [paper.itemData(i) for i in range(paper.count())] == ["A4", "Letter"]
    choose(room, "vision-poster")
    paper.setCurrentIndex(paper.findData("A3"))
    paper.activated.emit(paper.currentIndex())
    room.settle()
    assert round(room.page.made.pages.sizes[0].height()) == round(420 / 25.4 * 72)
    choose(room, "never-always-poster")
    assert paper.currentData() == "A3"
    choose(room, "training-sheet")
    assert paper.currentData() == "A4"
    assert round(room.page.made.pages.sizes[0].height()) == round(297 / 25.4 * 72)
