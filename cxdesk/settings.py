"""Settings of this computer: one JSON file, replaced as a whole. The shop's settings are in its workspace."""

from __future__ import annotations

import contextlib
import json
import logging
from pathlib import Path
from typing import Any

from cxdesk import clock
from cxdesk.paths import config_dir

_log = logging.getLogger(__name__)
RECENT = 8

# Names of accounts that tell nobody who it was.
_NOBODY = {"root", "administrator", "system"}


class Settings:
    """What this computer remembers. Unknown or unfit values in the file are left aside.

    A plain class: to load `dataclasses` and make one takes as long as to read and check the whole file.
    """

    def __init__(
        self, *, your_name: str = "", theme: str = "system", text_size: int = 100, backup_folder: str = ""
    ) -> None:
        self.your_name = your_name
        self.theme = theme
        self.text_size = text_size
        self.language = ""
        """The language of the program; "" is that of the system."""
        self.last_file = ""
        self.recent: list[str] = []
        self.opening = ""
        self.backup_folder = backup_folder
        self.backup_reached = ""
        """When the second place for backups could be reached last."""
        self.remind_after = 7
        """Days without it until a reminder; 0 for none."""
        self.lock_after = 5
        """Minutes without a key or the mouse until a file with a passphrase is locked; 0 for never."""
        self.data_folder = ""
        """Where new workspaces go, if not among the documents."""
        self.window: dict[str, Any] = {}
        self.views: dict[str, Any] = {}

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if isinstance(other, Settings) else NotImplemented

    @property
    def who(self) -> str:
        """The name that the history shows: the one set here, else that of a person's account."""
        if self.your_name:
            return self.your_name
        import getpass

        with contextlib.suppress(KeyError, OSError):
            user = getpass.getuser()
            return "" if user.casefold() in _NOBODY else user
        return ""

    def opened(self, path: Path) -> None:
        """Put a workspace first in the list of recent files."""
        name = str(path.resolve())
        self.recent = [name, *(other for other in self.recent if other != name)][:RECENT]
        self.last_file = name

    def days_unreached(self) -> int:
        """Return for how many days the second place for backups could not be reached."""
        try:
            return max(0, (clock.now() - clock.parse_stamp(self.backup_reached)).days)
        except ValueError:
            return 0

    def save(self) -> bool:
        """Write the file whole or not at all; tell whether it could be written."""
        path = settings_file()
        part = path.with_name(path.name + ".tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(vars(self), indent=1, ensure_ascii=False), encoding="utf-8")
            part.replace(path)
        except OSError as error:
            _log.warning("settings not written: %s", error.strerror)
            return False
        return True


def settings_file() -> Path:
    """Return where the settings are."""
    return config_dir() / "settings.json"


def load() -> Settings:
    """Read the settings; what can't be read is kept as `.bad` and the defaults are taken."""
    path = settings_file()
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        with contextlib.suppress(OSError):
            path.replace(path.with_name(path.name + ".bad"))
        _log.warning("settings could not be read; the defaults are used")
        return Settings()
    kept = Settings()
    if isinstance(read, dict):
        for name, usual in list(vars(kept).items()):
            if isinstance(value := read.get(name), type(usual)):
                setattr(kept, name, value)
    if kept.theme not in {"system", "light", "dark", "contrast"}:
        kept.theme = "system"
    kept.text_size = min(150, max(90, kept.text_size))
    kept.remind_after = min(365, max(0, kept.remind_after))
    kept.lock_after = min(60, max(0, kept.lock_after))
    return kept
