"""Where a file lies: a folder that is synchronised, a network drive; and the copies made by conflicts."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from cxdesk import errors
from cxdesk.i18n import _
from cxdesk.paths import SUFFIX
from cxdesk.store import db

# Folder names that those programs choose, folded; a part of a path that begins with one of them counts.
_SYNCED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "com~apple~clouddocs": "iCloud",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
    "pcloud drive": "pCloud",
    "megasync": "MEGA",
    "seafile": "Seafile",
    "synologydrive": "Synology Drive",
    "box sync": "Box",
}
# Files by which a folder above tells that it is synchronised.
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".sync": "Resilio Sync",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
}
_NETWORK = (
    r"nfs\d?|cifs|smb\w*|9p|afpfs|afs|davfs\d?|webdav|ceph|glusterfs|lustre|ncpfs"
    r"|fuse\.(?!portal|block|snapfuse).*"
)
_DRIVE_REMOTE = 4

# What conflicts append to the name of a file, before its suffix.
_CONFLICT = (
    r"(?i)[ _-]?[(\[][^()\[\]]*conflict[^()\[\]]*[)\]]",  # Dropbox, Nextcloud, Seafile, pCloud
    r"(?i)[ _-]?\([^()]*(konflikt|conflit|conflicto|conflitto|conflito|конфликт|競合|冲突)[^()]*\)",
    r"\.sync-conflict-\d{8}-\d{6}(-\w+)?",  # Syncthing
    r"_conflict-\d{8}-\d{6}",  # older ownCloud
    r"(?i)\.conflict(ed)?(-?\d*)",  # Resilio, Unison
)
# One of these is in each of them. Most names have none, and nothing has to be compiled for them.
_CONFLICT_SIGNS = frozenset("([._")
# What may be a conflict, or another file by its owner's will: a computer's name, a number.
_PERHAPS = r"(?i)-[\w-]{2,}| \(\d+\)| \d+| copy( \d+)?"


class PossibleCopy(NamedTuple):
    """A file beside a workspace that holds the same one: its counts, and when it was changed last."""

    path: Path
    changed_at: str = ""
    counts: Mapping[str, int] = MappingProxyType({})


def warning(path: Path) -> str:
    """Return a sentence when `path` lies where files get torn or doubled. Say it once a file."""
    program = synced_by(path)
    if program:
        return _(
            "{file} is in a folder that {program} synchronises. Work with it on one computer at a time, and"
            " let {program} finish before you open it elsewhere. Safer: keep it in a folder of its own and"
            " let {program} have the backups."
        ).format(file=path.name, program=program)
    if on_network(path):
        return _(
            "{file} is on a network drive. If the network fails while it is written, it may be damaged."
            " Safer: keep it on this computer and let the network drive have the backups."
        ).format(file=path.name)
    return ""


def synced_by(path: Path, environment: Mapping[str, str] | None = None) -> str:
    """Return the name of the program that synchronises the folder of `path`, or nothing."""
    path = path.resolve()
    environment = os.environ if environment is None else environment
    for name, folder in environment.items():
        if name.lower().startswith("onedrive") and folder and path.is_relative_to(folder):
            return "OneDrive"
    for parent in path.parents:
        found = next(
            (program for start, program in _SYNCED.items() if _named_after(parent.name.lower(), start)), ""
        )
        if found:
            return found
        for mark, program in _MARKS.items():
            with contextlib.suppress(OSError):
                if (parent / mark).exists():
                    return program
    return ""


def on_network(path: Path, mounts: Iterable[tuple[str, str]] | None = None) -> bool:
    """Tell whether `path` is on a network drive. `mounts` are (folder, file system)."""
    path = path.resolve()
    if sys.platform == "win32":
        import ctypes

        anchor = path.anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE
    around = [
        (folder, kind)
        for folder, kind in (_mounts() if mounts is None else mounts)
        if path.is_relative_to(folder)
    ]
    kind = max(around, key=lambda mount: len(mount[0]), default=("", ""))[1]
    return re.fullmatch(_NETWORK, kind) is not None


def conflict_copies(path: Path) -> list[PossibleCopy]:
    """Return what conflicts may have left beside `path`. Opens each: not for the window's thread."""
    try:
        beside = sorted(other for other in path.parent.iterdir() if other.suffix == SUFFIX and other != path)
    except OSError:
        return []
    own = identity(path)
    found = []
    for other in beside:
        rest = other.stem.removeprefix(path.stem)
        if rest == other.stem or not rest:
            continue
        sure = _is_conflict(rest)
        if sure or (re.fullmatch(_PERHAPS, rest) and own and identity(other) == own):
            found.append(_described(other))
    return found


def original_of(path: Path) -> Path | None:
    """Return the file that `path` is a conflict's copy of, judged by the names alone, or None."""
    for at in range(1, len(path.stem)):
        if _is_conflict(path.stem[at:]):
            original = path.with_name(path.stem[:at] + path.suffix)
            if original.exists():
                return original
    return None


def _is_conflict(rest: str) -> bool:
    if _CONFLICT_SIGNS.isdisjoint(rest):
        return False
    return any(re.fullmatch(pattern, rest) for pattern in _CONFLICT)


def _named_after(folder: str, start: str) -> bool:
    """A folder has the name of the program, or an account behind it, as "Dropbox (Maya)"."""
    return folder == start or folder.startswith((f"{start} (", f"{start} - ", f"{start}-"))


def identity(path: Path) -> str:
    """Return the mark that a workspace got when it was made, and that its copies have too, or nothing."""
    with contextlib.suppress(errors.EnvironmentFault, db.DatabaseError):
        connection = db.connect(path, read_only=True)
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'workspace'").fetchone()
        finally:
            connection.close()
        return row[0] if row else ""
    return ""


def _described(path: Path) -> PossibleCopy:
    with contextlib.suppress(errors.EnvironmentFault, db.DatabaseError):
        connection = db.connect(path, read_only=True)
        try:
            changed = connection.execute("SELECT last_seen FROM state").fetchone()[0]
            counts = dict(
                connection.execute("SELECT kind, rows FROM total WHERE kind <> 'history' ORDER BY kind")
            )
        finally:
            connection.close()
        return PossibleCopy(path, changed, counts)
    return PossibleCopy(path)


def _mounts() -> list[tuple[str, str]]:
    """Return (folder, file system) of everything mounted; what the system doesn't tell is left out."""
    if sys.platform == "darwin":
        return _mounts_of_mac()
    with contextlib.suppress(OSError):
        return _from_mountinfo(Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace"))
    return []


def _mounts_of_mac() -> list[tuple[str, str]]:
    import subprocess

    with contextlib.suppress(OSError, subprocess.SubprocessError):
        said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True, timeout=2).stdout
        return re.findall(r" on (.+) \((\w+)", said)
    return []


def _from_mountinfo(text: str) -> list[tuple[str, str]]:
    found = []
    for line in text.splitlines():
        left, _dash, right = line.partition(" - ")
        parts, kinds = left.split(" "), right.split(" ")
        if len(parts) > 4:
            found.append((parts[4].replace("\\040", " "), kinds[0]))
    return found
