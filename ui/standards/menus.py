"""Menus of the Standards page: every act on a row is in one, with its key beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from cxdesk.text import one_line
from ui import icon_engine


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu. Without words it is a line between groups; with `below` it opens further."""

    key: str = ""
    words: str = ""
    icon: str = ""
    keys: str = ""
    enabled: bool = True
    below: tuple[Entry, ...] = ()


LINE = Entry()


def fill(menu: QMenu, entries: Sequence[Entry]) -> None:
    """Put entries into a menu; each action's data is the entry's key."""
    for entry in entries:
        if not entry.words:
            menu.addSeparator()
            continue
        words = one_line(entry.words, 60).replace("&", "&&")
        if entry.below:
            further = menu.addMenu(words)
            further.setEnabled(entry.enabled)
            fill(further, entry.below)
            continue
        action = QAction(words, menu)
        action.setData(entry.key)
        action.setEnabled(entry.enabled)
        if entry.icon:
            action.setIcon(icon_engine.icon(entry.icon, "secondary"))
        if entry.keys:
            action.setShortcut(QKeySequence(entry.keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown; the list itself hears it
            action.setShortcutVisibleInContextMenu(True)
        menu.addAction(action)


def open_menu(
    parent: QWidget, entries: Sequence[Entry], slot: Callable[[QAction], None], where: QPoint
) -> QMenu:
    """Show a menu at `where`; `slot`, a bound method, gets the action that was chosen."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill(menu, entries)
    menu.triggered.connect(slot)
    menu.popup(where)
    return menu
