"""The page of negative cues: those still there first, gone with one key, and what comes back on paper."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.i18n import N_, _, ngettext
from cxdesk.services import walk_rounds
from cxdesk.store.query import FILLED
from cxdesk.text import one_line
from ui import theme
from ui.header_action import make_action
from ui.pages.sheet_room import SheetPage
from ui.widgets import ChoiceBox

if TYPE_CHECKING:
    from cxdesk.events import Event
    from cxdesk.schema.entity import EntitySpec
    from ui.bridge import Bridge
    from ui.cues.form import NegativeCueForm
    from ui.cues.walk_card import WalkCard
    from ui.forms.picture_editors import ImageEditor

ALL, STILL_THERE, GONE = "all", "open", "gone"
WHICH = ((ALL, N_("All, still there first")), (STILL_THERE, N_("Still there")), (GONE, N_("Gone")))
_NARROWED: Mapping[str, Mapping[str, Any]] = {
    STILL_THERE: {"done_on": None},
    GONE: {"done_on": FILLED},
}


class NegativeCuePage(SheetPage):
    """List and form; its other face is for keying in a walk-round sheet."""

    sheets = (("walk-round-sheet", N_("Walk-round sheet"), "print"),)

    def __init__(self, bridge: Bridge, kind: EntitySpec, parent: QWidget | None = None) -> None:
        super().__init__(bridge, kind, parent)
        self.entering = False
        self.setAcceptDrops(True)
        self.which = ChoiceBox(self, name=_("Which of them"))
        for key, words in WHICH:
            self.which.addItem(_(words), key)
        self.which.activated.connect(self.on_filter)
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(8))
        row.addWidget(self.which)
        row.addStretch(1)
        self.list_card().body.insertLayout(1, row)
        QWidget.setTabOrder(self.list_button, self.which)
        QWidget.setTabOrder(self.which, self.table)
        self.enter_action = make_action(_("Enter a sheet"), self.on_enter, self, icon="edit", keys="Ctrl+E")
        self.enter_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.enter_action)
        self.done_action = make_action(_("Done"), self.on_entry_closed, self, icon="check", primary=True)
        for keys, slot in (("Space", self.on_gone_here), (QKeySequence.StandardKey.Paste, self.on_paste)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        if self.table.horizontalHeader().sortIndicatorSection() < 0:
            column = list(kind.fields).index("done_on")
            self.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)

    # Parts

    @property
    def form(self) -> NegativeCueForm:
        """The form of the chosen one."""
        from ui.cues.form import NegativeCueForm

        if not isinstance(self._form, NegativeCueForm):
            made = NegativeCueForm(self.bridge, self.side)
            made.added.connect(self.on_added)
            made.remove_wanted.connect(self.on_remove_shown)
            made.gone_wanted.connect(self.on_gone_shown)
            self.side.body.insertWidget(0, made, 1)
            self._form = made
        return self._form

    @cached_property
    def entry(self) -> WalkCard:
        """Where a sheet is keyed in."""
        from ui.cues.walk_card import WalkCard

        made = WalkCard(self.bridge, self)
        made.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(made)
        return made

    @property
    def photo(self) -> ImageEditor | None:
        """The editor of the photo, while there is one of whom to take it."""
        from ui.forms.picture_editors import ImageEditor

        form = self._form
        shown = form is not None and (form.adding or form.record_id is not None)
        editor = form.rows["photo"].editor if form is not None and shown else None
        usable = isinstance(editor, ImageEditor) and not self.bridge.ws.read_only and not self.entering
        return editor if usable and isinstance(editor, ImageEditor) else None

    # What the window asks

    def title(self) -> str:
        return _("Enter a walk-round sheet") if self.entering else super().title()

    def subtitle(self) -> str:
        if self.entering:
            return _("What comes back on paper. Every key is kept at once; Ctrl+Z takes one back.")
        if self.model.searching or self.model.equals or not self.model.total:
            return super().subtitle()
        ws = self.bridge.ws
        left = ws.count(NegativeCue, done_on=None)
        words = ngettext("{n} still there", "{n} still there", left)
        return " · ".join((words, ngettext("{n} gone", "{n} gone", self.model.total - left)))

    def header_actions(self) -> list[QAction]:
        *sheets, add = super().header_actions()
        self.enter_action.setEnabled(not self.bridge.ws.read_only and not self.entering)
        return [self.done_action] if self.entering else [*sheets, self.enter_action, add]

    def sheet_options(self, _sheet: str) -> Mapping[str, str]:
        return {"cues": "all" if self.which.currentData() == GONE else "open"}

    def draft(self) -> object:
        sheet = self.entry.draft() if self.entering else None
        begun = super().draft()
        return (sheet, begun) if sheet is not None or begun is not None else None

    def show_draft(self, draft: object) -> None:
        if isinstance(draft, tuple):
            sheet, begun = draft
            super().show_draft(begun)
            if sheet is not None:
                self.on_enter()
                self.entry.show_draft(sheet)

    def refresh(self, event: Event | None) -> None:
        super().refresh(event)
        if self.entering:
            self.entry.reload()

    def show_record(self, kind: str, record_id: int) -> None:
        if self.entering:
            self.on_entry_closed()
        super().show_record(kind, record_id)

    def add_record(self) -> bool:
        if self.bridge.ws.read_only:
            return False
        if self.entering:
            self.entry.to_found()
            return True
        self.table.clearSelection()
        preset = {name: value for name, value in self.filters.equals.items() if value is not None}
        self.form.new_record(found_on=clock.today(), **preset)
        self._show_side()
        self.form.focus_first()
        return True

    def flush(self) -> None:
        super().flush()
        if self.entering:
            self.entry.flush()

    def close_opened(self) -> bool:
        if self.entering:
            self.on_entry_closed()
            return True
        return super().close_opened()

    def first_focus(self) -> QWidget | None:
        return self.entry.number if self.entering else super().first_focus()

    # Which are listed

    @Slot()
    def on_filter(self) -> None:
        """List what fits the filter."""
        narrowed = _NARROWED.get(self.which.currentData(), {})
        self.model.filter({**self.filters.equals, **narrowed})
        self._choose(self.model.id_at(0))

    @Slot()
    def on_show_all(self) -> None:
        """Take search and filter away."""
        self.which.setCurrentIndex(0)
        super().on_show_all()
        self.on_filter()

    @Slot()
    def on_counted(self) -> None:
        """Show what fits the number of rows."""
        if "which" in self.__dict__:  # a remembered order counts while the page is being made
            self.which.setVisible(self.model.total > 0)
        super().on_counted()

    # Gone

    @Slot()
    def on_gone_here(self) -> None:
        """Say that what is chosen in the list is gone, and go to the next; where it is, that it is not."""
        chosen = self.table.selectionModel().selectedRows() or [self.table.currentIndex()]
        rows = sorted(index.row() for index in chosen if index.isValid())
        ids = [found for row in rows if (found := self.model.id_at(row)) is not None]
        if ids and self._gone(ids):
            self._choose(self.model.id_at(min(rows[0], self.model.rowCount() - 1)))

    @Slot()
    def on_gone_shown(self) -> None:
        """Say of the one in the form that it is gone, or still there after all."""
        shown = self._chosen_id()
        if shown is not None:
            self.flush()
            self._gone([shown])

    def _gone(self, ids: list[int]) -> bool:
        ws = self.bridge.ws
        if ws.read_only:
            return False
        still = any(ws.get(NegativeCue, cue).record.done_on is None for cue in ids)
        day = clock.today() if still else None
        name = one_line(ws.get(NegativeCue, ids[0]).record.shows, 60)
        if len(ids) > 1:
            name = ngettext("{n} negative cue", "{n} negative cues", len(ids))
        words = _("“{name}” is gone since today.") if still else _("“{name}” is still there.")
        label = _("gone: {name}") if still else _("still there: {name}")
        told = self.bridge.act(
            label.format(name=name), lambda tx: walk_rounds.gone(tx, ids, day), done=words.format(name=name)
        )
        return bool(told)

    # The photo

    @Slot()
    def on_paste(self) -> None:
        """Take the picture from the clipboard as the photo of the chosen one."""
        if (photo := self.photo) is not None:
            photo.on_paste()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if (photo := self.photo) is not None and photo.could_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (photo := self.photo) is not None and photo.take_mime(event.mimeData()):
            event.acceptProposedAction()

    # Paper

    @Slot()
    def on_enter(self) -> None:
        """Key in a sheet that came back."""
        if self.entering or self.bridge.ws.read_only:
            return
        self.flush()
        self.entering = True
        self.splitter.hide()
        self.entry.show()
        self.entry.open()
        self.header_changed.emit()

    @Slot()
    def on_entry_closed(self) -> None:
        """Go back to the list."""
        self.entry.flush()
        self.entering = False
        self.entry.hide()
        self.splitter.show()
        self.refresh(None)
        self.header_changed.emit()
        wanted = self.first_focus()
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
