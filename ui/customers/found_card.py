"""What the two faces share that list customers who were looked for: a list with keys, and the looking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from cxdesk.i18n import _, ngettext
from ui.bridge import Bridge
from ui.customers.keyed_list import KeyedList
from ui.standards.menus import Entry, open_menu
from ui.standards.row_delegates import StandardDelegate
from ui.standards.rows import RowModel
from ui.tasks import Job
from ui.widgets import Card, PageScroll
from ui.widgets.wrapped import WrappedLabel

MOST_SHOWN = 200


class FoundCard(Card):
    """Says what is looked for, what a line offers, and what is done with it."""

    changed = Signal()
    """The words of the header are different now."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=14, spacing=8)
        self.bridge = bridge
        self.looked = False
        self._job: Job | None = None

    def make_area(self, name: str, title: str, keys: Mapping[Qt.Key, str]) -> PageScroll:
        """Return the list, and below it what stands there while it is empty or too long."""
        self.area = PageScroll(self, spacing=4)
        inside = self.area.body.parentWidget() or self
        self.list = KeyedList(RowModel(name), title, keys, inside)
        StandardDelegate(self.list)
        self.none = WrappedLabel(parent=inside, size="body")
        self.rest = WrappedLabel(parent=inside)
        for part in (self.list, self.none, self.rest):
            self.area.body.addWidget(part)
        self.area.body.addStretch(1)
        self.list.act_wanted.connect(self.on_act)
        self.list.menu_wanted.connect(self.on_menu_wanted)
        return self.area

    def look(self) -> Job:
        """Begin to look; `on_found` gets what is found."""
        raise NotImplementedError

    def take(self, found: Any) -> None:
        """Take what was found."""
        raise NotImplementedError

    def show_found(self) -> None:
        """Show what was found and is still there."""
        raise NotImplementedError

    def act(self, what: str) -> None:
        """Do something with the line that is chosen."""
        raise NotImplementedError

    def entries(self) -> Sequence[Entry]:
        """Return what can be done with a line."""
        raise NotImplementedError

    def is_edited(self) -> bool:
        """Nothing is typed here."""
        return False

    def flush(self) -> None:
        """Nothing is typed here."""

    def open(self) -> None:
        """Look for them, and take the keyboard."""
        self.reload()
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        self.list.choose_place(0)

    def reload(self) -> None:
        """Show what is still there, and look for others."""
        self.show_found()
        if self._job is not None:
            self._job.cancel()
        self._job = self.look()

    @Slot(object)
    def on_found(self, found: object) -> None:
        """Show what was found."""
        self._job = None
        if self.bridge.workspace is not None:
            self.looked = True
            self.take(found)
            self.show_found()

    def show_around(self, shown: int, more: int, nobody: str) -> None:
        """Show the list or, where nothing is in it, why; and how many more there are."""
        self.list.setVisible(shown > 0)
        self.none.setVisible(not shown)
        self.none.setText(nobody if self.looked else _("Looking through all {customers}…"))
        self.rest.setVisible(more > 0)
        words = ngettext("and {n} more after these", "and {n} more after these", more)
        self.rest.setText(words.format(n=more))

    def to_list(self) -> None:
        """Give the keyboard back to the list."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int, str)
    def on_act(self, _line: int, what: str) -> None:
        """Do what a key of the list asks for."""
        self.act(what)

    @Slot(int, QPoint)
    def on_menu_wanted(self, _line: int, where: QPoint) -> None:
        """Offer what can be done with a line."""
        open_menu(self.list, self.entries(), self.on_menu_chosen, where)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        self.act(str(action.data()))
