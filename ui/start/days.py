"""The days on which the shop is open: seven ticks, in the order of its week."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.periods import WEEKDAYS
from ui import theme
from ui.widgets import CheckBox, FieldLabel, FlowLayout


class OpeningDays(QWidget):
    """Tells at once what was ticked."""

    kept = Signal(object)

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        self.label = FieldLabel(label)
        column.addWidget(self.label)
        self._area = QWidget()
        self._flow = FlowLayout(self._area, gap=10)
        column.addWidget(self._area)
        self.ticks: dict[str, CheckBox] = {}
        self._first = ""

    def show_days(self, days: Iterable[str], first: str) -> None:
        """Show which days are open, in a week that begins with `first`."""
        if first != self._first:
            self._make(first)
        for key, tick in self.ticks.items():
            tick.setChecked(key in set(days))

    def _make(self, first: str) -> None:
        self._first = first
        self._flow.clear()
        keys = [key for key, _name in WEEKDAYS]
        names = dict(WEEKDAYS)
        start = keys.index(first) if first in keys else 0
        self.ticks = {}
        for key in keys[start:] + keys[:start]:
            tick = CheckBox(_(names[key]))
            tick.clicked.connect(self.on_ticked)
            self._flow.addWidget(tick)
            tick.show()
            self.ticks[key] = tick
        self.label.setBuddy(self.ticks[keys[start]])
        self._area.updateGeometry()

    def set_read_only(self, read_only: bool) -> None:
        """Let it be looked at only."""
        self.setDisabled(read_only)

    @Slot()
    def on_ticked(self) -> None:
        """Tell the days, Monday first, as they are stored."""
        self.kept.emit(tuple(key for key, _name in WEEKDAYS if self.ticks[key].isChecked()))
