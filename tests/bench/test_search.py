"""Rows 4 and 5: what a key in the search field costs the store, held against an index look-up and a scan.

All ways give the same columns of at most as many rows; the rest of the way to the window is row 6.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

from cxdesk.text import fold
from cxdesk.workspace import Query, Workspace
from tests.bench import files
from tests.bench.board import Row, judge
from tests.bench.patron import Patron
from tests.bench.people import key_presses, typed
from tests.bench.timing import ms, percentile, settled_heap

pytestmark = pytest.mark.bench
SHOWN = 50
ROWS = "SELECT p.id, p.name, p.phones, p.city, p.preferences"
Way = Callable[[str], object]


def ours(workspace: Workspace) -> Way:
    """The program's own search: the best matches."""
    connection = workspace._connection

    def search(text: str) -> list[object]:
        ids = workspace.ids(Patron, Query(text=text, limit=SHOWN))
        marks = ",".join("?" * len(ids))
        found: list[object] = connection.execute(
            f"{ROWS} FROM patron AS p WHERE id IN ({marks})", ids
        ).fetchall()
        return found

    return search


def look_up(workspace: Workspace) -> Way:
    """The floor: one range of the index on the name."""
    connection = workspace._connection
    sql = f"{ROWS} FROM patron AS p WHERE title_key >= ? AND title_key < ? LIMIT {SHOWN}"
    return lambda text: connection.execute(sql, (fold(text), fold(text) + "\U0010ffff")).fetchall()


def scan(workspace: Workspace) -> Way:
    """What a program without a search index does, on the same folded text."""
    connection = workspace._connection
    sql = (
        f"{ROWS} FROM search_patron_content AS s JOIN patron AS p ON p.id = s.id"
        f" WHERE s.c0 LIKE ?1 OR s.c1 LIKE ?1 LIMIT {SHOWN}"
    )
    return lambda text: connection.execute(sql, (f"%{fold(text)}%",)).fetchall()


def words_to_type(workspace: Workspace, count: int) -> list[str]:
    """Return words for records from all over the file."""
    step = workspace.count(Patron) // 997
    rows = workspace.page(Patron, range(1, 997 * step, step))
    return typed(
        [(one.record.name, one.record.preferences, " ".join(one.record.phones)) for one in rows], count
    )


def every_key(ways: dict[str, Way], words: list[str], passes: int) -> dict[str, list[float]]:
    """Return, for each way, the seconds of every key: the median of some passes over all words."""
    times: dict[str, list[list[float]]] = {name: [] for name in ways}
    keys = list(key_presses(words))
    for _number in range(passes):
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for texts in keys:
            for name, way in ways.items():
                for text in texts:
                    start = perf_counter()
                    way(text)
                    taken[name].append(perf_counter() - start)
        for name, found in taken.items():
            times[name].append(found)
    return {
        name: [statistics.median(key) for key in zip(*found, strict=True)] for name, found in times.items()
    }


def p99_of(path: Path, *, passes: int, scanned: int) -> dict[str, float]:
    """Return the p99 of each way; the slow scan gets only the first words, like for like in `index`."""
    workspace = Workspace.open(path, model=files.model(), read_only=True)
    words = words_to_type(workspace, 100)
    fast = {"ours": ours(workspace), "look_up": look_up(workspace)}
    with settled_heap():
        times = every_key(fast, words, passes)
        times["scan"] = every_key({"scan": scan(workspace)}, words[:scanned], 1)["scan"]
    workspace.close()
    keys = len(times["scan"])
    found = {name: percentile(values, 0.99) for name, values in times.items()}
    return found | {"ours_on_scanned": percentile(times["ours"][:keys], 0.99)}


def faster_row(number: str, count: str, ours: float, scanned: float) -> Row:
    """Return the row that holds the search against a scan."""
    return Row(
        number=number,
        operation=f"query a key, {count}, p99, faster by",
        limit=f"LIKE {ms(scanned)}",
        ours=ms(ours),
        value=scanned / ours,
        goal=40,
        at_least=True,
    )


def test_a_key_at_100k(shop_100k: Path) -> None:
    def measure() -> list[Row]:
        p99 = p99_of(shop_100k, passes=5, scanned=100)
        against_look_up = Row(
            number="4",
            operation="query a key, 100k, p99",
            limit=f"B-tree {ms(p99['look_up'])}",
            ours=ms(p99["ours"]),
            value=p99["ours"] / p99["look_up"],
            goal=5,
        )
        return [against_look_up, faster_row("4", "100k", p99["ours"], p99["scan"])]

    judge(measure)


def test_a_key_at_1m(shop_1m: Path) -> None:
    def measure() -> list[Row]:
        p99 = p99_of(shop_1m, passes=3, scanned=15)
        in_time = Row(
            number="5",
            operation="query a key, 1M, p99",
            limit=f"B-tree {ms(p99['look_up'])}",
            ours=ms(p99["ours"]),
            value=p99["ours"] * 1e3,
            goal=10,
            unit="ms",
        )
        return [in_time, faster_row("5", "1M", p99["ours_on_scanned"], p99["scan"])]

    judge(measure)
