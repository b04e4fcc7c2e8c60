"""Shows pages, records, places and sheets, and goes back and forward along what was shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from ui.shell.command_window import PRINT

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.shell.page_host import PageHost
    from ui.shell.visits import Visit

RECORDS = "records"
MOST = 50
"""So many steps can be gone back."""


class Navigator(QObject):
    """Each way to another page or record is one step; Alt+Left takes it back."""

    changed = Signal()
    """Whether there is something to go back or forward to may be different now."""

    def __init__(self, bridge: Bridge, host: PageHost) -> None:
        super().__init__(host)
        self._host = host
        self._back: list[Visit] = []
        self._forward: list[Visit] = []
        bridge.page_wanted.connect(self.show_page)
        bridge.record_wanted.connect(self.show_record)
        bridge.print_wanted.connect(self.show_sheet)
        bridge.place_wanted.connect(self.show_place)
        bridge.add_wanted.connect(self.add_on)

    # Going there

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Show a page, if it exists and can be shown now."""
        self._go_to(name, lambda: None)

    @Slot(str, str)
    def show_place(self, name: str, place: str) -> None:
        """Show a place that a page declares."""
        self._go_to(name, lambda: self._host.page(name).show_place(place))

    @Slot(str, int)
    def show_record(self, kind: str, record_id: int) -> None:
        """Show a record on the page of its kind, or on the generic one."""
        spec = self._host.for_kind(kind) or self._host.spec(RECORDS)
        if spec is not None:
            self._go_to(spec.name, lambda: self._host.page(spec.name).show_record(kind, record_id))

    @Slot(str, object)
    def show_sheet(self, sheet: str, options: Mapping[str, str]) -> None:
        """Show a sheet in the print centre."""
        self._go_to(PRINT, lambda: self._host.page(PRINT).show_sheet(sheet, options))

    @Slot(str)
    def add_on(self, name: str) -> None:
        """Show a page and begin a new record there."""
        self._go_to(name, lambda: self._host.page(name).add_record())

    def begin(self, name: str) -> None:
        """Show the first page of another workspace: what was shown before is not gone back to."""
        self._back, self._forward = [], []
        if self._can_show(name):
            self._show(name)
        self.changed.emit()

    def _can_show(self, name: str) -> bool:
        return self._host.can_show(self._host.spec(name))

    def _go_to(self, name: str, then: Callable[[], object]) -> None:
        if not self._can_show(name):
            return
        before = self._here()
        self._show(name)
        then()
        if before is not None and before.leads_elsewhere(self._host.current):
            self._back = [*self._back, before][-MOST:]
            self._forward = []
            self.changed.emit()

    def _show(self, name: str) -> None:
        before, reason = self._host.current, _reason()
        page = self._host.show_page(name)
        if page is not before:
            (page.first_focus() or self._host).setFocus(reason)

    # Back and forward

    @property
    def can_go_back(self) -> bool:
        """Whether something was shown before."""
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        """Whether somebody went back."""
        return bool(self._forward)

    def go_back(self) -> None:
        """Show what was shown before, as it was left."""
        self._go_along(self._back, self._forward)

    def go_forward(self) -> None:
        """Show what was shown before somebody went back."""
        self._go_along(self._forward, self._back)

    def _go_along(self, visits: list[Visit], others: list[Visit]) -> None:
        here = self._here()
        while visits and here is not None:
            wanted = visits.pop()
            if not self._can_show(wanted.page):
                continue
            page = self._host.show_page(wanted.page)
            page.return_to(wanted.spot)
            if here.leads_elsewhere(page):  # else it shows what is gone by now
                others.append(here)
                wanted.give_back(page)
                break
        self.changed.emit()

    def _here(self) -> Visit | None:
        if self._host.current is None:
            return None
        from ui.shell.visits import Visit

        return Visit.of(self._host.current)


def _reason() -> Qt.FocusReason:
    """Return why the next page gets the focus: its ring is seen where the keyboard led there."""
    focus = QApplication.focusWidget()
    by_keys = focus is not None and getattr(focus, "ring", True)
    return Qt.FocusReason.OtherFocusReason if by_keys else Qt.FocusReason.MouseFocusReason
