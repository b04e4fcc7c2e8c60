"""The undo and redo stacks: before-images in memory, one process, at most 100 operations."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxdesk.store.changes import ChangeSet

MOST = 100


class UndoStacks:
    """What can be taken back, newest last."""

    def __init__(self) -> None:
        self._done: deque[ChangeSet] = deque(maxlen=MOST)
        self._undone: list[ChangeSet] = []
        self._visit: object | None = None
        self._of_visit: ChangeSet | None = None

    def did(self, changes: ChangeSet, visit: object | None = None) -> None:
        """Remember a new operation; what was undone before can't be redone any more.

        One of the same `visit` as the newest goes together with it.
        """
        joined = bool(self.joins(visit))
        if joined:
            changes = self._done.pop().then(changes)
        if not (joined and changes.is_nothing):
            self._done.append(changes)
        self._undone.clear()
        self._visit, self._of_visit = visit, changes

    def joins(self, visit: object | None) -> int:
        """Return the number of the newest operation if it is of this visit and can be undone, else 0."""
        newest = self.next_undo()
        same = visit is not None and visit is self._visit and newest is self._of_visit
        return newest.operation if same and newest is not None and not self._undone else 0

    def next_undo(self) -> ChangeSet | None:
        """Return what undo would take back."""
        return self._done[-1] if self._done else None

    def next_redo(self) -> ChangeSet | None:
        """Return what redo would do again."""
        return self._undone[-1] if self._undone else None

    def undid(self, done: ChangeSet) -> None:
        """Move the newest operation over to redo; `done` is what took it back."""
        self._undone.append(_after(self._done.pop(), done))

    def redid(self, done: ChangeSet) -> None:
        """Move the last undone operation back; `done` is what did it again."""
        self._done.append(_after(self._undone.pop(), done))

    def refused(self, changes: ChangeSet) -> None:
        """Forget an operation that can't be taken back or done again, so that those before it still can."""
        for stack in (self._done, self._undone):
            if stack and stack[-1] is changes:
                stack.pop()

    def clear(self) -> None:
        """Forget everything: the records have changed by another way."""
        self._done.clear()
        self._undone.clear()


def _after(changes: ChangeSet, done: ChangeSet) -> ChangeSet:
    """Return what has to be taken back next, where the history alone knows what was done."""
    return changes._replace(operation=done.operation) if changes.many else changes
