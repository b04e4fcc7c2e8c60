"""Start: a new shop on one screen, the files used here, backups, and the sample shop.

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
    from ui.pages.start_room import StartPage

    return StartPage(bridge, **more)


PAGE = PageSpec(
    name="start", title=N_("Start"), icon="new", group="hidden", order=0, make=make,
    needs_workspace=False, full=True,
    guide="first-hour",
    help=N_(
        "Name your shop, choose what you do and press Enter: you begin with standards for it. Files used"
        " before are on the left; Esc goes back to the shop that is open."
    ),
)  # fmt: skip
