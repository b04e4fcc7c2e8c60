"""What holds of every page, every view and everything that opens, in whatever look or language."""

from __future__ import annotations

import pytest

from tests.ui.audit_kit import look_over
from tests.ui.audit_room import OPENED, VIEWS, Room, opened, page_names

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
