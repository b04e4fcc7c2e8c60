"""The workspace: what the window and the command line hold of one file."""

from __future__ import annotations

import logging
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from cxdesk import clock, errors, i18n
from cxdesk.entities.shop import Shop
from cxdesk.events import Act, Event, Events
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec, Stored, spec_of
from cxdesk.schema.reading import Idle, IdlePart
from cxdesk.store import check, db, derived, opening, totals
from cxdesk.store.model import Model, default_model
from cxdesk.store.open_file import OpenFile
from cxdesk.store.query import Query
from cxdesk.store.repository import Repository
from cxdesk.store.steps import Steps, through
from cxdesk.store.undo import UndoStacks
from cxdesk.text import one_line

if TYPE_CHECKING:
    # What writes, and what looks back, is loaded when it is first needed: a file is shown before.
    from cxdesk.store.backup import Backup
    from cxdesk.store.changes import ChangeSet
    from cxdesk.store.history import HistoryEntry, TrashEntry
    from cxdesk.store.keys import Key
    from cxdesk.store.returning import Returning
    from cxdesk.store.transaction import Transaction

T = TypeVar("T")
R = TypeVar("R")
_log = logging.getLogger(__name__)

__all__ = ["Hit", "Query", "Steps", "Workspace", "through"]


class Hit(NamedTuple):
    """A record that the search found. `label` names its kind, translated."""

    kind: str
    id: int
    title: str
    snippet: str
    label: str


class Workspace(OpenFile):
    """Reads, the write funnel, undo, history and search over one open file.

    Lives on the thread that opened it.
    """

    _undo: UndoStacks

    def __init__(self, opened: opening.Opened, model: Model, who: str) -> None:
        self._model = model
        self._running = False
        self._shop: Stored[Shop] | None = None
        self.who = who
        self.events = Events()
        self.saved_at: str = ""
        try:
            self._use(opened)
        except BaseException:
            opened.close()
            raise

    @classmethod
    def create(cls, path: Path, shop: Shop, *, who: str = "", model: Model | None = None) -> Workspace:
        """Make a new file for `shop` and open it. Raises UserError when the file is there already."""
        model = model or default_model()
        spec_of(Shop).cleaned(spec_of(Shop).values(shop))
        made = cls(opening.create(Path(path), model), model, who)
        try:
            made.run(_("start the workspace"), lambda tx: tx.add(shop), undoable=False)
        except BaseException:
            made.close()
            made.path.unlink(missing_ok=True)
            raise
        return made

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        who: str = "",
        read_only: bool = False,
        key: Key | None = None,
        model: Model | None = None,
    ) -> Workspace:
        """Open a file. Raises EnvironmentFault for what stands against it, in plain words.

        `key` opens a locked one (`cipher.unlock`); it is copied, and the copy overwritten on closing.
        """
        model = model or default_model()
        return cls(opening.open_file(Path(path), model, read_only=read_only, key=key), model, who)

    @classmethod
    def from_export(cls, text: str, path: Path, *, who: str = "", model: Model | None = None) -> Workspace:
        """Make a new file from the JSON of an export. Raises UserError; no file is left then."""
        from cxdesk.services.importing import import_json

        model = model or default_model()
        made = cls(opening.create(Path(path), model), model, who)
        try:
            made.run(_("read an export"), lambda tx: import_json(tx, model.specs, text), undoable=False)
        except BaseException:
            made.close()
            made.path.unlink(missing_ok=True)
            raise
        return made

    @property
    def kinds(self) -> Iterable[EntitySpec]:
        """The record kinds, in their order."""
        return self._model.registry

    def spec(self, kind: str) -> EntitySpec:
        """Return the declaration of a kind. Raises UserError that lists the kinds there are."""
        return self._model.registry.spec(kind)

    # Reading

    def get(self, cls: type[T], record_id: int) -> Stored[T]:
        """Return one record. Raises NotFound."""
        return self._reads.get(cls, record_id)

    def find(self, cls: type[T], record_id: int | None) -> Stored[T] | None:
        """Return one record, or None."""
        return self._reads.find(cls, record_id)

    def rows(self, cls: type[T], **equal: object) -> list[Stored[T]]:
        """Return the records whose fields equal the values given, by place, else by title."""
        return self._reads.rows(cls, **equal)

    def count(self, cls: type[Any], **equal: object) -> int:
        """Return how many records equal the values given; of all of a kind the number is kept in the file."""
        if equal:
            return self._reads.count(cls, **equal)
        with db.translated(self.path):
            return totals.rows(self._connection, spec_of(cls).table)

    def values(self, cls: type[Any], field: str) -> list[Any]:
        """Return one field of all records, without reading the others."""
        return self._reads.values(cls, field)

    def columns(self, cls: type[Any], *names: str, **equal: object) -> list[tuple[Any, ...]]:
        """Return some fields of the records whose fields equal the values given, in no order; "id" is one."""
        return self._reads.columns(cls, *names, **equal)

    def ids(self, cls: type[Any], query: Query | None = None) -> array[int]:
        """Return the ids that a query gives, in its order."""
        return self._reads.ids(cls, query)

    def page(self, cls: type[T], ids: Sequence[int]) -> list[Stored[T]]:
        """Return the records with these ids, in this order."""
        return self._reads.page(cls, ids)

    def scan(self, cls: type[Any], *names: str, after: int, limit: int) -> list[tuple[Any, ...]]:
        """Return the id and some fields of at most `limit` records, by id, behind the one `after`."""
        return self._reads.scan(cls, *names, after=after, limit=limit)

    def idle(self, asked: Idle, *, after: int, limit: int, most: int | None = None) -> IdlePart:
        """Look through the `limit` next records after an id for those at which nothing happened for long."""
        return self._reads.idle(asked, after=after, limit=limit, most=most)

    def titles(self, cls: type[Any], ids: Iterable[int]) -> dict[int, str]:
        """Return what names these records, by id."""
        return self._reads.titles(cls, ids)

    @property
    def shop(self) -> Shop:
        """The shop of this workspace."""
        return self._shop.record if self._shop else Shop(name="")

    @property
    def shop_id(self) -> int | None:
        """The id of the shop's row."""
        return self._shop.id if self._shop else None

    def search(self, text: str, limit: int = 50, kinds: Iterable[str] | None = None) -> list[Hit]:
        """Return at most `limit` records whose words begin with those of `text`, names first."""
        hits: list[Hit] = []
        for spec in self._model.registry:
            if spec.hidden or (kinds is not None and spec.table not in kinds) or len(hits) >= limit:
                continue
            ids = self._reads.search_ids(spec, text, limit - len(hits))
            hits += [_hit(spec, row) for row in self._reads.page(spec.cls, ids)]
        return hits

    def history(self, cls: type[Any], record_id: int) -> list[HistoryEntry]:
        """Return what happened to one record, newest first."""
        from cxdesk.store import history

        with db.translated(self.path):
            return history.entries(self._connection, spec_of(cls).table, record_id)

    def trash(self) -> list[TrashEntry]:
        """Return what was removed in the last 30 days and can be brought back, newest first."""
        from cxdesk.store import history

        with db.translated(self.path):
            return history.trash(self._connection, self._model.specs)

    # Writing

    def run(
        self,
        label: str,
        act: Callable[[Transaction], R],
        *,
        initiator: object | None = None,
        undoable: bool = True,
        visit: object | None = None,
    ) -> R:
        """Run `act` as one operation called `label`, durable when this returns.

        Operations of the same `visit` of a field that follow each other are undone as one. Raises what
        `act` raises, with everything taken back; EnvironmentFault for the disk and the lock; ReadOnly
        where the file can only be read.
        """
        result, changes = self._commit(label, act, self._undo.joins(visit))
        if undoable and changes.did_something:
            self._undo.did(changes, visit)
        self._tell(changes, "do", initiator, undoable=undoable)
        return result

    def run_in_steps(
        self, label: str, act: Callable[[Returning], Steps[R]], *, initiator: object | None = None
    ) -> Steps[R]:
        """Run `act` as one operation, of which each step is short; it is durable when the steps are through.

        The window goes on between the steps; nothing else can be written until then. Closing what this
        returns takes everything back. Raises as `run` does.
        """
        result, changes = yield from self._committing(label, act)
        if changes.did_something:
            self._undo.did(changes)
        self._tell(changes, "do", initiator)
        return result

    def take_back(
        self, operation: int, *, keep: Collection[str] = (), label: str = "", initiator: object | None = None
    ) -> None:
        """Take an operation back by the history, also one of long ago, as one operation of its own.

        Records of the kinds of `keep` stay. Raises UndoRefused where something in it was changed since; then
        nothing is changed.
        """
        through(
            self.run_in_steps(
                label or _("take back an operation"),
                lambda tx: tx.take_back(operation, keep=keep),
                initiator=initiator,
            )
        )

    def add(self, record: object, *, initiator: object | None = None) -> int:
        """Keep a new record as one operation; return its id."""
        return self.run(_label(_("add {kind}"), record), lambda tx: tx.add(record), initiator=initiator)

    def change(
        self, cls: type[Any], record_id: int, *, initiator: object | None = None, **values: Any
    ) -> None:
        """Change fields of a record as one operation."""
        self.change_in(None, cls, record_id, initiator=initiator, **values)

    def change_in(
        self,
        visit: object | None,
        cls: type[Any],
        record_id: int,
        /,
        *,
        initiator: object | None = None,
        **values: Any,
    ) -> None:
        """Change fields of a record, as one operation with what was changed in this visit just before."""
        self.run(
            _label(_("change {kind}"), cls),
            lambda tx: tx.change(cls, record_id, **values),
            initiator=initiator,
            visit=visit,
        )

    def remove(self, cls: type[Any], record_id: int, *, initiator: object | None = None) -> None:
        """Move a record to the trash as one operation."""
        self.run(_label(_("remove {kind}"), cls), lambda tx: tx.remove(cls, record_id), initiator=initiator)

    def move(self, cls: type[Any], record_id: int, place: int, *, initiator: object | None = None) -> None:
        """Put a record at a place among its siblings as one operation."""
        self.run(
            _label(_("move {kind}"), cls), lambda tx: tx.move(cls, record_id, place), initiator=initiator
        )

    def restore(self, entry: TrashEntry, *, initiator: object | None = None) -> None:
        """Bring back what was removed, with everything that went together with it."""
        from cxdesk.store import history

        def act(tx: Transaction) -> None:
            for table, row in history.removed_rows(tx.connection, entry.operation, self._model.specs):
                tx.restore(table, row)

        self.run(_label(_("restore {kind}"), self.spec(entry.kind).cls), act, initiator=initiator)

    def restore_value(self, entry: HistoryEntry, *, initiator: object | None = None) -> None:
        """Give a field the value that it had before an entry of its history."""
        spec = self.spec(entry.kind)
        field = spec.fields[entry.field]
        value = field.parse(entry.old or "")
        self.change(spec.cls, entry.record_id, initiator=initiator, **{entry.field: value})

    def erase(self, cls: type[Any], record_id: int, *, initiator: object | None = None) -> None:
        """Erase a record for good, with all that the file knows of it; nothing before can be undone then.

        Backups stay as they are: see `services.customers.erase`. For one that was erased before, the file is
        written anew once more. Raises NotFound.
        """
        from cxdesk.store import erasing

        def act(tx: erasing.Erasing) -> Steps[None]:
            yield from ()
            tx.erase(cls, record_id, clock.today())

        label = _label(_("erase {kind}"), cls)
        _result, changes = through(self._committing(label, act, making=erasing.Erasing))
        self._undo.clear()
        self._tell(changes, "do", initiator, undoable=False)
        erasing.rewrite(self._connection, self.path)

    def traces(self, cls: type[Any], record_id: int) -> list[tuple[str, int]]:
        """Return (kind, id) of all that the file knows of a record, also of what was removed."""
        from cxdesk.store import erasing

        with db.translated(self.path):
            return sorted(erasing.traces(self._connection, self._model.specs, spec_of(cls).table, record_id))

    # Undo

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        changes = self._undo.next_undo()
        return changes.label if changes else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, or None."""
        changes = self._undo.next_redo()
        return changes.label if changes else None

    def undo(self, *, initiator: object | None = None) -> str | None:
        """Take back the newest operation; return its label. Raises UndoRefused when it was changed since."""
        return through(self.going_back("undo", initiator=initiator))

    def redo(self, *, initiator: object | None = None) -> str | None:
        """Do again what was undone last; return its label."""
        return through(self.going_back("redo", initiator=initiator))

    def goes_long_back(self, act: Act) -> bool:
        """Tell whether "undo" or "redo" would touch very many records: `going_back` lets a window go on."""
        changes = self._undo.next_undo() if act == "undo" else self._undo.next_redo()
        return bool(changes and changes.many)

    def going_back(self, act: Act, *, initiator: object | None = None) -> Steps[str | None]:
        """Do as `undo` or `redo` does, in short steps."""
        undo = act == "undo"
        changes = self._undo.next_undo() if undo else self._undo.next_redo()
        if changes is None:
            return None
        label, said = changes.label, _("undo: {label}") if undo else _("redo: {label}")
        apply = changes if not undo else changes.reversed()
        done = yield from self._apply(said.format(label=label), apply, changes)
        (self._undo.undid if undo else self._undo.redid)(done)
        self._tell(done, act, initiator, label=label)
        return label

    # The file

    def still_ours(self) -> bool:
        """Tell whether nobody else wrote to the file since this was asked last: when the window comes back.

        What is remembered of it is dropped if somebody did. Raises FileMoved when it was moved, deleted
        or replaced.
        """
        same = self._opened.still_ours()
        if not same:
            self._opened.trusted = False
            self._undo.clear()
            self._use_shop()
        return same

    def restore_backup(self, source: Path) -> Backup | None:
        """Put a backup in the place of this file and go on with it; return the backup of what was there.

        Raises EnvironmentFault; the file is as it was then.
        """
        from cxdesk.store import backup as backups

        if self._opened.lock is None:
            raise errors.ReadOnly(self.why_read_only)
        self._connection.close()
        try:
            kept = backups.restore(source, self.path, lock=self._opened.lock, model=self._model)
        finally:
            self._go_on()
        self._tell_all(_("restore a backup"))
        return kept

    def set_key(self, key: Key | None) -> Backup:
        """Lock the file with `key` (`cipher.new_key`), or with none; return the backup of what was there.

        What was done can still be undone. Backups stay as they are: see `sealing.plain_backups` and
        `sealing.backups_with_other_keys`. Raises EnvironmentFault; the file is as it was then.
        """
        from cxdesk.store import keys, sealing

        if self._opened.lock is None:
            raise errors.ReadOnly(self.why_read_only)
        undo = self._undo
        self._connection.close()
        with keys.offered(key):
            try:
                return sealing.set_key(self.path, key, lock=self._opened.lock, model=self._model)
            finally:
                self._go_on()
                self._undo = undo

    def reopen(self, path: Path | None = None) -> None:
        """Go on with the file at `path`, or with what is at the old place now. Raises EnvironmentFault."""
        before, path = self._opened, Path(path or self.path)
        lock = before.lock if path == self.path else None
        opened = opening.open_file(path, self._model, read_only=before.lock is None, lock=lock)
        before.connection.close()
        if before.lock and before.lock is not lock:
            before.lock.release()
        before.held.release()
        self._use(opened)
        self._tell_all(_("open the file again"))

    def rebuild_search(self) -> None:
        """Make search and indexes again from the records."""
        with db.write(self._connection, self.path):
            derived.rebuild(self._connection, self._model.specs.values())

    def close(self) -> None:
        """Close the file and let others write to it."""
        self._opened.close()

    def finish(self, *, second: Path | None = None) -> str:
        """Close at the end of the work: a backup if something changed, then the history's rule, then close.

        Return a sentence when the backup could not be made, or nothing.
        """
        trouble = ""
        try:
            reason = self.backup_due(closing=True)
            if reason:
                self.backup(reason, second=second)
            if self.trusted and not self.read_only and self.in_place():
                self._prune()
        except errors.EnvironmentFault as fault:
            trouble = fault.message
        finally:
            self.close()
        return trouble

    def _prune(self) -> None:
        """Apply the history's rule; of removed records that are gone for good no word stays in the search."""
        from cxdesk.store import history

        rule = history.limits(clock.now())
        with db.write(self._connection, self.path):
            gone = history.expired(self._connection, trash_older_than=rule["trash_older_than"])
            history.prune(self._connection, **rule)
            for kind in self._model.specs.keys() & gone:
                derived.tidy(self._connection, self._model.specs[kind])

    def _go_on(self) -> None:
        """Use what is at the place of the file now, with the same lock; its connection was closed."""
        before = self._opened
        self._use(opening.open_file(self.path, self._model, lock=before.lock))
        before.held.release()

    def _use(self, opened: opening.Opened) -> None:
        self._opened = opened
        self._connection = opened.connection
        self._reads = Repository(opened.connection, self._model.specs)
        self._undo = UndoStacks()
        self._use_shop()

    def _tell_all(self, label: str) -> None:
        """Tell that any record may have changed."""
        self.events.tell(Event(tables=frozenset(self._model.specs), ids={}, label=label, undoable=False))

    def _apply(self, label: str, changes: ChangeSet, remembered: ChangeSet) -> Steps[ChangeSet]:
        """Take an operation back, or do it again; forget it where that is refused."""

        def act(tx: Returning) -> Steps[None]:
            if remembered.many:
                yield from tx.take_back(remembered.operation)
            else:
                tx.apply(changes)

        try:
            return (yield from self._committing(label, act))[1]
        except errors.UndoRefused:
            self._undo.refused(remembered)
            raise

    def _commit(self, label: str, act: Callable[[Returning], R], joins: int = 0) -> tuple[R, ChangeSet]:
        def at_once(tx: Returning) -> Steps[R]:
            yield from ()
            return act(tx)

        return through(self._committing(label, at_once, joins))

    def _committing(
        self,
        label: str,
        act: Callable[[Any], Steps[R]],
        joins: int = 0,
        making: type[Returning] | None = None,
    ) -> Steps[tuple[R, ChangeSet]]:
        if self.read_only:
            raise errors.ReadOnly(self.why_read_only)
        if not self.trusted and not self.confirm(check.verify(self._connection, self.path)):
            raise errors.FileDamaged(self.why_read_only)
        from cxdesk.store.returning import Returning

        if self._running or self.events.delivering:
            raise RuntimeError("an operation inside an operation, or a listener that writes")
        self._running = True
        try:
            with db.write(self._connection, self.path):
                operation, last_seen = self._connection.execute(
                    "SELECT operation, last_seen FROM state"
                ).fetchone()
                # A clock that was set back must not put new rows before old ones.
                at = max(clock.stamp(clock.now()), last_seen)
                tx = (making or Returning)(
                    self._connection, self._model.specs, operation=operation + 1, at=at, label=label,
                    who=self.who, joins=joins,
                )  # fmt: skip
                result = yield from act(tx)
                changes = yield from tx.finish()
                self._connection.execute("UPDATE state SET operation = ?, last_seen = ?", (operation + 1, at))
        except errors.EnvironmentFault:
            self._opened.check_place()  # a file that was moved looks as if it could only be read
            raise
        finally:
            self._running = False
        self.saved_at = at
        return result, changes

    def _tell(
        self,
        changes: ChangeSet,
        act: Act,
        initiator: object | None,
        *,
        label: str = "",
        undoable: bool = True,
    ) -> None:
        if not changes.did_something:
            return
        ids = changes.ids
        if "shop" in ids:
            self._use_shop()
        self.events.tell(
            Event(
                tables=frozenset(ids), ids=ids, label=label or changes.label, act=act, initiator=initiator,
                undoable=undoable,
            )
        )  # fmt: skip

    def _use_shop(self) -> None:
        """Take the shop's words for every text from now on."""
        rows = self._reads.rows(Shop)
        self._shop = rows[0] if rows else None
        i18n.use_words(self.shop.words())


def _label(text: str, kind: object) -> str:
    return text.format(kind=_(spec_of(kind).one))


def _hit(spec: EntitySpec, row: Stored[Any]) -> Hit:
    others = (
        field.write(getattr(row.record, field.name)) for field in spec.searched if field.name != spec.title
    )
    snippet = one_line(" · ".join(filter(None, others)), 160)
    return Hit(spec.table, row.id, one_line(spec.title_of(row.record), 160), snippet, _(spec.one))
