"""One line of text that can be selected and copied, elided where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.widgets.labels import ElidedLabel, plain_tip

LONGEST_TIP = 1_000


class SelectableLine(ElidedLabel):
    """One line that can be selected and copied; hidden where there is nothing to show.

    A long one ends in "…"; the whole text is in the tool tip then, with all its lines.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._tip = ""
        super().__init__("", parent, tone="secondary", size="small")
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show the first line of `text`, nothing for a blank one."""
        lines = text.strip().splitlines()
        self._tip = text.strip() if len(lines) > 1 else ""
        self.setText(lines[0] if lines else "")
        self.setVisible(bool(lines))

    def _tell(self) -> None:
        # Qt selects in what the label has as its text, so the dots have to be in there.
        width = self.contentsRect().width() - 1
        seen = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, width)
        if seen != self.text():
            QLabel.setText(self, seen)
        tip = self._tip or (self._whole if seen != self._whole else "")
        cut = tip if len(tip) <= LONGEST_TIP else tip[: LONGEST_TIP - 1] + "…"
        self.setToolTip(plain_tip(cut))

    def paintEvent(self, event: QPaintEvent) -> None:
        QLabel.paintEvent(self, event)
