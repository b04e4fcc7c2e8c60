"""The part of PySide that is written in Python, kept compiled.

PySide carries a dozen modules for signatures and error messages as source text inside its library. Whenever
it is imported it unpacks, compiles and runs them: a third of the start of an empty window. Here their
bytecode is kept as Python keeps that of every other module. Left out is the one that writes `.pyi` files,
which a running program has no use for: half of what is then left is its regular expressions.

PySide asks the built-in `compile` for it (`EmbeddableZipImporter` in its `signature_bootstrap.py`). A PySide
that does without has nothing kept, and is imported as ever.
"""

from __future__ import annotations

import builtins
import marshal
import os
from collections.abc import Iterator
from contextlib import contextmanager
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
    really = builtins.compile

    def compile_or_recall(source: Any, filename: Any, mode: str, *rest: Any, **more: Any) -> Any:
        if not (isinstance(filename, str) and filename.startswith(PARTS) and isinstance(source, bytes)):
            return really(source, filename, mode, *rest, **more)
        made_from = source_hash(source)
        if filename not in codes or codes[filename][0] != made_from:
            text = b"" if filename == WRITES_STUBS else source
            codes[filename] = made_from, really(text, filename, mode, *rest, **more)
        return codes[filename][1]

    builtins.compile = compile_or_recall
    try:
        yield
    finally:
        builtins.compile = really
    if codes != there and not dont_write_bytecode:
        _write(path, codes)


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
