"""One line of text that can be selected and copied, elided where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.widgets.labels import ElidedLabel, plain_tip

LONGEST_TIP = 1_000


class SelectableLine(ElidedLabel):
    """One line, or the first few of a text, to be selected and copied; hidden where there is nothing to show.

    What is cut ends in "…"; the whole text is in the tool tip then, with all its lines.
    """

    def __init__(self, parent: QWidget | None = None, *, most: int = 1) -> None:
        """Make one that shows at most `most` lines."""
        self._most = most
        self._tip = ""
        self._lines: list[str] = []
        super().__init__("", parent, tone="secondary", size="small")
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show the first lines of `text` that are not blank, nothing for a blank one."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        self._tip = text.strip() if len(lines) > self._most else ""
        self._lines = lines[: self._most]
        if self._tip:
            self._lines[-1] += "…"
        self.setText("\n".join(self._lines))
        self.setVisible(bool(lines))

    def sizeHint(self) -> QSize:
        """Return the size of all its lines, each whole."""
        metrics, margins = self.fontMetrics(), self.contentsMargins()
        wide = max((metrics.horizontalAdvance(line) for line in self._lines), default=0)
        return QSize(wide + margins.left() + margins.right() + 1, super().sizeHint().height())

    def _tell(self) -> None:
        # Qt selects in what the label has as its text, so the dots have to be in there.
        width = self.contentsRect().width() - 1
        metrics, right = self.fontMetrics(), Qt.TextElideMode.ElideRight
        whole = "\n".join(self._lines)
        seen = "\n".join(metrics.elidedText(line, right, width) for line in self._lines)
        if seen != self.text():
            QLabel.setText(self, seen)
        tip = self._tip or (whole if seen != whole else "")
        cut = tip if len(tip) <= LONGEST_TIP else tip[: LONGEST_TIP - 1] + "…"
        self.setToolTip(plain_tip(cut))

    def paintEvent(self, event: QPaintEvent) -> None:
        QLabel.paintEvent(self, event)
