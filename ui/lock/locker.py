"""Locks the open file away: pages, dialogs and the connection go, and its key is overwritten."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThread, QTimer, Slot
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget
from shiboken6 import isValid

from cxdesk.errors import CxDeskError, InputError, WrongKey
from ui.actions import ActionId
from ui.focus_names import Spot, give_back, spot_of
from ui.lock.idle import IdleWatch
from ui.lock.lock_page import LockPage
from ui.lock.work import Unlock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cxdesk.store.keys import Key
    from ui.main_window import MainWindow

APP = "CX Desk"
_AGAIN_MS = 10
_MOST_TURNS = 200


class Locker(QObject):
    """One for a window; made when a locked file is opened in it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._bridge = window, window.bridge
        self._path: Path | None = None
        self._spot: tuple[str, object] = ("", None)
        self._focus: Spot | None = None
        self._turns = 0
        self.page = LockPage()
        self.page.form.wanted.connect(self.unlock)
        self.page.left.connect(self.leave)
        window.outer.addWidget(self.page)
        self.idle = IdleWatch(self)
        self.idle.due.connect(self.on_idle)
        self.idle.wished.connect(self.lock)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.shut)
        self._steps: list[Callable[[], None]] = []
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self.uncover)
        self._bridge.workspace_closed.connect(self.idle.stop)
        self._bridge.settings_changed.connect(self.watch)

    @property
    def covered(self) -> bool:
        """Whether the lock page is shown."""
        return self._window.outer.currentWidget() is self.page

    @Slot()
    def watch(self) -> None:
        """Lock the open file when nobody was there for as long as the settings say."""
        ws = self._bridge.workspace
        if ws is not None and ws.encrypted:
            self.idle.start(self._bridge.settings.lock_after)

    @Slot()
    def on_idle(self) -> None:
        """Lock, unless something runs that was asked for."""
        if not self._bridge.tasks.busy:
            self.lock()

    # Locking

    @Slot()
    def lock(self) -> None:
        """Hide everything at once, then let go of it."""
        ws, window = self._bridge.workspace, self._window
        leaving = self._next.isActive()
        if ws is None or not ws.encrypted or (self.covered and not leaving):
            return
        self._next.stop()
        self.idle.stop()
        begun = False
        try:
            window.flush()
            begun = self._remember()
        finally:  # a fault in a page must not leave the file open
            self._path, self._turns = ws.path, 0
            self._cover()
            self.page.show_locked(ws.path.name, begun=begun)
            self.page.repaint()
            self._soon.start(0)

    def _remember(self) -> bool:
        """Take down the page that is shown, what is chosen and half typed, and the focus; tell if text is."""
        page = self._window.page
        if page is not None and not page.spec.full:
            self._spot, self._focus = (page.spec.name, page.memory()), spot_of(page)
        return self._window.host.keep_drafts()

    def _cover(self) -> None:
        window = self._window
        if window.has_palette():
            window.palette_.hide()
        window.outer.setCurrentWidget(self.page)
        window.setWindowTitle(APP)
        self._enable(on=False)
        if "menu_keys" in window.__dict__ and not window.menuBar().isHidden():
            window.menu_keys.hide()

    @Slot()
    def shut(self) -> None:
        """Drop what shows anything of the file, and close it."""
        self._turns += 1
        waits = QThread.currentThread().loopLevel() > 1 and self._turns < _MOST_TURNS
        close_boxes(self._window, delete=not waits)
        if waits:
            self._soon.start(_AGAIN_MS)  # a box that waits for its answer has to come to its end first
            return
        self._bridge.tasks.cancel_all()
        self._bridge.close()
        self._empty_frame()
        self._enable(on=False)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        self.page.form.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _empty_frame(self) -> None:
        """Take the words of the last page from the parts of the window that stay."""
        window = self._window
        # Made anew when they are wanted again.
        for part in (window.__dict__.pop("palette_", None), window.frame.__dict__.pop("undo_bar", None)):
            if part is not None and isValid(part):
                part.hide()
                part.deleteLater()
        window.header.show_page("", "", [])
        window.sidebar.show_shop(APP, "", None)
        window.setWindowTitle(APP)
        QToolTip.hideText()

    def _enable(self, *, on: bool) -> None:
        window = self._window
        for action in (*window.actions_, *window.page_actions):
            action.setEnabled(on)
        window.actions_[ActionId.QUIT].setEnabled(True)
        if on:
            window.actions_.enable(workspace=self._bridge.workspace is not None)

    # Unlocking

    @Slot(str)
    def unlock(self, typed: str) -> None:
        """Try a passphrase or recovery key."""
        if self._path is not None:
            self._bridge.tasks.run(Unlock(self._path, typed), self.on_key, self.on_no_key)

    @Slot(object)
    def on_key(self, key: Key) -> None:
        """Show again what was shown."""
        self.page.form.forget()
        if self._path is None:
            key.wipe()
            return
        self.reopen(self._path, key)

    def reopen(self, path: Path, key: Key | None) -> bool:
        """Open a file where one was when it was closed; the key is wiped. Tell whether it could be."""
        (name, memory), self._spot = self._spot, ("", None)
        if name:
            self._bridge.settings.window["page"] = name
            self._window.host.expect(name, memory)
        try:
            opened = self._bridge.open_path(path, key=key)
        finally:
            if key is not None:
                key.wipe()
            self._window.host.expect("", None)
        self.leave()
        return opened

    @Slot(object)
    def on_no_key(self, error: BaseException) -> None:
        """Say at the field why it does not open the file; for a damaged file there is the start page."""
        if isinstance(error, WrongKey | InputError):
            self.page.form.refuse(error.message)
        elif isinstance(error, CxDeskError) and self._path is not None:
            path = self._path
            self.leave()
            self._bridge.open_failed.emit(path, error)
        else:
            self.page.form.set_busy(busy=False)
            raise error

    @Slot()
    def leave(self) -> None:
        """Show what stands behind: the file that was opened, or the start page."""
        self._path, self._spot = None, ("", None)
        self.page.form.forget()
        self._steps = [self._window.prepare, self._window.begin]
        self._next.start(0)

    @Slot()
    def uncover(self) -> None:
        """Make the page that is wanted, fill it, take this one away: a turn each, together they are felt.

        What the page puts off in its first filling is done before it is seen.
        """
        window = self._window
        if self._steps:
            self._steps.pop(0)()
            self._next.start(0)
            return
        if self._bridge.workspace is not None and window.page is not None and window.page.fill_on():
            self._next.start(0)
            return
        if self.covered:
            window.outer.setCurrentIndex(0)
        self._enable(on=True)
        window.show_shop()
        window.update_frame()
        page, focus, self._focus = window.page, self._focus, None
        if not give_back(page if self._bridge.workspace is not None else None, focus):
            (page.first_focus() or window.host if page is not None else window.host).setFocus()

    # Writing anew

    def work(self, sentence: str) -> None:
        """Close the file to have it written anew, and say so meanwhile. `reopen` follows."""
        ws = self._bridge.ws
        self._window.flush()
        self._remember()
        self._cover()
        self.page.show_working(ws.path.name, sentence)
        self._bridge.close()
        self._window.setWindowTitle(APP)
        self._enable(on=False)


def close_boxes(window: QWidget, *, delete: bool) -> None:
    """Close every dialog, menu and list that a window opened, as Esc does; `delete` dialogs as well."""
    for part in QApplication.topLevelWidgets():
        if part is window or not isValid(part) or not _belongs_to(part, window):
            continue
        if isinstance(part, QDialog):
            part.reject()
            if isValid(part):
                part.hide()
                if delete:
                    part.deleteLater()
        elif part.isVisible():
            part.close()


def _belongs_to(part: QWidget, window: QWidget) -> bool:
    above = part.parentWidget()
    while above is not None and above is not window:
        above = above.parentWidget()
    return above is window
