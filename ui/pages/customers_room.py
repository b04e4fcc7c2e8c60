"""The Customers page: search, the card with its alert first, visits; `customers_page` declares it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.visit import Visit
from cxdesk.events import Event
from cxdesk.formats import number_text
from cxdesk.i18n import _, ngettext
from cxdesk.services.customers import cards
from cxdesk.services.customers.cards import Card
from ui import theme
from ui.bridge import Bridge
from ui.customers import acts
from ui.customers.card_acts import CardActs
from ui.customers.coming import ComingCard
from ui.customers.desk import CustomersDesk
from ui.customers.faces import Faces
from ui.customers.privacy import Privacy
from ui.focus_names import Spot, give_back, spot_of
from ui.header_action import make_action
from ui.pages.base import Page
from ui.widgets.in_order import reveal

CARD_SHEET, DAY_SHEET, PAD_SHEET = "preference-card", "todays-list", "preference-pad"
SHORT = 500
"""A list of more rows opens in its search, with nobody chosen."""


class CustomersPage(Page):
    """Says what is shown where; cards and forms read and write it."""

    undo_in_header = True

    tables: ClassVar[frozenset[str] | None] = frozenset(
        {"customer", "preference", "visit", "person", "cue", "secret_system", "incident", "yes_step", "shop"}
    )

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._chosen: int | None = None
        self._nobody = False
        self._picked = False
        """Whether somebody chose who is shown: else it is only the first of the list."""
        self.read_alerts_of: int | None = None
        self.sensitive = False
        self.shown: Card | None = None
        self.privacy = Privacy(bridge, self)
        self.faces = Faces(self)
        self.card_acts = CardActs(self)
        self._words: object = None
        self._begun = False
        keys = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self.import_action = make_action(_("Import…"), self.on_import, self, icon="import")
        self.visit_action = make_action(_("Log {visit}"), self.card_acts.on_log, self, keys="Ctrl+J")
        self.find_action = make_action(_("Search"), self.on_find, self, keys="Ctrl+F")
        self.add_action = make_action(_("{Customer}"), self.on_add, self, icon="add", primary=True)
        self.visit_action.setShortcutContext(keys)
        for action in (self.visit_action, self.find_action):
            self.addAction(action)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.desk = self._make_desk()
        theme.current().changed.connect(self.on_theme_changed)

    @property
    def chosen(self) -> int | None:
        """Whose card is shown; None while a search finds nobody: nothing is done to the wrong one then."""
        return None if self.desk.list.nobody else self._chosen

    @chosen.setter
    def chosen(self, customer: int | None) -> None:
        self._chosen = customer

    # Making

    def _make_desk(self) -> CustomersDesk:
        """Make the cards; again when words or lengths are different."""
        made = CustomersDesk(self.bridge, self)
        self._words = self.made_with()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(made)
        made.add_wanted.connect(self.on_add)
        made.import_wanted.connect(self.on_import)
        made.opened.connect(self.on_guest_opened)
        made.print_wanted.connect(self.on_print_day)
        made.face_changed.connect(self.header_changed)
        made.list.chosen.connect(self.on_chosen)
        made.list.entered.connect(self.enter)
        made.list.table.clicked.connect(self.on_clicked)
        made.list.remove_wanted.connect(self.remove)
        made.list.visit_wanted.connect(self.card_acts.on_log)
        made.list.counted.connect(self.on_counted)
        self.card_acts.listen_to(made.card)
        made.added.connect(self.on_added)
        made.remove_wanted.connect(self.remove)
        made.beside_left.connect(self.on_beside_left)
        made.side.back_wanted.connect(self.on_beside_left)
        made.side.plan_wanted.connect(self.card_acts.on_plan)
        made.side.missed_wanted.connect(self.card_acts.on_missed)
        made.side.followed_up.connect(self.card_acts.on_followed_up)
        made.side.copy_wanted.connect(self.on_copy)
        made.side.erase_wanted.connect(self.on_erase)
        return made

    def _make_anew(self) -> Spot | None:
        """Make the cards again, with what is typed; return where the focus was."""
        old, spot = self.desk, spot_of(self)
        old.flush()
        begun = self.draft()
        self.desk = self._make_desk()
        old.hide()
        old.deleteLater()
        self.desk.show()  # the layout would do that later: a part of it could not have the focus yet
        self.desk.list.search_again(old.list.search.text())
        self.show_draft(begun)
        if old.face is not None and self.desk.face is None:
            self.faces.open(old.face_name())
        return spot

    # What the window asks for

    def title(self) -> str:
        return super().title() if self.desk.face is None else self.desk.face.title()

    def subtitle(self) -> str:
        face, model = self.desk.face, self.desk.list.model
        if face is not None:
            return face.subtitle()
        rows = model.rowCount()
        if model.cut:
            return _("The {count} best matches; type more to narrow them.").format(count=rows)
        count = number_text(rows, self.bridge.ws.shop.language)
        if model.searching:
            return ngettext("{n} found", "{n} found", rows).format(n=count)
        return ngettext("{n} {customer}", "{n} {customers}", rows).format(n=count) if rows else ""

    def header_actions(self) -> list[QAction]:
        free = not self.bridge.ws.read_only
        for action in (self.add_action, self.import_action, self.faces.slips_action):
            action.setEnabled(free)
        self.visit_action.setEnabled(free and self.chosen is not None)
        if self.desk.face is not None:
            return [self.faces.done_action]
        return [self.faces.more_action, self.import_action, self.faces.coming_action, self.add_action]

    def refresh(self, event: Event | None) -> None:
        spot = None
        if self._words != self.made_with():
            spot = self._make_anew()
            event = None
        self.desk.list.refresh(event)
        face = self.desk.face
        if face is not None:
            face.reload()
            self.header_changed.emit()
        else:
            self.show_all()
        give_back(self, spot)

    def show_record(self, kind: str, record_id: int) -> None:
        ws, customer = self.bridge.ws, record_id
        if kind == "preference":
            line = ws.find(Preference, record_id)
            customer = (line.record.customer or 0) if line is not None else 0
        elif kind == "visit":
            visit = ws.find(Visit, record_id)
            customer = (visit.record.customer or 0) if visit is not None else 0
        if ws.find(Customer, customer) is None:
            return
        self.flush()
        self.desk.show_beside(None)
        if self.desk.list.model.row_of(customer) < 0:
            self.desk.list.show_all()
        self._choose(customer)
        self.desk.list.to_list()

    def add_record(self) -> bool:
        if self.bridge.ws.read_only:
            return False
        self.flush()
        desk = self.desk
        desk.stack.setCurrentWidget(desk.columns)
        desk.details.new_record(first_visit=True)
        desk.show_beside(desk.details_card)
        desk.details.focus_first()
        self._begun = True
        self.header_changed.emit()
        return True

    def spot(self) -> object:
        return self.desk.face_name(), self.chosen

    def return_to(self, spot: object) -> None:
        if not isinstance(spot, tuple) or spot == self.spot():
            return
        face, customer = spot
        if not face:
            self.faces.close()
        if customer is not None:
            self.show_record("customer", customer)
        if face:
            self.faces.open(face)

    def print_sheet(self) -> tuple[str, Mapping[str, str]] | None:
        face = self.desk.face
        if isinstance(face, ComingCard):
            return DAY_SHEET, {"date": face.day.isoformat()}
        if face is not None or self.chosen is None:
            return PAD_SHEET, {}
        return CARD_SHEET, {"customer": str(self.chosen)}

    def memory(self) -> object:
        desk = self.desk
        lookup = desk.face is not None and desk.face_name() != "slips"
        if lookup or desk.has_line() or desk.list.model.searching:
            return None
        return self.chosen, self.read_alerts_of, self._picked

    def recall(self, memory: object) -> None:
        if isinstance(memory, tuple):
            self.chosen, self.read_alerts_of, self._picked = memory

    def draft(self) -> object:
        begun = self.desk.draft()
        return (self.chosen, begun) if begun is not None else None

    def show_draft(self, draft: object) -> None:
        if isinstance(draft, tuple):
            self.chosen, begun = draft
            self.card_acts.take_up(begun)
            self._begun = self.desk.adding

    def flush(self) -> None:
        if self.bridge.workspace is not None:
            self.desk.flush()

    def close_opened(self) -> bool:
        desk = self.desk
        focus = QApplication.focusWidget()
        if desk.face is not None:
            self.faces.close()
        elif desk.has("details") and desk.details.close_history():
            desk.details.focus_first()
        elif desk.adding:
            desk.details.flush()
            if desk.details.adding:
                desk.details.show_record(self.chosen)
                self._begun = False
            self.on_beside_left()
        elif desk.beside is not None and not desk.list.nobody:
            self.on_beside_left()
        elif focus is not None and (desk.card.isAncestorOf(focus) or desk.right.isAncestorOf(focus)):
            self.flush()
            desk.list.to_list()
        else:
            return False
        return True

    def first_focus(self) -> QWidget | None:
        desk = self.desk
        if desk.face is not None:
            return desk.face.stops()[0]
        return desk.first_button if desk.empty else desk.list.search

    def show_place(self, name: str) -> None:
        if name == "erase":
            self._to_erasing()
        elif name == "import":
            self.on_import()
        elif name == "import-visits":
            self._import("visits")
        else:
            self.faces.open(name)

    def _to_erasing(self) -> None:
        """Go to the button that erases who was chosen; it asks first. With nobody chosen, to the search."""
        if self.desk.face is not None:
            self.faces.close()
        if self.desk.empty:
            return
        if self.chosen is None or not self._picked:
            self.desk.show_beside(None)
            self.on_find()
            words = _(
                "Choose first who is to be erased: type a name, then Enter. “Erase…” is beside the card."
            )
            self.bridge.notice.emit(words, "")
            return
        self.on_side()
        button = self.desk.side.erase_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(button)

    # What is shown

    def show_all(self) -> None:
        """Show who is chosen, as it is now."""
        desk, model = self.desk, self.desk.list.model
        if desk.adding:
            return
        if self._begun:  # kept by now: any other choice would hide the field that is typed in
            self._begun = False
            self.chosen = desk.details.record_id or self._chosen
        if self.bridge.ws.find(Customer, self._chosen) is None:
            self.chosen = model.id_at(0) if 0 < model.rowCount() <= SHORT else None
            self._picked = False
        desk.show_front(anybody=self.chosen is not None or model.total > 0 or model.searching)
        desk.list.choose(self.chosen)
        self.show_card()
        self.header_changed.emit()

    def show_card(self) -> None:
        desk, today = self.desk, clock.today()
        self.shown = None
        if self.chosen is not None:
            self.shown = cards.card(self.bridge.ws, self.chosen, today, sensitive=self.sensitive)
            read = self.read_alerts_of == self.chosen
            desk.card.show_card(self.shown, today, read=read, sensitive=self.sensitive)
            desk.side.show_card(self.shown, today)
            if desk.is_beside("details"):
                desk.details.show_record(self.chosen)
        else:
            desk.card.show_nobody()
        desk.side.body.parentWidget().setVisible(self.chosen is not None)  # type: ignore[union-attr]

    def _choose(self, customer: int) -> None:
        if customer != self.chosen:
            self.sensitive, self.read_alerts_of = False, None
            if self.desk.is_beside("visit_form"):
                self.desk.show_beside(None)
        self.chosen, self._picked = customer, True
        self.show_all()

    # The list

    @Slot(int)
    def on_chosen(self, customer: int) -> None:
        """Show a customer."""
        self.desk.flush_details()
        self._choose(customer)

    @Slot()
    def on_counted(self) -> None:
        """Take the card away while nobody is found, and show one again when somebody is."""
        nobody = self.desk.list.nobody
        if nobody != self._nobody:
            self._nobody = nobody
            if not nobody:
                self.desk.list.follow()
            if self.desk.face is None:
                self.show_all()
        self.header_changed.emit()

    @Slot()
    def enter(self) -> None:
        """Go into the card: to the alert first."""
        if self.chosen is not None:
            self._picked = True
            self.desk.show_beside(None)
            self.desk.card.enter()

    @Slot()
    def on_clicked(self) -> None:
        """Take a click on who is shown already for a choice."""
        self._picked = True

    @Slot()
    def on_find(self) -> None:
        """Go to the search."""
        if self.desk.face is None and not self.desk.empty:
            self.desk.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.desk.list.search.selectAll()

    @Slot()
    def on_add(self) -> None:
        """Begin a new one."""
        self.add_record()

    @Slot(int)
    def on_added(self, customer: int) -> None:
        """Show the new one; the fields stay open."""
        self._begun = False
        self.desk.list.show_all()
        self._choose(customer)
        self.desk.show_beside(self.desk.details_card)

    @Slot(int)
    def remove(self, customer: int) -> None:
        """Move one to the trash; the next one is shown."""
        if self.bridge.ws.read_only:
            return
        self.flush()
        row = self.desk.list.model.row_of(customer)
        acts.remove_customer(self.bridge, customer)
        if self.desk.has("details"):
            self.desk.details.forget(customer)
        self.desk.show_beside(None)
        model = self.desk.list.model
        following = model.id_at(min(max(row, 0), model.rowCount() - 1)) if model.rowCount() else None
        if following is not None and self.chosen == customer:
            self._choose(following)
            self._picked = False
        self.show_all()

    # Visits and details

    @Slot()
    def on_details(self) -> None:
        """Show the fields."""
        if self.chosen is not None:
            self.desk.show_beside(self.desk.details_card)
            self.desk.details.show_record(self.chosen)
            self.desk.details.focus_first()

    @Slot()
    def on_side(self) -> None:
        """Show what stands beside the card, where there is no room for both."""
        self.desk.show_beside(self.desk.side)
        self.desk.side.focus_first()

    @Slot()
    def on_beside_left(self) -> None:
        """Show the card again."""
        self.desk.flush_details()
        self.desk.show_beside(None)
        self.show_all()
        if not self.desk.empty:
            self.desk.list.to_list()

    # Privacy, paper, files

    @Slot()
    def on_copy(self) -> None:
        """Give a copy of all that is kept of somebody."""
        if self.chosen is not None:
            self.flush()
            self.privacy.give_copy(self.chosen)

    @Slot()
    def on_erase(self) -> None:
        """Erase somebody for good."""
        if self.chosen is not None and not self.bridge.ws.read_only:
            self.flush()
            self.privacy.erase(self.chosen)

    @Slot()
    def on_import(self) -> None:
        """Take customers from another program in."""
        self._import("customers")

    def _import(self, kind: str) -> None:
        from ui.imports.import_dialog import open_import

        self.flush()
        open_import(self.bridge, self, kind)

    @Slot()
    def on_print(self) -> None:
        """Show the card in the print centre."""
        sheet = self.print_sheet()
        if sheet is not None:
            self.flush()
            self.bridge.print_sheet(*sheet)

    @Slot(object)
    def on_print_day(self, day: date) -> None:
        """Show the list of a day in the print centre."""
        self.bridge.print_sheet(DAY_SHEET, {"date": day.isoformat()})

    @Slot(int)
    def on_guest_opened(self, customer: int) -> None:
        """Show the card of somebody who comes."""
        self.desk.stack.setCurrentWidget(self.desk.columns)
        self.show_record("customer", customer)
        self.enter()

    @Slot()
    def on_theme_changed(self) -> None:
        """Make everything anew where lengths are different."""
        if self.bridge.workspace is not None and self.isVisible() and self._words != self.made_with():
            self.refresh(None)
