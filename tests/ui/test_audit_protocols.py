"""The faces of protocols and defects, in every look: names, Tab, contrast, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cxdesk.entities.recovery_protocol import RecoveryProtocol
from tests.ui.audit_kit import go_round, look_over
from tests.ui.audit_room import Room, open_room
from ui import theme

FACES = ("protocol", "version", "step", "menu", "ladder", "adding", "limits", "defects", "unjudged", "none")


class _Look:
    look: ClassVar[theme.Mode] = "light"
    text: ClassVar[float] = 1.0

    @pytest.fixture(scope="class")
    @classmethod
    def room(cls, qapp: QApplication) -> Iterator[Room]:
        with open_room(cls.look, cls.text) as room:
            room.show("recovery")
            yield room

    @pytest.mark.parametrize("face", FACES)
    def test_face(self, room: Room, face: str) -> None:
        show(room, face)
        assert look_over(room.window) == []


class TestLight(_Look):
    @pytest.mark.parametrize("face", FACES)
    def test_tab_comes_round(self, room: Room, face: str) -> None:
        show(room, face)
        if face == "version":  # from the list: Tab into the steps shows a step in the place of the box
            room.window.page.view().list.enter()  # type: ignore[union-attr]
        assert go_round(room.window) == []


class TestDark(_Look):
    look = "dark"


class TestHighContrast(_Look):
    look = "contrast"


class TestLargeText(_Look):
    text = 1.5


class TestRightToLeft(_Look):
    @pytest.fixture(scope="class")
    @classmethod
    def room(cls, qapp: QApplication) -> Iterator[Room]:
        with open_room(direction=Qt.LayoutDirection.RightToLeft) as room:
            room.show("recovery")
            yield room


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
