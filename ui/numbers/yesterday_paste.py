"""A column of a spreadsheet into the card for yesterday: one operation, with what it could not keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from cxdesk.services.metrics import entry
from ui.numbers import keeping
from ui.numbers.grid_model import Spot, Square
from ui.numbers.paste_memory import PasteMemory

if TYPE_CHECKING:
    from ui.numbers.yesterday_card import YesterdayCard
    from ui.numbers.yesterday_rows import NumberRow


class ColumnPaste(QObject):
    """Fills the rows of a card from one of them down."""

    def __init__(self, card: YesterdayCard) -> None:
        super().__init__(card)
        self._card, self._bridge = card, card.bridge
        self._pastes = PasteMemory(card.bridge, self)
        self._pastes.changed.connect(self.on_undone)

    def paste(self, row: NumberRow) -> None:
        """Put one number into the field; a column fills down."""
        card = self._card
        text = QGuiApplication.clipboard().text()
        column = [cells[0] if cells else "" for cells in entry.block_of(text)]
        if len(column) < 2:
            row.field.insert(text.strip())
            self._bridge.typing.note(row.field)
            return
        shown = card.shown_rows()
        below = shown[shown.index(row) :]
        done = keeping.paste_column(self._bridge, [(one.part, one.start) for one in below], column, card)
        if not done or done.value is None:
            card.words.setText(keeping.why_not(done))
            return
        refused: dict[Spot, Square] = {}
        for wrong in done.value.wrong:
            if wrong.row < len(below):
                one, typed = below[wrong.row], wrong.text.strip()
                refused[one.part, one.start] = Square(typed, typed, wrong=wrong.why)
        for one in below[: len(column)]:
            card.show_value(one)
        self._mark(refused)
        if done.value.kept:
            self._pastes.note(refused, {})
        card.show_beside()
        card.say_rest(done=True)
        if done.value.kept:
            card.changed.emit()

    def _mark(self, refused: dict[Spot, Square]) -> None:
        """Show what could not be kept in its field, and let the window know."""
        for row in self._card.shown_rows():
            square = refused.get((row.part, row.start))
            if square is not None:
                row.field.setText(square.text)
                row.say(square.wrong)
                self._bridge.typing.note(row.field)

    @Slot(object, object)
    def on_undone(self, gone: set[Spot], instead: dict[Spot, Square]) -> None:
        """Let what was refused go with its paste, or come back with it."""
        for row in self._card.shown_rows():
            if (row.part, row.start) in gone:
                self._card.show_value(row)
        self._mark(instead)
