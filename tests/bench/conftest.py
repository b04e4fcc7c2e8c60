"""Workspaces to measure on, and the table at the end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench import files
from tests.bench.board import table


@pytest.fixture(scope="session")
def shop_100k() -> Path:
    """A workspace with 100,000 patrons, to be read only."""
    return files.workspace_of(100_000)


@pytest.fixture(scope="session")
def shop_1k() -> Path:
    """A workspace with 1,000 patrons, to be read only."""
    return files.workspace_of(1_000)


@pytest.fixture(scope="session")
def shop_1m() -> Path:
    """A workspace with 1,000,000 patrons, to be read only."""
    if files.MOST < 1_000_000:
        pytest.skip("CXDESK_BENCH_MAX is below 1,000,000")
    return files.workspace_of(1_000_000)


@pytest.fixture
def disk() -> Iterator[Path]:
    """A folder on the disk of the project: a temporary one may be in memory."""
    folder = files.CACHE / f"work-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    lines = table()
    if lines:
        terminalreporter.section(f"limits (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)")
        for line in lines:
            terminalreporter.write_line(line)
        if os.getloadavg()[0] > (os.cpu_count() or 1):
            terminalreporter.write_line(
                "The machine was busy with other work: rows in ms hold on an idle one."
            )
