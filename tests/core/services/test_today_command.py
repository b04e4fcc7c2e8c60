"""`cxdesk due`: the same lines as on the page, with their age, for people and for programs."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from cxdesk import clock
from cxdesk.cli import group
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.store import backup
from cxdesk.workspace import Workspace


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "willow.cxdesk"
    ws = Workspace.create(path, Shop(name="Willow"))
    stage = ws.add(Stage(name="Arrive"))
    for text, days in (("Smile", -3), ("Nod", 5)):
        ws.add(Standard(stage=stage, text=text, review_on=clock.today() + timedelta(days=days)))
    ws.close()
    return path


def test_it_lists_what_needs_somebody_with_its_age(file: Path) -> None:
    run = CliRunner().invoke(group, ["due", str(file)])
    assert run.exit_code == 0
    lines = run.stdout.splitlines()
    assert lines[0].split() == ["Overdue", "3", "d", "Smile"]
    assert any(line.endswith("There is no backup yet") for line in lines)
    assert sum(not line.startswith(" ") for line in lines) == 3
    assert "3 lines are listed; overdue or due today: 2." in run.stderr


def test_programs_get_days_and_records(file: Path) -> None:
    backup.make(file, "asked")
    run = CliRunner().invoke(group, ["due", str(file), "--json"])
    found = json.loads(run.stdout)
    assert [(one["sort"], one["days"], one["title"]) for one in found] == [
        ("review", -3, "Smile"), ("review", 5, "Nod"),
    ]  # fmt: skip
    assert found[0]["due_on"] == (clock.today() - timedelta(days=3)).isoformat()
    assert (found[0]["kind"], found[1]["id"]) == ("standard", 2)


def test_a_day_without_anything_says_so(tmp_path: Path) -> None:
    path = tmp_path / "quiet.cxdesk"
    Workspace.create(path, Shop(name="Quiet")).close()
    backup.make(path, "asked")
    run = CliRunner().invoke(group, ["due", str(path)])
    assert (run.exit_code, run.stdout) == (0, "")
    assert "Nothing is due today." in run.stderr


def test_what_comes_is_counted_as_listed(file: Path) -> None:
    backup.make(file, "asked")
    ws = Workspace.open(file)
    ws.change(Standard, 1, review_on=None)
    ws.close()
    run = CliRunner().invoke(group, ["due", str(file)])
    assert "Nod" in run.stdout
    assert "1 line is listed; overdue or due today: 0." in run.stderr
