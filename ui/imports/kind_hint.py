"""Says that a table looks like something else than it was given as; one press takes it in as that."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.i18n import N_, _
from ui import theme
from ui.widgets import Picture, PlainLabel, SecondaryButton

_VERBS = {
    "customers": N_("Take in as {customers}"),
    "visits": N_("Take in as {visits}"),
    "metrics": N_("Take in as numbers"),
}


class KindHint(QWidget):
    """A line that is there only while there is something to say."""

    wanted = Signal(str)
    """The kind of table that it shall be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Picture("info", self, side=16, role="brand"))
        self.words = PlainLabel("", self, size="strong", wrap=True)
        self.button = SecondaryButton("", self)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.on_pressed)
        self.hide()

    def say(self, kind: str, words: str) -> None:
        """Say what a table looks like; "" takes the line away."""
        self._kind = kind
        self.words.setText(words)
        self.button.setText(_(_VERBS[kind]) if kind else "")
        self.setVisible(bool(kind))

    def ask(self) -> None:
        """Put the focus on the answer, where there is a question."""
        if self._kind:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_pressed(self) -> None:
        """Hand on what it shall be."""
        self.wanted.emit(self._kind)
