"""What an import did, in numbers, with the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.i18n import _, ngettext
from ui import theme
from ui.widgets import LinkButton, Picture, PlainLabel

if TYPE_CHECKING:
    from cxdesk.services.imports.plans import Tally
    from ui.bridge import Bridge


def told(file: str, tally: Tally, kind: str) -> str:
    """Return what was done: numbers.csv is taken in: 8 values are new, 2 changed something, 1 was left out.

    Of metrics values are counted, of other kinds lines.
    """
    counts = tally.counts
    new = ngettext("{n} line is new", "{n} lines are new", counts["add"])
    if kind == "metrics":
        new = ngettext("{n} value is new", "{n} values are new", counts["add"])
    parts = [
        new.format(n=counts["add"]),
        ngettext("{n} changed something", "{n} changed something", counts["update"]).format(
            n=counts["update"]
        ),
        ngettext("{n} was so already", "{n} were so already", counts["same"]).format(n=counts["same"]),
        ngettext("{n} was left out", "{n} were left out", counts["wrong"]).format(n=counts["wrong"]),
    ]
    shown = [part for part, count in zip(parts, counts.values(), strict=True) if count]
    return _("{file} is taken in: {what}.").format(file=file, what=", ".join(shown))


class Result(QWidget):
    """A line with a sign; Undo is offered while the import is what would be undone."""

    undone = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._label = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Picture("check", self, side=18, role="good"))
        self.words = PlainLabel("", self, tone="good", size="strong", wrap=True)
        self.undo = LinkButton(_("Undo"), self, icon="undo")
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)
        self.undo.clicked.connect(self.on_undo)
        self.hide()

    def say(self, words: str) -> None:
        """Say what was just done; "" takes it away."""
        label = self._bridge.ws.undo_label
        self._label = label or ""
        self.words.setText(words)
        self.undo.setVisible(bool(label))
        self.setVisible(bool(words))

    @Slot()
    def on_undo(self) -> None:
        """Take it back, unless something else came after it."""
        if self._label and self._bridge.ws.undo_label == self._label:
            self._bridge.undo()
        self.say("")
        self.undone.emit()
