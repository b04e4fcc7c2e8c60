"""What holds of every page, every view and everything that opens, in whatever look or language."""

from __future__ import annotations

import pytest

from tests.ui.audit_kit import look_over
from tests.ui.audit_roles import SCHEMES, Looks
from tests.ui.audit_room import OPENED, VIEWS, Room, opened, page_names
from ui.theme import Scheme

PAGES = page_names()


class EveryPart:
    """Tests for a class that has a `room`."""

    @pytest.mark.parametrize("page", PAGES)
    def test_page(self, room: Room, page: str) -> None:
        room.show(page)
        assert look_over(room.window) == []

    @pytest.mark.parametrize("view", VIEWS[1:])
    def test_view_of_the_standards(self, room: Room, view: str) -> None:
        room.show_view(view)
        assert look_over(room.window) == []

    @pytest.mark.parametrize("name", OPENED)
    def test_what_opens(self, room: Room, name: str) -> None:
        with opened(room, name) as part:
            assert look_over(part) == []


class EveryFace:
    """Tests for a class whose `face` tells what a window looked like with each of its faces."""

    def test_face(self, face: Looks) -> None:
        assert face.problems == []

    @pytest.mark.parametrize("scheme", SCHEMES)
    def test_contrast(self, face: Looks, scheme: Scheme) -> None:
        assert face.faint[scheme] == []

    def test_tab_comes_round(self, face: Looks) -> None:
        assert face.round == []
