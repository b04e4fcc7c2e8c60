"""The main window: puts sidebar, header, pages and status bar together and answers the commands."""

from __future__ import annotations

import sys
from functools import cached_property, partial
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
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import pages, theme, window_state
from ui.actions import ActionId, Actions, shown_keys
from ui.shell.banners import BannerArea
from ui.shell.command_window import APP, PRINT, START, CommandWindow
from ui.shell.header import Header
from ui.shell.page_host import PageHost
from ui.shell.sidebar import Sidebar
from ui.shell.status_bar import StatusBar
from ui.widgets.in_order import InParts, go_round

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cxdesk.errors import CxDeskError
    from cxdesk.events import Event
    from ui.bridge import Bridge
    from ui.command_palette import CommandPalette, Entry
    from ui.lock.locker import Locker
    from ui.pages.base import Page, PageSpec
    from ui.shell.file_ways import FileWays
    from ui.shell.menu_keys import MenuKeys
    from ui.shell.privacy import PrivacyCover
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
RECORDS = "records"


class MainWindow(CommandWindow, InParts):
    """One window on one workspace."""

    first_painted = Signal()
    """The window was painted once; what can wait until then starts now."""

    def __init__(self, bridge: Bridge, specs: Sequence[PageSpec] | None = None) -> None:
        super().__init__()
        self.bridge = bridge
        self._given = list(specs) if specs is not None else None
        self._painted = False
        self._last_page = ""
        self._focus_before: QWidget | None = None
        self.setObjectName("main_window")
        self.setWindowTitle(APP)
        self.setMinimumSize(SMALLEST)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.actions_ = Actions(self)
        self.page_actions = self._make_page_actions()
        self._build()
        self._connect()
        self._menus_filled = False
        if sys.platform == "darwin":
            self.actions_.fill(self.menuBar())
        elif self.menuWidget() is not None:
            self.menuBar().hide()
        self.actions_.enable(workspace=False)  # the pages come with a workspace, or when it is shown without

    # Building

    def _build(self) -> None:
        # Each part is made in its place: moved there later, all that is in it would be styled anew.
        self.outer = QStackedWidget(self)
        self.setCentralWidget(self.outer)
        room = QWidget(self.outer)
        row = QHBoxLayout(room)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.sidebar = Sidebar(shown_keys(self.actions_[ActionId.PALETTE]), room)
        row.addWidget(self.sidebar)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header = Header(room)
        self.banners = BannerArea(room)
        self.host = PageHost(self.bridge, room)
        self.status = StatusBar(room)
        column.addWidget(self.header)
        column.addWidget(self.banners)
        column.addWidget(self.host, 1)
        column.addWidget(self.status)
        row.addLayout(column, 1)
        self.outer.addWidget(room)

    # What few starts need at once is made when it is first asked for.

    @cached_property
    def undo_bar(self) -> UndoBar:
        """The bar that offers to take back what was done."""
        from ui.widgets import UndoBar

        bar = UndoBar(self.host.parentWidget(), below=self.host)
        bar.undo_pressed.connect(self.on_undo)
        return bar

    @cached_property
    def cover(self) -> PrivacyCover:
        """The privacy screen."""
        from ui.shell.privacy import PrivacyCover

        cover = PrivacyCover()
        cover.left.connect(self.on_cover_left)
        self.outer.addWidget(cover)
        return cover

    @cached_property
    def locker(self) -> Locker:
        """Locks the open file away while nobody is there."""
        from ui.lock.locker import Locker

        return Locker(self)

    @cached_property
    def palette_(self) -> CommandPalette:
        """The command palette."""
        from ui.command_palette import CommandPalette

        palette = CommandPalette(self.bridge, self)
        palette.page_chosen.connect(self.show_page)
        palette.record_chosen.connect(self.show_record)
        palette.place_chosen.connect(self.show_place)
        return palette

    @cached_property
    def file_ways(self) -> FileWays:
        """The ways on when the open file can't be written where it is."""
        from ui.shell.file_ways import FileWays

        return FileWays(self.bridge, self.banners, self)

    @cached_property
    def menu_keys(self) -> MenuKeys:
        """Looks after the menu bar while it is shown."""
        from ui.shell.menu_keys import MenuKeys

        return MenuKeys(self.menuBar())

    def _made(self, name: str) -> bool:
        return name in self.__dict__

    def _connect(self) -> None:
        bridge = self.bridge
        bridge.changed.connect(self.on_changed)
        bridge.workspace_opened.connect(self.on_workspace_changed)
        bridge.workspace_closed.connect(self.on_workspace_changed)
        bridge.open_failed.connect(self.on_open_failed)
        bridge.notice.connect(self.on_notice)
        bridge.went_far_back.connect(self.on_far_back)
        bridge.problem.connect(self.on_problem)
        bridge.stuck.connect(self.on_stuck)
        bridge.page_wanted.connect(self.show_page)
        bridge.record_wanted.connect(self.show_record)
        bridge.print_wanted.connect(self.show_sheet)
        bridge.place_wanted.connect(self.show_place)
        bridge.add_wanted.connect(self.add_on)
        bridge.badges_changed.connect(self.count_badges)
        bridge.settings_changed.connect(self.on_settings_changed)
        bridge.backup_made.connect(self.on_backup_made)
        bridge.typing_changed.connect(self.on_typing_changed)
        bridge.tasks.unexpected.connect(bridge.on_task_error)
        self.sidebar.page_chosen.connect(self.show_page)
        self.sidebar.search_pressed.connect(self.on_palette)
        self.host.page_shown.connect(self.on_page_shown)
        self.host.header_changed.connect(self.on_header_changed)
        theme.current().changed.connect(self.on_theme_changed)

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

    def _take_specs(self) -> None:
        specs = self._given if self._given is not None else pages.discover(self.bridge)
        self.host.set_specs(specs)
        shown = [spec for spec in specs if self.host.can_show(spec) and not spec.full]
        self.sidebar.set_pages(shown)
        for action, button in zip(self.page_actions, self.sidebar.buttons, strict=False):
            action.setText(button.text())

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self.host.current

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Show a page, if it exists and can be shown now."""
        if self.host.can_show(self.host.spec(name)):
            before = self.page
            page = self.host.show_page(name)
            if page is not before:
                (page.first_focus() or self.host).setFocus(Qt.FocusReason.MouseFocusReason)

    @Slot(str, str)
    def show_place(self, name: str, place: str) -> None:
        """Show a place that a page declares."""
        if self.host.can_show(self.host.spec(name)):
            self.show_page(name)
            self.host.page(name).show_place(place)

    @Slot(str, int)
    def show_record(self, kind: str, record_id: int) -> None:
        """Show a record on the page of its kind, or on the generic one."""
        spec = self.host.for_kind(kind) or self.host.spec(RECORDS)
        if spec is not None and self.host.can_show(spec):
            self.show_page(spec.name)
            self.host.page(spec.name).show_record(kind, record_id)

    @Slot(str, object)
    def show_sheet(self, sheet: str, options: Mapping[str, str]) -> None:
        """Show a sheet in the print centre."""
        if self.host.can_show(self.host.spec(PRINT)):
            self.show_page(PRINT)
            self.host.page(PRINT).show_sheet(sheet, options)

    @Slot(str)
    def add_on(self, name: str) -> None:
        """Show a page and begin a new record there."""
        if self.host.can_show(self.host.spec(name)):
            self.show_page(name)
            self.host.page(name).add_record()

    @Slot(str)
    def on_page_shown(self, name: str) -> None:
        """Show the frame that the page asks for."""
        spec = self.host.spec(name)
        full = spec is not None and spec.full
        for part in (self.sidebar, self.header, self.status):
            part.setVisible(not full)
        if not full:
            self._last_page = name
        self.sidebar.set_current(name)
        self.on_header_changed()

    @Slot()
    def on_header_changed(self) -> None:
        """Show title, subtitle and actions of the page."""
        page = self.page
        if page is not None and not page.spec.full:
            self.header.show_undo(self.actions_[ActionId.UNDO], wanted=page.undo_in_header)
            self.header.show_page(page.title(), page.subtitle(), page.header_actions())

    @Slot()
    def on_page_action(self) -> None:
        """Show the first to ninth page of the sidebar."""
        action = self.sender()
        if isinstance(action, QAction) and int(action.data()) < len(self.sidebar.buttons):
            self.show_page(self.sidebar.buttons[int(action.data())].spec.name)

    # What happens to the workspace

    @Slot()
    def on_workspace_changed(self) -> None:
        """Show the workspace that was opened, or the start page."""
        opened = self.bridge.workspace is not None
        self._dismiss_undo()
        self.banners.clear()
        self.host.drop_workspace_pages()
        self.actions_.enable(workspace=opened)
        self._take_specs()
        self.show_shop()
        self.show_page(self._first_page())
        self.update_frame()
        ws = self.bridge.workspace
        if ws is not None and ws.read_only:
            self.file_ways.show_why()
        if ws is not None and ws.encrypted:
            self.locker.watch()
        if self._painted:
            self.count_badges()
            self._ask_name()

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
        ws = self.bridge.workspace
        name = ws.shop.name if ws is not None else APP
        logo = ws.shop.logo if ws is not None else None
        self.sidebar.show_shop(name, self.bridge.settings.your_name, logo)
        self._set_title()

    def _set_title(self) -> None:
        ws = self.bridge.workspace
        covered = self.outer.currentIndex() != 0
        self.setWindowTitle(APP if ws is None or covered else f"{ws.shop.name} – {APP}")

    def update_frame(self) -> None:
        """Bring undo texts and the status bar up to date."""
        ws = self.bridge.workspace
        undo, redo = self.actions_[ActionId.UNDO], self.actions_[ActionId.REDO]
        undo.setText(self.bridge.undo_text() or _("Undo"))
        redo.setText(self.bridge.redo_text() or _("Redo"))
        undo.setEnabled(ws is not None and bool(ws.undo_label))
        redo.setEnabled(ws is not None and bool(ws.redo_label))
        self.status.show_state(self.bridge)

    @Slot(object)
    def on_changed(self, event: Event) -> None:
        """Follow a change: what the undo bar offered may not be the newest act any more."""
        if event.undoable:
            self._dismiss_undo()
        if "shop" in event.tables:
            self._apply_theme()
            self.on_words_changed()
        self.update_frame()
        self.count_badges()
        if "customer" in event.tables:
            from ui.lock import offer

            offer.offer_once(self.bridge, self.banners)

    def on_words_changed(self) -> None:
        """Take all texts anew: the shop's name, words or language may be different."""
        self.actions_.translate()
        self._menus_filled = False
        self.sidebar.translate()
        self.show_shop()
        self.host.all_stale()
        self.on_header_changed()

    @Slot()
    def on_backup_made(self) -> None:
        """Say of when the newest backup is."""
        self.status.show_state(self.bridge)

    @Slot()
    def on_typing_changed(self) -> None:
        """Say whether all that is seen is in the file."""
        self.status.show_state(self.bridge)

    @Slot()
    def count_badges(self) -> None:
        """Ask each page how much waits there."""
        if self.bridge.workspace is not None:
            for button in self.sidebar.buttons:
                if button.spec.badge is not None:
                    button.set_badge(button.spec.badge(self.bridge))

    @Slot(str, str)
    def on_notice(self, text: str, undo_label: str) -> None:
        """Say what was done and offer to take it back."""
        self.undo_bar.show_notice(text, undo_label)

    def _dismiss_undo(self) -> bool:
        """Take the undo bar away; tell whether it was there."""
        shown = self._made("undo_bar") and not self.undo_bar.isHidden()
        if shown:
            self.undo_bar.dismiss()
        return shown

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

    # Theme

    @Slot()
    def on_settings_changed(self) -> None:
        """Follow the settings of this computer."""
        if self.bridge.workspace is not None:
            self.bridge.workspace.who = self.bridge.who
        self._apply_theme(anew=True)
        self.show_shop()

    def _apply_theme(self, *, anew: bool = False) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            ws, settings = self.bridge.workspace, self.bridge.settings
            brand = ws.shop.brand_colour if ws is not None else None
            wanted = (settings.theme, brand or None, settings.text_size / 100)
            now = theme.current()
            if wanted == (now.mode, now.brand, now.scale):
                return
            look = partial(theme.apply, app, cast("theme.Mode", wanted[0]), brand, wanted[2])
            if anew:
                from ui.shell import new_look

                new_look.put_on(self.host, look, self.show_page)
            else:
                look()

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the lengths of the text size in use."""
        for part in (self.sidebar, self.header, self.status, self.host):
            part.measure()
        self.update()

    # Commands: one slot for each ActionId

    @Slot()
    def on_palette(self) -> None:
        """Open the palette, or close it."""
        if self.palette_.isVisible():
            self.palette_.close_palette()
        else:
            self.palette_.open_with(self.palette_entries())

    def palette_entries(self) -> list[Entry]:
        """Return every page and command that can be used now."""
        from ui.shell.palette_entries import entries_of

        return entries_of(self)

    @Slot()
    def on_menu_bar(self) -> None:
        """Show the menu bar, or hide it."""
        bar, keys = self.menuBar(), self.menu_keys
        if not self._menus_filled:
            self.actions_.fill(bar)
            keys.watch()
            self._menus_filled = True
            bar.hide()
        if bar.isHidden():
            keys.show(self.focusWidget())
        else:
            keys.hide()

    @Slot()
    def on_privacy(self) -> None:
        """Lock the file away; one without a passphrase is only hidden."""
        if self.bridge.workspace is None or self.outer.currentIndex() != 0:
            return
        if self.bridge.workspace.encrypted:
            self.locker.lock()
            return
        if self._made("palette_"):
            self.palette_.close_palette()
        shop = self.bridge.workspace.shop
        self.cover.show_shop(shop.name, shop.logo)
        self._focus_before = self.focusWidget()
        self.flush()
        self.outer.setCurrentWidget(self.cover)
        self.cover.setFocus(Qt.FocusReason.OtherFocusReason)
        self._set_title()

    @Slot()
    def on_cover_left(self) -> None:
        """Show everything again."""
        self.outer.setCurrentIndex(0)
        self._set_title()
        if self._focus_before is not None:
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._focus_before = None

    # Qt

    def focusNextPrevChild(self, next: bool) -> bool:
        parts: list[QWidget] = [self.sidebar, self.header, self.banners, self.host]
        if self._made("undo_bar"):
            parts.append(self.undo_bar)
        return go_round(self, parts, next=next) or super().focusNextPrevChild(next)

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
        if self._dismiss_undo():
            return True
        if self.banners.banners:
            self.banners.banners[-1].close_banner()
            return True
        if page is not None and page.spec.full and self._last_page and self.bridge.workspace is not None:
            self.show_page(self._last_page)
            return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        # Not before: a workspace that is opened until then would make the start page for nothing.
        if self.page is None:
            self.on_workspace_changed()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._made("palette_"):
            self.palette_.setGeometry(self.rect())
            self.palette_.place()
        if self._made("undo_bar"):
            self.undo_bar.place()

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
        self.count_badges()
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
            self.bridge.close()
            self.bridge.settings.save()
