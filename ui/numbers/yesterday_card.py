"""Yesterday's numbers on one small card: done in under a minute, with the keys of the figures and Enter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from cxdesk import clock, periods
from cxdesk.entities.metric import Metric
from cxdesk.formats import short_day_text
from cxdesk.i18n import _, ngettext
from cxdesk.services.metrics import entry
from cxdesk.services.metrics.doubts import doubts, limits
from cxdesk.services.metrics.entry_periods import (
    Due,
    before_that,
    days_missing,
    due,
    last_open,
    next_open,
    period_text,
)
from cxdesk.services.open_days import open_days
from ui import theme
from ui.bridge import Bridge
from ui.numbers import keeping
from ui.numbers.yesterday_paste import ColumnPaste
from ui.numbers.yesterday_rows import NumberRow, RowsScroll
from ui.widgets import (
    Card,
    Divider,
    ElidedLabel,
    FieldLabel,
    IconButton,
    LinkButton,
    PlainLabel,
    SectionHeading,
)

if TYPE_CHECKING:
    from cxdesk.events import Event

TABLES = frozenset({"metric", "metric_part", "part_value", "closed_day", "shop"})
Cells = Mapping[tuple[int, date], entry.Cell]
_EMPTY = entry.Cell()
_AT_ONCE = 6
"""So many rows are made in one step."""
_END = 1000
"""A row below all others: it takes the room that is left."""


class YesterdayCard(Card):
    """The last open day before today, or today after closing; after the last row it says what is missing."""

    open_grid = Signal()
    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None, *, read: bool = True) -> None:
        """Make it; without `read` it is empty until `reload`."""
        super().__init__(parent, margin=16, spacing=6)
        self.bridge = bridge
        self.day: date | None = None
        self.rows: list[NumberRow] = []
        self._dues: list[Due] = []
        self._earlier: list[date] = []
        self._missing: date | None = None
        self._column = ColumnPaste(self)
        self.filled = False
        self._build()
        if read:
            self.reload()

    # Making

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        self.heading = SectionHeading("", self)
        self.when = ElidedLabel(parent=self, tone="secondary")
        self.earlier = IconButton("left", _("The open day before"), self, side=26)
        self.later = IconButton("right", _("The next open day"), self, side=26)
        self.grid_link = LinkButton(_("Open grid"), self)
        head.addWidget(self.heading)
        head.addWidget(self.when, 1)
        for part in (self.earlier, self.later, self.grid_link):
            head.addWidget(part)
        self.body.addLayout(head)
        self.rows_area = RowsScroll(self)
        self.area = self.rows_area.inside
        self.grid = QGridLayout(self.area)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(theme.px(12))
        self.grid.setVerticalSpacing(theme.px(3))
        self.grid.setColumnStretch(0, 3)
        self.grid.setColumnStretch(3, 2)
        self.grid.setRowStretch(_END, 1)
        self.names = [
            FieldLabel(_("Number"), self.area),
            FieldLabel("", self.area),
            FieldLabel("", self.area),
        ]
        for column, label in enumerate(self.names):
            if column:
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.grid.addWidget(label, 0, column)
        self.grid.addWidget(Divider(self.area), 1, 0, 1, 4)
        self.body.addWidget(self.rows_area)
        self.empty = PlainLabel(parent=self, tone="secondary", wrap=True)
        self.body.addWidget(self.empty)
        self.body.addStretch(1)
        foot = QHBoxLayout()
        self.words = PlainLabel(parent=self, tone="secondary", size="small", wrap=True)
        self.go_on = LinkButton("", self)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(foot)
        self.earlier.clicked.connect(self.on_earlier)
        self.later.clicked.connect(self.on_later)
        self.grid_link.clicked.connect(self.open_grid)
        self.go_on.clicked.connect(self.on_go_on)

    # What is shown

    def _newest(self) -> date:
        """Return yesterday: the last open day before today, or today where there is none."""
        return last_open(open_days(self.bridge.ws), clock.today()) or clock.today()

    def show_day(self, day: date) -> None:
        """Show the numbers of a day."""
        self.flush()
        self.day = day
        self.reload()

    def refresh(self, event: Event | None) -> None:
        """Show what is in the file now."""
        if event is not None and (event.initiator is self or not TABLES & event.tables):
            return
        if event is None and self.day is not None and self.day < self._newest():
            self.day = None
        self.reload()

    def fill_in_steps(self) -> bool:
        """Make a few rows, say of which day they are, fill them; tell whether that was all."""
        ws, newest = self.bridge.ws, self._newest()
        wanted, there = len(due(ws, self.day or newest, newest=True)), len(self.rows)
        if there < wanted and not self.filled:
            self._make_rows(min(there + _AT_ONCE, wanted))
        elif not (self.filled or self.when.text()):
            self._show_head(self.day or newest, newest)  # how days are written is loaded with the first
        elif not self.filled:
            self.reload()
        return self.filled

    def reload(self) -> None:
        """Read and show the day."""
        if self.bridge.workspace is None:
            return
        self.filled = True
        ws, newest = self.bridge.ws, self._newest()
        day = self.day or newest
        self._dues = due(ws, day, newest=day >= newest)
        days = open_days(ws)
        before = {one.part.id: before_that(one, days) for one in self._dues}
        starts = [*before.values(), *(one.start for one in self._dues)]
        there = entry.cells(ws, list(before), starts)
        self._show_head(day, newest)
        self._make_rows(len(self._dues))
        for row, one in zip(self.rows, self._dues, strict=False):
            self._show_row(row, one, there, before[one.part.id])
        self.show_beside(there)
        self._earlier = days_missing(ws, day)
        self._missing = next(iter(self._earlier), None)
        self.rows_area.setVisible(bool(self._dues))
        self.empty.setVisible(not self._dues)
        self.empty.setText(self._why_empty(day))
        self.rows_area.fit()
        self.say_rest()

    def _show_head(self, day: date, newest: date) -> None:
        language, today = self.bridge.ws.shop.language, clock.today()
        words = {today: _("Enter today's numbers"), newest: _("Enter yesterday's numbers")}
        yesterday = newest == periods.shifted("day", today, -1)
        said = words.get(day, _("Enter numbers")) if yesterday or day == today else _("Enter numbers")
        self.heading.setText(said)
        self.when.setText(short_day_text(day, language))
        before = last_open(open_days(self.bridge.ws), day)
        self.names[1].setText(short_day_text(before, language) if before else "")
        self.names[2].setText(short_day_text(day, language))
        self.earlier.setEnabled(before is not None)
        self.later.setEnabled(day < today)

    def _make_rows(self, count: int) -> None:
        while len(self.rows) < count:
            row = NumberRow(self.grid, len(self.rows) + 1, self.area)
            row.left.connect(self.on_left)
            row.on_wanted.connect(self.on_wanted)
            row.pasted.connect(self.on_pasted)
            row.typed.connect(self.on_typed)
            row.entered.connect(self.on_entered)
            self.rows.append(row)
        for place, row in enumerate(self.rows):
            for part in row.widgets():
                part.setVisible(place < count and (part is not row.why or bool(row.why.text())))

    def _show_row(self, row: NumberRow, one: Due, there: Cells, day_before: date) -> None:
        ws, part = self.bridge.ws, one.part
        language = ws.shop.language
        same = (row.part, row.start) == (part.id, one.start)
        row.part, row.start = part.id, one.start
        row.name.setText(part.record.name)
        name, when = part.record.name, period_text(part.record.cadence, one.start, language)
        row.field.setAccessibleName(f"{name}, {when}")
        row.field.setReadOnly(ws.read_only)
        before = there.get((part.id, day_before), _EMPTY).value
        row.before.setText("" if before is None else entry.shown(before, language, part.record.unit))
        if same and row.field.is_edited():
            return
        self._show_kept(row, there.get((part.id, one.start), _EMPTY).value)

    def show_value(self, row: NumberRow) -> None:
        """Show what is in the file; what was typed or refused there is forgotten."""
        self._show_kept(row, entry.cell(self.bridge.ws, row.part, row.start).value)

    def _show_kept(self, row: NumberRow, value: Decimal | None) -> None:
        language = self.bridge.ws.shop.language
        row.field.show_kept("" if value is None else entry.typed(value, language, self._unit(row)))
        row.say("")
        self.bridge.typing_over(row.field)

    def shown_rows(self) -> list[NumberRow]:
        """Return the rows that stand for a number."""
        return self.rows[: len(self._dues)]

    def show_beside(self, there: Cells | None = None) -> None:
        """Say of how many, in what, and for which period, beside each field; `there` are its numbers."""
        ws, language = self.bridge.ws, self.bridge.ws.shop.language
        if there is None:
            there = entry.cells(ws, [one.part.id for one in self._dues], [one.start for one in self._dues])
        shares = {row.record.first: row.record.second for row in ws.rows(Metric, active=True)
                  if row.record.formula == "share" and row.record.first is not None}  # fmt: skip
        said = self._doubts(there)
        for row, one in zip(self.rows, self._dues, strict=False):
            words = [keeping.unit_of(one.part.record, self.bridge)]
            whole = shares.get(one.part.id)
            if whole is not None and any((d.part.id, d.start) == (whole, one.start) for d in self._dues):
                value = there.get((whole, one.start), _EMPTY).value
                words.append(_("of {n}").format(n=entry.shown(value, language)) if value is not None else "")
            if one.part.record.cadence != "day":
                words.append(period_text(one.part.record.cadence, one.start, language))
            row.beside.setText(" · ".join(filter(None, words)))
            row.doubt(said.get(one.part.id, ""))

    def _doubts(self, there: Cells) -> dict[int, str]:
        ws = self.bridge.ws
        by_id = {one.part.id: one for one in self._dues}

        def value(part: int) -> Decimal | None:
            return there.get((part, by_id[part].start), _EMPTY).value if part in by_id else None

        found = doubts(limits(ws), value, lambda part: by_id[part].part.record if part in by_id else None)
        return {part: one.sentence for one in found for part in one.limit.inner}

    def _why_empty(self, day: date) -> str:
        why = keeping.nothing_to_type(self.bridge)
        return why or _("Nothing is due for {day}.").format(
            day=short_day_text(day, self.bridge.ws.shop.language)
        )

    # Typing

    @Slot(object)
    def on_typed(self, row: NumberRow) -> None:
        """Let the window know that something is typed."""
        self.bridge.typing.note(row.field)

    @Slot(object)
    def on_entered(self, row: NumberRow) -> None:
        """Bring a row into view, with what is said below it."""
        for part in (row.why, row.field):
            if part.isVisible():
                self.rows_area.show_part(part)

    @Slot(object)
    def on_left(self, row: NumberRow) -> None:
        """Keep what was typed, if it is another than before."""
        if self.bridge.workspace is None or not row.field.is_edited() or row not in self.shown_rows():
            return
        kept = keeping.keep_text(self.bridge, row.part, row.start, row.field.text(), self)
        row.say(kept.why)
        if not kept.why:
            self.show_value(row)
            self.show_beside()
            self.say_rest()
            self.changed.emit()
        self.bridge.typing_over(row.field)

    @Slot(object, int)
    def on_wanted(self, row: NumberRow, step: int) -> None:
        """Go to another row; after the last one say how things stand."""
        shown = self.shown_rows()
        place = shown.index(row) + step
        if 0 <= place < len(shown):
            shown[place].field.setFocus(Qt.FocusReason.TabFocusReason)
            shown[place].field.selectAll()
            return
        self.on_left(row)
        if step > 0 and not row.field.is_edited():
            self._end()

    def _unit(self, row: NumberRow) -> str:
        return next((one.part.record.unit for one in self._dues if one.part.id == row.part), "")

    def _open_rows(self) -> list[NumberRow]:
        return [row for row in self.shown_rows() if not row.field.text().strip()]

    def _end(self) -> None:
        """Go to what was passed over, or say that the day is done and offer an earlier one."""
        self.say_rest(done=True)
        if not self.go_on.isHidden():
            self.go_on.setFocus(Qt.FocusReason.TabFocusReason)

    def say_rest(self, *, done: bool = False) -> None:
        """Say how the day stands; `done` tells that the last row was left."""
        language = self.bridge.ws.shop.language
        day = self.day or self._newest()
        earlier = self._earlier
        open_ = len(self._open_rows())
        name = short_day_text(day, language)
        said = ""
        if self._dues and not open_:
            said = _("Done: all numbers of {day} are in.").format(day=name)
        elif done:
            said = ngettext(
                "{n} number of {day} is still missing.", "{n} numbers of {day} are still missing.", open_
            ).format(day=name)
        elif self._dues:
            said = _("Enter goes down. A column of a spreadsheet can be pasted.")
        if earlier and self._dues:
            words = ngettext("{n} earlier day lacks numbers.", "{n} earlier days lack numbers.", len(earlier))
            said += " " + words
        self.words.setText(said)
        self.words.set_tone("good" if self._dues and not open_ else "secondary")
        self.words.setVisible(bool(said))
        if self._missing is not None:
            self.go_on.setText(_("Go on with {day}").format(day=short_day_text(self._missing, language)))
        self.go_on.setVisible(self._missing is not None)

    # Other days

    @Slot()
    def on_earlier(self) -> None:
        """Show the open day before."""
        before = last_open(open_days(self.bridge.ws), self.day or self._newest())
        if before is not None:
            self.show_day(before)

    @Slot()
    def on_later(self) -> None:
        """Show the next open day, up to today."""
        after = next_open(open_days(self.bridge.ws), self.day or self._newest())
        self.show_day(min(after, clock.today()))

    @Slot()
    def on_go_on(self) -> None:
        """Go on with an earlier day that lacks numbers."""
        if self._missing is not None:
            self.show_day(self._missing)
            self.first_focus().setFocus(Qt.FocusReason.TabFocusReason)

    # A column of a spreadsheet

    @Slot(object)
    def on_pasted(self, row: NumberRow) -> None:
        """Put one number into the field; a column fills down, as one operation."""
        if not self.bridge.ws.read_only:
            self._column.paste(row)

    # Focus

    def first_missing(self) -> QWidget | None:
        """Return the first field without a number, None where all are in."""
        return next((row.field for row in self._open_rows()), None)

    def first_focus(self) -> QWidget:
        """Return the first field without a number, else the first one."""
        return self.first_missing() or next((row.field for row in self.shown_rows()), self.grid_link)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        fields = [row.field for row in self.shown_rows()]
        more = [] if self.go_on.isHidden() else [self.go_on]
        return [self.earlier, self.later, self.grid_link, *fields, *more]

    def flush(self) -> None:
        """Keep what stands in a field."""
        for row in self.shown_rows():
            self.on_left(row)
