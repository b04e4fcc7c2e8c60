"""The Metrics page on a small shop: a share with a launch, something rare, a survey, one without numbers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock, periods
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.person import Person
from cxdesk.entities.shop import Shop
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace
from tests.ui.page_kit import Room, forget_words, take_back, wait_until
from ui.metrics.desk import PANELS
from ui.pages.metrics_page import PAGE

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MONDAY = periods.start_of("week", clock.today())
SEEN = 100
BEFORE = (61, 63, 62, 61, 64, 62, 60, 63, 61, 62, 64, 61)
SINCE = (69, 70, 68, 70, 69, 71, 70, 69, 71, 70)


def week(count: int) -> date:
    """Return the Monday so many weeks ago."""
    return MONDAY - timedelta(days=7 * count)


def type_weeks(tx: Transaction, part: int, values: tuple[int, ...]) -> None:
    """Enter a number for the weeks that are over, the last one last week."""
    for back, value in enumerate(reversed(values)):
        tx.add(PartValue(part=part, starts_on=week(back + 1), value=Decimal(value)))


def fill(tx: Transaction) -> None:
    """Booked of seen has a launch ten weeks ago and a target."""
    booked, seen = tx.add(MetricPart(name="Booked")), tx.add(MetricPart(name="Seen"))
    rare, stars = tx.add(MetricPart(name="Grumbles")), tx.add(MetricPart(name="Answers 4 and 5"))
    given = tx.add(MetricPart(name="Answers"))
    type_weeks(tx, booked, BEFORE + SINCE)
    type_weeks(tx, seen, (SEEN,) * len(BEFORE + SINCE))
    type_weeks(tx, rare, (1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0))
    type_weeks(tx, stars, (3,))
    type_weeks(tx, given, (4,))
    left = tx.add(Metric(name="Left with a date", formula="share", first=booked, second=seen, key=True))
    tx.add(Metric(name="Complaints", formula="total", first=rare, direction="down"))
    tx.add(Metric(name="Happy", formula="share", first=stars, second=given, survey=True))
    tx.add(Metric(name="Nothing yet", formula="total", first=tx.add(MetricPart(name="Referred"))))
    tx.add(Metric(name="Long gone", formula="total", active=False))
    tx.add(MetricTarget(metric=left, value=Decimal(75), from_on=week(30), reason="Half of them do"))
    tx.add(ChartNote(happened_on=week(len(SINCE)), sort="launch", metric=left, text="A card for each"))
    for name in ("Lea Brandt", "Omar Haddad"):
        tx.add(Person(name=name))


@cache
def _shop() -> bytes:
    with TemporaryDirectory() as folder:
        ws = Workspace.create(Path(folder) / "w.cxdesk", Shop(name="Willow", language="en-GB"), who="Maya")
        ws.run("fill", fill)
        ws.close()
        forget_words()
        return ws.path.read_bytes()


class MetricsRoom(Room):
    """The page with its keys, and what is in the file."""

    def __init__(self, bot: QtBot, path: Path, *, empty: bool = False, **more: Any) -> None:
        super().__init__(bot, PAGE)
        if empty:
            Workspace.create(path, Shop(name="Empty")).close()
        else:
            path.write_bytes(_shop())
        self.ws = self.open(path, **more)
        self.show()
        self.rest()

    @property
    def desk(self) -> Any:
        return self.page.desk

    @property
    def chart(self) -> Any:
        return self.page.desk.chart

    @property
    def list(self) -> Any:
        return self.page.desk.list.list

    def rest(self) -> None:
        """Wait until every look is computed and drawn."""
        wait_until(self._at_rest)

    def _at_rest(self) -> bool:
        QApplication.processEvents()
        return self.page.looks.idle and not self.bridge.tasks.busy

    def metric(self, name: str) -> int:
        return self.ws.rows(Metric, name=name)[0].id

    def record(self, name: str) -> Any:
        return self.ws.rows(Metric, name=name)[0].record

    def part(self, name: str) -> int:
        return self.ws.rows(MetricPart, name=name)[0].id

    def names(self) -> list[str]:
        return [row.text for row in self.list.rows.rows]

    def spoken(self, name: str) -> str:
        return next(str(row.spoken) for row in self.list.rows.rows if row.text == name)

    def choose(self, name: str) -> None:
        """Go to a metric in the list with the arrows."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        here, wanted = self.list.currentIndex().row(), self.names().index(name)
        for _step in range(abs(wanted - here)):
            self.key(KEY.Key_Down if wanted > here else KEY.Key_Up)
        self.rest()

    def menu(self, button: Any, words: str) -> None:
        """Choose an entry of a button's menu, as it stands when the menu opens."""
        menu = button.menu()
        menu.aboutToShow.emit()
        action = next(one for one in menu.actions() if one.text() == words)
        assert action.isEnabled()
        action.trigger()
        self.rest()

    def press(self, *keys: Any) -> None:
        for key in keys:
            if isinstance(key, tuple):
                self.key(*key)
            else:
                self.key(key)
        self.rest()

    def undo(self) -> None:
        self.bridge.undo()
        self.rest()

    def begin_again(self) -> None:
        """Leave file and page as the next test would find them in a room of its own."""
        desk = self.desk
        self.rest()
        self.page.panels.begun = False
        desk.close_panel()
        for name in PANELS:
            if desk.has(name):
                panel = desk.__dict__.pop(name)
                desk.below.removeWidget(panel)
                panel.hide()
                panel.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        chart = desk.chart
        if "table" in chart.__dict__ and chart.stack.currentWidget() is chart.table:
            chart.on_table()
        chart.days_between = chart.last_year = False
        chart._lasts.clear()
        changed = self.ws.undo_label is not None
        self._going_back = True  # the page is shown as a whole below
        take_back(self.bridge)
        self._going_back = False
        self.bridge.settings.views.clear()
        desk.list.retired.setChecked(False)
        self.page.chosen = self.page.key
        if changed:
            self.page.refresh(None)
            self.page.chosen = self.page.key
        self.page.show_all()
        self.rest()
        for told in (self.notices, self.problems, self.pages, self.records):
            told.clear()
