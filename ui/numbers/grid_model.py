"""What the grid of numbers shows: plain values, named for screen readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cxdesk.i18n import _
from ui.widgets.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
SQUARE = Qt.ItemDataRole.UserRole + 1
State = Literal["open", "closed", "coming"]
Spot = tuple[int, date]
"""A number to enter and the first day of a period."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: a number to enter, and what stands after its name."""

    part: int
    name: str


@dataclass(frozen=True, slots=True)
class Period:
    """A column: its head, its name within a sentence, and whether something is expected there."""

    start: date
    head: str
    spoken: str
    state: State = "open"
    why: str = ""
    now: bool = False


@dataclass(frozen=True, slots=True)
class Square:
    """A cell. What could not be kept stands there as it was typed, with the reason."""

    text: str = ""
    typed: str = ""
    note: str = ""
    wrong: str = ""
    doubt: str = ""


EMPTY = Square()


class NumbersModel(QAbstractTableModel):
    """Holds what the grid shows; it keeps nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.periods: list[Period] = []
        self.squares: dict[Spot, Square] = {}

    def show_numbers(
        self, lines: Sequence[Line], shown: Sequence[Period], squares: Mapping[Spot, Square]
    ) -> bool:
        """Show numbers; tell whether the cells are others than before."""
        if list(lines) == self.lines and list(shown) == self.periods:
            changed = {spot for spot in {*squares, *self.squares}
                       if squares.get(spot) != self.squares.get(spot)}  # fmt: skip
            self.squares = dict(squares)
            for spot in changed:
                index = self.place_of(spot)
                self.dataChanged.emit(index, index)
            return False
        self.beginResetModel()
        self.lines, self.periods, self.squares = list(lines), list(shown), dict(squares)
        self.endResetModel()
        return True

    def spot(self, index: Index) -> Spot:
        """Return what a cell stands for."""
        return self.lines[index.row()].part, self.periods[index.column()].start

    def place_of(self, spot: Spot) -> QModelIndex:
        """Return the cell for a number and a period; an invalid one where it is not shown."""
        part, start = spot
        row = next((i for i, line in enumerate(self.lines) if line.part == part), -1)
        column = next((i for i, one in enumerate(self.periods) if one.start == start), -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def square(self, index: Index) -> Square:
        """Return a cell."""
        return self.squares.get(self.spot(index), EMPTY) if index.isValid() else EMPTY

    def put(self, spot: Spot, square: Square) -> None:
        """Show another cell."""
        if square == EMPTY:
            self.squares.pop(spot, None)
        else:
            self.squares[spot] = square
        index = self.place_of(spot)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def name_of(self, index: Index) -> str:
        """Return what a cell stands for, in words."""
        return f"{self.lines[index.row()].name}, {self.periods[index.column()].spoken}"

    def spoken(self, index: Index) -> str:
        """Return what is read out for a cell."""
        square, period = self.square(index), self.periods[index.column()]
        value = (
            square.text
            or {"open": _("missing"), "closed": _("closed"), "coming": _("still to come")}[period.state]
        )
        more = [_("not kept: {why}").format(why=square.wrong) if square.wrong else "", square.doubt,
                _("note: {note}").format(note=square.note) if square.note else ""]  # fmt: skip
        return ". ".join(filter(None, (f"{self.name_of(index)}: {value}", *more)))

    # Qt's questions

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.periods)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        square = self.square(index)
        if role == SQUARE:
            return square
        if role == Qt.ItemDataRole.DisplayRole:
            return square.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            why = self.periods[index.column()].why
            return plain_tip("\n".join(filter(None, (square.wrong, square.doubt, square.note, why))))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if section >= len(self.periods if across else self.lines):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.periods[section].head if across else self.lines[section].name
        if role == Qt.ItemDataRole.ToolTipRole:
            period = self.periods[section] if across else None
            tip = ": ".join(filter(None, (period.spoken, period.why))) if period else self.lines[section].name
            return plain_tip(tip)
        return None
