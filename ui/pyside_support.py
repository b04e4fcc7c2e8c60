"""The part of PySide that is written in Python, kept compiled.

PySide carries a dozen modules for signatures and error messages as source text inside its library. Whenever
it is imported it unpacks, compiles and runs them: a third of the start of an empty window. Here their
bytecode is kept as Python keeps that of every other module. Left out is the one that writes `.pyi` files,
which a running program has no use for. A pattern that it takes signatures apart with, to say what was wrong
with a call, is made when it has to: that takes as long as to import all the rest.

PySide asks the built-in `compile` for it (`EmbeddableZipImporter` in its `signature_bootstrap.py`). A PySide
that does without has nothing kept, and is imported as ever.
"""

from __future__ import annotations

import builtins
import marshal
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path
from sys import dont_write_bytecode
from types import CodeType
from typing import Any

PARTS = "shibokensupport/"
WRITES_STUBS = f"{PARTS}signature/lib/pyi_generator.py"
KEPT = Path(cache_from_source(str(Path(__file__).with_name("shibokensupport.py")))).with_suffix(".kept")

Codes = dict[str, tuple[bytes, CodeType]]
"""By its place inside of PySide: the hash of a source, and its bytecode."""


@contextmanager
def kept_compiled(path: Path = KEPT) -> Iterator[None]:
    """Let PySide, while it is first imported, find its Python part compiled; what was not there is kept."""
    codes = _read(path)
    there = dict(codes)
    really, really_pattern = builtins.compile, re.compile

    def compile_or_recall(source: Any, filename: Any, mode: str, *rest: Any, **more: Any) -> Any:
        if not (isinstance(filename, str) and filename.startswith(PARTS) and isinstance(source, bytes)):
            return really(source, filename, mode, *rest, **more)
        made_from = source_hash(source)
        if filename not in codes or codes[filename][0] != made_from:
            text = b"" if filename == WRITES_STUBS else source
            codes[filename] = made_from, really(text, filename, mode, *rest, **more)
        return codes[filename][1]

    def pattern_or_later(pattern: Any, flags: Any = 0) -> Any:
        asks = sys._getframe(1).f_code.co_filename  # noqa: SLF001 - no public way to see who asks
        if not asks.startswith(PARTS):
            return really_pattern(pattern, flags)
        return _Later(lambda: really_pattern(pattern, flags))

    builtins.compile, re.compile = compile_or_recall, pattern_or_later
    try:
        yield
    finally:
        builtins.compile, re.compile = really, really_pattern
    if codes != there and not dont_write_bytecode:
        _write(path, codes)


class _Later:
    """A pattern that is made when it is first used; its `finditer` may be taken before."""

    def __init__(self, make: Callable[[], re.Pattern[str]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> re.Pattern[str]:
        return self._make()

    def finditer(self, *words: Any) -> Iterator[re.Match[str]]:
        return self._made.finditer(*words)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)


def _read(path: Path) -> Codes:
    try:
        kept = path.read_bytes()
        if not kept.startswith(MAGIC_NUMBER):
            return {}
        codes = marshal.loads(kept[len(MAGIC_NUMBER) :])  # noqa: S302 - it lies with our own bytecode
    except (OSError, EOFError, TypeError, ValueError):
        return {}
    return codes if isinstance(codes, dict) else {}


def _write(path: Path, codes: Codes) -> None:
    """Write what was compiled, whole or not at all; where nobody may write it is compiled each time."""
    part = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        part.write_bytes(MAGIC_NUMBER + marshal.dumps(codes))
        part.replace(path)
    except OSError:
        return
