"""Rows 2, 4 to 8 and 20 on real customers: start, search, list, and what a locked file costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.store import cipher
from cxdesk.text import fold
from cxdesk.workspace import Query, Workspace
from tests.bench import files
from tests.bench.board import Row, judge
from tests.bench.customers_shop import customers_shop
from tests.bench.people import typed
from tests.bench.test_search import SHOWN, Way, every_key, faster_row
from tests.bench.test_window import timed_row
from tests.bench.timing import ms, percentile, seconds, settled_heap

pytestmark = pytest.mark.bench
ROWS = "SELECT p.id, p.name, p.phones, p.email, p.note FROM customer AS p"
PASSPHRASE = "window seat and oat milk"


@pytest.fixture(scope="module")
def people_1k() -> Path:
    """A shop with 1,000 customers, to be read only."""
    return customers_shop(1_000)


@pytest.fixture(scope="module")
def people_100k() -> Path:
    """A shop with 100,000 customers, to be read only."""
    return customers_shop(100_000)


@pytest.fixture(scope="module")
def people_1m() -> Path:
    """A shop with 1,000,000 customers, to be read only."""
    if files.MOST < 1_000_000:
        pytest.skip("CXDESK_BENCH_MAX is below 1,000,000")
    return customers_shop(1_000_000)


def in_customers(what: str, *paths: Path) -> Any:
    """Run one measurement in a process of its own."""
    words = [sys.executable, "-m", "tests.bench.in_customers", what, *map(str, paths)]
    done = subprocess.run(
        words, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def ours(workspace: Workspace) -> Way:
    """The program's own search: the best matches."""

    def search(text: str) -> list[object]:
        ids = workspace.ids(Customer, Query(text=text, limit=SHOWN))
        marks = ",".join("?" * len(ids))
        return list(workspace._connection.execute(f"{ROWS} WHERE id IN ({marks})", ids).fetchall())

    return search


def look_up(workspace: Workspace) -> Way:
    """The floor: one range of the index on the name."""
    sql = f"{ROWS} WHERE title_key >= ? AND title_key < ? LIMIT {SHOWN}"
    return lambda text: workspace._connection.execute(sql, (fold(text), fold(text) + "\U0010ffff")).fetchall()


def scan(workspace: Workspace) -> Way:
    """What a program without a search index does, on the same folded text."""
    sql = (
        "SELECT p.id, p.name FROM search_customer_content AS s JOIN customer AS p ON p.id = s.id"
        f" WHERE s.c0 LIKE ?1 OR s.c1 LIKE ?1 LIMIT {SHOWN}"
    )
    return lambda text: workspace._connection.execute(sql, (f"%{fold(text)}%",)).fetchall()


def words_of(workspace: Workspace, count: int) -> list[str]:
    """Return what is typed to find customers from all over the file, by name, preference and phone."""
    step = workspace.count(Customer) // 997
    found = []
    for number in range(1, 997 * step, step):
        name, phones, wishes = workspace._connection.execute(
            "SELECT c.name, c.phones, p.text FROM customer AS c JOIN preference AS p ON p.customer = c.id"
            " WHERE c.id = ?",
            (number,),
        ).fetchone()
        found.append((name, wishes, " ".join(json.loads(phones))))
    return typed(found, count)


def p99_of(path: Path, *, passes: int, scanned: int) -> dict[str, float]:
    """Return the p99 of each way; the slow scan gets only the first words, like for like in `index`."""
    workspace = Workspace.open(path, read_only=True)
    words = words_of(workspace, 100)
    with settled_heap():
        times = every_key({"ours": ours(workspace), "look_up": look_up(workspace)}, words, passes)
        times["scan"] = every_key({"scan": scan(workspace)}, words[:scanned], 1)["scan"]
    workspace.close()
    found = {name: percentile(values, 0.99) for name, values in times.items()}
    return found | {"ours_on_scanned": percentile(times["ours"][: len(times["scan"])], 0.99)}


def test_a_key_among_100k_customers(people_100k: Path) -> None:
    def measure() -> list[Row]:
        p99 = p99_of(people_100k, passes=5, scanned=25)
        against = Row(
            number="4", operation="query a key, 100k customers, p99", limit=f"B-tree {ms(p99['look_up'])}",
            ours=ms(p99["ours"]), value=p99["ours"] / p99["look_up"], goal=5,
        )  # fmt: skip
        return [against, faster_row("4", "100k customers", p99["ours_on_scanned"], p99["scan"])]

    judge(measure)


def test_a_key_among_1m_customers(people_1m: Path) -> None:
    def measure() -> list[Row]:
        p99 = p99_of(people_1m, passes=3, scanned=15)
        in_time = timed_row(
            "5", "query a key, 1M customers, p99", f"B-tree {ms(p99['look_up'])}", p99["ours"], 10
        )
        return [in_time, faster_row("5", "1M customers", p99["ours_on_scanned"], p99["scan"])]

    judge(measure)


def keys_row(count: str, path: Path, goal: float) -> list[Row]:
    """Return the row of the search of the page."""
    taken = in_customers("keys", path)["keys"]
    what = f"key to painted customers, {count}, p99"
    return [timed_row("6", what, f"p50 {ms(median(taken))}", percentile(taken, 0.99), goal)]


def test_a_key_until_100k_customers_are_painted(people_100k: Path) -> None:
    judge(lambda: keys_row("100k", people_100k, 16))


def test_a_key_until_1m_customers_are_painted(people_1m: Path) -> None:
    judge(lambda: keys_row("1M", people_1m, 25))


def test_the_list_of_a_million_customers(people_1k: Path, people_1m: Path) -> None:
    def measure() -> list[Row]:
        few, many = in_customers("list", people_1k), in_customers("list", people_1m)
        jumps = many["jumps"]
        return [
            Row(
                number="8", operation="customers page of 1M, first paint", limit=f"1k {ms(few['first'])}",
                ours=ms(many["first"]), value=many["first"] / few["first"], goal=1.2,
            ),
            Row(
                number="8", operation="customers page of 1M, memory",
                limit=f"1k +{few['megabytes']:.0f} MB", ours=f"+{many['megabytes']:.0f} MB",
                value=many["megabytes"] - few["megabytes"], goal=25, unit="MB",
            ),
            timed_row("8", "customers, jump, p99", f"p50 {ms(median(jumps))}", percentile(jumps, 0.99), 16),
        ]  # fmt: skip

    judge(measure)


def test_to_open_does_not_depend_on_the_customers(people_1k: Path, people_1m: Path) -> None:
    """The start of the whole program against that of few: its window is the same one."""

    def opening(path: Path) -> Callable[[], None]:
        return lambda: Workspace.open(path, read_only=True).close()

    def measure() -> list[Row]:
        pairs = [(seconds(opening(people_1k)), seconds(opening(people_1m))) for _round in range(15)][3:]
        slower = median(many - few for few, many in pairs)
        few = median(few for few, _many in pairs)
        limit = f"1k {ms(few)}"
        # A tenth of a bare window's start, of which opening the file is one part.
        return [timed_row("2", "open 1M customers, more than 1k by", limit, max(0.0, slower), 13)]

    judge(measure)


def test_a_locked_file(people_100k: Path, disk: Path) -> None:
    def measure() -> list[Row]:
        plain = files.copy_of(people_100k, disk / "plain.cxdesk")
        locked = files.copy_of(people_100k, disk / "locked.cxdesk")
        workspace = Workspace.open(locked)
        key = cipher.new_key(PASSPHRASE)
        workspace.set_key(key.copy())
        words = words_of(workspace, 60)
        workspace.close()
        other = Workspace.open(plain, read_only=True)
        mine = Workspace.open(locked, key=key.copy(), read_only=True)
        with settled_heap():
            times = every_key({"plain": ours(other), "locked": ours(mine)}, words, 5)
        other.close()
        mine.close()
        slower = [
            seconds(lambda: Workspace.open(locked, key=key.copy(), read_only=True).close())
            - seconds(lambda: Workspace.open(plain, read_only=True).close())
            for _round in range(7)
        ]
        usual = sum(times["plain"])
        return [
            Row(
                number="20", operation="search in a locked file, all keys", limit=f"plain {ms(usual)}",
                ours=ms(sum(times["locked"])), value=sum(times["locked"]) / usual, goal=1.5,
            ),
            timed_row("20", "open a locked file, more by", "its key is there", max(0.0, median(slower)), 200),
        ]  # fmt: skip

    judge(measure)
