"""What may be said about each metric, kept until something it is made of changes.

One for each window: the Metrics page, Today and its badge show the same looks. Reading goes in small slices
on the window's thread, which alone holds the file; computing on another.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from cxdesk import clock
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.errors import CxDeskError
from cxdesk.events import Event
from cxdesk.output.charts.data import spark_values
from cxdesk.services.metrics import events
from cxdesk.services.metrics.behind import is_counted
from cxdesk.services.metrics.look import Look, look
from cxdesk.services.metrics.verdict import Verdict, Written, verdict, written_for
from ui.bridge import Bridge
from ui.metrics.record_columns import RecordColumns
from ui.metrics.snapshot import COLUMNS, KINDS, Numbers, Snapshot, kinds_of, parts_of
from ui.tasks import Job

NAME = "looks"
_SLICE_SECONDS = 0.004
_MANY = 200
"""So many changed values at once, as of an import: everything is read anew."""
TABLES = frozenset(
    {"shop", "closed_day", "metric", "metric_version", "metric_target", "chart_note", "metric_part",
     "part_value"}
)  # fmt: skip


class Shown(NamedTuple):
    """A metric as pages show it.

    `rare` tells that the days between are worth a look, `counted` that numbers of it come from records.
    """

    look: Look
    written: Written
    verdict: Verdict
    spark: tuple[float | None, ...]
    rare: bool
    counted: bool = False


class _Computed(NamedTuple):
    """What came of computing a metric; `turn` says of which state of the file it is."""

    metric: int
    turn: int
    shown: Shown | None


class Looks(QObject):
    """Computes what is wanted, the most urgent first; the old look stays until the new one is there.

    A look at a state of the file that is past by the time it is computed is never shown.
    """

    ready = Signal(int)
    """There is a new look at a metric."""
    rested = Signal()
    """Everything that is wanted is up to date."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.setObjectName(NAME)
        self.bridge = bridge
        self._wanted: dict[str, Sequence[int]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.on_slice)
        self._turn = 0
        self._counted = RecordColumns(bridge)
        self._job: int | None = None
        self._forget_all()
        bridge.changed.connect(self.refresh)
        bridge.workspace_opened.connect(self.on_opened)
        bridge.closing.connect(self.on_closing)

    def _forget_all(self) -> None:
        self._found: dict[int, Shown] = {}
        self._fresh: set[int] = set()
        self._turns: dict[int, int] = {}
        self._turn += 1
        self._first_turn = self._turn
        self._numbers: dict[int, Numbers] = {}
        self._ids: dict[int, frozenset[int]] = {}
        self._last: dict[int, date | None] = {}
        self._snapshot: Snapshot | None = None
        self._counted.forget()
        self._today = clock.today()

    def get(self, metric: int | None) -> Shown | None:
        """Return what is known of a metric by now."""
        return self._found.get(metric) if metric is not None else None

    def is_fresh(self, metric: int) -> bool:
        """Tell whether what is known of a metric is up to date."""
        return metric in self._fresh

    @property
    def idle(self) -> bool:
        """Whether everything that is wanted is up to date."""
        return self._job is None and not self._due()

    @property
    def last_entry(self) -> date | None:
        """The newest day that has a number, of all that were read by now."""
        return max((day for day in self._last.values() if day is not None), default=None)

    def want(self, metrics: Sequence[int], who: str = "metrics", *, first: bool = True) -> None:
        """Compute these for somebody, `first` before what others want; what nobody wants is dropped."""
        others = {one: wanted for one, wanted in self._wanted.items() if one != who}
        mine = {who: list(metrics)}
        self._wanted = mine | others if first else others | mine
        wanted = set(self._order())
        for gone in self._found.keys() - wanted:
            del self._found[gone]
        self._fresh &= wanted
        self._go_on()

    def _order(self) -> list[int]:
        return list(dict.fromkeys(metric for metrics in self._wanted.values() for metric in metrics))

    @Slot(object)
    def refresh(self, event: Event | None) -> None:
        """Take note of what changed; None for anything."""
        today = clock.today()
        if event is None or today != self._today or event.tables & (TABLES - {"part_value"}):
            self._snapshot = None
            if event is None or "part_value" in event.tables:
                self._forget_numbers(event)
            alone = event is not None and today == self._today and event.tables & TABLES == {"metric"}
            self._today = today
            self._outdate(event.ids["metric"] if alone and event is not None else self._order())
        elif "part_value" in event.tables:
            self._forget_numbers(event)
        kinds = self._counted.note(event)
        if kinds:
            records = self._records()
            self._outdate(metric for metric in self._order() if kinds & kinds_of(records, metric))
        self._go_on()

    def _outdate(self, metrics: Iterable[int]) -> None:
        self._turn += 1
        for metric in metrics:
            self._fresh.discard(metric)
            self._turns[metric] = self._turn

    def _turn_of(self, metric: int) -> int:
        return self._turns.get(metric, self._first_turn)

    def _go_on(self) -> None:
        due = bool(self._due())
        self.bridge.tasks.at_work(self, on=due)
        if due:
            self._timer.start()
        else:
            self.rested.emit()

    def snapshot(self, metrics: Sequence[int]) -> Snapshot:
        """Return what was read, with all the numbers of some metrics."""
        taken = self._records()
        for part in {part for metric in metrics for part in parts_of(taken, metric)}:
            self._load(part)
        for kind in {kind for metric in metrics for kind in kinds_of(taken, metric)}:
            while not self._counted.read(kind):
                pass
        return taken.with_numbers(self._numbers, self._counted.columns())

    def _records(self) -> Snapshot:
        if self._snapshot is None:
            ws = self.bridge.ws
            self._snapshot = Snapshot({kind: ws.rows(kind) for kind in KINDS}, {})
        return self._snapshot

    def _forget_numbers(self, event: Event | None) -> None:
        """Forget the numbers of the parts that changed; of all where that can't be told."""
        ids = event.ids.get("part_value", frozenset()) if event is not None else frozenset()
        parts = {self._part_of(one) for one in ids} if 0 < len(ids) <= _MANY else {None}
        if None in parts:
            self._numbers.clear()
            self._ids.clear()
            self._last.clear()
            self._outdate(self._order())
            return
        for part in parts:
            self._numbers.pop(part or 0, None)
        taken = self._records()
        self._outdate(metric for metric in self._order() if parts & parts_of(taken, metric))

    def _part_of(self, value: int) -> int | None:
        """Return the number that a value was typed for, also of one that is gone; None if it is not known."""
        row = self.bridge.ws.find(PartValue, value)
        if row is not None:
            return row.record.part
        return next((part for part, ids in self._ids.items() if value in ids), None)

    def _due(self) -> list[int]:
        return [metric for metric in self._order() if metric not in self._fresh]

    def _load(self, part: int) -> None:
        if part not in self._numbers:
            rows = self.bridge.ws.columns(PartValue, "id", *COLUMNS, part=part)
            ids, *typed = zip(*rows, strict=True) if rows else ((), (), (), ())
            self._numbers[part] = cast("Numbers", tuple(typed))
            self._ids[part] = frozenset(ids)
            row = self._records().find(MetricPart, part)
            counted = row is not None and bool(row.record.taken_from)  # what was typed before is of no use
            self._last[part] = None if counted else max(typed[0], default=None)

    @Slot()
    def on_opened(self) -> None:
        """Begin anew: another file is open."""
        self._forget_all()

    @Slot()
    def on_closing(self) -> None:
        """Stop: the file is about to be closed."""
        self._timer.stop()
        self._wanted.clear()
        self._forget_all()
        self.bridge.tasks.at_work(self, on=False)

    @Slot()
    def on_slice(self) -> None:
        """Read a little; hand on what can be computed."""
        if self._job is not None or self.bridge.workspace is None:
            return
        due = self._due()
        if not due:
            self.bridge.tasks.at_work(self, on=False)
            return
        end = time.perf_counter() + _SLICE_SECONDS
        try:
            taken = self._records()
            for part in parts_of(taken, due[0]):
                if time.perf_counter() > end:
                    self._timer.start()
                    return
                self._load(part)
            for kind in kinds_of(taken, due[0]):
                if not self._counted.read(kind):
                    self._timer.start()
                    return
        except CxDeskError as error:  # the next change tries again
            self.bridge.tasks.at_work(self, on=False)
            self.bridge.show_error(error)
            return
        self._job = due[0]
        work = _Compute(
            taken.with_numbers(self._numbers, self._counted.columns()),
            due[0],
            self._turn_of(due[0]),
            self._today,
        )
        self.bridge.tasks.run(work, self.on_computed, self.on_failed)

    @Slot(object)
    def on_computed(self, found: _Computed) -> None:
        """Keep what was found, unless it was changed meanwhile, and go on."""
        self._job = None
        if found.turn == self._turn_of(found.metric) and found.metric in self._order():
            self._fresh.add(found.metric)
            if found.shown is not None:
                self._found[found.metric] = found.shown
                self.ready.emit(found.metric)
        self._go_on()

    @Slot(object)
    def on_failed(self, error: BaseException) -> None:
        """Let the program say what went wrong, and go on with the others."""
        if self._job is not None:
            self._fresh.add(self._job)
        self._job = None
        self._go_on()
        self.bridge.on_task_error(error)


class _Compute:
    """One look, on another thread: it holds plain records alone."""

    def __init__(self, snapshot: Snapshot, metric: int, turn: int, today: date) -> None:
        self._snapshot, self._metric, self._turn, self._today = snapshot, metric, turn, today

    def __call__(self, _job: Job) -> _Computed:
        if self._snapshot.find(Metric, self._metric) is None:
            return _Computed(self._metric, self._turn, None)
        found = look(self._snapshot, self._metric, self._today)
        written = written_for(self._snapshot, found.metric)
        rare = events.offers(found.series)
        counted = is_counted(self._snapshot, found.series.metric, self._today)
        shown = Shown(found, written, verdict(found, written), spark_values(found), rare, counted)
        return _Computed(self._metric, self._turn, shown)


class Ask:
    """Something else to compute from a snapshot, on another thread."""

    def __init__(self, snapshot: Snapshot, act: Callable[[Snapshot], Any]) -> None:
        self._snapshot, self._act = snapshot, act

    def __call__(self, _job: Job) -> Any:
        return self._act(self._snapshot)


def looks_of(bridge: Bridge) -> Looks:
    """Return the looks of a bridge, made when they are first asked for."""
    found = bridge.findChild(Looks, NAME)
    return found if isinstance(found, Looks) else Looks(bridge)
