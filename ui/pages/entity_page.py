"""The page of any record kind: its list with search, filter and columns, and the form of one record.

Kinds that no other page shows stand in the sidebar; those of other pages can be opened as a table
from the command palette. Nothing but the declaration of a kind is needed.

It is declared here; what it is made of is loaded when it is first shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from cxdesk.i18n import N_, _
from ui.pages.base import Group, PageSpec, made_in

if TYPE_CHECKING:
    from cxdesk.schema.entity import EntitySpec
    from ui.bridge import Bridge

# Personal data is shown on its own page, where it is needed, and not as a table of everything.
PERSONAL = frozenset({"customer"})

# Pages with another name or icon than their kind.
NAMES: Mapping[str, tuple[str, str]] = {"person": ("people", "team")}

# The pages of the guide for kinds that have one of their own; all others are lists like any other.
GUIDES: Mapping[str, str] = {
    "cue": "cues",
    "huddle_topic": "huddles",
    "negative_cue": "walk-round",
    "person": "team",
    "sign_off": "team",
}

HELP = N_(
    "The list is at the left, the chosen record at the right. Ctrl+N adds one, Enter goes into the form, Esc"
    " goes back to the list, Del moves a record to the trash. Click a heading to sort; type above the list"
    " to search."
)


class OwnPage(NamedTuple):
    """Where the page of a kind stands, what it is made of, and what F1 says."""

    group: Group
    order: int
    module: str
    name: str
    help: str


# Kinds whose page is the generic one with more to it.
OWN: Mapping[str, OwnPage] = {
    "negative_cue": OwnPage(
        "promise", 20, "ui.pages.negative_cue_room", "NegativeCuePage",
        N_(
            "Signs and phrases that tell every {customer} off because of a few. Space in the list says that"
            " one is gone today; on one that is gone, that it is still there. A photo is chosen, dropped on"
            " the page, or pasted with Ctrl+V.\n\n"
            "Ctrl+P prints the walk-round sheet, Ctrl+E enters one that came back: type the form number and"
            " Enter, tick with the numbers or Space, Enter goes on to what was found on the way, one line"
            " each."
        ),
    ),
    "secret_system": OwnPage(
        "promise", 15, "ui.pages.sheet_room", "SecretSystemPage",
        N_(
            "What is learnt of somebody, where it is kept, the cue that shows it, and who acts on it. A"
            " system works when none of the four is missing; what is missing is named above the list. Ctrl+P"
            " prints the plan, which is for {staffs} only."
        ),
    ),
    "cue": OwnPage(
        "know", 20, "ui.pages.sheet_room", "CuePage",
        N_(
            "What one of you shows another without a word. Alt and the arrows move a line. Ctrl+P prints the"
            " pocket legend, which is for {staffs} only."
        ),
    ),
    "huddle_topic": OwnPage(
        "do", 20, "ui.pages.sheet_room", "HuddleTopicPage",
        N_(
            "Each open day has its topic, in turn. Alt and the arrows move a line. Ctrl+P prints the sheet of"
            " today; the calendar shows a month."
        ),
    ),
}  # fmt: skip


def page_name(spec: EntitySpec) -> str:
    """Return the name of a kind's own page."""
    return NAMES[spec.table][0] if spec.table in NAMES else spec.table.replace("_", "-")


def entity_page_spec(spec: EntitySpec, *, shown_elsewhere: bool = False) -> PageSpec:
    """Return the generic page of a kind; `shown_elsewhere` keeps it out of the sidebar."""
    make = made_in("ui.pages.entity_room", "EntityPage", spec)
    icon = NAMES[spec.table][1] if spec.table in NAMES else spec.icon
    if shown_elsewhere:
        title = _("{kinds} as a table").format(kinds=_(spec.label))
        return PageSpec(
            f"table-{page_name(spec)}", title, "list", "hidden", spec.order, make, help=HELP, guide="lists"
        )
    guide = GUIDES.get(spec.table, "lists")
    place = OWN.get(spec.table)
    if place is None:
        return PageSpec(
            page_name(spec), spec.label, icon, "do", spec.order, make, kinds=(spec.table,), help=HELP,
            guide=guide,
        )  # fmt: skip
    return PageSpec(
        page_name(spec), spec.label, icon, place.group, place.order, made_in(place.module, place.name, spec),
        kinds=(spec.table,), help=place.help, guide=guide,
    )  # fmt: skip


def pages_of(bridge: Bridge) -> list[PageSpec]:
    """Return a page for each kind of the workspace; kinds of other pages only for the palette."""
    from ui import pages

    taken = {kind for page in pages.discover() for kind in page.kinds}
    return [
        entity_page_spec(spec, shown_elsewhere=spec.table in taken)
        for spec in bridge.ws.kinds
        if not (spec.hidden or spec.single or (spec.table in taken and spec.table in PERSONAL))
    ]
