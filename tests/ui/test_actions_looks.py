"""The Actions page and its dialog in every look: all of it can be read and reached."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.audit_kit import look_over
from tests.ui.audit_room import open_room
from tests.ui.test_actions_page import judged
from ui.action_register.adding import AddActionDialog


@pytest.mark.parametrize(("look", "text"), [("light", 1.0), ("dark", 1.0), ("contrast", 1.0), ("light", 1.5)])
def test_it_can_be_read_and_reached_in_every_look(look: Any, text: float) -> None:
    with open_room(look, text, page="actions") as room:
        room.show("actions")
        room.window.show_record("action", judged(room))
        room.settle()
        assert look_over(room.window) == []
        room.window.on_action_add()
        room.settle()
        dialog = next(one for one in room.window.findChildren(AddActionDialog) if one.isVisible())
        assert look_over(dialog) == []
        dialog.reject()
        room.settle()
