"""The calendar under a date field. Loaded when it is first opened."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.periods import WEEKDAYS
from ui import icon_engine, theme
from ui.forms.base import FormContext


class CalendarPopup(QFrame):
    """A month to choose a day from, as the shop's week runs."""

    def __init__(self, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        self.calendar = QCalendarWidget(self)
        self.calendar.setLocale(QLocale(context.language.replace("-", "_")))
        names = [key for key, _label in WEEKDAYS]
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek(1 + names.index(context.ws.shop.first_weekday)))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setAccessibleName(_("Calendar"))
        self._tint()
        plain = QTextCharFormat()
        plain.setForeground(theme.current().colour("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)
        box.addWidget(self.calendar)

    def _tint(self) -> None:
        """Let the bar with the month look like the rest; Qt paints it as a selection, with black arrows."""
        colours = theme.current()
        palette = self.calendar.palette()
        palette.setColor(QPalette.ColorRole.Highlight, colours.colour("surface"))
        palette.setColor(QPalette.ColorRole.HighlightedText, colours.colour("text"))
        bar = self.calendar.findChild(QWidget, "qt_calendar_navigationbar")
        for part in (bar, *(bar.findChildren(QToolButton) if isinstance(bar, QWidget) else ())):
            if isinstance(part, QWidget):
                part.setPalette(palette)
        for name, icon in (("prev", "left"), ("next", "right")):
            button = self.calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(button, QToolButton):
                button.setIcon(icon_engine.icon(icon, "secondary"))
