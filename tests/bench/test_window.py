"""Rows 6, 8 and 19: the list of a million records, the search field, and work in the background."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.bench import files
from tests.bench.board import Row, judge
from tests.bench.numbers_shop import numbers_shop
from tests.bench.timing import ms, percentile, ratio

pytestmark = pytest.mark.bench


def in_window(what: str, *paths: Path) -> Any:
    """Run one measurement in a process of its own."""
    words = [
        sys.executable,
        "-m",
        "tests.bench.in_window",
        what,
        files.schema_fingerprint(),
        *map(str, paths),
    ]
    done = subprocess.run(
        words, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def timed_row(number: str, operation: str, limit: str, seconds: float, goal: float) -> Row:
    """Return a row whose goal is a time."""
    ours, value = ms(seconds), seconds * 1e3
    return Row(number=number, operation=operation, limit=limit, ours=ours, value=value, goal=goal, unit="ms")


def keys_row(count: str, path: Path, goal: float) -> list[Row]:
    """Return the row of the search field."""
    taken = in_window("keys", path)["keys"]
    limit = f"p50 {ms(median(taken))}"
    return [timed_row("6", f"key to painted rows, {count}, p99", limit, percentile(taken, 0.99), goal)]


def test_a_key_until_it_is_painted_at_100k(shop_100k: Path) -> None:
    judge(lambda: keys_row("100k", shop_100k, 16))


def test_a_key_until_it_is_painted_at_1m(shop_1m: Path) -> None:
    judge(lambda: keys_row("1M", shop_1m, 25))


def test_a_table_of_a_million(shop_1k: Path, shop_1m: Path) -> None:
    def measure() -> list[Row]:
        found = in_window("table", shop_1k, shop_1m)
        few, many = found["small"], found["large"]
        grown = in_window("memory", shop_1m)["megabytes"]
        jumps = found["jumps"]
        return [
            Row(
                number="8",
                operation="table of 1M, first paint",
                limit=f"1k {ms(median(few))}",
                ours=ms(median(many)),
                value=ratio(many, few),
                goal=1.2,
            ),
            Row(
                number="8",
                operation="table of 1M, memory",
                limit="",
                ours=f"+{grown:.0f} MB",
                value=grown,
                goal=25,
                unit="MB",
            ),
            timed_row("8", "table of 1M, jump, p99", f"p50 {ms(median(jumps))}", percentile(jumps, 0.99), 16),
        ]

    judge(measure)


def test_ten_years_of_numbers_never_stall_the_window(disk: Path) -> None:
    """Of each thing that is done several times the median counts, of each page the worst thing."""
    pages = {
        "Today": ("open Today", "what comes after", "a number on Today", "Today again"),
        "Metrics": (
            "open Metrics", "choose a metric", "a number in the grid", "another week", "rename", "undo",
            "Metrics again", "chart of all", "memory tidied",
        ),
    }  # fmt: skip

    def measure() -> list[Row]:
        path = numbers_shop(disk)
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.on_numbers", str(path)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        found = json.loads(done.stdout.splitlines()[-1])["stalls"]
        rows = []
        for page, acts in pages.items():
            worst = max(acts, key=lambda act: median(found[act]))
            what = f"longest stall, {page} of ten years"
            rows.append(timed_row("19", what, f"beat 4 ms; {worst}", median(found[worst]), 50))
        return rows

    judge(measure)


def test_the_window_never_stalls(shop_100k: Path) -> None:
    def measure() -> list[Row]:
        found = in_window("stalls", shop_100k)
        limit = "beat 4 ms"
        return [
            timed_row("19", "longest stall, backup of 100k", limit, median(found["backup"]), 50),
            timed_row("19", "longest stall, 100 sheets", limit, median(found["sheets"]), 50),
        ]

    judge(measure)
