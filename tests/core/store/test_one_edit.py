"""What one edit costs: statements, compiled ones; and the history without an index on its operations."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.role import Role
from cxdesk.store import derived, history
from cxdesk.workspace import Workspace


@pytest.fixture
def asked(ws: Workspace) -> Callable[[Callable[[], object]], list[str]]:
    """Return the statements that an act sends to the engine, without those that it makes itself."""

    def listen(act: Callable[[], object]) -> list[str]:
        said: list[str] = []
        connection: Any = ws.opened.connection
        connection.set_trace_callback(said.append)
        try:
            act()
        finally:
            connection.set_trace_callback(None)
        return [one for one in said if not one.startswith("--")]

    return listen


def writes_search(said: list[str]) -> bool:
    return any(re.match(r"(INSERT INTO|UPDATE|DELETE FROM) search_", one) for one in said)


def test_an_edit_takes_few_statements(
    ws: Workspace, asked: Callable[[Callable[[], object]], list[str]]
) -> None:
    role = ws.add(Role(name="Barista"))

    said = asked(lambda: ws.change(Role, role, name="Head barista"))

    assert said[0] == "BEGIN IMMEDIATE"
    assert said[-1] == "COMMIT"
    assert len(said) <= 11  # of them two rows of the search, one of the history, two totals
    assert not [one for one in said if "PRAGMA" in one]


def test_an_edit_compiles_nothing_that_the_one_before_compiled(ws: Workspace) -> None:
    role = ws.add(Role(name="Barista"))
    connection: Any = ws.opened.connection
    for number in range(150):  # more than the driver keeps by itself: who reads long asks for much
        connection.execute(f"SELECT {number}").fetchone()
    compiled: list[tuple[Any, ...]] = []

    def note(*what: Any) -> int:
        compiled.append(what)
        return 0

    connection.set_authorizer(note)
    for name in ("Head barista", "First barista"):
        ws.change(Role, role, name=name)
    assert compiled
    compiled.clear()
    ws.change(Role, role, name="Barista")

    assert not compiled


def test_what_is_not_searched_leaves_the_search_alone(
    ws: Workspace, asked: Callable[[Callable[[], object]], list[str]]
) -> None:
    ada = ws.add(Customer(name="Ada Byron"))
    tea = ws.add(Preference(customer=ada, sort="likes", text="green tea"))

    assert not writes_search(asked(lambda: ws.change(Customer, ada, birthday="1985-12-10")))
    assert not writes_search(asked(lambda: ws.change(Preference, tea, seen_on=date(2026, 1, 5))))
    assert writes_search(asked(lambda: ws.change(Preference, tea, text="black tea")))
    assert [hit.id for hit in ws.search("black")] == [ada]
    assert not ws.search("green")


def test_what_is_hidden_or_belongs_to_another_is_found_there(ws: Workspace) -> None:
    ada, mary = ws.add(Customer(name="Ada Byron")), ws.add(Customer(name="Mary Somerville"))
    tea = ws.add(Preference(customer=ada, sort="likes", text="green tea"))

    ws.change(Preference, tea, customer=mary)
    assert [hit.id for hit in ws.search("green")] == [mary]
    ws.change(Preference, tea, sort="sensitive")
    assert not ws.search("green")


def test_links_are_looked_at_when_the_operation_ends(ws: Workspace) -> None:
    rows = ws.opened.connection.execute("SELECT sql FROM sqlite_master WHERE sql LIKE '%REFERENCES%'")
    links = [link for row in rows for link in re.findall(r"REFERENCES [^,\n]*", row[0])]

    assert links
    assert all("DEFERRABLE INITIALLY DEFERRED" in link for link in links)


def test_the_history_finds_what_an_operation_touched_without_an_index(ws: Workspace) -> None:
    some = random.Random(5)
    roles = [ws.add(Role(name=f"Role {number}")) for number in range(12)]
    for number in range(60):
        for role in some.sample(roles, some.randint(1, 3)):
            ws.change(Role, role, name=f"Role {number}")
    connection = ws.opened.connection
    connection.execute("DELETE FROM history WHERE id % 7 = 0 OR id < 20")  # as the rule leaves it
    rows = connection.execute("SELECT operation, record FROM history WHERE kind = 'role'").fetchall()
    newest = ws.newest_operation()

    for operation in range(newest + 3):
        wanted = {row["record"] for row in rows if row["operation"] == operation}
        found = [one.record_id for page in history.touched(connection, operation) for one in page]
        assert sorted(found) == sorted(wanted)


def test_an_index_of_an_earlier_version_goes(ws: Workspace, ws_path: Path) -> None:
    connection = ws.opened.connection
    connection.execute("CREATE INDEX history_by_operation ON history (operation)")

    derived.create(connection, ws.specs.values())

    assert not connection.execute(
        "SELECT 1 FROM sqlite_master WHERE name = 'history_by_operation'"
    ).fetchall()


def test_an_edit_brings_a_lost_row_of_the_search_back(ws: Workspace) -> None:
    role = ws.add(Role(name="Barista"))
    ws.opened.connection.execute("DELETE FROM search_role")

    ws.change(Role, role, name="Head barista")

    assert [hit.id for hit in ws.search("head")] == [role]
