"""Export and import: everything comes out, goes back in, and no cell becomes a formula."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.entities.person import Person
from cxdesk.entities.role import Role
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.errors import DiskFull, EnvironmentFault, UserError
from cxdesk.services import exporting
from cxdesk.workspace import Workspace
from tests.faults.samples import names, size_limit

FORMULAS = ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "'quoted", "\tx", '=HYPERLINK("http://x")']


@pytest.fixture
def filled(ws: Workspace) -> Workspace:
    role = ws.add(Role(name="Desk", examples=("Nods; smiles", "Says the name")))
    stage = ws.add(Stage(name="Ankunft; Begrüßung", wants='a "seat"\nand a word'))
    ws.add(Standard(stage=stage, text="Smile", owner=role, roles=(role,), cost=250, seconds=5))
    ws.add(Person(name="=1+1", role=role))
    return ws


def everything(ws: Workspace) -> dict[str, list[dict[str, Any]]]:
    return {spec.table: [exporting.as_json(spec, row) for row in ws.rows(spec.cls)] for spec in ws.kinds}


def test_an_export_read_into_an_empty_workspace_equals_its_source(filled: Workspace, tmp_path: Path) -> None:
    exporting.export_all(filled, filled.kinds, tmp_path / "out")
    text = (tmp_path / "out/cxdesk.json").read_text(encoding="utf-8")
    again = Workspace.from_export(text, tmp_path / "again.cxdesk")
    a, b = everything(filled), everything(again)
    for rows in (*a.values(), *b.values()):
        for row in rows:
            row.pop("changed_at")
    assert a == b
    assert again.search("ankunft")
    again.close()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": 99, "records": {}}', '{"format": 1, "records": 3}']
)
def test_what_is_no_export_is_refused_and_leaves_no_file(text: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not an export"):
        Workspace.from_export(text, tmp_path / "x.cxdesk")
    assert list(tmp_path.glob("x.cxdesk")) == []


def test_a_record_that_can_not_be_kept_is_named(tmp_path: Path) -> None:
    row = {"id": 4, "name": "A", "active": "perhaps", "created_at": "2026-01-01T00:00:00Z"}
    with pytest.raises(UserError, match="stage 4, active"):
        Workspace.from_export(json.dumps({"format": 1, "records": {"stage": [row]}}), tmp_path / "x.cxdesk")


def test_csv_of_every_kind_reads_back(filled: Workspace) -> None:
    for spec in filled.kinds:
        rows = filled.rows(spec.cls)
        read = exporting.read_csv(spec, exporting.csv_text(spec, rows))
        for row, values in zip(rows, read, strict=True):
            assert values.pop("id") == row.id
            assert {name: getattr(row.record, name) for name in values} == values


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_becomes_a_formula(filled: Workspace, text: str) -> None:
    assert exporting.safe_cell(text).startswith("'")
    assert exporting.plain_cell(exporting.safe_cell(text)) == text


def test_a_formula_that_somebody_typed_goes_out_as_text(filled: Workspace, tmp_path: Path) -> None:
    exporting.export_all(filled, filled.kinds, tmp_path)
    head, row = csv.reader(io.StringIO((tmp_path / "person.csv").read_text(encoding="utf-8-sig")))
    assert dict(zip(head, row, strict=True))["name"] == "'=1+1"
    for text in FORMULAS:
        filled.change(Person, 1, department=text)
        cells = next(
            csv.reader(
                io.StringIO(
                    exporting.csv_text(filled.spec("person"), filled.rows(Person)).split("\r\n", 1)[1]
                )
            )
        )
        assert all(
            cell.lstrip("\ufeff")[:1] not in {"=", "+", "-", "@", "\t", "\r"} for cell in cells if cell
        ), text


@given(st.text())
def test_every_text_survives_its_cell(text: str) -> None:
    assert exporting.plain_cell(exporting.safe_cell(text)) == text


def test_numbers_are_left_numbers() -> None:
    assert exporting.safe_cell("-12.50") == "-12.50"


def test_csv_with_an_unknown_column_is_refused_by_name(filled: Workspace) -> None:
    with pytest.raises(UserError, match="colour"):
        exporting.read_csv(filled.spec("stage"), "name,colour\r\nA,red\r\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('name,active\r\nA,yes\r\n"B,yes\r\n', "Line"),
        ("name,active\r\nA,perhaps\r\n", "Line 2"),
        ("name\r\nA,B\r\n", "Line 2"),
    ],
)
def test_a_wrong_line_is_named(filled: Workspace, text: str, line: str) -> None:
    with pytest.raises(UserError, match=line):
        exporting.read_csv(filled.spec("stage"), text)


def test_a_short_line_leaves_the_other_fields_as_they_are(filled: Workspace) -> None:
    assert exporting.read_csv(filled.spec("stage"), "name,active\r\nA\r\n") == [{"name": "A"}]


def test_csv_is_what_spreadsheets_read(filled: Workspace) -> None:
    text = exporting.csv_text(filled.spec("stage"), filled.rows(Stage))
    head, row = csv.reader(io.StringIO(text))
    assert dict(zip(head, row, strict=True))["name"] == "Ankunft; Begrüßung"


def test_a_full_disk_is_said_with_its_place_and_leaves_no_half_file(
    filled: Workspace, tmp_path: Path
) -> None:
    for number in range(30):
        filled.add(Stage(name=f"Stage {number}", wants="a word " * 1000))
    with size_limit(100_000), pytest.raises(DiskFull) as refused:
        exporting.export_all(filled, filled.kinds, tmp_path / "out")
    assert refused.value.message == (
        f"There is not enough space on {tmp_path / 'out'}. Nothing was lost; free some space and try again."
    )
    assert "stage.csv" not in names(tmp_path / "out")
    assert [name for name in names(tmp_path / "out") if name.endswith(".part")] == []
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentFault, match="file can't be used"):
        exporting.export_all(filled, filled.kinds, tmp_path / "file")


def test_a_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = exporting.write_whole(tmp_path / "a.csv", b"old")

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cxdesk.services.exporting.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        exporting.write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
