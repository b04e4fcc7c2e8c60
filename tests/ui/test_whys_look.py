"""Five Whys and what concludes them, in every look.

Each look needs a window of its own; one that lived beside it would be styled anew with it.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.audit_kit import look_over
from tests.ui.audit_room import open_room
from tests.ui.test_whys_view import concluding


@pytest.mark.parametrize(("look", "text"), [("light", 1.0), ("dark", 1.0), ("contrast", 1.0), ("light", 1.5)])
def test_it_can_be_read_and_reached_in_every_look(look: Any, text: float) -> None:
    with open_room(look, text, page="recovery", memory="whys") as room:
        room.window.show_page("recovery")
        room.window.show_record("five_whys", 1)
        room.settle()
        assert look_over(room.window) == []
        dialog = concluding(room)
        assert look_over(dialog) == []
        dialog.reject()
        room.settle()
