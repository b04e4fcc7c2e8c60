"""The Recovery page: what went wrong, what everybody does then, and why it does not happen again.

It is declared here; what it is made of is loaded when it is first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import N_, _
from ui.pages.base import PageSpec, Place, made_in

if TYPE_CHECKING:
    from ui.bridge import Bridge


OF_RECOVERY = frozenset({"incident", "promise"})
"""The lines of Today that are of this page."""


def waiting(bridge: Bridge) -> int:
    """Return how many incidents and promises are overdue or due today, as they were counted last."""
    from ui.today.board import board_of

    return board_of(bridge).waiting_of(OF_RECOVERY)


def places(_bridge: Bridge) -> tuple[Place, ...]:
    """Return the views, and what is typed in from anywhere."""
    from ui.recovery.views import VIEWS

    return (
        *(Place(view.name, _(view.title), view.icon) for view in VIEWS),
        Place("menu", _("What we may give"), "heart"),
        Place("ladder", _("Who can say yes"), "person"),
        Place("limits", _("Limits without asking"), "key"),
        Place("promises", _("Promises"), "clock"),
        Place("hours", _("Opening hours"), "clock"),
    )


PAGE = PageSpec(
    name="recovery",
    title=N_("Recovery"),
    icon="recovery",
    group="promise",
    order=30,
    make=made_in("ui.pages.recovery_room", "RecoveryPage"),
    badge=waiting,
    places=places,
    guide="recovery",
    help=N_(
        "When it goes wrong for somebody: Ctrl+I, from whatever page, logs it in under a minute. The card"
        " then says the steps, the words, what may be given and who can say yes; the clocks count only the"
        " hours in which you are open.\n\n"
        "In the list, Enter goes into an incident, Space ticks its next step, P notes a promise, C closes it:"
        " that needs an outcome, and asks for the cause. Ctrl+Shift+P notes a promise from whatever page,"
        " Ctrl+E enters a slip by its number. Ctrl+Page Down shows the next view, Ctrl+P prints, Ctrl+Z takes"
        " back."
    ),
    kinds=(
        "incident", "incident_step", "promise", "recovery_protocol", "protocol_step", "protocol_version",
        "make_good", "yes_step", "five_whys", "why", "opening_hours",
    ),
)  # fmt: skip
