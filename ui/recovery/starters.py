"""Where no protocol is yet: those of the trade to begin from, or an own one."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from cxdesk.i18n import _, ngettext
from cxdesk.services import trade_files
from ui.bridge import Bridge
from ui.widgets import Card, EmptyState, PrimaryButton, SecondaryButton


class StarterRoom(Card):
    """Offers the protocols of the shop's trade; a shop of another trade writes its own, as all may."""

    write_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.take_button = PrimaryButton(_("Take the starter protocols of my trade"), self)
        self.take_button.clicked.connect(self.on_take)
        self.write_button = SecondaryButton(_("Write the first one"), self, icon="edit")
        self.write_button.clicked.connect(self.write_wanted)
        words = _(
            "Nobody thinks well with an angry face before them. Agree now on what everybody does then."
            " Your own ones are typed at the left."
        )
        example = _("Listen · say sorry · offer two ways · thank them for telling you")
        title, buttons = _("No protocols yet"), (self.take_button, self.write_button)
        self.body.addWidget(EmptyState("recovery", words, buttons, self, title=title, example=example))

    def show_trade(self) -> None:
        """Offer what there is for the shop's trade."""
        ws = self.bridge.ws
        known = ws.shop.trade in trade_files.names()
        self.take_button.setVisible(known)
        self.write_button.setHidden(known)
        self.take_button.setDisabled(ws.read_only)
        self.write_button.setDisabled(ws.read_only)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.take_button, self.write_button]

    def first_button(self) -> QWidget:
        """Return the button that is nearest."""
        return self.write_button if self.take_button.isHidden() else self.take_button

    @Slot()
    def on_take(self) -> None:
        """Add the protocols of the trade as one step."""
        from cxdesk.services import trades

        trade = self.bridge.ws.shop.trade
        done = self.bridge.act(
            _("take starter protocols"), lambda tx: trades.apply_protocols(tx, trade), initiator=self
        )
        if done.value is not None:
            count = len(done.value.section("recovery_protocol").adds)
            words = ngettext("{n} protocol added.", "{n} protocols added.", count)
            self.bridge.notice.emit(words.format(n=count), self.bridge.undo_text())
