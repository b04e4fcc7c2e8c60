"""Parts of the chart card: a figure with its heading, and a stack that asks for little room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import PlainLabel


class LowStack(QStackedWidget):
    """Asks for a little height only; Qt's own would ask for that of its highest part, seen or not."""

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        """Make one that is at least so high, in lengths of the design."""
        super().__init__(parent)
        self._least = theme.px(least)
        self.setMinimumHeight(self._least)

    def sizeHint(self) -> QSize:
        """Return the least height."""
        return QSize(super().sizeHint().width(), self._least)


class Figure(QWidget):
    """A heading with a figure below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(1))
        self.heading = PlainLabel(parent=self, tone="secondary", size="small")
        self.figure = PlainLabel(parent=self, size="strong")
        column.addWidget(self.heading)
        column.addWidget(self.figure)
        column.addStretch(1)

    def say(self, heading: str, figure: str, role: str) -> None:
        """Show a figure; good and bad news have a sign besides their colour: the figure's own."""
        self.heading.setText(heading)
        self.figure.setText(figure)
        self.figure.set_tone({"good": "good", "bad": "danger"}.get(role, "text"))  # type: ignore[arg-type]
