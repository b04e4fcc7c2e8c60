"""Whether there is a screen. Imports nothing, so that it can be asked before Qt is loaded."""

from __future__ import annotations

import os
import sys


def has_display() -> bool:
    """Tell whether a window can be shown; only Linux runs without a display."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in wanted)
