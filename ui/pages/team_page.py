"""The Team page: who works here, and who was shown and seen doing what.

It is declared here; what it is made of is loaded when it is first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import N_, _
from ui.pages.base import PageSpec, Place, made_in

if TYPE_CHECKING:
    from ui.bridge import Bridge


def places(_bridge: Bridge) -> tuple[Place, ...]:
    """Return the two ways to look at sign-offs that are not a person."""
    return (
        Place("everybody", _("Everybody by stage"), "columns"),
        Place("enter", _("Enter sign-offs"), "edit"),
    )


PAGE = PageSpec(
    name="people",
    title=N_("Team"),
    icon="team",
    group="do",
    order=10,
    make=made_in("ui.pages.team_room", "TeamPage"),
    places=places,
    guide="team",
    help=N_(
        "The people at the left, what the chosen one signs for in the middle, the person's own fields at the"
        " right. “Everybody by stage” shows all of them at once. A standard that got a new version is asked"
        " for again.\n\n"
        "Ctrl+E enters what comes back on paper: choose the stage, the day and the trainer once, or type the"
        " form number. Then Space ticks “shown”, a second Space “seen doing it”; A takes a whole column,"
        " Shift+A a row, Ctrl+A everything; Del takes a tick out; Enter goes to the next person. Ctrl+Z takes"
        " back one key."
    ),
    kinds=("person", "sign_off"),
)
