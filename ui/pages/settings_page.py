"""Settings of this computer: they apply at once and stay when another shop is opened.

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
    from ui.pages.settings_room import SettingsPage

    return SettingsPage(bridge, **more)


def places(bridge: Bridge) -> list[Place]:
    """Return what can be gone to."""
    if bridge.workspace is None:
        return []
    return [Place("protection", _("Protection of this shop’s file"), "lock")]


PAGE = PageSpec(
    name="settings", title=N_("Settings"), icon="settings", group="pinned", order=90, make=make,
    needs_workspace=False,
    guide="settings",
    places=places,
    help=N_(
        "Your name, the colours and the size of texts, a second place for backups, and where your files are."
        " They belong to this computer; what belongs to the shop is on its own page.\n\n"
        "Protection belongs to the file: with a passphrase nobody reads it who does not know it, on whatever"
        " computer."
    ),
)  # fmt: skip
