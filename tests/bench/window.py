"""The program's window on a file of the bench: `python -m tests.bench.window FILE FINGERPRINT [--all]`.

With `--all` every library that the program may ever need is loaded once the window was painted.
"""

from __future__ import annotations

import sys
from pathlib import Path

import ui.early  # noqa: F401 - first of all, as in the program

# isort: split
from cxdesk.store import model
from tests.bench.patron import model_with_patrons

ALL = """
babel.dates babel.numbers cxdesk.output.fonts cxdesk.output.press matplotlib.backends.backend_agg
matplotlib.figure numpy PIL.Image pypdfium2 reportlab.platypus sqlite_utils uharfbuzz
""".split()


def main(file: str, fingerprint: str, more: list[str]) -> int:
    """Open the window, as `cxdesk FILE` does."""
    made = model_with_patrons(fingerprint)
    model.default_model = lambda: made  # before anybody takes it
    from ui import app, launch

    if more == ["--all"]:
        app.Afterwards.PRELOADED = tuple(ALL)  # type: ignore[assignment]
        app.Afterwards.QUIET_MS = 100
    return launch.run_window(Path(file))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
