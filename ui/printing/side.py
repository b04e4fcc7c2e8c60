"""The right side of the print centre: options, the two buttons, and copies to replace."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.printing.hugging import Hugging
from ui.printing.older import OlderCopies
from ui.printing.options import OptionsPanel
from ui.widgets import (
    Card,
    PlainLabel,
    PrimaryButton,
    ProgressBar,
    SecondaryButton,
    SectionHeading,
)
from ui.widgets.buttons import RING

if TYPE_CHECKING:
    from cxdesk.output.record import OlderCopy


class Side(Card):
    """What is chosen of a sheet, and what is done with it."""

    def __init__(self) -> None:
        super().__init__(margin=13, spacing=10)
        scroll = Hugging(spacing=10)
        self.body.addWidget(scroll)
        column = self.body
        # Buttons and ticks keep room for their focus ring; words stand in line with what is inside it.
        self.heading = SectionHeading()
        self.heading.setContentsMargins(RING, RING, RING, 0)
        self.options = OptionsPanel()
        self.older = OlderCopies()
        scroll.body.addWidget(self.heading)
        scroll.body.addWidget(self.options)
        column.addLayout(self._buttons())
        column.addWidget(self._progress())
        column.addWidget(self.older)
        column.addStretch(1)
        self.options.arranged.connect(self.on_arranged)
        self.show_progress("", 0, 0)
        self.set_ready(ready=False)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(2))
        self.print_button = PrimaryButton(_("Print…"))
        self.print_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.save_button = SecondaryButton(_("Save PDF"))
        row.addWidget(self.print_button, 1)
        row.addWidget(self.save_button)
        return row

    def _progress(self) -> QWidget:
        self.progress = QWidget()
        column = QVBoxLayout(self.progress)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.words = PlainLabel(tone="secondary", size="small")
        self.bar = ProgressBar(name=_("Printing"))
        self.cancel_button = SecondaryButton(_("Cancel"))
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addWidget(self.cancel_button)
        return self.progress

    @Slot()
    def on_arranged(self) -> None:
        """Let Tab come to the buttons after the options, whenever those were made."""
        parts = (self.options.text_size, self.print_button, self.save_button, self.cancel_button)
        for before, after in pairwise((*parts, *self.older.findChildren(QAbstractButton))):
            QWidget.setTabOrder(before, after)

    def show_older(self, copies: Sequence[OlderCopy]) -> None:
        """Show the older copies; the focus of a button that goes with one of them stays near."""
        focus: QWidget | None = self.window().focusWidget()
        within = focus if focus is not None and self.older.isAncestorOf(focus) else None
        self.older.show_copies(copies)
        if within is not None and not within.isVisible():
            target = next(iter(self.older.buttons), self.print_button)
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_title(self, title: str) -> None:
        """Name the sheet."""
        self.heading.setText(title)

    def set_ready(self, *, ready: bool) -> None:
        """Let the sheet be printed, or not yet."""
        self.print_button.setEnabled(ready)
        self.save_button.setEnabled(ready)

    @Slot(str, int, int)
    def show_progress(self, text: str, done: int, total: int) -> None:
        """Say how far printing is; an empty text takes it away."""
        self.progress.setVisible(bool(text))
        self.words.setText(text)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
