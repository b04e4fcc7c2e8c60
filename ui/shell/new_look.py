"""Puts another text size or other colours on a window: pages that are sooner made anew are made anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from ui.pages.base import Page
    from ui.shell.page_host import PageHost

Spot = tuple[str, str]


def put_on(host: PageHost, apply: Callable[[], object], show: Callable[[str], None]) -> None:
    """Call `apply` while no page that is made anew is there; `show` the one that was seen, as it was."""
    window = host.window()
    spot = _spot_of(host.current)
    window.setUpdatesEnabled(False)
    try:
        seen = host.lay_aside()
        try:
            apply()
        finally:
            if seen:
                show(seen)
                _give_back(host.current, spot)
    finally:
        window.setUpdatesEnabled(True)


def _name(widget: QWidget) -> Spot:
    return type(widget).__name__, widget.accessibleName()


def _spot_of(page: Page | None) -> Spot | None:
    """Return what the focus of a page is called, None while it is elsewhere."""
    focus = QApplication.focusWidget()
    return _name(focus) if page is not None and focus is not None and page.isAncestorOf(focus) else None


def _give_back(page: Page | None, spot: Spot | None) -> None:
    if page is None or spot is None:
        return
    same = (part for part in page.findChildren(QWidget) if _name(part) == spot)
    for part in same:
        if part.isVisibleTo(page) and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            part.setFocus(Qt.FocusReason.OtherFocusReason)
            return
