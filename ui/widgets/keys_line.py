"""What the keys of a card do, in a line below it that breaks where it must."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import KeyHint, PlainLabel


class KeysLine(QWidget):
    """Keys, each with what it does."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Keys and words are marked, not translated."""
        super().__init__(parent)
        flow = FlowLayout(self)
        for key, words in keys:
            pair = QWidget(self)
            line = QHBoxLayout(pair)
            line.setContentsMargins(0, 0, theme.px(8), 0)
            line.setSpacing(theme.px(5))
            line.addWidget(KeyHint(_(key), pair))
            line.addWidget(PlainLabel(_(words), pair, tone="secondary", size="small"))
            flow.addWidget(pair)
