"""The Metrics page: what the shop looks at, with its chart and its numbers; `metrics_page` declares it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.events import Event
from cxdesk.i18n import _
from cxdesk.output.charts.model import ChartData
from cxdesk.schema.entity import Stored
from cxdesk.services.metrics import acts
from cxdesk.services.metrics.causes import TABLES as COUNTED
from ui import theme
from ui.bridge import Bridge
from ui.header_action import make_action
from ui.metrics import acts as acting
from ui.metrics.between import BetweenAsk
from ui.metrics.desk import MetricsDesk
from ui.metrics.looks import TABLES, looks_of
from ui.metrics.panel_ways import OF_ALL, PanelWays
from ui.metrics.wording import subtitle
from ui.pages.base import Page
from ui.standards.selection import neighbour

SHEET = "scoreboard-poster"
_VIEW = "metrics"


class MetricsPage(Page):
    """Says what is shown where; cards and panels read and write it."""

    undo_in_header = True

    tables: ClassVar[frozenset[str] | None] = TABLES | COUNTED | {"person", "person_result", "standard"}

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.rows: list[Stored[Metric]] = []
        self.all: list[Stored[Metric]] = []
        self.chosen: int | None = None
        self.key: int | None = None
        self._words: object = None
        self.panels = PanelWays(self)
        self._shown = False
        self._missed = False
        self.looks = looks_of(bridge)
        self.looks.ready.connect(self.on_ready)
        self.between = BetweenAsk(bridge, self.looks, self)
        self.between.found.connect(self.on_between)
        self.poster_action = make_action(_("Scoreboard poster"), self.on_poster, self, icon="print")
        self.import_action = make_action(_("Import…"), self.on_import, self, icon="import")
        self.add_action = make_action(_("Metric"), self.on_add, self, icon="add", primary=True)
        copy = QShortcut(QKeySequence("Ctrl+Shift+C"), self)
        copy.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copy.activated.connect(self.on_copy)
        sheet = QShortcut(QKeySequence("Ctrl+E"), self)
        sheet.activated.connect(self.on_sheet)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.desk = self._make_desk()
        theme.current().changed.connect(self.on_theme_changed)

    # Making

    def _make_desk(self) -> MetricsDesk:
        """Make the cards; again when words or lengths are different."""
        made = MetricsDesk(self.bridge, self.looks, self)
        self._words = self.made_with()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(made)
        made.add_wanted.connect(self.on_add)
        made.panel_made.connect(self.panels.on_panel_made)
        made.grid_made.connect(self.follow)
        made.form_made.connect(self.panels.fill_form)
        made.list.chosen.connect(self.on_chosen)
        made.list.opened.connect(self.on_opened)
        made.list.remove_wanted.connect(self.remove)
        made.list.act_wanted.connect(self.on_act)
        made.list.retired_wanted.connect(self.on_retired)
        made.chart.panel_wanted.connect(self.panels.open)
        made.chart.note_wanted.connect(self.panels.on_note)
        made.chart.day_chosen.connect(self.panels.on_day)
        return made

    def _make_anew(self) -> None:
        old = self.desk
        old.flush()
        begun = self.draft()
        self.desk = self._make_desk()
        old.hide()
        old.deleteLater()
        self.show_draft(begun)

    # What the window asks for

    def subtitle(self) -> str:
        used = [row for row in self.all if row.record.active]
        if not used:
            return ""
        return subtitle(
            len(used),
            sum(row.record.key for row in used),
            self.looks.last_entry,
            self.bridge.ws.shop.language,
        )

    def header_actions(self) -> list[QAction]:
        free = not self.bridge.ws.read_only
        self.add_action.setEnabled(free)
        self.import_action.setEnabled(free)
        self.poster_action.setEnabled(bool(self.rows))
        return [self.poster_action, self.import_action, self.add_action]

    def refresh(self, event: Event | None) -> None:
        if self._words != self.made_with():
            self._make_anew()
        self.read(event)
        if (event is not None or self._shown) and self.desk.has("grid"):  # else it reads all as it is made
            self.desk.grid.refresh(event)
        self._shown = True
        self.show_all()

    def show_record(self, kind: str, record_id: int) -> None:
        self.flush()
        self.read(None)
        ws, panel, metric = self.bridge.ws, "", record_id if kind == "metric" else None
        if kind == "metric_target":
            target = ws.find(MetricTarget, record_id)
            metric, panel = (target.record.metric if target else None), "targets"
        elif kind == "chart_note":
            note = ws.find(ChartNote, record_id)
            metric, panel = ((note.record.metric if note else None) or self.chosen), "notes"
        elif kind == "metric_part":
            panel = "numbers"
        wanted = ws.find(Metric, metric)
        if wanted is not None:
            if not wanted.record.active:
                self.desk.list.retired.setChecked(True)
            self.chosen = wanted.id
        self.desk.close_panel()
        self.show_all()
        if not panel:
            self.to_list()
            return
        self.panels.open(panel)
        if self.desk.panel is not None and hasattr(self.desk.panel, "on_chosen"):
            self.desk.panel.on_chosen(record_id)
            self.desk.panel.show_metric(self.chosen, self.looks.get(self.chosen))

    def add_record(self) -> bool:
        if self.bridge.ws.read_only:
            return False
        self.flush()
        self.desk.open(self.desk.library)
        self.desk.library.open()
        self.desk.show_front(anything=bool(self.rows))
        self.desk.library.search.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def shown_record(self) -> tuple[str, int] | None:
        return ("metric", self.chosen) if self.chosen is not None else None

    def spot(self) -> object:
        return self.chosen, self.desk.panel_name()

    def return_to(self, spot: object) -> None:
        if not isinstance(spot, tuple) or spot == self.spot():
            return
        metric, panel = spot
        if metric is not None:
            self.show_record("metric", metric)
        if panel:
            self.panels.open(panel)

    def print_sheet(self) -> tuple[str, Mapping[str, str]] | None:
        options = {"metric": str(self.chosen)} if self.chosen is not None else {}
        return SHEET, options

    def memory(self) -> object:
        desk = self.desk
        waits = desk.panel is not None and desk.draft() is None
        return None if desk.has_unkept() or waits else (self.chosen,)

    def recall(self, memory: object) -> None:
        if isinstance(memory, tuple):
            (self.chosen,) = memory

    def draft(self) -> object:
        begun = self.desk.draft()
        return (self.chosen, begun) if begun is not None else None

    def show_draft(self, draft: object) -> None:
        if isinstance(draft, tuple):
            self.chosen, (name, begun) = draft
            self.read(None)
            self.panels.take_up(name, begun)

    def flush(self) -> None:
        if self.bridge.workspace is not None:
            self.desk.flush()

    def close_opened(self) -> bool:
        desk = self.desk
        if desk.panel is not None:
            if not desk.panel.close_opened():
                self.panels.close()
            return True
        if desk.has("grid") and desk.grid.close_opened():
            return True
        focus = QApplication.focusWidget()
        if focus is None or not desk.right.isAncestorOf(focus):
            return False
        self.flush()
        self.to_list()
        return True

    def first_focus(self) -> QWidget | None:
        desk = self.desk
        if desk.empty:
            return desk.first_button
        return desk.panel.first_focus() if desk.panel is not None else desk.list.list

    def show_place(self, name: str) -> None:
        if name == "library":
            self.add_record()
        elif name == "import":
            self.on_import()
        elif name in OF_ALL or (name == "notes" and self.rows):
            self.panels.open(name)
        elif self.rows:
            self.panels.close()
            self.desk.grid.show_due(self.chosen)
            self.desk.grid.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            if name == "sheet":
                self.desk.grid.enter_sheet()

    # What is shown

    def read(self, event: Event | None) -> None:
        """Read what the list shows; numbers typed change the last entry alone."""
        ws = self.bridge.ws
        before = [row.id for row in self.rows]
        if event is None or event.tables - {"part_value", "person_result"} or not self.rows:
            self.all = ws.rows(Metric)
            self.key = acts.key_metric(ws)
        self._fit_rows()
        ids = [row.id for row in self.rows]
        if self.chosen is None and event is None:
            kept = self.bridge.settings.views.get(_VIEW)
            self.chosen = kept if isinstance(kept, int) and kept in ids else self.key
        self.chosen = neighbour(before, ids, self.chosen)
        self._want()
        self.header_changed.emit()

    def _fit_rows(self) -> None:
        """Leave out what is out of use, unless it is asked for or nothing else is there."""
        used = [row for row in self.all if row.record.active]
        switch = self.desk.list.retired
        switch.setVisible(bool(used) and len(used) < len(self.all))
        self.rows = self.all if switch.isChecked() or not used else used

    @Slot(bool)
    def on_retired(self, _shown: bool) -> None:
        """Show those out of use, or no longer."""
        before = [row.id for row in self.rows]
        self._fit_rows()
        self.chosen = neighbour(before, [row.id for row in self.rows], self.chosen)
        self._want()
        self.show_all()

    def _want(self) -> None:
        """Compute the chosen one first."""
        ids = [row.id for row in self.rows]
        self.looks.want(sorted(ids, key=lambda one: one != self.chosen))

    def show_all(self) -> None:
        """Show what is chosen, as it is now."""
        desk = self.desk
        if self.panels.begun and not self.panels.defining():
            # Kept by now: the fields of any other one would take the keyboard away.
            self.panels.begun = False
            self.chosen = desk.definition.form.record_id or self.chosen
        desk.show_front(anything=bool(self.rows))
        desk.list.show_metrics(self.rows, self.key, self.chosen)
        row = next((row for row in self.rows if row.id == self.chosen), None)
        shown = self.looks.get(self.chosen)
        if row is not None:
            desk.chart.show_metric(row.id, row.record.name, shown)
            if desk.chart.days_between:
                self.between.ask(self.chosen)
        if desk.panel is not None and not self.panels.defining():
            desk.panel.show_metric(self.chosen, shown)

    @Slot(int)
    def on_ready(self, metric: int) -> None:
        """Show what was computed, now or with the page."""
        if not self.isVisible():
            self._missed = True
            return
        desk = self.desk
        desk.list.show_metrics(self.rows, self.key, self.chosen)
        self.header_changed.emit()
        if metric == self.chosen:
            row = next((row for row in self.rows if row.id == metric), None)
            shown = self.looks.get(metric)
            if row is not None:
                desk.chart.show_metric(metric, row.record.name, shown)
                if desk.chart.days_between:
                    self.between.ask(self.chosen)
            if desk.has("targets") and desk.panel is desk.targets:
                desk.targets.show_metric(metric, shown)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._missed and self.bridge.workspace is not None:
            self._missed = False
            self.show_all()
            self.header_changed.emit()

    def to_list(self) -> None:
        wanted = self.first_focus()
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    # The list

    @Slot(int)
    def on_chosen(self, metric: int) -> None:
        """Show a metric."""
        self.flush()
        self.chosen = metric
        self.bridge.settings.views[_VIEW] = metric
        if self.desk.panel is not None and self.desk.has("library") and self.desk.panel is self.desk.library:
            self.desk.close_panel()
        self._want()
        self.show_all()
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Let the grid stand at the numbers of the chosen metric."""
        if self.desk.has("grid"):
            self.desk.grid.follow(self.chosen)

    @Slot(int)
    def on_opened(self, _metric: int) -> None:
        """Show how it is defined."""
        self.panels.open("definition")

    @Slot(str, int)
    def on_act(self, key: str, metric: int) -> None:
        """Do what the menu of the list offers."""
        self.on_chosen(metric)
        if key == "key":
            acting.make_key(self.bridge, metric)
        elif key == "active":
            acting.switch_active(self.bridge, metric)
        else:
            self.panels.open(key)

    @Slot(int)
    def remove(self, metric: int) -> None:
        """Move a metric to the trash; what was typed for it stays."""
        if self.bridge.ws.read_only:
            return
        self.flush()
        acting.remove(self.bridge, metric)
        if self.desk.has("definition"):
            self.desk.definition.form.forget(metric)

    # The chart

    @Slot(int, object)
    def on_between(self, metric: int, data: ChartData) -> None:
        """Show the days between."""
        if metric == self.chosen:
            self.desk.chart.show_between(data)

    # Header

    @Slot()
    def on_add(self) -> None:
        """Choose a new metric."""
        self.add_record()

    @Slot()
    def on_poster(self) -> None:
        """Show the poster in the print centre."""
        self.flush()
        sheet = self.print_sheet()
        if sheet is not None:
            self.bridge.print_sheet(*sheet)

    @Slot()
    def on_import(self) -> None:
        """Take numbers from a table in."""
        from ui.imports.import_dialog import open_import

        self.flush()
        open_import(self.bridge, self)

    @Slot()
    def on_sheet(self) -> None:
        """Key in a tally sheet, wherever the keyboard is."""
        self.show_place("sheet")

    @Slot()
    def on_copy(self) -> None:
        """Put the chart on the clipboard as a picture."""
        desk = self.desk
        if desk.has("causes") and desk.panel is desk.causes:
            desk.causes.chart.copy_picture()
        else:
            desk.chart.copy_picture()

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the lengths of another text size."""
        if self.bridge.workspace is not None and self._words != self.made_with():
            self._make_anew()
            self.show_all()
