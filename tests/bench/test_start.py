"""Rows 1 to 3: from the start of the process to a window at rest, and the memory it takes."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest

from cxdesk import clock
from cxdesk.paths import config_dir
from cxdesk.store.files import folder_of
from tests.bench import files
from tests.bench.board import Row, judge
from tests.bench.screen import Screen, Started
from tests.bench.timing import ms, ratio

pytestmark = pytest.mark.bench
ROUNDS = 5
PAGE = "patron"
Starts = dict[str, list[Started]]


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    """A screen of our own."""
    if shutil.which("Xvfb") is None:
        pytest.skip("there is no Xvfb")
    made = Screen()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def last_page(home: Path) -> None:
    """The window opens on the list of patrons, as it was left; her name was asked at the first start."""
    config_dir().mkdir(parents=True)
    kept = {"your_name": "Maya", "window": {"page": PAGE}}
    (config_dir() / "settings.json").write_text(json.dumps(kept), encoding="utf-8")


def bare() -> list[str]:
    """The command of the floor."""
    return [sys.executable, "-m", "tests.bench.bare_window"]


def window(path: Path, *more: str) -> list[str]:
    """The command of the program on a file."""
    backed_up(path)
    return [sys.executable, "-m", "tests.bench.window", str(path), files.schema_fingerprint(), *more]


def backed_up(path: Path) -> None:
    """Leave the name of a fresh backup, so that the window makes none of its own while it is measured."""
    folder = folder_of(path)
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    stamp = clock.stamp(clock.now()).replace(":", "-")
    (folder / f"{path.stem}-{stamp}-seq00001-v{files.model().version}-open.cxdesk").touch()


def rounds(start: dict[str, Callable[[], Started]], count: int = ROUNDS) -> Starts:
    """Start each program once a round; the first round warms up."""
    found: Starts = {name: [] for name in start}
    for number in range(count + 1):
        for name, act in start.items():
            once = act()
            if number:
                found[name].append(once)
    return found


def start_row(
    number: str, operation: str, name: str, limit: list[Started], ours: list[Started], goal: float
) -> Row:
    """Return the row of a start against another."""
    floor, taken = ([one.settled for one in found] for found in (limit, ours))
    shown = f"{name} {ms(median(floor))}"
    value = ratio(taken, floor)
    return Row(
        number=number, operation=operation, limit=shown, ours=ms(median(taken)), value=value, goal=goal
    )


def memory_row(operation: str, limit: list[Started], ours: list[Started], goal: float) -> Row:
    """Return the row of the memory of a program against another."""
    floor, taken = (median(one.memory for one in found) for found in (limit, ours))
    shown = f"bare window {floor:.0f} MB"
    return Row(
        number="3", operation=operation, limit=shown, ours=f"{taken:.0f} MB", value=taken / floor, goal=goal
    )


def test_start_and_memory(screen: Screen, shop_100k: Path) -> None:
    def measure() -> list[Row]:
        found = rounds(
            {"bare": lambda: screen.start(bare(), {}), "ours": lambda: screen.start(window(shop_100k), {})}
        )
        full = rounds({"full": lambda: screen.start(window(shop_100k, "--all"), {}, wait=2.0)}, 1)["full"]
        return [
            start_row("1", "start, settled, 100k", "bare window", found["bare"], found["ours"], 1.7),
            memory_row("memory after start", found["bare"], found["ours"], 1.5),
            memory_row("memory, all libraries", found["bare"], full, 3.3),
        ]

    judge(measure)


def test_start_does_not_depend_on_the_file(screen: Screen, shop_1k: Path, shop_1m: Path) -> None:
    def measure() -> list[Row]:
        found = rounds(
            {"1k": lambda: screen.start(window(shop_1k), {}), "1M": lambda: screen.start(window(shop_1m), {})}
        )
        return [start_row("2", "start, 1M against 1k", "1k", found["1k"], found["1M"], 1.1)]

    judge(measure)
