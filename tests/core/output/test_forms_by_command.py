"""Forms printed from the command line are numbered and kept as in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cxdesk.cli.main import group
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.shop import Shop
from cxdesk.output import record
from cxdesk.output.sheet import Printed
from cxdesk.workspace import Workspace
from tests.core.output import reading


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "w.cxdesk"
    Workspace.create(path, Shop(name="Willow")).close()
    return path


def run(file: Path, *words: str, ok: bool = True) -> str:
    out = file.parent / "out.pdf"
    told = CliRunner().invoke(
        group, ["print", "walk-round-sheet", "--workspace", str(file), "--out", str(out), *words]
    )
    assert (told.exit_code == 0) is ok, told.output
    return "".join(reading.page_texts(out.read_bytes())) if out.exists() else ""


def forms(file: Path) -> list[PaperForm]:
    ws = Workspace.open(file, read_only=True)
    try:
        return [row.record for row in ws.rows(PaperForm)]
    finally:
        ws.close()


def test_each_print_and_each_copy_has_the_next_number(file: Path) -> None:
    assert "F-0001" in run(file)
    page = run(file, "--copies", "2")
    assert "F-0002" in page
    assert "F-0003" in page
    assert [one.number for one in forms(file)] == ["F-0001", "F-0002", "F-0003"]
    assert {one.paper for one in forms(file)} == {"A4"}


def test_without_the_log_there_is_no_number(file: Path) -> None:
    assert "not numbered" in run(file, "--no-log")
    assert forms(file) == []


def test_a_file_that_can_t_be_written_is_not_in_the_log(file: Path) -> None:
    out = file.parent / "gone" / "out.pdf"
    told = CliRunner().invoke(
        group,
        ["print", "walk-round-sheet", "--workspace", str(file), "--out", str(out)],
    )
    assert told.exit_code != 0
    assert [one.print_record for one in forms(file)] == [None]


def test_a_number_that_was_taken_meanwhile_is_passed_over(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = record.note
    tries: list[str] = []

    def note(tx: object, printed: Printed, **facts: object) -> object:
        tries.append(printed.forms[0].number)
        if len(tries) == 1:
            raise record.NumberTakenError("taken")
        return whole(tx, printed, **facts)

    monkeypatch.setattr(record, "note", note)
    assert "F-0001" in run(file)
    assert tries == ["F-0001", "F-0001"]  # drawn anew; here nobody took it
    assert [one.number for one in forms(file)] == ["F-0001"]
