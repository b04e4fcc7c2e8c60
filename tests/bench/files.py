"""Workspaces of 1,000 to 1,000,000 patrons, made once and kept in the project's cache folder."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from functools import cache
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from cxdesk import clock
from cxdesk.entities.shop import Shop
from cxdesk.schema.entity import spec_of
from cxdesk.store import db, derived, totals
from cxdesk.store.layout import fingerprint
from cxdesk.store.migrate import _sqlite_utils
from cxdesk.store.model import Model, default_model
from cxdesk.text import fold
from cxdesk.workspace import Workspace
from tests.bench import people
from tests.bench.patron import Patron, add_patrons, model_with_patrons

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "bench"
MOST = int(os.environ.get("CXDESK_BENCH_MAX", "1000000"))


@cache
def schema_fingerprint() -> str:
    """Return the fingerprint that a file of our model has: what its migrations make."""
    connection = driver.connect(":memory:", isolation_level=None)
    connection.row_factory = driver.Row
    database = _sqlite_utils(connection)
    for step in (*default_model().migrations, add_patrons):
        step(database)
    found = fingerprint(connection)
    connection.close()
    return found


@cache
def model() -> Model:
    """Return the model of the files of the bench."""
    return model_with_patrons(schema_fingerprint())


def workspace_of(count: int) -> Path:
    """Return a workspace with `count` patrons that nobody may change: from the cache, or made now."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "making").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        path = CACHE / f"{count}-{_shape()}.cxdesk"
        if not path.exists():
            for old in CACHE.glob(f"{count}-*"):
                old.unlink()
            _make(path, count)
    return path


def copy_of(path: Path, to: Path) -> Path:
    """Return a copy of a workspace, for tests that write."""
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, to)
    return to


@cache
def _shape() -> str:
    """Return letters that change with everything that a made file depends on."""
    path = CACHE / f"shape-{os.getpid()}.cxdesk"
    workspace = Workspace.create(path, Shop(name="Shape"), model=model())
    connection = workspace._connection
    sql = [
        row[0]
        for row in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    ]
    workspace.close()
    path.unlink()
    parts = [
        *sql,
        driver.sqlite_version,
        fold("Łódź, Ærø & Straße"),
        Path(people.__file__).read_text("utf-8") + people.WORDS.read_text("utf-8"),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:10]


def _make(path: Path, count: int) -> None:
    """Write the rows past the funnel, in one transaction, and leave a file that the program trusts."""
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    Workspace.create(making, Shop(name="Willow & Co.", trade="cafe"), model=model()).close()
    connection = db.connect(making)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-200000")
    marks = ", ".join("?" * len(people.COLUMNS))
    with db.write(connection):
        operation = 1 + connection.execute("SELECT operation FROM state").fetchone()[0]
        at = clock.stamp(clock.now())
        connection.executemany(
            f"INSERT INTO patron ({', '.join(people.COLUMNS)}) VALUES ({marks})",
            people.rows(count, at=at, revision=operation),
        )
        derived.fill(connection, spec_of(Patron), model().specs.values())
        totals.rebuild(connection, ["patron"])
        connection.execute("UPDATE state SET operation = ?, last_seen = ?", (operation, at))
    connection.close()
    making.replace(path)
