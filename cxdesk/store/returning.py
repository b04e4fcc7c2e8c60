"""Taking operations back: the newest by its before-images, one of long ago by the history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from cxdesk.errors import UndoRefused
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec
from cxdesk.schema.fields import Field
from cxdesk.schema.kinds import Refused
from cxdesk.store import history
from cxdesk.store.changes import Change, ChangeSet, Row
from cxdesk.store.layout import OWN_COLUMNS
from cxdesk.store.steps import Steps
from cxdesk.store.transaction import Transaction
from cxdesk.text import one_line


class Returning(Transaction):
    """An operation that can put back what an earlier one did."""

    def apply(self, changes: ChangeSet) -> None:
        """Put every record as `after` says. Raises UndoRefused when one is not as `before`."""
        groups: dict[tuple[Any, ...], Row] = {}
        for change in changes.changes:
            spec = self.specs[change.table]
            now = self.row(spec, change.id)
            if not _same(now, change.before):
                raise UndoRefused(
                    _("“{label}” can't be taken back: something in it was changed since.").format(
                        label=changes.label
                    )
                )
            if change.after is None:
                self._delete(spec, change.id)
            elif now is None:
                self._insert(spec, dict(change.after) | {"revision": self.operation})
            else:
                self._update(spec, change.id, history.declared(change.after))
            if spec.position:
                for row in filter(None, (change.before, change.after)):
                    groups[(change.table, *(row[name] for name in spec.within))] = row
        for (table, *_within), row in groups.items():
            self._close_ranks(self.specs[table], row)

    def take_back(self, operation: int, *, keep: Collection[str] = ()) -> Steps[None]:
        """Put all that an operation touched back to what it said before, by the history, in steps.

        Records of the kinds of `keep` stay as they are. Raises UndoRefused where one was changed since, where
        another came to hang on one that would go, and where the history does not tell it any more.
        """
        self._aftermath.taking_back = True
        found = False
        for page in history.touched(self.connection, operation, keep):
            found |= bool(page)
            self._refuse_hanging(self._backwards(page, operation), operation)
            yield
        if not found:
            raise UndoRefused(_("The history does not tell any more what it did, so it can't be taken back."))
        groups: dict[tuple[Any, ...], Row] = {}
        for page in history.touched(self.connection, operation, keep):
            self._put(self._backwards(page, operation), groups)
            yield
            yield from self.settle()
        for (table, *_within), row in groups.items():
            self._close_ranks(self.specs[table], row)

    def _backwards(self, page: Sequence[history.Touched], operation: int) -> list[Change]:
        """Return what takes some records back. Raises UndoRefused where that would lose something."""
        by_kind: dict[str, list[int]] = {}
        for one in page:
            if one.added and one.kind in self.specs:
                by_kind.setdefault(one.kind, []).append(one.record_id)
        now = {(kind, row["id"]): row for kind, ids in by_kind.items() for row in self._rows(kind, ids)}
        changes = []
        for one in page:
            row = now.get((one.kind, one.record_id))
            if row is not None and row["revision"] == operation:  # nobody wrote to it since
                changes.append(Change(one.kind, one.record_id, row, None))
            else:
                changes.append(self._back(one.kind, one.record_id, operation))
        return changes

    def _rows(self, kind: str, ids: Sequence[int]) -> list[Row]:
        marks = ", ".join("?" * len(ids))
        rows = self.connection.execute(f'SELECT * FROM "{kind}" WHERE id IN ({marks})', tuple(ids)).fetchall()
        return [dict(row) for row in rows]

    def _back(self, kind: str, record_id: int, operation: int) -> Change:
        """Return what takes one record back. Raises UndoRefused where that would lose something."""
        spec = self.specs.get(kind)
        now = None if spec is None else self.row(spec, record_id)
        try:
            if spec is None:
                raise LookupError(kind)
            after, before = history.rewound(self.connection, spec, record_id, now, operation)
        except (LookupError, Refused) as error:
            raise UndoRefused(
                _("The history does not tell any more what it did, so it can't be taken back.")
            ) from error
        place = {spec.position: None} if spec.position else {}
        if not _same(now and {**now, **place}, after and {**after, **place}):
            raise UndoRefused(
                _(
                    "It can't be taken back: {kind} “{title}” was changed since. Nothing was changed now."
                ).format(kind=_(spec.one), title=_title(spec, now or after))
            )
        return Change(kind, record_id, now, before)

    def _refuse_hanging(self, changes: Sequence[Change], operation: int) -> None:
        """Raise UndoRefused where a record that stays refers to one that would go."""
        going: dict[str, dict[int, Row]] = {}
        for change in changes:
            if change.after is None and change.before is not None:
                going.setdefault(change.table, {})[change.id] = change.before
        for table, rows in going.items():
            for other in self.specs.values():
                for field in other.links:
                    if field.to == table and (hung_on := self._hung_on(other, field, rows, operation)):
                        spec = self.specs[table]
                        raise UndoRefused(
                            _(
                                "It can't be taken back: {kind} “{title}” is in use since ({others})."
                                " Nothing was changed now."
                            ).format(
                                kind=_(spec.one), title=_title(spec, rows[hung_on]), others=_(other.label)
                            )
                        )

    def _hung_on(self, other: EntitySpec, field: Field, ids: Iterable[int], operation: int) -> int:
        """Return one of `ids` that is referred to by a record that the operation did not add, 0 for none."""
        ids = tuple(ids)
        value, among = f'o."{field.name}"', f'"{other.table}" AS o'
        if field.kind.name == "refs":
            value, among = "one.value", f'{among}, json_each(o."{field.name}") AS one'
        row = self.connection.execute(
            f"SELECT {value} FROM {among} WHERE {value} IN ({', '.join('?' * len(ids))})"
            " AND NOT EXISTS (SELECT 1 FROM history AS h WHERE h.kind = ? AND h.record = o.id"
            " AND h.operation = ? AND h.act = 'add') LIMIT 1",
            (*ids, other.table, operation),
        ).fetchone()
        return int(row[0]) if row else 0

    def _put(self, changes: Sequence[Change], groups: dict[tuple[Any, ...], Row]) -> None:
        """Write the rows of `after`; places stay as they are, and `groups` tells where gaps may be left."""
        for change in changes:
            spec = self.specs[change.table]
            if change.after is None:
                if change.before is not None:
                    self._drop(spec, change.id, change.before)
            elif change.before is None:
                self._insert(spec, dict(change.after) | {"revision": self.operation})
            else:
                new = history.declared(change.after)
                new.pop(spec.position, None)
                self._update(spec, change.id, new)
            row = change.after or change.before
            if spec.position and row is not None:
                groups[(change.table, *(row[name] for name in spec.within))] = row

    def _close_ranks(self, spec: EntitySpec, row: Row) -> None:
        """Number siblings from 1 again, where some came since by an operation that is not taken back."""
        where, group = self._group(spec, row, raw=True)
        rows = self.connection.execute(
            f'SELECT id, "{spec.position}" FROM "{spec.table}"{where} ORDER BY "{spec.position}", id', group
        ).fetchall()
        for place, (record_id, now) in enumerate(rows, 1):
            if now != place:
                self._update(spec, record_id, {spec.position: place})


def _title(spec: EntitySpec, row: Row | None) -> str:
    return one_line(spec.title_of(spec.from_row(row)), 60) if row else ""


def _same(row: Row | None, image: Row | None) -> bool:
    """Tell whether a row still says what an image of it says, whoever wrote it last."""
    if row is None or image is None:
        return row is image
    own = set(OWN_COLUMNS)
    return all(row.get(key) == value for key, value in image.items() if key not in own)
