"""Whatever opens on the Metrics page, in large text on the smallest window: nothing cut, Tab comes round."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.audit_kit import go_round, look_over
from tests.ui.audit_room import Room, open_room

PANELS = ("definition", "targets", "notes", "pair", "people", "numbers", "library", "causes")


class TestPanelsInLargeText:
    @pytest.fixture(scope="class")
    @classmethod
    def room(cls, qapp: QApplication) -> Iterator[Room]:
        with open_room("light", 1.5) as room:
            yield room

    @pytest.mark.parametrize("name", PANELS)
    def test_a_panel(self, room: Room, name: str) -> None:
        page = room.show("metrics")
        page.panels.close()  # type: ignore[attr-defined]
        page.panels.open(name)  # type: ignore[attr-defined]
        if name == "people":
            page.desk.people.on_reveal()  # type: ignore[attr-defined]
        room.settle()
        assert look_over(room.window) == []
        assert go_round(room.window) == []

    def test_the_question_of_a_new_definition(self, room: Room) -> None:
        page = room.show("metrics")
        page.panels.open("definition")  # type: ignore[attr-defined]
        form = page.desk.definition.form  # type: ignore[attr-defined]
        form.on_redefine()
        form.on_more()
        room.settle()
        assert form.ask.is_open()
        assert look_over(room.window) == []
        assert go_round(room.window) == []

    def test_the_table(self, room: Room) -> None:
        page = room.show("metrics")
        page.panels.close()  # type: ignore[attr-defined]
        page.desk.chart.on_table()  # type: ignore[attr-defined]
        room.settle()
        assert look_over(room.window) == []
        assert go_round(room.window) == []
