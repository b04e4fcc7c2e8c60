"""What is told of customers takes neither the memory nor the time of all the others."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.visit import Visit
from cxdesk.services.customers import cards, retention
from cxdesk.services.today import due
from cxdesk.workspace import Workspace

TODAY = date(2026, 11, 22)
FEW, MANY = 200, 3_000


def add(ws: Workspace, count: int) -> None:
    """Keep so many customers who were here lately, and every tenth of whom was not for years."""
    long_ago, lately = date(2020, 1, 1), TODAY - timedelta(days=20)

    def fill(tx: object) -> None:
        ids = tx.add_all([Customer(name=f"Guest {n}", since=long_ago) for n in range(count)])  # type: ignore[attr-defined]
        visits = [Visit(customer=one, happens_on=lately if one % 10 else long_ago) for one in ids]
        tx.add_all(visits)  # type: ignore[attr-defined]

    ws.run("fill", fill)


def peak(act: Callable[[], object]) -> int:
    """Return how many bytes Python held at most."""
    act()  # what is loaded and kept once
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def steps(ws: Workspace, act: Callable[[], object]) -> int:
    """Return how many hundred instructions the engine needs."""
    taken = [0]

    def count() -> int:
        taken[0] += 1
        return 0

    ws._connection.set_progress_handler(count, 100)
    try:
        act()
    finally:
        ws._connection.set_progress_handler(None, 100)
    return taken[0]


def test_the_line_of_who_is_to_be_decided_on_takes_no_memory_for_the_others(ws: Workspace) -> None:
    add(ws, FEW)
    few = peak(lambda: due.look_through(ws, TODAY))
    add(ws, MANY)
    (line,) = due.look_through(ws, TODAY)
    assert line.title == f"{(FEW + MANY) // 10} customers to decide on: keep or erase"
    assert peak(lambda: due.look_through(ws, TODAY)) < 1.5 * few


def test_who_did_not_come_back_is_found_without_a_look_at_those_who_did_not_come_then(ws: Workspace) -> None:
    new = ws.add(Customer(name="Ana", first_visit=True))
    ws.add(Visit(customer=new, happens_on=TODAY - timedelta(days=60)))
    add(ws, FEW)
    few = steps(ws, lambda: cards.not_back(ws, TODAY))
    add(ws, MANY)
    assert [who for who, _day in cards.not_back(ws, TODAY)] == [new]
    assert steps(ws, lambda: cards.not_back(ws, TODAY)) < 1.5 * few


@pytest.mark.parametrize("step", [1, 7, 1_000])
def test_the_first_of_all_are_the_same_in_any_steps(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    for number in (3, 1, 4, 1, 5, 9, 2, 6):
        ws.add(Customer(name=f"Guest {number}", since=date(2010 + number, 1, 1)))
    whole = retention.due(ws, TODAY)
    assert [one.known.year for one in whole] == [2011, 2011, 2012, 2013, 2014, 2015, 2016, 2019]
    monkeypatch.setattr(retention, "STEP", step)
    assert retention.due(ws, TODAY) == whole
    assert retention.longest_away(ws, TODAY, most=3) == (len(whole), whole[:3])


def test_some_fields_of_chosen_records(ws: Workspace) -> None:
    ids = [ws.add(Customer(name=name)) for name in ("Ana", "Bo", "Cem")]
    assert sorted(ws.columns(Customer, "name", id=frozenset(ids[1:]))) == [("Bo",), ("Cem",)]
    assert ws.count(Customer, id=frozenset({999})) == 0
