"""Text of several lines that takes the height it needs, and gives it back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.labels import PlainLabel, Size, Tone


class WrappedLabel(PlainLabel):
    """Wrapped text in a form, where rows come and go and widths change."""

    def __init__(
        self,
        text: str = " ",
        parent: QWidget | None = None,
        *,
        tone: Tone = "secondary",
        size: Size = "small",
    ) -> None:
        super().__init__(text, parent, tone=tone, size=size, wrap=True)
