"""Editors in which one types: text, numbers, amounts, times."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cxdesk import formats
from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.schema.fields import Field
from cxdesk.schema.shown import shown_written
from ui import theme
from ui.forms.base import FieldEditor, FormContext
from ui.widgets import PlainLabel, TextBox, TextField

# Beside a field, where no language puts it; the formats module knows the rest, but loads all of Babel.
SIGNS = {
    "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CNY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪",
}  # fmt: skip


class LineEditor(FieldEditor):
    """One line that is read as a value; the base of most editors."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.box = TextField(self)
        self.row.addWidget(self.box, 100)
        self.watch(self.box)
        self.box.textEdited.connect(self.on_text_edited)
        self.box.returnPressed.connect(self.left)

    def write(self, value: Any) -> str:
        """Return `value` as it is typed."""
        return "" if value is None else str(value)

    def parse(self, text: str) -> Any:
        """Read what was typed; `text` is not blank. Raises UserError with a sentence."""
        return text

    def draft(self) -> object:
        return self.box.text()

    def draft_of(self, value: Any) -> object:
        return self.write(value)

    def show_draft(self, draft: Any) -> None:
        place = self.box.cursorPosition()
        self.box.setText(draft)  # also when it says so already: the field's own undo starts anew
        self.box.setCursorPosition(min(place, len(draft)) if self.box.hasFocus() else 0)

    def value(self) -> Any:
        text = self.box.text()
        return self.parse(text) if text.strip() else self.field.kind.empty

    def set_read_only(self, read_only: bool) -> None:
        self.box.setReadOnly(read_only)

    @Slot(str)
    def on_text_edited(self, _text: str) -> None:
        """Pass on that something was typed."""
        self.typed.emit()


class TextEditor(LineEditor):
    """Text on one line."""

    rests = True


class LongTextEditor(FieldEditor):
    """Text of several lines, in a box that grows. Ctrl+Enter keeps it."""

    rests = True

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.box = TextBox(self)
        self.box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.row.addWidget(self.box, 1)
        self.watch(self.box)
        self.box.textChanged.connect(self.typed)

    def draft(self) -> object:
        return self.box.text()

    def show_draft(self, draft: Any) -> None:
        self.box.set_text(draft)
        self.box.document().clearUndoRedoStacks()

    def set_read_only(self, read_only: bool) -> None:
        self.box.setReadOnly(read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit()
            return
        super().keyPressEvent(event)


class NumberEditor(LineEditor):
    """A number with the shop's own decimal sign."""

    short = True

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.box.setMaximumWidth(theme.px(160))
        unit = self.unit()
        if unit:
            self.row.addWidget(PlainLabel(unit, self, tone="secondary"))
        self.row.addStretch(1)

    def unit(self) -> str:
        """Return what stands behind the number."""
        return ""

    def write(self, value: Any) -> str:
        return "" if value is None else formats.number_text(value, self.context.language, grouped=False)

    def parse(self, text: str) -> Any:
        unit = self.unit()
        bare = text.strip()
        for word in filter(None, (unit, self.context.currency)):
            bare = bare.removesuffix(word).removeprefix(word).strip()
        from cxdesk.typed import parse_number  # loaded with the first number that is typed

        return parse_number(bare, self.context.language)


class IntegerEditor(NumberEditor):
    """A whole number."""

    def parse(self, text: str) -> Any:
        try:
            number = super().parse(text)
        except UserError:
            number = None
        if number is None or number != number.to_integral_value():
            raise UserError(_("Write a whole number such as 1234, with nothing between thousands."))
        return int(number)


class PlaceEditor(IntegerEditor):
    """The place among the siblings."""

    def write(self, value: Any) -> str:
        return super().write(value) if value else ""


class PercentEditor(NumberEditor):
    """A share in hundredths."""

    def unit(self) -> str:
        return "%"


class MoneyEditor(NumberEditor):
    """An amount in the shop's currency."""

    def unit(self) -> str:
        return SIGNS.get(self.context.currency, self.context.currency)

    def write(self, value: Any) -> str:
        if value is None:
            return ""
        amount = Decimal(value).scaleb(-self.field.scale)
        text = super().write(amount.quantize(Decimal(1).scaleb(-self.field.scale)))
        mark = formats.decimal_mark(self.context.language)
        whole, _mark, places = text.partition(mark)
        return whole + mark + places.ljust(self.field.scale, "0") if self.field.scale else whole

    def parse(self, text: str) -> Any:
        scaled = super().parse(text).scaleb(self.field.scale)
        if scaled != scaled.to_integral_value():
            raise UserError(_("At most {places} decimals fit here.").format(places=self.field.scale))
        return int(scaled)


class TimeEditor(LineEditor):
    """A time of day."""

    short = True

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.box.setMaximumWidth(theme.px(160))
        self.row.addStretch(1)

    def write(self, value: Any) -> str:
        return "" if value is None else formats.time_text(value, self.context.language)

    def parse(self, text: str) -> Any:
        from cxdesk.typed import parse_time

        return parse_time(text, self.context.language)


class BirthdayEditor(LineEditor):
    """A birthday as the shop writes days, with or without the year."""

    short = True

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.box.setPlaceholderText(self.write("--04-12"))

    def write(self, value: Any) -> str:
        return shown_written(self.field, value, self.context.language, "")

    def parse(self, text: str) -> Any:
        from cxdesk.services.contacts import written_birthdays

        born = written_birthdays.parse(text, self.context.language)
        return born.iso if born is not None else ""


class ShownEditor(FieldEditor):
    """A value that the program keeps: it can be looked at and copied."""

    short = True

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.words = PlainLabel()
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.row.addWidget(self.words, 1)
        self.setFocusProxy(self.words)
        self._value: Any = field.initial

    def draft(self) -> object:
        return self._value

    def show_draft(self, draft: Any) -> None:
        from cxdesk.schema.shown import shown

        self._value = draft
        text = shown(self.field, draft, self.context.language, self.context.currency)
        self.words.setText(text or "–")
