"""Long work as a row of short steps, so that a window can go on between them."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

R = TypeVar("R")
Steps = Generator[None, None, R]
"""Work in short steps, with what it returns."""


def through(steps: Steps[R]) -> R:
    """Go all steps at once; return what they return."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: R = end.value
            return result
