"""What a new version asks for: who signs again, and which printed copies are out of date."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.i18n import _, ngettext
from cxdesk.output import outdated
from cxdesk.output.record import OlderCopy
from cxdesk.services import sign_offs
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.printing.older import OlderCopies
from ui.widgets import SecondaryButton, SectionHeading
from ui.widgets.wrapped import WrappedLabel

SIGN_OFF_SHEET = "sign-off-sheet"


class Outcome(QWidget):
    """Shown where Five Whys made a new version; each line has the key that does what it asks for."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.standard: int | None = None
        self.names: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.heading = SectionHeading(_("What the new version asks for"), self)
        column.addWidget(self.heading)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self.again = WrappedLabel(parent=self, tone="text", size="body")
        self.sheet_button = SecondaryButton(_("Print their sign-off sheet"), self, icon="print")
        self.sheet_button.clicked.connect(self.on_sheet)
        row.addWidget(self.again, 1)
        row.addWidget(self.sheet_button)
        column.addLayout(row)
        self.older = OlderCopies(self)
        self.older.again_wanted.connect(self.on_again)
        column.addWidget(self.older)
        self.all_new = WrappedLabel(_("No printed copy in use is out of date."), self)
        column.addWidget(self.all_new)
        self.hide()

    def show_of(self, five_whys: int | None) -> None:
        """Show what came of Five Whys; nothing where no version did."""
        ws = self.bridge.ws
        row = ws.find(FiveWhys, five_whys)
        changed = row is not None and bool(row.record.standard_version or row.record.protocol_version)
        self.setVisible(changed)
        if row is None or not changed:
            return
        self.standard = row.record.standard if row.record.standard_version else None
        there = ws.find(Standard, self.standard)
        people = sign_offs.must_sign_again(ws, there.id) if there is not None else []
        self.names = [one.record.name for one in people]
        self.again.setText(self._sentence())
        self.sheet_button.setVisible(bool(self.names))
        copies = outdated.by_five_whys(ws, row.id)
        self.older.show_copies(copies)
        self.all_new.setVisible(not copies)

    def _sentence(self) -> str:
        if self.standard is None:
            return _("Nobody signs for a protocol: tell it at the next huddle.")
        if not self.names:
            return _("Nobody has to sign again.")
        words = ngettext("{n} must sign again: {names}", "{n} must sign again: {names}", len(self.names))
        return words.format(n=len(self.names), names=", ".join(one_line(name, 40) for name in self.names))

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.sheet_button, *self.older.buttons]

    @Slot()
    def on_sheet(self) -> None:
        """Show the sheet that those who sign again sign."""
        row = self.bridge.ws.find(Standard, self.standard)
        stage = self.bridge.ws.find(Stage, row.record.stage) if row is not None else None
        if stage is None:
            return
        options = {"stage": str(stage.record.position)}
        if not any("," in name for name in self.names):
            options["who"] = ",".join(self.names)
        self.bridge.print_sheet(SIGN_OFF_SHEET, options)

    @Slot(object)
    def on_again(self, copy: OlderCopy) -> None:
        """Show the sheet of an older copy as it would be printed now."""
        self.bridge.print_sheet(copy.sheet, outdated.options_to_print_again(self.bridge.ws, copy))
