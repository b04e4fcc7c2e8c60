"""Ten years of numbers in a process of its own: `python -m tests.bench.on_numbers FILE`.

Prints as JSON, for each thing that somebody does, the longest time in seconds without a beat of a timer on
the window's thread, until all is computed and painted: `stalls` by the clock, `own` what that thread itself
had to do. With `--stacks` what held it up goes to stderr.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from cxdesk.entities.metric import Metric
from cxdesk.settings import Settings
from tests.bench.in_window import BEAT_MS, quiet, until
from ui import app as application
from ui.bridge import Bridge
from ui.caretaker import Caretaker
from ui.main_window import MainWindow
from ui.numbers.cell_editor import ENTER
from ui.today.board import board_of

_LATE = 0.03
_LOOK = 0.004


class Beats:
    """The longest time between two beats, while it is watched."""

    def __init__(self, app: QApplication, *, stacks: bool) -> None:
        self.found: dict[str, list[float]] = {}
        self._last = time.perf_counter()
        self._longest = 0.0
        self.own: dict[str, list[float]] = {}
        self._own_last, self._own = time.thread_time(), 0.0
        self._timer = QTimer(app)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self.beat)
        self._timer.start()
        self._app = app
        self._what = ""
        if stacks:
            self._main = threading.get_ident()
            threading.Thread(target=self._watch, daemon=True).start()

    def beat(self) -> None:
        """Note how long it was since the last one."""
        now = time.perf_counter()
        own = time.thread_time()
        self._own, self._own_last = max(self._own, own - self._own_last), own
        self._longest = max(self._longest, now - self._last)
        self._last = now

    @contextmanager
    def during(self, what: str) -> Iterator[None]:
        """Note the longest stall of an act and of all that it leaves to be done."""
        quiet(self._app, 0.02)
        self._what = what
        self.beat()
        self._longest = self._own = 0.0
        yield
        self.beat()
        self.own.setdefault(what, []).append(self._own)
        self.found.setdefault(what, []).append(self._longest)

    def _watch(self) -> None:
        while True:
            time.sleep(_LOOK)
            late = time.perf_counter() - self._last
            if late > _LATE:
                frame, names = sys._current_frames().get(self._main), []
                while frame is not None:
                    names.append(f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}")
                    frame = frame.f_back
                print(f"{self._what}: {late * 1e3:4.0f} ms  {' < '.join(names[:9])}", file=sys.stderr)


class Desk:
    """The real window on a file, and when it is at rest."""

    def __init__(self, app: QApplication, path: Path, *, stacks: bool) -> None:
        self.app, self.path = app, path
        self.beats = Beats(app, stacks=stacks)
        self.bridge = Bridge(Settings())
        self.window = MainWindow(self.bridge)
        self.window.resize(1366, 768)
        self.window.show()
        quiet(app)
        self.caretaker = Caretaker(self.bridge, self.window)  # else the first act checks the file
        self.memory = application.MemoryKeeper()
        self.memory.start()

    @property
    def page(self) -> Any:
        return self.window.page

    def until_settled(self) -> None:
        """Wait until Today is read."""
        board = board_of(self.bridge)
        until(self.app, lambda: board.ready and not self.bridge.tasks.busy, 60)
        quiet(self.app)

    def until_looked(self) -> None:
        """Wait until everything on the Metrics page is computed."""
        until(self.app, lambda: self.page.looks.idle and not self.bridge.tasks.busy, 60)
        quiet(self.app)

    def act(self, what: str, act: Callable[[], object], rest: Callable[[], None]) -> None:
        """Do something and note the longest stall until the window is at rest."""
        with self.beats.during(what):
            act()
            rest()

    def today(self) -> None:
        """Open Today with its cards, lines and badge; then a number typed there."""
        self.bridge.open_path(self.path)
        self.app.processEvents()
        self.act("open Today", lambda: self.window.show_page("today"), self.until_settled)
        self.act("what comes after", lambda: None, lambda: quiet(self.app, 1.5))
        card = self.page.desk.make_yesterday()

        def type_one() -> None:
            row = card.rows[0]
            row.field.setText(f"{int(row.field.text() or 5) + 1}")
            card.on_left(row)

        for _number in range(3):
            self.act("a number on Today", type_one, self.until_settled)

    def metrics(self) -> None:
        """Open Metrics, choose, type, rename, go back and forth."""
        self.act("open Metrics", lambda: self.window.show_page("metrics"), self.until_looked)
        page = self.page
        ids = [row.id for row in page.rows]
        for metric in ids[:4]:
            self.act("choose a metric", lambda metric=metric: page.on_chosen(metric), self.until_looked)
        grid = page.desk.grid
        grid.table.go_to(0, 0)

        def type_one(text: str) -> None:
            index = grid.table.currentIndex()
            grid.on_typed(index, text)
            grid.on_entered(ENTER, back=False)  # type: ignore[call-arg]

        grid.turn(-1)
        quiet(self.app)
        for text in ("7", "8", "9"):
            self.act("a number in the grid", lambda text=text: type_one(text), self.until_looked)
        self.act("another week", lambda: grid.turn(-1), self.until_looked)
        self.act("grid read anew", grid.reload, self.until_looked)
        for name in ("Booked again", "Come back"):
            self.act(
                "rename",
                lambda name=name: self.bridge.change(Metric, ids[0], name=name),
                self.until_looked,
            )
        self.act("undo", self.bridge.undo, self.until_looked)
        for _number in range(2):
            self.act("Today again", lambda: self.window.show_page("today"), self.until_settled)
            self.act("Metrics again", lambda: self.window.show_page("metrics"), self.until_looked)
        for days in ("all", "usual"):
            self.act(
                f"chart of {days}",
                lambda days=days: self._range(0 if days == "all" else 60),
                self.until_looked,
            )
        self.act("memory tidied", self.memory.on_timeout, lambda: quiet(self.app))

    def _range(self, last: int) -> None:
        chart = self.page.desk.chart
        chart._lasts[chart.shown.look.metric.cadence] = last
        chart._show_chart(chart.shown)


def main(path: Path, *, stacks: bool) -> None:
    """Measure all."""
    app = application.make_app(["bench"], Settings())
    desk = Desk(app, path, stacks=stacks)
    desk.today()
    desk.metrics()
    print(json.dumps({"stalls": desk.beats.found, "own": desk.beats.own}))
    desk.window.hide()
    desk.bridge.tasks.close()
    desk.bridge.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), stacks="--stacks" in sys.argv)
