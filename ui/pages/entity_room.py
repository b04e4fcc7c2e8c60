"""List and form of one record kind; `entity_page` declares them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QWidget,
)

from cxdesk.events import Event
from cxdesk.formats import number_text
from cxdesk.i18n import _, ngettext
from cxdesk.schema.entity import EntitySpec
from cxdesk.text import capital, one_line
from ui import theme
from ui.bridge import Bridge
from ui.header_action import make_action
from ui.models.entity_table_model import EntityTableModel
from ui.pages.base import Page
from ui.pages.entity_list import EntityList
from ui.widgets import Card, PlainLabel
from ui.window_state import keep

if TYPE_CHECKING:
    from cxdesk.store.transaction import Transaction
    from ui.forms.entity_form import EntityForm
    from ui.forms.list_pdf import ListPdf

FOLLOW_MS = 100
SHORT = 500
"""A list of more rows opens in its search, with none chosen: the form would take as long as the list."""


class EntityPage(Page):
    """List and form of one kind."""

    undo_in_header = True

    def __init__(self, bridge: Bridge, kind: EntitySpec, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.kind = kind
        self._others = frozenset(field.to for field in kind.links) | {"shop"}
        self.model = EntityTableModel(bridge.ws, kind, self)
        self._form: EntityForm | None = None
        self.add_action = make_action(capital(_(kind.one)), self.on_add, self, icon="add", primary=True)
        self.print_action = make_action(_("Save list as PDF…"), self.on_print, self, icon="pdf")
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.px(14))
        # Each part is made in its place: put there later, all that is in it would be styled anew.
        self.list = EntityList(bridge, kind, self.model, self.splitter)
        self.search, self.filters, self.table = self.list.search, self.list.filters, self.list.table
        self._make_form_side()
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)
        # The rows follow each key at once; the form follows when the fingers rest.
        self.follower = QTimer(self)
        self.follower.setSingleShot(True)
        self.follower.setInterval(FOLLOW_MS)
        self._connect()
        self.splitter.setSizes([theme.px(700), theme.px(340)])
        keep(self.splitter, f"splitter.{kind.table}", bridge.settings)

    # Making

    @property
    def form(self) -> EntityForm:
        """The form of the chosen record. Made when the first one is chosen: the list comes up sooner."""
        if self._form is None:
            from ui.forms.entity_form import EntityForm

            self._form = EntityForm(self.bridge, self.kind, self.side)
            self._form.added.connect(self.on_added)
            self._form.remove_wanted.connect(self.on_remove_shown)
            self.side.body.insertWidget(0, self._form, 1)
        return self._form

    @cached_property
    def pdf(self) -> ListPdf:
        """Saves the list."""
        from ui.forms.list_pdf import ListPdf

        return ListPdf(self.bridge, self.kind, self)

    def _make_form_side(self) -> None:
        self.side = Card(self.splitter, margin=0)
        self.side.setMinimumWidth(theme.px(290))
        room = theme.px(16)
        self.side.body.setContentsMargins(room, theme.px(12), theme.px(6), theme.px(8))
        self.hint = PlainLabel(_("Choose one in the list."), self.side, tone="secondary")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.side.body.addWidget(self.hint, 1)

    def _connect(self) -> None:
        self.follower.timeout.connect(self.follow)
        self.bridge.workspace_closed.connect(self.model.clear)
        self.search.textChanged.connect(self.on_search)
        self.search.down_pressed.connect(self.on_down)
        self.search.returnPressed.connect(self.on_down)
        self.filters.changed.connect(self.on_filter)
        self.list.add_wanted.connect(self.on_add)
        self.list.all_wanted.connect(self.on_show_all)
        self.table.current_changed.connect(self.on_current)
        self.table.entered.connect(self.on_entered)
        self.table.remove_wanted.connect(self.on_remove)
        self.table.move_wanted.connect(self.on_move)
        self.table.menu_wanted.connect(self.on_menu_wanted)
        self.model.counted.connect(self.on_counted)
        remove = QShortcut(QKeySequence("Ctrl+D"), self)
        remove.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        remove.activated.connect(self.on_remove)
        find = QShortcut(QKeySequence("Ctrl+F"), self)  # from header and sidebar too
        find.activated.connect(self.on_find)

    # The window asks

    def subtitle(self) -> str:
        language = self.bridge.ws.shop.language
        total, rows = self.model.total, self.model.rowCount()
        if self.model.cut:
            return _("The {count} best matches; type more to narrow them.").format(count=rows)
        if self.model.searching or self.model.equals:
            return _("{count} of {all}").format(
                count=number_text(rows, language), all=number_text(total, language)
            )
        return _("{count} in all").format(count=number_text(total, language))

    def header_actions(self) -> list[QAction]:
        self.add_action.setEnabled(not self.bridge.ws.read_only)
        self.print_action.setEnabled(self.model.rowCount() > 0)
        return [self.print_action, self.add_action]

    def wants(self, event: Event) -> bool:
        return self.kind.table in event.tables or bool(self._others & event.tables)

    def refresh(self, event: Event | None) -> None:
        shown = self._chosen_id()
        if event is None:
            self.model.reload()
        else:
            self.model.on_event(event)
        adding = self._form is not None and self._form.adding
        if event is None and shown is None and not adding and self.model.rowCount() <= SHORT:
            shown = self.model.id_at(0)
        self._choose(shown)

    def show_record(self, kind: str, record_id: int) -> None:
        if kind != self.kind.table:
            return
        if self.model.row_of(record_id) < 0:
            self.on_show_all()
        self._choose(record_id)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def shown_record(self) -> tuple[str, int] | None:
        shown = self._chosen_id()
        return (self.kind.table, shown) if shown is not None else None

    def add_record(self) -> bool:
        if self.bridge.ws.read_only:
            return False
        preset = {name: value for name, value in self.model.equals.items() if value is not None}
        self.table.clearSelection()
        self.form.new_record(**preset)
        self._show_side()
        self.form.focus_first()
        return True

    def memory(self) -> object:
        narrowed = self.model.searching or bool(self.model.equals)
        return None if narrowed else self._chosen_id() or 0

    def recall(self, memory: object) -> None:
        self.model.reload()
        if isinstance(memory, int) and self.model.row_of(memory) >= 0:
            self._choose(memory)

    def draft(self) -> object:
        begun = self._form.draft() if self._form is not None else None
        return (self._chosen_id(), begun) if begun is not None else None

    def show_draft(self, draft: object) -> None:
        if isinstance(draft, tuple):
            shown, begun = draft
            self.form.show_draft(begun)
            if shown is not None:
                self.form.show_record(shown)

    def flush(self) -> None:
        if self._form is not None:
            self._form.flush()

    def close_opened(self) -> bool:
        if self._form is not None and self._form.close_history():
            self.form.focus_first()
            return True
        focus = QApplication.focusWidget()
        if self._form is not None and focus is not None and self._form.isAncestorOf(focus):
            self.form.flush()
            if self.form.adding and not self.form.has_unkept():
                self._choose(self.model.id_at(max(0, self.table.currentIndex().row())))
            self._to_list()
            return True
        if focus is self.search:
            self._to_list()
            return True
        return False

    def first_focus(self) -> QWidget | None:
        if self.model.rowCount() > SHORT and self.kind.searched:
            return self.search
        return self.table if self.model.rowCount() else self.list.first_button

    def sizeHint(self) -> QSize:
        return QSize(theme.px(1040), theme.px(620))

    # What people do

    @Slot(str)
    def on_search(self, text: str) -> None:
        """List what fits what is typed, at every key."""
        if text == self.model.text:
            return
        self.model.search(text)
        self.follower.start()

    @Slot()
    def follow(self) -> None:
        """Show the record that is chosen now, after the rows were painted."""
        self.follower.stop()
        if self.bridge.workspace is None:
            return
        shown = self._chosen_id()
        self._choose(shown if self.model.row_of(shown) >= 0 else self.model.id_at(0))

    @Slot()
    def on_filter(self) -> None:
        """List what fits the filter."""
        self.model.filter(self.filters.equals)
        self._choose(self.model.id_at(0))

    @Slot()
    def on_show_all(self) -> None:
        """Take search and filter away."""
        self.list.show_all()

    @Slot()
    def on_down(self) -> None:
        """Go from the search to what it found."""
        self.follow()
        self._to_list()

    @Slot()
    def on_find(self) -> None:
        """Go to the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot()
    def on_add(self) -> None:
        """Begin a new record."""
        self.add_record()

    @Slot()
    def on_print(self) -> None:
        """Save what is listed, in the order and with the columns that are seen."""
        self.flush()
        self.pdf.save(self.list.seen_columns(), self.model.ids())

    @Slot(int)
    def on_added(self, record_id: int) -> None:
        """Show the new record in the list."""
        if self.model.row_of(record_id) < 0:
            self.model.reload()
        if self.model.row_of(record_id) < 0:
            self.on_show_all()
        self._choose(record_id)

    @Slot(QModelIndex)
    def on_current(self, index: QModelIndex) -> None:
        """Show the record of the row."""
        record_id = self.model.id_at(index.row()) if index.isValid() else None
        if record_id is not None:
            self.form.show_record(record_id)
            self._show_side()

    @Slot()
    def on_entered(self) -> None:
        """Go into the form."""
        if self._chosen_id() is not None:
            self.form.focus_first()

    @Slot()
    def on_remove(self) -> None:
        """Move what is chosen to the trash."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        ids = [found for row in rows if (found := self.model.id_at(row)) is not None]
        if not ids and (shown := self._chosen_id()) is not None:
            ids = [shown]
        if ids and not self.bridge.ws.read_only:
            self._remove(ids)

    @Slot(int)
    def on_remove_shown(self, record_id: int) -> None:
        """Move the record of the form to the trash."""
        self._remove([record_id])

    def _remove(self, ids: list[int]) -> None:
        self.flush()
        row = max(0, self.model.row_of(ids[0]))
        titles = self.bridge.ws.titles(self.kind.cls, ids[:1])
        if len(ids) == 1:
            done = _("“{title}” is in the trash.").format(title=one_line(titles.get(ids[0], ""), 60))
        else:
            done = ngettext("{n} is in the trash.", "{n} are in the trash.", len(ids))

        def act(tx: Transaction) -> None:
            for record_id in ids:
                if tx.find(self.kind.cls, record_id) is not None:  # not gone with another one
                    tx.remove(self.kind.cls, record_id)

        label = _("remove {kind}").format(kind=_(self.kind.one if len(ids) == 1 else self.kind.label))
        self.bridge.act(label, act, done=done)
        for record_id in ids:
            if self.bridge.ws.find(self.kind.cls, record_id) is None:
                self.form.forget(record_id)
        if self.model.row_of(ids[0]) >= 0:
            self.model.reload()
        self._choose(self.model.id_at(min(row, self.model.rowCount() - 1)))

    @Slot(int)
    def on_move(self, step: int) -> None:
        """Move the record up or down among its siblings, while the list stands in that order."""
        plain = not (self.model.order or self.model.searching)
        shown = self._chosen_id()
        if not self.kind.position or not plain or shown is None or self.bridge.ws.read_only:
            return
        place = getattr(self.bridge.ws.get(self.kind.cls, shown).record, self.kind.position)
        self.bridge.move(self.kind.cls, shown, max(1, place + step))

    @Slot(QPoint)
    def on_menu_wanted(self, where: QPoint) -> None:
        """Offer what can be done with what is chosen."""
        from ui.standards.menus import LINE, Entry, open_menu

        free = not self.bridge.ws.read_only
        moves = bool(self.kind.position) and free and not (self.model.order or self.model.searching)
        entries = (
            Entry("open", _("Open"), "edit", "Return"),
            Entry("up", _("Move up"), "up", "Alt+Up", moves),
            Entry("down", _("Move down"), "down", "Alt+Down", moves),
            LINE,
            Entry("remove", _("Move to the trash"), "trash", "Del", free),
        )
        shown = [entry for entry in entries if self.kind.position or entry.key not in {"up", "down"}]
        open_menu(self.table, shown, self.on_menu_chosen, where)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        if action.data() == "open":
            self.on_entered()
        elif action.data() == "remove":
            self.on_remove()
        else:
            self.on_move(-1 if action.data() == "up" else 1)

    @Slot()
    def on_counted(self) -> None:
        """Show what fits the number of rows."""
        self.list.show_fitting()
        self.header_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.close_opened():
            return
        super().keyPressEvent(event)

    # Inside

    def _chosen_id(self) -> int | None:
        return None if self._form is None or self._form.adding else self._form.record_id

    def _choose(self, record_id: int | None) -> None:
        """Choose a record in the list and show it; without one the form is empty."""
        if record_id is None and (self._form is None or self._form.adding):
            self._show_side()
            return
        row = self.model.row_of(record_id)
        if row >= 0:
            self.table.go_to_row(row)
            self.form.show_record(record_id)
        elif not self.form.adding:
            found = record_id is not None and self.bridge.ws.find(self.kind.cls, record_id) is not None
            self.form.show_record(record_id if found else self.model.id_at(0))
        self._show_side()

    def _show_side(self) -> None:
        something = self._form is not None and (self._form.adding or self._form.record_id is not None)
        if self._form is not None:
            self._form.setVisible(something)
        self.hint.setVisible(not something)
        self.side.setVisible(something or self.model.rowCount() > 0)

    def _to_list(self) -> None:
        target = self.table if self.model.rowCount() else self.search
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid():
            self.table.go_to_row(0)
