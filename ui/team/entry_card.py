"""Enters what comes back on paper: the stage, the day and the trainer once, then a grid for the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.person import Person
from cxdesk.i18n import N_, _, ngettext
from cxdesk.services import sign_offs
from cxdesk.services.sign_offs import Cell, Item, PaperSheet
from ui import theme
from ui.bridge import Bridge
from ui.forms import drafts
from ui.forms.paper_card import PaperCard
from ui.team import entry_acts
from ui.team.entry_acts import CLEAR, NEXT, SEE, Given
from ui.team.grid import GridCell, GridShape, GridView, Head
from ui.team.wording import STATES, cell_line
from ui.widgets import (
    ChoiceBox,
    ElidedLabel,
    PlainLabel,
)

_KEYS = (
    (N_("Space"), N_("shown, then seen")),
    (N_("1–9"), N_("that standard")),
    (N_("S"), N_("seen doing it")),
    (N_("A"), N_("column")),
    (N_("Shift+A"), N_("row")),
    (N_("Ctrl+A"), N_("all")),
    (N_("Del"), N_("takes it out")),
    (N_("D"), N_("another day")),
    (N_("Enter"), N_("next person")),
)


class EntryGrid(GridView):
    """Standards down, people across."""

    wanted = Signal(str, str)
    """An act, and where: cell, column, row or all."""
    through = Signal()
    """Enter after the last person."""
    day_wanted = Signal()
    """D: the next boxes have another day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        shape = GridShape(side=260, side_share=0.62, least=80, most=120, row=40)
        super().__init__(_("Standards and people"), shape, parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if event.isAutoRepeat() and (key in _ACTS or key == Qt.Key.Key_A):
            return
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.next_person(-1 if held & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key == Qt.Key.Key_A:
            where = "row" if held & Qt.KeyboardModifier.ShiftModifier else "column"
            self.wanted.emit(NEXT, "all" if held & Qt.KeyboardModifier.ControlModifier else where)
        elif key == Qt.Key.Key_D and not held & Qt.KeyboardModifier.ControlModifier:
            self.day_wanted.emit()
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9 and not event.isAutoRepeat():
            self.tick_number((key - Qt.Key.Key_1) % 10)
        elif key in _ACTS and not held & Qt.KeyboardModifier.ControlModifier:
            whole = bool(held & Qt.KeyboardModifier.ShiftModifier)
            self.wanted.emit(_ACTS[Qt.Key(key)], "column" if whole else "cell")
        else:
            super().keyPressEvent(event)

    def tick_number(self, row: int) -> None:
        """Go to the standard with this number, from 0, and tick it."""
        if row < self.grid.rowCount() and self.grid.columnCount():
            self.setCurrentIndex(self.grid.index(row, max(0, self.currentIndex().column())))
            self.wanted.emit(NEXT, "cell")

    def first_row(self, column: int) -> int:
        """Return the first standard that is asked of a person."""
        return next((row for row, line in enumerate(self.grid.cells) if line[column].live), 0)

    def next_person(self, step: int) -> None:
        """Go to the first standard of the person beside this one."""
        column = self.currentIndex().column() + step
        if 0 <= column < self.grid.columnCount():
            self.setCurrentIndex(self.grid.index(self.first_row(column), column))
        elif step > 0:
            self.through.emit()


_ACTS = {
    Qt.Key.Key_Space: NEXT,
    Qt.Key.Key_S: SEE,
    Qt.Key.Key_Delete: CLEAR,
    Qt.Key.Key_Backspace: CLEAR,
}


class EntryCard(PaperCard):
    """The page's other face while paper is entered."""

    grid: EntryGrid

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.sheet: PaperSheet | None = None
        self._items: dict[int, Item] = {}
        self._cells: dict[tuple[int, int], Cell] = {}
        self._names: dict[int, str] = {}
        self._build_fields()
        self.body.addWidget(self.sentence)
        self.grid = EntryGrid(self)
        self.body.addWidget(self.grid, 1)
        self.empty = PlainLabel(_("Nobody has something to sign for here."), self, tone="secondary")
        self.body.addWidget(self.empty)
        self.where = ElidedLabel(parent=self)
        self.body.addWidget(self.where)
        self.build_keys(_KEYS)
        self._connect()

    # Making

    def _build_fields(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self.stage, self.trainer = ChoiceBox(self), ChoiceBox(self)
        row.addLayout(self.labelled(_("Form number"), self.number), 2)
        row.addLayout(self.labelled(_("Stage"), self.stage), 4)
        row.addWidget(self.day, 3, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.labelled(_("Signed by trainer"), self.trainer), 3)
        self.body.addLayout(row)

    def _connect(self) -> None:
        self.connect_head()
        self.stage.activated.connect(self.on_stage)
        self.grid.day_wanted.connect(self.on_day_wanted)
        self.grid.wanted.connect(self.on_wanted)
        self.grid.through.connect(self.on_through)
        self.grid.clicked.connect(self.on_clicked)
        self.grid.moved.connect(self.show_where)

    # What is shown

    def open(self, stage: int | None, person: int | None = None, standard: int | None = None) -> None:
        """Begin; with a person and a standard at their cell, else at the fields."""
        self.sheet = None
        self.number.clear()
        self.say("")
        self._fill_choices(stage)
        self.begin_day()
        self.reload()
        if person is not None and self._cells:
            self.grid.go_to(standard or 0, person)
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.number.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill_choices(self, stage: int | None) -> None:
        """Offer the stages with something to sign for, and those who are here, trainers first."""
        ws = self.bridge.ws
        wanted = self.stage.currentData() if stage is None else stage
        stages = {item.stage_id: item.stage_name for item in sign_offs.items_for(ws)}
        self.stage.clear()
        for place, (key, name) in enumerate(stages.items(), 1):
            self.stage.addItem(_("{n} · {stage}").format(n=place, stage=name), key)
        self.stage.setCurrentIndex(max(0, self.stage.findData(wanted)))
        chosen = self.trainer.currentData()
        self.trainer.clear()
        self.trainer.addItem("–", None)
        here = sign_offs.here(ws, clock.today())
        for row in sorted(here, key=lambda row: not row.record.trainer):
            self.trainer.addItem(row.record.name, row.id)
        self.trainer.setCurrentIndex(max(0, self.trainer.findData(chosen)))

    def reload(self) -> None:
        """Show the stage, or the sheet, as it is now."""
        ws, sheet = self.bridge.ws, self.sheet
        stage, everybody = self.stage.currentData(), ws.rows(Person)
        if sheet is not None:
            known = sign_offs.items_for(ws, versions=sheet.versions)
            items = [item for item in known if item.standard_id in sheet.standards]
            cells = sign_offs.matrix(ws, people=sheet.people, stage=sheet.stage, versions=sheet.versions)
            people = [row for row in everybody if row.id in sheet.people]
        else:
            items = sign_offs.items_for(ws, stage=stage) if stage else []
            cells = sign_offs.matrix(ws, stage=stage) if stage else []
            people = [row for row in everybody if not row.record.left(clock.today())]
        self._items = {item.standard_id: item for item in items}
        self._cells = {(cell.standard_id, cell.person_id): cell for cell in cells}
        self._names = {row.id: row.record.name for row in everybody}
        asked = {cell.person_id for cell in cells if cell.standard_id in self._items}
        columns = [Head(row.id, row.record.name) for row in people if row.id in asked]
        rows = [Head(item.standard_id, item.text, str(k)) for k, item in enumerate(items, 1)]
        self.grid.show_grid(
            rows, columns, [[self._grid_cell(row.id, column.id) for column in columns] for row in rows]
        )
        something = bool(rows and columns)
        self.grid.setVisible(something)
        self.where.setVisible(something)
        self.empty.setVisible(not something)
        self.show_where()

    def _grid_cell(self, standard: int, person: int) -> GridCell:
        cell = self._cells.get((standard, person))
        if cell is None:
            return GridCell(spoken=self._not_asked(standard, person), live=False)
        state = STATES[cell.state]
        spoken = f"{cell.person}: {_(state.word)}. {self._items[standard].text}"
        short = _(state.short) if state.short else ""
        return GridCell(short, state.role, state.icon, spoken=spoken)

    def _not_asked(self, standard: int, person: int) -> str:
        words = _("{name}: not asked for “{text}”")
        return words.format(name=self._names[person], text=self._items[standard].text)

    @Slot()
    def show_where(self) -> None:
        """Say in full where the keyboard is and what stands there."""
        cell, ids = self._chosen(), self.grid.ids()
        if cell is None:
            known = ids is not None and ids[0] in self._items and ids[1] in self._names
            self.where.setText(self._not_asked(*ids) if ids is not None and known else "")
            return
        line = cell_line(cell, self._names, self.bridge.ws.shop.language)
        words = line or _(STATES[cell.state].word)
        text = self._items[cell.standard_id].text
        self.where.setText(_("{name}: {state} — {text}").format(name=cell.person, state=words, text=text))

    def _chosen(self) -> Cell | None:
        ids = self.grid.ids()
        return self._cells.get(ids) if ids is not None else None

    def shown_stage(self) -> int | None:
        """Return the stage that is shown."""
        stage: int | None = self.stage.currentData()
        return stage

    def draft(self) -> drafts.Draft:
        """Return what stands in the fields above the grid."""
        return drafts.taken(self._fields())

    def show_draft(self, draft: drafts.Draft) -> None:
        """Go on with what was entered on a card before this one."""
        self._fill_choices(None)
        drafts.put_back(self._fields(), draft)
        self.reload()
        self.take_number()

    def _fields(self) -> tuple[QWidget, ...]:
        return self.stage, self.number, self.day, self.trainer

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.number, self.stage, *self.day.editor.stops(), self.trainer, self.grid]

    # What people do

    @Slot()
    def on_number(self) -> None:
        """Go on to the grid, or to the stage where no number was typed."""
        self.take_number()
        if self.sheet is not None:
            self.grid.setCurrentIndex(self.grid.grid.index(self.grid.first_row(0), 0))
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self.number.text().strip():
            self.stage.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def take_number(self) -> None:
        """Show the people and standards of the sheet whose number was typed."""
        typed = self.number.text().strip()
        if (typed and self.sheet is not None and typed == self.sheet.number) or not (typed or self.sheet):
            return
        self.sheet = sign_offs.paper_sheet(self.bridge.ws, typed) if typed else None
        if typed and self.sheet is None:
            self.say(_("No sign-off sheet has the number {number}. Choose the stage.").format(number=typed))
            return
        self.say("")
        if self.sheet is not None:
            self.number.setText(self.sheet.number)
            self.stage.setCurrentIndex(self.stage.findData(self.sheet.stage))
            if self.sheet.keyed_on is not None:
                self.say_entered(self.sheet.keyed_on)
            elif self.sheet.versions:
                self.say(_newer(len(self.sheet.versions)))
        self.reload()

    @Slot(int)
    def on_stage(self, _index: int) -> None:
        """Show the stage that was chosen."""
        self.sheet = None
        self.number.clear()
        self.say("")
        self.reload()

    @Slot()
    def on_clicked(self) -> None:
        """A click ticks, as a key does."""
        self.on_wanted(NEXT, "cell")

    @Slot()
    def on_through(self) -> None:
        """Every person is through: on to the next sheet."""
        self.number.setFocus(Qt.FocusReason.TabFocusReason)
        self.number.selectAll()

    @Slot(str, str)
    def on_wanted(self, act: str, where: str) -> None:
        """Keep what a key means, at once."""
        ids = self.grid.ids()
        if ids is None or self.bridge.ws.read_only:
            return
        standard, person = ids
        places = {
            "cell": [(standard, person)],
            "column": [(row, person) for row in self._items],
            "row": [(standard, head.id) for head in self.grid.grid.columns],
            "all": [(row, head.id) for head in self.grid.grid.columns for row in self._items],
        }[where]
        cells, what = entry_acts.targets((self._cells[at] for at in places if at in self._cells), act)
        if not cells:
            return
        when = self.chosen_day()
        if when is None:
            return
        given = Given(when, self.trainer.currentData(), self.sheet)
        done = entry_acts.keep(self.bridge, cells, what, given, self)
        self.say(done.error.message if done.error is not None else "")


def _newer(count: int) -> str:
    words = ngettext(
        "{n} standard has a newer version than this sheet: ticks count for the words on it, and the new"
        " version is still to be signed.",
        "{n} standards have a newer version than this sheet: ticks count for the words on it, and the new"
        " versions are still to be signed.",
        count,
    )
    return words.format(n=count)
