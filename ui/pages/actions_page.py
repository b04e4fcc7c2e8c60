"""The Actions page: what people promised to do, whatever it came from, and whether it worked.

It is declared here; what it is made of is loaded when it is first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import N_, _
from ui.pages.base import PageSpec, Place, made_in

if TYPE_CHECKING:
    from ui.bridge import Bridge


def places(_bridge: Bridge) -> tuple[Place, ...]:
    """Return what can be gone to on it."""
    return (Place("overdue", _("Actions that are overdue"), "clock"),)


PAGE = PageSpec(
    name="actions",
    title=N_("Actions"),
    icon="check",
    group="do",
    order=25,
    make=made_in("ui.pages.actions_room", "ActionsPage"),
    places=places,
    guide="why-and-actions",
    help=N_(
        "All that people promised to do, what waits longest on top. Space says that it is done today, Enter"
        " goes into its fields, Ctrl+N adds one. On other pages Ctrl+Shift+A adds one that comes from what is"
        " shown there.\n\n"
        "Some days after it was done it is asked whether it worked, with its metric before and after beside"
        " the question: six values on each side are needed to compare."
    ),
    kinds=("action",),
)
