"""Which incident a promise belongs to: an open one of who it is made to, or none."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.incident import Incident
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.services.recovery import promises
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.customers.wording import day_text
from ui.widgets import ChoiceBox, FieldLabel
from ui.widgets.wrapped import WrappedLabel

_Offered = tuple[int | None, int | None]


class AboutChoice(QWidget):
    """Shown only where there is an incident to choose; the only one is chosen already."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._offered: _Offered = None, None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        self.box = ChoiceBox(self, name=_("Belongs to"))
        self.several = WrappedLabel(_("Several are open for them. Choose the one it belongs to."), self)
        column.addWidget(FieldLabel(_("Belongs to"), self, buddy=self.box))
        column.addWidget(self.box)
        column.addWidget(self.several)
        self.box.activated.connect(self.show_several)
        self.hide()

    def incident(self) -> int | None:
        """Return the incident that is chosen."""
        found: int | None = self.box.currentData()
        return found

    def choose(self, incident: int | None) -> None:
        """Choose one of those that are offered; one that is not there leaves the choice as it is."""
        place = self.box.findData(incident)
        if place >= 0:
            self.box.setCurrentIndex(place)
        self.show_several()

    def offer(self, customer: int | None, began: int | None) -> None:
        """Offer what is open for a customer; `began` is the incident that the promise was begun from.

        For the same two as before, what is chosen stays chosen.
        """
        same = self._offered == (customer, began)
        before = self.incident()
        self._offered = customer, began
        rows = promises.may_belong_to(self.bridge.ws, customer, began)
        self.box.clear()
        if rows:
            self.box.addItem(_("No incident"), None)
        for row in rows:
            self.box.addItem(self._words(row), row.id)
        ids = [row.id for row in rows]
        only = began if began in ids else ids[0] if len(ids) == 1 else None
        self.choose(before if same and (before is None or before in ids) else only)
        self.setVisible(bool(rows))

    def _words(self, row: Stored[Incident]) -> str:
        record, language = row.record, self.bridge.ws.shop.language
        day = day_text(record.happened_on, clock.today(), language) if record.happened_on else ""
        return " · ".join(filter(None, (day, one_line(record.happened, 80))))

    @Slot()
    def show_several(self) -> None:
        """Say that there is more than one, as long as none is chosen."""
        self.several.setVisible(self.box.count() > 2 and self.incident() is None)
