"""Row 19 on the list of incidents: how long the window's thread is at work at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.bench.board import Row, judge
from tests.bench.incidents_shop import incidents_shop
from tests.bench.test_window import timed_row

pytestmark = pytest.mark.bench


def test_the_list_of_3000_incidents_never_holds_the_window_up() -> None:
    words = [sys.executable, "-m", "tests.bench.in_incidents", str(incidents_shop(3_000))]

    def measure() -> list[Row]:
        done = subprocess.run(
            words, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-3000:]
        found = json.loads(done.stdout.splitlines()[-1])
        return [
            timed_row("19", f"longest work, 3,000 incidents, {name}", "", taken / 1e3, 50)
            for name, taken in found.items()
        ]

    judge(measure)
