"""The Customers page on a small shop: Priya with an alert, Bea, Cem who wants no notes, and José."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.person import Person
from cxdesk.entities.preference import Preference
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace
from tests.ui.page_kit import Room, drop_parts, forget_words
from ui.pages.customers_page import PAGE

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LISTED = ["Bea Klein", "Cem Aydin", "José Álvarez", "Priya Raman"]


def fill(tx: Transaction) -> None:
    """Add the people."""
    today = clock.today()
    lea = tx.add(Person(name="Lea Brandt"))
    tx.add(Person(name="Maya Ortiz"))
    priya = tx.add(Customer(name="Priya Raman", phones=("555 0142",), tags=("VIP",)))
    for sort, text, alert, days in (
        ("dislikes", "PPD hair dye", "acknowledge", 40), ("likes", "Chai, oat milk", "normal", 40),
        ("family", "Daughter Asha", "normal", 500),
    ):  # fmt: skip
        noted = today - timedelta(days=days)
        tx.add(Preference(customer=priya, sort=sort, text=text, alert=alert, person=lea, seen_on=noted))
    for days in (14, 56, 98):
        day = today - timedelta(days=days)
        tx.add(Visit(customer=priya, happens_on=day, person=lea, service="Cut", ticket=5800))
    tx.add(Customer(name="Bea Klein", first_visit=True))
    tx.add(Customer(name="Cem Aydin", do_not_store=True))
    tx.add(Customer(name="José Álvarez"))


@cache
def _shop() -> bytes:
    with TemporaryDirectory() as folder:
        shop = Shop(name="Willow", language="en-GB", currency="EUR")
        ws = Workspace.create(Path(folder) / "w.cxdesk", shop, who="Maya")
        ws.run("fill", fill)
        ws.close()
        forget_words()
        return ws.path.read_bytes()


class CustomersRoom(Room):
    """The page with its keys, and what is in the file."""

    def __init__(self, bot: QtBot, path: Path, *, empty: bool = False, **more: Any) -> None:
        super().__init__(bot, PAGE)
        if empty:
            Workspace.create(path, Shop(name="Empty")).close()
        else:
            path.write_bytes(_shop())
        self.ws = self.open(path, **more)
        self.show()

    @property
    def desk(self) -> Any:
        return self.page.desk

    def forget(self) -> None:
        page, desk = self.page, self.desk
        desk.stack.setCurrentWidget(desk.columns)
        desk.show_beside(None)
        drop_parts(desk, "slips", "coming", "pairs", "decide", "details", "details_card", "visit_form")
        page.chosen = page.read_alerts_of = None
        page.sensitive = page._picked = page._begun = page._nobody = desk.card._more = False
        for box in desk.card.boxes.values():
            box.add_field.clear()
        desk.list.show_all()
        desk.list.follow()

    def begin_again(self) -> None:
        super().begin_again()
        assert self.page.draft() is None
        assert self.listed() == LISTED

    def id_of(self, name: str) -> int:
        return next(row.id for row in self.ws.rows(Customer) if row.record.name.startswith(name))

    def go(self, name: str) -> None:
        """Show a customer with the alert read."""
        self.page.show_record("customer", self.id_of(name))
        self.page.card_acts.on_acknowledged(self.id_of(name))

    def lines(self, name: str) -> list[tuple[str, str]]:
        """Return (sort, text) of what is noted of somebody."""
        rows = self.ws.rows(Preference, customer=self.id_of(name))
        return [(row.record.sort, row.record.text) for row in rows if not row.record.off]

    def listed(self) -> list[str]:
        model = self.desk.list.model
        return [model.customer_at(row).record.name for row in range(model.rowCount())]

    def press(self, *keys: str | Qt.Key) -> int:
        """Press keys and type texts; return how many keys that were."""
        count = 0
        for one in keys:
            if isinstance(one, str):
                self.type(one)
                count += len(one)
            else:
                self.key(one)
                count += 1
            QApplication.processEvents()
        return count
