"""The list of incidents, timed in a process of its own without a screen; prints JSON.

`python -m tests.bench.in_incidents FILE`: milliseconds of the window's own thread for each way to list.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from cxdesk.settings import Settings
from cxdesk.workspace import Workspace
from tests.bench.in_window import quiet
from ui import app as application
from ui.bridge import Bridge
from ui.main_window import MainWindow

ROUNDS = 9
SETTLED = 0.3
"""Seconds after which all that a wish sets off is over."""
WORDS = ("winter", "colour after", "bill", "zeppelin")


def listed(app: QApplication, path: Path) -> dict[str, float]:
    """Return how long at most the thread is at work at once, the median of each way to list."""
    window = MainWindow(Bridge(Settings()))
    window.bridge.take(Workspace.open(path, read_only=True))
    window.show_page("recovery")
    window.resize(1366, 768)
    window.show()
    quiet(app, 1.0)
    page: Any = window.page
    card = page.view("incidents").list

    def timed(act: Callable[[], None]) -> float:
        turns, end = [], time.perf_counter() + SETTLED
        while time.perf_counter() < end:
            start = time.thread_time()
            act()
            turns.append(time.thread_time() - start)
            act = app.processEvents
        return max(turns) * 1e3

    def show(which: str, words: str = "") -> None:
        card.search.blockSignals(True)
        card.search.setText(words)
        card.search.blockSignals(False)
        card.show_chips.choose(which)
        card.follow()

    application.MemoryKeeper().start()
    found: dict[str, list[float]] = {"open": [], "all": [], "words": []}
    for _round in range(ROUNDS):
        found["all"].append(timed(lambda: show("all")))
        found["open"].append(timed(lambda: show("open")))
        found["words"].append(max(timed(lambda words=words: show("all", words)) for words in WORDS))  # type: ignore[misc]
    window.close()
    return {name: statistics.median(times) for name, times in found.items()}


def main() -> None:
    """Measure, and print the figures as JSON."""
    app = application.make_app(["bench"], Settings())
    print(json.dumps(listed(app, Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
