"""Open CX Desk from the source tree; without a display, make the demo instead."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

PYTHON = Path(__file__).resolve().parent.parent / ".venv" / "bin" / "python"


def has_display() -> bool:
    """Tell whether a window would be seen by anybody."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in {"offscreen", "minimal"}:
        return False
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    display = os.environ.get("DISPLAY", "")
    local = re.fullmatch(r":(\d+)(\.\d+)?", display)
    if local and Path("/tmp/.X11-unix").is_dir():
        return Path(f"/tmp/.X11-unix/X{local[1]}").exists()
    return bool(display)


def main() -> None:
    """Become the program."""
    words = ["-m", "ui", *sys.argv[1:]]
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        print("There is no display here, so the sample shop goes to demo/ instead of a window.", flush=True)
        words = ["-m", "ui", "demo", "--out", "demo"]
    os.execv(PYTHON, [str(PYTHON), *words])


if __name__ == "__main__":
    main()
