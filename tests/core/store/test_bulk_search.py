"""Many customers at once are found as if each had been added by itself."""

from __future__ import annotations

from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.store import check
from cxdesk.workspace import Workspace


def search_rows(ws: Workspace) -> list[tuple[object, ...]]:
    found = []
    for table in ("search_customer", "search_customer_title", "search_customer_figures"):
        found += [
            tuple(row) for row in ws._connection.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid")
        ]
    return found


def test_the_search_rows_are_those_of_a_search_made_anew(ws: Workspace) -> None:
    ws.add(Customer(name="Zoe Early"))

    def act(tx: object) -> None:
        ids = tx.add_all([Customer(name=f"Ána Nr {i}", phones=(f"0171 {i:07}",)) for i in range(1_200)])  # type: ignore[attr-defined]
        assert len(ids) == 1_200
        tx.add(Preference(customer=ids[7], text="Window chair"))  # type: ignore[attr-defined]
        tx.add(Preference(customer=ids[8], text="Peanuts", sort="sensitive"))  # type: ignore[attr-defined]
        tx.add(Preference(customer=1, text="Window table"))  # type: ignore[attr-defined]
        tx.change(Customer, ids[9], name="Ben Changed")  # type: ignore[attr-defined]
        tx.remove(Customer, ids[10])  # type: ignore[attr-defined]

    ws.run("many", act)
    rows = search_rows(ws)
    assert len(rows) == 3 * 1_200 - 1  # she has no number
    assert sorted(hit.title for hit in ws.search("window")) == ["Zoe Early", "Ána Nr 7"]
    assert [hit.title for hit in ws.search("ben")] == ["Ben Changed"]
    assert ws.search("peanuts") == []
    ws.rebuild_search()
    assert search_rows(ws) == rows
    assert check.check_file(ws.path) == []
    ws.undo()
    assert [hit.title for hit in ws.search("window")] == []
    ws.redo()
    assert search_rows(ws) == rows


def test_a_name_and_a_part_of_the_number_find_somebody(ws: Workspace) -> None:
    for name, phone in (
        ("Anna Berger", "0171 2345678"),
        ("Anna Klein", "0171 9999999"),
        ("Ben", "0172 345678"),
    ):
        ws.add(Customer(name=name, phones=(phone,)))
    assert [hit.title for hit in ws.search("anna 3456")] == ["Anna Berger"]
    assert [hit.title for hit in ws.search("anna 0171")] == ["Anna Berger", "Anna Klein"]
    assert sorted(hit.title for hit in ws.search("3456")) == ["Anna Berger", "Ben"]
    assert ws.search("anna 3457") == []


def test_an_apostrophe_need_not_be_typed(ws: Workspace) -> None:
    for name in ("Sinéad O'Connor", "Aoife O\u2019Neill", "Connor Reed"):
        ws.add(Customer(name=name))
    assert [hit.title for hit in ws.search("oconn")] == ["Sinéad O'Connor"]
    assert [hit.title for hit in ws.search("oneill aoife")] == ["Aoife O\u2019Neill"]
    assert sorted(hit.title for hit in ws.search("connor")) == ["Connor Reed", "Sinéad O'Connor"]
    assert [hit.title for hit in ws.search("o'connor")] == ["Sinéad O'Connor"]
