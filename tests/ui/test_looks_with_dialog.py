"""Pages with the dialog that belongs to them, in every look: all of it can be read and reached."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.audit_kit import look_over
from tests.ui.audit_roles import SCHEMES, Looks, look_at
from tests.ui.audit_room import Room, open_room
from tests.ui.test_actions_page import judged
from tests.ui.test_whys_view import concluding
from ui.action_register.adding import AddActionDialog
from ui.theme import Scheme

PARTS = ("page", "dialog")


@contextmanager
def actions_room(*, text: float = 1.0, roles: bool = False) -> Iterator[Room]:
    with open_room(text=text, page="actions", roles=roles) as room:
        room.show("actions")
        room.window.show_record("action", judged(room))
        room.settle()
        yield room


@contextmanager
def adding(room: Room) -> Iterator[QWidget]:
    room.window.on_action_add()
    room.settle()
    dialog = next(one for one in room.window.findChildren(AddActionDialog) if one.isVisible())
    yield dialog
    dialog.reject()
    room.settle()


@contextmanager
def whys_room(*, text: float = 1.0, roles: bool = False) -> Iterator[Room]:
    with open_room(text=text, page="recovery", memory="whys", roles=roles) as room:
        room.window.show_page("recovery")
        room.window.show_record("five_whys", 1)
        room.settle()
        yield room


@contextmanager
def concluded(room: Room) -> Iterator[QWidget]:
    dialog = concluding(room)
    yield dialog
    dialog.reject()
    room.settle()


ROOMS = {"actions": (actions_room, adding), "five whys": (whys_room, concluded)}


@pytest.fixture(scope="module", params=ROOMS)
def looks(qapp: QApplication, request: pytest.FixtureRequest) -> dict[str, Looks]:
    opened, asking = ROOMS[request.param]
    with opened(roles=True) as room:
        page = look_at(room.window, way=False)
        with asking(room) as dialog:
            return {"page": page, "dialog": look_at(dialog, way=False)}


@pytest.mark.parametrize("part", PARTS)
def test_it_can_be_read_and_reached(looks: dict[str, Looks], part: str) -> None:
    assert looks[part].problems == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("part", PARTS)
def test_its_contrast_in_every_look(looks: dict[str, Looks], part: str, scheme: Scheme) -> None:
    assert looks[part].faint[scheme] == []


@pytest.mark.parametrize("name", ROOMS)
def test_it_can_be_read_and_reached_in_large_text(qapp: QApplication, name: str) -> None:
    opened, asking = ROOMS[name]
    with opened(text=1.5) as room:
        assert look_over(room.window) == []
        with asking(room) as dialog:
            assert look_over(dialog) == []
