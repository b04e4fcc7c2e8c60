"""Holds the frozen program against the source it was made of: `python packaging/check.py dist/cxdesk/cxdesk`.

The window must open on a real screen (under Xvfb where there is none), the two must know the same kinds of
record, pages and sheets, and print the same sheets from the same workspace, byte for byte.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAPERS = ("A4", "Letter")
START_SECONDS = 60.0
STAY_SECONDS = 3.0
WIDE_TEXT = "Ευχαριστώ Żółć Спасибо שלום ☐ ✓"
SECOND_FACE = b"DejaVuSans"
LISTS = ("kinds: ", "pages: ", "sheets: ")


class DifferenceError(Exception):
    """The frozen program is not what its source is."""


class Program:
    """One way to run CX Desk, with a home of its own."""

    def __init__(self, words: list[str], home: Path) -> None:
        self.words = words
        self.home = home
        home.mkdir(parents=True, exist_ok=True)

    def environment(self) -> dict[str, str]:
        """Return what the program sees of this computer."""
        kept = {
            name: os.environ[name]
            for name in ("PATH", "TZ", "TMPDIR", "SYSTEMROOT", "TEMP")
            if name in os.environ
        }
        return {**kept, "LC_ALL": "C.UTF-8", "HOME": str(self.home), "CXDESK_HOME": str(self.home / "cxdesk")}

    def run(self, *words: str, **more: str) -> str:
        """Run a command and return what it said. Raises DifferenceError with its own words."""
        done = subprocess.run(
            [*self.words, *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            cwd=self.home,
            env={**self.environment(), **more},
        )
        if done.returncode:
            raise DifferenceError(
                f"cxdesk {' '.join(words)} ended with {done.returncode}\n{done.stdout}{done.stderr}"
            )
        return done.stdout


def main() -> int:
    """Run all of it and say what was seen; return the exit code."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("program", type=Path, help="the frozen program")
    asked.add_argument("--no-screen", action="store_true", help="draw in memory alone")
    words = asked.parse_args()
    if sys.platform.startswith("linux") and not words.no_screen and not os.environ.get("DISPLAY"):
        return under_xvfb()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        frozen = Program([str(words.program.resolve())], folder / "frozen")
        source = Program([sys.executable, "-m", "ui"], folder / "source")
        # The frozen one must not find the source beside it; the source must be this one.
        source.environment = with_path(source.environment)  # type: ignore[method-assign]
        screen = real_screen(no_screen=words.no_screen)
        try:
            check_lists(frozen, source, screen)
            if screen:
                check_window(frozen, folder, screen)
            check_sheets(frozen, source, folder)
        except DifferenceError as failure:
            print(failure, file=sys.stderr)
            return 1
    return 0


def with_path(environment: Callable[[], dict[str, str]]) -> Callable[[], dict[str, str]]:
    """Let a Python find the source of the program."""
    return lambda: {**environment(), "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"}


def under_xvfb() -> int:
    """Run this again with a screen that nobody sees."""
    if not shutil.which("xvfb-run"):
        print("There is no screen here. Install xvfb, or pass --no-screen.", file=sys.stderr)
        return 1
    screen = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1600x1000x24 -nolisten tcp -noreset"]
    return subprocess.call([*screen, sys.executable, __file__, *sys.argv[1:]])


def real_screen(*, no_screen: bool) -> dict[str, str]:
    """Return what makes Qt draw on the screen."""
    if no_screen:
        return {}
    if not sys.platform.startswith("linux"):
        return {"QT_QPA_PLATFORM": "windows" if sys.platform == "win32" else "cocoa"}
    return {"QT_QPA_PLATFORM": "xcb", "DISPLAY": os.environ["DISPLAY"], **authority()}


def authority() -> dict[str, str]:
    """Return where the key to the screen is."""
    return {name: os.environ[name] for name in ("XAUTHORITY",) if name in os.environ}


def check_lists(frozen: Program, source: Program, screen: dict[str, str]) -> None:
    """Let both test themselves; they must know the same."""
    start = time.monotonic()
    said = frozen.run("self-test", **(screen or {"QT_QPA_PLATFORM": "offscreen"}))
    took = time.monotonic() - start
    expected = source.run("self-test", QT_QPA_PLATFORM="offscreen")
    for head in LISTS:
        ours, theirs = (
            next((line for line in text.splitlines() if line.startswith(head)), "")
            for text in (said, expected)
        )
        if not ours or ours != theirs:
            raise DifferenceError(f"frozen: {ours or 'nothing'}\nsource: {theirs or 'nothing'}")
        print(f"{head}{len(ours.split()) - 1}, the same as from source")
    if frozen.run("--version") != source.run("--version"):
        raise DifferenceError("the frozen program has another version")
    where = screen.get("QT_QPA_PLATFORM", "memory")
    print(f"self-test passed, drawn on {where}, {took:.1f} s")


def check_window(frozen: Program, folder: Path, screen: dict[str, str]) -> None:
    """Open the window on a workspace, wait until it is painted, and end it."""
    file = folder / "window.cxdesk"
    frozen.run("new", str(file), "--trade", "salon", "--name", "Window")
    painted = folder / "painted"
    start = time.monotonic()
    window = subprocess.Popen(
        [*frozen.words, str(file)],
        cwd=frozen.home,
        env={**frozen.environment(), **screen, "CXDESK_STARTED": str(painted)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        while not painted.exists() and window.poll() is None and time.monotonic() - start < START_SECONDS:
            time.sleep(0.02)
        if not painted.exists():
            window.kill()
            raise DifferenceError(f"the window was not painted\n{window.communicate()[1]}")
        print(f"window painted after {time.monotonic() - start:.1f} s{told_class()}")
        try:
            code = window.wait(timeout=STAY_SECONDS)
        except subprocess.TimeoutExpired:
            return
        raise DifferenceError(f"the window went away by itself with {code}\n{window.communicate()[1]}")
    finally:
        window.terminate()
        window.communicate()


def told_class() -> str:
    """Return how the window calls itself to the desktop, which must be what the desktop file says."""
    if not shutil.which("xwininfo"):
        return ""
    tree = subprocess.run(["xwininfo", "-root", "-tree"], capture_output=True, text=True, check=False).stdout
    if '("cxdesk" "cxdesk")' not in tree:
        raise DifferenceError(f"no window of the class cxdesk:\n{tree}")
    return ", of the class cxdesk"


def check_sheets(frozen: Program, source: Program, folder: Path) -> None:
    """Print every sheet on both papers with both programs from one workspace."""
    file = folder / "sample.cxdesk"
    source.run("new", str(file), "--trade", "salon", "--name", "Willow & Co. Salon", "--sample")
    # Letters of four scripts in the first stage, so that the second face of the paper is asked for.
    first = json.loads(source.run("records", str(file), "standard", "--json"))[0]
    source.run("set", str(file), "standard", str(first["id"]), f"text={WIDE_TEXT}")
    names = [one["sheet"] for one in json.loads(source.run("sheets", "--json"))]
    start, wide = time.monotonic(), False
    with ThreadPoolExecutor(max_workers=2) as pool:
        for name in names:
            for paper in PAPERS:
                made = [pool.submit(print_sheet, one, name, paper, file, folder) for one in (frozen, source)]
                ours, theirs = (one.result() for one in made)
                if ours != theirs:
                    raise DifferenceError(
                        f"{name} on {paper}: {len(ours)} bytes frozen, {len(theirs)} from source"
                    )
                wide = wide or SECOND_FACE in ours
    if not wide:
        raise DifferenceError("no sheet needed the second face of the paper, so nothing is known of it")
    took = time.monotonic() - start
    print(
        f"{len(names)} sheets on {' and '.join(PAPERS)}: the same bytes as from source, {took:.1f} s for both"
    )


def print_sheet(program: Program, name: str, paper: str, file: Path, folder: Path) -> bytes:
    """Return the PDF of a sheet."""
    out = folder / f"{program.home.name}-{name}-{paper}.pdf"
    program.run("print", name, "--workspace", str(file), "--out", str(out), "--paper", paper, "--no-log")
    return out.read_bytes()


if __name__ == "__main__":
    sys.exit(main())
