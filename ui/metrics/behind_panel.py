"""The records that a number was counted from: one period of a metric, each of its numbers, each record."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.metric import Metric
from cxdesk.formats import number_text
from cxdesk.i18n import _, ngettext
from cxdesk.schema.entity import spec_of
from cxdesk.services.metrics.behind import Found, behind
from cxdesk.services.metrics.entry_periods import period_text
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.metrics.behind_model import COLUMNS, BehindModel
from ui.metrics.looks import Ask, Looks, Shown
from ui.metrics.panel import Panel
from ui.metrics.snapshot import Snapshot
from ui.widgets import ChoiceBox, FieldLabel, LinkButton, PlainLabel
from ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from ui.metrics.panel_ways import PanelWays

_PLACES = 2
_WIDEST = 260


class BehindPanel(Panel):
    """Enter opens a record on its page; the numbers of the period that are typed are one key away."""

    typed_wanted = Signal(object)
    """The typed numbers of the period of this day."""

    def __init__(self, bridge: Bridge, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(bridge, _("What it was counted from"), parent)
        self.looks = looks
        self.day = clock.today()
        self._turn = 0
        self._shown: Shown | None = None
        self.found: Found | None = None
        self.typed = LinkButton(_("The typed numbers"), self)
        self.typed.clicked.connect(self.on_typed)
        self.head.insertWidget(1, self.typed)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.which = ChoiceBox(self, name=_("Which number"))
        self.label = FieldLabel(_("Number"), self, buddy=self.which)
        self.words = PlainLabel(parent=self, tone="secondary", wrap=True)
        row.addWidget(self.label)
        row.addWidget(self.which, 3)
        row.addWidget(self.words, 2)
        self.body.addLayout(row)
        self.table = RecordTable(_("The records behind the number"), self)
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setSectionsMovable(False)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.rows = BehindModel(self._ws, self.table)
        self.table.setModel(self.rows)
        self.body.addWidget(self.table, 1)
        self.which.activated.connect(self.on_which)
        self.table.entered.connect(self.on_entered)

    def _ws(self) -> Any:
        return self.bridge.ws

    # What is shown

    def show_day(self, day: date) -> None:
        """Show the period of a day."""
        self.day = day
        self._ask()

    def show_metric(self, metric: int | None, shown: Shown | None) -> None:
        known = metric == self.metric_id and shown is self._shown
        super().show_metric(metric, shown)
        self._shown = shown
        if not known:
            self._ask()

    def _ask(self) -> None:
        metric = self.metric_id
        if metric is None:
            return
        self._turn += 1
        act = partial(_behind, self._turn, metric, self.day)
        self.bridge.tasks.run(
            Ask(self.looks.snapshot((metric,)), act), self.on_found, self.bridge.on_task_error
        )

    @Slot(object)
    def on_found(self, told: tuple[int, Found]) -> None:
        """Show what was found, unless something else is asked for by now."""
        turn, found = told
        if turn != self._turn or self.bridge.workspace is None:
            return
        chosen = self.which.currentData()
        self.found = found
        language = self.bridge.ws.shop.language
        metric = self.bridge.ws.find(Metric, self.metric_id)
        name = one_line(metric.record.name, 60) if metric is not None else ""
        words = _("Behind “{name}”, {period}")
        self.heading.setText(
            words.format(name=name, period=period_text(found.cadence, found.start, language))
        )
        self.typed.setVisible(found.typed)
        self.which.clear()
        for one in found.numbers:
            value = "–" if one.value is None else number_text(one.value, language, places=self._places(one))
            self.which.addItem(f"{one_line(one.name, 60)}: {value}", one.part)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        for part in (self.label, self.which, self.table):
            part.setVisible(bool(found.numbers))
        self.show_number()

    def _places(self, one: Any) -> int:
        return _PLACES if one.value != one.value.to_integral_value() else 0

    def show_number(self) -> None:
        """Show the records of the chosen number."""
        numbers = self.found.numbers if self.found is not None else ()
        place = self.which.currentIndex()
        if not 0 <= place < len(numbers):
            self.words.setText(_("The numbers of this period are typed in."))
            return
        one = numbers[place]
        had_keyboard = self.table.hasFocus()
        self.rows.show_ids(one.kind, one.ids)
        self._share_out()
        if one.ids:
            self.table.go_to_row(0)
        count = len(one.ids)
        if count:
            words = ngettext("{n} record. Enter opens it.", "{n} records. Enter opens one.", count)
            self.words.setText(words.format(n=count))
        elif one.value is None:
            self.words.setText(_("It can't be known yet: the period is not over, or nothing was kept then."))
        else:
            self.words.setText(_("None: nothing in the file counts for this period."))
        if had_keyboard:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _share_out(self) -> None:
        metrics = QFontMetrics(theme.current().font())
        columns = COLUMNS[self.rows.kind]
        for place, (name, heading) in enumerate(columns):
            texts = [self.rows.text(row, name) for row in range(min(40, len(self.rows.ids)))]
            widest = max([_(heading), *texts], key=len)
            self.table.set_width(
                place, min(theme.px(_WIDEST), metrics.horizontalAdvance(widest) + theme.px(28))
            )

    def lead_on(self, ways: PanelWays) -> None:
        self.typed_wanted.connect(ways.on_typed_numbers)

    def first_focus(self) -> QWidget:
        return self.table if not self.table.isHidden() else self.close_button

    def stops(self) -> list[QWidget]:
        return [self.typed, self.close_button, self.which, self.table]

    # Acts

    @Slot(int)
    def on_which(self, _place: int) -> None:
        """Show the records of another number."""
        self.show_number()

    @Slot()
    def on_typed(self) -> None:
        """Go to the numbers of the period that are typed."""
        self.typed_wanted.emit(self.day)

    @Slot()
    def on_entered(self) -> None:
        """Open the chosen record on its page."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.rows.ids):
            self.bridge.show_record(spec_of(self.rows.kind).table, self.rows.ids[row])


def _behind(turn: int, metric: int, day: date, snapshot: Snapshot) -> tuple[int, Found]:
    return turn, behind(snapshot, metric, day, clock.today())
