"""Our own widgets: everything that a page puts together."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ui.widgets.buttons import DangerButton, IconButton, LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.fields import SearchField, TextField
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Banner, Card, Divider, EmptyState, PageScroll, Picture, UndoBar
from ui.widgets.labels import (
    ElidedLabel,
    FieldLabel,
    KeyHint,
    PlainLabel,
    SectionHeading,
    Tag,
    plain_tip,
    repolish,
    set_tip,
)
from ui.widgets.views import tidy_view

if TYPE_CHECKING:
    from ui.widgets.checks import CheckBox, ProgressBar, RadioButton, ToggleSwitch
    from ui.widgets.form_fields import ChoiceBox, NumberField, TextBox

_LATER = {
    **dict.fromkeys(("CheckBox", "ProgressBar", "RadioButton", "ToggleSwitch"), "checks"),
    **dict.fromkeys(("ChoiceBox", "NumberField", "TextBox"), "form_fields"),
}
"""What a list does without, with its module: PySide makes the classes of Qt behind these at their import."""

__all__ = [
    "Banner",
    "Card",
    "CheckBox",
    "ChoiceBox",
    "DangerButton",
    "Divider",
    "ElidedLabel",
    "EmptyState",
    "FieldLabel",
    "FlowLayout",
    "IconButton",
    "KeyHint",
    "LinkButton",
    "NumberField",
    "PageScroll",
    "Picture",
    "PlainLabel",
    "PrimaryButton",
    "ProgressBar",
    "RadioButton",
    "SearchField",
    "SecondaryButton",
    "SectionHeading",
    "Tag",
    "TextBox",
    "TextField",
    "ToggleSwitch",
    "UndoBar",
    "plain_tip",
    "repolish",
    "set_tip",
    "tidy_view",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
