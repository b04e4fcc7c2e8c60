"""Who was not here for long: kept or erased, one by one. Nothing goes by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from cxdesk.entities.customer import Customer
from cxdesk.formats import date_text
from cxdesk.i18n import _, ngettext
from cxdesk.services.customers.retention import Due, Longest
from ui.bridge import Bridge
from ui.customers import acts
from ui.customers.found_card import MOST_SHOWN, FoundCard
from ui.customers.looking import look_through_people
from ui.customers.privacy import Privacy
from ui.standards.menus import LINE, Entry
from ui.standards.rows import Row
from ui.tasks import Job
from ui.widgets import FlowLayout, LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.wrapped import WrappedLabel

KEEP, ERASE, OPEN = "keep", "erase", "open"
_KEYS = {Qt.Key.Key_K: KEEP, Qt.Key.Key_E: ERASE}


class DecideCard(FoundCard):
    """The page's face for those who are to be decided on."""

    opened = Signal(int)
    """A customer whose card is wanted."""

    def __init__(self, bridge: Bridge, privacy: Privacy, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._privacy = privacy
        self.found: list[Due] = []
        self.count = 0
        """How many there are; `found` are the first of them."""
        self.words = WrappedLabel(parent=self, size="body")
        self.body.addWidget(self.words)
        holder = QWidget(self)
        buttons = FlowLayout(holder)
        self.keep_button = PrimaryButton(_("Keep for a year"), holder, icon="check")
        self.erase_button = SecondaryButton(_("Erase…"), holder)
        self.open_button = LinkButton(_("Open the card"), holder, icon="customers")
        for button, act in (
            (self.keep_button, self.keep),
            (self.erase_button, self.erase),
            (self.open_button, self.open_card),
        ):
            button.clicked.connect(act)
            buttons.addWidget(button)
        self.buttons = holder
        self.body.addWidget(self.make_area("decide", _("To decide on"), _KEYS), 1)
        self.body.addWidget(holder)
        self.list.opened.connect(self.opened)
        self.list.remove_wanted.connect(self.on_remove)

    # What the page asks for

    def title(self) -> str:
        """Return the first line of the header."""
        return _("To decide on")

    def subtitle(self) -> str:
        """Return the second line of the header."""
        if not self.looked:
            return _("Looking…")
        months = self.bridge.ws.shop.keep_months
        words = ngettext("Not here for {n} month", "Not here for {n} months", months).format(n=months)
        count = ngettext("{n} {customer}", "{n} {customers}", self.count).format(n=self.count)
        return f"{words} · {count}"

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.list, self.keep_button, self.erase_button, self.open_button]

    # What is shown

    def look(self) -> Job:
        return look_through_people(self.bridge, MOST_SHOWN, self.on_found)

    def take(self, found: Longest) -> None:
        self.count, self.found = found

    def show_found(self) -> None:
        language, ws = self.bridge.ws.shop.language, self.bridge.ws
        titles = ws.titles(Customer, [one.customer for one in self.found])
        self._keep([one for one in self.found if one.customer in titles])
        rows = [
            Row(id=one.customer, text=one.name, quiet=_when(one, language), icon="person")
            for one in self.found
        ]
        current = self.list.current_id()
        if current not in {row.id for row in rows} and rows:
            place = min(max(self.list.currentIndex().row(), 0), len(rows) - 1)
            current = rows[place].id
        self.list.show_rows(rows, current)
        self.buttons.setVisible(bool(rows))
        nobody = _(
            "Nobody is to be decided on now. {Customers} come up here when their last visit is longer ago"
            " than the time you set; without a visit it counts from the day they were written down."
        )
        self.show_around(len(rows), self.count - len(rows), nobody)
        self.words.setVisible(bool(rows))
        self.words.setText(
            _(
                "What is not needed any more should go. K keeps somebody for another year, E erases for good"
                " and asks before, Enter opens the card."
            )
        )
        for button in (self.keep_button, self.erase_button):
            button.setDisabled(ws.read_only)
        self.changed.emit()

    # What people do

    def act(self, what: str) -> None:
        {KEEP: self.keep, ERASE: self.erase, OPEN: self.open_card}[what]()

    @Slot(int)
    def on_remove(self, _customer: int) -> None:
        """Del erases, after asking."""
        self.erase()

    @Slot()
    def keep(self) -> None:
        """Keep the one who is chosen for another year."""
        customer = self.list.current_id()
        if customer is None or self.bridge.ws.read_only:
            return
        if acts.keep_for_a_year(self.bridge, customer):
            self._without(customer)

    @Slot()
    def erase(self) -> None:
        """Erase the one who is chosen for good."""
        customer = self.list.current_id()
        if customer is not None and not self.bridge.ws.read_only and self._privacy.erase(customer):
            self._without(customer)

    def _keep(self, found: list[Due]) -> None:
        self.count -= len(self.found) - len(found)
        self.found = found

    def _without(self, customer: int) -> None:
        self._keep([one for one in self.found if one.customer != customer])
        self.show_found()
        if self.found:
            self.to_list()

    @Slot()
    def open_card(self) -> None:
        """Show the card of who is chosen."""
        customer = self.list.current_id()
        if customer is not None:
            self.opened.emit(customer)

    def entries(self) -> Sequence[Entry]:
        free = not self.bridge.ws.read_only
        return (
            Entry(KEEP, _("Keep for a year"), "check", "K", free),
            Entry(ERASE, _("Erase…"), "trash", "E", free),
            LINE,
            Entry(OPEN, _("Open the card"), "customers", "Return"),
        )


def _when(one: Due, language: str) -> str:
    if one.last is not None:
        return _("Last here {day}").format(day=date_text(one.last, language))
    return _("Never here; known since {day}").format(day=date_text(one.known, language))
