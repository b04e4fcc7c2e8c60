"""The other faces of the Customers page: what stands in the place of list and card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from cxdesk.i18n import _
from ui.header_action import make_action
from ui.standards.menus import LINE, Entry, fill

if TYPE_CHECKING:
    from ui.pages.customers_room import CustomersPage

PAIRS, DECIDE = "duplicates", "look-through"
_NAMES = {PAIRS: "pairs", DECIDE: "decide"}
"""What two of the faces are called as places of the page."""


class Faces(QObject):
    """Opens and closes slips, who is coming, duplicates, and whom to decide on; has their commands."""

    def __init__(self, page: CustomersPage) -> None:
        super().__init__(page)
        self._page, self._bridge = page, page.bridge
        self.menu = QMenu(page)
        self.menu.aboutToShow.connect(self.on_menu)
        self.menu.triggered.connect(self.on_menu_chosen)
        self.more_action = make_action(_("More"), self.on_menu, page, menu=self.menu)
        self.slips_action = make_action(_("Enter slips"), self.on_slips, page, icon="edit", keys="Ctrl+E")
        self.coming_action = make_action(
            _("Who is coming"), self.on_coming, page, icon="calendar", keys="Ctrl+G"
        )
        self.done_action = make_action(_("Done"), self.close, page, icon="check", primary=True)
        for action in (self.slips_action, self.coming_action):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            page.addAction(action)

    def open(self, name: str) -> None:
        """Open a face by its name, or by that of its place."""
        faces = {
            "slips": self.on_slips, "coming": self.on_coming, "pairs": self.on_pairs,
            "decide": self.on_decide,
        }  # fmt: skip
        name = _NAMES.get(name, name)
        if name in faces:
            faces[name]()

    @Slot()
    def on_slips(self) -> None:
        """Enter slips."""
        if not self._bridge.ws.read_only:
            self._show_face(self._page.desk.slips)
            self._page.desk.slips.open()

    @Slot()
    def on_coming(self) -> None:
        """Show who is coming."""
        self._show_face(self._page.desk.coming)
        self._page.desk.coming.open()
        self._page.header_changed.emit()

    @Slot()
    def on_pairs(self) -> None:
        """Show who may be there twice."""
        self._show_face(self._page.desk.pairs)
        self._page.desk.pairs.open()

    @Slot()
    def on_decide(self) -> None:
        """Show who was not here for long."""
        self._show_face(self._page.desk.decide)
        self._page.desk.decide.open()

    @Slot()
    def on_menu(self) -> None:
        """Fill the menu, in the words of the shop as they are now."""
        self.menu.clear()
        free = not self._bridge.ws.read_only
        entries = (
            Entry("slips", _("Enter slips"), "edit", "Ctrl+E", free),
            LINE,
            Entry(PAIRS, _("Possible duplicates"), "link"),
            Entry(DECIDE, _("To decide on: keep or erase"), "clock"),
        )
        fill(self.menu, entries)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Show what was chosen."""
        self.open(str(action.data()))

    def _show_face(self, face: QWidget) -> None:
        self._page.flush()
        self._page.desk.stack.setCurrentWidget(face)
        self._page.header_changed.emit()

    @Slot()
    def close(self) -> None:
        """Show list and card again."""
        self._page.flush()
        self._page.desk.stack.setCurrentWidget(self._page.desk.columns)
        self._page.show_all()
        wanted = self._page.first_focus()
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
