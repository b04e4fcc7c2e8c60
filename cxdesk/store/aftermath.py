"""What follows from the records that an operation touched: search rows, totals, history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from cxdesk.schema.entity import EntitySpec
from cxdesk.store import derived, history
from cxdesk.store.changes import Change, ChangeSet, Image, ManyIds, Row
from cxdesk.store.db import Connection
from cxdesk.store.growing import Growing
from cxdesk.store.steps import Steps
from cxdesk.store.totals import TotalsDelta

MANY = 1_000
"""An operation of very many records forgets the images of so many at a time: the history has them."""
SEARCHED = 100
"""So many search rows are written at once: each of them is taken apart into words."""


class Aftermath:
    """The records of one operation, each as it was before all and as it is now."""

    def __init__(
        self, connection: Connection, specs: Mapping[str, EntitySpec], signed: history.Signed
    ) -> None:
        self.taking_back = False
        """What is removed undoes something: it is no trash."""
        self._connection, self._specs, self._signed = connection, specs, signed
        self._touched: dict[tuple[str, int], tuple[Row | None, Row | None]] = {}
        self._added: dict[str, range] = {}
        """From the first to the last id that was added with others, since this was followed up last."""
        self._images: dict[str, list[Image]] = {}
        """The rows of those ids as they were added; what was changed since is among what was touched."""
        self._settled: dict[str, list[ManyIds]] = {}
        self._growing = Growing(connection, specs)
        self._totals = TotalsDelta()
        self._entries = 0

    def note(self, spec: EntitySpec, record_id: int, before: Row | None, after: Row | None) -> None:
        """Note that a record was added (without `before`), changed, or removed (without `after`)."""
        key = (spec.table, record_id)
        is_new = record_id in self._added.get(spec.table, ())
        first = self._touched.pop(key, (None if is_new else before, None))[0]
        self._touched[key] = (first, after)

    def note_added(
        self, spec: EntitySpec, ids: range, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Note that records of one kind were added together, whose columns have these names."""
        places = {name: place for place, name in enumerate(names)}
        self._added[spec.table] = range(self._added.get(spec.table, ids).start, ids.stop)
        self._images.setdefault(spec.table, []).extend([Image(places, row) for row in rows])

    def settle(self) -> Steps[None]:
        """Where very many records were touched, write all that follows from it, in steps, and forget them."""
        if len(self._touched) + sum(map(len, self._images.values())) < MANY:
            return
        self._growing.expect({*self._added, *(table for table, _record_id in self._touched)})
        yield from self._follow()
        self._forget()
        yield from self._growing.settle()

    def finish(self, joins: int) -> Steps[ChangeSet]:
        """Write all that follows, in steps; return what the operation did, which `joins` an earlier one."""
        yield from self._follow()
        changes: tuple[Change, ...] = ()
        if self._settled:
            self._forget()
        else:
            changes = (*self._changes_of_added(), *self._changes_of_touched())
        yield from self._growing.end()
        operation = self._signed.operation
        self._totals.note_history(self._entries, operation)
        if joins:
            for joined, gone in history.join(self._connection, joins, operation).items():
                self._totals.note_history(-gone, joined)
        self._totals.write(self._connection)
        many = {table: ManyIds().joined(*ids) for table, ids in self._settled.items()}
        return ChangeSet(self._signed.label, operation, changes, many)

    def _follow(self) -> Steps[None]:
        """Write what follows from the records touched since this was done last, in steps."""
        elsewhere: dict[str, dict[int, None]] = {}
        for table, added in self._added.items():
            yield from self._follow_added(self._specs[table], added, elsewhere)
        waiting = (one for one in self._changes_of_touched() if one.id not in self._added.get(one.table, ()))
        while step := tuple(islice(waiting, history.STEP)):
            for change in step:
                self._totals.note(change.table, change.before, change.after)
            for change in sorted(step, key=lambda one: one.id):  # the search writes a part for each step back
                self._find_by(change, elsewhere)
            self._entries += history.note(
                self._connection, self._specs, step, self._signed, taking_back=self.taking_back
            )
            if len(step) == history.STEP:
                yield
        for table, found in elsewhere.items():
            new = self._added.get(table, range(0))
            there = iter(sorted(one for one in found if one not in new))
            while ids := tuple(islice(there, SEARCHED)):
                derived.refresh_all(self._connection, self._specs[table], self._specs.values(), ids)
                if len(ids) == SEARCHED:
                    yield

    def _follow_added(
        self, spec: EntitySpec, ids: range, elsewhere: dict[str, dict[int, None]]
    ) -> Steps[None]:
        """Write what follows from records added with others, as far as they are still there."""
        # The history comes first: a statement that writes many rows ends what the search gathers in memory.
        for part in _parts(ids, MANY):
            count = history.note_added(self._connection, spec, part, self._signed)
            self._totals.note_added(spec.table, count, self._signed.operation)
            self._entries += count
            if len(part) == MANY:
                yield
        if spec.found_at:
            found = derived.found_from(self._connection, spec, ids)
            elsewhere.setdefault(spec.fields[spec.found_at].to, {}).update(dict.fromkeys(found))
        elif spec.searched:
            for part in _parts(ids, SEARCHED):
                derived.refresh_all(self._connection, spec, self._specs.values(), part, new=True)
                yield

    def _find_by(self, change: Change, elsewhere: dict[str, dict[int, None]]) -> None:
        """Bring the search up to a change; what is found at another record waits for all changes."""
        spec = self._specs[change.table]
        if derived.found_alike(spec, change.before, change.after):
            return
        if spec.found_at:
            parent = spec.fields[spec.found_at].to
            found = (image[spec.found_at] for image in (change.before, change.after) if image)
            elsewhere.setdefault(parent, {}).update((one, None) for one in found if one is not None)
        elif spec.searched and derived.found_at(spec, self._specs.values()):
            elsewhere.setdefault(spec.table, {})[change.id] = None
        elif spec.searched:
            derived.update(self._connection, spec, *change[1:])

    def _forget(self) -> None:
        """Keep no more of records than that they were touched."""
        touched: dict[str, list[int]] = {}
        for change in self._changes_of_touched():
            touched.setdefault(change.table, []).append(change.id)
        for table, ids in touched.items():
            self._settled.setdefault(table, []).append(ManyIds(ids))
        for table, added in self._added.items():
            gone = {key[1] for key, images in self._touched.items() if key[0] == table and images[1] is None}
            left = set(added) - gone if gone else added
            self._settled.setdefault(table, []).append(ManyIds(left))
        self._touched.clear()
        self._added.clear()
        self._images.clear()

    def _changes_of_added(self) -> Iterator[Change]:
        for table, images in self._images.items():
            for image in images:
                if (table, image["id"]) not in self._touched:
                    yield Change(table, image["id"], None, image)

    def _changes_of_touched(self) -> Iterator[Change]:
        for (table, record_id), (before, after) in self._touched.items():
            if before != after:
                yield Change(table, record_id, before, after)


def _parts(ids: range, most: int) -> Iterator[range]:
    return (ids[start : start + most] for start in range(0, len(ids), most))
