"""Our own widgets: everything that a page puts together."""

from __future__ import annotations

from ui.widgets.buttons import (
    DangerButton,
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    ToggleSwitch,
)
from ui.widgets.checks import CheckBox, ProgressBar, RadioButton
from ui.widgets.fields import ChoiceBox, NumberField, SearchField, TextBox, TextField
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
