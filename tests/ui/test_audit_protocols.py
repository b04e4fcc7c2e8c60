"""The faces of protocols and defects, in every look: names, Tab, contrast, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cxdesk.entities.recovery_protocol import RecoveryProtocol
from tests.ui.audit_kit import look_over
from tests.ui.audit_parts import EveryFace
from tests.ui.audit_roles import Looks, Seen, look_at
from tests.ui.audit_room import Room, open_room

FACES = ("protocol", "version", "step", "menu", "ladder", "adding", "limits", "defects", "unjudged", "none")


class TestLight(EveryFace):
    """Each face is shown once; what its tests look at is told by `Looks`."""

    @pytest.fixture(scope="class")
    @classmethod
    def room(cls, qapp: QApplication) -> Iterator[Room]:
        with open_room(roles=True) as room:
            room.show("recovery")
            yield room

    @pytest.fixture(scope="class")
    @classmethod
    def seen(cls) -> Seen:
        return Seen()

    @pytest.fixture(params=FACES)
    def face(self, room: Room, seen: Seen, request: pytest.FixtureRequest) -> Looks:
        def look() -> Looks:
            show(room, request.param)
            # From the list: Tab into the steps shows a step in the place of the box.
            first = room.window.page.view().list.enter if request.param == "version" else None  # type: ignore[union-attr]
            return look_at(room.window, first=first)

        return seen.of(request.param, look)


class _Look:
    text: ClassVar[float] = 1.0
    direction: ClassVar = Qt.LayoutDirection.LeftToRight

    @pytest.fixture(scope="class")
    @classmethod
    def room(cls, qapp: QApplication) -> Iterator[Room]:
        with open_room(text=cls.text, direction=cls.direction) as room:
            room.show("recovery")
            yield room

    @pytest.mark.parametrize("face", FACES)
    def test_face(self, room: Room, face: str) -> None:
        show(room, face)
        assert look_over(room.window) == []


class TestLargeText(_Look):
    text = 1.5


class TestRightToLeft(_Look):
    direction = Qt.LayoutDirection.RightToLeft


def show(room: Room, face: str) -> None:
    """Show a face of one of the two views."""
    page: Any = room.window.page
    while page.close_opened():
        pass
    if not room.bridge.ws.count(RecoveryProtocol):
        room.bridge.undo()
    page.show_view("defects" if face in {"defects", "unjudged"} else "protocols")
    view = page.view()
    if face in {"menu", "ladder", "limits"}:
        view.on_place_chosen(face)
        view.enter()
    elif face == "adding":
        view.on_place_chosen("ladder")
        view.on_add_yes()
    elif face == "none":
        rows = room.bridge.ws.rows(RecoveryProtocol)
        room.bridge.act("none", lambda tx: [tx.remove(RecoveryProtocol, row.id) for row in rows])
        view.refresh(None)
        view.starters.first_button().setFocus(Qt.FocusReason.TabFocusReason)
    elif face == "defects":
        view.card.enter()
    elif face == "unjudged":
        view.on_judged(view.chosen, "severity", None)
        view.on_place_chosen((3, 2))
        view.side.grid.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        view.on_protocol_chosen(view.bridge.ws.rows(RecoveryProtocol)[1].id)
        view.list.enter()
        if face == "version":
            view.forms["list"].foot.ask_version()
        elif face == "step":
            view.enter()
    room.settle()
