"""The Actions page: the list at the left, the chosen one at the right; `actions_page` declares it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.events import Event
from cxdesk.i18n import _
from cxdesk.services.recovery import actions
from cxdesk.text import one_line
from ui.action_register.action_form import ActionForm
from ui.action_register.list_card import ActionsCard, tally_text
from ui.bridge import Bridge
from ui.forms.base import FormDraft
from ui.header_action import make_action
from ui.pages.base import Page
from ui.widgets import Card, EmptyState, PrimaryButton
from ui.widgets.list_beside_form import ListBesideForm

_LIST = 380


class ActionsPage(Page):
    """Says what is shown; the list and the form read and write it."""

    undo_in_header = True
    tables: ClassVar[frozenset[str] | None] = frozenset(
        {"action", "person", "metric", "shop", "incident", "five_whys", "standard", "standard_version",
         "sign_off", "print_record", "chart_note", "recovery_protocol", "negative_cue"}
    )  # fmt: skip

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.chosen: int | None = None
        self._words: object = None
        self.add_action = make_action(_("Action"), self.on_add, self, icon="add", primary=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.room = self._make_room()

    # Making

    def _make_room(self) -> QWidget:
        """Make the cards; again when words or lengths are different."""
        room = QWidget(self)
        self._words = self.made_with()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(room)
        self.stack = QStackedLayout(room)
        self.both = ListBesideForm(self.stops, self, list_width=_LIST, grows=True)
        self.list_card = ActionsCard(self.bridge, self.both)
        self.both.put_list(self.list_card)
        self._make_form()
        self.stack.addWidget(self.both)
        self.stack.addWidget(self._make_none())
        card = self.list_card
        card.chosen.connect(self.on_chosen)
        card.opened.connect(self.on_opened)
        card.done_wanted.connect(self.on_done)
        card.remove_wanted.connect(self.on_remove)
        card.filtered.connect(self.on_filtered)
        return room

    def _make_form(self) -> None:
        self.both.back.clicked.connect(self.on_back)
        self.form = ActionForm(self.bridge, self.both.form_card)
        self.form.added.connect(self.on_added)
        self.form.remove_wanted.connect(self.on_remove)
        self.form.done_pressed.connect(self.on_done_in_form)
        self.both.form_card.body.addWidget(self.form)

    def _make_none(self) -> Card:
        self.none = Card(self)
        self.first_button = PrimaryButton(_("Add {kind}").format(kind=_("action")), icon="add")
        self.first_button.clicked.connect(self.on_add)
        self.none.body.addWidget(
            EmptyState(
                "check",
                _("What people promised to do, from whatever it came: who, by when, and whether it worked."),
                [self.first_button],
                title=_("Actions"),
                example=_(
                    "For example: turn the desk towards the door. Lea, by Friday; shows in the ratings."
                ),
            )
        )
        return self.none

    def _make_anew(self) -> None:
        old = self.room
        self.form.flush()
        begun = self.draft()
        self.room = self._make_room()
        old.hide()
        old.deleteLater()
        self.show_draft(begun)

    # What the window asks for

    def subtitle(self) -> str:
        rows = self.bridge.ws.rows(Action)
        return tally_text(rows) if rows else ""

    def header_actions(self) -> list[QAction]:
        self.add_action.setEnabled(not self.bridge.ws.read_only)
        return [self.add_action]

    def refresh(self, event: Event | None) -> None:
        if self._words != self.made_with():
            self._make_anew()
        self.show_all()
        self.header_changed.emit()

    def show_all(self) -> None:
        """Show what is chosen, as it is now."""
        there = self.bridge.ws.count(Action) > 0 or self.form.adding
        self.stack.setCurrentWidget(self.both if there else self.none)
        shown = self.list_card.show_all(self.chosen)
        if self.bridge.ws.find(Action, self.chosen) is None and not self.form.adding:
            self.chosen = shown[0] if shown else None
            self.list_card.list.set_current(self.chosen)
        if not self.form.adding:
            self.form.show_record(self.chosen)
        self.both.fit(adding=self.form.adding)

    def show_record(self, kind: str, record_id: int) -> None:
        if self.bridge.ws.find(Action, record_id) is None:
            return
        self.form.flush()
        self.chosen, self.both.form_wanted = record_id, True
        self.form.show_record(record_id)
        self.show_all()
        if record_id not in [row.id for row in self.list_card.list.rows.rows]:
            self.list_card.show_whole()
            self.show_all()
        self.list_card.list.reveal()
        (self.list_card.list if not self.list_card.isHidden() else self.both.back).setFocus()

    def spot(self) -> object:
        return ("action", self.chosen) if self.chosen is not None else None

    def show_place(self, name: str) -> None:
        self.list_card.which.setCurrentIndex(0)
        self.list_card.who.setCurrentIndex(0)
        self.both.form_wanted = False
        self.show_all()
        self.list_card.list.choose_place(0)
        self.list_card.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_record(self) -> bool:
        if self.bridge.ws.read_only:
            return False
        self.form.flush()
        self.stack.setCurrentWidget(self.both)
        self.form.new_record()
        self.both.fit(adding=self.form.adding)
        return True

    def memory(self) -> object:
        return (self.chosen,)

    def recall(self, memory: object) -> None:
        if isinstance(memory, tuple):
            (self.chosen,) = memory

    def draft(self) -> object:
        return self.form.draft()

    def show_draft(self, draft: object) -> None:
        if isinstance(draft, FormDraft):
            self.form.show_draft(draft)

    def flush(self) -> None:
        if self.bridge.workspace is not None:
            self.form.flush()

    def close_opened(self) -> bool:
        form = self.form
        if form.close_opened():
            return True
        if form.adding:
            form.show_record(self.chosen)
            self.show_all()
        elif not self.both.form_has_focus():
            return False
        self.on_back()
        return True

    def first_focus(self) -> QWidget | None:
        if self.stack.currentWidget() is self.none:
            return self.first_button
        return self.list_card.list if not self.list_card.isHidden() else self.both.back

    def stops(self) -> list[QWidget]:
        """Return what Tab can stop at, in the order of reading."""
        return [*self.list_card.stops(), self.both.back, *self.form.stops()]

    # What is done

    @Slot(int)
    def on_chosen(self, action: int) -> None:
        """Show another one."""
        if action != self.chosen or self.form.adding:
            self.form.flush()
            self.chosen = action
            self.form.show_record(action)

    @Slot(int)
    def on_opened(self, action: int) -> None:
        """Go into its fields."""
        self.on_chosen(action)
        self.both.form_wanted = True
        self.both.fit(adding=self.form.adding)
        self.form.focus_first()

    @Slot()
    def on_back(self) -> None:
        """Go back to the list."""
        self.form.flush()
        self.both.form_wanted = False
        self.both.fit(adding=self.form.adding)
        wanted = self.first_focus()
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_filtered(self) -> None:
        """Show the others; the chosen one stays if it is among them."""
        self.form.flush()
        shown = self.list_card.show_all(self.chosen)
        if self.chosen not in shown:
            self.chosen = shown[0] if shown else None
        self.show_all()

    @Slot()
    def on_add(self) -> None:
        """Begin another one."""
        self.add_record()

    @Slot(int)
    def on_added(self, action: int) -> None:
        """Show the new one; the keyboard stays in its fields."""
        self.chosen = action
        self.show_all()

    @Slot(int)
    def on_done(self, action: int) -> None:
        """Say that it is done today, and go on to the next one."""
        row = self.bridge.ws.find(Action, action)
        if row is None or self.bridge.ws.read_only or row.record.done_on is not None:
            return
        ids = [one.id for one in self.list_card.list.rows.rows]
        after = ids[ids.index(action) + 1 :] if action in ids else []
        if self._done(action):
            still = [one.id for one in self.list_card.list.rows.rows]
            wanted = next((one for one in after if one in still), still[0] if still else None)
            self.chosen = wanted
            self.show_all()

    @Slot(int)
    def on_done_in_form(self, action: int) -> None:
        """Say that it is done today; the day can be changed in its field."""
        self._done(action)
        self.show_all()

    def _done(self, action: int) -> bool:
        name = one_line(self.bridge.ws.get(Action, action).record.what, 60)
        done = self.bridge.act(
            _("action is done"),
            lambda tx: actions.done(tx, action, clock.today()),
            initiator=self,
            done=_("Done today: “{name}”.").format(name=name),
        )
        return bool(done)

    @Slot(int)
    def on_remove(self, action: int) -> None:
        """Move it to the trash."""
        self.bridge.remove(Action, action, initiator=self, done=_("The action is in the trash."))
        self.form.forget(action)
        self.show_all()
