"""Backups as a person chooses among them: when, why, and how much is in them. Work for `Tasks`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cxdesk import paths
from cxdesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from cxdesk.store.backup import Backup
    from ui.tasks import Job

# Kinds that say how much is in a file, in the order in which they are named.
TOLD = ("standard", "stage", "person")
_COUNTS = {
    "standard": (N_("{n} standard"), N_("{n} standards")),
    "stage": (N_("{n} stage"), N_("{n} stages")),
    "person": (N_("{n} person"), N_("{n} people")),
}
REASONS = {
    "open": N_("when the file was opened"),
    "timer": N_("while you worked"),
    "close": N_("when the file was closed"),
    "asked": N_("made by hand"),
    "before-migration": N_("before an update of the program"),
    "before-restore": N_("before a backup was brought back"),
    "before-import": N_("before an import"),
    "before-erase": N_("before data were erased"),
    "before-passphrase": N_("before the passphrase was set, changed or taken away"),
}


def counts_text(counts: Mapping[str, int]) -> str:
    """Return "45 standards, 7 stages", the kinds that matter first."""
    said = [
        ngettext(one, many, counts[kind])
        for kind, (one, many) in ((kind, _COUNTS[kind]) for kind in TOLD)
        if counts.get(kind)
    ]
    return ", ".join(said) or _("nothing yet")


def reason_text(reason: str) -> str:
    """Return why a backup was made."""
    return _(REASONS[reason]) if reason in REASONS else reason


def when_text(stamp: str, language: str) -> str:
    """Return when, by the clock of this computer."""
    from cxdesk import formats

    return formats.moment_text(stamp, language)


def size_text(size: int) -> str:
    """Return the size of a file."""
    if size < 1_000_000:
        return _("{size} KB").format(size=max(1, round(size / 1_000)))
    return _("{size} MB").format(size=round(size / 1_000_000, 1))


@dataclass(frozen=True, slots=True)
class ListBackups:
    """Work for `Tasks`: the backups of some workspaces, newest first; those in a second folder too."""

    files: tuple[Path, ...]
    second: Path | None = None

    def __call__(self, job: Job) -> list[tuple[Path, Backup]]:
        from cxdesk.store import backup

        found: list[tuple[Path, Backup]] = []
        for done, file in enumerate(self.files):
            job.step(done, len(self.files))
            found += [(file, one) for one in backup.listing(file)]
            if self.second is not None:
                found += [(file, one) for one in backup.listing(file, self.second)]
        unique = {one.path.name: (file, one) for file, one in reversed(found)}
        return sorted(unique.values(), key=lambda pair: (pair[1].made_at, pair[1].sequence), reverse=True)


@dataclass(frozen=True, slots=True)
class NewestGood:
    """Work for `Tasks`: the newest backup of a file that passes the check, or None."""

    file: Path

    def __call__(self, job: Job) -> tuple[Path, Backup | None]:
        from cxdesk.store import backup

        return self.file, backup.newest_good(self.file)


def files_to_look_beside(recent: list[str]) -> tuple[Path, ...]:
    """Return the workspaces whose backups may be wanted: those used here, and those in the folder."""
    known = [Path(name) for name in recent]
    folder = paths.new_files_dir()
    if folder.is_dir():
        known += sorted(folder.glob(f"*{paths.SUFFIX}"))
    return tuple(dict.fromkeys(known))
