"""What an operation did: the rows before and after. From it come undo, history, events and search."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain
from types import MappingProxyType
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


class ManyIds(AbstractSet[int]):
    """Ids of records, in as little memory as they have gaps between them: imports add millions in a row."""

    def __init__(self, ids: Iterable[int] = ()) -> None:
        self._starts, self._stops = array("q"), array("q")
        self._count = 0
        if isinstance(ids, range) and ids.step == 1:
            self._add(ids.start, ids.stop)
            return
        for one in sorted(set(ids)):
            self._add(one, one + 1)

    def joined(self, *others: ManyIds) -> ManyIds:
        """Return these ids and others."""
        made = ManyIds()
        for start, stop in sorted(chain.from_iterable(one.runs() for one in (self, *others))):
            made._add(start, stop)
        return made

    def runs(self) -> Iterator[tuple[int, int]]:
        """Give the first id of each run without gaps, and the one behind it."""
        return zip(self._starts, self._stops, strict=True)

    def __contains__(self, one: object) -> bool:
        place = bisect_right(self._starts, one) if isinstance(one, int) else 0
        return place > 0 and one < self._stops[place - 1]  # type: ignore[operator]

    def __iter__(self) -> Iterator[int]:
        for start, stop in self.runs():
            yield from range(start, stop)

    def __len__(self) -> int:
        return self._count

    def _add(self, start: int, stop: int) -> None:
        """Add a row of ids that begins no earlier than the last one."""
        last = self._stops[-1] if self._stops else start - 1
        if start <= last:
            self._count += max(0, stop - last)
            self._stops[-1] = max(last, stop)
        else:
            self._count += stop - start
            self._starts.append(start)
            self._stops.append(stop)


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
    many: Mapping[str, AbstractSet[int]] = MappingProxyType({})
    """Records by table whose images the history in the file alone has; there were too many for the memory."""

    def reversed(self) -> ChangeSet:
        """Return what takes this one back."""
        return ChangeSet(self.label, 0, tuple(change.reversed() for change in reversed(self.changes)))

    def then(self, later: ChangeSet) -> ChangeSet:
        """Return this operation and a later one as one."""
        first = {(change.table, change.id): change for change in self.changes}
        for change in later.changes:
            key = change.table, change.id
            first[key] = first[key]._replace(after=change.after) if key in first else change
        return ChangeSet(later.label, later.operation, tuple(first.values()))

    @property
    def did_something(self) -> bool:
        """Whether any record was touched."""
        return bool(self.changes or self.many)

    @property
    def is_nothing(self) -> bool:
        """Tell whether every record says after it what it said before."""
        return not self.many and all(_told(change.before) == _told(change.after) for change in self.changes)

    @property
    def ids(self) -> dict[str, AbstractSet[int]]:
        """The records touched, by table."""
        found: dict[str, set[int]] = {}
        for change in self.changes:
            found.setdefault(change.table, set()).add(change.id)
        told: dict[str, AbstractSet[int]] = {table: frozenset(ids) for table, ids in found.items()}
        return told | {table: ids for table, ids in self.many.items() if ids}
