"""The card of the start page that asks for the passphrase of a file that shall be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.errors import CxDeskError, InputError, WrongKey
from cxdesk.i18n import _
from ui import theme
from ui.lock.passphrase import PassphraseForm
from ui.lock.work import Unlock
from ui.widgets import Card, IconButton, Picture, PlainLabel

if TYPE_CHECKING:
    from pathlib import Path

    from cxdesk.store.keys import Key
    from ui.bridge import Bridge


class AskCard(Card):
    """The name of the file, a field, and what was wrong with what was typed."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=16, spacing=8)
        self._bridge = bridge
        self._path: Path | None = None
        self._read_only = False
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(Picture("lock", side=20, role="brand"))
        self.words = PlainLabel(size="strong", wrap=True)
        head.addWidget(self.words, 1)
        self.close_button = IconButton("close", _("Close this message"))
        self.close_button.clicked.connect(self.dismiss)
        head.addWidget(self.close_button)
        self.body.addLayout(head)
        self.form = PassphraseForm(_("Open"))
        self.form.wanted.connect(self.on_wanted)
        self.body.addWidget(self.form)
        self.hide()

    def ask(self, path: Path, *, read_only: bool) -> None:
        """Ask for the passphrase of a file."""
        self._path, self._read_only = path, read_only
        self.words.setText(_("{file} is locked with a passphrase.").format(file=path.name))
        self.form.forget()
        self.show()
        self.form.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def dismiss(self) -> None:
        """Forget what was typed, and go."""
        self._path = None
        self.form.forget()
        self.hide()

    @Slot(str)
    def on_wanted(self, typed: str) -> None:
        """Try it, in the background."""
        if self._path is not None:
            self._bridge.tasks.run(Unlock(self._path, typed), self.on_key, self.on_no_key)

    @Slot(object)
    def on_key(self, key: Key) -> None:
        """Open the file."""
        path, self._path = self._path, None
        with key:
            self.form.forget()
            if path is not None:
                self._bridge.open_path(path, key=key, read_only=self._read_only)

    @Slot(object)
    def on_no_key(self, error: BaseException) -> None:
        """Say why not: at the field, or with the ways out where the file is at fault."""
        if self._path is None:
            return
        if isinstance(error, WrongKey | InputError):
            self.form.refuse(error.message)
            return
        self.form.set_busy(busy=False)
        if not isinstance(error, CxDeskError):
            raise error
        path = self._path
        self.dismiss()
        self._bridge.open_failed.emit(path, error)
