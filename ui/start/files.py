"""Names of files: of new ones, and as they are shown."""

from __future__ import annotations

import re
from pathlib import Path

from cxdesk.paths import SUFFIX
from cxdesk.text import clean

LONGEST_NAME = 60
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
# Names that Windows keeps for devices.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)


def file_name(name: str) -> str:
    """Return the name of a shop as that of a file, fit for every system, without the suffix."""
    fit = _NOT_IN_NAMES.sub(" ", clean(name))
    fit = " ".join(fit.split())[:LONGEST_NAME].strip(" .")
    return f"{fit} shop" if _DEVICES.match(fit) else fit


def free_path(folder: Path, name: str) -> Path:
    """Return a path in `folder` that nothing has yet: "Willow.cxdesk", else "Willow 2.cxdesk"."""
    stem = file_name(name)
    path = folder / f"{stem}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{stem} {number}{SUFFIX}"
        number += 1
    return path


def short_place(path: Path) -> str:
    """Return where a file is, from the home folder on."""
    folder = path.parent
    try:
        inside = folder.relative_to(Path.home())
    except ValueError:
        return str(folder)
    return str(inside) if inside.parts else str(folder)
