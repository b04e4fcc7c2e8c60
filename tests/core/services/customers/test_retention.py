"""Who comes up to be decided on, and what an export says of what is sensitive."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.visit import Visit
from cxdesk.services.customers import retention
from cxdesk.services.exporting import export_all
from cxdesk.workspace import Workspace
from tests.core.services.customers.people import seed

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 22), 24, date(2024, 11, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), -12, date(2025, 2, 28)),
        (date(2026, 1, 5), 1, date(2025, 12, 5)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert retention.months_before(day, months) == before


def names(ws: Workspace) -> list[str]:
    return [one.name for one in retention.due(ws, TODAY)]


def test_those_away_for_the_shops_months_come_up_the_longest_away_first(ws: Workspace) -> None:
    for name, days in {
        "Away": ("2024-11-22",), "Longer": ("2020-01-01", "2021-01-01"), "Back": ("2020-01-01", "2026-01-01"),
    }.items():  # fmt: skip
        one = ws.add(Customer(name=name))
        for day in days:
            ws.add(Visit(customer=one, happens_on=date.fromisoformat(day)))
    planned = ws.add(Customer(name="Planned", since=date(2019, 1, 1)))
    ws.add(Visit(customer=planned, happens_on=date(2026, 12, 1), state="planned"))
    missed = ws.add(Customer(name="Missed", since=date(2019, 1, 1)))
    ws.add(Visit(customer=missed, happens_on=date(2026, 10, 1), state="missed"))
    ws.add(Customer(name="Later", since=date(2019, 1, 1), look_again_on=date(2026, 11, 23)))
    ws.add(Customer(name="Again", since=date(2018, 1, 1), look_again_on=TODAY))
    ws.add(Customer(name="Written today"))
    assert names(ws) == ["Again", "Missed", "Longer", "Away"]
    assert ws.shop_id is not None
    ws.change(type(ws.shop), ws.shop_id, keep_months=60)
    assert names(ws) == ["Again", "Missed", "Longer"]


def test_kept_for_another_year(ws: Workspace) -> None:
    one = ws.add(Customer(name="Away", since=date(2019, 1, 1)))
    ws.run("keep", lambda tx: retention.keep_for_a_year(tx, [one], TODAY))
    assert ws.get(Customer, one).record.look_again_on == date(2027, 11, 22)
    assert names(ws) == []
    assert [due.name for due in retention.due(ws, date(2027, 11, 22))] == ["Away"]
    ws.undo()
    assert names(ws) == ["Away"]


def content(ws: Workspace) -> dict[str, list[tuple[int, object]]]:
    return {
        spec.table: [(row.id, row.record) for row in sorted(ws.rows(spec.cls), key=lambda row: row.id)]
        for spec in ws.kinds
    }


def test_an_export_without_a_tick_has_nothing_sensitive(ws: Workspace, tmp_path: Path) -> None:
    seed(ws)
    written = export_all(ws, ws.kinds, tmp_path / "out")
    data = "".join(path.read_text(encoding="utf-8-sig") for path in written)
    assert "penicillin rash" not in data
    assert "limps in winter" not in data
    assert "xylophone lessons" in data
    told = json.loads((tmp_path / "out" / "cxdesk.json").read_text(encoding="utf-8"))
    assert told["left_out"] == {"preference": 2}
    again = Workspace.from_export(json.dumps(told), tmp_path / "again.cxdesk")
    assert {row["text"] for row in told["records"]["preference"]} == set(
        again.values(type(again.rows(again.spec("preference").cls)[0].record), "text")
    )
    again.close()


def test_with_the_tick_it_reads_back_as_it_was(ws: Workspace, tmp_path: Path) -> None:
    seed(ws)
    export_all(ws, ws.kinds, tmp_path / "out", with_sensitive=True)
    text = (tmp_path / "out" / "cxdesk.json").read_text(encoding="utf-8")
    assert "left_out" not in json.loads(text)
    assert "penicillin rash" in (tmp_path / "out" / "preference.csv").read_text(encoding="utf-8")
    again = Workspace.from_export(text, tmp_path / "again.cxdesk")
    assert content(again) == content(ws)
    again.close()
