"""The three clocks of an incident beside each other, each with the button that stops it."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.entities.incident import Incident
from cxdesk.i18n import _
from cxdesk.services.recovery import incidents
from cxdesk.services.recovery.incidents import Clock, ClockName
from ui import theme
from ui.recovery.wording import CLOCK_NAMES, clock_text
from ui.widgets import Card, LinkButton, Picture, PlainLabel
from ui.widgets.wrapped import WrappedLabel


class ClockBox(Card):
    """One clock: its name, how it stands, and a button that stops it or lets it run again."""

    pressed = Signal(str, bool)

    def __init__(self, name: ClockName, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=10, spacing=2)
        self.set_flat(True)
        self.name = name
        self.done = False
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        self.picture = Picture("clock", self, side=14)
        self.label = PlainLabel(_(CLOCK_NAMES[name]), self, tone="secondary", size="small")
        head.addWidget(self.picture)
        head.addWidget(self.label, 1)
        self.words = WrappedLabel(parent=self, tone="text", size="strong")
        self.button = LinkButton("", self)
        self.button.clicked.connect(self.on_pressed)
        self.body.addLayout(head)
        self.body.addWidget(self.words)
        self.body.addWidget(self.button)

    def show_clock(self, one: Clock, now: datetime, today: date, language: str, *, free: bool) -> None:
        """Show how it stands."""
        self.done = one.done is not None
        late = one.is_late(now, today)
        text = clock_text(one, now, today, language)
        self.words.setText(text)
        self.words.set_tone("danger" if late else "good" if self.done else "text")
        icon, role = (
            ("warning", "danger") if late else ("check", "good") if self.done else ("clock", "secondary")
        )
        self.picture.set_icon(icon, role)
        words = _("Not yet") if self.done else _("Done now")
        self.button.setText(words)
        self.button.setAccessibleName(f"{self.label.text()}: {text}. {words}")
        self.button.setEnabled(free)
        self.button.updateGeometry()

    @Slot()
    def on_pressed(self) -> None:
        """Hand on what is wanted."""
        self.pressed.emit(self.name, not self.done)


class ClockRow(QWidget):
    """The boxes, and a sentence on what is counted."""

    pressed = Signal(str, bool)
    hours_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.boxes = [ClockBox(name, self) for name in incidents.CLOCKS]
        self.beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.beside.setSpacing(theme.px(8))
        for box in self.boxes:
            box.pressed.connect(self.pressed)
            self.beside.addWidget(box, 1)
        column.addLayout(self.beside)
        row = QHBoxLayout()
        self.counted = WrappedLabel(parent=self)
        self.hours_button = LinkButton(_("Opening hours"), self)
        self.hours_button.clicked.connect(self.hours_wanted)
        row.addWidget(self.counted, 1)
        row.addWidget(self.hours_button)
        column.addLayout(row)

    def show_record(
        self, record: Incident, now: datetime, today: date, language: str, *, whole: bool, free: bool
    ) -> None:
        """Show the clocks of an incident; `whole` says that open days count as a whole."""
        for box, one in zip(self.boxes, incidents.clocks_of(record), strict=True):
            box.show_clock(one, now, today, language, free=free)
        timed = bool(record.acknowledge_by or record.resolve_by)
        self.counted.setVisible(timed)
        self.counted.setText(
            _(
                "Your opening hours are not set yet. Until they are, whole open days count, and what is due"
                " on a later day is due on that day, not at a time."
            )
            if whole
            else _("Only the time in which you are open is counted.")
        )
        self.counted.set_tone("text" if whole else "secondary")
        self.hours_button.setVisible(timed)
        self.hours_button.setText(_("Set opening hours") if whole else _("Opening hours"))
        self.hours_button.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return the width of one box: asked for three, it would never get narrow enough."""
        widest = max(box.minimumSizeHint().width() for box in self.boxes)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = max(box.minimumSizeHint().width() for box in self.boxes) + self.beside.spacing()
        fits = event.size().width() >= least * len(self.boxes)
        wanted = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self.beside.direction() != wanted:
            self.beside.setDirection(wanted)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at."""
        return [*(box.button for box in self.boxes), self.hours_button]
