"""When the shop is open, in a few lines below its opening days, and the way to where it is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxdesk.entities.opening_hours import OpeningHours
from cxdesk.formats import time_text
from cxdesk.i18n import _
from cxdesk.periods import WEEKDAYS
from ui import theme
from ui.bridge import Bridge
from ui.widgets import FieldLabel, LinkButton
from ui.widgets.wrapped import WrappedLabel


class HoursLine(QWidget):
    """Shows the hours of the days on which it is open."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        self.button = LinkButton(_("Change the opening hours…"), self)
        self.button.clicked.connect(self.on_change)
        self.words = WrappedLabel(parent=self, size="body")
        column.addWidget(FieldLabel(_("Opening hours"), self, buddy=self.button))
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_hours(self) -> None:
        """Show what is kept now."""
        ws = self._bridge.ws
        spans: dict[str, list[str]] = {}
        rows = [row.record for row in ws.rows(OpeningHours)]
        known = [(one.opens, one.closes, one.weekday) for one in rows if one.opens and one.closes]
        for opens, closes, day in sorted(known, key=lambda one: one[0]):
            words = f"{time_text(opens, ws.shop.language)}–{time_text(closes, ws.shop.language)}"
            spans.setdefault(day, []).append(words)
        open_days = set(ws.shop.opening_days) or {day for day, _name in WEEKDAYS}
        lines = [
            _("{day}: {words}").format(day=_(name), words=", ".join(spans[day]))
            for day, name in WEEKDAYS
            if day in spans and day in open_days
        ]
        self.words.setText(" · ".join(lines) or _("Not said yet: open days count as a whole."))

    @Slot()
    def on_change(self) -> None:
        """Go where they are typed."""
        self._bridge.show_place("recovery", "hours")
