"""PySide's part in Python is compiled at the first start, not at each."""

from __future__ import annotations

import json
import marshal
import os
import subprocess
import sys
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import pytest

from ui.pyside_support import PARTS, WRITES_STUBS

START = """
import builtins, json, sys
from contextlib import nullcontext
from pathlib import Path

compiled, really = [], builtins.compile

def seen(source, filename, *rest, **more):
    compiled.append(str(filename))
    return really(source, filename, *rest, **more)

builtins.compile = seen
from ui.pyside_support import kept_compiled

with kept_compiled(Path(sys.argv[1])) if len(sys.argv) > 1 else nullcontext():
    import PySide6.QtCore
assert builtins.compile is seen
from PySide6.QtCore import QPoint
try:
    QPoint("here")
except TypeError as error:
    print(json.dumps([compiled, str(error)]))
"""


def start(*words: Path) -> tuple[list[str], str]:
    """Import PySide; return what of its own it compiled, and what it says against a wrong argument."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", START, *map(str, words)], env=env, capture_output=True, check=True, timeout=60
    )
    assert done.stderr == b""
    compiled, said = json.loads(done.stdout)
    return [name for name in compiled if name.startswith(PARTS)], said


def test_no_source_text_is_kept_that_pyside_has_read() -> None:
    code = "import ui.early, linecache; print(list(linecache.cache))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert told.stdout == b"[]\n"


LATE_PATTERN = """
import re, sys
from re import _compiler

made, really = [], _compiler.compile

def seen(pattern, flags=0):
    made.append(sys._getframe(3).f_code.co_filename)  # behind two functions of `re`
    return really(pattern, flags)

_compiler.compile = seen
import ui.early
from PySide6.QtCore import QPoint
before = [name for name in made if name.startswith("shibokensupport/")]
try:
    QPoint("here")
except TypeError:
    print(before, [name for name in made if "pyside_support" in name] != [], re.compile.__module__)
"""


def test_what_takes_signatures_apart_is_made_for_the_first_wrong_call() -> None:
    told = subprocess.run([sys.executable, "-c", LATE_PATTERN], capture_output=True, check=True, timeout=60)
    assert told.stdout == b"[] True re\n"


def test_it_is_compiled_once_and_says_the_same_as_ever(tmp_path: Path) -> None:
    kept = tmp_path / "code" / "pyside.kept"
    plain, said = start()
    assert WRITES_STUBS in plain
    assert "Supported signatures" in said
    assert start(kept) == (plain, said)
    assert start(kept) == ([], said)
    assert [path.name for path in kept.parent.iterdir()] == ["pyside.kept"]


@pytest.mark.parametrize(
    "there",
    [b"", b"nothing of ours", MAGIC_NUMBER, MAGIC_NUMBER + marshal.dumps([1]), MAGIC_NUMBER + b"\xfb\x10"],
    ids=["empty", "other", "short", "a list", "torn"],
)
def test_what_is_not_bytecode_of_this_python_is_made_anew(tmp_path: Path, there: bytes) -> None:
    kept = tmp_path / "pyside.kept"
    kept.write_bytes(there)
    compiled, _said = start(kept)
    codes = marshal.loads(kept.read_bytes()[len(MAGIC_NUMBER) :])
    assert sorted(codes) == sorted(compiled)


def test_another_pyside_is_compiled_anew(tmp_path: Path) -> None:
    kept = tmp_path / "pyside.kept"
    compiled, said = start(kept)
    codes = marshal.loads(kept.read_bytes()[len(MAGIC_NUMBER) :])
    older = {name: (b"another", code) for name, (_made_from, code) in codes.items()}
    kept.write_bytes(MAGIC_NUMBER + marshal.dumps(older))
    assert start(kept) == (compiled, said)


def test_where_nobody_may_write_it_is_compiled_each_time(tmp_path: Path) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.touch()
    for _start in range(2):
        assert start(in_the_way / "pyside.kept")[0]
