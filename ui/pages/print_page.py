"""The print centre: kinds of sheet at the left, the real page in the middle, its options at the right.

It is declared here; what it is made of is loaded when it is first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxdesk.i18n import N_, _
from ui.pages.base import PageSpec, Place

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.pages.base import Page


def make(bridge: Bridge, **more: Any) -> Page:
    """Return the page."""
    from ui.pages.print_room import PrintPage

    return PrintPage(bridge, **more)


def places(_bridge: Bridge) -> list[Place]:
    """Return every sheet, every pack, and the log."""
    from cxdesk.output import packs, printing

    sheets = [
        Place(name, _(spec.title), "print", _("Sheet"), _(spec.about))
        for name, spec in printing.sheets().items()
    ]
    several = [
        Place(name, _(pack.title), "print", _("Pack"), _(pack.about)) for name, pack in packs.packs().items()
    ]
    return [*sheets, *several, Place("log", _("Print log"), "print_record")]


PAGE = PageSpec(
    name="print", title=N_("Print centre"), icon="print", group="bottom", order=90, make=make, places=places,
    guide="printing",
    help=N_(
        "Choose a sheet at the left and its options at the right; the page in the middle is what will be"
        " printed. Page up and Page down turn the pages, Ctrl and the wheel zoom, Ctrl+P prints, Ctrl+S"
        " saves a PDF."
    ),
)  # fmt: skip
