"""A disk that loses its power: a file system in memory that knows what was synced and what was not.

SQLite writes to it through apsw. Every write, sync, truncation and removal is noted in order. A cut at
any point then gives what a disk may hold after it: all that was synced, and of the rest any part,
512 bytes at a time.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import apsw

SECTOR = 512
Kind = Literal["create", "write", "truncate", "sync", "delete", "told"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that reached the file system, or (`told`) was told to have been kept."""

    kind: Kind
    file: str
    at: int = 0
    data: bytes = b""
    synced: bool = False


class Disk(apsw.VFS):
    """The file system. `files` is what a running program sees."""

    def __init__(self, name: str, files: dict[str, bytes]) -> None:
        self.name = name
        self.files = {path: bytearray(data) for path, data in files.items()}
        self.events: list[Event] = []
        super().__init__(name, base="")

    def xFullPathname(self, name: str) -> str:
        return name

    def xAccess(self, path: str, _flags: int) -> bool:
        return path in self.files

    def xDelete(self, path: str, sync_folder: bool) -> None:
        if self.files.pop(path, None) is None:
            raise apsw.IOError
        self.events.append(Event("delete", path, synced=bool(sync_folder)))

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        if path not in self.files:
            self.files[path] = bytearray()
            self.events.append(Event("create", path))
        flags[1] = flags[0]
        return Handle(self, path)


class Handle:
    """An open file."""

    def __init__(self, disk: Disk, path: str) -> None:
        self.disk, self.path = disk, path
        self.data = disk.files[path]

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self.data[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        data = bytes(data)
        if len(self.data) < offset:
            self.data.extend(bytes(offset - len(self.data)))
        self.data[offset : offset + len(data)] = data
        self.disk.events.append(Event("write", self.path, offset, data))

    def xTruncate(self, size: int) -> None:
        del self.data[size:]
        self.disk.events.append(Event("truncate", self.path, size))

    def xSync(self, _flags: int) -> bool:
        self.disk.events.append(Event("sync", self.path))
        return True

    def xFileSize(self) -> int:
        return len(self.data)

    def xSectorSize(self) -> int:
        return 4096

    def xDeviceCharacteristics(self) -> int:
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE

    def xFileControl(self, _op: int, _pointer: int) -> bool:
        return False

    def xLock(self, _level: int) -> None: ...

    def xUnlock(self, _level: int) -> None: ...

    def xCheckReservedLock(self) -> bool:
        return False

    def xClose(self) -> None: ...


@dataclass(slots=True)
class OnDisk:
    """What a disk surely holds of one file, and what it was asked for since."""

    data: bytearray = field(default_factory=bytearray)
    named: bool = False
    removed: bool = False
    pending: list[Event] = field(default_factory=list)
    earlier: OnDisk | None = None  # of the same name: the folder may still lead there

    def after_cut(self, chance: random.Random) -> bytes | None:
        """Return what is there when the power comes back, or None for no file."""
        if self.removed and chance.random() < 0.5:
            return None
        if not self.named and chance.random() < 0.5:
            return self.earlier.after_cut(chance) if self.earlier else None
        data = bytearray(self.data)
        share = chance.choice((0.0, 0.5, 1.0))
        for event in self.pending:
            if event.kind == "truncate":
                if chance.random() < share:
                    del data[event.at :]
                continue
            for start in range(0, len(event.data), SECTOR):
                if chance.random() < share:
                    _put(data, event.at + start, event.data[start : start + SECTOR])
        return bytes(data)


def _put(data: bytearray, at: int, part: bytes) -> None:
    if len(data) < at:
        data.extend(bytes(at - len(data)))
    data[at : at + len(part)] = part


class Platter:
    """The files as they stand on the disk while events come in."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = {path: OnDisk(bytearray(data), named=True) for path, data in files.items()}
        self.told = 0

    def take(self, event: Event) -> None:
        """Follow one event."""
        if event.kind == "told":
            self.told += 1
            return
        if event.kind == "create":
            self.files[event.file] = OnDisk(earlier=self.files.get(event.file))
            return
        there = self.files[event.file]
        if event.kind == "sync":
            for pending in there.pending:
                if pending.kind == "truncate":
                    del there.data[pending.at :]
                else:
                    _put(there.data, pending.at, pending.data)
            there.pending.clear()
            there.named, there.earlier = True, None
        elif event.kind == "delete":
            if event.synced:
                del self.files[event.file]
            else:
                there.removed = True
        else:
            there.pending.append(event)

    def after_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return what may be there when the power comes back."""
        found = {path: there.after_cut(chance) for path, there in self.files.items()}
        return {path: data for path, data in found.items() if data is not None}


def cuts(
    events: list[Event], files: dict[str, bytes], points: int, seed: int
) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Give, for so many points in time, how much had been told to be kept and what the disk then holds."""
    chance = random.Random(seed)
    at = sorted(chance.choices(range(len(events) + 1), k=points))
    platter = Platter(files)
    done = 0
    for point in at:
        for event in events[done:point]:
            platter.take(event)
        done = point
        yield platter.told, platter.after_cut(chance)


def replay(
    disk: Disk,
    path: str,
    pragmas: list[str],
    operations: list[list[str]],
    kept: Callable[[apsw.Connection], None],
) -> None:
    """Run recorded operations; after each commit tell the disk's diary, and `kept`."""
    connection = apsw.Connection(path, vfs=disk.name)
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
    kept(connection)
    for operation in operations:
        for statement in operation:
            connection.execute(statement).fetchall()
        disk.events.append(Event("told", path))
        kept(connection)
    connection.close()
