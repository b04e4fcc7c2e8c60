"""Rows 7, 9, 10 and 20: files of customers and visits looked at, taken in, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.services.imports import batches
from cxdesk.services.imports.batches import Preview
from cxdesk.store import check, cipher
from cxdesk.workspace import Steps, Workspace, through
from tests.bench import customers_shop as shops
from tests.bench.board import Row, judge
from tests.bench.test_customers import PASSPHRASE, in_customers
from tests.bench.test_window import timed_row
from tests.bench.timing import ms, seconds, settled_heap

pytestmark = pytest.mark.bench
COUNT, SOME, KNOWN = 100_000, 20_000, 1_000
ROUNDS = 3


def new(path: Path) -> Workspace:
    """Make an empty shop."""
    path.unlink(missing_ok=True)
    return Workspace.create(path, Shop(name="Import", language="en-GB"))


def looked_at(ws: Workspace, kind: str, path: Path) -> Preview:
    return through(batches.preview(ws, kind, batches.open_file(path)))


def write(ws: Workspace, kind: str, made: Preview) -> Steps[int]:
    return ws.run_in_steps("import", lambda tx: batches.write(tx, kind, made))


def counts(made: Preview) -> tuple[int, int, int, int]:
    found = made.plan.tally.counts
    return found["add"], found["update"], found["same"], found["wrong"]


def taken(ws: Workspace, kind: str, table: Path, floor: Callable[[], None], count: int) -> dict[str, float]:
    """Return the seconds of the floor, of looking, writing and taking back."""
    found: list[Preview] = []
    with settled_heap():
        times = {"look": seconds(lambda: found.append(looked_at(ws, kind, table)))}
        assert counts(found[0])[:1] == (count,)
        times["floor"] = seconds(floor)  # beside the write: the machine is not always as fast
        times["write"] = seconds(lambda: through(write(ws, kind, found[0])))
    again = counts(looked_at(ws, kind, table))
    assert again == (0, 0, count, 0)
    with settled_heap():
        times["back"] = seconds(lambda: through(ws.going_back("undo")))
    assert check.check_file(ws.path) == []
    return times


def rows_of(times: dict[str, float], number: str, what: str, *, write: float, look: float) -> list[Row]:
    floor = times["floor"]
    parts = (("write", "write, history, check", write), ("look", "look", look), ("back", "undo", 24))
    return [
        Row(
            number=number, operation=f"{COUNT:,} {what}: {said}", limit=f"executemany {ms(floor)}",
            ours=ms(times[part]), value=times[part] / floor, goal=goal,
        )
        for part, said, goal in parts
    ]  # fmt: skip


def test_importing_customers(disk: Path) -> None:
    """All of them can be found at once: with the rows come those of the search."""
    table = shops.customers_csv(disk / "people.csv", COUNT)

    def measure() -> list[Row]:
        new(disk / "floor.cxdesk").close()
        floor = shops.raw(disk / "floor.cxdesk", map(shops.customer_of, shops.seeded(COUNT)))
        ws = new(disk / "import.cxdesk")
        times = taken(ws, "customers", table, floor, COUNT)
        ws.close()
        return rows_of(times, "10", "customers", write=6.5, look=16)

    judge(measure)


def test_importing_visits(disk: Path) -> None:
    """Visits are not searched."""
    table = shops.visits_csv(disk / "visits.csv", COUNT, KNOWN)

    def known(path: Path) -> Workspace:
        ws = new(path)
        ws.run("known", lambda tx: tx.add_all([shops.customer_of(one) for one in shops.seeded(KNOWN)]))
        return ws

    def measure() -> list[Row]:
        known(disk / "floor.cxdesk").close()
        visits = [
            Visit(
                customer=1 + number % KNOWN, happens_on=shops.FIRST_VISIT, state="came", service="Cut",
                ticket=1_050,
            )
            for number in range(COUNT)
        ]  # fmt: skip
        floor = shops.raw(disk / "floor.cxdesk", visits)
        ws = known(disk / "import.cxdesk")
        times = taken(ws, "visits", table, floor, COUNT)
        ws.close()
        return rows_of(times, "9", "visits", write=2.6, look=24)

    judge(measure)


def test_the_window_goes_on_while_customers_come(disk: Path) -> None:
    table = shops.customers_csv(disk / "people.csv", SOME)

    def measure() -> list[Row]:
        ws = new(disk / "window.cxdesk")
        there = islice(shops.seeded(SOME + KNOWN), SOME, None)  # so the scripts of their names are in use
        ws.run("known", lambda tx: tx.add_all([shops.customer_of(one) for one in there]))
        ws.close()
        found = in_customers("import", disk / "window.cxdesk", table)
        return [
            timed_row("7", f"longest stall, {what} {SOME:,} customers", "beat 4 ms", found[what], 50)
            for what in ("look", "write", "undo")
        ]

    judge(measure)


def test_memory_does_not_grow_with_the_file(disk: Path) -> None:
    def peak(count: int) -> float:
        new(disk / "memory.cxdesk").close()
        table = shops.customers_csv(disk / f"{count}.csv", count)
        found = in_customers("memory", disk / "memory.cxdesk", table)
        return float(found["peak"])

    def measure() -> list[Row]:
        few, many = peak(COUNT // 10), peak(COUNT)
        return [
            Row(
                number="10", operation=f"peak memory, import and undo of {COUNT:,}",
                limit=f"{COUNT // 10:,}: {few:.0f} MB", ours=f"{many:.0f} MB", value=many / few, goal=1.2,
            )
        ]  # fmt: skip

    judge(measure)


def test_importing_into_a_locked_file(disk: Path) -> None:
    table = shops.customers_csv(disk / "people.csv", SOME)

    def once(path: Path, *, locked: bool) -> float:
        ws = new(path)
        if locked:
            ws.set_key(cipher.new_key(PASSPHRASE))
        made = looked_at(ws, "customers", table)
        with settled_heap():
            took = seconds(lambda: through(write(ws, "customers", made)))
        assert ws.count(Customer) == SOME
        ws.close()
        return took

    def measure() -> list[Row]:
        pairs = [
            (once(disk / "plain.cxdesk", locked=False), once(disk / "locked.cxdesk", locked=True))
            for _round in range(ROUNDS)
        ]
        plain, locked = (median(column) for column in zip(*pairs, strict=True))
        return [
            Row(
                number="20", operation=f"import {SOME:,} customers into a locked file",
                limit=f"plain {ms(plain)}", ours=ms(locked), value=locked / plain, goal=2,
            )
        ]  # fmt: skip

    judge(measure)
