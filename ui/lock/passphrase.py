"""A field for a passphrase, and the few lines in which one is asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.widgets import CheckBox, FieldLabel, PlainLabel, PrimaryButton, TextField

LONGEST = 1000


class PassphraseField(TextField):
    """Shows dots, is never completed or learnt by a keyboard, and forgets what was typed with `forget`."""

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent, name=name)
        self.setMaxLength(LONGEST)
        hint = Qt.InputMethodHint
        self.setInputMethodHints(hint.ImhSensitiveData | hint.ImhNoPredictiveText | hint.ImhNoAutoUppercase)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.show_letters(shown=False)

    @Slot(bool)
    def show_letters(self, shown: bool) -> None:
        """Show what is typed, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def forget(self) -> None:
        """Empty it, with what could be brought back by Undo."""
        self.setText("")


class PassphraseForm(QWidget):
    """A passphrase or recovery key, a button, and what was wrong with the one before."""

    wanted = Signal(str)
    """Something was typed and Enter or the button pressed."""

    def __init__(self, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.field = PassphraseField()
        self.field.returnPressed.connect(self.on_pressed)
        self.field.textEdited.connect(self.on_edited)
        self.button = PrimaryButton(button)
        self.button.clicked.connect(self.on_pressed)
        self.show_box = CheckBox(_("Show what I type"))
        self.show_box.toggled.connect(self.field.show_letters)
        self.sentence = PlainLabel(tone="danger", wrap=True)
        self.sentence.hide()
        column.addWidget(FieldLabel(_("Passphrase or recovery key"), buddy=self.field))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        column.addLayout(row)
        column.addWidget(self.show_box)
        column.addWidget(self.sentence)

    @Slot()
    def on_pressed(self) -> None:
        """Hand on what was typed."""
        if not self.field.text():
            self.field.setFocus()
        elif self.field.isEnabled():
            self.set_busy(busy=True)
            self.wanted.emit(self.field.text())

    @Slot()
    def on_edited(self) -> None:
        """Take the sentence away: something else is being tried."""
        self.say("")

    def set_busy(self, *, busy: bool) -> None:
        """Take nothing while a key is being derived."""
        self.field.setEnabled(not busy)
        self.button.setEnabled(not busy)

    def say(self, sentence: str) -> None:
        """Say what is wrong with what was typed; "" takes it away."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.field.set_wrong(sentence)

    def refuse(self, sentence: str) -> None:
        """Say why it does not open the file, and let it be typed again over the one before."""
        self.set_busy(busy=False)
        self.say(sentence)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, sentence))

    def forget(self) -> None:
        """Be as before anything was typed."""
        self.set_busy(busy=False)
        self.say("")
        self.field.forget()
        self.show_box.setChecked(False)
