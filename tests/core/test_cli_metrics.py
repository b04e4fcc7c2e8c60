"""Metrics on the command line: known answers, entering, taking tables in and back, and clear refusals."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cxdesk import clock
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.shop import Shop
from cxdesk.services import exporting
from cxdesk.workspace import Workspace
from tests.core.services.metrics.metric_desk import Desk
from tests.core.test_cli import cx

WEEKS = (42, 45, 40, 44, 47, 43, 41, 46, 44, 45, 43, 44)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    path = tmp_path / "willow.cxdesk"
    Workspace.create(path, Shop(name="Willow")).close()
    return path


def opened(file: Path) -> Workspace:
    return Workspace.open(file)


def table(file: Path, text: str, name: str = "numbers.csv") -> Path:
    path = file.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def taken(file: Path, text: str, *more: object) -> dict[str, Any]:
    done = cx("import", file, "metrics", table(file, text), *more, "--json")
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def told(file: Path, name: str) -> dict[str, Any]:
    done = cx("metric", file, name, "--json")
    assert done.exit_code == 0, done.stderr
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def made(file: Path, formula: str, *parts: str, cadence: str = "month", **more: Any) -> None:
    ws = opened(file)
    ids = [ws.add(MetricPart(name=part, cadence=cadence)) for part in parts]
    names = dict(zip(("first", "second", "third"), ids, strict=False))
    ws.add(Metric(**{"name": "Kept", "formula": formula, "cadence": cadence, **names, **more}))
    ws.close()


def weekly(file: Path) -> None:
    lines = "".join(f"Calls,2026-W{35 + i},{value}\n" for i, value in enumerate(WEEKS))
    assert taken(file, "metric,period,value\n" + lines)["added"] == 12


def aim(file: Path, value: str) -> None:
    assert (
        cx("add", file, "metric_target", "metric=Calls", f"value={value}", "from_on=2026-01-01").exit_code
        == 0
    )


def test_twelve_weeks_give_the_limits_and_no_signal(file: Path) -> None:
    weekly(file)
    found = told(file, "calls")
    assert (found["mean"], found["lower"], found["upper"]) == (43.6667, 35.9285, 51.4048)
    assert found["signals"] == []
    assert found["trial"] is False
    assert (found["n"], found["score"], found["interval"], found["age"]) == (12, 44.0, None, 7)
    assert [point["period"] for point in found["points"]][:2] == ["2026-W35", "2026-W36"]
    assert found["points"][0]["start"] == "2026-08-24"
    assert [point["exact"] for point in found["points"][:12]] == list(map(float, WEEKS))
    assert found["points"][12]["running"] is True
    assert found["points"][12]["value"] is None
    assert found["verdict"].startswith("No clear change.")
    assert [part["cause"] for part in found["segments"]] == ["start"]


@pytest.mark.parametrize(
    ("target", "assurance", "words"),
    [
        ("55", "will keep missing", "It will keep missing the target of 55"),
        ("50", "hit or miss", "The target of 50 is hit or miss"),
        ("35", "will keep meeting", "It will keep meeting the target of 35"),
    ],
)
def test_a_target_is_judged_in_words(file: Path, target: str, assurance: str, words: str) -> None:
    weekly(file)
    aim(file, target)
    found = told(file, "Calls")
    assert (found["target"], found["assurance"]) == (float(target), assurance)
    assert words in found["verdict"]


def test_a_signal_is_named_with_its_period_and_a_running_week_is_none(file: Path) -> None:
    lines = "".join(f"Calls,2026-W{34 + i},{value}\n" for i, value in enumerate((*WEEKS, 80, 99)))
    assert taken(file, "metric,period,value\n" + lines)["added"] == 14
    found = told(file, "Calls")
    assert [(one["period"], one["rule"], one["words"]) for one in found["signals"]] == [
        ("2026-W46", "outside", "above the usual up and down")
    ]
    assert found["verdict"].startswith("Real improvement.")


def test_retention_is_computed_of_its_parts(file: Path) -> None:
    made(file, "kept", "At start", "At end", "New", cadence="quarter", decimals=1)
    assert cx("enter", file, "kept", "2026-Q3", "85", "100", "25").exit_code == 0
    found = told(file, "Kept")
    assert found["score"] == 88.2
    assert found["points"][0]["numbers"] == [85, 100, 25]
    assert found["unit"] == "%"


def test_nothing_to_divide_by_is_no_data(file: Path) -> None:
    made(file, "share", "Yes", "Asked")
    assert cx("enter", file, "Kept", "2026-10", "0", "0").exit_code == 0
    found = told(file, "Kept")
    assert found["score"] is None
    assert "no data" in found["verdict"]
    assert "no data" in cx("metric", file, "Kept").stdout


def test_a_recommend_score_has_its_interval(file: Path) -> None:
    taken(file, "metric,period,promoters,passives,detractors\nNPS,2026-Q3,7,2,1\n")
    found = told(file, "NPS")
    assert (found["score"], found["interval"], found["n"]) == (60.0, [7.0, 85.3], 10)


def test_four_answers_show_no_score_anywhere(file: Path) -> None:
    taken(file, "metric,period,promoters,passives,detractors\nNPS,2026-Q3,3,0,1\n")
    found = told(file, "NPS")
    assert (found["n"], found["score"], found["interval"]) == (4, None, None)
    assert all(point["value"] is point["exact"] is None for point in found["points"])
    for done in (cx("metric", file, "NPS"), cx("metric", file, "NPS", "--json")):
        assert "50" not in done.stdout  # (3 - 1) of 4


def test_a_score_of_few_answers_is_in_no_export(file: Path, tmp_path: Path) -> None:
    taken(file, "metric,period,promoters,passives,detractors,note\nNPS,2026-Q3,3,0,1,=cmd|' /c calc'!A1\n")
    assert cx("export", file, "--to", tmp_path / "out").exit_code == 0
    for path in (tmp_path / "out").glob("*.csv"):
        cells = [cell for line in path.read_text("utf-8-sig").splitlines() for cell in line.split(",")]
        assert not {"50", "50.0", "50.0000", "0.5"} & set(cells), path.name
        assert not any(cell.strip('"').startswith(("=", "@", "+")) for cell in cells), path.name
    values = (tmp_path / "out" / "part_value.csv").read_text("utf-8-sig")
    assert "'=cmd" in values
    ws = opened(file)
    rows = exporting.read_csv(ws.spec("part_value"), values)
    assert "=cmd|' /c calc'!A1" in [row["note"] for row in rows]
    ws.close()


# Entering


def test_numbers_are_entered_in_the_order_of_the_formula(file: Path) -> None:
    made(file, "share", "Yes", "Asked")
    done = cx("enter", file, "Kept", "2026-11-05", "40", "-", "--note", "half a month")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == ""
    assert cx("enter", file, "Kept", "2026-11", "-", "50").exit_code == 0
    ws = opened(file)
    kept = [
        (row.record.part, str(row.record.starts_on), str(row.record.value), row.record.note)
        for row in ws.rows(PartValue)
    ]
    assert kept == [(1, "2026-11-01", "40.0000", "half a month"), (2, "2026-11-01", "50.0000", "")]
    ws.close()


def test_a_number_to_enter_is_found_by_its_own_name(file: Path) -> None:
    made(file, "share", "Yes", "Asked")
    assert cx("enter", file, "asked", "2026-10-31", "9.0").exit_code == 0
    ws = opened(file)
    assert [(row.record.part, str(row.record.starts_on)) for row in ws.rows(PartValue)] == [(2, "2026-10-01")]
    ws.close()


def test_parts_that_are_typed_daily_take_the_day(file: Path) -> None:
    ws = opened(file)
    sales = ws.add(MetricPart(name="Sales", cadence="day", unit="money"))
    bills = ws.add(MetricPart(name="Bills", cadence="day"))
    ws.add(Metric(name="Ticket", formula="ratio", first=sales, second=bills, cadence="week"))
    ws.close()
    assert cx("enter", file, "tick", "2026-11-18", "1000.50", "40").exit_code == 0
    done = cx("enter", file, "tick", "2026-W47", "1", "1")
    assert done.exit_code == 1
    assert "write one day" in done.stderr
    ws = opened(file)
    assert {str(row.record.starts_on) for row in ws.rows(PartValue)} == {"2026-11-18"}
    ws.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2026-11", "1", "2", "3"), "2 numbers fit here: “Yes”, “Asked”"),
        (("2026-11", "-5", "2"), "“Yes” can't be less than nothing"),
        (("2026-11", "1.5", "2"), "“Yes” is counted"),
        (("2026-11", "1,5", "2"), "Write the number with a point"),
        (("2026-12", "1", "2"), "is still to come"),
        (("2026-W44", "1", "2"), "shorter periods, or others"),
        (("yesterday", "1", "2"), "“yesterday” is no period"),
        (("2026-11", "-", "-"), "no number to enter"),
        (("2026-11-31", "1"), "no such day"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_kept(file: Path, words: tuple[str, ...], said: str) -> None:
    made(file, "share", "Yes", "Asked")
    done = cx("enter", file, "Kept", *words)
    assert done.exit_code == 1
    assert said in done.stderr
    assert done.stdout == ""
    ws = opened(file)
    assert ws.count(PartValue) == 0
    ws.close()


def test_names_are_found_by_their_beginning_and_else_told(file: Path) -> None:
    taken(file, "metric,period,value\nCalls in,2026-W45,1\nCalls out,2026-W45,1\nÄrger,2026-W45,1\n")
    assert told(file, "arger")["name"] == "Ärger"
    assert told(file, "2")["name"] == "Calls out"
    assert told(file, "calls o")["name"] == "Calls out"
    several = cx("metric", file, "calls")
    assert several.exit_code == 1
    assert "1 “Calls in”, 2 “Calls out”" in several.stderr
    none = cx("metric", file, "xyz")
    assert none.exit_code == 1
    assert "There is no metric “xyz”" in none.stderr
    listed = cx("metric", file)
    assert listed.stdout.splitlines() == ["    1  Calls in", "    2  Calls out", "    3  Ärger"]
    assert [row["name"] for row in json.loads(cx("metric", file, "--json").stdout)][2] == "Ärger"


# Tables


def test_looking_first_changes_nothing(file: Path) -> None:
    before = file.read_bytes()
    found = taken(file, "metric,period,value\nCalls,2026-W45,42\nCalls,2026-W46,x\n", "--dry-run")
    assert (found["added"], found["refused"], found["import"]) == (1, 1, None)
    assert file.read_bytes() == before


def test_a_table_is_taken_in_once_and_taken_back(file: Path) -> None:
    text = "metric,period,value\nCalls,2026-W45,42\nCalls,2026-W46,x\n"
    done = cx("import", file, "metrics", table(file, text))
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "Line 3 (Calls 2026-W46): “x”" in done.stderr
    assert "Added 1, changed 0" in done.stderr
    assert taken(file, text)["same"] == 1
    assert cx("undo-import", file, "--list").stdout.split()[0] == "1"
    assert cx("undo-import", file).exit_code == 0
    ws = opened(file)
    assert ws.count(PartValue) == ws.count(Metric) == ws.count(MetricPart) == 0
    assert ws.trash() == []
    ws.close()
    again = cx("undo-import", file)
    assert again.exit_code == 1
    assert "There is no import to take back" in again.stderr
    assert cx("undo-import", file, "1").exit_code == 1


def test_what_was_changed_since_is_not_taken_back(file: Path) -> None:
    taken(file, "metric,period,value\nCalls,2026-W45,42\n")
    assert cx("enter", file, "Calls", "2026-W45", "43").exit_code == 0
    done = cx("undo-import", file, "1")
    assert done.exit_code == 1
    assert "was changed since" in done.stderr


def test_other_tables_go_by_a_mapping(file: Path) -> None:
    mapping = {"columns": {"period": "Tag"}, "wide": {"Umsatz": "Sales"}, "decimal": ",", "dates": "dmy"}
    path = table(file, json.dumps(mapping), "m.json")
    assert taken(file, "Tag;Umsatz\n1.11.2026;1.234,50\n", "--mapping", path)["added"] == 1
    assert told(file, "Sales")["points"][0]["exact"] == 1234.5


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("FILE", "metrics", "gone.csv"), 1, "is not there"),
        (("FILE", "patrons", "numbers.csv"), 1, "There are: metrics"),
        (("FILE",), 2, "Write either"),
        (("FILE", "metrics", "numbers.csv", "--mapping", "numbers.csv"), 1, "is not JSON"),
        (("gone.cxdesk", "metrics", "numbers.csv"), 1, "is not there"),
    ],
)
def test_what_can_not_be_taken_in_is_told(file: Path, words: tuple[str, ...], code: int, said: str) -> None:
    table(file, "metric,period,value\nCalls,2026-W45,42\n")
    places = [file if word == "FILE" else file.parent / word if "." in word else word for word in words]
    done = cx("import", *places)
    assert done.exit_code == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_table_of_which_nothing_can_be_taken_ends_with_one(file: Path) -> None:
    done = cx("import", file, "metrics", table(file, "metric,period,value\nCalls,soon,42\n"))
    assert done.exit_code == 1
    assert "“soon” is no period" in done.stderr


def test_every_signal_has_its_words(file: Path) -> None:
    values = (*WEEKS, 48, 40, 49, 49, 60, *[45] * 8)
    ws = opened(file)
    Desk(ws).weekly(*values)
    ws.close()
    assert {signal["rule"] for signal in told(file, "x")["signals"]} == {
        "outside",
        "eight_on_one_side",
        "three_of_four_near_limit",
    }
