"""`make dist`: freeze, check, and on Linux pack. Says how long each step took and how large the result is.

Runs with the Python of .venv, on Linux, Windows and macOS alike; nothing is packed on the last two.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / ".ci"))

import bootstrap  # noqa: E402
import validate as validate_tools  # noqa: E402

TOOLS = {"dpkg-shlibdeps": "dpkg-dev", "strip": "binutils", "xvfb-run": "xvfb", "xwininfo": "x11-utils"}
DIST = ROOT / "dist"
LINUX = sys.platform.startswith("linux")


def main() -> int:
    """Do all steps, stop at the first that fails; return the exit code."""
    os.environ.update(
        PYTHONHASHSEED="1", SOURCE_DATE_EPOCH=os.environ.get("SOURCE_DATE_EPOCH") or commit_time()
    )
    steps: list[tuple[str, Callable[[], int]]] = [("freeze", freeze), ("check", check)]
    if LINUX and shutil.which("dpkg-deb"):
        steps.insert(0, ("tools", tools))
        steps += [("package", package), ("validate", validate)]
    for name, step in steps:
        print(f"== {name}", flush=True)
        start = time.monotonic()
        code = step()
        print(f"   {name}: {time.monotonic() - start:.0f} s", flush=True)
        if code:
            return code
    for path in sorted(DIST.glob("cxdesk*.deb")):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.1f} MB")
    print(f"dist/cxdesk: {size(DIST / 'cxdesk') / 1e6:.0f} MB")
    return 0


def commit_time() -> str:
    """Return when the sources were last committed, which dates all that is made of them."""
    told = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    return told or str(int((ROOT / "CHANGELOG.md").stat().st_mtime))


def tools() -> int:
    """Install what the steps below need of Debian, or say in one line how to."""
    wanted = {**validate_tools.TOOLS, **TOOLS}
    packages = sorted({package for tool, package in wanted.items() if not shutil.which(tool)})
    if packages:
        bootstrap.apt_install(packages)
    missing = sorted({package for tool, package in wanted.items() if not shutil.which(tool)})
    if missing:
        print(f"Tools are missing; run: sudo apt-get install {' '.join(missing)}", file=sys.stderr)
    return 1 if missing else 0


def freeze() -> int:
    """Make dist/cxdesk."""
    for old in DIST.glob("cxdesk*.deb"):
        old.unlink()
    options = ["--noconfirm", "--log-level=ERROR", f"--distpath={DIST}", f"--workpath={ROOT / 'build'}"]
    return run("-m", "PyInstaller", *options, str(ROOT / "build.spec"))


def check() -> int:
    """Hold it against the source."""
    name = "cxdesk-cli.exe" if sys.platform == "win32" else "cxdesk"
    return run(str(ROOT / "packaging/check.py"), str(DIST / "cxdesk" / name))


def package() -> int:
    """Make the Debian package."""
    return run(str(ROOT / "packaging/deb.py"), str(DIST / "cxdesk"), str(DIST))


def validate() -> int:
    """Let the desktop's own tools read what is in the package."""
    return run(str(ROOT / "packaging/validate.py"), *map(str, sorted(DIST.glob("cxdesk*.deb"))))


def run(*words: str) -> int:
    """Run a Python of this environment."""
    return subprocess.call([sys.executable, *words], cwd=ROOT)


def size(folder: Path) -> int:
    """Return how much room a folder takes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


if __name__ == "__main__":
    sys.exit(main())
