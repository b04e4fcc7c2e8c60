"""The editor of a field, and the row around it: label, editor, hint, and what is wrong.

`EditorRow` can stand in any page: it emits `kept` with a value that is fit to be kept when the field
is left, and shows the sentence itself when what was typed can't be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.schema.fields import Field
from ui import theme
from ui.forms.base import FieldEditor, FormContext, Targeted
from ui.forms.choice_editors import ChoiceEditor, DayEditor, FlagEditor, RefEditor, is_asked
from ui.forms.text_editors import (
    BirthdayEditor,
    IntegerEditor,
    LongTextEditor,
    MoneyEditor,
    NumberEditor,
    PercentEditor,
    PlaceEditor,
    ShownEditor,
    TextEditor,
    TimeEditor,
)
from ui.widgets import FieldLabel, Picture
from ui.widgets.wrapped import WrappedLabel

Maker = Callable[[Field, FormContext, QWidget | None], FieldEditor]

_AT_HAND: Mapping[str, type[FieldEditor]] = {
    "text": TextEditor,
    "long_text": LongTextEditor,
    "instant": ShownEditor,
    "choice": ChoiceEditor,
    "integer": IntegerEditor,
    "position": PlaceEditor,
    "decimal": NumberEditor,
    "percent": PercentEditor,
    "money": MoneyEditor,
    "day": DayEditor,
    "clock_time": TimeEditor,
    "birthday": BirthdayEditor,
    "flag": FlagEditor,
    "ref": RefEditor,
}


class _Editors(Mapping[str, type[FieldEditor]]):
    """The editor of each kind of field; some are loaded when a form first needs them."""

    def __getitem__(self, kind: str) -> type[FieldEditor]:
        if kind == "lines":
            from ui.forms.line_editors import LinesEditor

            return LinesEditor
        if kind in {"refs", "tags"}:
            from ui.forms.chip_editors import RefsEditor, TagsEditor

            return {"refs": RefsEditor, "tags": TagsEditor}[kind]
        if kind in {"colour", "image"}:
            from ui.forms.picture_editors import ColourEditor, ImageEditor

            return {"colour": ColourEditor, "image": ImageEditor}[kind]
        return _AT_HAND[kind]

    def __iter__(self) -> Iterator[str]:
        yield from _AT_HAND
        yield from ("refs", "lines", "tags", "colour", "image")

    def __len__(self) -> int:
        return len(tuple(self))


EDITORS = _Editors()


def editor_for(field: Field, context: FormContext, parent: QWidget | None = None) -> FieldEditor:
    """Return an editor for a field."""
    made = EDITORS[field.kind.name] if field.editable else ShownEditor
    return made(field, context, parent)


class Sentence(QWidget):
    """What is wrong, in danger colour and with a sign; nothing is seen while it is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        self.picture = Picture("warning", self, side=14, role="danger")
        self.words = WrappedLabel(parent=self, tone="danger")
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self._said = ""
        self.hide()

    def text(self) -> str:
        """Return the sentence."""
        return self._said

    def say(self, sentence: str) -> None:
        """Show a sentence, or go away."""
        self._said = sentence
        if sentence:
            self.words.setText(sentence)
        self.setVisible(bool(sentence))


class EditorRow(Targeted):
    """One field of a record: its label, its editor, a hint, and what is wrong with it."""

    kept = Signal(str, object)
    """(name, value): the field was left and holds another value, which is fit to be kept."""
    rested = Signal(str, object)
    """(name, value): the fingers rest; the value is fit to be kept, and the field is still typed in."""
    typed = Signal(str)
    """The name of the field in which something was typed."""

    def __init__(
        self,
        field: Field,
        context: FormContext,
        parent: QWidget | None = None,
        *,
        label: str = "",
        hint: str | None = None,
        make: Maker | None = None,
    ) -> None:
        """Make a row; `make` makes its editor where it is another than that of the field's kind."""
        super().__init__(parent)
        self.field = field
        self.visit: object | None = None
        """Stands for one stay in the field, while something was kept in it: undo takes all of it back."""
        self._rested: tuple[Any] | None = None
        self._bridge = context.bridge
        self.editor = (make or editor_for)(field, context, self)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        text = label or _(field.label)
        self.label = FieldLabel(_mark_required(text, field), self, buddy=self.editor.target)
        self.label.setWordWrap(True)
        if self.editor.names_itself:
            self.label.hide()
        needed = is_asked(field)
        self.editor.target.setAccessibleName(_("{label}, needed").format(label=text) if needed else text)
        hint = _(field.hint) if hint is None else hint
        column.addWidget(self.label)
        column.addWidget(self.editor)
        if hint:
            column.addWidget(WrappedLabel(hint, self))
        self.setFocusProxy(self.editor)
        self.editor.left.connect(self.settle)
        self.editor.typed.connect(self.on_typed)

    @property
    def name(self) -> str:
        """The field's name."""
        return self.field.name

    @cached_property
    def sentence(self) -> Sentence:
        """What is wrong. Made when there is something to say: most rows never have it."""
        made = Sentence(self)
        self.column.insertWidget(self.column.indexOf(self.editor) + 1, made)
        return made

    def show_value(self, value: Any) -> None:
        """Show a value that is kept; what was wrong is forgotten."""
        self.visit = self._rested = None
        self.editor.show_value(value)
        self.show_wrong("")
        self._bridge.typing_over(self)

    def show_draft(self, draft: object) -> None:
        """Put back what was typed and is not kept."""
        self.editor.show_draft(draft)
        self._bridge.typing.note(self)

    def refresh(self, value: Any) -> None:
        """Show what is kept now, unless something else was typed meanwhile."""
        if not self.editor.is_edited() and not (self._rested == (value,) and self.editor.has_focus()):
            self.show_value(value)

    def show_wrong(self, sentence: str) -> None:
        """Say why what is in the field is not kept; "" for nothing."""
        if sentence != self._wrong():
            self.sentence.say(sentence)
            self.editor.show_wrong(sentence)

    def is_wrong(self) -> bool:
        """Tell whether the field says that something is wrong."""
        return bool(self._wrong())

    def _wrong(self) -> str:
        return self.sentence.text() if "sentence" in self.__dict__ else ""

    def is_edited(self) -> bool:
        """Tell whether something is in the field that is not kept."""
        return self.editor.is_edited()

    def read(self) -> tuple[bool, Any]:
        """Return (True, value), or (False, None) with the reason shown."""
        try:
            value = self.editor.read()
        except UserError as error:
            self.show_wrong(error.message)
            return False, None
        self.show_wrong("")
        return True, value

    @Slot()
    def settle(self) -> None:
        """Hand the value on if there is a new one; call it also before the page goes away."""
        if not self.editor.is_edited():
            self.show_wrong("")
            if self._rested is not None:
                self.show_value(*self._rested)
            return
        fit, value = self.read()
        if fit:
            self.kept.emit(self.name, value)
        self._bridge.typing_over(self)

    def rest(self) -> None:
        """Hand the value on while somebody is typing, if it reads well."""
        if not self.editor.rests or not self.editor.is_edited():
            return
        try:
            value = self.editor.read()
        except UserError:
            return
        self.visit = self.visit or object()
        self.rested.emit(self.name, value)

    def note_rested(self, value: Any) -> None:
        """Take note that `value` is kept; what is in the field stays as it is typed."""
        self._rested = (value,)
        self.editor.mark_kept()
        self._bridge.typing_over(self)

    def is_typed_in(self) -> bool:
        """Tell whether somebody is in the field."""
        return self.editor.has_focus()

    @Slot()
    def on_typed(self) -> None:
        """Pass on that something was typed; what was wrong with the words before is past."""
        self.show_wrong("")
        self.typed.emit(self.name)
        if self.editor.has_focus():
            self._bridge.typing.note(self)


def _mark_required(text: str, field: Field) -> str:
    return f"{text} *" if is_asked(field) else text
