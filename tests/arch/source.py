"""The source files as syntax trees, read once for all tests of this folder."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ("cxdesk", "ui")


@dataclass(frozen=True)
class Source:
    """One Python file."""

    path: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """Return where a node stands, as editors jump to it."""
        return f"{self.path}:{node.lineno}"

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Give every call with the last word of what is called."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield last_word(node.func), node


def last_word(node: ast.AST) -> str:
    """Return `c` of the expression `a.b.c`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


@functools.cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Return the Python files below the folders; there may be none yet."""
    found = []
    for path in sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text)))
    return tuple(found)
