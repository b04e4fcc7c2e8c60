"""A customer is found by what is known of them, by the digits of a phone, and never by what is sensitive."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.store import check
from cxdesk.workspace import Workspace


@pytest.fixture
def ana(ws: Workspace) -> int:
    ws.add(Customer(name="Bea Klein", phones=("0171 7654321",)))
    return ws.add(Customer(name="Ána Nowak", phones=("+49 (0)30 98-765", "0160/1234567"), tags=("VIP",)))


def found(ws: Workspace, text: str) -> list[str]:
    return [hit.title for hit in ws.search(text, kinds=("customer",))]


@pytest.mark.parametrize("text", ["1234567", "0160 1234", "160/12", "4567", "98765", "ana now", "NOWAK"])
def test_by_name_and_by_any_digits(ws: Workspace, ana: int, text: str) -> None:
    assert found(ws, text) == ["Ána Nowak"]


def test_by_what_is_known_of_them_as_long_as_it_is(ws: Workspace, ana: int) -> None:
    chai = ws.add(Preference(customer=ana, text="Chai, oat milk"))
    assert found(ws, "nowak oat") == found(ws, "chai") == ["Ána Nowak"]
    assert [hit.kind for hit in ws.search("chai")] == ["customer"]
    ws.change(Preference, chai, text="Green tea")
    assert (found(ws, "chai"), found(ws, "tea")) == ([], ["Ána Nowak"])
    ws.change(Preference, chai, customer=1)
    assert found(ws, "tea") == ["Bea Klein"]
    ws.remove(Preference, chai)
    assert found(ws, "tea") == []
    ws.undo()
    assert found(ws, "tea") == ["Bea Klein"]


def test_what_is_sensitive_finds_nobody(ws: Workspace, ana: int) -> None:
    line = ws.add(Preference(customer=ana, text="PPD allergy", sort="sensitive"))
    assert found(ws, "ppd") == []
    ws.change(Preference, line, sort="dislikes")
    assert found(ws, "ppd") == ["Ána Nowak"]
    ws.change(Preference, line, sort="sensitive")
    assert found(ws, "ppd") == []


def test_a_search_made_anew_finds_the_same(ws: Workspace, ana: int) -> None:
    ws.add(Preference(customer=ana, text="Window chair"))
    ws.add(Preference(customer=ana, text="Diabetes", sort="sensitive"))
    path = Path(ws.path)
    assert check.check_file(path) == []
    ws.rebuild_search()
    assert (found(ws, "window"), found(ws, "diabetes")) == (["Ána Nowak"], [])
    assert check.check_file(path) == []


def test_a_removed_customer_goes_with_all_that_is_known(ws: Workspace, ana: int) -> None:
    ws.add(Preference(customer=ana, text="Window chair"))
    ws.remove(Customer, ana)
    assert found(ws, "window") == []
    ws.restore(ws.trash()[0])
    assert found(ws, "window") == ["Ána Nowak"]
