"""Numbers from records on the command line: shown, never typed, and only from what fits their unit."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.workspace import Workspace
from tests.core.test_cli import cx

SALES, BILLS = 1, 2


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In September one ticket of 30 and one of 50, in October one of 20 and a visit without any."""
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    path = tmp_path / "willow.cxdesk"
    ws = Workspace.create(path, Shop(name="Willow"))
    anna = ws.add(Customer(name="Anna"))
    days = (
        (date(2026, 9, 3), 3000),
        (date(2026, 9, 9), 5000),
        (date(2026, 10, 1), 2000),
        (date(2026, 10, 2), None),
    )
    for day, ticket in days:
        ws.add(Visit(customer=anna, happens_on=day, ticket=ticket))
    ws.add(MetricPart(name="Sales", unit="money", taken_from="spend"))
    ws.add(MetricPart(name="Bills", taken_from="tickets"))
    ws.add(
        Metric(name="Average ticket", formula="ratio", first=SALES, second=BILLS, cadence="month", decimals=2)
    )
    ws.close()
    return path


def typed(file: Path) -> int:
    ws = Workspace.open(file, read_only=True)
    try:
        return ws.count(PartValue)
    finally:
        ws.close()


def test_metric_counts_the_records(file: Path) -> None:
    told = json.loads(cx("metric", file, "Average ticket", "--json").stdout)
    points = {one["period"]: (one["value"], one["numbers"]) for one in told["points"] if not one["running"]}
    assert points == {"2026-09": (40, [80, 2]), "2026-10": (20, [20, 1])}


def test_records_say_where_a_number_comes_from(file: Path) -> None:
    told = json.loads(cx("records", file, "metric_part", "--json").stdout)
    assert [one["taken_from"] for one in told] == ["spend", "tickets"]


@pytest.mark.parametrize("name", ["Bills", "Average ticket"])
def test_it_can_not_be_entered(file: Path, name: str) -> None:
    done = cx("enter", file, name, "2026-10-05", "3")
    assert done.exit_code != 0
    assert "counted from records" in done.stderr
    assert "Typed in" in done.stderr
    assert typed(file) == 0


def test_it_can_not_be_filled_either(file: Path) -> None:
    words = ("fill", file, "Bills", "visits", "--from", "2026-09-01", "--to", "2026-10-31")
    for more in ((), ("--dry-run",)):
        done = cx(*words, *more)
        assert done.exit_code != 0
        assert "counted from records" in done.stderr
    assert cx("set", file, "metric_part", BILLS, "taken_from=").exit_code == 0
    assert cx(*words).exit_code == 0
    assert typed(file) > 0


def test_a_source_of_another_unit_is_refused(file: Path) -> None:
    done = cx("set", file, "metric_part", SALES, "taken_from=visits")
    assert done.exit_code != 0
    assert "“Sales” is kept as “Money”, which “Visits” is not." in done.stderr
    done = cx("add", file, "metric_part", "name=Minutes", "unit=minutes", "taken_from=visits")
    assert done.exit_code != 0
    assert cx("set", file, "metric_part", SALES, "taken_from=visits", "unit=count").exit_code == 0
