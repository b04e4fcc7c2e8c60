"""The page of any record kind: its list with search, filter and columns, and the form of one record.

Kinds that no other page shows stand in the sidebar; those of other pages can be opened as a table
from the command palette. Nothing but the declaration of a kind is needed.

It is declared here; what it is made of is loaded when it is first shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cxdesk.i18n import N_, _
from ui.pages.base import PageSpec, made_in

if TYPE_CHECKING:
    from cxdesk.schema.entity import EntitySpec
    from ui.bridge import Bridge

# Pages with another name or icon than their kind.
NAMES: Mapping[str, tuple[str, str]] = {"person": ("people", "team")}


HELP = N_(
    "The list is at the left, the chosen record at the right. Ctrl+N adds one, Enter goes into the form, Esc"
    " goes back to the list, Del moves a record to the trash. Click a heading to sort; type above the list"
    " to search."
)


def page_name(spec: EntitySpec) -> str:
    """Return the name of a kind's own page."""
    return NAMES[spec.table][0] if spec.table in NAMES else spec.table.replace("_", "-")


def entity_page_spec(spec: EntitySpec, *, shown_elsewhere: bool = False) -> PageSpec:
    """Return the generic page of a kind; `shown_elsewhere` keeps it out of the sidebar."""
    make = made_in("ui.pages.entity_room", "EntityPage", spec)
    icon = NAMES[spec.table][1] if spec.table in NAMES else spec.icon
    if shown_elsewhere:
        title = _("{kinds} as a table").format(kinds=_(spec.label))
        return PageSpec(f"table-{page_name(spec)}", title, "list", "hidden", spec.order, make, help=HELP)
    return PageSpec(page_name(spec), spec.label, icon, "do", spec.order, make, kinds=(spec.table,), help=HELP)


def pages_of(bridge: Bridge) -> list[PageSpec]:
    """Return a page for each kind of the workspace; kinds of other pages only for the palette."""
    from ui import pages

    taken = {kind for page in pages.discover() for kind in page.kinds}
    return [
        entity_page_spec(spec, shown_elsewhere=spec.table in taken)
        for spec in bridge.ws.kinds
        if not spec.hidden and not spec.single
    ]
