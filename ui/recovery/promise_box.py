"""The promises of an incident: Space says that one was kept, L lets it go and asks why."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.promise import Promise
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.services.recovery import promises
from ui import theme
from ui.bridge import Bridge
from ui.customers.keyed_list import KeyedList
from ui.recovery import acts
from ui.recovery.wording import promise_row
from ui.standards.inline_ask import InlineAsk
from ui.standards.menus import LINE, Entry, open_menu
from ui.standards.row_delegates import StandardDelegate
from ui.standards.rows import RowModel
from ui.widgets import LinkButton, SectionHeading
from ui.widgets.wrapped import WrappedLabel

_KEYS = {Qt.Key.Key_Space: "kept", Qt.Key.Key_L: "let_go"}


class PromiseList(QWidget):
    """A list of promises with what can be done to each."""

    opened = Signal(int)
    edge_passed = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._menu_for = self._asked_for = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.list = KeyedList(RowModel("promises"), _("Promises"), _KEYS, self)
        StandardDelegate(self.list)
        self.ask = InlineAsk(_("Why is it let go?"), _("Let it go"), self)
        self.ask.add_box("why", _("Why, and what they were told"), lines=1)
        column.addWidget(self.list)
        column.addWidget(self.ask)
        self.list.act_wanted.connect(self.act)
        self.list.opened.connect(self.opened)
        self.list.remove_wanted.connect(self.on_remove)
        self.list.menu_wanted.connect(self.on_menu_wanted)
        self.list.edge_passed.connect(self.edge_passed)
        self.ask.answered.connect(self.on_answered)
        self.ask.closed.connect(self.to_list)

    def show_promises(self, rows: list[Stored[Promise]]) -> None:
        """Show these."""
        ws = self.bridge.ws
        now, today, language = clock.now(), clock.today(), ws.shop.language
        shown = [
            promise_row(row.id, row.record, promises.to_whom(ws, row.record), now, today, language)
            for row in rows
        ]
        self.list.show_rows(shown, self.list.current_id())
        self.list.setVisible(bool(shown))

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.list, *(self.ask.stops() if self.ask.is_open() else [])]

    def draft(self) -> tuple[int, object] | None:
        """Return the promise of which is asked why it is let go, with the answer; None for none."""
        asked = self.ask.draft()
        return (self._asked_for, asked) if asked is not None else None

    def show_draft(self, draft: tuple[int, Any]) -> None:
        """Ask again what was asked in a list before this one."""
        self._asked_for, asked = draft
        self.ask.show_draft(asked)

    @Slot()
    def to_list(self) -> None:
        """Give the keyboard to the list."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int, str)
    def act(self, promise: int, what: str) -> None:
        """Keep a promise, or ask why it is let go."""
        if self.bridge.ws.read_only:
            return
        if what == "kept":
            acts.keep_promise(self.bridge, promise)
        else:
            self._asked_for = promise
            self.ask.ask(self.bridge.ws.get(Promise, promise).record.what)

    @Slot()
    def on_answered(self) -> None:
        """Let it go, or say what is missing."""
        done = acts.let_go(self.bridge, self._asked_for, self.ask.text("why"))
        if done:
            self.ask.close_ask()
        elif done.error is not None:
            self.ask.sentence.say(done.error.message)

    @Slot(int)
    def on_remove(self, promise: int) -> None:
        """Move one to the trash."""
        acts.remove_promise(self.bridge, promise)

    @Slot(int, QPoint)
    def on_menu_wanted(self, promise: int, where: QPoint) -> None:
        """Offer what can be done with a promise."""
        self._menu_for = promise
        free, record = not self.bridge.ws.read_only, self.bridge.ws.get(Promise, promise).record
        over = bool(record.kept_at) or record.let_go_on is not None
        about = record.incident is not None or record.customer is not None
        words = _("Open again") if over else _("Kept")
        entries = (
            Entry("open", _("Open what it is about"), "right", "Return", about),
            Entry("kept", words, "check", "Space", free),
            Entry("let_go", _("Let go…"), "cross", "L", free and not over),
            LINE,
            Entry("remove", _("Move to the trash"), "trash", "Del", free),
        )  # fmt: skip
        open_menu(self.list, entries, self.on_menu_chosen, where)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        if action.data() == "open":
            self.opened.emit(self._menu_for)
        elif action.data() == "remove":
            self.on_remove(self._menu_for)
        else:
            self.act(self._menu_for, str(action.data()))


class PromiseBox(QWidget):
    """The promises of one incident."""

    add_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        head = QHBoxLayout()
        self.add_button = LinkButton(_("Note a promise"), self, icon="add")
        self.add_button.clicked.connect(self.add_wanted)
        head.addWidget(SectionHeading(_("What we promised"), self), 1)
        head.addWidget(self.add_button)
        column.addLayout(head)
        self.none = WrappedLabel(_("Nothing was promised."), self)
        self.list = PromiseList(bridge, self)
        column.addWidget(self.none)
        column.addWidget(self.list)

    def show_of(self, incident: int) -> None:
        """Show the promises of an incident, those that are waited for first."""
        rows = self.bridge.ws.rows(Promise, incident=incident)
        rows.sort(key=lambda row: (bool(row.record.kept_at or row.record.let_go_on), str(row.record.due_on)))
        self.list.show_promises(rows)
        self.none.setVisible(not rows)
        self.add_button.setEnabled(not self.bridge.ws.read_only)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.add_button, *self.list.stops()]
