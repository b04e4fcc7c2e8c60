"""Five Whys and what concludes them: all of it can be read and reached, in every look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.audit_kit import look_over
from tests.ui.audit_roles import SCHEMES, Looks, look_at
from tests.ui.audit_room import Room, open_room
from tests.ui.test_whys_view import concluding
from ui.theme import Scheme

PARTS = ("page", "dialog")


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


@pytest.fixture(scope="module")
def looks(qapp: QApplication) -> dict[str, Looks]:
    with whys_room(roles=True) as room:
        page = look_at(room.window, way=False)
        with concluded(room) as dialog:
            return {"page": page, "dialog": look_at(dialog, way=False)}


@pytest.mark.parametrize("part", PARTS)
def test_it_can_be_read_and_reached(looks: dict[str, Looks], part: str) -> None:
    assert looks[part].problems == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("part", PARTS)
def test_its_contrast_in_every_look(looks: dict[str, Looks], part: str, scheme: Scheme) -> None:
    assert looks[part].faint[scheme] == []


def test_it_can_be_read_and_reached_in_large_text(qapp: QApplication) -> None:
    with whys_room(text=1.5) as room:
        assert look_over(room.window) == []
        with concluded(room) as dialog:
            assert look_over(dialog) == []
