"""Workspaces to break: filled files, copies in the middle of a write, and what is in them."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from cxdesk.entities.never_always import NeverAlways
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.store import db
from cxdesk.store.check import base_tables
from cxdesk.workspace import Workspace
from tests.conftest import HOMES

NOBODY = 65534
TEXT = "Greet by name within ten seconds, and say what comes next. "


def filled_file(path: Path, *, stages: int = 3, each: int = 5, size: int = 1) -> Path:
    """Make a closed workspace with some of everything, and return its path."""
    return Path(shutil.copyfile(_template(stages, each, size), path))


def filled(path: Path, **more: int) -> Workspace:
    """Make the same and open it."""
    return Workspace.open(filled_file(path, **more), who="Maya")


@cache
def _template(stages: int, each: int, size: int) -> Path:
    ws = Workspace.create(
        HOMES / f"filled-{stages}-{each}-{size}.cxdesk", Shop(name="Corner Salon"), who="Maya"
    )

    def act(tx: Any) -> None:
        role = tx.add(Role(name="Stylist"))
        for side in ("never", "always"):
            tx.add(NeverAlways(side=side, text=f"{side} wait"))
        for number in range(stages):
            stage = tx.add(Stage(name=f"Stage {number}"))
            for i in range(each):
                text = f"{number}.{i} " + TEXT * size
                tx.add(Standard(stage=stage, text=text, why=f"why {i}", owner=role, roles=(role,)))

    ws.run("fill", act, undoable=False)
    ws.close()
    return ws.path


def digest(path: Path) -> str:
    """Return the sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(one.name for one in folder.iterdir())


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every base table."""
    connection = db.look(path)
    try:
        return {
            table: [tuple(row) for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY 1')]
            for table in base_tables(connection)
        }
    finally:
        connection.close()


def in_mid_write(ws: Workspace, target: Path, *, journal: bool = True) -> Path:
    """Copy the file of `ws` while a write is half done, with or without the journal that takes it back."""
    connection = ws._connection
    connection.execute("PRAGMA cache_size=4")  # so that pages reach the file before the commit
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE standard SET why = why || ' changed', revision = revision + 1")
    shutil.copyfile(ws.path, target)
    if journal:
        shutil.copyfile(str(ws.path) + "-journal", str(target) + "-journal")
    connection.execute("ROLLBACK")
    connection.execute("PRAGMA cache_size=-8192")
    return target


@contextmanager
def anybodys_folder() -> Iterator[Path]:
    """Give a folder that every user of this computer may enter, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="cxdesk-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@contextmanager
def nobody() -> Iterator[None]:
    """Be a user without rights for a while: root may write everywhere."""
    if os.geteuid():
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@contextmanager
def size_limit(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond `size` bytes, as a full disk would."""
    import resource
    import signal

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
