"""Shops of 1,000 to 1,000,000 customers with preferences and visits, made once and kept in the cache."""

from __future__ import annotations

import csv
import fcntl
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.schema.entity import EntitySpec, spec_of
from cxdesk.store import db, derived, totals
from cxdesk.store.model import default_model
from cxdesk.workspace import Workspace
from tests.bench import people
from tests.bench.files import CACHE

STEP = 10_000
FIRST_VISIT = date(2024, 1, 1)
CUSTOMERS_HEAD = ("Name", "Called", "Phone", "Email", "Birthday", "Note", "Loyalty tier")
VISITS_HEAD = ("Customer", "Date", "Amount", "Service")
_PLACES = {name: place for place, name in enumerate(people.COLUMNS)}
KINDS: tuple[type[Any], ...] = (Customer, Preference, Visit)


def customers_shop(count: int) -> Path:
    """Return a shop with so many customers that nobody may change: from the cache, or made now."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "making").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        path = CACHE / f"people-{count}-{_shape()}.cxdesk"
        if not path.exists():
            for old in CACHE.glob(f"people-{count}-*"):
                old.unlink()
            _make(path, count)
    return path


def seeded(count: int) -> Iterator[dict[str, Any]]:
    """Give people as the columns of `people`, by name."""
    for row in people.rows(count, at="", revision=0):
        yield {name: row[place] for name, place in _PLACES.items()}


def customers_csv(path: Path, count: int) -> Path:
    """Write a list of customers as other programs export it."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(CUSTOMERS_HEAD)
        for one in seeded(count):
            phone = json.loads(str(one["phones"]))[0]
            tier = "ABC"[int(one["id"]) % 3]
            writer.writerow(
                (one["name"], one["called"], phone, one["email"], one["birthday"] or "", one["notes"], tier)
            )
    return path


def visits_csv(path: Path, count: int, customers: int) -> Path:
    """Write a list of visits of customers who are known by their email or number."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(VISITS_HEAD)
        for number in range(count):
            day = FIRST_VISIT + timedelta(days=number // 200)
            writer.writerow((f"K{1 + number % customers}", day.isoformat(), f"{10 + number % 90}.50", "Cut"))
    return path


def raw(ws_path: Path, records: Iterable[Any]) -> Callable[[], None]:
    """Return the floor: the same rows into the same table with its indexes, as durable, and nothing else."""
    made = list(records)
    spec = spec_of(made[0])
    rows = [(*spec.to_row(one).values(), "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 1) for one in made]

    def insert() -> None:
        connection = db.connect(ws_path)
        with db.write(connection):
            _insert(connection, spec, rows)
        connection.close()

    return insert


def _insert(connection: Any, spec: EntitySpec, rows: Iterable[Sequence[Any]]) -> None:
    names = (*spec.fields, "title_key", "created_at", "changed_at", "revision")
    quoted, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    connection.executemany(f'INSERT INTO "{spec.table}" ({quoted}) VALUES ({marks})', rows)


@cache
def _shape() -> str:
    """Return letters that change with everything that a made file depends on."""
    sources = (Path(people.__file__), people.WORDS, Path(__file__))
    parts = [source.read_text("utf-8") for source in sources]
    parts += [str(default_model().version), driver.sqlite_version]
    parts += [sql for _name, sql in derived._wanted(default_model().specs.values())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:10]


def _make(path: Path, count: int) -> None:
    """Write the rows past the funnel, in one transaction, and leave a file that the program trusts."""
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    Workspace.create(making, Shop(name="Willow & Co.", trade="cafe", language="en-GB")).close()
    connection = db.connect(making)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-200000")
    specs = default_model().specs
    with db.write(connection):
        operation = 1 + connection.execute("SELECT operation FROM state").fetchone()[0]
        own = (at := clock.stamp(clock.now()), at, operation)
        waiting = seeded(count)
        while part := list(islice(waiting, STEP)):
            for cls, records in zip(KINDS, _records(part), strict=True):
                spec = spec_of(cls)
                _insert(connection, spec, [(*spec.to_row(one).values(), *own) for one in records])
        derived.fill(connection, spec_of(Customer), specs.values())
        totals.rebuild(connection, [spec_of(cls).table for cls in KINDS])
        connection.execute("UPDATE state SET operation = ?, last_seen = ?", (operation, at))
    connection.close()
    making.replace(path)


def _records(part: Iterable[dict[str, Any]]) -> tuple[list[Any], list[Any], list[Any]]:
    customers, preferences, visits = [], [], []
    for one in part:
        number = int(one["id"])
        customers.append(customer_of(one))
        preferences.append(Preference(customer=number, text=one["preferences"], sort="likes"))
        if number % 2:
            day = date.fromisoformat(one["last_visit"])
            visits.append(Visit(customer=number, happens_on=day, state="came", service="Cut", ticket=4_500))
    return customers, preferences, visits


def customer_of(one: dict[str, Any]) -> Customer:
    """Return a seeded person as a customer."""
    return Customer(
        name=one["name"], called=one["called"], phones=tuple(json.loads(one["phones"])), email=one["email"],
        number=f"K{one['id']}", birthday=one["birthday"] or "", since=date.fromisoformat(one["since"]),
        note=one["notes"],
    )  # fmt: skip
