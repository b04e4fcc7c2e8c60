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

    @functools.cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    @functools.cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes of the tree."""
        return tuple(ast.walk(self.tree))

    def at(self, node: ast.AST) -> str:
        """Return where a node stands, as editors jump to it."""
        return f"{self.path}:{node.lineno}"

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Give every call with the last word of what is called."""
        for node in self.nodes:
            if isinstance(node, ast.Call):
                yield last_word(node.func), node


def last_word(node: ast.AST) -> str:
    """Return `c` of the expression `a.b.c`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def sources(*folders: str) -> tuple[Source, ...]:
    """Return the Python files below the folders; there may be none yet."""
    return tuple(source for folder in folders for source in _below(folder))


@functools.cache
def _below(folder: str) -> tuple[Source, ...]:
    return tuple(_read(path) for path in sorted((ROOT / folder).rglob("*.py")))


@functools.cache
def _read(path: Path) -> Source:
    return Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
