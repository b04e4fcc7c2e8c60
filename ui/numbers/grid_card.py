"""The grid on its card: what is shown, what is typed into a cell, and where Enter and Tab go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk import clock, periods
from cxdesk.entities.metric_part import MetricPart
from cxdesk.i18n import _, ngettext
from cxdesk.services.metrics import entry
from cxdesk.services.metrics.entry_periods import Gap
from cxdesk.services.open_days import open_days
from ui import theme
from ui.bridge import Bridge
from ui.numbers import keeping
from ui.numbers.grid_asks import GridAsks
from ui.numbers.grid_facts import GridFacts, read_facts
from ui.numbers.grid_head import GridHead
from ui.numbers.grid_model import EMPTY, Spot, Square
from ui.numbers.grid_table import NumbersTable
from ui.widgets import Card, EmptyState, LinkButton, PlainLabel

if TYPE_CHECKING:
    from cxdesk.events import Event
    from cxdesk.output.tally import TallyPaper

TABLES = frozenset({"metric", "metric_part", "part_value", "closed_day", "shop"})


_LOWEST = 118
"""Three rows and the heads."""


class GridCard(Card):
    """Each number is in the file as its cell is left. `NumberGrid` adds what is done with many at once."""

    stays = True
    """What was refused stands in its cell till it is put right, whatever is shown meanwhile."""

    changed = Signal()
    """Numbers, notes or closed days are different in the file."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=12, spacing=4)
        self.bridge = bridge
        self.facts: GridFacts | None = None
        self.day = clock.today()
        self.cadence = "day"
        self.wrong: dict[Spot, Square] = {}
        self.walk: list[tuple[str, Gap]] = []
        self.paper: TallyPaper | None = None
        self.act = ""
        self._build()
        self._connect()

    # Making

    def _build(self) -> None:
        self.head = GridHead(self)
        self.table = NumbersTable(_("Numbers to enter"), self)
        self.words = PlainLabel(parent=self, tone="secondary", size="small", wrap=True)
        self.link = LinkButton("", self)
        self.words.hide()
        self.link.hide()
        self.empty = EmptyState("metrics", "", parent=self)
        self.asks = GridAsks(self.bridge, self)
        self.body.addWidget(self.head)
        self.body.addWidget(self.asks.form_row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        line.addWidget(self.words, 1)
        line.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        for ask in (self.asks.note, self.asks.closed):
            self.body.addWidget(ask)
        self.body.addStretch()

    def _connect(self) -> None:
        table, head = self.table, self.head
        table.typed.connect(self.on_typed)
        table.entered.connect(self.on_entered)
        table.turned.connect(self.turn)
        table.now_wanted.connect(self.show_today)
        table.refused.connect(self.on_refused)
        table.forgotten.connect(self.on_forgotten)
        table.chosen.connect(self.on_chosen)
        table.begun.connect(self.on_begun)
        head.cadence_chosen.connect(self.on_cadence)
        head.turned.connect(self.turn)

    # What is shown

    def show_period(self, day: date) -> None:
        """Show the periods around a day, and choose the first cell of it that lacks a number."""
        self.day = day
        self.reload()
        self.choose(day)

    def refresh(self, event: Event | None) -> None:
        """Show what is in the file now."""
        if event is not None and (event.initiator is self or not TABLES & event.tables):
            return
        self.table.finish()
        self.reload()

    def reload(self) -> None:
        """Read and show what is around the day."""
        if self.bridge.workspace is None:
            return
        self._drop_gone()
        facts = self.facts = read_facts(self.bridge, self.cadence, self.day)
        self.cadence = facts.cadence
        chosen = self.spot()
        self.head.show_cadences(facts.cadences, facts.cadence)
        self.head.show_when(facts.title, last=facts.last)
        self.table.locked = self.bridge.ws.read_only
        others = self.table.numbers.show_numbers(
            facts.lines, facts.shown, {**facts.squares(), **self._marked()}
        )
        self.table.corner.setText(facts.corner)
        self.table.setVisible(bool(facts.lines))
        self.empty.setVisible(not facts.lines)
        if not facts.lines:
            self.empty.sentence.setText(keeping.nothing_to_type(self.bridge))
        if others:
            self.table.share_out()
            self._restore(chosen)
        self.fit_height()
        self.say_wrong()

    def _marked(self) -> dict[Spot, Square]:
        cells = self.facts.cells if self.facts is not None else {}
        return {
            spot: replace(square, note=cells[spot].note if spot in cells else "")
            for spot, square in self.wrong.items()
        }

    def _drop_gone(self) -> None:
        """Forget what was refused for numbers that are not typed any more, or for other periods."""
        if not self.wrong:
            return
        rows = self.bridge.ws.rows(MetricPart, active=True, taken_from="")
        used = {row.id: row.record.cadence for row in rows}
        first = open_days(self.bridge.ws).first_weekday
        gone = [(part, start) for part, start in self.wrong
                if part not in used or periods.start_of(used[part], start, first) != start]  # fmt: skip
        for spot in gone:
            del self.wrong[spot]
        self.tell_waiting()

    def _restore(self, chosen: Spot | None) -> None:
        index = self.table.numbers.place_of(chosen) if chosen is not None else QModelIndex()
        if index.isValid():
            self.table.go_to(index.row(), index.column())
        else:
            self.choose(self.day)

    def choose(self, day: date) -> None:
        """Choose the first cell that lacks a number, in the last open period up to a day."""
        model = self.table.numbers
        if not model.lines:
            return
        begun = [i for i, one in enumerate(model.periods) if one.start <= day]
        wanted = [i for i in begun if model.periods[i].state == "open"]
        column = next(iter([*wanted[-1:], *begun[-1:]]), 0)
        start, filled = model.periods[column].start, self._filled()
        missing = [i for i, line in enumerate(model.lines) if (line.part, start) not in filled]
        self.table.go_to(missing[0] if missing else 0, column)

    def _filled(self) -> set[Spot]:
        return {spot for spot, square in self.table.numbers.squares.items() if square.text}

    def spot(self) -> Spot | None:
        index = self.table.currentIndex()
        return self.table.numbers.spot(index) if index.isValid() else None

    def first_focus(self) -> QWidget:
        """Return the widget for the keyboard; the first missing number of the newest open day is chosen."""
        if not self.table.isHidden() and not self.table.currentIndex().isValid():
            self.choose(self.day)
        return self.table if not self.table.isHidden() else self.head.more

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        found = [*self.head.stops(), *self.asks.form_stops(), self.table]
        if not self.link.isHidden():
            found.append(self.link)
        return [*found, *self.asks.stops()]

    def flush(self) -> None:
        """Keep what is typed in a cell."""
        self.table.finish()

    def fit_height(self) -> None:
        """Let the grid be as high as its rows, and no lower than a few of them."""
        whole = self.table.whole_height()
        self.table.setMinimumHeight(min(whole, theme.px(_LOWEST)))
        self.table.setMaximumHeight(whole)
        self.table.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_height()

    # Words under the grid

    def say(self, words: str, *, tone: str = "secondary", link: str = "", act: str = "") -> None:
        """Say something under the grid, with one thing to do about it."""
        self.words.setText(words)
        self.words.set_tone(tone)  # type: ignore[arg-type]
        self.words.setVisible(bool(words))
        self.act = act
        self.link.setText(link)
        self.link.setVisible(bool(link))

    def say_wrong(self) -> None:
        """Name the cells that were not kept; without one, what is doubtful in the chosen cell."""
        if self.wrong:
            names = [f"{self.name_of_spot(spot)}: “{square.text}”" for spot, square in self.wrong.items()]
            why = next(iter(self.wrong.values())).wrong
            count = len(names)
            shown = "; ".join(names[:4]) + ("; …" if count > 4 else "")
            words = ngettext("Not kept: {names}. {why}", "{n} not kept: {names}. {why}", count)
            self.say(words.format(names=shown, why=why), tone="danger", link=_("Go to it"), act="wrong")
            return
        spot = self.spot()
        square = self.table.numbers.squares.get(spot, EMPTY) if spot is not None else EMPTY
        words = square.doubt or (_("Note: {note}").format(note=square.note) if square.note else "")
        self.say(words, tone="warning" if square.doubt else "secondary")

    def name_of_spot(self, spot: Spot) -> str:
        """Return what a cell stands for, also of another cadence."""
        return keeping.spot_name(self.bridge, *spot)

    @Slot()
    def on_chosen(self) -> None:
        """Say what belongs to the chosen cell."""
        if not self.walk:
            self.say_wrong()

    # Typing

    @Slot()
    def on_begun(self) -> None:
        """Let the window know that something is typed."""
        self.bridge.typing.note(self.table.editor)

    @Slot(QModelIndex, str)
    def on_typed(self, index: QModelIndex, text: str) -> None:
        """Keep what was typed; what can't be kept stays in its cell, marked."""
        spot = self.table.numbers.spot(index)
        form = self.paper.form if self.paper is not None and spot in self.paper.cells else None
        kept = keeping.keep_text(self.bridge, *spot, text, self, form=form)
        if kept.why:
            self.wrong[spot] = Square(text.strip(), text.strip(), wrong=kept.why)
        else:
            self.wrong.pop(spot, None)
        self.show_again([spot])
        self.bridge.typing_over(self.table.editor)
        self.tell_waiting()
        if not kept.why:
            self.changed.emit()

    @Slot()
    def on_forgotten(self) -> None:
        """Show what is in the file in place of what was refused."""
        spot = self.spot()
        if spot is not None and self.wrong.pop(spot, None) is not None:
            self.show_again([spot])
            self.tell_waiting()

    def tell_waiting(self) -> None:
        """Let the window know whether something stands here that could not be kept."""
        if self.wrong:
            self.bridge.typing.note(self)
        else:
            self.bridge.typing_over(self)

    def is_edited(self) -> bool:
        """Tell whether something stands here that is not in the file."""
        return bool(self.wrong)

    def is_typed_in(self) -> bool:
        """Tell that it waits to be put right: what is typed now is the field's."""
        return False

    def rest(self) -> None:
        """Keep nothing: it could not be kept."""

    def show_again(self, spots: list[Spot]) -> None:
        """Show what stands in the file for some cells, and look for doubts in their periods."""
        if self.facts is None:
            return
        cells, ws = dict(self.facts.cells), self.bridge.ws
        for spot in spots:
            cells[spot] = entry.cell(ws, *spot)
        facts = self.facts = self.facts._replace(cells=cells)
        for start in {start for _part, start in spots}:
            found = facts.doubts_at(cells, start)
            for line in facts.lines:
                spot = (line.part, start)
                square = facts.square(line.part, cells.get(spot, entry.Cell()))
                if spot in self.wrong:
                    square = replace(self.wrong[spot], note=square.note)
                self.table.numbers.put(spot, replace(square, doubt=found.get(spot, "")))
        self.say_wrong()

    @Slot(QModelIndex)
    def on_refused(self, index: QModelIndex) -> None:
        """Say why nothing can be typed there."""
        period = self.table.numbers.periods[index.column()]
        self.say(_("{day} is still to come. There is nothing to count yet.").format(day=period.spoken))

    @Slot(int, bool)
    def on_entered(self, how: int, back: bool) -> None:
        """Go on to the next cell."""
        raise NotImplementedError

    @Slot(int)
    def turn(self, step: int) -> None:
        """Show the periods before or after."""
        raise NotImplementedError

    @Slot()
    def show_today(self) -> None:
        """Show the running periods."""
        raise NotImplementedError

    @Slot(str)
    def on_cadence(self, cadence: str) -> None:
        """Show the numbers that are typed that often."""
        raise NotImplementedError

    @Slot()
    def to_table(self) -> None:
        """Give the keyboard to the grid."""
        if not self.table.isHidden():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
