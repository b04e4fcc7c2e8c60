"""A scroll area that is no higher than what is in it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import PageScroll


class Hugging(PageScroll):
    """As high as what is in it, as long as there is room; the buttons below are always in sight."""

    def __init__(self, *, spacing: int) -> None:
        super().__init__(spacing=spacing)
        self._inside = cast("QWidget", self.body.parentWidget())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is in it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Return the size of what is in it."""
        return self._inside.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return room for a few options."""
        return QSize(theme.px(160), min(theme.px(160), self.sizeHint().height()))
