"""What may be said about each metric, kept until something it is made of changes.

Reading goes in small slices on the window's thread, which alone holds the file; computing on another.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from cxdesk import clock
from cxdesk.entities.metric import Metric
from cxdesk.entities.part_value import PartValue
from cxdesk.events import Event
from cxdesk.output.charts.data import spark_values
from cxdesk.services.metrics import events
from cxdesk.services.metrics.look import Look, look
from cxdesk.services.metrics.verdict import Verdict, Written, verdict, written_for
from ui.bridge import Bridge
from ui.metrics.snapshot import COLUMNS, KINDS, Numbers, Snapshot, parts_of
from ui.tasks import Job

_SLICE_SECONDS = 0.004
_MANY = 200
"""So many changed values at once, as of an import: everything is read anew."""
TABLES = frozenset(
    {"shop", "closed_day", "metric", "metric_version", "metric_target", "chart_note", "metric_part",
     "part_value"}
)  # fmt: skip


class Shown(NamedTuple):
    """A metric as the page shows it; `rare` tells that the days between are worth a look."""

    look: Look
    written: Written
    verdict: Verdict
    spark: tuple[float | None, ...]
    rare: bool


class Looks(QObject):
    """Computes what is wanted, the most urgent first; the old look stays until the new one is there."""

    ready = Signal(int)
    """There is a new look at a metric."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._found: dict[int, Shown] = {}
        self._fresh: set[int] = set()
        self._order: list[int] = []
        self._numbers: dict[int, Numbers] = {}
        self._last: dict[int, date | None] = {}
        self._snapshot: Snapshot | None = None
        self._today = clock.today()
        self._job: int | None = None
        self._job_stale = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.on_slice)
        bridge.closing.connect(self.on_closing)

    def get(self, metric: int | None) -> Shown | None:
        """Return what is known of a metric by now."""
        return self._found.get(metric) if metric is not None else None

    @property
    def idle(self) -> bool:
        """Whether everything that is wanted is up to date."""
        return self._job is None and not self._due()

    @property
    def last_entry(self) -> date | None:
        """The newest day that has a number, of all that were read by now."""
        return max((day for day in self._last.values() if day is not None), default=None)

    def want(self, metrics: Sequence[int]) -> None:
        """Compute these, the first ones first; what is known of others is dropped."""
        self._order = list(metrics)
        for gone in self._found.keys() - set(metrics):
            del self._found[gone]
        self._fresh &= set(metrics)
        self._go_on()

    def refresh(self, event: Event | None) -> None:
        """Take note of what changed."""
        today = clock.today()
        if event is None or today != self._today or event.tables & (TABLES - {"part_value"}):
            self._snapshot = None
            if event is None or "part_value" in event.tables:
                self._forget_numbers(event)
            alone = event is not None and today == self._today and event.tables & TABLES == {"metric"}
            self._today = today
            touched = event.ids["metric"] if alone and event is not None else frozenset(self._order)
            self._fresh -= touched
            self._job_stale |= self._job in touched
        elif "part_value" in event.tables:
            self._forget_numbers(event)
        self._go_on()

    def _go_on(self) -> None:
        due = bool(self._due())
        self.bridge.tasks.at_work(Looks, on=due)
        if due:
            self._timer.start()

    def snapshot(self, metrics: Iterable[int]) -> Snapshot:
        """Return what was read, with all the numbers of some metrics."""
        taken = self._records()
        for part in {part for metric in metrics for part in parts_of(taken, metric)}:
            self._load(part)
        return taken.with_numbers(self._numbers)

    def _records(self) -> Snapshot:
        if self._snapshot is None:
            ws = self.bridge.ws
            self._snapshot = Snapshot({kind: ws.rows(kind) for kind in KINDS}, {})
        return self._snapshot

    def _forget_numbers(self, event: Event | None) -> None:
        """Forget the numbers of the parts that changed; of all where that can't be told."""
        ids = event.ids.get("part_value", frozenset()) if event is not None else frozenset()
        rows = [self.bridge.ws.find(PartValue, one) for one in ids] if 0 < len(ids) <= _MANY else [None]
        parts = {row.record.part if row is not None else None for row in rows}
        if None in parts:
            self._numbers.clear()
            self._last.clear()
            self._fresh.clear()
            self._job_stale = True
            return
        for part in parts:
            self._numbers.pop(part or 0, None)
        taken = self._records()
        touched = {metric for metric in self._order if parts & parts_of(taken, metric)}
        self._fresh -= touched
        self._job_stale |= self._job in touched

    def _due(self) -> list[int]:
        return [metric for metric in self._order if metric not in self._fresh]

    def _load(self, part: int) -> None:
        if part not in self._numbers:
            typed = cast("Numbers", self.bridge.ws.columns(PartValue, *COLUMNS, part=part))
            self._numbers[part] = typed
            self._last[part] = max((one[0] for one in typed), default=None)

    @Slot()
    def on_closing(self) -> None:
        """Stop: the file is about to be closed."""
        self._timer.stop()
        self._order = []
        self.bridge.tasks.at_work(Looks, on=False)

    @Slot()
    def on_slice(self) -> None:
        """Read a little; hand on what can be computed."""
        if self._job is not None or self.bridge.workspace is None:
            return
        due = self._due()
        if not due:
            self.bridge.tasks.at_work(Looks, on=False)
            return
        end = time.perf_counter() + _SLICE_SECONDS
        taken = self._records()
        for part in parts_of(taken, due[0]):
            if time.perf_counter() > end:
                self._timer.start()
                return
            self._load(part)
        self._job, self._job_stale = due[0], False
        work = _Compute(taken.with_numbers(self._numbers), due[0], self._today)
        self.bridge.tasks.run(work, self.on_computed, self.on_failed)

    @Slot(object)
    def on_computed(self, found: tuple[int, Shown | None]) -> None:
        """Keep what was found, and go on."""
        metric, shown = found
        stale = self._job_stale
        self._job, self._job_stale = None, False
        if metric in self._order:
            if not stale:
                self._fresh.add(metric)
            if shown is not None:
                self._found[metric] = shown
                self.ready.emit(metric)
        self._go_on()

    @Slot(object)
    def on_failed(self, error: BaseException) -> None:
        """Let the program say what went wrong, and go on with the others."""
        if self._job is not None:
            self._fresh.add(self._job)
        self._job = None
        self._timer.start()
        self.bridge.on_task_error(error)


class _Compute:
    """One look, on another thread: it holds plain records alone."""

    def __init__(self, snapshot: Snapshot, metric: int, today: date) -> None:
        self._snapshot, self._metric, self._today = snapshot, metric, today

    def __call__(self, _job: Job) -> tuple[int, Shown | None]:
        if self._snapshot.find(Metric, self._metric) is None:
            return self._metric, None
        found = look(self._snapshot, self._metric, self._today)
        written = written_for(self._snapshot, found.metric)
        rare = events.offers(found.series)
        return self._metric, Shown(found, written, verdict(found, written), spark_values(found), rare)


class Ask:
    """Something else to compute from a snapshot, on another thread."""

    def __init__(self, snapshot: Snapshot, act: Callable[[Snapshot], Any]) -> None:
        self._snapshot, self._act = snapshot, act

    def __call__(self, _job: Job) -> Any:
        return self._act(self._snapshot)
