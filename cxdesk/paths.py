"""Folders of this computer and the program's own data files."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

APP = "CX Desk"
SUFFIX = ".cxdesk"
_NAME = "cxdesk"
_ON_LINUX = sys.platform.startswith("linux")


def resource(*parts: str) -> Path:
    """Return the path of a data file, in the frozen program, the wheel or the source tree."""
    return _shipped("_resources", "resources", _unpacked()).joinpath(*parts)


def guide(*parts: str) -> Path:
    """Return the path of a page of the user's guide, or of its folder; in the source tree it is in `docs`."""
    return _shipped("_guide", "docs", _unpacked()).joinpath(*parts)


def _unpacked() -> str | None:
    """Return where a frozen program lies."""
    return getattr(sys, "_MEIPASS", None)


@cache  # each icon asks
def _shipped(packed: str, in_source: str, unpacked: str | None) -> Path:
    here = Path(__file__).resolve().parent
    roots = (Path(unpacked or here) / "cxdesk" / packed, here / packed, here.parent / in_source)
    return next((root for root in roots if root.is_dir()), roots[-1])


def notices() -> Path | None:
    """Return the list of all works that a frozen program is made of; the source tree has none."""
    folder = getattr(sys, "_MEIPASS", None)
    file = Path(folder, "THIRD_PARTY.md") if folder else None
    return file if file is not None and file.is_file() else None


def config_dir() -> Path:
    """Return the folder of the settings of this computer."""
    return _override("config") or (
        _by_xdg("XDG_CONFIG_HOME", ".config") if _ON_LINUX else _dirs().user_config_path
    )


def log_dir() -> Path:
    """Return the folder of the log files."""
    return _override("log") or (
        _by_xdg("XDG_STATE_HOME", ".local/state") / "log" if _ON_LINUX else _dirs().user_log_path
    )


class _Chosen:
    folder: Path | None = None


def use_folder(folder: Path | None) -> None:
    """Let new workspaces go into a folder of the user's choice; None for the usual one."""
    _Chosen.folder = folder


def new_files_dir() -> Path:
    """Return where new workspaces go: the chosen folder while it is there, else the usual one."""
    chosen = _Chosen.folder
    return chosen if chosen is not None and chosen.is_dir() else documents_dir()


def documents_dir() -> Path:
    """Return where new workspaces go if nothing was chosen: "CX Desk" under the user's documents."""
    base = _override("documents")
    if base:
        return base / APP
    import platformdirs

    return platformdirs.user_documents_path() / APP


def _override(name: str) -> Path | None:
    """CXDESK_HOME moves all of it, for tests and for a stick that is carried around."""
    home = os.environ.get("CXDESK_HOME")
    return Path(home) / name if home else None


def _by_xdg(variable: str, usual: str) -> Path:
    """Return what `platformdirs` does on Linux, which takes as long to load as all the record kinds."""
    folder = Path(os.environ.get(variable, ""))
    return (folder if folder.is_absolute() else Path.home() / usual) / _NAME


def _dirs() -> PlatformDirs:
    from platformdirs import PlatformDirs as Dirs

    return Dirs(_NAME, appauthor=False)
