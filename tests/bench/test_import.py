"""Row 9: a table of 100,000 values looked at, taken in through the whole funnel, and taken back."""

from __future__ import annotations

import csv
import gc
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.shop import Shop
from cxdesk.services.imports import batches
from cxdesk.services.imports.batches import Preview
from cxdesk.store import check, db
from cxdesk.workspace import Workspace, through
from tests.bench.board import Row, judge
from tests.bench.timing import ms, seconds, settled_heap

pytestmark = pytest.mark.bench
METRICS, DAYS = 100, 1000
FIRST = date(2023, 1, 1)
STALL = 50


def table(path: Path, metrics: int = METRICS) -> Path:
    """Write a table of daily values."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("metric", "period", "value"))
        writer.writerows(
            (f"Metric {metric}", FIRST + timedelta(days=day), (day * 7 + metric) % 90)
            for metric in range(metrics)
            for day in range(DAYS)
        )
    return path


def raw(path: Path) -> Callable[[], None]:
    """Return the floor: the same rows into the same table with its indexes, as durable, and nothing else."""
    ws = Workspace.create(path, Shop(name="Floor"))
    ws.run(
        "parts", lambda tx: [tx.add(MetricPart(name=f"Metric {i}", cadence="day")) for i in range(METRICS)]
    )
    ws.close()
    at = "2026-01-01T00:00:00Z"
    rows = [
        (metric + 1, day := str(FIRST + timedelta(days=number)), number * 10_000, "", day, at, at, 3)
        for metric in range(METRICS)
        for number in range(DAYS)
    ]
    names = "part, starts_on, value, note, title_key, created_at, changed_at, revision"

    def insert() -> None:
        connection = db.connect(path)
        with db.write(connection):
            connection.executemany(f"INSERT INTO part_value ({names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.close()

    return insert


def looked_at(ws: Workspace, path: Path) -> Preview:
    return through(batches.preview(ws, "metrics", batches.open_file(path)))


def longest(ws: Workspace, made: Preview) -> float:
    """Take in what was looked at; return how long the longest step took."""
    steps = ws.run_in_steps("import", lambda tx: batches.write(tx, "metrics", made))
    taken = []
    while True:
        try:
            taken.append(seconds(lambda: next(steps)))
        except StopIteration:
            return max(taken)


def test_importing(disk: Path) -> None:
    path = table(disk / "numbers.csv")

    def measure() -> list[Row]:
        for old in disk.glob("*.cxdesk*"):
            old.unlink()
        floor = raw(disk / "floor.cxdesk")
        ws = Workspace.create(disk / "import.cxdesk", Shop(name="Import"))
        found: list[Preview] = []
        with settled_heap():
            least = seconds(floor)
            look = seconds(lambda: found.append(looked_at(ws, path)))
            write = seconds(
                lambda: through(ws.run_in_steps("import", lambda tx: batches.write(tx, "metrics", found[0])))
            )
            again = looked_at(ws, path).plan.tally.counts
            back = seconds(
                lambda: through(ws.run_in_steps("back", lambda tx: batches.take_back(tx, batches.newest(tx))))
            )
        assert again == {"add": 0, "update": 0, "same": METRICS * DAYS, "wrong": 0}
        assert ws.count(PartValue) == 0
        ws.close()
        assert check.check_file(ws.path) == []
        return [
            Row(
                number="9",
                operation="import 100,000 values: look, write, history",
                limit=f"executemany {ms(least)}",
                ours=f"{ms(look)} + {ms(write)}",
                value=(look + write) / least,
                goal=16,
            ),
            Row(
                number="9b",
                operation="take 100,000 values back by the history",
                limit=f"executemany {ms(least)}",
                ours=ms(back),
                value=back / least,
                goal=32,
            ),
        ]

    judge(measure)


def test_steps_are_short_and_memory_modest(disk: Path) -> None:
    path = table(disk / "numbers.csv")

    def measure() -> list[Row]:
        for old in disk.glob("*.cxdesk*"):
            old.unlink()
        ws = Workspace.create(disk / "steps.cxdesk", Shop(name="Steps"))
        gc.collect()
        gc.disable()  # the window collects in quiet moments
        stall = longest(ws, looked_at(ws, path))
        gc.enable()
        ws.undo()
        tracemalloc.start()
        made = looked_at(ws, table(disk / "some.csv", METRICS // 5))
        through(ws.run_in_steps("import", lambda tx: batches.write(tx, "metrics", made)))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        ws.close()
        each = peak / (METRICS // 5 * DAYS)
        return [
            Row(
                number="9c",
                operation="import 100,000 values: longest step but the sync",
                limit=f"{STALL} ms",
                ours=ms(stall),
                value=stall * 1e3,
                goal=STALL,
                unit="ms",
            ),
            Row(
                number="9d",
                operation="import: memory a value, with its undo",
                limit="1.5 KB",
                ours=f"{each / 1e3:.2f} KB",
                value=each,
                goal=1500,
                unit="B",
            ),
        ]

    judge(measure)
