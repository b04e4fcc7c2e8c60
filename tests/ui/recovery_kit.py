"""The Recovery page on a small shop: two stages with defects, one protocol, a ladder, Ana, Bea and Cem."""

from __future__ import annotations

from datetime import time, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.person import Person
from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.shop import WEEKDAYS, Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.entities.yes_step import YesStep
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace
from tests.ui.page_kit import Room, forget_words
from ui.pages.recovery_page import PAGE

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
BRASSY, LATE = "Colour turned brassy", "Waited and nobody said why"


def fill(tx: Transaction) -> None:
    """Add the shop: Lea may give 40.00, Maya says yes to any amount."""
    cut, chair = tx.add(Stage(name="The cut")), tx.add(Stage(name="Arrival"))
    brassy = tx.add(Standard(stage=cut, kind="defect", text=BRASSY, severity=2))
    tx.add(Standard(stage=chair, kind="defect", text=LATE))
    stylist = tx.add(Role(name="Stylist", may_give=4000))
    tx.add(Person(name="Lea Brandt", role=stylist))
    maya = tx.add(Person(name="Maya Ortiz"))
    tx.add(YesStep(person=maya, phone="0171 22"))
    protocol = tx.add(
        RecoveryProtocol(
            name="Colour", defects=(brassy,), resolve_minutes=60, follow_up_days=1,
            words=("Show me.",), never_say=("It will wash out.",),
        )
    )  # fmt: skip
    for name in ("Listen", "Solve", "Thank"):
        tx.add(ProtocolStep(protocol=protocol, name=name))
    tx.add(MakeGood(text="Toner on us", cost=3500))
    tx.add(MakeGood(text="Full redo", cost=9500))
    tx.add(Customer(name="Ana Nowak", phones=("555 0142",)))
    tx.add(Customer(name="Bea Klein"))
    tx.add(Customer(name="Cem Aydin", do_not_store=True))


@cache
def _shop() -> bytes:
    with TemporaryDirectory() as folder:
        every = tuple(day for day, _words in WEEKDAYS)
        shop = Shop(name="Willow", language="en-GB", currency="EUR", opening_days=every)
        ws = Workspace.create(Path(folder) / "w.cxdesk", shop, who="Lea")
        ws.run("fill", fill)
        ws.close()
        forget_words()
        return ws.path.read_bytes()


def incident(happened: str, ago: int = 0, **more: Any) -> Incident:
    """Return what went wrong so many days ago."""
    facts = {"happened": happened, "happened_on": clock.today() - timedelta(days=ago), "at": time(9)}
    return Incident(**(facts | more))


def drop_views(page: Any, *, keep: str = "") -> None:
    """Let the views of the page be made anew, but for one."""
    for name in set(page._made) - {keep}:
        view = page._made.pop(name)
        page.stack.removeWidget(view)
        view.hide()
        view.deleteLater()


def _empty_cards(made: dict[str, Any]) -> None:
    """Let the faces that were shown forget what was typed in them."""
    if "log_card" in made:
        made["log_card"]._empty()
    if "promises_card" in made:
        card = made["promises_card"]
        card._begun, card.incident = {}, None
        for part in (card.waiting, card.over):
            part.ask.hide()
        card._empty()
    if "hours_card" in made:
        made["hours_card"].reload()


class RecoveryRoom(Room):
    """The page with its keys, and what is in the file. Lea types."""

    def __init__(self, bot: QtBot, path: Path, **more: Any) -> None:
        from cxdesk.settings import Settings

        super().__init__(bot, PAGE, Settings(your_name="Lea Brandt"))
        path.write_bytes(_shop())
        self.ws = self.open(path, **more)
        self.show()

    @property
    def view(self) -> Any:
        return self.page.view()

    def forget(self) -> None:
        self.page.show_view("incidents")
        drop_views(self.page, keep="incidents")
        view, panel = self.view, self.panel
        view.form.show_record(None)
        panel.promises.list.ask.hide()
        panel.close_form.leave()
        panel.close_form.show_waiting({})
        view.stack.setCurrentWidget(view.columns)
        _empty_cards(view.__dict__)
        view.columns.show_details(False)
        view.list.search.clear()
        view.list.filter.clear()
        view.list.show_chips.choose("open")
        for timer in (view.list._follower, view.list._teller):
            timer.stop()
        view.list.choose(None)

    def begin_again(self) -> None:
        super().begin_again()
        assert self.page.draft() is None

    @property
    def panel(self) -> Any:
        return self.view.panel

    def id_of(self, name: str) -> int:
        return next(row.id for row in self.ws.rows(Customer) if row.record.name.startswith(name))

    def defect(self, text: str) -> int:
        return next(row.id for row in self.ws.rows(Standard) if row.record.text == text)

    def incident(self, happened: str, ago: int = 0, **more: Any) -> int:
        """Add an incident and show the list as it is then."""
        (made,) = self.incidents(incident(happened, ago, **more))
        return made

    def incidents(self, *records: Incident) -> list[int]:
        """Add incidents in one go and show the list as it is then."""
        made = self.ws.run("log", lambda tx: [tx.add(record) for record in records])
        QApplication.processEvents()
        return made

    def logged(self, happened: str = "Brassy", **more: Any) -> int:
        """Log an incident with its protocol and show it."""
        from cxdesk.services.recovery import incidents
        from cxdesk.services.recovery.incidents import Told

        told = Told(happened, **({"defect": self.defect(BRASSY)} | more))
        made = self.ws.run("log", lambda tx: incidents.log(tx, told))
        QApplication.processEvents()
        self.page.show_record("incident", made)
        return made

    def record(self, incident: int) -> Incident:
        return self.ws.get(Incident, incident).record

    def happened(self) -> list[str]:
        return [one.row.record.happened for one in self.view.list.found.rows]

    def press(self, *keys: str | Qt.Key) -> int:
        """Press keys and type texts; return how many keys that were."""
        count = 0
        for one in keys:
            for stroke in one if isinstance(one, str) else (one,):
                (self.type if isinstance(stroke, str) else self.key)(stroke)
                count += 1
                QApplication.processEvents()
        return count
