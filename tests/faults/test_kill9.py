"""F1, F3-F5: the program is killed in an edit, an import, a migration, a backup, a restore, a lock."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.faults
ROUNDS = 20
SOAK_ROUNDS = 200
Kill = Callable[[str, int, Path, int], list[dict[str, Any]]]
SCENARIOS = ["edits", "imports", "migration", "backup", "restore", "locking", "erasing"]


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kill]:
    """Run rounds in a process of their own, which forks: Python starts, and all is imported, only once."""
    said = tmp_path_factory.mktemp("killer") / "said.txt"
    with said.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.kill9"], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    with process:

        def kill(scenario: str, rounds: int, folder: Path, seed: int) -> list[dict[str, Any]]:
            print(json.dumps([scenario, rounds, str(folder), seed]), file=process.stdin, flush=True)
            found: list[dict[str, Any]] = []
            for line in process.stdout:  # type: ignore[union-attr]
                found.append(json.loads(line))
                if "ended" in found[-1]:
                    break
            assert found, said.read_text()
            assert (found.pop(), said.read_text()) == ({"ended": 0}, "")
            return found

        yield kill
        process.stdin.close()


def check_rounds(kill: Kill, scenario: str, rounds: int, folder: Path, seed: int) -> None:
    found = kill(scenario, rounds, folder, seed)
    assert len(found) == rounds
    assert all(one["told"] for one in found)
    if scenario in {"edits", "imports", "migration"}:
        assert any(one["hot"] for one in found), "never killed in the middle of a write"


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_kill_at_any_moment(killer: Kill, scenario: str, tmp_path: Path) -> None:
    check_rounds(killer, scenario, ROUNDS, tmp_path, seed=20260114)


@pytest.mark.soak
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_kill_at_many_moments(killer: Kill, scenario: str, tmp_path: Path) -> None:
    check_rounds(killer, scenario, SOAK_ROUNDS, tmp_path, seed=77)
