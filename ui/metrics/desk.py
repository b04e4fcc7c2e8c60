"""Everything below the header of the Metrics page: the list, the chart, the numbers, and what opens.

What is not seen at once is loaded and made when it is first needed.
"""

from __future__ import annotations

import importlib
import sys
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.bridge import Bridge
from ui.metrics.chart_card import ChartCard
from ui.metrics.figures import LowStack
from ui.metrics.looks import Looks
from ui.metrics.metric_list import MetricList
from ui.widgets import Card, EmptyState, PageScroll, PrimaryButton
from ui.widgets.in_order import InOrder, takes_tab

if TYPE_CHECKING:
    from ui.metrics.behind_panel import BehindPanel
    from ui.metrics.causes_panel import CausesPanel
    from ui.metrics.chooser import Chooser
    from ui.metrics.definition_panel import DefinitionPanel
    from ui.metrics.pair_panel import PairPanel
    from ui.metrics.panel import Panel
    from ui.metrics.people_panel import PeoplePanel
    from ui.metrics.records import NotesPanel, PartsPanel, TargetsPanel
    from ui.numbers.number_grid import NumberGrid

PANELS = ("definition", "targets", "notes", "numbers", "pair", "people", "causes", "behind", "library")
P = TypeVar("P", bound="Panel")
LEFT_SHARE, LEFT_MOST = 0.35, 400
ROOM = 740
"""In less room the list stands above the rest."""
LOW_LIST = 150
_REST = 10
"""Milliseconds between one part and the next, for keys and the pointer."""
_AHEAD = 400
"""Milliseconds after all is seen until what may be opened next is made."""
_FORM = "ui.metrics.definition_panel"
_ANY = 16777215  # as wide or high as can be


class MetricsDesk(InOrder):
    """The parts in their places. The page says what is shown and connects them.

    At first the list stands alone: chart and numbers follow one after the other, for to style and paint all
    of them at once would be felt.
    """

    add_wanted = Signal()
    grid_made = Signal()
    panel_made = Signal(object)
    """A panel that is shown for the first time."""
    form_made = Signal()
    """The form of definitions is there before anybody opened it, and empty."""

    def __init__(self, bridge: Bridge, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge, self.looks = bridge, looks
        self.panel: Panel | None = None
        self._grid_told = False
        self.stack = QStackedLayout(self)
        self.front = QWidget(self)
        row = self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.front)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        self.list = MetricList(bridge, looks, self.front)
        row.addWidget(self.list)
        self.right = PageScroll(self.front, spacing=14)
        inside = self.right.widget()
        column = self.right.body
        self.chart = ChartCard(bridge, inside)
        self.column = column
        column.addWidget(self.chart)
        self.below = LowStack(170, inside)
        self.below.addWidget(QWidget(self.below))
        column.addWidget(self.below)
        self._share(3, 2)
        row.addWidget(self.right, 1)
        self.stack.addWidget(self.front)
        self.right.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.on_soon)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.timeout.connect(self.on_ahead)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.has("grid"):
            self.bridge.tasks.at_work(self, on=True)
            self._soon.start(_REST)

    @Slot()
    def on_soon(self) -> None:
        """Show the next part."""
        if self.bridge.workspace is None:
            return
        if self.right.isHidden():
            self.right.show()
        elif not self.has("empty_grid"):
            self.empty_grid.hide()
        elif not self.has("grid"):
            self.grid.hide()
        elif not self._grid_told:
            self._tell_of_grid()  # a moment of its own: it reads what was typed
        else:
            self.show_whole()
            self._ahead.start(_AHEAD)
            return
        self._soon.start(_REST)

    @Slot()
    def on_ahead(self) -> None:
        """Make the form of definitions, the largest part, a turn each to load, to make and to fill it."""
        if self.bridge.workspace is None or self.panel is not None:
            return
        if self.has("definition"):
            self.form_made.emit()
            return
        if _FORM in sys.modules:
            self.definition.hide()
        else:
            importlib.import_module(_FORM)
        self._ahead.start(_REST)

    def show_whole(self) -> None:
        """Show all parts now: somebody goes to one of them."""
        self._soon.stop()
        self.bridge.tasks.at_work(self, on=False)
        self.right.show()
        if self.panel is None and self.bridge.workspace is not None:
            self.below.setCurrentWidget(self.grid)
            self._tell_of_grid()

    def _tell_of_grid(self) -> None:
        if not self._grid_told:
            self._grid_told = True
            self.grid_made.emit()

    # Parts that are made when they are first needed

    @cached_property
    def grid(self) -> NumberGrid:
        """The numbers to enter."""
        self.empty_grid.reload()
        return self.empty_grid

    @cached_property
    def empty_grid(self) -> NumberGrid:
        """The grid before the numbers in it are read, which has a turn of its own."""
        from ui.numbers.number_grid import NumberGrid

        made = NumberGrid(self.bridge, self.below, read=False)
        self.below.addWidget(made)
        return made

    @cached_property
    def definition(self) -> DefinitionPanel:
        """How a metric is defined."""
        from ui.metrics.definition_panel import DefinitionPanel

        return self._added(DefinitionPanel(self.bridge, self.below))

    @cached_property
    def targets(self) -> TargetsPanel:
        """The targets of a metric."""
        from ui.metrics.records import TargetsPanel

        return self._added(TargetsPanel(self.bridge, self.below))

    @cached_property
    def notes(self) -> NotesPanel:
        """What stands on the chart."""
        from ui.metrics.records import NotesPanel

        return self._added(NotesPanel(self.bridge, self.below))

    @cached_property
    def numbers(self) -> PartsPanel:
        """What is entered, how often."""
        from ui.metrics.records import PartsPanel

        return self._added(PartsPanel(self.bridge, self.below))

    @cached_property
    def pair(self) -> PairPanel:
        """Two metrics beside each other."""
        from ui.metrics.pair_panel import PairPanel

        return self._added(PairPanel(self.bridge, self.looks, self.below))

    @cached_property
    def people(self) -> PeoplePanel:
        """Results by person."""
        from ui.metrics.people_panel import PeoplePanel

        return self._added(PeoplePanel(self.bridge, self.below))

    @cached_property
    def causes(self) -> CausesPanel:
        """What happens most often."""
        from ui.metrics.causes_panel import CausesPanel

        return self._added(CausesPanel(self.bridge, self.below))

    @cached_property
    def behind(self) -> BehindPanel:
        """What a number was counted from."""
        from ui.metrics.behind_panel import BehindPanel

        return self._added(BehindPanel(self.bridge, self.looks, self.below))

    @cached_property
    def library(self) -> Chooser:
        """Where a new metric is chosen."""
        from ui.metrics.chooser import Chooser

        return self._added(Chooser(self.bridge, self.below))

    @cached_property
    def first_button(self) -> PrimaryButton:
        """The button where no metric is there yet."""
        made = PrimaryButton(_("Add a metric from the library"), icon="add")
        made.clicked.connect(self.add_wanted)
        return made

    @cached_property
    def none(self) -> Card:
        """What is said where no metric is there yet."""
        made = Card(self)
        made.body.addWidget(
            EmptyState(
                "metrics",
                _("A few numbers that everybody here knows: how many come back, who sends a friend."),
                [self.first_button],
                title=_("Metrics"),
                example=_("For example: left with a next date, 65 of 100."),
            )
        )
        self.stack.addWidget(made)
        return made

    def _added(self, panel: P) -> P:
        self.below.addWidget(panel)
        self.panel_made.emit(panel)
        return panel

    def has(self, part: str) -> bool:
        """Tell whether a part was made already."""
        return part in self.__dict__

    # What is shown

    @property
    def empty(self) -> bool:
        """Whether it is said that there is no metric."""
        return self.stack.currentWidget() is not self.front

    def show_front(self, *, anything: bool) -> None:
        """Show the list; without `anything` what is said where nothing is."""
        alone = self.panel is not None and self.panel.tall
        self.stack.setCurrentWidget(self.front if anything or alone else self.none)
        self.list.setVisible(anything)

    def open(self, panel: Panel) -> None:
        """Show a panel in the place of the numbers, or of the chart too."""
        self.show_whole()
        self.panel = panel
        self.below.setCurrentWidget(panel)
        self.chart.setHidden(panel.tall)
        self.chart.foot.hide()
        self._share(2, 3)

    def close_panel(self) -> None:
        """Show chart and numbers again."""
        self.panel = None
        self.show_whole()
        self.chart.show()
        self.chart.foot.show()
        self._share(3, 2)

    def _share(self, chart: int, below: int) -> None:
        """Share out the height."""
        self.column.setStretchFactor(self.chart, chart)
        self.column.setStretchFactor(self.below, below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        narrow = width < theme.px(ROOM)
        self.row.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        if narrow:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(_ANY)
        else:
            self.list.setFixedWidth(min(round(width * LEFT_SHARE), theme.px(LEFT_MOST)))
        self.list.setMaximumHeight(theme.px(LOW_LIST) if narrow else _ANY)

    def panels(self) -> list[Panel]:
        """Return the panels that were made."""
        return [getattr(self, name) for name in PANELS if self.has(name)]

    def panel_name(self) -> str:
        """Return which panel is open, "" for none."""
        return next((name for name in PANELS if self.has(name) and getattr(self, name) is self.panel), "")

    def has_unkept(self) -> bool:
        """Tell whether something is typed that is neither kept nor part of a panel's draft."""
        edited = self.has("grid") and self.grid.is_edited()
        return edited or (self.panel is not None and self.panel.has_unkept())

    def draft(self) -> tuple[str, object] | None:
        """Return the panel that is open and what is half typed in it, None for nothing."""
        draft = self.panel.draft() if self.panel is not None else None
        return (self.panel_name(), draft) if draft is not None else None

    def flush(self) -> None:
        """Keep what is typed."""
        if self.has("grid"):
            self.grid.flush()
        for panel in self.panels():
            panel.flush()

    # Tab

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at now, in the order of reading."""
        if self.empty:
            found: list[QWidget] = [self.first_button]
        else:
            found = self.list.stops()
            if not self.chart.isHidden():
                found += self.chart.stops()
            if self.panel is not None:
                found += self.panel.stops()
            elif self.has("grid"):
                found += self.grid.stops()
        return [part for part in found if takes_tab(part)]
