"""The Standards page: the journey, the standards of each stage, and what holds at every stage.

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
    from ui.pages.standards_room import StandardsPage

    return StandardsPage(bridge, **more)


PAGE = PageSpec(
    name="standards",
    title=N_("Standards"),
    icon="standards",
    group="promise",
    order=10,
    make=make,
    help=N_(
        "The stages of the journey at the left, the lists of the chosen stage in the middle, the chosen"
        " line at the right. Alt and the arrows move a stage or a line, Enter goes into the details, Del"
        " moves to the trash. At the end of a list type and press Enter: the line is kept and the field"
        " waits for the next."
    ),
    kinds=("stage", "standard", "standard_version", "vision", "pillar", "never_always", "role"),
)
