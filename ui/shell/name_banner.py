"""Asks once, in a banner, whose name shall stand in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.widgets import SecondaryButton, TextField
from ui.widgets.frames import Banner

if TYPE_CHECKING:
    from ui.bridge import Bridge

ASKED = "name_asked"
LONGEST = 80


def is_due(bridge: Bridge) -> bool:
    """Tell whether the history would name the system's user and nobody was asked yet."""
    ws, kept = bridge.workspace, bridge.settings
    if ws is None or kept.your_name or kept.views.get(ASKED):
        return False
    return not (ws.read_only or ws.shop.sample)


class NameBanner(Banner):
    """A sentence, a field, and a button. Closed without an answer it does not come back."""

    waits = True

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Who are you? Your name stands in the history of what you change."), "info", (), parent
        )
        self._bridge = bridge
        self.field = TextField(self, name=_("Your name"), placeholder=_("Your name"))
        self.field.setMaxLength(LONGEST)
        self.field.setFixedWidth(theme.px(200))
        self.field.returnPressed.connect(self.keep)
        self.button = SecondaryButton(_("That is me"), self)
        self.button.clicked.connect(self.keep)
        row = self.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(2, self.field)
            row.insertWidget(3, self.button)
        self.closed.connect(self.on_closed)

    @Slot()
    def keep(self) -> None:
        """Keep the name with the settings of this computer."""
        name = self.field.text().strip()
        if not name:
            self.field.setFocus()
            return
        self._bridge.settings.your_name = name
        self.close_banner()
        self._bridge.settings_changed.emit()

    @Slot()
    def on_closed(self) -> None:
        """Remember that it was asked."""
        self._bridge.settings.views[ASKED] = True
        self._bridge.settings.save()
