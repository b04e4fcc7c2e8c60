"""A shop with numbers to enter: eight a day, two a week, one a month."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.shop import Shop
from cxdesk.services.metrics import entry
from cxdesk.services.open_days import open_days
from cxdesk.settings import Settings
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace
from tests.ui.page_kit import forget_words, put_away
from ui.bridge import Bridge
from ui.numbers.number_grid import NumberGrid
from ui.numbers.yesterday_card import YesterdayCard

TODAY = date(2026, 11, 21)
"""A Saturday."""
DAILY = ("Visits", "Booked again", "New faces", "Referrals", "Bills", "Calls", "Answers", "Sales")


def fill(tx: Transaction, first: date | None = None, last: date | None = None) -> None:
    """Add what is typed, and numbers of all open days from the first to the last."""
    ids = [tx.add(MetricPart(name=name, cadence="day", unit="money" if name == "Sales" else "count"))
           for name in DAILY]  # fmt: skip
    for name in ("Reviews", "Hours of training"):
        tx.add(MetricPart(name=name, cadence="week", unit="minutes" if "Hours" in name else "count"))
    tx.add(MetricPart(name="Rent", cadence="month", unit="money"))
    tx.add(Metric(name="Booked again", formula="share", first=ids[1], second=ids[0], cadence="week"))
    day, days = first or TODAY, open_days(tx)
    while first is not None and last is not None and day <= last:
        for place, part in enumerate(ids):
            if days.holds(day):
                tx.add(PartValue(part=part, starts_on=day, value=Decimal(30 - place)))
        day += timedelta(days=1)


@cache
def _shop(language: str, first: date | None, last: date | None) -> bytes:
    with TemporaryDirectory() as folder:
        ws = Workspace.create(Path(folder) / "w.cxdesk", Shop(name="Willow", language=language), who="Maya")
        ws.run("fill", lambda tx: fill(tx, first, last))
        ws.close()
        forget_words()
        return ws.path.read_bytes()


@contextmanager
def opened(
    path: Path, language: str = "en-GB", first: date | None = None, last: date | None = None
) -> Iterator[Bridge]:
    """Give a bridge with such a shop open."""
    path.write_bytes(_shop(language, first, last))
    bridge = Bridge(Settings(your_name="Maya"))
    assert bridge.open_path(path)
    yield bridge
    put_away(bridge)
    forget_words()


def part(ws: Workspace, name: str) -> int:
    """Return the id of a number to enter, its name with or without the sign of money."""
    name = name.removesuffix(" €")
    return next(row.id for row in ws.rows(MetricPart) if row.record.name == name)


def value(ws: Workspace, name: str, start: date) -> Decimal | None:
    """Return what stands in the file for a number."""
    return entry.cell(ws, part(ws, name), start).value


class Desk:
    """One widget in a window of its own, and keys where the keyboard is."""

    def __init__(self, bot: QtBot, bridge: Bridge, widget: NumberGrid | YesterdayCard) -> None:
        self.bridge, self.widget = bridge, widget
        self.window = QWidget()
        bot.addWidget(self.window)
        QVBoxLayout(self.window).addWidget(widget)
        self.window.resize(760, 520)
        with bot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        widget.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.problems: list[str] = []
        bridge.problem.connect(self.on_problem)
        bridge.changed.connect(widget.refresh)

    def on_problem(self, sentence: str, _role: str) -> None:
        self.problems.append(sentence)

    @property
    def ws(self) -> Workspace:
        return self.bridge.ws

    def key(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key, held)

    def type(self, text: str) -> None:
        """Type signs."""
        for sign in text:
            QTest.keyClick(QApplication.focusWidget(), sign)

    def enter(self, *texts: str) -> None:
        """Type texts with Enter after each."""
        for text in texts:
            self.type(text)
            self.key(Qt.Key.Key_Return)


class GridDesk(Desk):
    """The grid in a window."""

    widget: NumberGrid

    @property
    def at(self) -> tuple[str, date]:
        """The chosen cell."""
        index = self.widget.table.currentIndex()
        model = self.widget.table.numbers
        return model.lines[index.row()].name, model.periods[index.column()].start

    def go(self, name: str, start: date) -> None:
        """Choose a cell."""
        index = self.widget.table.numbers.place_of((part(self.ws, name), start))
        assert index.isValid()
        self.widget.table.go_to(index.row(), index.column())

    def spoken(self, name: str, start: date) -> str:
        """Return what is read out for a cell."""
        model = self.widget.table.numbers
        return str(
            model.data(model.place_of((part(self.ws, name), start)), Qt.ItemDataRole.AccessibleTextRole)
        )

    def said(self) -> str:
        """Return what stands under the grid."""
        return self.widget.words.text()
