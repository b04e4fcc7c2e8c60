"""Asks for the passphrase of a file that something is done with, such as a backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout

from cxdesk.errors import CxDeskError, InputError, WrongKey
from cxdesk.i18n import _
from ui import theme
from ui.lock.passphrase import PassphraseForm
from ui.lock.work import Unlock
from ui.widgets import LinkButton, PlainLabel

if TYPE_CHECKING:
    from cxdesk.store.keys import Key
    from ui.bridge import Bridge


class AskDialog(QDialog):
    """`given` hands on a key, to be wiped by whoever takes it; closed without one it is rejected."""

    given = Signal(object)

    def __init__(self, bridge: Bridge, path: Path) -> None:
        super().__init__(QApplication.activeWindow())
        self._bridge, self._path = bridge, path
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Passphrase"))
        self.setMinimumWidth(theme.px(440))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        words = _("{file} is locked with a passphrase.").format(file=path.name)
        column.addWidget(PlainLabel(words, size="strong", wrap=True))
        self.form = PassphraseForm(_("Go on"))
        self.form.wanted.connect(self.on_wanted)
        column.addWidget(self.form)
        self.cancel_button = LinkButton(_("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        column.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def on_wanted(self, typed: str) -> None:
        """Try it, in the background."""
        self._bridge.tasks.run(Unlock(self._path, typed), self.on_key, self.on_no_key)

    @Slot(object)
    def on_key(self, key: Key) -> None:
        """Hand it on."""
        self.form.forget()
        self.accept()
        self.given.emit(key)

    @Slot(object)
    def on_no_key(self, error: BaseException) -> None:
        """Say at the field why it does not open the file, or in the banner what is wrong with the file."""
        if isinstance(error, WrongKey | InputError):
            self.form.refuse(error.message)
            return
        self.form.forget()
        self.reject()
        if not isinstance(error, CxDeskError):
            raise error
        self._bridge.show_error(error)

    def done(self, result: int) -> None:
        """Forget what was typed."""
        self.form.forget()
        super().done(result)
