"""Text of several lines that takes the height it needs, and gives it back."""

from __future__ import annotations

from ui.widgets.labels import PlainLabel, Size, Tone


class WrappedLabel(PlainLabel):
    """Wrapped text in a form, where rows come and go and widths change."""

    def __init__(self, text: str = " ", *, tone: Tone = "secondary", size: Size = "small") -> None:
        super().__init__(text, tone=tone, size=size, wrap=True)

    def _keep_height(self) -> None:
        # QLabel counts its own least height in what it asks for, so it would never get smaller.
        self.setMinimumHeight(0)
        super()._keep_height()
