"""What an operation did: the rows before and after. From it come undo, history, events and search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cxdesk.store.layout import OWN_COLUMNS

Row = Mapping[str, Any]


class Image(Mapping[str, Any]):
    """A row among many of one kind, which share the names of their columns: it takes half the memory."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: Mapping[str, int], values: tuple[Any, ...]) -> None:
        self._places, self._values = places, values

    def __getitem__(self, name: str) -> Any:
        return self._values[self._places[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _told(row: Row | None) -> Row | None:
    """Return a row without what the store itself keeps."""
    return {name: value for name, value in row.items() if name not in OWN_COLUMNS} if row else None


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

    def then(self, later: ChangeSet) -> ChangeSet:
        """Return this operation and a later one as one."""
        first = {(change.table, change.id): change for change in self.changes}
        for change in later.changes:
            key = change.table, change.id
            first[key] = first[key]._replace(after=change.after) if key in first else change
        return ChangeSet(later.label, later.operation, tuple(first.values()))

    @property
    def is_nothing(self) -> bool:
        """Tell whether every record says after it what it said before."""
        return all(_told(change.before) == _told(change.after) for change in self.changes)

    @property
    def ids(self) -> dict[str, frozenset[int]]:
        """The records touched, by table."""
        found: dict[str, set[int]] = {}
        for change in self.changes:
            found.setdefault(change.table, set()).add(change.id)
        return {table: frozenset(ids) for table, ids in found.items()}
