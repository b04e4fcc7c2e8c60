"""Looks after the open file while the window runs: checks it, backs it up, notices when it is not ours."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from cxdesk import clock
from cxdesk.errors import CxDeskError, EnvironmentFault, FileDamaged
from cxdesk.events import Event
from cxdesk.i18n import ngettext
from ui.bridge import Bridge

if TYPE_CHECKING:
    from cxdesk.store.backup import Backup, Reason
    from cxdesk.store.check import Report
    from ui.tasks import Job

TICK_SECONDS = 60
_WARNED = "places_warned_of"
_REMINDED = "second_place_reminded"


class Caretaker(QObject):
    """Works for whatever file is open in the bridge. `wall` is the clock on the wall, for tests."""

    def __init__(
        self, bridge: Bridge, parent: QObject | None = None, *, wall: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._wall = wall
        self._last_tick = wall()
        self._at_work = False
        self._second = bridge.settings.backup_folder
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_SECONDS * 1000)
        self._timer.timeout.connect(self.on_tick)
        bridge.workspace_opened.connect(self.on_opened)
        bridge.workspace_closed.connect(self._timer.stop)
        bridge.settings_changed.connect(self.on_settings_changed)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self.on_state_changed)

    @Slot()
    def on_opened(self) -> None:
        """Begin once the window has drawn the file."""
        self._last_tick = self._wall()
        self._timer.start()
        QTimer.singleShot(0, self.check)

    @Slot()
    def check(self) -> None:
        """Check the file as a whole, in a worker; then say where it lies, and back it up if that is due."""
        if self._bridge.workspace is not None:
            work = _Verify(self._bridge.ws.path)
            self._bridge.tasks.run(work, self.on_verified, self.on_not_verified, store=True)

    @Slot(object)
    def on_verified(self, found: tuple[Path, Report]) -> None:
        """Trust the file, or say that it is damaged and can only be read now."""
        path, report = found
        ws = self._bridge.workspace
        if ws is None or ws.path != path:
            return
        if not ws.confirm(report):
            self._bridge.show_error(FileDamaged(ws.why_read_only))
            return
        self._warn_of_place()
        self._show_newest()
        self.back_up_if_due()
        if not self._at_work:
            self.mind_second_place()

    @Slot(object)
    def on_not_verified(self, error: BaseException) -> None:
        """Leave the check to the first write, which makes it itself and says what it finds."""
        if not isinstance(error, EnvironmentFault):
            raise error

    @Slot()
    def on_tick(self) -> None:
        """Look whether the computer slept, and whether a backup is due."""
        now = self._wall()
        slept = abs(now - self._last_tick) > 2 * TICK_SECONDS
        self._last_tick = now
        if slept:
            self.look()
        self.back_up_if_due()

    @Slot(Qt.ApplicationState)
    def on_state_changed(self, state: Qt.ApplicationState) -> None:
        """Look when the window comes back to the front."""
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def look(self) -> None:
        """See whether the file is where it was and says what we think; show it anew if not."""
        ws = self._bridge.workspace
        if ws is None:
            return
        try:
            same = ws.still_ours()
        except CxDeskError as error:
            self._bridge.show_error(error)
            return
        if not same:
            everything = frozenset(spec.table for spec in ws.kinds)
            self._bridge.changed.emit(Event(tables=everything, ids={}, label="", undoable=False))
            self.check()

    def back_up_if_due(self) -> None:
        """Make a backup in a worker when it is time."""
        ws = self._bridge.workspace
        if ws is None or self._at_work:
            return
        try:
            reason = ws.backup_due()
        except CxDeskError as error:
            self._bridge.show_error(error)
            return
        if reason is not None:
            self._at_work = True
            work = _BackUp(ws.path, reason)
            self._bridge.tasks.run(work, self.on_backed_up, self.on_not_backed_up, store=True)

    @Slot(object)
    def on_backed_up(self, made: Backup) -> None:
        """Say so in the status bar."""
        self._at_work = False
        self._bridge.backed_up(made.made_at)
        self.mind_second_place()

    @Slot(object)
    def on_not_backed_up(self, error: BaseException) -> None:
        """Say why; the next tick tries again. Saving goes on."""
        self._at_work = False
        self._bridge.on_task_error(error)

    # The second place

    @Slot()
    def mind_second_place(self) -> None:
        """Bring it the newest backup; where it can't be reached for long, remind of it."""
        ws, folder = self._bridge.workspace, self._bridge.settings.backup_folder
        self._second = folder
        if ws is not None and folder and not ws.read_only:
            self._bridge.tasks.run(_Bring(ws.path, Path(folder)), self.on_brought, store=True)

    @Slot()
    def on_settings_changed(self) -> None:
        """Bring a place that was just chosen its first copy at once."""
        if self._bridge.settings.backup_folder != self._second:
            self.mind_second_place()

    @Slot(object)
    def on_brought(self, found: tuple[Path, bool]) -> None:
        """Note when the place could be reached."""
        folder, reached = found
        kept = self._bridge.settings
        if str(folder) != kept.backup_folder:
            return
        if reached or not kept.backup_reached:
            kept.backup_reached = clock.stamp(clock.now())
            kept.save()
            self._bridge.backup_made.emit()
        elif kept.remind_after and kept.days_unreached() >= kept.remind_after:
            self._remind(folder)

    def _remind(self, folder: Path) -> None:
        """Remind of it, once a day."""
        kept, today = self._bridge.settings, clock.today().isoformat()
        if kept.views.get(_REMINDED) == today:
            return
        kept.views[_REMINDED] = today
        kept.save()
        words = ngettext(
            "The second place for backups was not reachable for {n} day: {folder}. Plug it in, or choose"
            " another in the settings.",
            "The second place for backups was not reachable for {n} days: {folder}. Plug it in, or choose"
            " another in the settings.",
            kept.days_unreached(),
        )
        self._bridge.problem.emit(words.format(folder=folder), "warn")

    def _show_newest(self) -> None:
        from cxdesk.store import backup
        from cxdesk.store.files import folder_of

        path = self._bridge.ws.path
        newest = next(iter(backup.by_name(path, folder_of(path))), None)  # its name says when; none is opened
        if newest is not None:
            self._bridge.backed_up(newest.made_at)

    def _warn_of_place(self) -> None:
        """Warn of a synchronised folder once, not each morning."""
        settings, path = self._bridge.settings, str(self._bridge.ws.path)
        warned = settings.views.get(_WARNED, [])
        sentence = self._bridge.ws.place_warning()
        if sentence and path not in warned:
            settings.views[_WARNED] = [*warned, path]
            settings.save()
            self._bridge.problem.emit(sentence, "warn")


class _Verify:
    """Work for `Tasks`: check a file with a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, _job: Job) -> tuple[Path, Report]:
        from cxdesk.store.check import verify_file

        return self._path, verify_file(self._path)


class _BackUp:
    """Work for `Tasks`: a verified backup."""

    def __init__(self, path: Path, reason: Reason) -> None:
        self._path, self._reason = path, reason

    def __call__(self, job: Job) -> Backup:
        from cxdesk.store import backup

        return backup.make(self._path, self._reason, progress=job.step)


class _Bring:
    """Work for `Tasks`: a copy of the newest backup at the second place, if that can be reached."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._path, self._folder = path, folder

    def __call__(self, _job: Job) -> tuple[Path, bool]:
        from cxdesk.store import backup

        return self._folder, backup.bring(self._path, self._folder)
