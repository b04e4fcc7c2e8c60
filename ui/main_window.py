"""The main window on one workspace: holds the frame with the pages, and follows what happens to the file."""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from cxdesk.i18n import _
from ui import pages, theme, window_state
from ui.actions import ActionId, Actions, shown_keys
from ui.shell.command_window import APP, START, CommandWindow
from ui.shell.frame import Frame
from ui.shell.navigator import Navigator
from ui.widgets.in_order import InParts, go_round

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cxdesk.errors import CxDeskError
    from cxdesk.events import Event
    from ui.bridge import Bridge
    from ui.command_palette import Entry
    from ui.lock.locker import Locker
    from ui.pages.base import PageSpec
    from ui.shell.banners import BannerArea
    from ui.shell.file_ways import FileWays
    from ui.widgets import UndoBar
    from ui.widgets.frames import BannerRole


def open_context_menu(widget: QWidget | None) -> bool:
    """Ask a widget for its menu, as the menu key does; not every system does that for Shift+F10."""
    if widget is None:
        return False
    middle = widget.rect().center()
    ask = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, widget.mapToGlobal(middle))
    return QApplication.sendEvent(widget, ask)


SMALLEST = QSize(1280, 720)
USUAL = QSize(1366, 768)


class MainWindow(CommandWindow, InParts):
    """One window on one workspace."""

    first_painted = Signal()
    """The window was painted once; what can wait until then starts now."""

    def __init__(self, bridge: Bridge, specs: Sequence[PageSpec] | None = None) -> None:
        super().__init__()
        self.bridge = bridge
        self._given = list(specs) if specs is not None else None
        self._painted = False
        self._leaving = False
        self._last_page = ""
        self.setObjectName("main_window")
        self.setWindowTitle(APP)
        self.setMinimumSize(SMALLEST)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.actions_ = Actions(self)
        self.page_actions = self._make_page_actions()
        self.outer = QStackedWidget(self)
        self.setCentralWidget(self.outer)
        keys, undo = shown_keys(self.actions_[ActionId.PALETTE]), self.actions_[ActionId.UNDO]
        self.frame = Frame(bridge, keys, undo, self.outer)
        self.outer.addWidget(self.frame)
        self.sidebar, self.header = self.frame.sidebar, self.frame.header
        self.host, self.status = self.frame.host, self.frame.status
        self.navigator = Navigator(bridge, self.host)
        self._connect()
        if sys.platform == "darwin":
            self.actions_.fill(self.menuBar())
        elif self.menuWidget() is not None:
            self.menuBar().hide()
        self.actions_.enable(workspace=False)  # the pages come with a workspace, or when it is shown without

    # What few starts need at once is made when it is first asked for.

    @property
    def banners(self) -> BannerArea:
        """What stands in the way, under the header."""
        return self.frame.banners

    @property
    def undo_bar(self) -> UndoBar:
        """The bar that offers to take back what was done."""
        return self.frame.undo_bar

    @cached_property
    def locker(self) -> Locker:
        """Locks the open file away while nobody is there."""
        from ui.lock.locker import Locker

        return Locker(self)

    @cached_property
    def file_ways(self) -> FileWays:
        """The ways on when the open file can't be written where it is."""
        from ui.shell.file_ways import FileWays

        return FileWays(self.bridge, self.banners, self)

    def _connect(self) -> None:
        bridge = self.bridge
        bridge.changed.connect(self.on_changed)
        bridge.workspace_opened.connect(self.on_workspace_changed)
        bridge.workspace_closed.connect(self.on_workspace_changed)
        bridge.open_failed.connect(self.on_open_failed)
        bridge.went_far_back.connect(self.on_far_back)
        bridge.problem.connect(self.on_problem)
        bridge.stuck.connect(self.on_stuck)
        bridge.settings_changed.connect(self.on_settings_changed)
        bridge.tasks.unexpected.connect(bridge.on_task_error)
        self.sidebar.page_chosen.connect(self.show_page)
        self.sidebar.search_pressed.connect(self.on_palette)
        self.host.page_shown.connect(self.on_page_shown)
        self.navigator.changed.connect(self.enable_ways)
        self.frame.undo_pressed.connect(self.on_undo)
        theme.current().changed.connect(self.update)

    def _make_page_actions(self) -> list[QAction]:
        made = []
        for number in range(1, 10):
            action = QAction(self)
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.setData(number - 1)
            action.triggered.connect(self.on_page_action)
            self.addAction(action)
            made.append(action)
        return made

    def sizeHint(self) -> QSize:
        """Return the size of the smallest laptop served."""
        return USUAL

    # Pages

    @Slot(str)
    def on_page_shown(self, name: str) -> None:
        """Remember where the next start begins."""
        spec = self.host.spec(name)
        if spec is not None and not spec.full:
            self._last_page = name

    @Slot()
    def on_page_action(self) -> None:
        """Show the first to ninth page of the sidebar."""
        action = self.sender()
        if isinstance(action, QAction) and int(action.data()) < len(self.sidebar.buttons):
            self.show_page(self.sidebar.buttons[int(action.data())].spec.name)

    @Slot()
    def enable_ways(self) -> None:
        """Offer going back and forward where there is something to go to."""
        self.actions_[ActionId.BACK].setEnabled(self.navigator.can_go_back)
        self.actions_[ActionId.FORWARD].setEnabled(self.navigator.can_go_forward)

    # What happens to the workspace

    def _take_specs(self) -> None:
        self.frame.set_pages(self._given if self._given is not None else pages.discover(self.bridge))
        for action, button in zip(self.page_actions, self.sidebar.buttons, strict=False):
            action.setText(button.text())

    @Slot()
    def on_workspace_changed(self) -> None:
        """Show the workspace that was opened, or the start page."""
        opened = self.bridge.workspace is not None
        self.frame.clear()
        self.host.drop_workspace_pages()
        if self._leaving:
            return
        self._take_brand()
        self._take_specs()
        self.show_shop()
        if not self.locked_away:  # else the locker begins, once it leaves
            self.actions_.enable(workspace=opened)
            self.begin()
        self.update_frame()
        ws = self.bridge.workspace
        if ws is not None and ws.read_only:
            self.file_ways.show_why()
        if ws is not None and ws.encrypted:
            self.locker.watch()
        if self._painted:
            self.frame.count_badges()
            self._ask_name()

    def _take_brand(self) -> None:
        """Take the colour of the shop that was opened, before a page is made that would be styled again."""
        ws = self.bridge.workspace
        if ws is None and self.locked_away:
            return  # it comes back as it was
        if theme.own_brand(ws.shop.brand_colour if ws is not None else None) != theme.current().brand:
            from ui.shell import new_look

            new_look.follow(self)

    @property
    def locked_away(self) -> bool:
        """Whether the lock page stands in front."""
        return "locker" in self.__dict__ and self.locker.covered

    def prepare(self) -> None:
        """Make the page that `begin` shows."""
        name = self._first_page()
        if self.host.can_show(self.host.spec(name)):
            self.host.page(name)

    def begin(self) -> None:
        """Show the page with which the open file begins, or the start page."""
        self.navigator.begin(self._first_page())

    def _ask_name(self) -> None:
        """Ask once who works here, when the history would say the name of the system's user."""
        settings = self.bridge.settings
        if self.bridge.workspace is not None and not settings.your_name:
            from ui.shell import name_banner

            if name_banner.is_due(self.bridge):
                self.banners.add(name_banner.NameBanner(self.bridge, self.banners))

    def _first_page(self) -> str:
        names = [button.spec.name for button in self.sidebar.buttons]
        if self.bridge.workspace is None:
            return START if self.host.spec(START) else (names[0] if names else "")
        homes = (button.spec.name for button in self.sidebar.buttons if button.spec.home)
        wanted = (window_state.last_page(self.bridge.settings), *homes, *names)
        return next((name for name in wanted if name in names), "")

    def show_shop(self) -> None:
        """Show whose shop is open."""
        self.frame.show_shop()
        self.show_title()

    @Slot()
    def show_title(self) -> None:
        ws = self.bridge.workspace
        covered = self.outer.currentIndex() != 0
        self.setWindowTitle(APP if ws is None or covered else f"{ws.shop.name} – {APP}")

    def update_frame(self) -> None:
        """Bring undo texts, ways back and the status bar up to date."""
        ws = self.bridge.workspace
        undo, redo = self.actions_[ActionId.UNDO], self.actions_[ActionId.REDO]
        undo.setText(self.bridge.undo_text() or _("Undo"))
        redo.setText(self.bridge.redo_text() or _("Redo"))
        undo.setEnabled(ws is not None and bool(ws.undo_label))
        redo.setEnabled(ws is not None and bool(ws.redo_label))
        self.enable_ways()
        self.frame.show_state()

    @Slot(object)
    def on_changed(self, event: Event) -> None:
        """Follow a change: what the undo bar offered may not be the newest act any more."""
        if event.undoable:
            self.frame.dismiss_undo()
        if "shop" in event.tables:
            from ui.shell import new_look

            new_look.follow(self)
            self.on_words_changed()
        self.update_frame()
        self.frame.count_badges()
        if "customer" in event.tables:
            from ui.lock import offer

            offer.offer_once(self.bridge, self.banners)

    def on_words_changed(self) -> None:
        """Take all texts anew: the shop's name, words or language may be different."""
        self.actions_.translate()
        self.menus_filled = False
        self.frame.translate()
        self.show_title()

    def count_badges(self) -> None:
        """Ask each page how much waits there."""
        self.frame.count_badges()

    @Slot(str, str)
    def on_problem(self, text: str, role: str) -> None:
        """Say what stands in the way."""
        self.banners.show_banner(text, cast("BannerRole", role))

    @Slot(object)
    def on_stuck(self, error: CxDeskError) -> None:
        """Say that the open file was moved away or is damaged, and what can be done."""
        self.file_ways.show_stuck(error)

    @Slot(object, object)
    def on_open_failed(self, path: Path, error: CxDeskError) -> None:
        """Say why a file was not opened: the start page has the ways out."""
        if not self.host.specs:  # the first file, before the window is shown
            self._take_specs()
        if self.host.spec(START) is None:
            self.on_problem(error.message, "danger")
            return
        self.show_page(START)
        self.host.page(START).on_open_failed(path, error)

    @Slot()
    def on_settings_changed(self) -> None:
        """Follow the settings of this computer."""
        from ui.shell import new_look

        if self.bridge.workspace is not None:
            self.bridge.workspace.who = self.bridge.who
        new_look.follow(self, anew=True)
        self.show_shop()

    def lock(self) -> None:
        """Lock the open file away, which has a passphrase."""
        self.locker.lock()

    def palette_entries(self) -> list[Entry]:
        """Return every page and command that can be used now."""
        from ui.shell.palette_entries import entries_of

        return entries_of(self)

    # Qt

    def focusNextPrevChild(self, next: bool) -> bool:
        return go_round(self, self.frame.parts(), next=next) or super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._close_something():
            return
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_F10 and shift and open_context_menu(self.focusWidget()):
            return
        super().keyPressEvent(event)

    def _close_something(self) -> bool:
        """Close what opened last; tell whether there was something."""
        page = self.page
        if page is not None and page.close_opened():
            return True
        if self.frame.close_newest():
            return True
        if page is not None and page.spec.full and self._last_page and self.bridge.workspace is not None:
            self.show_page(self._last_page)
            return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        # Not before: a workspace that is opened until then would make the start page for nothing.
        if self.page is None and not self.locked_away:
            self.on_workspace_changed()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.has_palette():
            self.palette_.setGeometry(self.rect())
            self.palette_.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # A child of the window: nothing is called when it is closed at once.
            soon = QTimer(self)
            soon.setSingleShot(True)
            soon.timeout.connect(self.on_first_paint)
            soon.start(0)

    @Slot()
    def on_first_paint(self) -> None:
        """Start what could wait until the window was seen."""
        self.frame.count_badges()
        self._ask_name()
        self.first_painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        try:
            self.flush()
        finally:  # a fault of ours must keep neither the file nor the window open
            self._end()

    def _end(self) -> None:
        try:
            window_state.keep_window(self, self.bridge.settings, page=self._last_page)
        finally:
            self.bridge.tasks.close()
            self.leave()
            self.bridge.settings.save()

    def leave(self) -> None:
        """Close the file because the window goes: no start page is made, which nobody would see."""
        self._leaving = True
        try:
            self.bridge.close()
        finally:
            self._leaving = False
