"""A table given as another kind than it looks like: the command says so, and does what it was told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cxdesk.cli import group
from cxdesk.entities.shop import Shop
from cxdesk.workspace import Workspace

SALES = "customer,date,items,spend\nC1,1997-01-01,2,29.33\nC1,1997-01-18,2,29.73\nC2,1997-02-12,1,12.00\n"
PEOPLE = "Name,Phone\nAnna Berger,0171 2345678\nBen Klein,030 998877\n"
HINT = "If it is, write “{other}” in the place of “{kind}”."


@pytest.fixture
def file(ws_path: Path) -> Path:
    Workspace.create(ws_path, Shop(name="Willow & Co.", language="en-IE")).close()
    return ws_path


def take(file: Path, kind: str, text: str, *more: str) -> Result:
    table = file.parent / "table.csv"
    table.write_text(text, encoding="utf-8")
    return CliRunner().invoke(group, ["import", str(file), kind, str(table), *more])


def test_it_is_said_beside_the_result_and_changes_nothing_of_it(file: Path) -> None:
    done = take(file, "customers", SALES, "--json")
    assert done.exit_code == 0
    assert "This looks like a list of visits: a day in each line" in done.stderr
    assert HINT.format(other="visits", kind="customers") in done.stderr
    assert json.loads(done.stdout)["added"] == 2


def test_it_is_said_before_what_stands_against_it(file: Path) -> None:
    done = take(file, "visits", PEOPLE)
    assert done.exit_code == 1
    assert done.stderr.index(HINT.format(other="customers", kind="visits")) < done.stderr.index(
        "tells the day"
    )
    cards = take(file, "visits", "BEGIN:VCARD\nVERSION:3.0\nFN:Anna Berger\nEND:VCARD\n")
    assert cards.exit_code == 1
    assert "Address cards hold customers" in cards.stderr


def test_nothing_is_said_where_it_fits_or_was_decided(file: Path) -> None:
    assert "looks like" not in take(file, "visits", SALES).stderr
    mapping = file.parent / "till.json"
    mapping.write_text('{"columns": {"name": "customer"}}', encoding="utf-8")
    assert "looks like" not in take(file, "customers", SALES, "--mapping", str(mapping)).stderr
