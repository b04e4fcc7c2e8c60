"""Backups: what there is, when and why it was made, and the way back.

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
    from ui.pages.backups_room import BackupsPage

    return BackupsPage(bridge, **more)


def places(_bridge: Bridge) -> tuple[Place, ...]:
    """Return what is done on this page; from elsewhere it is opened, and done there."""
    return (
        Place("now", _("Back up now"), "backup"),
        Place("copy", _("Save a copy…"), "copy"),
        Place("restore", _("Restore a backup"), "restore"),
    )


PAGE = PageSpec(
    name="backups", title=N_("Backups"), icon="backup", group="pinned", order=85, make=make, places=places,
    guide="backups",
    help=N_(
        "Every backup with what is in it. Enter looks inside; Restore puts it in the place of your file, and"
        " what was there becomes a backup itself, so that you can go back."
    ),
)  # fmt: skip
