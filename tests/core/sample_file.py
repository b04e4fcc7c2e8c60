"""The sample shop as a file: filled once a process for each day, for it takes a quarter of a second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cxdesk.services import samples
from cxdesk.workspace import Workspace


def sample_shop(path: Path, today: date) -> Workspace:
    """Open a new sample shop as of `today`; nothing in it can be undone."""
    path.write_bytes(_sample(today))
    return Workspace.open(path, who="Maya")


def copied(make: Callable[[Path], object], path: Path) -> Path:
    """Copy the closed workspace that `make` makes, once a process, to a path; return that."""
    path.write_bytes(_made(make))
    return path


@cache
def _made(make: Callable[[Path], object]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "willow.cxdesk"
        make(path)
        return path.read_bytes()


@cache
def _sample(today: date) -> bytes:
    with TemporaryDirectory() as folder:
        made = Workspace.create(Path(folder) / "willow.cxdesk", samples.sample_shop(), who="Maya")
        made.run("sample shop", lambda tx: samples.fill_sample(tx, today))
        made.close()
        return made.path.read_bytes()
