"""Taking operations back: the newest by its before-images, one of long ago by the history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from cxdesk.errors import UndoRefused
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec
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
        self.taking_back = True
        found = [one for one in history.touched(self.connection, operation) if one[0] not in keep]
        if not found:
            raise UndoRefused(_("The history does not tell any more what it did, so it can't be taken back."))
        changes = []
        for place, (kind, record_id) in enumerate(found, 1):
            changes.append(self._back(kind, record_id, operation))
            if place % history.STEP == 0:
                yield
        going = {(change.table, change.id) for change in changes if change.after is None}
        for place, change in enumerate(changes, 1):
            if change.after is None and change.before is not None:
                self._refuse_hanging(change, going)
            if place % history.STEP == 0:
                yield
        yield from self._put(changes)

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

    def _refuse_hanging(self, change: Change, going: set[tuple[str, int]]) -> None:
        """Raise UndoRefused where a record that stays refers to one that would go."""
        for other in self.specs.values():
            for field in other.links:
                if field.to != change.table:
                    continue
                test = f'"{field.name}" = ?'
                if field.kind.name == "refs":
                    test = f'EXISTS (SELECT 1 FROM json_each("{field.name}") WHERE value = ?)'
                rows = self.connection.execute(f'SELECT id FROM "{other.table}" WHERE {test}', (change.id,))
                if any((other.table, row[0]) not in going for row in rows):
                    spec = self.specs[change.table]
                    raise UndoRefused(
                        _(
                            "It can't be taken back: {kind} “{title}” is in use since ({others})."
                            " Nothing was changed now."
                        ).format(kind=_(spec.one), title=_title(spec, change.before), others=_(other.label))
                    )

    def _put(self, changes: Sequence[Change]) -> Steps[None]:
        """Write the rows of `after`, each after what it refers to; places stay as they are, without gaps."""
        groups: dict[tuple[Any, ...], Row] = {}
        for number, change in enumerate(changes, 1):
            spec = self.specs[change.table]
            if change.after is None:
                if change.before is not None:
                    self._delete(spec, change.id)
            elif change.before is None:
                self._insert(spec, dict(change.after) | {"revision": self.operation})
            else:
                new = history.declared(change.after)
                new.pop(spec.position, None)
                self._update(spec, change.id, new)
            row = change.after or change.before
            if spec.position and row is not None:
                groups[(change.table, *(row[name] for name in spec.within))] = row
            if number % history.STEP == 0:
                yield
        for (table, *_within), row in groups.items():
            self._close_ranks(self.specs[table], row)

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
