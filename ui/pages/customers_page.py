"""The Customers page: who they are, what each likes, and what must be known before anything else.

It is declared here; what it is made of is loaded when it is first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import N_, _
from ui.pages.base import PageSpec, Place, made_in

if TYPE_CHECKING:
    from ui.bridge import Bridge


def places(_bridge: Bridge) -> tuple[Place, ...]:
    """Return what can be gone to besides a customer."""
    return (
        Place("coming", _("Who is coming"), "calendar"),
        Place("slips", _("Enter slips"), "edit"),
        Place("duplicates", _("Possible duplicates"), "link"),
        Place("import", _("Import {customers}…"), "import"),
        Place("import-visits", _("Import {visits}…"), "import"),
        Place("erase", _("Erase {customer} for good"), "delete"),
        Place("look-through", _("To decide on: keep or erase"), "clock"),
    )


PAGE = PageSpec(
    name="customers",
    title=N_("{Customers}"),
    icon="customers",
    group="know",
    order=10,
    make=made_in("ui.pages.customers_room", "CustomersPage"),
    places=places,
    guide="customers",
    help=N_(
        "Type a name, the figures of a phone number, or what somebody likes: the list follows each key, Enter"
        " goes to the card. What must be acknowledged stands before the card until Enter says that it was"
        " read.\n\n"
        "On the card, Enter below a list adds a line. In a list, Enter edits a line, C says that it is still"
        " true, H highlights it, A makes it an alert, N takes that back, Del says that it is not true any"
        " more. Ctrl+J logs a {visit}: Enter in any field keeps it.\n\n"
        "“More” shows possible duplicates, which become one or are said to be two people, and who was not"
        " here for so long that you decide whether to keep them.\n\n"
        "Ctrl+E enters slips, one after the other. Ctrl+G shows who is coming. Ctrl+P prints the card of who"
        " is chosen, or the list of the day. Ctrl+Z takes back."
    ),
    kinds=("customer",),
)
