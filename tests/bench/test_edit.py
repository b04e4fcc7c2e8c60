"""Row 11: one edit through the whole funnel, with search, totals, history and event, until it is durable."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from cxdesk.events import Event
from cxdesk.workspace import Workspace
from tests.bench import files
from tests.bench.board import Row, judge
from tests.bench.patron import Patron
from tests.bench.timing import ms, percentile, seconds, settled_heap

pytestmark = pytest.mark.bench
EDITS = 400
BLOCK = b"\0" * 4096


class Appender:
    """The floor: four kilobytes more at the end of a file, and waiting for the disk."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def __call__(self) -> None:
        os.write(self._file, BLOCK)
        os.fsync(self._file)

    def close(self) -> None:
        os.close(self._file)


def edits(workspace: Workspace) -> Callable[[], None]:
    """Return an act that changes one record somewhere in the file: mostly notes, sometimes the name."""
    some, count = random.Random(3), workspace.count(Patron)
    heard: list[Event] = []
    workspace.events.subscribe(heard.append)

    def edit() -> None:
        chosen, before = some.randint(1, count), len(heard)
        if some.random() < 0.8:
            workspace.change(
                Patron, chosen, notes=f"Asked for the {some.randint(1, 999)} bus.", visits=some.randint(1, 9)
            )
        else:
            workspace.change(Patron, chosen, name=f"Renamed Person {some.randint(1, 999)}")
        assert len(heard) == before + 1

    return edit


def test_one_edit(shop_100k: Path, disk: Path) -> None:
    def measure() -> list[Row]:
        path = files.copy_of(shop_100k, disk / "edit.cxdesk")
        append = Appender(disk / "append")
        workspace = Workspace.open(path, who="Maya", model=files.model())
        edit = edits(workspace)
        for _warm_up in range(20):
            append()
            edit()
        floor, taken = [], []
        with settled_heap():
            for _number in range(EDITS):
                floor.append(seconds(append))
                taken.append(seconds(edit))
        workspace.close()
        append.close()
        typical, slow = percentile(taken, 0.5), percentile(taken, 0.99)
        sync = percentile(floor, 0.5)
        return [
            Row(
                number="11",
                operation="one edit, p50",
                limit=f"fsync {ms(sync)}",
                ours=ms(typical),
                value=typical / sync,
                goal=6,
            ),
            Row(
                number="11",
                operation="one edit, p99",
                limit="10 ms + 10 fsync",
                ours=ms(slow),
                value=slow * 1e3,
                goal=round(10 + 10 * sync * 1e3, 1),
                unit="ms",
            ),
        ]

    judge(measure)
