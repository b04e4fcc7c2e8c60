"""Between the window and the workspace: holds the open file, turns its events into signals.

Every page gets the one `Bridge`. It asks and acts through `workspace`; acts best go through `act`
and its short forms, which say in plain words what stands against them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from cxdesk import paths
from cxdesk.errors import CxDeskError, EnvironmentFault, FileDamaged, FileMoved, InputError
from cxdesk.i18n import _
from ui.tasks import Tasks

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cxdesk.events import Event
    from cxdesk.settings import Settings
    from cxdesk.store.keys import Key
    from cxdesk.store.transaction import Transaction
    from cxdesk.workspace import Workspace
    from ui.typing_watch import TypingWatch

R = TypeVar("R")
_log = logging.getLogger("cxdesk.ui")


class Done(NamedTuple, Generic[R]):
    """How an act went. True when it was done; else `error` says why not."""

    value: R | None = None
    error: CxDeskError | None = None

    def __bool__(self) -> bool:
        return self.error is None

    @property
    def fields(self) -> Mapping[str, str]:
        """Sentences for the fields that can't be kept, by field name."""
        return self.error.fields if isinstance(self.error, InputError) else {}


def is_stuck(error: CxDeskError) -> bool:
    """Tell whether trying again is in vain until another file is open; the window has the ways on."""
    return isinstance(error, FileMoved | FileDamaged)


class Bridge(QObject):
    """The open workspace, the settings of this computer, and what pages tell each other."""

    changed = Signal(object)
    """A `cxdesk.events.Event`, on the main thread, after the operation is over."""
    workspace_opened = Signal()
    closing = Signal()
    """The workspace is about to be closed; it is still open."""
    workspace_closed = Signal()
    open_failed = Signal(object, object)
    """The path and the error, when a file could not be opened."""
    notice = Signal(str, str)
    """What was done, and "Undo: …" if it can be taken back (else ""): the bar at the bottom."""
    problem = Signal(str, str)
    """A sentence for the banner, and its role: info, warn or danger."""
    stuck = Signal(object)
    """The open file was moved away or is damaged (the error): only another file helps. Before `problem`."""
    page_wanted = Signal(str)
    record_wanted = Signal(str, int)
    print_wanted = Signal(str, object)
    place_wanted = Signal(str, str)
    add_wanted = Signal(str)
    """The name of a page on which a record is to be added."""
    badges_changed = Signal()
    """A page has counted anew what waits there."""
    settings_changed = Signal()
    """Theme, text size or name of this computer's settings are different; whoever changes one emits it."""
    typing_changed = Signal()
    """Something is being typed that is not in the file yet, or that is over."""
    went_far_back = Signal(str)
    """"undo" or "redo" is wanted of very many records: a window has to show that it takes long."""
    backup_made = Signal()
    """There is a newer backup, here or at the second place; `backup_at` says of when."""

    def __init__(
        self, settings: Settings, parent: QObject | None = None, *, tasks: Tasks | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace: Workspace | None = None
        self.settings = settings
        self.backup_at = ""
        self.tasks = tasks or Tasks(self)
        self._waiting: list[Event] = []
        self._acting = 0
        self._end: Callable[[], None] | None = None
        self._flush = QTimer(self)
        self._flush.setSingleShot(True)
        self._flush.setInterval(0)
        self._flush.timeout.connect(self.deliver)
        self.settings_changed.connect(self.use_settings)
        self.use_settings()

    @Slot()
    def use_settings(self) -> None:
        """Let new files go where the settings say."""
        paths.use_folder(Path(self.settings.data_folder) if self.settings.data_folder else None)

    @property
    def ws(self) -> Workspace:
        """The open workspace, for pages that are shown only with one."""
        if self.workspace is None:
            raise RuntimeError("no workspace is open")
        return self.workspace

    @cached_property
    def typing(self) -> TypingWatch:
        """What is typed and not in the file yet. Made with the first key."""
        from ui.typing_watch import TypingWatch

        watch = TypingWatch(self)
        watch.changed.connect(self.typing_changed)
        return watch

    def typing_over(self, part: QWidget) -> None:
        """Take note that a field was left, or shows what is kept."""
        if "typing" in self.__dict__:
            self.typing.over(part)

    @property
    def unkept(self) -> str:
        """`typing` while a field holds what is not in the file, `waiting` when it was left so, else ""."""
        watch = self.typing if "typing" in self.__dict__ else None
        return "" if watch is None else "typing" if watch.typing else "waiting" if watch.waiting else ""

    # The file

    def open_path(self, path: Path, *, read_only: bool = False, key: Key | None = None) -> bool:
        """Open a file, a locked one with its `key`, in place of the one that is open; tell if it could be."""
        from cxdesk.store.files import followed
        from cxdesk.workspace import Workspace

        if self.workspace is not None and not read_only and self.workspace.path == followed(path):
            return True  # its lock is ours
        try:
            opened = Workspace.open(path, who=self.who, read_only=read_only, key=key)
        except CxDeskError as error:
            _log.info("a workspace was not opened: %s", type(error).__name__)
            self.open_failed.emit(path, error)
            return False
        self.take(opened)
        return True

    def take(self, workspace: Workspace) -> None:
        """Show a workspace that is open already, such as one just made."""
        self.close()
        self.workspace = workspace
        self._end = workspace.events.subscribe(self._on_event)
        self.workspace_opened.emit()
        for sentence in workspace.notices:
            self.problem.emit(sentence, "warn")

    def close(self) -> None:
        """Close the open file, if there is one."""
        if self.workspace is None:
            return
        self.closing.emit()
        self.deliver()
        workspace, self.workspace = self.workspace, None
        self.backup_at = ""
        if self._end is not None:
            self._end()
            self._end = None
        self.workspace_closed.emit()
        second = Path(self.settings.backup_folder) if self.settings.backup_folder else None
        # One that is not there now gets its copy when it is there again; the caretaker reminds of it in time.
        trouble = workspace.finish(second=second if second is not None and second.is_dir() else None)
        if trouble:
            self.problem.emit(trouble, "warn")

    def key(self) -> Key | None:
        """Return a copy of the key of the open file, to open it again with; whoever has it wipes it."""
        if self.workspace is None or not self.workspace.encrypted:
            return None
        from cxdesk.store import keys

        held = keys.of(self.workspace.path)
        return held.copy() if held else None

    @property
    def who(self) -> str:
        """The name that the history gets."""
        return self.settings.who

    # Acts

    def act(
        self,
        label: str,
        fn: Callable[[Transaction], R],
        *,
        initiator: object | None = None,
        done: str = "",
        inline: bool = False,
        visit: object | None = None,
    ) -> Done[R]:
        """Run `fn(tx)` as one operation called `label`; see `Workspace.run` for `visit`.

        What stands against it goes to the banner; with `inline` the caller shows wrong fields itself
        (`Done.fields`). `done` is a sentence for the undo bar.
        """
        return self._do(
            lambda: self.ws.run(label, fn, initiator=initiator, visit=visit), done=done, inline=inline
        )

    def add(
        self, record: object, *, initiator: object | None = None, done: str = "", inline: bool = False
    ) -> Done[int]:
        """Keep a new record; `value` is its id."""
        return self._do(lambda: self.ws.add(record, initiator=initiator), done=done, inline=inline)

    def change(
        self,
        cls: type[Any],
        record_id: int,
        *,
        initiator: object | None = None,
        done: str = "",
        inline: bool = False,
        **values: Any,
    ) -> Done[None]:
        """Change fields of a record."""
        return self._do(
            lambda: self.ws.change(cls, record_id, initiator=initiator, **values), done=done, inline=inline
        )

    def remove(
        self, cls: type[Any], record_id: int, *, initiator: object | None = None, done: str = ""
    ) -> Done[None]:
        """Move a record to the trash."""
        return self._do(lambda: self.ws.remove(cls, record_id, initiator=initiator), done=done)

    def move(
        self, cls: type[Any], record_id: int, place: int, *, initiator: object | None = None, done: str = ""
    ) -> Done[None]:
        """Put a record at a place among its siblings."""
        return self._do(lambda: self.ws.move(cls, record_id, place, initiator=initiator), done=done)

    @Slot()
    def undo(self) -> None:
        """Take back the newest operation and say so."""
        if self.workspace is not None and self.workspace.goes_long_back("undo"):
            self.went_far_back.emit("undo")
        elif self.workspace is not None and self.workspace.undo_label:
            told = self._do(self.workspace.undo)
            if told and told.value:
                self.notice.emit(_("Undone: {label}").format(label=told.value), "")

    @Slot()
    def redo(self) -> None:
        """Do again what was undone last and say so."""
        if self.workspace is not None and self.workspace.goes_long_back("redo"):
            self.went_far_back.emit("redo")
        elif self.workspace is not None and self.workspace.redo_label:
            told = self._do(self.workspace.redo)
            if told and told.value:
                self.notice.emit(_("Done again: {label}").format(label=told.value), "")

    def _do(self, call: Callable[[], R], *, done: str = "", inline: bool = False) -> Done[R]:
        self._acting += 1
        try:
            value = call()
        except CxDeskError as error:
            if not (inline and isinstance(error, InputError)):
                self.show_error(error)
            return Done(error=error)
        finally:
            self._acting -= 1
            self.deliver()
        if done:
            self.notice.emit(done, self.undo_text())
        return Done(value)

    def undo_text(self) -> str:
        """Return "Undo: change standard", or "" when there is nothing to undo."""
        label = self.workspace.undo_label if self.workspace is not None else None
        return _("Undo: {label}").format(label=label) if label else ""

    def redo_text(self) -> str:
        """Return "Redo: change standard", or "" when there is nothing to redo."""
        label = self.workspace.redo_label if self.workspace is not None else None
        return _("Redo: {label}").format(label=label) if label else ""

    def show_error(self, error: CxDeskError) -> None:
        """Say in the banner what stands against an act."""
        if is_stuck(error):
            self.stuck.emit(error)
        self.problem.emit(error.message, "danger" if isinstance(error, EnvironmentFault) else "warn")

    @Slot(object)
    def on_task_error(self, error: BaseException) -> None:
        """Handle what went wrong in work of `tasks`: a sentence for a person, or the crash dialog."""
        if isinstance(error, CxDeskError):
            self.show_error(error)
        else:
            raise error

    def backed_up(self, at: str) -> None:
        """Take note of the newest backup, so that the status bar can say of when it is."""
        self.backup_at = at
        self.backup_made.emit()

    # Going to places

    def go_to(self, page: str) -> None:
        """Show a page."""
        self.page_wanted.emit(page)

    def show_record(self, kind: str, record_id: int) -> None:
        """Show a record on the page of its kind."""
        self.record_wanted.emit(kind, record_id)

    def show_place(self, page: str, place: str) -> None:
        """Show a place that a page declares."""
        self.place_wanted.emit(page, place)

    def add_on(self, page: str) -> None:
        """Show a page and begin a new record there."""
        self.add_wanted.emit(page)

    def print_sheet(self, sheet: str, options: Mapping[str, str] | None = None) -> None:
        """Show a sheet in the print centre."""
        self.print_wanted.emit(sheet, dict(options or {}))

    # Events

    def _on_event(self, event: Event) -> None:
        # A page may write while it refreshes (a field that loses the focus), which the core forbids
        # to listeners. So events wait here until the operation is over.
        self._waiting.append(event)
        if not self._acting:
            self._flush.start()

    @Slot()
    def deliver(self) -> None:
        """Tell the pages what changed."""
        if self._acting:
            return
        while self._waiting:
            self.changed.emit(self._waiting.pop(0))
