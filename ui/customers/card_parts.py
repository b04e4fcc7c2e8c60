"""Parts of the card of a customer: the round with the initials, and the alert that stands before all."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.standards.row_delegates import medium
from ui.team.people_list import initials
from ui.widgets import Picture, PlainLabel, PrimaryButton


class Round(QWidget):
    """The initials of somebody in a round."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        """Show the initials of a name."""
        self._letters = initials(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square around it."""
        return QSize(theme.px(52), theme.px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.colour("brand_back"))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(t.colour("brand"))
        painter.setFont(medium(t.font("heading"), QFont.Weight.DemiBold))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._letters)


class AlertCover(QWidget):
    """Stands before the card until somebody says that the alert was read."""

    acknowledged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(10))
        column.addStretch(2)
        column.addWidget(Picture("warning", self, side=40, role="danger"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.who = PlainLabel(parent=self, tone="secondary", wrap=True)
        self.words = PlainLabel(parent=self, tone="danger", size="title", wrap=True)
        for label in (self.who, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        self.button = PrimaryButton(_("I have read it"), self, icon="check")
        self.button.clicked.connect(self.acknowledged)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_alerts(self, name: str, alerts: list[str]) -> None:
        """Show what must be read before the card of somebody."""
        self.who.setText(_("Before anything else for {name}").format(name=name))
        self.words.setText("\n".join(alerts))
        self.button.setAccessibleDescription(f"{name}: {'; '.join(alerts)}")
