"""A question on one line of a card: a few fields, one button, a sentence where the answer can't be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.widgets import ElidedLabel, FieldLabel, LinkButton, PlainLabel, SecondaryButton, TextField


class AskLine(QWidget):
    """Enter answers, Esc closes."""

    answered = Signal()
    closed = Signal()

    def __init__(self, button: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        self.about = ElidedLabel(parent=self)
        self.line = QHBoxLayout()
        self.line.setSpacing(theme.px(8))
        self.sentence = PlainLabel(parent=self, tone="danger", size="small", wrap=True)
        self.button = SecondaryButton(button, self)
        self.cancel = LinkButton(_("Cancel"), self)
        self.line.addWidget(self.button)
        self.line.addWidget(self.cancel)
        column.addWidget(self.about)
        column.addLayout(self.line)
        column.addWidget(self.sentence)
        self.fields: dict[str, TextField] = {}
        self.button.clicked.connect(self.answered)
        self.cancel.clicked.connect(self.close_ask)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def add_field(self, key: str, label: str, *, share: int, longest: int) -> None:
        """Add a field before the buttons; without a label it is named by what is asked."""
        field = TextField(self)
        field.setMaxLength(longest)
        place = self.line.indexOf(self.button)
        if label:
            self.line.insertWidget(place, FieldLabel(label, self, buddy=field))
            place += 1
        self.line.insertWidget(place, field, share)
        field.returnPressed.connect(self.answered)
        field.installEventFilter(self)
        self.fields[key] = field

    def ask(self, about: str, first: str, **texts: str) -> None:
        """Show the question; the field called `first` gets the focus."""
        self.about.setText(about)
        self.say("")
        for key, field in self.fields.items():
            field.setText(texts.get(key, ""))
            if len(self.fields) == 1:
                field.setAccessibleName(about)
        self.show()
        self.fields[first].setFocus(Qt.FocusReason.TabFocusReason)
        self.fields[first].selectAll()

    def text(self, key: str) -> str:
        """Return what is typed in a field."""
        return self.fields[key].text().strip()

    def say(self, sentence: str) -> None:
        """Say why the answer can't be."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def is_open(self) -> bool:
        """Tell whether the question stands there."""
        return not self.isHidden()

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at."""
        return [*self.fields.values(), self.button, self.cancel]

    @Slot()
    def close_ask(self) -> None:
        """Take the question away."""
        if self.is_open():
            self.closed.emit()  # first: what has the focus is not to vanish
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc closes the question."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.close_ask()
            return True
        return super().eventFilter(watched, event)
