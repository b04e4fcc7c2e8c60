"""Row 18: a verified backup, held against a plain copy of the file."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from statistics import median

import pytest

from cxdesk.store import backup
from tests.bench import files
from tests.bench.board import Row, judge
from tests.bench.timing import in_turn, ms, ratio

pytestmark = pytest.mark.bench


def plain_copy(source: Path, target: Path) -> None:
    """The floor: it would be wrong while somebody writes, and nobody looks at the result."""
    shutil.copyfile(source, target)
    file = os.open(target, os.O_RDWR)
    os.fsync(file)
    os.close(file)
    target.unlink()


def verified(source: Path, target: Path) -> None:
    """The program's own."""
    made = backup.make(source, "asked", to=target, model=files.model())
    assert made.counts["patron"] == 100_000
    target.unlink()


def test_a_verified_backup(shop_100k: Path, disk: Path) -> None:
    target = disk / "copy.cxdesk"

    def measure() -> list[Row]:
        times = in_turn(
            {"copy": lambda: plain_copy(shop_100k, target), "backup": lambda: verified(shop_100k, target)},
            rounds=5,
        )
        return [
            Row(
                number="18",
                operation="verified backup, 100k",
                limit=f"file copy {ms(median(times['copy']))}",
                ours=ms(median(times["backup"])),
                value=ratio(times["backup"], times["copy"]),
                goal=5,
            )
        ]

    judge(measure)
