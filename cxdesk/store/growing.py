"""Search tables into which very many rows come: they are merged now and then, a little at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cxdesk.schema.entity import EntitySpec
from cxdesk.store import derived
from cxdesk.store.db import Connection
from cxdesk.store.steps import Steps

PARTS = 400
"""With so many parts it is time to merge: the fewer times, the less often all that came is written anew."""


class Growing:
    """The search tables of one operation that the engine must not merge by itself: that may take seconds."""

    def __init__(self, connection: Connection, specs: Mapping[str, EntitySpec]) -> None:
        self._connection, self._specs = connection, specs
        self._tables: set[str] = set()

    def expect(self, tables: Iterable[str]) -> None:
        """Get ready for what follows from many records of these tables."""
        specs = (self._specs[table] for table in tables)
        found = {spec.fields[spec.found_at].to if spec.found_at else spec.table for spec in specs}
        for table in sorted(found - self._tables):
            if self._specs[table].searched:
                derived.postpone_merges(self._connection, self._specs[table])
                self._tables.add(table)

    def settle(self) -> Steps[None]:
        """Merge what is due in the midst of it, in short steps."""
        for table in sorted(self._tables):
            if derived.parts(self._connection, self._specs[table]) >= PARTS:
                yield from derived.merge(self._connection, self._specs[table])

    def end(self) -> Steps[None]:
        """Merge what is due, and let the engine merge by itself again."""
        for table in sorted(self._tables):
            yield from derived.merge(self._connection, self._specs[table])
            derived.resume_merges(self._connection, self._specs[table])
