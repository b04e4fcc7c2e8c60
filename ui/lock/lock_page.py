"""The page that stands there while a file is locked away: the file's name and a field, nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.lock.passphrase import PassphraseForm
from ui.widgets import Card, LinkButton, Picture, PlainLabel, ProgressBar

WIDEST = 440


class LockPage(QFrame):
    """Asks for the passphrase, or says that the file is being written anew."""

    left = Signal()
    """Another file is wanted: the start page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_area")
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        self.card = Card(margin=24, spacing=12)
        row.addWidget(self.card, 100)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(Picture("lock", side=24, role="brand"))
        self.file = PlainLabel(size="title", wrap=True)
        head.addWidget(self.file, 1)
        self.state = PlainLabel(tone="secondary", wrap=True)
        self.bar = ProgressBar(name=_("Progress"))
        self.bar.setRange(0, 0)
        self.form = PassphraseForm(_("Unlock"))
        self.start_button = LinkButton(_("Start page"), icon="left")
        self.start_button.clicked.connect(self.left)
        self.card.body.addLayout(head)
        for part in (self.state, self.bar, self.form):
            self.card.body.addWidget(part)
        self.card.body.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.measure()
        theme.current().changed.connect(self.measure)

    @Slot()
    def measure(self) -> None:
        """Take the lengths of the text size in use."""
        self.card.setMaximumWidth(theme.px(WIDEST))

    def show_locked(self, name: str, *, begun: bool = False) -> None:
        """Ask for the passphrase of a file; `begun` says that something half typed waits for it."""
        sentence = _("Locked. What you kept is saved.")
        if begun:
            sentence = _("Locked. What you kept is saved. What you had begun waits for you.")
        self._show(name, sentence, ask=True)
        self.form.forget()
        self.form.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_working(self, name: str, sentence: str) -> None:
        """Say that the file is being written anew."""
        self._show(name, sentence, ask=False)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, name: str, sentence: str, *, ask: bool) -> None:
        self.file.setText(name)
        self.state.setText(sentence)
        self.setAccessibleName(f"{name}: {sentence}")
        for part in (self.form, self.start_button):
            part.setVisible(ask)
        self.bar.setVisible(not ask)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field with Esc; no key gets to what stands behind."""
        if event.key() == Qt.Key.Key_Escape and self.form.field.isEnabled():
            self.form.forget()
        event.accept()
