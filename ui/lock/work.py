"""What takes long about passphrases, as work for `Tasks`. Whoever gets a key from it wipes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cxdesk import errors
from cxdesk.i18n import _
from cxdesk.store import cipher, keys, sealing

if TYPE_CHECKING:
    from cxdesk.store.backup import Backup
    from cxdesk.store.keys import Key
    from ui.tasks import Job


@dataclass(frozen=True, slots=True)
class Unlock:
    """The key of a closed file."""

    path: Path
    typed: str = field(repr=False)

    def __call__(self, _job: Job) -> Key:
        return cipher.unlock(self.path, self.typed)


@dataclass(frozen=True, slots=True)
class Confirm:
    """Whether somebody who is at an open file knows its passphrase; then a new key, if one is wanted.

    Raises InputError for the fields `current` and `passphrase`.
    """

    current: Key | None
    typed: str = field(repr=False)
    new: str = field(repr=False)

    def __call__(self, _job: Job) -> Key | None:
        if self.current is not None and not cipher.opens_with(self.current, self.typed):
            raise errors.InputError(
                {"current": _("That is not the passphrase of this file. Nothing was changed.")}
            )
        return cipher.new_key(self.new) if self.new else None


@dataclass(frozen=True, slots=True)
class Seal:
    """A closed file, written anew with another key or none."""

    path: Path
    old: Key | None
    new: Key | None

    def __call__(self, _job: Job) -> Path:
        with keys.offered(self.old):
            sealing.set_key(self.path, self.new)
        return self.path


@dataclass(frozen=True, slots=True)
class Plain:
    """The backups that everybody can read, here and at the second place."""

    path: Path
    second: Path | None

    def __call__(self, _job: Job) -> list[Backup]:
        return [one for folder in _folders(self.second) for one in sealing.plain_backups(self.path, folder)]


@dataclass(frozen=True, slots=True)
class Others:
    """The backups that a key does not open, here and at the second place."""

    path: Path
    key: Key
    second: Path | None

    def __call__(self, _job: Job) -> list[Backup]:
        found = []
        for folder in _folders(self.second):
            found += sealing.plain_backups(self.path, folder)
            found += sealing.backups_with_other_keys(self.path, self.key, folder)
        return sorted(found, key=lambda one: one.made_at, reverse=True)


@dataclass(frozen=True, slots=True)
class Settle:
    """Those backups locked with the key too, or removed; returns the ones that could not be."""

    found: tuple[Backup, ...]
    key: Key
    old: Key | None
    remove: bool

    def __call__(self, _job: Job) -> list[Backup]:
        if self.remove:
            return sealing.remove_backups(self.found)
        with keys.offered(self.old):
            return sealing.lock_backups(self.found, self.key)


def _folders(second: Path | None) -> list[Path | None]:
    return [None, second] if second is not None and second.is_dir() else [None]
