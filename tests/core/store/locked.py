"""Locked workspaces for the tests: a cheap derivation, a filled file, and where a name could show."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from cxdesk.entities.person import Person
from cxdesk.store import cipher, keys, sealing
from cxdesk.workspace import Workspace
from tests.conftest import HOMES
from tests.faults.samples import TEXT, filled_file

PASSPHRASE = "teal kettle on a ladder"
OTHER = "seven quiet umbrellas"
NAMES = ("Wilhelmina Quackenbush", "Thaddeus Oberholtzer")


def quickly(monkeypatch: Any) -> None:
    """Derive keys with next to no work."""
    monkeypatch.setattr(cipher, "_COST", 2)


def with_names(path: Path, **more: int) -> Path:
    """Make a closed workspace, not locked, in which people have names, and return its path."""
    filled_file(path, **more)
    with_people = Workspace.open(path, who=NAMES[1])
    for name in NAMES:
        with_people.add(Person(name=name))
    with_people.close()
    return path


def locked_file(path: Path, passphrase: str = PASSPHRASE, **more: int) -> Path:
    """Make the same, locked; no backup of the plain one is left."""
    return Path(shutil.copyfile(_locked(passphrase, cipher._COST, **more), path))


@cache
def _locked(passphrase: str, cost: int, **more: int) -> Path:
    folder = HOMES / f"locked-{_locked.cache_info().currsize}"
    folder.mkdir()
    path = with_names(folder / "locked.cxdesk", **more)
    with cipher.new_key(passphrase) as key:
        made = sealing.encrypt(path, key)
    sealing.remove_backups([made])
    made.path.parent.rmdir()
    return path


def locked_with(path: Path, fill: Callable[[Workspace], object]) -> Path:
    """Make the same, with what `fill` writes in it as well."""
    return Path(shutil.copyfile(_locked_with(fill, cipher._COST), path))


@cache
def _locked_with(fill: Callable[[Workspace], object], cost: int) -> Path:
    folder = HOMES / f"locked-with-{_locked_with.cache_info().currsize}"
    folder.mkdir()
    ws = opened(locked_file(folder / "locked.cxdesk"))
    fill(ws)
    ws.close()
    return ws.path


def key_of(path: Path, passphrase: str = PASSPHRASE) -> keys.Key:
    return cipher.unlock(path, passphrase)


def opened(path: Path, passphrase: str = PASSPHRASE, **more: Any) -> Workspace:
    with key_of(path, passphrase) as key:
        return Workspace.open(path, key=key, who="Maya", **more)


def readable(folder: Path) -> list[str]:
    """Return the files below a folder in which a name or a known text stands."""
    wanted = [word.encode() for name in (*NAMES, TEXT) for word in (name, name.lower(), name[:14])]
    wanted += [b"SQLite format 3", "Quackenbush".encode("utf-16-le")]
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in wanted)
    )


def worked_with(folder: Path) -> list[str]:
    """Return the files of a folder that this process still holds; other tests may hold others."""
    return [name for name in keys._of_files if Path(name).is_relative_to(folder.resolve())]
