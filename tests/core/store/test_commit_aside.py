"""The end of an operation on very many records: the disk is at work on it while the window goes on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxdesk import errors
from cxdesk.entities.customer import Customer
from cxdesk.entities.person import Person
from cxdesk.events import Event
from cxdesk.store import check, db
from cxdesk.store.aftermath import MANY
from cxdesk.store.returning import Returning
from cxdesk.store.steps import Steps, aside
from cxdesk.store.transaction import prepared
from cxdesk.workspace import Workspace, through

COUNT = MANY + 50


@pytest.fixture
def reader(ws: Workspace) -> Iterator[db.Connection]:
    """Another program that reads the file: no commit gets past it."""
    ws.add(Person(name="Maya"))
    made = db.look(ws.path)
    made.execute("BEGIN")
    made.execute("SELECT count(*) FROM person").fetchone()
    yield made
    made.close()


def adding(ws: Workspace) -> Steps[int]:
    def act(tx: Returning) -> Steps[int]:
        ids = tx.add_rows(Customer, [prepared(Customer(name=f"Anna {i}")) for i in range(COUNT)])
        yield from tx.settle()
        return len(ids)

    return ws.run_in_steps("many", act)


def at_the_end() -> bool:
    return any(thread.name == "aside" for thread in threading.enumerate())


def committing(ws: Workspace) -> Steps[int]:
    """Return the steps of an operation that has nothing left but its end."""
    steps = adding(ws)
    while not at_the_end():
        next(steps)
    return steps


def test_the_disk_is_waited_for_on_another_thread(ws: Workspace) -> None:
    heard: list[tuple[str, bool]] = []
    here = threading.current_thread()
    ws._connection.set_trace_callback(
        lambda sql: heard.append((sql, threading.current_thread() is here)) if sql == "COMMIT" else None
    )
    assert through(adding(ws)) == COUNT
    ws.add(Person(name="Maya"))
    ws._connection.set_trace_callback(None)
    assert heard == [("COMMIT", False), ("COMMIT", True)]


def test_what_is_said_to_be_done_is_in_the_file(ws: Workspace) -> None:
    through(adding(ws))
    with_others = db.look(ws.path)
    assert with_others.execute("SELECT count(*) FROM customer").fetchone()[0] == COUNT
    with_others.close()
    assert ws.undo() == "many"
    assert ws.count(Customer) == 0
    assert check.check_file(ws.path) == []


def test_the_window_can_read_meanwhile(ws: Workspace, reader: db.Connection) -> None:
    ws._connection.execute("PRAGMA busy_timeout=200")
    steps = committing(ws)
    assert [row.record.name for row in ws.rows(Person)] == ["Maya"]
    reader.close()
    steps.close()


def test_nothing_else_is_written_meanwhile(ws: Workspace, reader: db.Connection) -> None:
    steps = committing(ws)
    with pytest.raises(RuntimeError, match="an operation inside an operation"):
        ws.add(Person(name="Ben"))
    reader.close()
    assert through(steps) == COUNT
    assert ws.count(Person) == 1


def test_who_gives_up_too_late_has_it_done_and_can_undo_it(ws: Workspace, reader: db.Connection) -> None:
    heard: list[Event] = []
    ws.events.subscribe(heard.append)
    steps = committing(ws)
    reader.close()
    steps.close()
    assert ws.count(Customer) == COUNT
    assert [len(event.ids["customer"]) for event in heard] == [COUNT]
    assert ws.undo() == "many"
    assert ws.count(Customer) == 0


@pytest.mark.usefixtures("reader")
def test_who_gives_up_an_end_that_fails_has_nothing_done(ws: Workspace) -> None:
    ws._connection.execute("PRAGMA busy_timeout=50")
    steps = committing(ws)
    steps.close()
    assert not ws._connection.in_transaction
    assert ws.count(Customer) == 0
    assert ws.undo_label != "many"


def test_an_end_that_fails_says_why_and_leaves_nothing(ws: Workspace, reader: db.Connection) -> None:
    ws._connection.execute("PRAGMA busy_timeout=50")
    with pytest.raises(errors.FileBusy, match="Nothing was changed"):
        through(adding(ws))
    assert not ws._connection.in_transaction
    assert ws.count(Customer) == 0
    reader.close()
    assert through(adding(ws)) == COUNT
    assert check.check_file(ws.path) == []


def test_a_fault_aside_comes_back(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        through(aside((tmp_path / "nothing").read_bytes))
