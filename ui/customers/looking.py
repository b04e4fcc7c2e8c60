"""Looks through all customers of the open file on another thread, from a connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cxdesk import clock
from cxdesk.workspace import Workspace

if TYPE_CHECKING:
    from cxdesk.services.contacts.alike import Hint
    from cxdesk.services.customers.retention import Longest
    from ui.bridge import Bridge
    from ui.tasks import Job

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Overdue:
    """Who was not here for the months of the shop."""

    path: Path
    today: date
    most: int

    def __call__(self, job: Job) -> Longest:
        from cxdesk.services.customers import retention

        return _looked(self.path, lambda ws: retention.longest_away(ws, self.today, self.most), job)


@dataclass(frozen=True, slots=True)
class Twice:
    """Who may be there twice."""

    path: Path

    def __call__(self, job: Job) -> list[Hint]:
        from cxdesk.services.customers import duplicates

        return _looked(self.path, duplicates.hints, job)


def look_through_people(bridge: Bridge, most: int, on_done: Callable[[Longest], None]) -> Job:
    """Find out how many are to be decided on, and the first of them, and tell it."""
    work = Overdue(bridge.ws.path, clock.today(), most)
    return bridge.tasks.run(work, on_done, bridge.on_task_error, store=True)


def look_for_pairs(bridge: Bridge, on_done: Callable[[Sequence[Hint]], None]) -> Job:
    """Find out who may be there twice, and tell it."""
    return bridge.tasks.run(Twice(bridge.ws.path), on_done, bridge.on_task_error, store=True)


def _looked(path: Path, look: Callable[[Workspace], T], job: Job) -> T:
    job.step(0, 1)  # one that was given up while it waited for its turn ends here
    ws = Workspace.open(path, read_only=True)
    try:
        return look(ws)
    finally:
        ws.close()
