"""F1, F3-F5: the program is killed in an edit, an import, a migration, a backup, a restore, a lock."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.faults
ROUNDS = 20
SOAK_ROUNDS = 200
SCENARIOS = ["edits", "imports", "migration", "backup", "restore", "locking", "erasing"]


def kill(scenario: str, rounds: int, folder: Path, seed: int) -> list[dict[str, Any]]:
    """Run the rounds in a process of their own, which forks."""
    words = ["-m", "tests.faults.kill9", scenario, str(rounds), str(folder), str(seed)]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=30 + rounds
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def check_rounds(scenario: str, rounds: int, folder: Path, seed: int) -> None:
    found = kill(scenario, rounds, folder, seed)
    assert len(found) == rounds
    assert all(one["told"] for one in found)
    if scenario in {"edits", "imports", "migration"}:
        assert any(one["hot"] for one in found), "never killed in the middle of a write"


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_kill_at_any_moment(scenario: str, tmp_path: Path) -> None:
    check_rounds(scenario, ROUNDS, tmp_path, seed=20260114)


@pytest.mark.soak
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_kill_at_many_moments(scenario: str, tmp_path: Path) -> None:
    check_rounds(scenario, SOAK_ROUNDS, tmp_path, seed=77)
