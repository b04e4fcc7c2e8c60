"""Copies on the walls and in the folders that say something else than would be printed now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.printing.hugging import Hugging
from ui.widgets import Divider, IconButton, PlainLabel, SectionHeading
from ui.widgets.buttons import RING

if TYPE_CHECKING:
    from cxdesk.output.record import OlderCopy

HIGHEST = 130


class OlderCopies(QWidget):
    """One sentence for each, with the way to print it again."""

    again_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.copies: list[OlderCopy] = []
        self.buttons: list[IconButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(Divider())
        heading = SectionHeading(_("Older copies in use"))
        heading.setContentsMargins(RING, theme.px(8), 0, 0)
        column.addWidget(heading)
        self._scroll = Hugging(spacing=4)
        self._scroll.setMaximumHeight(theme.px(HIGHEST))
        column.addWidget(self._scroll)
        self._inside = QWidget()
        self._scroll.body.addWidget(self._inside)
        self.hide()

    def show_copies(self, copies: Sequence[OlderCopy]) -> None:
        """Show these; nothing at all when there are none."""
        if list(copies) == self.copies:
            return
        self.copies = list(copies)
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(RING, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.buttons = []
        for place, copy in enumerate(self.copies):
            row = QHBoxLayout()
            row.addWidget(PlainLabel(copy.sentence, tone="secondary", size="small", wrap=True), 1)
            if copy.age != "gone":
                row.addWidget(self._again(place, copy), 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        self._scroll.body.replaceWidget(self._inside, fresh)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = fresh
        self.setVisible(bool(self.copies))

    def _again(self, place: int, copy: OlderCopy) -> IconButton:
        name = _("Print again: {sheet} {about}").format(sheet=copy.title, about=copy.about).strip()
        button = IconButton("print", name, role="brand")
        button.setProperty("place", place)
        button.clicked.connect(self.on_again_clicked)
        self.buttons.append(button)
        return button

    @Slot()
    def on_again_clicked(self) -> None:
        """Ask for the sheet of this copy."""
        sender: QObject | None = self.sender()
        if sender is not None:
            self.again_wanted.emit(self.copies[int(sender.property("place"))])


def options_for(copy: OlderCopy, choices: dict[str, str]) -> dict[str, str]:
    """Return the options that print a copy again; `choices` are the titles of the stages by value."""
    for value, title in choices.items():
        if title.endswith(f"· {copy.about}"):
            return {"stage": value}
    return {}
