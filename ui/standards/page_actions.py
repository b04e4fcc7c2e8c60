"""What stands at the right of the page's header: Undo, Print, and the button that adds."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from cxdesk.entities.role import Role
from cxdesk.i18n import N_, _
from cxdesk.workspace import Workspace
from ui.standards.facts import Facts
from ui.standards.menus import LINE, Entry, fill
from ui.standards.selection import Selection
from ui.standards.wording import NEVER_ALWAYS, ROLES, VISION

SHEETS = {
    "": "training-sheet",
    VISION: "vision-poster",
    NEVER_ALWAYS: "never-always-poster",
    ROLES: "role-card",
}
OF_STAGE = frozenset({"stage-sheet", "training-sheet"})
_ADD_WORDS = {"": N_("Standard"), VISION: N_("Pillar"), NEVER_ALWAYS: N_("Line"), ROLES: N_("Role")}


class PageActions(QObject):
    """The actions and the menu of sheets."""

    undo_pressed = Signal()
    add_pressed = Signal()
    sheet_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = ""
        self.menu = QMenu(parent)
        self.menu.triggered.connect(self.on_sheet_chosen)
        self.undo = QAction(self)
        self.undo.triggered.connect(self.on_undo)
        self.print = QAction(self)
        self.print.setMenu(self.menu)
        self.print.triggered.connect(self.on_print)
        self.add = QAction(self)
        self.add.setProperty("primary", True)
        self.add.setProperty("icon_name", "add")
        self.add.triggered.connect(self.on_add)
        self.translate()

    def all(self) -> list[QAction]:
        """Return them from left to right."""
        return [self.undo, self.print, self.add]

    def options(self, sheet: str, ws: Workspace, facts: Facts, chosen: Selection) -> dict[str, str]:
        """Return the options with which a sheet is of what is chosen."""
        if sheet == "role-card":
            role = ws.find(Role, chosen.records.get(ROLES))
            return {"role": str(role.record.position) if role and chosen.view == ROLES else "all"}
        if sheet not in OF_STAGE or chosen.stage is None:
            return {}
        return {"stage": str(facts.stage(chosen.stage).position)}

    def translate(self) -> None:
        """Take the texts anew."""
        self.undo.setText(_("Undo"))
        self.print.setText(_("Print"))
        self.menu.clear()
        fill(
            self.menu,
            (
                Entry("stage-sheet", _("Sheet of this stage")),
                Entry("training-sheet", _("Training sheet of this stage")),
                LINE,
                Entry("vision-poster", _("Service vision poster")),
                Entry("never-always-poster", _("Never & Always poster")),
                Entry("role-card", _("Role card")),
                Entry("standards-manual", _("Standards manual")),
            ),
        )
        self.show_view(self.view, read_only=not self.add.isEnabled())

    def show_view(self, view: str, *, read_only: bool) -> None:
        """Let the button add what the view holds."""
        self.view = view
        self.add.setText(_(_ADD_WORDS[view]))
        self.add.setEnabled(not read_only)

    @Slot()
    def on_undo(self) -> None:
        """Hand the wish on."""
        self.undo_pressed.emit()

    @Slot()
    def on_add(self) -> None:
        """Hand the wish on."""
        self.add_pressed.emit()

    @Slot()
    def on_print(self) -> None:
        """Ask for the sheet that fits what is shown."""
        self.sheet_chosen.emit(SHEETS[self.view])

    @Slot(QAction)
    def on_sheet_chosen(self, action: QAction) -> None:
        """Ask for the sheet that was chosen in the menu."""
        self.sheet_chosen.emit(str(action.data()))
