"""Numbers to enter, a week beside each other: typed, pasted, and in the file as each cell is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from cxdesk import clock
from cxdesk.entities.metric_part import MetricPart
from cxdesk.i18n import _, ngettext
from cxdesk.services.metrics import entry
from cxdesk.services.metrics.entry_periods import Gap, gaps, next_to_type, parts_by_cadence, period_text
from cxdesk.services.open_days import open_days
from ui.bridge import Bridge
from ui.numbers import keeping
from ui.numbers.grid_model import EMPTY, Spot, Square
from ui.numbers.grid_ways import GridWays
from ui.numbers.paste_memory import PasteMemory
from ui.numbers.pasting import Placed, place
from ui.standards.menus import LINE, Entry

if TYPE_CHECKING:
    from cxdesk.output.tally import TallyPaper


class NumberGrid(GridWays):
    """Enter goes down and then to the next open period, Tab to the side, Page Up and Down to other weeks."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None, *, read: bool = True) -> None:
        """Without `read` it is empty until `reload`."""
        super().__init__(bridge, parent)
        self._placed: Placed | None = None
        self._pastes = PasteMemory(bridge, self)
        self._pastes.changed.connect(self.on_paste_undone)
        table, head = self.table, self.head
        table.cleared.connect(self.on_cleared)
        table.copied.connect(self.on_copied)
        table.cut.connect(self.on_cut)
        table.pasted.connect(self.on_pasted)
        table.note_wanted.connect(self.on_note_wanted)
        table.sheet_wanted.connect(self.enter_sheet)
        table.menu_wanted.connect(self.on_menu_wanted)
        table.escaped.connect(self.end_walk)
        head.menu_about.connect(self.on_menu_about)
        head.acted.connect(self.on_acted)
        self.link.clicked.connect(self.on_link)
        self.asks.kept.connect(self.on_asked)
        self.asks.closed_ask.connect(self.to_table)
        self.asks.paper_chosen.connect(self.on_paper)
        if read:
            self.reload()

    # Many at once

    def _block(self) -> list[list[Spot]]:
        found = self.table.block()
        if found is None:
            return []
        top, left, low, right = found
        model = self.table.numbers
        return [
            [model.spot(model.index(row, column)) for column in range(left, right + 1)]
            for row in range(top, low + 1)
        ]

    @Slot()
    def on_cleared(self) -> None:
        """Take out what is chosen: it is missing then, which is not 0."""
        spots = [spot for row in self._block() for spot in row]
        if self.bridge.ws.read_only or not spots:
            return
        self.table.entering = True
        for spot in spots:
            self.wrong.pop(spot, None)
        why = keeping.take_out(self.bridge, spots, self)
        self.show_again(spots)
        self.tell_waiting()
        if why:
            self.say(why, tone="danger")
            return
        self.changed.emit()

    @Slot()
    def on_copied(self) -> None:
        """Put what is chosen on the clipboard as a spreadsheet takes it."""
        squares = self.table.numbers.squares
        rows = ["\t".join(squares.get(spot, EMPTY).typed for spot in row) for row in self._block()]
        if rows:
            QGuiApplication.clipboard().setText("\n".join(rows))

    @Slot()
    def on_cut(self) -> None:
        """Put it on the clipboard and take it out."""
        self.on_copied()
        self.on_cleared()

    @Slot()
    def on_pasted(self) -> None:
        """Keep a block of a spreadsheet from the chosen cell on."""
        index, facts = self.table.currentIndex(), self.facts
        block = entry.block_of(QGuiApplication.clipboard().text())
        if facts is None or not index.isValid() or not block or self.bridge.ws.read_only:
            return
        parts = [row.id for row in facts.parts[index.row() :]]
        start = facts.shown[index.column()].start
        self._keep_block(place(block, parts, start, self.cadence, open_days(self.bridge.ws)))

    def _keep_block(self, placed: Placed) -> None:
        form = self.paper.form if self.paper is not None else None
        done = keeping.paste_block(self.bridge, placed.parts, placed.starts, placed.block, self, form=form)
        if not done or done.value is None:
            self.say(keeping.why_not(done), tone="danger")
            return
        pasted, before = done.value, dict(self.wrong)
        for i, row in enumerate(placed.block[: len(placed.parts)]):
            for j, text in enumerate(row):
                if text.strip():
                    self.wrong.pop((placed.parts[i], placed.starts[j]), None)
        there = [one for one in pasted.wrong if one.row < len(placed.parts)]
        beyond = len(pasted.wrong) - len(there)
        refused = {
            (placed.parts[one.row], placed.starts[one.column]): Square(
                one.text.strip(), one.text.strip(), wrong=one.why
            )
            for one in there
        }
        self.wrong |= refused
        if pasted.kept:
            self._pastes.note(refused, {spot: square for spot, square in before.items()
                                        if self.wrong.get(spot) != square})  # fmt: skip
        self.reload()
        self.tell_waiting()
        self._say_pasted(placed, pasted.kept, beyond)
        if pasted.kept:
            self.changed.emit()

    @Slot(object, object)
    def on_paste_undone(self, gone: set[Spot], instead: dict[Spot, Square]) -> None:
        """Let what was refused of a paste go with it, or come back with it."""
        self.wrong = {spot: square for spot, square in self.wrong.items() if spot not in gone} | instead
        self.reload()
        self.tell_waiting()

    def _say_pasted(self, placed: Placed, kept: int, beyond: int) -> None:
        """Say how much went where; what could not be kept goes first."""
        if self.wrong:
            self.say_wrong()
            return
        language = self.bridge.ws.shop.language
        used = [
            start for k, start in enumerate(placed.starts)
            if any(k < len(row) and row[k].strip() for row in placed.block)
        ]  # fmt: skip
        if not used:
            return
        words = ngettext(
            "{n} number is in: {first} to {last}.", "{n} numbers are in: {first} to {last}.", kept
        )
        said = words.format(first=period_text(self.cadence, used[0], language),
                            last=period_text(self.cadence, used[-1], language))  # fmt: skip
        if beyond:
            said += " " + ngettext("{n} had no cell.", "{n} had no cells.", beyond)
        if placed.on_closed:
            said += " " + ngettext("{n} lies on a closed day.", "{n} lie on closed days.", placed.on_closed)
            self._placed = placed
        self.say(said, link=_("Open days only") if placed.on_closed else "", act="open_only")

    def _paste_on_open_days(self) -> None:
        """Take the paste back and put it on open days alone."""
        placed, self._placed = self._placed, None
        if placed is None:
            return
        self.bridge.undo()
        again = place(
            placed.block,
            placed.parts,
            placed.starts[0],
            self.cadence,
            open_days(self.bridge.ws),
            open_only=True,
        )
        self._keep_block(again)
        self.to_table()

    # Gaps

    def _all_gaps(self) -> list[tuple[str, Gap]]:
        today, ws = clock.today(), self.bridge.ws
        by_cadence = parts_by_cadence(ws)
        order = sorted(by_cadence, key=lambda cadence: cadence != self.cadence)
        return [(cadence, gap) for cadence in order for gap in gaps(ws, by_cadence[cadence], today)]

    @Slot()
    def fill_gaps(self) -> None:
        """Walk through what is missing of open days from the first number on; Enter goes on, Esc ends it."""
        self.table.finish()
        self.walk = self._all_gaps()
        self.table.walking = bool(self.walk)
        if not self.walk:
            self.say(_("Nothing is missing."), tone="good")
            return
        self._show_gap()
        self.to_table()

    def _show_gap(self) -> None:
        cadence, gap = self.walk[0]
        if cadence != self.cadence or not self.table.numbers.place_of((gap.part, gap.start)).isValid():
            self.cadence, self.day = cadence, gap.start
            self.reload()
        index = self.table.numbers.place_of((gap.part, gap.start))
        self.table.entering = True
        self.table.go_to(index.row(), index.column())
        words = ngettext(
            "{n} number is missing. Enter goes on, Esc ends it: {name}",
            "{n} numbers are missing. Enter goes to the next, Esc ends it: {name}",
            len(self.walk),
        )
        self.say(words.format(name=self.name_of_spot((gap.part, gap.start))), link=_("End"), act="end")

    def next_gap(self) -> None:
        """Go to the next number that is missing; one that was passed over stays missing."""
        spot, place_ = self.spot(), [(gap.part, gap.start) for _cadence, gap in self.walk]
        self.walk = self.walk[place_.index(spot) + 1 :] if spot in place_ else self.walk[1:]
        if self.walk:
            self._show_gap()
            return
        self.table.walking = False
        self.say_all_in()

    @Slot()
    def end_walk(self) -> None:
        """End the walk."""
        self.table.walking = False
        if self.walk:
            self.walk = []
            self.say_wrong()

    def say_all_in(self) -> None:
        """Say that nothing is left to type, or what is still missing of earlier."""
        if self.wrong:
            self.say_wrong()
            return
        missing = len(self._all_gaps())
        if not missing:
            self.say(_("Done: all numbers are in."), tone="good")
            return
        words = ngettext("{n} earlier number is missing.", "{n} earlier numbers are missing.", missing)
        self.say(words, link=_("Fill gaps"), act="gaps")

    # The line under the grid

    @Slot()
    def on_link(self) -> None:
        """Do what is offered under the grid."""
        act = self.act
        if act == "gaps":
            self.fill_gaps()
        elif act == "end":
            self.end_walk()
            self.to_table()
        elif act == "open_only":
            self._paste_on_open_days()
        elif act == "wrong" and self.wrong:
            self._go_to_spot(next(iter(self.wrong)))

    def _go_to_spot(self, spot: Spot) -> None:
        part = self.bridge.ws.find(MetricPart, spot[0])
        if part is not None:
            self.cadence, self.day = part.record.cadence, spot[1]
            self.reload()
        index = self.table.numbers.place_of(spot)
        self.table.go_to(index.row(), index.column())
        self.to_table()

    # The menu

    @Slot()
    def on_menu_about(self) -> None:
        """Offer what can be done now."""
        facts, spot = self.facts, self.spot()
        free = not self.bridge.ws.read_only
        some = facts is not None and bool(facts.lines)
        daily = some and self.cadence == "day" and spot is not None
        marked = spot is not None and open_days(self.bridge.ws).marked(spot[1]) is not None
        self.head.offer(
            (
                Entry("note", _("Note on this number…"), "edit", "Ctrl+M", free and spot is not None),
                Entry("gaps", _("Fill gaps…"), "list", enabled=free and some),
                LINE,
                Entry("close", _("Closed on these days…"), "calendar", enabled=free and daily),
                Entry("open", _("Open after all"), "calendar", enabled=free and daily and marked),
                LINE,
                Entry("print", _("Tally sheet for these days…"), "print", enabled=some),
                Entry("sheet", _("Enter a tally sheet…"), "edit", "Ctrl+E", free and some),
            )
        )

    @Slot(QPoint)
    def on_menu_wanted(self, spot: QPoint) -> None:
        """Show the menu at the chosen cell."""
        self.head.pop_up(spot)

    @Slot(str)
    def on_acted(self, key: str) -> None:
        """Do what was chosen in the menu."""
        days = sorted({start for row in self._block() for _part, start in row})
        if key == "note":
            self.on_note_wanted()
        elif key == "gaps":
            self.fill_gaps()
        elif key == "close" and days:
            self.asks.ask_closed(days[0], days[-1])
        elif key == "open" and days:
            self.asks.reopen(days[0], days[-1])
        elif key == "print":
            self.print_tally()
        elif key == "sheet":
            self.enter_sheet()

    @Slot()
    def on_note_wanted(self) -> None:
        """Ask for the note on the chosen number."""
        self.table.finish()
        spot = self.spot()
        if spot is not None and not self.bridge.ws.read_only:
            note = entry.cell(self.bridge.ws, *spot).note
            self.asks.ask_note(spot, self.name_of_spot(spot), note)

    @Slot()
    def on_asked(self) -> None:
        """Show what was answered."""
        self.reload()
        self.changed.emit()

    def close_opened(self) -> bool:
        """Close a question, a sheet or the walk through gaps; tell whether there was one."""
        if self.asks.close_last():
            return True
        walking = bool(self.walk)
        self.end_walk()
        return walking

    # Paper

    @Slot()
    def print_tally(self) -> None:
        """Show the tally sheet of the week that is shown."""
        start = self.facts.shown[0].start if self.facts is not None and self.facts.shown else clock.today()
        month = self.cadence not in {"day", "week"}
        self.bridge.print_sheet(
            "tally-sheet", {"period": "month" if month else "week", "from": start.isoformat()}
        )

    @Slot()
    def enter_sheet(self) -> None:
        """Key in a tally sheet that came back."""
        if not self.bridge.ws.read_only:
            self.table.finish()
            self.asks.ask_number()

    @Slot(object)
    def on_paper(self, paper: TallyPaper | None) -> None:
        """Show the squares of a sheet, the first one chosen; None leaves it."""
        self.paper = paper
        if paper is None or not paper.cells:
            return
        part, start = paper.cells[0]
        row = self.bridge.ws.find(MetricPart, part)
        if row is not None:
            self.cadence = row.record.cadence
        self.day = start
        self.reload()
        index = self.table.numbers.place_of((part, start))
        self.table.go_to(max(0, index.row()), max(0, index.column()))
        self.to_table()

    def end_of_column(self) -> bool:
        """On a sheet, go from its last day to its squares for a week or a month; tell whether it was done."""
        spot, paper = self.spot(), self.paper
        if paper is None or spot not in paper.cells or self._paper_goes_on(spot):
            return False
        for one in paper.cells[paper.cells.index(spot) + 1 :]:
            part = self.bridge.ws.find(MetricPart, one[0])
            if part is not None and part.record.cadence != self.cadence:
                self._go_to_spot(one)
                return True
        self.paper = None
        words = _("Sheet {number} is through. Type the number of the next one.")
        self.asks.ask_number(words.format(number=paper.number))
        return True

    def _paper_goes_on(self, spot: Spot) -> bool:
        """Whether the sheet has squares of the next open day."""
        days = open_days(self.bridge.ws)
        following = next_to_type(self.cadence, spot[1], days, clock.today())
        return self.paper is not None and any(
            start == following and part in {row.id for row in (self.facts.parts if self.facts else ())}
            for part, start in self.paper.cells
        )
