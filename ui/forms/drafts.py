"""What is half typed, as plain data: taken from the fields of one form and put into those of another.

A draft lives in the memory of the program alone: it is written to no file and no log.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.forms.editors import EditorRow
from ui.widgets import TextBox
from ui.widgets.entity_picker import EntityPicker

Draft = tuple[object, ...]
"""What stands in each of some fields."""


@runtime_checkable
class Keyed(Protocol):
    """A row of buttons of which one is pressed in."""

    def current(self) -> str:
        """Return the key of that one."""

    def choose(self, key: str) -> None:
        """Press another one in."""


def taken(fields: Iterable[QWidget]) -> Draft:
    """Return what stands in some fields. Raises TypeError for a kind that nobody types or chooses in."""
    return tuple(_in(field) for field in fields)


def put_back(fields: Iterable[QWidget], draft: Draft) -> None:
    """Show in fields what was taken from as many like them."""
    for field, one in zip(fields, draft, strict=True):
        _show(field, one)


def _in(field: QWidget) -> object:
    match field:
        case EditorRow():
            return field.editor.draft(), field.is_edited()
        case EntityPicker():
            return field.record(), field.unknown()
        case QComboBox():
            return field.currentData()
        case TextBox() | QLineEdit():
            return field.text()
        case Keyed():
            return field.current()
    raise TypeError(type(field).__name__)


def _show(field: QWidget, one: Any) -> None:
    match field:
        case EditorRow():
            draft, edited = one
            if edited:
                field.show_draft(draft)
            else:
                field.editor.show_draft(draft)
                field.editor.mark_kept()
        case EntityPicker():
            record, text = one
            field.show_record(record)
            if text:
                field.show_text(text)
        case QComboBox():
            field.setCurrentIndex(max(0, field.findData(one)))
        case TextBox():
            field.set_text(one)
        case QLineEdit():
            field.setText(one)
        case Keyed():
            field.choose(one)
        case _:
            raise TypeError(type(field).__name__)
