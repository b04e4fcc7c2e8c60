"""Which number is meant on the command line: the nearest names are told, two of one name are told apart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cxdesk import clock
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.shop import Shop
from cxdesk.workspace import Workspace
from tests.core.test_cli import cx

NAMES = ("Visits", "Visitors", "Booked again", "Sales", "Bills", "Calls", "Answers", "Referrals")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    path = tmp_path / "willow.cxdesk"
    ws = Workspace.create(path, Shop(name="Willow"))
    for name in NAMES:
        ws.add(MetricPart(name=name, cadence="day"))
    for cadence in ("week", "month"):
        ws.add(MetricPart(name="Appointments", cadence=cadence))
    ws.close()
    return path


def values(file: Path) -> list[tuple[str, str, Decimal | None]]:
    ws = Workspace.open(file, read_only=True)
    try:
        parts = {row.id: row.record for row in ws.rows(MetricPart)}
        found = [row.record for row in ws.rows(PartValue)]
        return [(parts[one.part].name, parts[one.part].cadence, one.value) for one in found if one.part]
    finally:
        ws.close()


def test_a_wrong_name_is_told_with_the_nearest_ones_first(file: Path) -> None:
    done = cx("enter", file, "Vists", "2026-11-20", "3")
    assert done.exit_code != 0
    assert "“Vists”. There are: “Visits”, “Visitors”, " in done.stderr
    assert done.stderr.count("“") == 1 + 6
    assert "3 more are not shown." in done.stderr
    assert values(file) == []


@pytest.mark.parametrize(("period", "cadence"), [("2026-W46", "week"), ("2026-10", "month")])
def test_of_two_of_one_name_the_period_tells_which(file: Path, period: str, cadence: str) -> None:
    assert cx("enter", file, "Appointments", period, "12").exit_code == 0
    assert values(file) == [("Appointments", cadence, Decimal(12))]


@pytest.mark.parametrize("name", ["Appointments", "appoint"])
def test_two_of_one_name_are_told_apart_where_it_does_not(file: Path, name: str) -> None:
    done = cx("enter", file, name, "2026-11-20", "12")
    assert done.exit_code != 0
    assert "“Appointments” (Every week), “Appointments” (Every month)" in done.stderr
    assert values(file) == []
