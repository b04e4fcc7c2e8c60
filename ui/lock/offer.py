"""Says once, when the first customer is kept, that the file can have a passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from cxdesk.i18n import _
from ui.widgets import LinkButton
from ui.widgets.frames import Banner

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.shell.banners import BannerArea

OFFERED = "passphrase_offered"


def offer_once(bridge: Bridge, banners: BannerArea) -> None:
    """Show the banner, unless the file is locked, a sample, or was asked about before."""
    ws = bridge.workspace
    if ws is None or ws.encrypted or ws.read_only or ws.shop.sample:
        return
    from cxdesk.entities.customer import Customer

    told = bridge.settings.views.get(OFFERED)
    told = told if isinstance(told, list) else []
    name = str(ws.path)
    if name in told or not ws.count(Customer):
        return
    bridge.settings.views[OFFERED] = [*told, name]
    bridge.settings.save()
    banners.add(OfferBanner(bridge, banners))


class OfferBanner(Banner):
    """A sentence and the way to the settings; closed, it does not come back."""

    waits = True

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        self.link = LinkButton(_("Protect the file…"))
        super().__init__(
            _("There are people in this file now. A passphrase keeps it from being read by others."),
            "info",
            [self.link],
            parent,
        )
        self._bridge = bridge
        self.link.clicked.connect(self.on_link)

    @Slot()
    def on_link(self) -> None:
        """Show where a passphrase is set."""
        self.close_banner()
        self._bridge.show_place("settings", "protection")
