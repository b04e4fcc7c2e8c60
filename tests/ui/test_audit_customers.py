"""The faces of the Customers page, in every look: names, Tab, contrast, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cxdesk import clock
from cxdesk.entities.customer import Customer
from tests.ui.audit_kit import look_over
from tests.ui.audit_parts import EveryFace
from tests.ui.audit_roles import Looks, Seen, look_at
from tests.ui.audit_room import Room, open_room

FACES = ("card", "sensitive", "details", "visit", "plan", "slips", "coming", "duplicates", "look-through")


@contextmanager
def customers_room(*, text: float = 1.0, roles: bool = False) -> Iterator[Room]:
    """Open a room with somebody who may be known twice, and somebody who is to be looked through."""
    with open_room(text=text, roles=roles) as room:
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


class TestLight(EveryFace):
    """Each face is shown once; what its tests look at is told by `Looks`."""

    @pytest.fixture(scope="class")
    @classmethod
    def room(cls, qapp: QApplication) -> Iterator[Room]:
        with customers_room(roles=True) as room:
            yield room

    @pytest.fixture(scope="class")
    @classmethod
    def seen(cls) -> Seen:
        return Seen()

    @pytest.fixture(params=FACES)
    def face(self, room: Room, seen: Seen, request: pytest.FixtureRequest) -> Looks:
        def look() -> Looks:
            show(room, request.param)
            return look_at(room.window)

        return seen.of(request.param, look)


class TestLargeText:
    @pytest.fixture(scope="class")
    @classmethod
    def room(cls, qapp: QApplication) -> Iterator[Room]:
        with customers_room(text=1.5) as room:
            yield room

    @pytest.mark.parametrize("face", FACES)
    def test_face(self, room: Room, face: str) -> None:
        show(room, face)
        assert look_over(room.window) == []


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
