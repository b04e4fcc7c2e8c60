"""Packs on the command line: listed, printed from the file that is named once, noted."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from cxdesk.cli import group
from cxdesk.entities.huddle_topic import HuddleTopic
from cxdesk.entities.never_always import NeverAlways
from cxdesk.entities.person import Person
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.role import Role
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
    role = ws.add(Role(name="Stylist"))
    ws.add(Person(name="Maya", role=role))
    for name in ("Arrive", "Leave"):
        ws.add(Standard(stage=ws.add(Stage(name=name)), text="Smile"))
    ws.add(NeverAlways(side="never", text="Point"))
    ws.add(HuddleTopic(topic="Ten seconds", ask="Who waited?"))
    ws.close()
    return path


def text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def log(file: Path) -> list[str]:
    ws = Workspace.open(file, read_only=True)
    try:
        return [row.record.sheet for row in ws.rows(PrintRecord)]
    finally:
        ws.close()


def test_packs_are_listed_with_their_sheets_and_what_is_chosen() -> None:
    said = cx("packs").stdout
    assert "new-starter  New starter: " in said
    assert "--person …" in said
    assert "training-sheet, stage-sheet" in said
    (starter, *_others) = json.loads(cx("packs", "--json").stdout)
    assert starter["pack"] == "new-starter"
    assert "vision-poster" in starter["sheets"]
    assert starter["options"] == [{"name": "person", "title": "For", "default": "none"}]


def test_a_pack_is_printed_for_a_person_and_noted(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "maya.pdf"
    done = cx("print", file, "--pack", "new-starter", "--person", "maya", "--out", out)
    assert done.exit_code == 0, done.stderr
    assert "New starter · Maya" in text(out)
    assert "Training sheet · Leave · Maya" in text(out)
    noted = log(file)
    assert noted.count("training-sheet") == 2
    assert {"never-always-poster", "vision-poster"} <= set(noted)


def test_a_pack_of_a_stage_without_a_note(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "stage.pdf"
    words = ("--pack", "this-stage", "--stage", 2, "--workspace", file, "--out", out, "--no-log")
    assert cx("print", *words, "--paper", "Letter").exit_code == 0
    assert "This stage · Leave" in text(out)
    assert "Arrive" not in text(out)
    assert log(file) == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--pack", "new-starter", "--person", "Ida"), 1, "none, Maya"),
        (("--pack", "starter"), 1, "new-starter, wall-set"),
        (("--pack", "wall-set", "--stage", "1"), 1, "has no option"),
        (("vision-poster", "--person", "Maya"), 1, "has no option"),
    ],
)
def test_what_there_is_not_is_said(
    file: Path, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    done = cx("print", *words, "--workspace", file, "--out", tmp_path / "a.pdf")
    assert done.exit_code == code
    assert said in done.stderr
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize(
    "words", [("--pack", "new-starter", "--person", "Ida"), ("training-sheet", "--option", "people=Ida")]
)
def test_where_nobody_is_on_the_team_yet_that_is_said(tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "alone.cxdesk"
    ws = Workspace.create(file, Shop(name="Willow"))
    ws.add(Standard(stage=ws.add(Stage(name="Arrive")), text="Smile"))
    ws.close()
    done = cx("print", *words, "--workspace", file, "--out", tmp_path / "a.pdf")
    assert done.exit_code == 1
    assert "“Ida” can't be chosen: nobody is on the team yet" in done.stderr
    assert "cxdesk add FILE person name=" in done.stderr


def test_the_file_and_the_sheet_are_named_once(file: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "a.pdf")
    assert cx("print", "--pack", "wall-set", *out).exit_code == 2
    assert cx("print", file, "--pack", "wall-set", "--workspace", file, *out).exit_code == 2
    assert cx("print", "vision-poster", *out).exit_code == 2
    assert cx("print", "--workspace", file, *out).exit_code == 2
    assert not (tmp_path / "a.pdf").exists()


def test_a_huddle_sheet_of_any_day(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "huddle.pdf"
    words = ("huddle-sheet", "--workspace", file, "--out", out)
    assert cx("print", *words, "--option", "date=2026-12-24").exit_code == 0
    assert "Thursday, December 24, 2026" in text(out)
    assert "Who waited?" in text(out)
    wrong = cx("print", *words, "--option", "date=2026-12-32")
    assert wrong.exit_code == 1
    assert "no such day" in wrong.stderr
