"""The card of the Settings page: whether the file has a passphrase, and when it locks itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.i18n import _, ngettext
from ui import theme
from ui.lock.work import Plain
from ui.protection import on_paper
from ui.widgets import (
    Card,
    ChoiceBox,
    FieldLabel,
    FlowLayout,
    LinkButton,
    PlainLabel,
    SecondaryButton,
    SectionHeading,
)

if TYPE_CHECKING:
    from cxdesk.store.backup import Backup
    from ui.bridge import Bridge
    from ui.protection.dialog import ProtectDialog
    from ui.protection.steps import Mode

MINUTES = (0, 1, 5, 15, 60)


class ProtectionCard(Card):
    """Set, change, take away; the recovery key; the minutes until it locks."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=8)
        self._bridge = bridge
        self.body.addWidget(SectionHeading(_("Protection of this shop’s file")))
        self.state = PlainLabel(wrap=True)
        self.body.addWidget(self.state)
        self.paper = PlainLabel(
            _("The recovery key is not on paper yet. Without it a forgotten passphrase loses the file."),
            tone="warning",
            wrap=True,
        )
        self.body.addWidget(self.paper)
        self.before = PlainLabel(
            _("Older backups of this file can still be read without the passphrase."),
            tone="warning",
            wrap=True,
        )
        self.body.addWidget(self.before)
        both = QWidget()
        buttons = FlowLayout(both, gap=4)
        self.set_button = SecondaryButton(_("Set a passphrase…"), icon="lock")
        self.change_button = SecondaryButton(_("Change it…"))
        self.change_button.setAccessibleName(_("Change the passphrase"))
        self.print_button = SecondaryButton(_("Recovery key…"), icon="print")
        self.before_button = SecondaryButton(_("Older backups…"), icon="lock")
        self.remove_button = LinkButton(_("Take it away…"))
        self.remove_button.setAccessibleName(_("Take the passphrase away"))
        for button, slot in (
            (self.set_button, self.set_passphrase),
            (self.change_button, self.change),
            (self.print_button, self.print_key),
            (self.before_button, self.ask_again),
            (self.remove_button, self.remove),
        ):
            button.clicked.connect(slot)
            buttons.addWidget(button)
        self.body.addWidget(both)
        self.decide_button = LinkButton(_("{Customers} who were not here for long…"), icon="clock")
        self.decide_button.clicked.connect(self.decide)
        self.body.addWidget(self.decide_button)
        self.idle = QWidget(self)
        row = QHBoxLayout(self.idle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        label = _("Lock it when nobody was here")
        self.idle_box = ChoiceBox(name=label)
        for minutes in MINUTES:
            words = ngettext("for {n} minute", "for {n} minutes", minutes) if minutes else _("never")
            self.idle_box.addItem(words, minutes)
        self.idle_box.activated.connect(self.keep_minutes)
        row.addWidget(FieldLabel(label, buddy=self.idle_box))
        row.addWidget(self.idle_box)
        row.addStretch(1)
        self.body.addWidget(self.idle)

    @Slot()
    def show_settings(self) -> None:
        """Show how it stands with the open file."""
        ws, kept = self._bridge.workspace, self._bridge.settings
        locked, free = ws is not None and ws.encrypted, ws is not None and not ws.read_only
        self.state.setText(_state(is_open=ws is not None, locked=locked))
        self.paper.setVisible(ws is not None and locked and not on_paper.is_noted(kept, ws.path))
        if ws is not None and locked:
            second = Path(kept.backup_folder) if kept.backup_folder else None
            self._bridge.tasks.run(Plain(ws.path, second), self.show_before, self._bridge.on_task_error)
        else:
            self.show_before([])
        self.set_button.setVisible(ws is not None and not locked)
        for button in (self.change_button, self.remove_button, self.print_button):
            button.setVisible(locked)
        for button in (self.set_button, self.change_button, self.remove_button, self.before_button):
            button.setEnabled(free)
        self.decide_button.setVisible(ws is not None)
        self.idle.setVisible(locked)
        nearest = min(MINUTES, key=lambda minutes: abs(minutes - kept.lock_after))
        self.idle_box.setCurrentIndex(self.idle_box.findData(nearest))

    @Slot(list)
    def show_before(self, found: list[Backup]) -> None:
        """Remind of backups that everybody can read, if there are any."""
        ws = self._bridge.workspace
        reminds = bool(found) and ws is not None and ws.encrypted
        self.before.setVisible(reminds)
        self.before_button.setVisible(reminds)

    def first_focus(self) -> QWidget:
        """Return the button that is wanted first."""
        if not self.set_button.isHidden():
            return self.set_button
        return self.change_button if self.change_button.isEnabled() else self.print_button

    @Slot()
    def set_passphrase(self) -> None:
        """Lock the file."""
        self._open("set")

    @Slot()
    def change(self) -> None:
        """Give it another passphrase."""
        self._open("change")

    @Slot()
    def remove(self) -> None:
        """Take the passphrase away."""
        self._open("remove")

    @Slot()
    def print_key(self) -> None:
        """Show the recovery key, for whoever knows the passphrase."""
        self._open("print")

    @Slot()
    def ask_again(self) -> None:
        """Ask what shall become of backups from before."""
        self._dialog("set").ask_again()

    @Slot()
    def decide(self) -> None:
        """Show who is to be decided on."""
        self._bridge.show_place("customers", "look-through")

    def _open(self, mode: Mode) -> None:
        self._dialog(mode).open()

    def _dialog(self, mode: Mode) -> ProtectDialog:
        from ui.protection.dialog import ProtectDialog

        window: Any = self.window()
        made = ProtectDialog(window, mode)
        made.finished.connect(self.show_settings)
        return made

    @Slot()
    def keep_minutes(self) -> None:
        """Lock sooner, later or never."""
        self._bridge.settings.lock_after = int(self.idle_box.currentData())
        self._bridge.settings.save()
        self._bridge.settings_changed.emit()


def _state(*, is_open: bool, locked: bool) -> str:
    if not is_open:
        return _("Open a shop to set a passphrase for its file.")
    if locked:
        return _("This file has a passphrase. Ctrl+L locks it at once.")
    return _(
        "This file has no passphrase: whoever can open its folder can read it. Ctrl+L only hides the screen."
    )
