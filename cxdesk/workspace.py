"""The workspace: what the window and the command line hold of one file."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cxdesk import clock, errors
from cxdesk.entities.shop import Shop
from cxdesk.events import Act, Event, Events
from cxdesk.i18n import _
from cxdesk.schema.entity import spec_of
from cxdesk.store import db, derived, opening
from cxdesk.store.model import Model, default_model
from cxdesk.store.query import Query
from cxdesk.store.record_reads import Hit, RecordReads
from cxdesk.store.steps import Steps, through

if TYPE_CHECKING:
    # What writes, and what looks back, is loaded when it is first needed: a file is shown before.
    from cxdesk.store.backup import Backup
    from cxdesk.store.history import HistoryEntry, TrashEntry
    from cxdesk.store.keys import Key
    from cxdesk.store.operations import Operations
    from cxdesk.store.returning import Returning
    from cxdesk.store.transaction import Transaction

T = TypeVar("T")
R = TypeVar("R")

__all__ = ["Hit", "Query", "Steps", "Workspace", "through"]


class Workspace(RecordReads):
    """Reads, writes and takes back what is in one open file; restores, locks and closes it.

    Lives on the thread that opened it.
    """

    def __init__(self, opened: opening.Opened, model: Model, who: str) -> None:
        self._model = model
        self.who = who
        self.events = Events()
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

        def at_once(tx: Transaction) -> Steps[R]:
            yield from ()
            return act(tx)

        steps = self._operations.run(label, at_once, initiator=initiator, undoable=undoable, visit=visit)
        return through(steps)

    def run_in_steps(
        self, label: str, act: Callable[[Returning], Steps[R]], *, initiator: object | None = None
    ) -> Steps[R]:
        """Run `act` as one operation, of which each step is short; it is durable when the steps are through.

        The window goes on between the steps; nothing else can be written until then. Closing what this
        returns takes everything back. Raises as `run` does.
        """
        return (yield from self._operations.run(label, act, initiator=initiator))

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
        through(self._operations.run_for_good(label, act, erasing.Erasing, initiator))
        erasing.rewrite(self._connection, self.path)

    def traces(self, cls: type[Any], record_id: int) -> list[tuple[str, int]]:
        """Return (kind, id) of all that the file knows of a record, also of what was removed."""
        from cxdesk.store import erasing

        with db.translated(self.path):
            return sorted(erasing.traces(self._connection, self._model.specs, spec_of(cls).table, record_id))

    # Undo

    @cached_property
    def _operations(self) -> Operations:
        from cxdesk.store.operations import Operations

        return Operations(self, self.events, self._use_shop)

    def _has_run(self) -> bool:
        return "_operations" in self.__dict__

    @property
    def saved_at(self) -> str:
        """When the newest operation was kept, as a stamp; "" before the first one."""
        return self._operations.saved_at if self._has_run() else ""

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self._operations.label("undo") if self._has_run() else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, or None."""
        return self._operations.label("redo") if self._has_run() else None

    def undo(self, *, initiator: object | None = None) -> str | None:
        """Take back the newest operation; return its label. Raises UndoRefused when it was changed since."""
        return through(self.going_back("undo", initiator=initiator))

    def redo(self, *, initiator: object | None = None) -> str | None:
        """Do again what was undone last; return its label."""
        return through(self.going_back("redo", initiator=initiator))

    def goes_long_back(self, act: Act) -> bool:
        """Tell whether "undo" or "redo" would touch very many records: `going_back` lets a window go on."""
        return self._has_run() and self._operations.goes_long(act)

    def going_back(self, act: Act, *, initiator: object | None = None) -> Steps[str | None]:
        """Do as `undo` or `redo` does, in short steps."""
        return (yield from self._operations.going(act, initiator))

    def _forget_undo(self) -> None:
        """Drop what can be undone: the records have changed by another way."""
        if self._has_run():
            self._operations.undo.clear()

    # The file

    def still_ours(self) -> bool:
        """Tell whether nobody else wrote to the file since this was asked last: when the window comes back.

        What is remembered of it is dropped if somebody did. Raises FileMoved when it was moved, deleted
        or replaced.
        """
        same = self._opened.still_ours()
        if not same:
            self._opened.trusted = False
            self._forget_undo()
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
            self._forget_undo()
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
        self._connection.close()
        with keys.offered(key):
            try:
                return sealing.set_key(self.path, key, lock=self._opened.lock, model=self._model)
            finally:
                self._go_on()

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
        self._forget_undo()
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

    def _tell_all(self, label: str) -> None:
        """Tell that any record may have changed."""
        self.events.tell(Event(tables=frozenset(self._model.specs), ids={}, label=label, undoable=False))


def _label(text: str, kind: object) -> str:
    return text.format(kind=_(spec_of(kind).one))
