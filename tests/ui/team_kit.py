"""The Team page on a small shop: two stages, five standards, four people here and one who left."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.person import Person
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.services import sign_offs, standards
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace
from tests.ui.page_kit import Room, close_all_opened, drop_parts, forget_words
from ui.pages.team_page import PAGE

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LAST_WEEK = clock.today() - timedelta(days=7)


def fill(tx: Transaction) -> None:
    """Arrive has three standards for everybody, Leave has two of which one is for the desk alone."""
    desk = tx.add(Role(name="Front desk"))
    arrive, leave = tx.add(Stage(name="Arrive")), tx.add(Stage(name="Leave"))
    for text in ("Smile", "Say the name", "Offer tea"):
        tx.add(Standard(stage=arrive, text=text))
    tx.add(Standard(stage=leave, text="Walk to the door"))
    tx.add(Standard(stage=leave, text="Close the till", roles=(desk,), non_negotiable=True))
    tx.add(Person(name="Lea Brandt", role=desk, trainer=True, champion=True))
    tx.add(Person(name="Omar Haddad"))
    tx.add(Person(name="Sam Tan", joined_on=LAST_WEEK))
    gone = tx.add(Person(name="Zoe Gone", left_on=LAST_WEEK))
    smile = tx.rows(Standard, text="Smile")[0].id
    sign_offs.record(tx, gone, [smile], shown_on=date(2026, 1, 5))


@cache
def _shop() -> bytes:
    with TemporaryDirectory() as folder:
        ws = Workspace.create(Path(folder) / "w.cxdesk", Shop(name="Willow", language="en-GB"), who="Maya")
        ws.run("fill", fill)
        ws.close()
        forget_words()
        return ws.path.read_bytes()


class TeamRoom(Room):
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

    @property
    def entry(self) -> Any:
        return self.page.desk.entry

    @property
    def grid(self) -> Any:
        return self.page.desk.entry.grid

    def person(self, name: str) -> int:
        return next(row.id for row in self.ws.rows(Person) if row.record.name.startswith(name))

    def standard(self, text: str) -> int:
        return self.ws.rows(Standard, text=text)[0].id

    def sign(self, name: str, *texts: str, seen: bool = False) -> None:
        days = {"seen_on" if seen else "shown_on": LAST_WEEK}
        ids = [self.standard(text) for text in texts]
        self.bridge.act("sign", lambda tx: sign_offs.record(tx, self.person(name), ids, **days))

    def new_version(self, text: str) -> None:
        standard = self.standard(text)
        self.bridge.act("version", lambda tx: standards.new_version(tx, standard, "clearer"))

    def signed(self) -> set[tuple[str, str, str]]:
        """Return (first name, item, state) of everything that is signed for in the file."""
        return {
            (
                self.ws.get(Person, row.record.person).record.name.split()[0],
                row.record.item,
                "seen" if row.record.seen_on else "shown",
            )
            for row in self.ws.rows(SignOff)
            if row.record.person != self.person("Zoe")
        }

    def forget(self) -> None:
        page, desk = self.page, self.desk
        page.flush()
        close_all_opened(page)
        page.chosen = page.sign_off = None
        desk.details = False
        desk.people.leavers.setChecked(False)
        form = desk.__dict__.get("sign_off_form")
        card = form.parentWidget() if form is not None else None
        drop_parts(desk, "entry", "matrix", "sign_off_form")
        if card is not None:
            desk.right.removeWidget(card)
            card.deleteLater()

    def cell(self) -> tuple[str, str]:
        """Return the standard and the person where the keyboard is in the grid."""
        index = self.grid.currentIndex()
        grid = self.grid.grid
        return grid.rows[index.row()].text, grid.columns[index.column()].text

    def press(self, *keys: Any) -> None:
        for key in keys:
            if isinstance(key, tuple):
                self.key(*key)
            else:
                self.key(key)
