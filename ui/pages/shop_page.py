"""Your shop: name, look, words and country, with the head of its sheets before one's eyes.

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
    from ui.pages.shop_room import ShopPage

    return ShopPage(bridge, **more)


def places(_bridge: Bridge) -> tuple[Place, ...]:
    """Return what other pages lead to."""
    return (Place("days", _("Opening days"), "clock"),)


PAGE = PageSpec(
    name="shop", title=N_("Shop"), icon="shop", group="pinned", order=80, make=make, kinds=("shop",),
    guide="shop",
    help=N_(
        "Name, logo and colour of your shop, the words you use, your country and your week. Every field is"
        " kept as you leave it."
    ),
    places=places,
)  # fmt: skip
