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

    @property
    def panel(self) -> Any:
        return self.view.panel

    def id_of(self, name: str) -> int:
        return next(row.id for row in self.ws.rows(Customer) if row.record.name.startswith(name))

    def defect(self, text: str) -> int:
        return next(row.id for row in self.ws.rows(Standard) if row.record.text == text)

    def incident(self, happened: str, ago: int = 0, **more: Any) -> int:
        """Add an incident and show the list as it is then."""
        facts = {"happened": happened, "happened_on": clock.today() - timedelta(days=ago), "at": time(9)}
        made = self.ws.add(Incident(**(facts | more)))
        QApplication.processEvents()
        self.page.refresh(None)
        return made

    def logged(self, happened: str = "Brassy", **more: Any) -> int:
        """Log an incident with its protocol and show it."""
        from cxdesk.services.recovery import incidents
        from cxdesk.services.recovery.incidents import Told

        told = Told(happened, **({"defect": self.defect(BRASSY)} | more))
        made = self.ws.run("log", lambda tx: incidents.log(tx, told))
        QApplication.processEvents()
        self.page.refresh(None)
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
