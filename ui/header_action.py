"""An action for the header of a page: declared in one call by pages and by their views."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu


def make_action(
    text: str,
    slot: Callable[[], object],
    parent: QObject,
    *,
    icon: str = "",
    primary: bool = False,
    keys: str = "",
    menu: QMenu | None = None,
) -> QAction:
    """Return an action for a header: `primary` is the filled button, `icon` the name of an icon.

    `slot` is a bound method.
    """
    action = QAction(parent)  # with its text in one call, PySide would see whether that is an icon
    action.setText(text)
    action.setProperty("primary", primary)
    action.setProperty("icon_name", icon)
    if keys:
        action.setShortcut(QKeySequence(keys))
    if menu is not None:
        action.setMenu(menu)
    action.triggered.connect(slot)
    return action
