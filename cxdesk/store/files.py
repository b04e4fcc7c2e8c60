"""Files that are whole or not there: written beside their name, synced, then moved into place."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cxdesk.store import db

_log = logging.getLogger(__name__)
FOLDER = "backups"
PART = ".part"
# Files that SQLite keeps beside an open one, or that a crash leaves there.
COMPANIONS = ("-journal", "-wal", "-shm")


def followed(path: Path) -> Path:
    """Return the file that a link leads to: beside that one are its lock, its journal and its backups."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def companions(path: Path) -> list[Path]:
    """Return the files that belong to the workspace `path` and must not outlive it."""
    return [path.with_name(path.name + end) for end in COMPANIONS]


def settle(part: Path, target: Path) -> None:
    """Make `part` durable under its final name; until then the old file stays as it is."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system has a way to."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def copy(source: Path, target: Path) -> None:
    """Copy a file that nobody writes to. Raises EnvironmentFault; nothing half is left then."""
    with part_of(target) as part:
        shutil.copyfile(source, part)
        settle(part, target)


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """Give the name under which `target` is made; what is left of it goes, whatever happens.

    Raises EnvironmentFault for what the file system refuses.
    """
    part = target.with_name(target.name + PART)
    try:
        try:
            target.parent.stat()
        except OSError as error:
            raise db.file_error(error, target.parent) from error
        try:
            remove_part(part)
            yield part
        except OSError as error:
            raise db.file_error(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            remove_part(part)


def remove_part(part: Path) -> None:
    """Remove a file that was never finished, and its companions."""
    for path in (part, *companions(part)):
        path.unlink(missing_ok=True)


def folder_of(path: Path) -> Path:
    """Return the folder of the backups of `path`."""
    return path.parent / FOLDER


def is_backup(path: Path) -> bool:
    """Tell whether a file lies among backups."""
    return path.resolve().parent.name == FOLDER


def remove_leftovers(path: Path) -> None:
    """Remove what a kill left half made. Only who holds the lock of `path` may call it."""
    parts = [path.with_name(path.name + PART)]
    with contextlib.suppress(OSError):
        parts += [part for part in folder_of(path).glob("*" + PART) if part.name.startswith(path.stem + "-")]
    for part in parts:
        with contextlib.suppress(OSError):
            if part.exists():
                remove_part(part)
                _log.info("removed what was left of an unfinished copy")
