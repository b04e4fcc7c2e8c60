"""What people do on the card of the customer who is chosen: the alert, lines, visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from cxdesk.entities.customer import Customer
from ui.customers import acts

if TYPE_CHECKING:
    from ui.customers.card_panel import CardPanel
    from ui.customers.desk import DeskDraft
    from ui.pages.customers_room import CustomersPage


class CardActs(QObject):
    """Keeps what is done there; the page says who is chosen."""

    def __init__(self, page: CustomersPage) -> None:
        super().__init__(page)
        self._page, self._bridge = page, page.bridge

    def listen_to(self, card: CardPanel) -> None:
        """Do what the card asks for."""
        card.visit_wanted.connect(self.on_log)
        card.details_wanted.connect(self._page.on_details)
        card.side_wanted.connect(self._page.on_side)
        card.print_wanted.connect(self._page.on_print)
        card.acknowledged.connect(self.on_acknowledged)
        card.sensitive_wanted.connect(self.on_sensitive)
        card.left.connect(self.on_left)
        card.line_added.connect(self.on_line_added)
        card.line_renamed.connect(self.on_line_renamed)
        card.line_act.connect(self.on_line_act)
        card.visit_opened.connect(self.on_visit_opened)
        card.visit_gone.connect(self.on_visit_gone)

    @Slot(int)
    def on_acknowledged(self, customer: int) -> None:
        """The alert was read: show the card."""
        self._page.read_alerts_of = customer
        self._page.show_card()
        self._page.desk.card.enter()

    @Slot()
    def on_left(self) -> None:
        """Back to the list."""
        self._page.desk.list.to_list()

    @Slot()
    def on_sensitive(self) -> None:
        """Open or close the sensitive notes of this customer."""
        self._page.sensitive = not self._page.sensitive
        self._page.show_card()

    @Slot(str, str)
    def on_line_added(self, sort: str, text: str) -> None:
        """Keep a new line."""
        if self._page.chosen is None or self._bridge.ws.read_only:
            return
        if not acts.add_line(self._bridge, self._page.chosen, sort, text):
            self._page.desk.card.boxes[sort].add_field.give_back(text)

    @Slot(int, str)
    def on_line_renamed(self, line: int, text: str) -> None:
        """Keep a line in other words."""
        acts.change_line(self._bridge, line, text)

    @Slot(int, str)
    def on_line_act(self, line: int, what: str) -> None:
        """Confirm a line, end it, or give it another alert."""
        if what == "acknowledge":
            self._page.read_alerts_of = self._page.chosen  # whoever makes the alert has read it
        acts.on_line(self._bridge, line, what)

    @Slot()
    def on_log(self) -> None:
        """Log a visit."""
        if self._page.shown is not None and self._page.desk.face is None and not self._bridge.ws.read_only:
            if self._page.desk.card.covered:
                self._page.desk.card.enter()
                return
            self._page.desk.show_beside(self._page.desk.visit_form)
            self._page.desk.visit_form.log(self._page.shown)

    @Slot()
    def on_plan(self) -> None:
        """Plan the next visit."""
        if self._page.shown is not None and not self._bridge.ws.read_only:
            self._page.desk.show_beside(self._page.desk.visit_form)
            self._page.desk.visit_form.plan(self._page.shown, self._page.shown.next)

    @Slot(int)
    def on_visit_opened(self, visit: int) -> None:
        """Show a visit that was."""
        shown = self._page.shown
        found = next((row for row in shown.visits if row.id == visit), None) if shown else None
        if shown is not None and found is not None and not self._bridge.ws.read_only:
            self._page.desk.show_beside(self._page.desk.visit_form)
            self._page.desk.visit_form.log(shown, found)

    @Slot(int)
    def on_visit_gone(self, visit: int) -> None:
        """Move a visit to the trash."""
        acts.remove_visit(self._bridge, visit)

    def take_up(self, begun: DeskDraft) -> None:
        """Show again what was half typed before the page was made anew."""
        desk, ws = self._page.desk, self._bridge.ws
        if begun.details is not None:
            desk.details.show_draft(begun.details)
            if begun.beside:
                desk.show_beside(desk.details_card)
        visit = begun.visit
        if visit is not None and ws.find(Customer, visit.customer) is not None:
            self._page.chosen = visit.customer
            self._page.show_card()
            if self._page.shown is not None:
                desk.show_beside(desk.visit_form)
                desk.visit_form.show_draft(visit, self._page.shown)
        if begun.face:
            self._page.faces.open(begun.face)
        if begun.slips is not None:
            desk.slips.show_draft(begun.slips)

    @Slot()
    def on_missed(self) -> None:
        """The one who was expected today did not come."""
        if self._page.shown is not None and self._page.shown.next is not None:
            acts.missed(self._bridge, self._page.shown.next.id)

    @Slot()
    def on_followed_up(self) -> None:
        """Somebody new was asked to come again."""
        if self._page.chosen is not None:
            acts.followed_up(self._bridge, self._page.chosen)
