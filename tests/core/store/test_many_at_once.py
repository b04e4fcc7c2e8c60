"""Very many records in one operation: the same rows as one by one, in little memory, and one undo."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.entities.customer import Customer
from cxdesk.entities.person import Person
from cxdesk.entities.preference import Preference
from cxdesk.entities.shop import Shop
from cxdesk.entities.standard import Standard
from cxdesk.entities.visit import Visit
from cxdesk.errors import InputError, UndoRefused
from cxdesk.events import Event
from cxdesk.schema.entity import spec_of
from cxdesk.store import aftermath, check, derived, growing
from cxdesk.store.changes import ManyIds
from cxdesk.store.returning import Returning
from cxdesk.store.steps import Steps
from cxdesk.store.transaction import prepared
from cxdesk.workspace import Workspace, through

MANY = 250  # more than one step of the history
COUNT = 2 * MANY + 150
TABLES = (
    "customer",
    "visit",
    "preference",
    "history",
    "total",
    "search_customer",
    "search_customer_title",
    "search_customer_figures",
)


def people(count: int = COUNT) -> list[Customer]:
    return [
        Customer(name=f" Zoë  Nr {i}", phones=(f"0171 {i:07}",), tags=("vip", "VIP"), note="Likes\r\ntea")
        for i in range(count)
    ]


def tables(ws: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows, but for instants."""
    found = {}
    for name in TABLES:
        cursor = ws._connection.execute(f"SELECT * FROM {name} ORDER BY 1")
        columns = [one[0] for one in cursor.description]
        kept = [place for place, column in enumerate(columns) if not column.endswith("at")]
        found[name] = [tuple(row[place] for place in kept) for row in cursor]
    return found


def add_by_rows(ws: Workspace, records: list[Customer], each: int = 175) -> None:
    def act(tx: Returning) -> Steps[None]:
        for start in range(0, len(records), each):
            tx.add_rows(Customer, [prepared(one) for one in records[start : start + each]])
            yield from tx.settle()

    through(ws.run_in_steps("many", act))


@pytest.fixture(autouse=True)
def _soon_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let fewer records be very many: all is as with more, and sooner done."""
    assert MANY < aftermath.MANY
    monkeypatch.setattr(aftermath, "MANY", MANY)


@pytest.fixture
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path_factory.mktemp("other") / "other.cxdesk", Shop(name="Other"))
    yield made
    made.close()


def test_the_tables_are_those_of_single_writes(tmp_path: Path, other: Workspace) -> None:
    shop = Workspace.create(tmp_path / "one.cxdesk", Shop(name="Other"))
    shop.run("many", lambda tx: [tx.add(one) for one in people()])
    add_by_rows(other, people())
    assert tables(other) == tables(shop)
    assert check.check_file(other.path) == []
    shop.close()


def test_changes_of_many_are_those_of_single_ones(ws: Workspace, other: Workspace) -> None:
    for one in (ws, other):
        add_by_rows(one, people())

    def act(tx: Returning) -> Steps[None]:
        for number in range(1, COUNT + 1):
            tx.change(Customer, number, name=f"Ben Nr {number}")
            if number % 75 == 0:
                yield from tx.settle()
        tx.remove(Customer, 5)

    through(ws.run_in_steps("change", act))

    def at_once(tx: Returning) -> None:
        for number in range(1, COUNT + 1):
            tx.change(Customer, number, name=f"Ben Nr {number}")

    other.run("change", at_once)
    other.remove(Customer, 5)
    for name in ("search_customer", "search_customer_title", "search_customer_figures"):
        assert tables(ws)[name] == tables(other)[name]
    assert [row.record for row in ws.rows(Customer)] == [row.record for row in other.rows(Customer)]
    assert check.check_file(ws.path) == []
    assert [hit.title for hit in ws.search("ben 7")][:1] == ["Ben Nr 7"]


def test_undo_and_redo_go_by_the_history(ws: Workspace) -> None:
    ws.add(Customer(name="Anna Before"))
    before = [row.record for row in ws.rows(Customer)]
    heard: list[Event] = []
    ws.events.subscribe(heard.append)
    add_by_rows(ws, people())
    after = [(row.id, row.record) for row in ws.rows(Customer)]
    assert set(heard[0].ids["customer"]) == {number for number, one in after if one.name != "Anna Before"}
    for _time in range(2):
        assert ws.undo() == "many"
        assert [row.record for row in ws.rows(Customer)] == before
        assert ws.search("zoe") == []
        assert ws.trash() == []
        assert ws.redo() == "many"
        assert [(row.id, row.record) for row in ws.rows(Customer)] == after
        assert len(ws.search("zoe 17")) > 1
    assert [event.act for event in heard] == ["do", "undo", "redo", "undo", "redo"]
    assert all(len(event.ids["customer"]) == COUNT for event in heard)
    assert check.check_file(ws.path) == []


def test_undo_is_refused_whole_where_one_was_changed_or_is_in_use(ws: Workspace) -> None:
    add_by_rows(ws, people())
    ws.run("apart", lambda tx: tx.add(Visit(customer=COUNT, happens_on=_day())), undoable=False)
    with pytest.raises(UndoRefused, match="in use since"):
        ws.undo()
    assert ws.count(Customer) == COUNT
    assert ws.undo_label is None


def test_a_change_since_is_not_lost(ws: Workspace) -> None:
    add_by_rows(ws, people())
    ws.run("apart", lambda tx: tx.change(Customer, 3, note="Mine"), undoable=False)
    with pytest.raises(UndoRefused, match="was changed since"):
        ws.undo()
    assert ws.get(Customer, 3).record.note == "Mine"


def test_what_hangs_on_records_of_the_same_operation_goes_with_them(ws: Workspace) -> None:
    def act(tx: Returning) -> Steps[None]:
        ids = tx.add_rows(Customer, [prepared(one) for one in people()])
        yield from tx.settle()
        tx.add_all([Visit(customer=one, happens_on=_day()) for one in ids])
        yield from tx.settle()
        tx.add(Preference(customer=ids[3], text="Window chair"))

    through(ws.run_in_steps("many", act))
    assert [hit.title for hit in ws.search("window")] == ["Zoë Nr 3"]
    ws.undo()
    assert (ws.count(Customer), ws.count(Visit), ws.count(Preference)) == (0, 0, 0)
    ws.redo()
    assert [hit.title for hit in ws.search("window")] == ["Zoë Nr 3"]
    assert (ws.count(Customer), ws.count(Visit)) == (COUNT, COUNT)
    assert check.check_file(ws.path) == []


def test_what_is_changed_and_removed_at_once_is_told_as_it_is_left(ws: Workspace) -> None:
    heard: list[Event] = []
    ws.events.subscribe(heard.append)

    def act(tx: Returning) -> Steps[None]:
        ids = tx.add_rows(Customer, [prepared(one) for one in people(MANY)])
        tx.change(Customer, ids[3], name="Ben Changed")
        tx.remove(Customer, ids[5])
        tx.add(Preference(customer=ids[7], text="Window chair"))
        yield from tx.settle()
        tx.change(Customer, ids[4], name="Cleo Later")

    through(ws.run_in_steps("many", act))
    assert len(heard[0].ids["customer"]) == ws.count(Customer) == MANY - 1
    assert [len(ws.history(Customer, number)) for number in (4, 5, 6, 7)] == [1, 2, 0, 1]
    assert [hit.title for word in ("ben", "cleo", "window") for hit in ws.search(word)] == [
        "Ben Changed", "Cleo Later", "Zoë Nr 7",
    ]  # fmt: skip
    assert check.check_file(ws.path) == []
    ws.undo()
    assert (ws.count(Customer), ws.count(Preference)) == (0, 0)
    assert check.check_file(ws.path) == []


def test_rows_are_checked_for_what_they_refer_to(ws: Workspace) -> None:
    row = prepared(Visit(customer=77, happens_on=_day()))
    with pytest.raises(InputError, match="with the number 77"):
        ws.run("wrong", lambda tx: tx.add_rows(Visit, [row]))
    assert ws.run("nothing", lambda tx: tx.add_rows(Visit, [])) == range(0)
    with pytest.raises(InputError, match="Name"):
        prepared(Customer(name=" "))
    with pytest.raises(ValueError, match="has places"):
        ws.run("wrong", lambda tx: tx.add_rows(Standard, []))


def test_giving_up_leaves_nothing(ws: Workspace) -> None:
    before = tables(ws)

    def act(tx: Returning) -> Steps[None]:
        while True:
            tx.add_rows(Customer, [prepared(one) for one in people(MANY)])
            yield from tx.settle()
            yield

    steps = ws.run_in_steps("many", act)
    for _step in range(9):
        next(steps)
    steps.close()
    assert tables(ws) == before
    assert ws.undo_label is None
    ws.add(Person(name="Maya"))
    assert check.check_file(ws.path) == []


def test_the_search_is_written_anew_once_and_left_as_usual(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growing, "PARTS", 6)
    spec = spec_of(Customer)
    most: list[int] = []

    def act(tx: Returning) -> Steps[None]:
        for _part in range(8):
            tx.add_rows(Customer, [prepared(one) for one in people(MANY)])
            yield from tx.settle()
            most.append(derived.parts(ws._connection, spec))

    through(ws.run_in_steps("many", act))
    assert max(most) > 3
    assert sorted(most) != most, "merged in the midst of it"
    assert derived.parts(ws._connection, spec) < 4
    for table in ("search_customer", "search_customer_title", "search_customer_figures"):
        told = dict(map(tuple, ws._connection.execute(f"SELECT k, v FROM {table}_config")))
        assert (told["automerge"], told["crisismerge"], told["hashsize"]) == (4, 16, 1 << 20)
    ws.undo()
    assert ws.search("zoe") == []
    assert derived.parts(ws._connection, spec) < 9
    assert check.check_file(ws.path) == []


def test_what_is_removed_from_the_last_to_the_first_makes_few_parts(ws: Workspace) -> None:
    """The engine writes a part wherever the order goes back."""
    add_by_rows(ws, people())
    steps = ws.going_back("undo")
    most = 0
    for _step in steps:
        most = max(most, derived.parts(ws._connection, spec_of(Customer)))
    assert 0 < most < COUNT // 50


def test_memory_does_not_grow_with_the_records(ws: Workspace) -> None:
    row = prepared(people(1)[0])

    def peak(count: int) -> int:
        def act(tx: Returning) -> Steps[None]:
            for _part in range(count // 125):
                tx.add_rows(Customer, [row] * 125)
                yield from tx.settle()

        tracemalloc.start()
        through(ws.run_in_steps("many", act))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(500)
    assert peak(6_000) < 1.25 * peak(1_500)


@given(st.lists(st.sets(st.integers(1, 60))))
def test_many_ids_are_a_set(parts: list[set[int]]) -> None:
    ids = ManyIds().joined(*map(ManyIds, parts))
    plain = set().union(*parts)
    assert list(ids) == sorted(plain)
    assert len(ids) == len(plain)
    assert [one for one in range(70) if one in ids] == sorted(plain)
    assert ids == plain
    assert "a" not in ids


def _day() -> date:
    return date(2026, 1, 5)
