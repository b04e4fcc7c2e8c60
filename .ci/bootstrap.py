"""Set up .venv and, on Debian and Ubuntu, the system libraries that Qt needs.

    python3 .ci/bootstrap.py         what the program needs
    python3 .ci/bootstrap.py dev     what its tests and tools need, too

Standard library only. A stamp in .venv makes a second run return at once.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "cxdesk-stamp"

# What must load for a window that nobody sees, and what more a window on a screen takes.
OFFSCREEN = (
    "lib/libQt6Core.so.6",
    "lib/libQt6Gui.so.6",
    "lib/libQt6Widgets.so.6",
    "lib/libQt6Network.so.6",
    "lib/libQt6PrintSupport.so.6",
    "lib/libQt6Svg.so.6",
    "plugins/platforms/libqoffscreen.so",
)
ON_SCREEN = (
    "lib/libQt6XcbQpa.so.6",
    "plugins/platforms/libqxcb.so",
    "plugins/platforms/libqwayland.so",
)
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libICE.so.6": "libice6",
    "libOpenGL.so.0": "libopengl0",
    "libSM.so.6": "libsm6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
}


def main() -> int:
    """Set up what is missing and return the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - pip can't say it before this has run
        return stop(f"CX Desk needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    done = STAMP.read_text().split() if STAMP.is_file() and runs(PYTHON) else []
    dev = "dev" in sys.argv[1:] or "dev" in done
    state = digest()
    if state in done and ("dev" in done or not dev):
        return 0
    say("Setting up .venv; the first time this takes a few minutes.")
    code = make_venv() or install(dev=dev) or qt_libraries()
    if code == 0:
        STAMP.write_text(f"{state} {'dev' if dev else 'run'}\n")
    return code


def digest() -> str:
    """Return a fingerprint of all that decides what is in .venv."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    parts = [
        sys.version,
        json.dumps([project["build-system"], project["project"], project["tool"]["hatch"]]),
        (ROOT / "constraints.txt").read_text(encoding="utf-8"),
        Path(__file__).read_text(encoding="utf-8"),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def make_venv() -> int:
    """Create .venv, with its own pip where Python brings one along."""
    if runs(PYTHON):
        return 0
    brings_pip = importlib.util.find_spec("ensurepip") is not None
    if not brings_pip and importlib.util.find_spec("pip") is None:
        return stop("pip is missing. On Debian and Ubuntu: sudo apt-get install python3-pip")
    options = ["--clear"] if brings_pip else ["--clear", "--without-pip"]
    return subprocess.call([sys.executable, "-m", "venv", *options, str(VENV)])


def install(*, dev: bool) -> int:
    """Install the program as it stands in this folder, and all it needs, at the pinned versions."""
    own = runs(PYTHON, "-m", "pip", "--version")
    pip = [str(PYTHON), "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    options = [] if sys.stdout.isatty() else ["--quiet"]
    what = ["-c", "constraints.txt", "-e", ".[dev]" if dev else "."]
    code = subprocess.call([*pip, "install", "--disable-pip-version-check", *options, *what], cwd=ROOT)
    return stop("pip could not install what CX Desk needs; its own words are above.") if code else 0


def qt_libraries() -> int:
    """Install the system libraries that Qt misses, or say in one line how to."""
    if not sys.platform.startswith("linux") or not shutil.which("ldd"):
        return 0
    absent = missing(OFFSCREEN + ON_SCREEN)
    if absent and shutil.which("apt-get"):
        apt_install(sorted({PACKAGES[name] for name in absent if name in PACKAGES}))
        absent = missing(OFFSCREEN + ON_SCREEN)
    if not absent:
        return 0
    if shutil.which("apt-get"):
        packages = sorted({PACKAGES.get(name, name) for name in absent})
        say(f"Qt needs a few system libraries; run this line: sudo apt-get install {' '.join(packages)}")
    else:
        say(f"Qt needs a few system libraries; install them as your system does: {' '.join(sorted(absent))}")
    return 1 if missing(OFFSCREEN) else 0


def missing(files: tuple[str, ...]) -> set[str]:
    """Return the names of the shared libraries that the given files of Qt need and that are not here."""
    absent: set[str] = set()
    for qt in VENV.glob("lib/python*/site-packages/PySide6/Qt"):
        present = [str(qt / name) for name in files if (qt / name).is_file()]
        told = subprocess.run(
            ["ldd", *present], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}
        )
        absent |= {line.split()[0] for line in told.stdout.splitlines() if line.endswith("=> not found")}
    return absent


def apt_install(packages: list[str]) -> None:
    """Install Debian packages, if this user may."""
    apt = as_root("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120")
    if not apt or not packages:
        return
    say(f"Installing Qt's system libraries: {' '.join(packages)}")
    install_them = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    if not runs(*install_them):
        runs(*apt, "update")
        told = subprocess.run(install_them, capture_output=True, text=True, check=False)
        if told.returncode:
            say(told.stderr.strip())


def as_root(*command: str) -> list[str]:
    """Return the command as root would run it; nothing when this user can't become root."""
    if os.geteuid() == 0:
        return list(command)
    if shutil.which("sudo") and (runs("sudo", "-n", "true") or (sys.stdin.isatty() and sys.stdout.isatty())):
        return ["sudo", *command]
    return []


def runs(*command: str | Path) -> bool:
    """Tell whether a command can be run and ends well; its output is dropped."""
    words = [str(word) for word in command]
    if len(words) == 1:
        words += ["-c", ""]
    try:
        return subprocess.run(words, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def say(sentence: str) -> None:
    """Tell the person at the terminal."""
    print(sentence, file=sys.stderr, flush=True)


def stop(sentence: str) -> int:
    """Say why it can't go on, and return the exit code for that."""
    say(sentence)
    return 1


if __name__ == "__main__":
    sys.exit(main())
