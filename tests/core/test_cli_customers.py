"""Customers on the command line: taken in and back, found, and counted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.preference import Preference
from cxdesk.entities.shop import Shop
from cxdesk.workspace import Workspace
from tests.core.test_cli import cx

LIST = """\
Name,Phone,Email,Customer number
Anna Berger,0171 2345678,anna@mail.example,0007
Ben Klein,+49 30 998877,,0008
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    path = tmp_path / "willow.cxdesk"
    Workspace.create(path, Shop(name="Willow")).close()
    return path


def table(file: Path, text: str, name: str = "people.csv") -> Path:
    path = file.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def told(*words: object) -> Any:
    done = cx(*words, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def kept(file: Path) -> list[tuple[Any, ...]]:
    ws = Workspace.open(file)
    found = ws.columns(PartValue, "starts_on", "value")
    ws.close()
    return sorted(found)


def numbers(found: dict[str, Any]) -> tuple[int, int, int, int]:
    return found["added"], found["changed"], found["same"], found["refused"]


def test_a_list_is_taken_in_twice_and_taken_back(file: Path) -> None:
    people = table(file, LIST + ",,,\n,,x@,\n")
    assert numbers(told("import", file, "customers", people, "--dry-run")) == (2, 0, 0, 1)
    assert told("find", file, "anna") == []
    found = told("import", file, "customers", people)
    assert numbers(found) == (2, 0, 0, 1)
    (wrong,) = [row for row in found["rows"] if row["what"] == "wrong"]
    assert (wrong["line"], wrong["why"][:16]) == (5, "There is no name")
    assert numbers(told("import", file, "customers", people)) == (0, 0, 2, 1)
    said = cx("import", file, "customers", people)
    assert "2 were so already, 1 were left out" in said.stderr
    assert "Line 5" in said.stderr
    assert cx("undo-import", file).exit_code == 0
    assert told("find", file, "anna") == []


def test_what_can_be_read_in_two_ways_says_how_to_tell_and_a_mapping_of_that_alone_does(file: Path) -> None:
    people = table(file, "Name,Phone,Birthday\nAnna Berger,0171 2345678,04.12.1980\n")
    asked = cx("import", file, "customers", people)
    assert asked.exit_code == 1
    assert "04.12.1980" in asked.stderr
    assert "--mapping" in asked.stderr
    assert '{"dates": "dmy"}' in asked.stderr
    mapping = table(file, '{"dates": "dmy"}', "days.json")
    assert numbers(told("import", file, "customers", people, "--mapping", mapping)) == (1, 0, 0, 0)
    assert told("find", file, "anna")[0]["id"] == 1
    assert [row["birthday"] for row in told("records", file, "customer")] == ["1980-12-04"]


def test_visits_follow_with_a_mapping(file: Path) -> None:
    cx("import", file, "customers", table(file, LIST))
    visits = table(file, "who,when,paid\n0007,2026-11-02,35.00\n0009,2026-11-03,5\n", "visits.csv")
    mapping = table(
        file,
        json.dumps(
            {"columns": {"customer": "who", "date": "when", "spend": "paid"}, "fixed": {"unknown": "skip"}}
        ),
        "mapping.json",
    )
    assert numbers(told("import", file, "visits", visits, "--mapping", mapping)) == (1, 0, 0, 1)
    assert cx("import", file, "visits", visits).exit_code == 1
    assert cx("import", file, "guests", visits).exit_code == 1


def test_who_is_found_and_by_what(file: Path) -> None:
    ws = Workspace.open(file)
    anna = ws.add(Customer(name="Ána Berger", phones=("+49 171 2345678",), email="anna@mail.example"))
    ws.add(Preference(customer=anna, text="Window chair"))
    ws.add(Preference(customer=anna, text="Peanut allergy", sort="sensitive"))
    ws.add(Customer(name="Ben Klein", note="Knows Ana well"))
    ws.close()
    by_name = {"id": anna, "name": "Ána Berger", "phones": ["+49 171 2345678"], "why": ""}
    assert told("find", file, "ANA") == [
        by_name,
        {"id": 2, "name": "Ben Klein", "phones": [], "why": "Note: Knows Ana well"},
    ]
    assert [one["why"] for one in told("find", file, "0171", "2345")] == ["Phones: +49 171 2345678"]
    assert [one["why"] for one in told("find", file, "berger", "wind")] == ["Likes: Window chair"]
    assert [one["why"] for one in told("find", file, "anna@mail")] == ["Email: anna@mail.example"]
    assert told("find", file, "peanut") == told("find", file, "allergy") == told("find", file, "zoe") == []
    assert "allergy" not in cx("find", file, "berger").stdout.lower()
    assert len(told("find", file, "ana", "--limit", "1")) == 1


def test_a_number_to_enter_is_taken_from_the_visits(file: Path) -> None:
    ws = Workspace.open(file)
    ws.add(MetricPart(name="Guests seen", cadence="month"))
    ws.close()
    visits = "customer,date,spend\nA1,2026-09-01,5\nA1,2026-09-30,5\nB2,2026-10-02,5\nA1,2026-11-02,5\n"
    cx("import", file, "visits", table(file, visits, "visits.csv"))
    asked = ("fill", file, "guests", "customers", "--from", "2026-08-15", "--to", "2026-11-30")
    looked = told(*asked, "--dry-run")
    assert [(one["start"], one["value"], one["ids"]) for one in looked] == [
        ("2026-08-01", None, []), ("2026-09-01", 1.0, [1]), ("2026-10-01", 1.0, [2]),
        ("2026-11-01", None, []),
    ]  # fmt: skip
    assert kept(file) == []
    told(*asked)
    assert kept(file) == [(date(2026, 9, 1), 1), (date(2026, 10, 1), 1)]
    assert cx("fill", file, "guests", "spend", "--from", "2026-08-15", "--to", "2026-11-30").exit_code == 1
    assert cx("fill", file, "guests", "back", "--from", "2026-08-15", "--to", "2026-11-30").exit_code == 1
