"""What stands around the pages and what it says: sidebar, header, banners, undo bar, status bar."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.shell.command_window import APP
from ui.shell.header import Header
from ui.shell.page_host import PageHost
from ui.shell.sidebar import Sidebar
from ui.shell.status_bar import StatusBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction, QResizeEvent

    from ui.bridge import Bridge
    from ui.pages.base import PageSpec
    from ui.shell.banners import BannerArea
    from ui.widgets import UndoBar


class Frame(QWidget):
    """Puts the parts around the pages together and keeps up to date what they say."""

    undo_pressed = Signal()

    def __init__(self, bridge: Bridge, keys: str, undo: QAction, parent: QWidget) -> None:
        """Make the parts; `keys` open the search, `undo` is what the header offers on some pages."""
        super().__init__(parent)
        self._bridge, self._undo = bridge, undo
        # Each part is made in its place: moved there later, all that is in it would be styled anew.
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.sidebar = Sidebar(keys, self)
        row.addWidget(self.sidebar)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.header = Header(self)
        self.host = PageHost(bridge, self)
        self.status = StatusBar(self)
        self._column.addWidget(self.header)
        self._column.addWidget(self.host, 1)
        self._column.addWidget(self.status)
        row.addLayout(self._column, 1)
        self.host.page_shown.connect(self.on_page_shown)
        self.host.header_changed.connect(self.show_header)
        bridge.notice.connect(self.on_notice)
        bridge.badges_changed.connect(self.count_badges)
        bridge.backup_made.connect(self.show_state)
        bridge.typing_changed.connect(self.show_state)
        theme.current().changed.connect(self.measure)

    @cached_property
    def banners(self) -> BannerArea:
        """What stands in the way. Made with the first sentence."""
        from ui.shell.banners import BannerArea

        banners = BannerArea(self)
        self._column.insertWidget(self._column.indexOf(self.header) + 1, banners)
        return banners

    @cached_property
    def undo_bar(self) -> UndoBar:
        """Offers to take back what was done. Made with the first act that can be taken back."""
        from ui.widgets import UndoBar

        bar = UndoBar(self, below=self.host)
        bar.undo_pressed.connect(self.undo_pressed)
        return bar

    def _made(self, name: str) -> bool:
        return name in self.__dict__

    @Slot()
    def measure(self) -> None:
        """Take the lengths of the text size in use."""
        for part in (self.sidebar, self.header, self.status, self.host):
            part.measure()

    def parts(self) -> list[QWidget]:
        """Return the parts that Tab goes through, in the order of reading."""
        banners = [self.banners] if self._made("banners") else []
        bars = [self.undo_bar] if self._made("undo_bar") else []
        return [self.sidebar, self.header, *banners, self.host, *bars]

    # What is said

    @Slot(str, str)
    def on_notice(self, text: str, undo_label: str) -> None:
        """Say what was done and offer to take it back."""
        self.undo_bar.show_notice(text, undo_label)

    def dismiss_undo(self) -> bool:
        """Take the undo bar away; tell whether it was there."""
        shown = self._made("undo_bar") and not self.undo_bar.isHidden()
        if shown:
            self.undo_bar.dismiss()
        return shown

    def close_newest(self) -> bool:
        """Take away what was said last (Esc); tell whether there was something."""
        if self.dismiss_undo():
            return True
        said = self.banners.banners if self._made("banners") else []
        newest = next((banner for banner in reversed(said) if banner.goes_by_esc()), None)
        if newest is not None:
            newest.close_banner()
        return newest is not None

    def clear(self) -> None:
        """Take all away that was said."""
        self.dismiss_undo()
        if self._made("banners"):
            self.banners.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._made("undo_bar"):
            self.undo_bar.place()

    # What is shown

    def set_pages(self, specs: Sequence[PageSpec]) -> None:
        """Take the pages that there are."""
        self.host.set_specs(specs)
        self.sidebar.set_pages([spec for spec in specs if self.host.can_show(spec) and not spec.full])

    @Slot(str)
    def on_page_shown(self, name: str) -> None:
        """Show as much of the frame as the page asks for."""
        spec = self.host.spec(name)
        full = spec is not None and spec.full
        for part in (self.sidebar, self.header, self.status):
            part.setVisible(not full)
        self.sidebar.set_current(name)
        self.show_header()

    @Slot()
    def show_header(self) -> None:
        """Show title, subtitle and actions of the page."""
        page = self.host.current
        if page is not None and not page.spec.full:
            self.header.show_undo(self._undo, wanted=page.undo_in_header)
            self.header.show_page(page.title(), page.subtitle(), page.header_actions())

    def show_shop(self) -> None:
        """Show whose shop is open."""
        ws = self._bridge.workspace
        name, logo = (ws.shop.name, ws.shop.logo) if ws is not None else (APP, None)
        self.sidebar.show_shop(name, self._bridge.settings.your_name, logo)

    @Slot()
    def show_state(self) -> None:
        """Say since when all is saved, of when the newest backup is, and which file it is."""
        self.status.show_state(self._bridge)

    @Slot()
    def count_badges(self) -> None:
        """Ask each page how much waits there."""
        if self._bridge.workspace is not None:
            for button in self.sidebar.buttons:
                if button.spec.badge is not None:
                    button.set_badge(button.spec.badge(self._bridge))

    def translate(self) -> None:
        """Take all texts anew."""
        self.sidebar.translate()
        self.show_shop()
        self.host.all_stale()
        self.show_header()
