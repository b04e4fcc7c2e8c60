"""The write funnel: one operation at a time on an open file, told of afterwards, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from cxdesk import clock, errors
from cxdesk.events import Act, Event, Events
from cxdesk.i18n import _
from cxdesk.store import check, db
from cxdesk.store.returning import Returning
from cxdesk.store.undo import UndoStacks

if TYPE_CHECKING:
    from cxdesk.store.changes import ChangeSet
    from cxdesk.store.open_file import OpenFile
    from cxdesk.store.steps import Steps

R = TypeVar("R")


class Operations:
    """Runs what writes to one open file. Made with the first operation: a file is shown before.

    `shop_changed` is called before anybody is told that the shop is another.
    """

    def __init__(self, file: OpenFile, events: Events, shop_changed: Callable[[], None]) -> None:
        self._file, self._events, self._shop_changed = file, events, shop_changed
        self._running = False
        self.undo = UndoStacks()
        self.saved_at = ""

    def run(
        self,
        label: str,
        act: Callable[[Any], Steps[R]],
        *,
        initiator: object | None = None,
        undoable: bool = True,
        visit: object | None = None,
    ) -> Steps[R]:
        """Run `act` as one operation, durable when the steps are through; see `Workspace.run`."""

        def done(changes: ChangeSet) -> None:
            if undoable and changes.did_something:
                self.undo.did(changes, visit)
            self._tell(changes, "do", initiator, undoable=undoable)

        return (yield from self._commit(label, act, done, joins=self.undo.joins(visit)))

    def run_for_good(
        self, label: str, act: Callable[[Any], Steps[R]], making: type[Returning], initiator: object | None
    ) -> Steps[R]:
        """Run `act` with a transaction of another kind; nothing before it can be undone then."""

        def done(changes: ChangeSet) -> None:
            self.undo.clear()
            self._tell(changes, "do", initiator, undoable=False)

        return (yield from self._commit(label, act, done, making=making))

    def goes_long(self, act: Act) -> bool:
        """Tell whether undo or redo would touch very many records."""
        changes = self._next(act)
        return bool(changes and changes.many)

    def going(self, act: Act, initiator: object | None) -> Steps[str | None]:
        """Undo the newest operation, or do again what was undone last; return its label."""
        changes = self._next(act)
        if changes is None:
            return None
        undo, label = act == "undo", changes.label
        said = _("undo: {label}") if undo else _("redo: {label}")
        apply = changes.reversed() if undo else changes

        def done(made: ChangeSet) -> None:
            (self.undo.undid if undo else self.undo.redid)(made)
            self._tell(made, act, initiator, label=label)

        yield from self._apply(said.format(label=label), apply, changes, done)
        return label

    def label(self, act: Act) -> str | None:
        """Return what undo would take back, or redo do again."""
        changes = self._next(act)
        return changes.label if changes else None

    def _next(self, act: Act) -> ChangeSet | None:
        return self.undo.next_undo() if act == "undo" else self.undo.next_redo()

    def _apply(
        self, label: str, changes: ChangeSet, remembered: ChangeSet, done: Callable[[ChangeSet], None]
    ) -> Steps[None]:
        """Take an operation back, or do it again; forget it where that is refused."""

        def act(tx: Returning) -> Steps[None]:
            if remembered.many:
                yield from tx.take_back(remembered.operation)
            else:
                tx.apply(changes)

        try:
            yield from self._commit(label, act, done)
        except errors.UndoRefused:
            self.undo.refused(remembered)
            raise

    def _commit(
        self,
        label: str,
        act: Callable[[Any], Steps[R]],
        done: Callable[[ChangeSet], None],
        *,
        joins: int = 0,
        making: type[Returning] = Returning,
    ) -> Steps[R]:
        """Run `act` as one transaction, then `done` with what it changed; return what `act` returns.

        Who gives up while the disk is at work on the end comes too late: `done` is run, and it can be undone.
        """
        file = self._file
        connection = file.opened.connection
        if file.read_only:
            raise errors.ReadOnly(file.why_read_only)
        if not file.trusted and not file.confirm(check.verify(connection, file.path)):
            raise errors.FileDamaged(file.why_read_only)
        if self._running or self._events.delivering:
            raise RuntimeError("an operation inside an operation, or a listener that writes")
        self._running = True
        try:
            with db.write(connection, file.path) as commit:
                operation, last_seen = connection.execute("SELECT operation, last_seen FROM state").fetchone()
                # A clock that was set back must not put new rows before old ones.
                at = max(clock.stamp(clock.now()), last_seen)
                tx = making(
                    connection, file.specs, operation=operation + 1, at=at, label=label, who=file.who,
                    joins=joins,
                )  # fmt: skip
                result = yield from act(tx)
                changes = yield from tx.finish()
                connection.execute(
                    "UPDATE state SET operation = ?, last_seen = ? WHERE id = 1", (operation + 1, at)
                )
                if changes.many:
                    try:
                        yield from commit.aside()
                    except GeneratorExit:
                        if not commit.done:
                            raise
        except errors.EnvironmentFault:
            file.opened.check_place()  # a file that was moved looks as if it could only be read
            raise
        finally:
            self._running = False
        self.saved_at = at
        done(changes)
        return result

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
            self._shop_changed()
        self._events.tell(
            Event(
                tables=frozenset(ids), ids=ids, label=label or changes.label, act=act, initiator=initiator,
                undoable=undoable,
            )
        )  # fmt: skip
