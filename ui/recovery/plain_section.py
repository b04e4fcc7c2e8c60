"""A list of records that are made elsewhere: without the line that adds the next one."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ui.standards.section import Section
from ui.widgets.labels import Tone


class PlainSection(Section):
    """Up and down go on to the lists beside it."""

    def __init__(self, key: str, heading: str, empty: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(key, heading, "", empty, tone, parent)
        self.add_field.hide()
        self.list.setDragEnabled(False)
        self.list.setAcceptDrops(False)

    def stops(self) -> list[QWidget]:
        return [self.list] if self.list.rows.rows else []

    def enter(self, step: int) -> None:
        if self.list.rows.rows:
            self.list.setFocus()
            self.list.choose_place(0 if step > 0 else -1)
        else:
            self.edge_passed.emit(self.key, step)

    @Slot(int)
    def on_list_edge(self, step: int) -> None:
        self.edge_passed.emit(self.key, step)
