"""The faces of the Customers page, in every look: names, Tab, contrast, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cxdesk import clock
from cxdesk.entities.customer import Customer
from tests.ui.audit_kit import go_round, look_over
from tests.ui.audit_room import Room, open_room
from ui import theme

FACES = ("card", "sensitive", "details", "visit", "plan", "slips", "coming", "duplicates", "look-through")


class _Look:
    look: ClassVar[theme.Mode] = "light"
    text: ClassVar[float] = 1.0

    @pytest.fixture(scope="class")
    @classmethod
    def room(cls, qapp: QApplication) -> Iterator[Room]:
        with open_room(cls.look, cls.text) as room:
            ws = room.bridge.ws
            ws.add(
                Customer(
                    name="Priya Ramann", phones=("555 0142", "555 7777"), email="priya@example.org",
                    note="Came with her sister, who asked about the same colour and wants to come again",
                )
            )  # fmt: skip
            ws.add(Customer(name="Kim Old", since=clock.today() - timedelta(days=4000)))
            room.show("customers")
            yield room

    @pytest.mark.parametrize("face", FACES)
    def test_face(self, room: Room, face: str) -> None:
        show(room, face)
        assert look_over(room.window) == []


class TestLight(_Look):
    @pytest.mark.parametrize("face", FACES)
    def test_tab_comes_round(self, room: Room, face: str) -> None:
        show(room, face)
        assert go_round(room.window) == []


class TestDark(_Look):
    look = "dark"


class TestHighContrast(_Look):
    look = "contrast"


class TestLargeText(_Look):
    text = 1.5


def show(room: Room, face: str) -> None:
    """Show a face of the page on Priya, whose alert was read."""
    page = room.window.page
    assert page is not None
    while page.close_opened():
        pass
    priya = next(row.id for row in room.bridge.ws.rows(Customer) if row.record.name == "Priya Raman")
    page.show_record("customer", priya)
    page.card_acts.on_acknowledged(priya)  # type: ignore[attr-defined]
    at_card = page.card_acts  # type: ignore[attr-defined]
    acts = {
        "sensitive": at_card.on_sensitive,
        "details": page.on_details,
        "visit": at_card.on_log,
        "plan": at_card.on_plan,
    }
    if face in acts:
        acts[face]()
    elif face != "card":
        page.show_place(face)
    room.settle()
    focus = QApplication.focusWidget() or page
    focus.setFocus(Qt.FocusReason.TabFocusReason)
    room.settle()
