"""The Today page: how the numbers stand, what is to be entered, and who needs you.

It is declared here; what it is made of is loaded when it is first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import N_, _
from ui.pages.base import PageSpec, Place, made_in

if TYPE_CHECKING:
    from ui.bridge import Bridge


def waiting(bridge: Bridge) -> int:
    """Return how much is overdue or due today, as it was counted last."""
    from ui.today.board import board_of

    return board_of(bridge).waiting


def places(_bridge: Bridge) -> tuple[Place, ...]:
    """Return what can be gone to on it."""
    return (
        Place("enter", _("Enter yesterday's numbers"), "edit"),
        Place("all", _("Who needs you: all lines"), "list"),
    )


PAGE = PageSpec(
    name="today",
    title=N_("Today"),
    icon="today",
    group="",
    order=10,
    make=made_in("ui.pages.today_room", "TodayPage"),
    badge=waiting,
    places=places,
    guide="today",
    help=N_(
        "The numbers on top are the key metric and the next three; Enter opens one. A change is told as news"
        " only where it is more than chance, and a number that is old says how old it is.\n\n"
        "“Who needs you” has first what is overdue, then what is due today, then what a chart gives a reason"
        " for: praise aloud, ask in private. Each line opens what it is about. Ctrl+N adds something, Ctrl+P"
        " prints the huddle sheet of today."
    ),
)
