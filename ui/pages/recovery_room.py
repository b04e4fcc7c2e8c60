"""The Recovery page: a row of views, of which one is shown; `recovery_page` declares it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from cxdesk.events import Event
from cxdesk.i18n import _
from ui import theme
from ui.bridge import Bridge
from ui.header_action import make_action
from ui.pages.base import Page
from ui.recovery.view_tabs import ViewTabs
from ui.recovery.views import VIEWS, RecoveryView


class RecoveryPage(Page):
    """Holds the views and hands on to the one that is shown what the window asks for."""

    undo_in_header = True

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._made: dict[str, RecoveryView] = {}
        self._stale: set[str] = set()
        self._words = self.made_with()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        self.tabs = ViewTabs([(view.name, _(view.title)) for view in VIEWS], self)
        self.tabs.chosen.connect(self.show_view)
        outer.addWidget(self.tabs)
        self.room = QWidget(self)
        self.stack = QStackedLayout(self.room)
        outer.addWidget(self.room, 1)
        for keys, slot in (("Ctrl+PgDown", self.on_next), ("Ctrl+PgUp", self.on_before)):
            action = make_action("", slot, self, keys=keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)

    # Views

    @property
    def name(self) -> str:
        """The name of the view that is shown."""
        return self.tabs.current

    def view(self, name: str = "") -> RecoveryView:
        """Return a view, made if need be; the one that is shown without a name."""
        name = name or self.name
        made = self._made.get(name)
        if made is None:
            spec = next(view for view in VIEWS if view.name == name)
            made = self._made[name] = spec.make(self.bridge, self.room)
            made.header_changed.connect(self.header_changed)
            self.stack.addWidget(made)
            self._stale.add(name)
        return made

    @Slot(str)
    def show_view(self, name: str) -> None:
        """Show a view, up to date."""
        if name != self.name:
            self.flush()
        view = self.view(name)
        self.tabs.choose(name)
        if name in self._stale:
            self._stale.discard(name)
            view.refresh(None)
        self.stack.setCurrentWidget(view)
        self.header_changed.emit()

    def _step(self, step: int) -> None:
        names = [view.name for view in VIEWS]
        self.show_view(names[(names.index(self.name) + step) % len(names)])
        (self.view().first_focus() or self.tabs.stop()).setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def on_next(self) -> None:
        """Show the next view."""
        self._step(1)

    @Slot()
    def on_before(self) -> None:
        """Show the view before."""
        self._step(-1)

    # What the window asks for

    def subtitle(self) -> str:
        return self.view().subtitle()

    def header_actions(self) -> list[QAction]:
        return self.view().commands

    def wants(self, event: Event) -> bool:
        return True

    def refresh(self, event: Event | None) -> None:
        if self._words != self.made_with():
            self._make_anew()
            event = None
        self._stale |= set(self._made) - {self.name}
        if event is None:
            self._stale.add(self.name)
            self.show_view(self.name)
        else:
            self.view().refresh(event)
        self.header_changed.emit()

    def _make_anew(self) -> None:
        """Make the views again: words or lengths are different."""
        self._words = self.made_with()
        for view in self._made.values():
            view.flush()
        begun = self.draft()
        for view in self._made.values():
            self.stack.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._made.clear()
        self.tabs.show_words([_(view.title) for view in VIEWS])
        self.show_draft(begun)

    def show_record(self, kind: str, record_id: int) -> None:
        name = next((view.name for view in VIEWS if kind in view.kinds), self.name)
        self.show_view(name)
        self.view().open_record(kind, record_id)

    def show_place(self, name: str) -> None:
        if any(view.name == name for view in VIEWS):
            self.show_view(name)
            (self.view().first_focus() or self.tabs.stop()).setFocus(Qt.FocusReason.TabFocusReason)
            return
        view = next((view for view in VIEWS if name in view.places), VIEWS[0])
        self.show_view(view.name)
        self.view().open_place(name)

    def add_record(self) -> bool:
        return self.view().add_record()

    def shown_record(self) -> tuple[str, int] | None:
        return self.view().shown_record()

    def spot(self) -> object:
        return self.name, self.view().shown_record()

    def return_to(self, spot: object) -> None:
        if not isinstance(spot, tuple):
            return
        name, record = spot
        self.show_view(name)
        if record is not None and record != self.view().shown_record():
            ws = self.bridge.ws
            if ws.find(ws.spec(record[0]).cls, record[1]) is not None:
                self.view().open_record(*record)

    def print_sheet(self) -> tuple[str, Mapping[str, str]] | None:
        return self.view().print_sheet()

    def memory(self) -> object:
        return self.name

    def recall(self, memory: object) -> None:
        if isinstance(memory, str):
            self.tabs.choose(memory)

    def draft(self) -> object:
        drafts = {name: view.draft() for name, view in self._made.items()}
        begun = {name: draft for name, draft in drafts.items() if draft is not None}
        return (self.name, begun) if begun else None

    def show_draft(self, draft: object) -> None:
        if isinstance(draft, tuple):
            shown, begun = draft
            for name, of_view in begun.items():
                self.view(name).show_draft(of_view)
            self.tabs.choose(shown)

    def flush(self) -> None:
        if self.bridge.workspace is not None and self.name in self._made:
            self.view().flush()

    def close_opened(self) -> bool:
        return self.view().close_opened()

    def first_focus(self) -> QWidget | None:
        return self.view().first_focus() or self.tabs.stop()
