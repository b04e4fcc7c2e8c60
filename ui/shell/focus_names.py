"""Which part of a page has the focus, by names: the page may be made anew meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from ui.pages.base import Page

Spot = tuple[str, str]
"""Class and accessible name."""


def spot_of(page: Page | None) -> Spot | None:
    """Return what the focus of a page is called, None while it is elsewhere."""
    focus = QApplication.focusWidget()
    return _name(focus) if page is not None and focus is not None and page.isAncestorOf(focus) else None


def give_back(page: Page | None, spot: Spot | None) -> bool:
    """Give the focus to the part of that name; tell whether there is one."""
    if page is None or spot is None:
        return False
    same = (part for part in page.findChildren(QWidget) if _name(part) == spot)
    for part in same:
        if part.isVisibleTo(page) and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            part.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
    return False


def _name(widget: QWidget) -> Spot:
    return type(widget).__name__, widget.accessibleName()
