"""Lists and tables: what all of them share."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView


def tidy_view(view: QAbstractItemView, name: str) -> None:
    """Let a list or table sit on a card: no frame, smooth scrolling, and a name for screen readers."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setAccessibleName(name)
    if isinstance(view, QListView):
        view.setUniformItemSizes(True)
