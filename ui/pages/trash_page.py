"""The trash: what was removed in the last 30 days, and the way back.

It is declared here; what it is made of is loaded when it is first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxdesk.i18n import N_
from ui.pages.base import PageSpec

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.pages.base import Page


def make(bridge: Bridge, **more: Any) -> Page:
    """Return the page."""
    from ui.pages.trash_room import TrashPage

    return TrashPage(bridge, **more)


PAGE = PageSpec(
    name="trash", title=N_("Trash"), icon="trash", group="bottom", order=95, make=make,
    guide="undo",
    help=N_(
        "What was removed in the last 30 days, with everything that went together with it. Enter or Restore"
        " brings it back to where it was."
    ),
)  # fmt: skip
