"""A card with one or two lists of records that hold at every stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from ui import theme
from ui.bridge import Bridge
from ui.standards.menus import LINE, Entry, open_menu
from ui.standards.moving import place_before
from ui.standards.section import Section, place_beyond
from ui.widgets import Card, ElidedLabel, LinkButton


class PlainLists(Card):
    """Adds, moves and removes the records of its lists. What is particular to a kind is in its own class."""

    chosen = Signal(int)
    opened = Signal(int)

    cls: ClassVar[type[Any]]
    removed: ClassVar[str]
    """What the undo bar says of a record that was removed; marked, not translated."""

    def __init__(self, bridge: Bridge, title: str, print_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=8, spacing=4)
        self.bridge = bridge
        self.current: int | None = None
        self.rows: Sequence[Stored[Any]] = ()
        self.sections: dict[str, Section] = {}
        self._menu_for = 0
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(8), 0, 0, 0)
        self.heading = ElidedLabel(title, size="heading")
        head.addWidget(self.heading, 1)
        self.print_button = LinkButton(print_words)
        self.print_button.clicked.connect(self.print_shown)
        head.addWidget(self.print_button)
        self.body.addLayout(head)

    # For the kinds to say

    def show_rows(self, current: int | None) -> None:
        """Show the records there are, with `current` chosen."""
        raise NotImplementedError

    def section_of(self, record: Any) -> str:
        """Return the key of the list that a record stands in."""
        return next(iter(self.sections))

    def new_record(self, key: str, text: str) -> object:
        """Return a new record for a list."""
        raise NotImplementedError

    def values_for(self, key: str) -> dict[str, Any]:
        """Return what a record gets that is put into a list."""
        return {}

    def menu_entries(self, row: Stored[Any]) -> tuple[Entry, ...]:
        """Return what the menu offers besides."""
        return ()

    def print_shown(self) -> None:
        """Show the sheet in the print centre."""

    # Lists

    def add_section(self, section: Section) -> Section:
        """Look after a list."""
        self.sections[section.key] = section
        section.list.takes = frozenset(self.sections)
        section.add_field.setHidden(self.bridge.ws.read_only)
        section.chosen.connect(self.on_chosen)
        section.add_field.watch(self.bridge)
        section.added.connect(self.on_added)
        section.added_and_on.connect(self.on_added_and_on)
        section.edge_passed.connect(self.on_edge_passed)
        section.dropped.connect(self.on_dropped)
        section.place_past.connect(self.on_place_past)
        section.list.opened.connect(self.opened)
        section.list.place_wanted.connect(self.on_place_wanted)
        section.list.remove_wanted.connect(self.remove)
        section.list.menu_wanted.connect(self.on_menu_wanted)
        return section

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.print_button, *(stop for section in self.sections.values() for stop in section.stops())]

    def row_of(self, record_id: int | None) -> Stored[Any] | None:
        """Return a record that is shown."""
        return next((row for row in self.rows if row.id == record_id), None)

    def enter(self) -> None:
        """Take the focus."""
        for section in self.sections.values():
            if section.list.current_id() is not None:
                section.list.setFocus(Qt.FocusReason.TabFocusReason)
                return
        next(iter(self.sections.values())).enter(1)

    def start_adding(self) -> None:
        """Put the cursor where the next one is typed."""
        row = self.row_of(self.current)
        key = self.section_of(row.record) if row is not None else next(iter(self.sections))
        self.sections[key].add_field.setFocus(Qt.FocusReason.TabFocusReason)

    def keep_typed(self) -> None:
        """Add what stands in a field at the end of a list."""
        for section in self.sections.values():
            section.add_field.keep()

    # Acts

    @Slot(str, int)
    def on_chosen(self, key: str, record_id: int) -> None:
        """Take the choice away from the other list and hand it on."""
        self.current = record_id
        for other, section in self.sections.items():
            if other != key:
                section.list.set_current(None)
        self.chosen.emit(record_id)

    def _add(self, key: str, text: str) -> int | None:
        added = self.bridge.add(self.new_record(key, text), initiator=self)
        if not added:
            self.sections[key].add_field.give_back(text)
        elif added.value is not None:
            self.sections[key].list.set_current(added.value)
            self.on_chosen(key, added.value)
        return added.value

    @Slot(str, str)
    def on_added(self, key: str, text: str) -> None:
        """Add a record at the end; the field is ready for the next one."""
        self._add(key, text)

    @Slot(str, str)
    def on_added_and_on(self, key: str, text: str) -> None:
        """Add a record and go to its details."""
        record_id = self._add(key, text)
        if record_id is not None:
            self.opened.emit(record_id)

    @Slot(str, int)
    def on_edge_passed(self, key: str, step: int) -> None:
        """Go on to the list beside."""
        keys = list(self.sections)
        place = keys.index(key) + step
        if 0 <= place < len(keys):
            self.sections[keys[place]].enter(step)

    @Slot(int, int)
    def on_place_wanted(self, record_id: int, other: int) -> None:
        """Put a record where another one is."""
        row = self.row_of(other)
        if row is not None:
            self.bridge.move(self.cls, record_id, row.record.position, initiator=self)

    @Slot(str, int, int)
    def on_place_past(self, key: str, record_id: int, step: int) -> None:
        """Put a record into the list above or below, if there is one."""
        row, beyond = self.row_of(record_id), place_beyond(self.sections, key, step)
        if row is not None and beyond is not None:
            self.put(row, *beyond)

    @Slot(str, int, int)
    def on_dropped(self, key: str, record_id: int, before: int) -> None:
        """Put a record where it fell."""
        row = self.row_of(record_id)
        if row is not None:
            self.put(row, key, before)

    def put(self, row: Stored[Any], key: str, before: int) -> None:
        """Put a record into a list, before another one or at the end."""
        there = {
            other.id: other.record.position for other in self.rows if self.section_of(other.record) == key
        }
        place = place_before(there, row.id, before)
        if row.id in there:
            self.bridge.move(self.cls, row.id, place, initiator=self)
        else:
            values = {**self.values_for(key), "position": place}
            self.bridge.change(self.cls, row.id, initiator=self, **values)

    @Slot(int)
    def remove(self, record_id: int) -> None:
        """Move a record to the trash."""
        self.bridge.remove(self.cls, record_id, initiator=self, done=_(self.removed))

    @Slot(int, QPoint)
    def on_menu_wanted(self, record_id: int, where: QPoint) -> None:
        """Offer what can be done with a record."""
        row = self.row_of(record_id)
        if row is None:
            return
        self._menu_for = record_id
        siblings = self._siblings(row)
        place = siblings.index(record_id)
        entries = (
            Entry("open", _("Open"), "edit", "Return"),
            LINE,
            Entry("up", _("Move up"), "up", "Alt+Up", place > 0),
            Entry("down", _("Move down"), "down", "Alt+Down", place < len(siblings) - 1),
            *self.menu_entries(row),
            LINE,
            Entry("remove", _("Remove"), "trash", "Del"),
        )
        open_menu(self, entries, self.on_menu_chosen, where)

    def _siblings(self, row: Stored[Any]) -> list[int]:
        key = self.section_of(row.record)
        return [other.id for other in self.rows if self.section_of(other.record) == key]

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        row = self.row_of(self._menu_for)
        key, _space, more = str(action.data()).partition(" ")
        if row is None:
            return
        if key == "open":
            self.opened.emit(row.id)
        elif key == "remove":
            self.remove(row.id)
        elif key == "to":
            self.put(row, more, 0)
        else:
            siblings = self._siblings(row)
            self.on_place_wanted(row.id, siblings[siblings.index(row.id) + (1 if key == "down" else -1)])
