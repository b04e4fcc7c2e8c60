"""The panels of the Metrics page: what opens in the place of the numbers, and what comes of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from cxdesk import clock
from cxdesk.services.metrics.behind import is_counted
from cxdesk.services.metrics.library import MetricTemplate
from ui.metrics import acts as acting
from ui.metrics.chart_card import BEHIND, DAYS_BETWEEN
from ui.metrics.panel import Panel

if TYPE_CHECKING:
    from ui.pages.metrics_room import MetricsPage

SHEETS = {"chart-page": "xmr-page", "definition-sheet": "metric-definition"}
OF_ALL = frozenset({"numbers", "causes"})
"""Panels that are about no metric."""


class PanelWays(QObject):
    """Opens and closes panels; says which metric is chosen after a new one came of them."""

    def __init__(self, page: MetricsPage) -> None:
        super().__init__(page)
        self._page, self._bridge = page, page.bridge
        self.begun = False
        """Whether a metric of her own was begun that may be kept by now."""

    @Slot(object)
    def on_panel_made(self, panel: Panel) -> None:
        """Listen to a panel that is shown for the first time."""
        panel.closed.connect(self.close)
        panel.lead_on(self)

    @Slot()
    def fill_form(self) -> None:
        """Let the form of definitions show the chosen metric already, so that it opens at once."""
        desk = self._page.desk
        if desk.panel is None and self._page.chosen is not None:
            desk.definition.show_metric(self._page.chosen, self._page.looks.get(self._page.chosen))

    @Slot(str)
    def open(self, name: str) -> None:
        """Open a panel by its name."""
        if name == DAYS_BETWEEN:
            self._page.between.ask(self._page.chosen)
            return
        if name == BEHIND:
            self.show_behind(None)
            return
        if name in SHEETS:
            self._page.flush()
            self._bridge.print_sheet(SHEETS[name], {"metric": str(self._page.chosen)})
            return
        if self._page.chosen is None and name not in OF_ALL:
            return
        self._page.flush()
        panel: Panel = getattr(self._page.desk, name)
        if name == "people" and self._page.desk.panel is not panel:
            self._page.desk.people.hide_results()
        self._page.desk.open(panel)
        self._page.desk.show_front(anything=bool(self._page.rows))
        panel.show_metric(self._page.chosen, self._page.looks.get(self._page.chosen))
        panel.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def take_up(self, name: str, draft: object) -> None:
        """Open a panel with what was half typed in one before it."""
        desk = self._page.desk
        panel: Panel = getattr(desk, name)
        desk.open(panel)
        panel.show_metric(self._page.chosen, self._page.looks.get(self._page.chosen))
        panel.show_draft(draft)
        self.begun = self.defining()

    @Slot()
    def on_numbers(self) -> None:
        """Show what is entered, how often."""
        self.open("numbers")

    @Slot()
    def on_enter(self) -> None:
        """Go to the first number of the metric that is due."""
        self._page.show_place("enter")

    @Slot()
    def close(self) -> None:
        """Go back to chart and numbers."""
        self._page.flush()
        self.begun = False
        if self.defining():
            self._page.desk.definition.form.show_record(self._page.chosen)
        if self._page.desk.has("people"):
            self._page.desk.people.hide_results()
        behind = self._page.desk.has(BEHIND) and self._page.desk.panel is self._page.desk.behind
        self._page.desk.close_panel()
        self._page.show_all()
        if behind:
            self._page.desk.chart.face.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._page.to_list()

    @Slot(object)
    def on_note(self, day: date) -> None:
        """Note something on a day of the chart."""
        if self._bridge.ws.read_only or self._page.chosen is None:
            return
        self.open("notes")
        self._page.desk.notes.begin(happened_on=day)
        self._page.desk.notes.form.rows["text"].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def on_day(self, day: date) -> None:
        """Show the numbers of a period that was chosen in the chart, or what they were counted from."""
        row = next((row for row in self._page.rows if row.id == self._page.chosen), None)
        if row is not None and is_counted(self._bridge.ws, row, day):
            self.show_behind(day)
        elif self._page.desk.panel is None:
            self._page.desk.grid.show_period(day)

    def show_behind(self, day: date | None) -> None:
        """Open the records behind the period of a day; without one, behind the value that is shown first."""
        shown = self._page.looks.get(self._page.chosen)
        now = shown.look.now if shown is not None else None
        if self._page.chosen is None:
            return
        self._page.flush()
        panel = self._page.desk.behind
        self._page.desk.open(panel)
        panel.show_metric(self._page.chosen, shown)
        panel.show_day(day or (now.start if now is not None else clock.today()))
        panel.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def on_typed_numbers(self, day: date) -> None:
        """Show the numbers of a period that are typed."""
        self.close()
        self._page.desk.grid.show_period(day)
        self._page.desk.grid.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def on_taken(self, template: MetricTemplate) -> None:
        """Add a metric of the library, and show its numbers to enter."""
        added = acting.take(self._bridge, template)
        if added is not None:
            self._show_new(added)

    @Slot(int)
    def on_there(self, metric: int) -> None:
        """Show a metric of the library that is there already."""
        acting.use_again(self._bridge, metric)
        self._show_new(metric)

    def _show_new(self, metric: int) -> None:
        self._page.chosen = metric
        self._page.desk.close_panel()
        self._page.read(None)
        self._page.show_all()
        self._page.to_list()

    @Slot(str)
    def on_own(self, name: str) -> None:
        """Begin a metric of her own."""
        panel = self._page.desk.definition
        self._page.desk.open(panel)
        self._page.desk.show_front(anything=bool(self._page.rows))
        panel.begin()
        self.begun = True
        if name:
            row = panel.form.rows["name"]
            row.editor.show_draft(name)
            row.settle()

    @Slot(int)
    def on_added(self, metric: int) -> None:
        """Choose the new one; the keyboard stays in its fields."""
        self._page.chosen = metric
        self._page.read(None)
        self._page.show_all()

    def defining(self) -> bool:
        return self._page.desk.has("definition") and self._page.desk.definition.form.adding
