"""A standard goes out of use from the command line with the same answers as in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cxdesk.cli import group
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.workspace import Workspace
from tests.core.sample_file import copied


def cx(*words: object) -> Result:
    return CliRunner().invoke(group, [str(word) for word in words])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return copied(_make, tmp_path / "willow.cxdesk")


def _make(path: Path) -> None:
    ws = Workspace.create(path, Shop(name="Willow"))
    stage = ws.add(Stage(name="Arrive"))
    ws.add(Standard(stage=stage, text="Smile"))
    ws.add(Standard(stage=stage, kind="defect", text="Nobody smiles"))
    ws.close()


def kept(file: Path, standard: int = 1) -> Standard:
    ws = Workspace.open(file, read_only=True)
    try:
        return ws.get(Standard, standard).record
    finally:
        ws.close()


@pytest.mark.parametrize(
    "words", [[], ["retired_why=old"], ["was_for=warmth"], ["retired_why=old", "was_for= "]]
)
def test_without_both_answers_it_stays(file: Path, words: list[str]) -> None:
    done = cx("set", file, "standard", 1, "status=retired", *words)
    assert done.exit_code != 0
    assert "Traceback" not in done.output
    assert kept(file) == Standard(stage=1, position=1, text="Smile", status=kept(file).status)
    assert kept(file).status != "retired"


def test_with_both_answers_it_goes_and_they_are_kept(file: Path) -> None:
    done = cx(
        "set", file, "standard", 1, "status=retired", "retired_why=We bow now", "was_for=A warm welcome"
    )
    assert done.exit_code == 0, done.output
    record = kept(file)
    assert (record.status, record.retired_why, record.was_for) == ("retired", "We bow now", "A warm welcome")


def test_what_can_go_wrong_needs_only_the_reason(file: Path) -> None:
    assert cx("set", file, "standard", 2, "status=retired", "retired_why=Can't happen").exit_code == 0
    assert kept(file, 2).status == "retired"


@pytest.mark.parametrize("words", [[], ["retired_why=old"], ["was_for=warmth"]])
def test_one_that_is_added_as_retired_says_the_same(file: Path, words: list[str]) -> None:
    done = cx("add", file, "standard", "stage=1", "text=Bow", "status=retired", *words)
    assert done.exit_code != 0
    assert "Say w" in done.output
    ws = Workspace.open(file, read_only=True)
    assert ws.count(Standard) == 2
    ws.close()


def test_one_that_is_added_as_retired_with_both_answers_is_kept(file: Path) -> None:
    words = ("text=Bow", "status=retired", "retired_why=Out of date", "was_for=A welcome")
    assert cx("add", file, "standard", "stage=1", *words).exit_code == 0
    assert kept(file, 3).was_for == "A welcome"


def test_a_new_version_does_not_go_around_it(file: Path) -> None:
    done = cx("set", file, "standard", 1, "status=retired", "--new-version", "Out of date")
    assert done.exit_code != 0
    assert "what this rule was for" in done.output
    assert (kept(file).status, kept(file).version) == ("draft", 1)
