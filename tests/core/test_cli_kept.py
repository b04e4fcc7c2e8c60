"""What the program counts by itself can't be set from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cxdesk.cli import group
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.workspace import Workspace


def cx(*words: object) -> Result:
    return CliRunner().invoke(group, [str(word) for word in words])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "willow.cxdesk"
    ws = Workspace.create(path, Shop(name="Willow"))
    ws.add(Standard(stage=ws.add(Stage(name="Arrive")), text="Smile"))
    ws.close()
    return path


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("standard", ["version=1"]),
        ("standard", ["version=7", "text=Smile first"]),
        ("shop", ["sample=true"]),
    ],
)
def test_a_version_is_not_set_by_hand(file: Path, kind: str, values: list[str]) -> None:
    assert cx("set", file, "standard", 1, "text=Smile wide", "--new-version", "Nobody saw it").exit_code == 0
    told = cx("set", file, kind, 1, *values)
    assert told.exit_code != 0
    assert f"{values[0].partition('=')[0]}: the program keeps this by itself" in told.output
    assert "has begun" not in told.output
    ws = Workspace.open(file, read_only=True)
    record, shop = ws.get(Standard, 1).record, ws.shop
    ws.close()
    assert (record.version, record.text, shop.sample) == (2, "Smile wide", False)


def test_a_new_record_begins_with_the_first_version(file: Path) -> None:
    told = cx("add", file, "standard", "stage=1", "text=Greet", "version=3")
    assert told.exit_code != 0
    assert "version: the program keeps this by itself" in told.output
