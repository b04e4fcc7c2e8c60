"""What all cards share on which paper is keyed in: its number, the day for what follows, and the keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.formats import date_text
from cxdesk.i18n import N_, _
from cxdesk.schema.fields import day
from ui import theme
from ui.bridge import Bridge
from ui.forms.base import FormContext
from ui.forms.editors import EditorRow, Sentence
from ui.widgets import Card, FieldLabel, TextField
from ui.widgets.keys_line import KeysLine

_DAY = day(N_("Day on the paper")).named("day")


class PaperCard(Card):
    """A page's other face while paper is keyed in. `grid` takes the ticks."""

    grid: QWidget
    keys: KeysLine
    low: ClassVar[int] = 430
    """Where it is lower, the keys are not shown: F1 says them."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=14, spacing=8)
        self.bridge = bridge
        self.context = FormContext(bridge)
        self.number = TextField(self, placeholder=_("If there is one"))
        self.number.setMaxLength(20)
        self.day = EditorRow(_DAY, self.context, self)
        self.sentence = Sentence(self)

    def labelled(self, label: str, field: QWidget) -> QVBoxLayout:
        """Return a field under its label."""
        column = QVBoxLayout()
        column.setSpacing(theme.px(3))
        field.setAccessibleName(label)
        column.addWidget(FieldLabel(label, self, buddy=field))
        column.addWidget(field)
        column.addStretch(1)
        return column

    def build_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Say what the keys do; keys and words are marked, not translated."""
        self.keys = KeysLine(keys, self)
        self.body.addWidget(self.keys)

    def connect_head(self) -> None:
        """Listen to the number and the day."""
        self.number.returnPressed.connect(self.on_number)
        self.number.editingFinished.connect(self.take_number)
        self.day.kept.connect(self.on_day)
        box = self.day.editor.target
        if isinstance(box, TextField):
            box.returnPressed.connect(self.on_day_typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keys.setVisible(event.size().height() >= theme.px(self.low))

    def begin_day(self) -> None:
        """Take today, unless another day is chosen."""
        fit, value = self.day.read()
        if not fit or value is None:
            self.day.show_value(clock.today())

    def chosen_day(self) -> date | None:
        """Return the day for what follows; None, and say so, where it can't be read."""
        fit, value = self.day.read()
        if not fit:
            self.say(_("Put the day right first."))
            return None
        return value or clock.today()

    def say(self, words: str) -> None:
        """Say something below the fields, or nothing."""
        self.sentence.say(words)

    def say_entered(self, keyed_on: date) -> None:
        """Say that the sheet was keyed in before."""
        when = date_text(keyed_on, self.bridge.ws.shop.language)
        self.say(_("This sheet was entered before, on {day}. You can go on.").format(day=when))

    @Slot()
    def on_number(self) -> None:
        """Go on from the number."""
        raise NotImplementedError

    @Slot()
    def take_number(self) -> None:
        """Show the sheet whose number was typed."""
        raise NotImplementedError

    @Slot()
    def on_day_typed(self) -> None:
        """Go on in the grid with the day that was typed; one that can't be read is looked at again."""
        if self.day.read()[0]:
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def on_day_wanted(self) -> None:
        """Let the day be typed over."""
        self.day.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(str, object)
    def on_day(self, _name: str, value: date | None) -> None:
        """Take another day."""
        self.day.show_value(value or clock.today())
        self.say("")
