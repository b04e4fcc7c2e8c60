"""Runs in the frozen program before it starts: where matplotlib keeps its list of fonts.

The hook that comes with PyInstaller gives it a new, empty folder at each start, so that it would read all
fonts again: 0.4 to 1.2 s at the first chart. Without any, it would read the settings of other programs.
"""

import os
import sys
from pathlib import Path


def _cache() -> Path:
    home = Path.home()
    if os.environ.get("CXDESK_HOME"):
        return Path(os.environ["CXDESK_HOME"], "cache")
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home, "cxdesk", "Cache")
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "cxdesk"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache", "cxdesk")


os.environ.setdefault("MPLCONFIGDIR", str(_cache() / "matplotlib"))
