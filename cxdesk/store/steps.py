"""Long work as a row of short steps, so that a window can go on between them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from typing import TypeVar

R = TypeVar("R")
Steps = Generator[None, None, R]
"""Work in short steps, with what it returns."""


TURN_SECONDS = 0.002


def aside(act: Callable[[], object]) -> Steps[None]:
    """Do something on a thread of its own, and wait in short turns. Raises what `act` raises.

    It is over when the steps are, also where they are given up.
    """
    failed: list[BaseException] = []
    over = threading.Event()

    def go() -> None:
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - whoever waits gets it
            failed.append(error)
        finally:
            over.set()

    thread = threading.Thread(target=go, name="aside")
    thread.start()
    try:
        while not over.wait(TURN_SECONDS):
            yield
    finally:
        thread.join()
    if failed:
        raise failed[0]


def through(steps: Steps[R]) -> R:
    """Go all steps at once; return what they return."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: R = end.value
            return result
