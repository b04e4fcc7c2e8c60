"""Where the keyboard goes in the grid: on with Enter and Tab, to other periods, to what is due."""

from __future__ import annotations

from PySide6.QtCore import Slot

from cxdesk import clock, periods
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.schema.entity import Stored
from cxdesk.services.metrics.entry_periods import Gap, first_due, next_to_type, parts_by_cadence
from cxdesk.services.open_days import open_days
from ui.numbers.cell_editor import ENTER, TAB
from ui.numbers.grid_card import GridCard


class GridWays(GridCard):
    """The grid with its ways."""

    # The ways of Enter and Tab

    @Slot(int, bool)
    def on_entered(self, how: int, back: bool) -> None:
        """Go on to the next cell."""
        if self.walk and how == ENTER and not back:
            self.next_gap()
            return
        index, model = self.table.currentIndex(), self.table.numbers
        step = -1 if back else 1
        columns = [i for i, one in enumerate(model.periods) if one.state == "open"]
        row, column = index.row(), index.column()
        if how == ENTER:
            if 0 <= row + step < len(model.lines):
                self.table.go_to(row + step, column)
                return
            if not back and self.end_of_column():
                return
            row = len(model.lines) - 1 if back else 0
        there = [i for i in columns if (i < column if back else i > column)]
        if there:
            self.table.go_to(row, there[-1] if back else there[0])
        elif how == TAB:
            self._tab_on(row + step, columns, back=back)
        else:
            self._over_the_edge(row, back=back)

    def _tab_on(self, row: int, columns: list[int], *, back: bool) -> None:
        if 0 <= row < len(self.table.numbers.lines) and columns:
            self.table.go_to(row, columns[-1] if back else columns[0])
            return
        self.table.entering = False
        self.table.focusNextPrevChild(not back)

    def _over_the_edge(self, row: int, *, back: bool) -> None:
        """Go from the last open period that is shown to the one after it, or say that all is in."""
        facts = self.facts
        if facts is None or not facts.shown:
            return
        edge = facts.shown[0 if back else -1].start
        days = open_days(self.bridge.ws)
        wanted = next_to_type(self.cadence, edge, days, clock.today(), back=back)
        if wanted is None:
            self.say_all_in()
            return
        self.day = wanted
        self.reload()
        column = next(i for i, one in enumerate(self.table.numbers.periods) if one.start == wanted)
        self.table.go_to(row, column)

    def end_of_column(self) -> bool:
        """Go elsewhere than to the next period; tell whether that was done."""
        raise NotImplementedError

    def say_all_in(self) -> None:
        """Say that nothing is left to type, or what is still missing of earlier."""
        raise NotImplementedError

    def next_gap(self) -> None:
        """Go on with the walk through what is missing."""
        raise NotImplementedError

    def end_walk(self) -> None:
        """End the walk through what is missing."""
        raise NotImplementedError

    # Other periods

    @Slot(int)
    def turn(self, step: int) -> None:
        """Show the periods before or after."""
        facts = self.facts
        if facts is None or not facts.shown or (step > 0 and facts.last):
            return
        index = self.table.currentIndex()
        edge = facts.shown[0 if step < 0 else -1].start
        self.day = periods.shifted(self.cadence, edge, step)
        self.table.finish()
        self.reload()
        self.table.go_to(max(0, index.row()), max(0, index.column()))

    @Slot()
    def show_today(self) -> None:
        """Show the running periods."""
        self.show_period(clock.today())

    @Slot(str)
    def on_cadence(self, cadence: str) -> None:
        """Show the numbers that are typed that often."""
        self.table.finish()
        self.cadence = cadence
        self.end_walk()
        self.reload()
        self.choose(self.day)
        self.to_table()

    # What is due

    def show_due(self, metric: int | None) -> None:
        """Choose the first number to type: of a metric's first number, else of its others, else of all."""
        parts = self._parts_of(metric)
        everything = [row for rows in parts_by_cadence(self.bridge.ws).values() for row in rows]
        for some in (parts[:1], parts[1:], everything):
            gap = first_due(self.bridge.ws, some, clock.today())
            if gap is not None:
                self._go_to_gap(gap)
                return
        self.show_period(clock.today())

    def follow(self, metric: int | None) -> None:
        """Choose the first number of a metric, where it is missing; what is done here goes on undisturbed."""
        if self.walk or self.paper is not None or self.table.has_keyboard():
            return
        parts = self._parts_of(metric)[:1]
        gap = first_due(self.bridge.ws, parts, clock.today())
        if gap is not None:
            self._go_to_gap(gap)
        elif parts:
            newest = periods.start_of(
                parts[0].record.cadence, clock.today(), open_days(self.bridge.ws).first_weekday
            )
            self._go_to_gap(Gap(parts[0].id, newest))

    def _parts_of(self, metric: int | None) -> list[Stored[MetricPart]]:
        row = self.bridge.ws.find(Metric, metric)
        if row is None:
            return []
        one = row.record
        found = [
            self.bridge.ws.find(MetricPart, part) for part in (one.first, one.second, one.third, one.asked)
        ]
        return [
            part for part in found if part is not None and part.record.active and not part.record.taken_from
        ]

    def _go_to_gap(self, gap: Gap) -> None:
        part = self.bridge.ws.get(MetricPart, gap.part)
        place = self.table.numbers.place_of((gap.part, gap.start))
        if not place.isValid():
            self.cadence, self.day = part.record.cadence, gap.start
            self.reload()
            place = self.table.numbers.place_of((gap.part, gap.start))
        self.table.go_to(place.row(), place.column())
