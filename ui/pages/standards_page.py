"""The Standards page: the journey, the standards of each stage, and what holds at every stage.

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
    from ui.pages.standards_room import StandardsPage

    return StandardsPage(bridge, **more)


def places(_bridge: Bridge) -> tuple[Place, ...]:
    """Return what holds at every stage."""
    return (
        Place("vision", _("Service vision"), "vision"),
        Place("never_always", _("Never & Always"), "never"),
        Place("role", _("Role cards"), "role"),
        Place("version", _("New version of the standard that is chosen"), "standard_version"),
        Place("retire", _("Retire the standard that is chosen"), "minus"),
        Place("history", _("History of the standard that is chosen"), "history"),
    )


PAGE = PageSpec(
    name="standards",
    title=N_("Standards"),
    icon="standards",
    group="promise",
    order=10,
    make=make,
    places=places,
    guide="standards",
    help=N_(
        "The stages of the journey at the left, the lists of the chosen stage in the middle, the chosen"
        " line at the right. Alt and the arrows move a stage or a line, at the"
        " end of a list into the next one, Enter goes into the details, Del"
        " moves to the trash. At the end of a list type and press Enter: the line is kept and the field"
        " waits for the next."
    ),
    kinds=("stage", "standard", "standard_version", "vision", "pillar", "never_always", "role"),
    home=True,
)
