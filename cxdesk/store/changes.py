"""What an operation did: the rows before and after. From it come undo, history, events and search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

Row = Mapping[str, Any]


class Change(NamedTuple):
    """One record's row before and after; None where it did not exist."""

    table: str
    id: int
    before: Row | None
    after: Row | None

    def reversed(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.table, self.id, self.after, self.before)


class ChangeSet(NamedTuple):
    """One operation, under the name by which it is undone."""

    label: str
    operation: int
    changes: tuple[Change, ...]

    @property
    def ids(self) -> dict[str, frozenset[int]]:
        """The records touched, by table."""
        found: dict[str, set[int]] = {}
        for change in self.changes:
            found.setdefault(change.table, set()).add(change.id)
        return {table: frozenset(ids) for table, ids in found.items()}
