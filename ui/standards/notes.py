"""Hints on what was written: quiet, and never in the way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.frames import Picture
from ui.widgets.wrapped import WrappedLabel


class Notes(QWidget):
    """A few sentences, each with a small sign before it. Without any it takes no room."""

    def __init__(self, parent: QWidget | None = None, *, icon: str = "info", role: str = "warning") -> None:
        super().__init__(parent)
        self._icon, self._role = icon, role
        self.texts: list[str] = []
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.px(3))
        self.hide()

    def show_notes(self, texts: Sequence[str]) -> None:
        """Show these sentences in place of those so far."""
        if list(texts) == self.texts:
            return
        self.texts = list(texts)
        while (item := self.body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for text in self.texts:
            self.body.addWidget(self._line(text))
        self.setVisible(bool(self.texts))

    def _line(self, text: str) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(Picture(self._icon, side=14, role=self._role), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(WrappedLabel(text), 1)
        return line
