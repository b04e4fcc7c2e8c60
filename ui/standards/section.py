"""A list under its coloured heading, with the line to add the next one at its end."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.standards.add_field import AddField
from ui.standards.notes import Notes
from ui.standards.row_delegates import StandardDelegate
from ui.standards.row_list import RowList
from ui.standards.rows import Row, RowModel
from ui.widgets.frames import Divider
from ui.widgets.labels import PlainLabel, Tone
from ui.widgets.wrapped import WrappedLabel


def capitals(label: PlainLabel) -> PlainLabel:
    """Show a heading in spaced capitals; what is read out stays as it was written."""
    font = QFont(label.font())
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.8)
    label.setFont(font)
    return label


def place_beyond(sections: Mapping[str, Section], key: str, step: int) -> tuple[str, int] | None:
    """Return the list above (-1) or below (1) that is seen, and the record there before which one comes.

    0 stands for the end of that list; None for no list there.
    """
    seen = [other for other, section in sections.items() if not section.isHidden()]
    place = seen.index(key) + step
    if not 0 <= place < len(seen):
        return None
    rows = sections[seen[place]].list.rows.rows
    return seen[place], rows[0].id if rows and step > 0 else 0


class Section(QWidget):
    """One list. It never writes: it tells what is wanted."""

    chosen = Signal(str, int)
    """The section's key, and a record."""
    added = Signal(str, str)
    """The section's key, and the text of a new one."""
    added_and_on = Signal(str, str)
    edge_passed = Signal(str, int)
    place_past = Signal(str, int, int)
    """The section's key, a record at its edge, and the step (-1 or 1) that it shall take beyond."""
    dropped = Signal(str, int, int)
    """The section's key, a record of any list, and the record before which it fell (0: at the end)."""

    def __init__(
        self, key: str, heading: str, add: str, empty: str, tone: Tone, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key = key
        side = theme.px(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(side, 0, side, 0)
        top.setSpacing(theme.px(3))
        self.heading = capitals(PlainLabel(heading, self, tone=tone, size="caption"))
        top.addWidget(self.heading)
        top.addWidget(Divider(self))
        outer.addLayout(top)
        self.list = RowList(RowModel(key), heading, self)
        StandardDelegate(self.list)
        outer.addWidget(self.list)
        self.empty = WrappedLabel(empty, self)
        self.empty.setContentsMargins(theme.px(36), theme.px(7), side, theme.px(2))
        outer.addWidget(self.empty)
        self.notes = Notes(self)
        self.notes.setContentsMargins(theme.px(8), theme.px(2), side, theme.px(4))
        outer.addWidget(self.notes)
        self.add_field = AddField(add, self)
        outer.addWidget(self.add_field)
        self.list.chosen.connect(self.on_chosen)
        self.list.edge_passed.connect(self.on_list_edge)
        self.list.place_past.connect(self.on_place_past)
        self.list.dropped.connect(self.on_dropped)
        self.add_field.added.connect(self.on_added)
        self.add_field.added_and_on.connect(self.on_added_and_on)
        self.add_field.edge_passed.connect(self.on_field_edge)
        self.add_field.given_up.connect(self.on_given_up)

    def show_rows(self, rows: list[Row], current: int | None, hints: list[str]) -> None:
        """Show these rows and the hints on their number."""
        self.list.show_rows(rows, current)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.notes.show_notes(hints)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at: the list only while something in it is chosen."""
        return [self.add_field] if self.list.current_id() is None else [self.list, self.add_field]

    def enter(self, step: int) -> None:
        """Take the focus from above (1) or from below (-1)."""
        if step > 0 and self.list.rows.rows:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.choose_place(0)
        else:
            self.add_field.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int)
    def on_chosen(self, record_id: int) -> None:
        """Hand the choice on."""
        self.chosen.emit(self.key, record_id)

    @Slot(str, int, int)
    def on_dropped(self, _source: str, record_id: int, before: int) -> None:
        """Hand on what fell here."""
        self.dropped.emit(self.key, record_id, before)

    @Slot(int, int)
    def on_place_past(self, record_id: int, step: int) -> None:
        """Hand on what shall go beyond."""
        self.place_past.emit(self.key, record_id, step)

    @Slot(int)
    def on_list_edge(self, step: int) -> None:
        """Go from the last row to the field below it, or from the first one to what is above."""
        if step > 0:
            self.add_field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.edge_passed.emit(self.key, step)

    @Slot(int)
    def on_field_edge(self, step: int) -> None:
        """Go from the field to the last row above it, or to what is below."""
        if step < 0 and self.list.rows.rows:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.choose_place(-1)
        else:
            self.edge_passed.emit(self.key, step)

    @Slot(str)
    def on_added(self, text: str) -> None:
        """Hand the new one on."""
        self.added.emit(self.key, text)

    @Slot(str)
    def on_added_and_on(self, text: str) -> None:
        """Hand the new one on; its details are wanted."""
        self.added_and_on.emit(self.key, text)

    @Slot()
    def on_given_up(self) -> None:
        """Go back to the list."""
        self.on_field_edge(-1)
