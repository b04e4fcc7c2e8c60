"""The keys, and what the program is made of; `ui.shell.guide_dialog` is what F1 shows."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.actions import shown_keys
from ui.widgets import KeyHint, PageScroll, PlainLabel, PrimaryButton, SectionHeading
from ui.widgets.wrapped import WrappedLabel


class TextDialog(QDialog):
    """A heading, paragraphs, and keys if there are any."""

    def __init__(self, title: str, paragraphs: str, keys: Iterable[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(theme.px(560), theme.px(520))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(PlainLabel(title, size="title", wrap=True))
        scroll = PageScroll(spacing=8)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(title)
        for paragraph in filter(None, paragraphs.split("\n\n")):
            words = PlainLabel(paragraph.strip(), wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            scroll.body.addWidget(words)
        shown = [action for action in keys if shown_keys(action)]
        if shown:
            if paragraphs:
                scroll.body.addWidget(SectionHeading(_("Keys")))
            scroll.body.addLayout(key_table(shown))
        scroll.body.addStretch(1)
        column.addWidget(scroll, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.close_button = PrimaryButton(_("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        row.addWidget(self.close_button)
        column.addLayout(row)


def key_table(actions: list[QAction]) -> QGridLayout:
    """Return a line for each act: its keys and its words."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(16))
    grid.setVerticalSpacing(theme.px(6))
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(1, 1)
    for row, action in enumerate(actions):
        grid.addWidget(KeyHint(shown_keys(action)), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(WrappedLabel(action.text(), tone="text", size="body"), row, 1)
    return grid
