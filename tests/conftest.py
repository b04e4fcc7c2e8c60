"""What holds for every test: no screen, a home of its own, no warning unheard, no box that waits."""

from __future__ import annotations

import atexit
import functools
import gc
import itertools
import logging
import os
import re
import shutil
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
MEMORY = Path("/dev/shm")
ROOM_NEEDED = 2 << 30
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_NEEDED:
    # A disk is waited for at every write; what a crash leaves on one is for `tests/faults` to simulate.
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
HOMES = Path(tempfile.mkdtemp(prefix="cxdesk-tests-"))
atexit.register(shutil.rmtree, HOMES, ignore_errors=True)
_numbers = itertools.count()

# Boxes that run an event loop of their own: in a test nobody would ever close them.
BOXES = {
    "QDialog": ("exec", "exec_"),
    "QMessageBox": ("exec", "about", "aboutQt", "critical", "information", "question", "warning"),
    "QFileDialog": (
        "exec", "getExistingDirectory", "getExistingDirectoryUrl", "getOpenFileName", "getOpenFileNames",
        "getOpenFileUrl", "getOpenFileUrls", "getSaveFileName", "getSaveFileUrl",
    ),
    "QInputDialog": ("exec", "getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    "QColorDialog": ("exec", "getColor"),
    "QFontDialog": ("exec", "getFont"),
    "QMenu": ("exec", "exec_"),
}  # fmt: skip
_opened: list[str] = []


def environment(home: Path) -> dict[str, str]:
    """Return what makes `home` the home of this process and of those it starts."""
    return {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "CXDESK_HOME": str(home / "cxdesk"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "XDG_STATE_HOME": str(home / ".local/state"),
        "XDG_DOCUMENTS_DIR": str(home / "Documents"),
    }


def _new_home() -> Path:
    home = HOMES / f"home{next(_numbers)}"
    home.mkdir()
    return home


# Before anything of Qt or of ours is imported, and for fixtures that outlive a test.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(environment(_new_home()))
os.environ.update({"LC_ALL": "C.UTF-8", "LANGUAGE": "en", "TZ": os.environ.get("TZ", "UTC")})
os.environ["MPLCONFIGDIR"] = str(ROOT / ".cache" / "matplotlib")  # its list of fonts takes a second to make

settings.register_profile(
    "cxdesk",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    print_blob=True,
)
settings.load_profile("cxdesk")


def pytest_collection_finish() -> None:
    """Spare the garbage collector all that stays for good: modules, and the tests themselves."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a home without settings, logs, caches or recent files."""
    path = _new_home()
    for name, value in environment(path).items():
        monkeypatch.setenv(name, value)
    return path


MAKES_FILES = (
    "tests/core/store/test_opening.py", "tests/core/test_workspace.py", "tests/faults/", "tests/golden/",
    "tests/bench/",
)  # fmt: skip
"""Where it is looked at how a file comes to be: the others get a copy of one."""


@pytest.fixture(autouse=True)
def _copied_files(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a new workspace begin as a copy of an empty one: to build its tables takes 40 ms, each time."""
    if not request.node.nodeid.startswith(MAKES_FILES):
        from cxdesk.store import opening

        monkeypatch.setattr(opening, "_make", functools.partial(_copy_of_one, opening._make))


def _copy_of_one(make: Callable[[Path, Any], None], part: Path, model: Any) -> None:
    from cxdesk import clock
    from cxdesk.store.model import default_model

    if model is not default_model():
        make(part, model)
        return
    empty, identities, times = _empty(make)
    made = bytearray(empty)
    for places, fresh in ((identities, str(uuid.uuid4())), (times, clock.stamp(clock.now()))):
        for place in places:
            made[place] = fresh.encode()
    assert len(made) == len(empty)
    part.write_bytes(made)


@functools.cache
def _empty(make: Callable[[Path, Any], None]) -> tuple[bytes, list[slice], list[slice]]:
    """Return the bytes of an empty workspace, and where its identity and the time of its making stand."""
    from cxdesk.store import db
    from cxdesk.store.model import default_model

    path = HOMES / "empty.cxdesk"
    make(path, default_model())
    connection = db.connect(path)
    meta = dict(tuple(row) for row in connection.execute("SELECT key, value FROM meta"))
    connection.close()
    empty = path.read_bytes()
    path.unlink()
    identities, times = (
        [slice(*found.span()) for found in re.finditer(re.escape(meta[key].encode()), empty)]
        for key in ("workspace", "made_at")
    )
    return empty, identities, times


class _Heard(logging.Handler):
    """Keeps warnings and worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == "matplotlib.font_manager" and "font cache" in record.getMessage():
            return  # on a new machine, in whichever test draws the first chart
        self.said.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _log_guard(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning which it does not expect (marker `logs`, or it reads `caplog`)."""
    heard = _Heard()
    root = logging.getLogger()
    before = {name: list(logging.getLogger(name).handlers) for name in ("cxdesk", "ui")}
    root.addHandler(heard)
    yield
    root.removeHandler(heard)
    for name, handlers in before.items():
        for handler in set(logging.getLogger(name).handlers) - set(handlers):
            logging.getLogger(name).removeHandler(handler)
            handler.close()
    expected = request.node.get_closest_marker("logs") or "caplog" in request.fixturenames
    if heard.said and not expected:
        pytest.fail("the log was not expected:\n" + "\n".join(heard.said), pytrace=False)


@pytest.fixture(autouse=True)
def _box_guard() -> Iterator[None]:
    """Fail a test that opens a box and would wait for somebody to close it."""
    if "PySide6.QtWidgets" in sys.modules:
        _forbid_boxes()
    _opened.clear()
    yield
    if _opened:
        pytest.fail("a box was opened: " + "; ".join(_opened), pytrace=False)


@functools.cache
def _forbid_boxes() -> None:
    """Replace what opens a box, once a process; a test may put its own answer in its place."""
    widgets = sys.modules["PySide6.QtWidgets"]
    for cls, names in BOXES.items():
        for name in names:
            if hasattr(getattr(widgets, cls), name):
                setattr(getattr(widgets, cls), name, _refusal(f"{cls}.{name}"))


def _refusal(what: str) -> Any:
    def refuse(*words: Any, **more: Any) -> NoReturn:
        told = ", ".join(repr(word) for word in words if isinstance(word, str))
        _opened.append(f"{what}({told})")
        raise AssertionError(f"a box was opened: {_opened[-1]}")

    return refuse
