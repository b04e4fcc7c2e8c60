"""What happens in the window, timed in a process of its own without a screen; prints JSON.

`python -m tests.bench.in_window keys|table|memory|stalls FINGERPRINT FILE [FILE]`
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget

from cxdesk import workspace as workspaces
from cxdesk.schema.entity import spec_of
from cxdesk.settings import Settings
from cxdesk.store import backup
from cxdesk.store import model as models
from cxdesk.workspace import Workspace
from tests.bench.patron import Patron, model_with_patrons
from tests.bench.people import key_presses, typed
from ui import app as application
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.models.entity_table_model import EntityTableModel
from ui.tasks import Job, Tasks
from ui.widgets.record_table import RecordTable

BEAT_MS = 4
REST = 0.2


class Painted(QObject):
    """Counts how often some widgets were painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.times: defaultdict[QObject, int] = defaultdict(int)
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.times[watched] += 1
        return False


def until(app: QApplication, done: Callable[[], bool], seconds: float = 10.0) -> None:
    """Let the window work until something is so."""
    end = time.perf_counter() + seconds
    while not done():
        app.processEvents()
        if time.perf_counter() > end:
            raise RuntimeError("the window never got there")


def quiet(app: QApplication, seconds: float = 0.3) -> None:
    """Let the window do all that it puts off."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()


def words_for(workspace: Workspace, count: int) -> list[str]:
    """Return words that are in records from all over the file, and some that are in none."""
    step = workspace.count(Patron) // 499
    rows = workspace.page(Patron, range(1, 499 * step, step))
    return typed(
        [(one.record.name, one.record.preferences, " ".join(one.record.phones)) for one in rows], count
    )


def keys(app: QApplication, path: Path) -> dict[str, Any]:
    """Type into the search field of the page; return the seconds from each key to the painted rows."""
    workspace = Workspace.open(path, read_only=True)
    bridge = Bridge(Settings())
    window = MainWindow(bridge)
    bridge.take(workspace)
    window.show_page("patron")
    window.resize(1366, 768)
    window.show()
    page: Any = window.page
    field, table = page.search, page.table
    painted = Painted(field, table.viewport())
    field.setFocus()
    quiet(app)
    application.MemoryKeeper().start()
    passes: list[list[float]] = []
    words = words_for(workspace, 30)
    for _number in range(3):
        taken: list[float] = []
        for texts in key_presses(words):
            field.clear()
            quiet(app, 0.05)
            for text in texts:
                before = dict(painted.times)

                def done(before: dict[QObject, int] = before) -> bool:
                    shown = [field, table.viewport()] if table.isVisible() else [field]
                    return all(painted.times[one] > before.get(one, 0) for one in shown)

                if text[:-1] != field.text():  # a space is typed without being timed
                    field.setText(text[:-1])
                    quiet(app, 0.02)
                    before.update(painted.times)
                start = time.perf_counter()
                press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text[-1])
                app.sendEvent(field, press)
                until(app, done)
                taken.append(time.perf_counter() - start)
                app.processEvents()
        passes.append(taken)
    window.close()
    return {"keys": [statistics.median(one) for one in zip(*passes, strict=True)]}


class Table:
    """A table of all patrons of one file in a window."""

    def __init__(self, app: QApplication, path: Path) -> None:
        self._app = app
        self.workspace = Workspace.open(path, read_only=True)
        self.window = QWidget()
        self.table = RecordTable("Patrons")
        QVBoxLayout(self.window).addWidget(self.table)
        self.window.resize(1100, 720)
        self.window.show()
        self.painted = Painted(self.table.viewport())
        quiet(app)

    def show(self) -> float:
        """Return the seconds until the first rows are painted, with a new model."""
        start = time.perf_counter()
        before = self.painted.times[self.table.viewport()]
        model = EntityTableModel(self.workspace, spec_of(Patron), self.window)
        model.reload()
        self.table.setModel(model)
        for column, field in enumerate(model.fields):
            self.table.setColumnHidden(column, not field.in_list)
            self.table.setColumnWidth(column, 205)
        until(self._app, lambda: self.painted.times[self.table.viewport()] > before)
        return time.perf_counter() - start

    def jumps(self, count: int) -> Iterator[float]:
        """Go to rows here and there; give the seconds until each is painted."""
        some, model = random.Random(9), self.table.model()
        viewport = self.table.viewport()
        for _number in range(count):
            row, before = some.randrange(model.rowCount()), self.painted.times[viewport]
            start = time.perf_counter()
            self.table.scrollTo(model.index(row, 0, QModelIndex()), QTableView.ScrollHint.PositionAtTop)
            viewport.update()
            until(self._app, lambda before=before: self.painted.times[viewport] > before)  # type: ignore[misc]
            yield time.perf_counter() - start


def table(app: QApplication, small: Path, large: Path) -> dict[str, Any]:
    """Show a small and a large file in turn; then jump about in the large one."""
    first, second = Table(app, small), Table(app, large)
    application.MemoryKeeper().start()
    taken = []
    for number in range(8):
        few = first.show()
        quiet(app, REST)  # its scroll bars are painted once more; that is not the other table's time
        many = second.show()
        quiet(app, 1.5)  # the ids that come afterwards
        if number:
            taken.append((few, many))
    rounds = [list(second.jumps(200)) for _number in range(3)]
    jumps = [statistics.median(one) for one in zip(*rounds, strict=True)]
    return {
        "small": [one for one, _other in taken],
        "large": [other for _one, other in taken],
        "jumps": jumps,
    }


def memory(app: QApplication, path: Path) -> dict[str, Any]:
    """Return by how many megabytes a table grows that is shown, read to its end and jumped about in."""
    shown = Table(app, path)
    before = resident()
    shown.show()
    quiet(app, 2.0)
    for _seconds in shown.jumps(200):
        pass
    return {"megabytes": resident() - before}


def resident() -> float:
    """Return the memory of this process in MB."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def stalls(app: QApplication, path: Path) -> dict[str, Any]:
    """Return the longest time without a beat of a timer while work runs in tasks, for each kind of work."""
    from cxdesk.output import printing
    from tests.bench.sheets_shop import TODAY, shop_with

    folder = Path(tempfile.mkdtemp(dir=path.parent))
    sheets = shop_with(100, folder / "sheets.cxdesk")
    spec = printing.sheet("training-sheet")
    tasks = Tasks()
    printing.preload()
    application.MemoryKeeper().start()

    def back_up(job: Job) -> object:
        target = folder / "copy.cxdesk"
        try:
            return backup.make(path, "asked", to=target, progress=job.step)
        finally:
            target.unlink(missing_ok=True)

    found: dict[str, list[float]] = {"backup": [], "sheets": []}
    for _number in range(5):
        found["backup"].append(longest_stall(app, tasks, back_up, store=True))
        drawn = printing.gather_job(spec, sheets, {"stage": "all"}, today=TODAY)
        found["sheets"].append(longest_stall(app, tasks, lambda _job, drawn=drawn: printing.build_job(drawn)))  # type: ignore[misc]
    sheets.close()
    tasks.close()
    for left in folder.iterdir():
        left.unlink()
    folder.rmdir()
    return found


def longest_stall(
    app: QApplication, tasks: Tasks, work: Callable[[Job], object], *, store: bool = False
) -> float:
    """Run `work` in the tasks and return the longest time between two beats."""
    gaps: list[float] = []
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    timer = QTimer(app)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(BEAT_MS)
    timer.timeout.connect(beat)
    failed: list[BaseException] = []

    def fail(error: BaseException) -> None:
        failed.append(error)
        app.quit()

    timer.start()
    tasks.run(work, lambda _made: app.quit(), fail, store=store)
    app.exec()
    beat()
    timer.stop()
    if failed:
        raise failed[0]
    return max(gaps)


def main(what: str, fingerprint: str, files: list[str]) -> None:
    """Measure one thing."""
    made = model_with_patrons(fingerprint)
    for module in (models, workspaces, backup):  # they have it already
        module.default_model = lambda: made  # type: ignore[attr-defined]
    app = application.make_app(["bench"], Settings())
    act = {"keys": keys, "table": table, "memory": memory, "stalls": stalls}[what]
    print(json.dumps(act(app, *map(Path, files))))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
