"""The page of customers, and a file that is taken in, timed in a process of its own; prints JSON.

`python -m tests.bench.in_customers keys|list|import|memory FILE [FILE]`
"""

from __future__ import annotations

import gc
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView

from cxdesk.entities.customer import Customer
from cxdesk.services.imports import batches
from cxdesk.settings import Settings
from cxdesk.workspace import Workspace, through
from tests.bench.in_window import BEAT_MS, Painted, quiet, resident, until
from tests.bench.people import key_presses, typed
from ui import app as application
from ui.bridge import Bridge
from ui.imports.import_dialog import open_import
from ui.main_window import MainWindow

WORDS, JUMPS = 30, 200


def opened(app: QApplication, path: Path, *, read_only: bool = True) -> MainWindow:
    """Show the page of customers of a file."""
    bridge = Bridge(Settings())
    window = MainWindow(bridge)
    bridge.take(Workspace.open(path, read_only=read_only))
    window.show_page("customers")
    window.resize(1366, 768)
    window.show()
    quiet(app, 1.0)
    return window


def words_for(workspace: Workspace) -> list[str]:
    """Return words of customers from all over the file, and some that nobody has."""
    step = workspace.count(Customer) // 499
    found = []
    for number in range(1, 499 * step, step):
        one = workspace.get(Customer, number).record
        (wishes,) = workspace._connection.execute(
            "SELECT text FROM preference WHERE customer = ?", (number,)
        ).fetchone()
        found.append((one.name, wishes, " ".join(one.phones)))
    return typed(found, WORDS)


def keys(app: QApplication, path: Path) -> dict[str, Any]:
    """Type into the search of the page; return the seconds from each key to the painted rows."""
    window = opened(app, path)
    page: Any = window.page
    listed = page.desk.list
    field, table = listed.search, listed.table
    painted = Painted(field, table.viewport())
    field.setFocus()
    quiet(app)
    application.MemoryKeeper().start()
    words = words_for(window.bridge.ws)
    passes: list[list[float]] = []
    for _number in range(3):
        taken: list[float] = []
        for texts in key_presses(words):
            field.clear()
            quiet(app, 0.05)
            for text in texts:
                if text[:-1] != field.text():  # a space is typed without being timed
                    field.setText(text[:-1])
                    quiet(app, 0.02)
                before = dict(painted.times)

                def done(before: dict[Any, int] = before) -> bool:
                    shown = [field, table.viewport()] if table.isVisible() else [field]
                    return all(painted.times[one] > before.get(one, 0) for one in shown)

                start = time.perf_counter()
                app.sendEvent(
                    field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text[-1])
                )
                until(app, done)
                taken.append(time.perf_counter() - start)
                app.processEvents()
        passes.append(taken)
    window.close()
    return {"keys": [statistics.median(one) for one in zip(*passes, strict=True)]}


def listed(app: QApplication, path: Path) -> dict[str, Any]:
    """Return the seconds until the page is painted, those of jumps in its list, and how memory grew."""
    bridge = Bridge(Settings())
    window = MainWindow(bridge)
    bridge.take(Workspace.open(path, read_only=True))
    window.resize(1366, 768)
    window.show()
    quiet(app)
    before = resident()
    start = time.perf_counter()
    window.show_page("customers")
    page: Any = window.page
    table = page.desk.list.table
    painted = Painted(table.viewport())
    until(app, lambda: painted.times[table.viewport()] > 0)
    first = time.perf_counter() - start
    quiet(app, 2.0)
    application.MemoryKeeper().start()
    some, taken = random.Random(9), []
    for _number in range(JUMPS):
        row, times = some.randrange(table.model().rowCount()), painted.times[table.viewport()]
        start = time.perf_counter()
        table.scrollTo(table.model().index(row, 0), QTableView.ScrollHint.PositionAtTop)
        table.viewport().update()
        until(app, lambda times=times: painted.times[table.viewport()] > times)  # type: ignore[misc]
        taken.append(time.perf_counter() - start)
    grown = resident() - before
    window.close()
    return {"first": first, "jumps": taken, "megabytes": grown}


def stall(app: QApplication, act: Callable[[], object], over: Callable[[], bool]) -> float:
    """Do something that goes on for a while; return the longest time between two beats until it is over."""
    gaps: list[float] = []
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    timer = QTimer(app)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(BEAT_MS)
    act()
    until(app, over, 600)
    beat()
    timer.stop()
    return max(gaps)


def importing(app: QApplication, path: Path, table: Path) -> dict[str, Any]:
    """Take a file in through the window, and undo it; return the longest stall of each."""
    window = opened(app, path, read_only=False)
    application.MemoryKeeper().start()
    gc.disable()  # the window collects in quiet moments
    dialog = open_import(window.bridge, window, "customers")
    quiet(app)
    lines = dialog.preview.table.viewport()
    painted = Painted(lines)

    def seen() -> bool:
        if dialog.made is None:
            painted.times[lines] = 0
        return painted.times[lines] > 0

    looked = stall(app, lambda: dialog.take_file(table), seen)
    quiet(app)
    written = stall(app, dialog.on_import, lambda: not dialog._writer.busy)
    quiet(app)
    dialog.close()
    many = window.bridge.ws.count(Customer)
    undone = stall(app, window.on_undo, lambda: app.activeModalWidget() is None)
    assert window.bridge.ws.count(Customer) < many
    window.close()
    return {"look": looked, "write": written, "undo": undone}


def memory(_app: QApplication, path: Path, table: Path) -> dict[str, Any]:
    """Take a file in without a window; return the memory of this process at its highest, in MB."""
    ws = Workspace.open(path)
    through(batches.preview(ws, "customers", batches.open_file(table)))  # what is loaded once is no growth
    before = resident()
    made = through(batches.preview(ws, "customers", batches.open_file(table)))
    through(ws.run_in_steps("import", lambda tx: batches.write(tx, "customers", made)))
    through(ws.going_back("undo"))
    peak = int(_status("VmHWM")) / 1024
    ws.close()
    return {"before": before, "peak": peak}


def _status(name: str) -> str:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(line.split()[1] for line in lines if line.startswith(name + ":"))


def main(what: str, files: list[str]) -> None:
    """Measure one thing."""
    app = application.make_app(["bench"], Settings())
    act: Any = {"keys": keys, "list": listed, "import": importing, "memory": memory}[what]
    print(json.dumps(act(app, *map(Path, files))))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
