"""The header of a page: title, subtitle, actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import theme
from ui.actions import shown_keys
from ui.widgets import ElidedLabel, IconButton, PrimaryButton, SecondaryButton, set_tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu


class Header(QFrame):
    """Two lines at the left, buttons at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(theme.px(4))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = ElidedLabel(parent=self, size="title")
        self.subtitle = ElidedLabel(parent=self, tone="secondary", size="small")
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        words.addStretch(1)
        self._row.addLayout(words, 1)
        self.buttons: list[ActionButton] = []
        self._undo: UndoButton | None = None
        self.measure()

    def measure(self) -> None:
        """Take the lengths of the text size in use."""
        self.setFixedHeight(theme.px(60))
        self._row.setContentsMargins(theme.px(24), 0, theme.px(21), 0)

    def show_undo(self, action: QAction, *, wanted: bool) -> None:
        """Show a small button that takes the last act back, on pages without one of their own."""
        if wanted and self._undo is None:
            self._undo = UndoButton(action, self)
            self._row.insertWidget(1, self._undo)
        if self._undo is not None:
            self._undo.setVisible(wanted)

    def show_page(self, title: str, subtitle: str, actions: Sequence[QAction]) -> None:
        """Show the words and the buttons of a page."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        if [button.action for button in self.buttons] == list(actions):
            return
        for button in self.buttons:
            self._row.removeWidget(button.widget)
            button.let_go()
        self.buttons = [ActionButton(action, self) for action in actions]
        for button in self.buttons:
            self._row.addWidget(button.widget)


class UndoButton(IconButton):
    """Undo, named after what it takes back."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__("undo", action.text(), parent)
        self.setObjectName("header_undo")
        self.action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self.follow)
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Take name and state from the action."""
        self.set_name(self.action.text())
        self.setEnabled(self.action.isEnabled())


class ActionButton:
    """A button that shows an action and follows its changes."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        kind = PrimaryButton if action.property("primary") else SecondaryButton
        self.action = action
        self.widget: QPushButton = kind(action.text(), parent, icon=str(action.property("icon_name") or ""))
        menu = cast("QMenu | None", action.menu())
        if menu is not None:
            self.widget.setMenu(menu)
        else:
            self.widget.clicked.connect(action.trigger)
        action.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Take text, state and keys from the action."""
        self.widget.setText(self.action.text())
        self.widget.setEnabled(self.action.isEnabled())
        self.widget.setVisible(self.action.isVisible())
        set_tip(self.widget, shown_keys(self.action))

    def let_go(self) -> None:
        """End following and delete the button."""
        if isValid(self.action):  # a page that was dropped took its actions with it
            self.action.changed.disconnect(self.follow)
        self.widget.hide()
        self.widget.deleteLater()
