"""What needs somebody, and how the numbers stand: read in short steps, so that the window never waits.

What is said about a metric is computed elsewhere (`ui.metrics.looks`), which the Metrics page shares.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from cxdesk import clock
from cxdesk.errors import CxDeskError

if TYPE_CHECKING:
    from pathlib import Path

    from cxdesk.events import Event
    from cxdesk.services.today.cards import Card
    from cxdesk.services.today.due import Source
    from cxdesk.services.today.lines import Line
    from ui.bridge import Bridge
    from ui.metrics.looks import Looks
    from ui.tasks import Job

NAME = "today_board"
METRICS, BACKUP = "metrics", "backup"
BY_THE_HOUR = ("incident", "promise")
"""The sources whose lines are due at a time of the day."""
# Each of them takes a while to load: one a step, before the first reading.
_LOADED_FIRST = (
    "cxdesk.services.statistics.xmr",
    "cxdesk.services.statistics.compare",
    "cxdesk.services.metrics.verdict",
    "babel.dates",
    "cxdesk.services.huddles",
    "cxdesk.services.today.due",
    "cxdesk.services.today.cards",
    "cxdesk.output.charts.data",
    "ui.metrics.looks",
)
# Loaded when all was read, as Metrics is likely to be opened next: one at a time it is not felt.
_LOADED_LAST = (
    "ui.charts.chart_view",
    "ui.metrics.chart_card",
    "ui.metrics.metric_list",
    "ui.metrics.desk",
    "ui.pages.metrics_room",
    "ui.numbers.grid_paint",
    "ui.numbers.grid_asks",
    "ui.numbers.grid_card",
    "ui.numbers.number_grid",
)
_REST = 60
_AFTER_OTHERS = 25
_DAY_CHECK = 5 * 60_000
SOON = 1_500
"""Milliseconds after the window was seen: until then it has other things to do."""

Key = str | int
"""A source of lines by its name, or a metric by its id."""


class TodayBoard(QObject):
    """Follows the open workspace. `lines` and `cards` are those of the last reading."""

    card_changed = Signal(int)
    settled = Signal()
    """All is read; nothing is out of date now."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.setObjectName(NAME)
        self._bridge = bridge
        self._to_load, self._more_to_load = list(_LOADED_FIRST), list(_LOADED_LAST)
        self._stale: dict[Key, None] = {}
        self._found: dict[Key, list[Line]] = {}
        self._aside: dict[str, Job] = {}
        self._looks: Looks | None = None
        self.cards: dict[int, Card] = {}
        self.headline: list[int] = []
        self.active: list[int] = []
        self.day = clock.today()
        self.ready = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.step)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST)
        self._later.timeout.connect(self.on_later)
        self._night = QTimer(self)
        self._night.setInterval(_DAY_CHECK)
        self._night.timeout.connect(self.on_day_check)
        bridge.changed.connect(self.on_changed)
        bridge.workspace_opened.connect(self.begin)
        bridge.workspace_closed.connect(self.forget)
        bridge.backup_made.connect(self.on_backup_made)
        if bridge.workspace is not None:
            self._mark_all()
            self._timer.start(SOON)
            self._night.start()

    @property
    def lines(self) -> list[Line]:
        """What needs somebody, in order."""
        from cxdesk.services.today.lines import in_order

        return in_order(line for lines in self._found.values() for line in lines)

    @property
    def waiting(self) -> int:
        """How many lines are overdue or due today."""
        return self.waiting_of(None)

    def waiting_of(self, sorts: Collection[str] | None) -> int:
        """Return how many lines of these sorts, or of all, are overdue or due today."""
        if not self.ready:
            return 0
        from cxdesk.services.today.lines import waiting

        every = (line for lines in self._found.values() for line in lines)
        return waiting(line for line in every if sorts is None or line.sort in sorts)

    @Slot()
    def begin(self) -> None:
        """Read everything of the workspace that was opened."""
        self.forget()
        self._mark_all()
        self._night.start()
        self._go_on()

    @Slot()
    def hurry(self) -> None:
        """Read what is out of date now; somebody looks at it."""
        if self._looks is not None:
            self._looks.want(self._urgent(), NAME)
        if self._stale:
            self._go_on()

    def give_way(self) -> None:
        """Let somebody else, who has work in short steps, too, have the next turn alone."""
        if self._timer.isActive():
            self._timer.start(_AFTER_OTHERS)

    @Slot()
    def forget(self) -> None:
        """Forget the workspace that was closed."""
        self._timer.stop()
        self._night.stop()
        self._bridge.tasks.at_work(self, on=False)
        for job in self._aside.values():
            job.cancel()
        self._aside.clear()
        self._stale.clear()
        self._found.clear()
        self.cards.clear()
        self.headline, self.active = [], []
        self.ready = False

    def _go_on(self) -> None:
        self._bridge.tasks.at_work(self, on=True)
        self._timer.start(0)

    def _mark_all(self) -> None:
        self._mark([METRICS, BACKUP, "sources", *self._found])

    def _mark(self, keys: Iterable[Key]) -> None:
        self._stale.update(dict.fromkeys(keys))

    @Slot(object)
    def on_changed(self, event: Event) -> None:
        """Note what is out of date now."""
        if self._to_load or not self.ready:
            self._mark_all()
        else:
            from cxdesk.services.today import due

            self._mark(source.name for source in due.SOURCES if source.tables & event.tables)
            if "customer" in event.tables and self._found.get(due.LOOK_THROUGH):
                self._mark([due.LOOK_THROUGH])  # one of them may be decided on
            if event.tables & {"metric", "shop"}:
                self._mark([METRICS])
            elif "standard" in event.tables:
                self._mark(self.active)  # some of them may say by which standard they are moved
        if self._stale and self._bridge.workspace is not None:
            self._go_on()

    @Slot(int)
    def on_look(self, metric: int) -> None:
        """Show a metric anew: it was just computed."""
        if metric in self.active and self._bridge.workspace is not None:
            self._mark([metric])
            self._go_on()

    @Slot()
    def on_looked(self) -> None:
        """Go on: all that was computed is there."""
        if not self.ready and self._bridge.workspace is not None:
            self._go_on()

    @Slot()
    def on_backup_made(self) -> None:
        """Look anew at how old the newest backup is."""
        if self._bridge.workspace is not None:
            self._mark([BACKUP])
            if not self._timer.isActive():  # right after the start it is read with the rest, in its time
                self._go_on()

    @Slot()
    def on_day_check(self) -> None:
        """Begin a new day."""
        if clock.today() != self.day and self._bridge.workspace is not None:
            if self._looks is not None:
                self._looks.refresh(None)
            self._mark_all()
            self._go_on()
        elif self.ready and self._bridge.workspace is not None:
            self._mark(BY_THE_HOUR)  # something may be overdue since a moment
            self._go_on()

    # Reading

    @Slot()
    def step(self) -> None:
        """Read one thing that is out of date; the next one has its turn after what the window has to do."""
        if self._bridge.workspace is None:
            return
        if self._to_load:
            import_module(self._to_load.pop(0))
        elif self._stale:
            key = self._next()
            try:
                self._read(key)
            except CxDeskError as error:
                self._mark([key])  # the next change tries again
                self._bridge.tasks.at_work(self, on=False)
                self._bridge.show_error(error)
                return
        if self._stale or self._to_load:
            self._go_on()
            return
        self._bridge.tasks.at_work(self, on=False)
        # Before that a card or a line may be missing; later the old ones stay until there are new ones.
        self.ready = self.ready or all(map(self._get_looks().is_fresh, self.active))
        if self.ready:
            self.settled.emit()
            self._bridge.badges_changed.emit()
            self._later.start()

    @Slot()
    def on_later(self) -> None:
        """Load one thing more in a quiet moment."""
        if self._more_to_load and not self._bridge.tasks.busy:
            import_module(self._more_to_load.pop(0))
        if self._more_to_load:
            self._later.start()

    def _get_looks(self) -> Looks:
        if self._looks is None:
            from ui.metrics.looks import looks_of

            self._looks = looks_of(self._bridge)
            self._looks.ready.connect(self.on_look)
            self._looks.rested.connect(self.on_looked)
        return self._looks

    def _urgent(self) -> list[int]:
        """Return the metrics, first what the cards on top show."""
        return sorted(self.active, key=lambda one: one not in self.headline)

    def _next(self) -> Key:
        """Return what is read next: first what the cards on top show."""
        first: tuple[Key, ...] = ("sources", METRICS, *self.headline)
        key = next((one for one in first if one in self._stale), next(iter(self._stale)))
        del self._stale[key]
        return key

    def _read(self, key: Key) -> None:
        today = clock.today()
        if isinstance(key, int):
            self._read_metric(key, today)
        elif key == "sources":
            from cxdesk.services.today.due import SOURCES

            self.day = today
            self._mark(source.name for source in SOURCES)
        elif key == METRICS:
            self._read_which()
        elif key == BACKUP:
            self._found[BACKUP] = self._backups(today)
        elif (source := _source(key)).slow:
            self._look_aside(source, today)
        else:
            self._found[key] = source.find(self._bridge.ws, today)

    def _look_aside(self, source: Source, today: date) -> None:
        """Read what takes long on another thread; its old lines stay until then."""
        earlier = self._aside.pop(source.name, None)
        if earlier is not None:
            earlier.cancel()
        work = _Aside(self._bridge.ws.path, source, today)
        self._aside[source.name] = self._bridge.tasks.run(
            work, self.on_aside, self._bridge.on_task_error, store=True
        )

    @Slot(object)
    def on_aside(self, found: tuple[str, list[Line]]) -> None:
        """Show what was read on another thread."""
        name, lines = found
        if self._bridge.workspace is None or self._found.get(name, []) == lines:
            return
        self._found[name] = lines
        if self.ready:
            self.settled.emit()
            self._bridge.badges_changed.emit()

    def _read_which(self) -> None:
        """Read which metrics there are; those that are gone take their lines with them."""
        from cxdesk.entities.metric import Metric
        from cxdesk.services.metrics import acts

        ws = self._bridge.ws
        self.active = [row.id for row in ws.rows(Metric, active=True)]
        self.headline = acts.headline(ws)
        for gone in [key for key in self._found if isinstance(key, int) and key not in self.active]:
            self._found.pop(gone)
            self.cards.pop(gone, None)
        looks = self._get_looks()
        looks.want(self._urgent(), NAME, first=False)
        self._mark(one for one in self.active if looks.get(one) is not None)

    def _read_metric(self, metric: int, today: date) -> None:
        from cxdesk.services.today.cards import card, moved_by
        from cxdesk.services.today.due import of_metric

        ws, shown = self._bridge.ws, self._get_looks().get(metric)
        if metric not in self.active or shown is None:
            return
        moves = moved_by(ws, shown.look.metric, most=1)
        self._found[metric] = list(of_metric(shown.look, shown.written, today, moves))
        self.cards[metric] = card(ws, shown.look, shown.written, today)
        self.card_changed.emit(metric)

    def _backups(self, today: date) -> list[Line]:
        from cxdesk.services.today.due import backups, second_place

        kept = self._bridge.settings
        found = backups(self._bridge.backup_at, today) if self._bridge.backup_at else []
        if kept.backup_folder and kept.remind_after:
            found += second_place(kept.days_unreached(), kept.remind_after)
        return found


class _Aside:
    """The lines of a source, read from a connection of its own."""

    def __init__(self, path: Path, source: Source, today: date) -> None:
        self.path, self.source, self.today = path, source, today

    def __call__(self, job: Job) -> tuple[str, list[Line]]:
        from cxdesk.workspace import Workspace

        job.step(0, 1)  # one that was given up while it waited for its turn ends here
        ws = Workspace.open(self.path, read_only=True)
        try:
            return self.source.name, self.source.find(ws, self.today)
        finally:
            ws.close()


def _source(name: str) -> Source:
    from cxdesk.services.today.due import SOURCES

    return next(source for source in SOURCES if source.name == name)


def board_of(bridge: Bridge) -> TodayBoard:
    """Return the board of a bridge, made when it is first asked for."""
    found = bridge.findChild(TodayBoard, NAME)
    return found if isinstance(found, TodayBoard) else TodayBoard(bridge)
