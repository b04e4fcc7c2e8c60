"""Who needs you: the most pressing lines, all of them on a wish; each opens its record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.services.today.lines import Line, tag_text
from ui import theme
from ui.today.number_card import PressedArea
from ui.widgets import Card, Divider, LinkButton, Picture, PlainLabel, SectionHeading, Tag
from ui.widgets.labels import TagRole

FIRST = 5
"""So many lines are shown at first."""
_ROLES: dict[str, TagRole] = {
    "overdue": "danger",
    "today": "warn",
    "celebrate": "good",
    "coach": "brand",
    "soon": "neutral",
}


class LineButton(PressedArea):
    """A line: when, what, and why; a prompt also says which words to use."""

    wanted = Signal(object)
    stepped = Signal(int)
    radius = 8

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line: Line | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = self.grid = QGridLayout(self)
        row.setContentsMargins(theme.px(6), theme.px(7), theme.px(6), theme.px(7))
        row.setHorizontalSpacing(theme.px(10))
        row.setColumnStretch(1, 1)
        self.tag = Tag("", "neutral", self)
        self.title = PlainLabel("", self, size="strong", wrap=True)
        self.detail = PlainLabel("", self, tone="secondary", size="small", wrap=True)
        self.say = PlainLabel("", self, size="small", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        for part in (self.title, self.detail, self.say):
            words.addWidget(part)
        row.addWidget(self.tag, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        row.addLayout(words, 0, 1)
        for part in (self.tag, self.title, self.detail, self.say):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(self.on_clicked)

    def show_line(self, line: Line, today: date, language: str) -> None:
        """Show a line."""
        tag = tag_text(line, today, language)
        if line == self.line and tag == self.tag.text():
            return
        self.line = line
        self.tag.setText(tag)
        self.tag.set_role(_ROLES[line.role])
        self.title.setText(line.title)
        self.detail.setText(line.detail)
        self.detail.setVisible(bool(line.detail))
        self.say.setText(line.say)
        self.say.setVisible(bool(line.say))
        self.setAccessibleName(", ".join(filter(None, (tag, line.title, line.detail, line.say))))

    @Slot()
    def on_clicked(self) -> None:
        """Hand on what was chosen."""
        if self.line is not None:
            self.wanted.emit(self.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        lit = self.underMouse() or self.isDown()
        self.paint_back(painter, "hover" if lit else "", "")


class NeedsCard(Card):
    """The list. An empty day is told in kind words."""

    line_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=16, spacing=6)
        self.all_shown = False
        self.lines: Sequence[Line] = ()
        self.buttons: list[LineButton] = []
        self._dividers: list[Divider] = []
        self._shown_for: tuple[date, str] = (date.min, "en")
        head = QHBoxLayout()
        self.heading = SectionHeading(_("Who needs you"), self)
        self.all_link = LinkButton("", self)
        self.all_link.hide()
        self.all_link.clicked.connect(self.on_all)
        head.addWidget(self.heading, 1)
        head.addWidget(self.all_link)
        self.body.addLayout(head)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.rest = QWidget(self)
        self.rest.hide()
        words = QHBoxLayout(self.rest)
        words.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        words.setSpacing(theme.px(12))
        words.addWidget(Picture("heart", self.rest, side=24, role="brand"), 0, Qt.AlignmentFlag.AlignTop)
        self.kind_words = PlainLabel("", self.rest, tone="secondary", wrap=True)
        words.addWidget(self.kind_words, 1)
        self.body.addWidget(self.rest)
        self.body.addStretch(1)

    def show_lines(self, lines: Sequence[Line], today: date, language: str) -> None:
        """Show the first lines, or all of them."""
        self.lines, self._shown_for = lines, (today, language)
        shown = lines if self.all_shown else lines[:FIRST]
        self._make(len(shown))
        for button, line in zip(self.buttons, shown, strict=False):
            button.show_line(line, today, language)
        for place, (button, divider) in enumerate(zip(self.buttons, self._dividers, strict=True)):
            button.setVisible(place < len(shown))
            divider.setVisible(0 < place < len(shown))
        widest = max((button.tag.sizeHint().width() for button in self.buttons[: len(shown)]), default=0)
        for button in self.buttons:
            button.grid.setColumnMinimumWidth(0, widest)
        self.all_link.setVisible(len(lines) > FIRST)
        words = _("Fewer") if self.all_shown else _("All {n}").format(n=len(lines))
        self.all_link.setText(words)
        self.all_link.updateGeometry()
        self.rest.setVisible(not lines)
        self.kind_words.setText(
            _("Nothing is waiting. A good day to watch a {visit}, and to thank somebody for what you see.")
        )

    def _make(self, count: int) -> None:
        while len(self.buttons) < count:
            divider, button = Divider(self), LineButton(self)
            button.wanted.connect(self.line_wanted)
            button.stepped.connect(self.on_stepped)
            self._list.addWidget(divider)
            self._list.addWidget(button)
            self._dividers.append(divider)
            self.buttons.append(button)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.all_link, *self.buttons]

    @Slot()
    def on_all(self) -> None:
        """Show all lines, or the first ones."""
        self.all_shown = not self.all_shown
        self.show_lines(self.lines, *self._shown_for)

    @Slot(int)
    def on_stepped(self, step: int) -> None:
        """Go to the next line or the one before."""
        seen = [button for button in self.buttons if button.isVisible()]
        place = next((k for k, button in enumerate(seen) if button.hasFocus()), 0) + step
        if 0 <= place < len(seen):
            seen[place].setFocus(Qt.FocusReason.TabFocusReason)
