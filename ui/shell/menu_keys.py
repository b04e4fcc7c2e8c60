"""The key of the menu bar: pressed again it takes the bar away, also while one of its menus is open."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.focus_return import FocusReturn


class MenuKeys(QObject):
    """Watches the menus of a bar: an open one has the keyboard, no shortcut is heard then."""

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._focus = FocusReturn()
        bar.installEventFilter(self)

    def watch(self) -> None:
        """Watch the menus that the bar has now."""
        for menu in self._bar.findChildren(QMenu):
            menu.installEventFilter(self)

    def show(self, came_from: QWidget | None) -> None:
        """Show the bar with its first menu open."""
        self._focus.remember(came_from)
        self._bar.show()
        menus = self._bar.actions()
        if menus:
            self._bar.setActiveAction(menus[0])

    def hide(self) -> None:
        """Close what is open, take the bar away and give the focus back."""
        for menu in self._bar.findChildren(QMenu):
            menu.close()
        self._bar.hide()
        self._focus.give_back(Qt.FocusReason.MenuBarFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            key = cast("QKeyEvent", event)
            if key.key() == Qt.Key.Key_F10 and not key.modifiers():
                self.hide()
                return True
        return super().eventFilter(watched, event)
