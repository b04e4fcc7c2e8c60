"""A question that stands in the page itself: it hides nothing and can be left lying."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.forms.editors import Sentence
from ui.widgets import Card, FieldLabel, LinkButton, PrimaryButton, TextBox
from ui.widgets.wrapped import WrappedLabel

MOST_LINES = 40
"""So far a field grows before it scrolls: its card scrolls already."""


class InlineAsk(Card):
    """A few fields and one button. Ctrl+Enter presses it, in a field of one line Enter; Esc closes it."""

    answered = Signal()
    closed = Signal()

    def __init__(self, title: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=12, spacing=6)
        self.set_flat(True)
        self.setAccessibleName(title)
        self.heading = WrappedLabel(title, tone="text", size="strong")
        self.about = WrappedLabel()
        self.body.addWidget(self.heading)
        self.body.addWidget(self.about)
        self.boxes: dict[str, TextBox] = {}
        self._labels: dict[str, FieldLabel] = {}
        self._short: list[QObject] = []
        self.sentence = Sentence(self)
        self.body.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(theme.px(2))
        self.button = PrimaryButton(button)
        self.button.clicked.connect(self.answered)
        self.cancel = LinkButton(_("Cancel"))
        self.cancel.clicked.connect(self.close_ask)
        row.addWidget(self.button)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.body.addLayout(row)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.on_shown)
        self.hide()

    def add_box(self, key: str, label: str, *, lines: int = 2) -> TextBox:
        """Add a field above the buttons."""
        box = TextBox(self, name=label, lines=lines, most=MOST_LINES)
        box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        place = self.body.indexOf(self.sentence)
        self._labels[key] = FieldLabel(label, self, buddy=box)
        self.body.insertWidget(place, self._labels[key])
        self.body.insertWidget(place + 1, box)
        box.installEventFilter(self)
        box.textChanged.connect(self.on_typed)
        self.boxes[key] = box
        if lines == 1:
            self._short.append(box)
        return box

    def show_box(self, key: str, *, shown: bool) -> None:
        """Show a field, or leave it out of the question."""
        self.boxes[key].setVisible(shown)
        self._labels[key].setVisible(shown)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [*self.boxes.values(), self.button, self.cancel]

    def text(self, key: str) -> str:
        """Return what is typed in a field."""
        return self.boxes[key].text().strip()

    def ask(self, about: str = "", first: str = "", **texts: str) -> None:
        """Show the question with its fields filled; `first` or the first empty one gets the focus."""
        self.put(about, **texts)
        asked = [key for key, box in self.boxes.items() if not box.isHidden()]
        empty = [key for key in asked if not self.boxes[key].text()]
        self.boxes[first or (empty or asked)[0]].setFocus(Qt.FocusReason.TabFocusReason)
        self._later.start()

    def put(self, about: str = "", **texts: str) -> None:
        """Show the question with its fields filled, and leave the focus where it is."""
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.sentence.say("")
        for key, box in self.boxes.items():
            box.set_text(texts.get(key, ""))
        self.show()

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields now."""
        return {key: box.text() for key, box in self.boxes.items()}

    def draft(self) -> tuple[str, dict[str, str]] | None:
        """Return what the question is about and what stands in its fields, None while it is not asked."""
        return (self.about.text(), self.texts()) if self.is_open() else None

    def show_draft(self, draft: tuple[str, dict[str, str]]) -> None:
        """Ask again as the question before this one was left."""
        about, texts = draft
        self.put(about, **texts)

    @Slot()
    def on_typed(self) -> None:
        """Take back what was said of an answer that is not there any more."""
        if self.sentence.text():
            self.sentence.say("")

    @Slot()
    def on_shown(self) -> None:
        """Scroll to the question, now that it has its place."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        focus = QApplication.focusWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(self)
            if focus is not None and self.isAncestorOf(focus):
                area.ensureWidgetVisible(focus)

    def is_open(self) -> bool:
        """Tell whether the question stands there."""
        return not self.isHidden()

    @Slot()
    def close_ask(self) -> None:
        """Take the question away."""
        if self.is_open():
            self.hide()
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._later.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enter and (event.modifiers() & Qt.KeyboardModifier.ControlModifier or watched in self._short):
                self.answered.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_ask()
                return True
        return super().eventFilter(watched, event)
