"""F2: the power fails at any moment. Nothing is half there, and nothing that was acknowledged is lost."""

from __future__ import annotations

import functools
import hashlib
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.store import check, db
from cxdesk.store.layout import is_derived
from cxdesk.workspace import Workspace
from tests.conftest import HOMES
from tests.faults.powercut import Disk, Event, cuts, replay
from tests.faults.samples import filled

pytestmark = pytest.mark.faults
NAME = "main.cxdesk"
OPERATIONS = 40
POINTS = 600
State = tuple[tuple[Any, ...], ...]
Judged = tuple[bool, State]
_known: dict[bytes, Judged] = {}
_left: dict[int, Judged] = {}


@dataclass(frozen=True)
class Recorded:
    """What the real store did to a file: the file before, and its statements by operation."""

    before: bytes
    operations: list[list[str]]


def work(ws: Workspace) -> None:
    """Use the funnel in every way that it has, for about `OPERATIONS` operations."""
    chance = random.Random(7)
    ids = [row.id for row in ws.rows(Standard)]
    for number in range(OPERATIONS - 8):
        match number % 5:
            case 0:
                ids.append(
                    ws.add(Standard(stage=1 + number % 2, text=f"new {number}", why="word " * number * 40))
                )
            case 1:
                ws.change(Standard, chance.choice(ids), why=f"because {number}", text=f"told again {number}")
            case 2:
                ws.move(Standard, chance.choice(ids), 1)
            case 3:
                ws.remove(Standard, ids.pop(chance.randrange(len(ids))))
            case 4:
                ws.undo()
                ws.redo()
    ws.remove(Stage, 3)
    ws.restore(ws.trash()[0])


@functools.cache
def recorded() -> Recorded:
    """Let the real store work, and write down the statements that it ran."""
    ws = filled(HOMES / "recorded.cxdesk", stages=3, each=10)
    ws.confirm(check.verify_file(ws.path))
    before = ws.path.read_bytes()
    operations: list[list[str]] = []

    def hear(statement: str) -> None:
        word = statement.split(None, 1)[0].upper()
        if word == "BEGIN":
            operations.append([])
        if word in {"BEGIN", "COMMIT", "INSERT", "UPDATE", "DELETE", "REPLACE", "PRAGMA"}:
            operations[-1].append(statement)

    ws._connection.set_trace_callback(hear)
    work(ws)
    ws._connection.set_trace_callback(None)
    ws.close()
    return Recorded(before, operations)


def state_of(connection: Any) -> State:
    """Return every row of every base table."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return tuple(
        (name, *(tuple(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1')))
        for (name,) in names
        if not is_derived(name)
    )


@functools.cache
def diary(synchronous: str, journal: str) -> list[Event]:
    """Return what reached the disk."""
    return replayed(synchronous, journal, lambda _connection: None)


@functools.cache
def promises() -> list[State]:
    """Return the state that was promised after each operation, however it was synced."""
    states: list[State] = []
    replayed("OFF", "MEMORY", lambda connection: states.append(state_of(connection)))
    return states


def replayed(synchronous: str, journal: str, kept: Callable[[Any], None]) -> list[Event]:
    source = recorded()
    disk = Disk(f"disk-{synchronous}-{journal}", {NAME: source.before})
    pragmas = [pragma for pragma in db._PRAGMAS if not pragma.startswith(("journal_mode", "synchronous"))]
    pragmas += [f"journal_mode={journal}", f"synchronous={synchronous}"]
    replay(disk, NAME, pragmas, source.operations, kept)
    return disk.events


def after_cuts(folder: Path, synchronous: str, points: int, journal: str = "DELETE") -> tuple[int, int]:
    """Cut the power; return how often the file was broken, and how often it had lost something."""
    events, states = diary(synchronous, journal), promises()
    broken = lost = 0
    for told, files in cuts(events, {NAME: recorded().before}, points, seed=20260114):
        same = hash(tuple(sorted(files.items())))
        if same not in _left:  # nearly half of the cuts leave what another one left
            _left[same] = after_cut(folder, files)
        whole, found = _left[same]
        if not whole or found not in states:
            broken += 1
        elif found not in states[told : told + 2]:
            lost += 1
    return broken, lost


def after_cut(folder: Path, files: dict[str, bytes]) -> Judged:
    """Judge what a cut left."""
    for name in (NAME, f"{NAME}-journal"):
        (folder / name).unlink(missing_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    try:
        return judged(folder / NAME)
    except Exception:
        return False, ()


def judged(path: Path) -> Judged:
    """Open the file; tell whether it is whole, and what is in it.

    Opening takes back what was half written, and after that most files are one of a few, byte for byte.
    """
    connection = db.connect(path)
    try:
        digest = hashlib.sha256(path.read_bytes()).digest()
        if digest not in _known:
            _known[digest] = (check.verify(connection).ok, state_of(connection))
    finally:
        connection.close()
    return _known[digest]


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """Give a folder in memory where there is one: the disk that matters here is made up."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def shipped(pragma: str) -> str:
    return next(one.partition("=")[2] for one in db._PRAGMAS if one.startswith(pragma))


def test_the_recording_is_what_the_store_did() -> None:
    operations = recorded().operations
    assert len(operations) >= OPERATIONS
    assert {operation[-1] for operation in operations} == {"COMMIT"}
    assert {operation[0] for operation in operations} == {"BEGIN IMMEDIATE"}
    states = promises()
    assert len(states) == len(operations) + 1
    connection = db.look(HOMES / "recorded.cxdesk")
    assert states[-1] == state_of(connection)
    connection.close()


def test_no_cut_breaks_the_file_or_loses_what_was_told(quick: Path) -> None:
    assert (shipped("journal_mode"), shipped("synchronous")) == ("DELETE", "EXTRA")
    assert after_cuts(quick, "EXTRA", POINTS) == (0, 0)


@pytest.mark.parametrize("synchronous", ["NORMAL", "FULL"])
def test_the_simulator_shows_what_less_syncing_would_lose(quick: Path, synchronous: str) -> None:
    broken, lost = after_cuts(quick, synchronous, 80)
    assert broken == 0
    assert lost > 0


def test_the_simulator_shows_what_no_syncing_would_break(quick: Path) -> None:
    broken, _lost = after_cuts(quick, "OFF", 40)
    assert broken > 10


def test_without_its_journal_a_cut_file_is_known_to_be_torn(quick: Path) -> None:
    """F19: whatever was copied alone is either a state that was promised, or found to be none."""
    events, states = diary("EXTRA", "DELETE"), promises()
    promised = [{name: rows for name, *rows in state if name != "state"} for state in states]
    torn = 0
    for _told, files in cuts(events, {NAME: recorded().before}, 120, seed=19):
        (quick / NAME).write_bytes(files[NAME])
        if not check.verify_file(quick / NAME).ok:
            torn += 1
            continue
        connection = db.look(quick / NAME)
        found = {name: rows for name, *rows in state_of(connection) if name != "state"}
        connection.close()
        assert found in promised
    assert torn > 3


@pytest.mark.soak
def test_ten_thousand_cuts(quick: Path) -> None:
    assert after_cuts(quick, "EXTRA", 10_000) == (0, 0)
