"""The print centre: kinds of sheet at the left, the real page in the middle, its options at the right.

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
    from ui.pages.print_room import PrintPage

    return PrintPage(bridge, **more)


PAGE = PageSpec(
    name="print", title=N_("Print centre"), icon="print", group="bottom", order=90, make=make,
    help=N_(
        "Choose a sheet at the left and its options at the right; the page in the middle is what will be"
        " printed. Page up and Page down turn the pages, Ctrl and the wheel zoom, Ctrl+P prints, Ctrl+S"
        " saves a PDF."
    ),
)  # fmt: skip
