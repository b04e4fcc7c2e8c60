"""What the incidents say together: where it goes wrong, how soon it is put right, what that costs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from cxdesk import clock, periods
from cxdesk.entities.incident import Incident
from cxdesk.events import Event
from cxdesk.i18n import N_, _, ngettext
from cxdesk.services.recovery import seeing
from cxdesk.services.recovery.seeing import Seen
from cxdesk.services.recovery.seeing_words import Figure, figures
from ui import theme
from ui.bridge import Bridge
from ui.charts.causes_chart import CausesChart
from ui.charts.chart_view import ChartView
from ui.metrics.between import between_data
from ui.recovery.cost_table import CostTable
from ui.recovery.views import RecoveryView
from ui.widgets import Card, ChoiceBox, EmptyState, FieldLabel, PageScroll, PlainLabel
from ui.widgets.wrapped import WrappedLabel

_TABLES = frozenset({"incident", "stage", "standard", "shop", "opening_hours", "closed_day"})
_SPANS = (
    ("30", N_("The last 30 days")),
    ("90", N_("The last 90 days")),
    ("365", N_("The last 365 days")),
    ("month", N_("This month")),
    ("last_month", N_("Last month")),
    ("all", N_("Everything")),
)
_SHOWN = (
    ("defect", N_("What went wrong")),
    ("stage", N_("Where it went wrong")),
    ("between", N_("Days between severe failures")),
    ("cost", N_("Cost by month")),
)


def make(bridge: Bridge, parent: QWidget | None = None) -> RecoveryView:
    """Return the view."""
    return NumbersView(bridge, parent)


def span_of(name: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of a span by its name."""
    if name == "all":
        return date.min, today
    if name in {"month", "last_month"}:
        this = periods.start_of("month", today)
        first = this if name == "month" else periods.shifted("month", this, -1)
        return first, periods.next_start("month", first) - timedelta(days=1)
    return today - timedelta(days=int(name) - 1), today


class NumbersView(RecoveryView):
    """At the left the figures with what has to be known of each, at the right one chart at a time."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.found: Seen | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        self.left = _FiguresCard(self)
        self.left.setFixedWidth(theme.px(300))
        row.addWidget(self.left)
        self.right = self._right()
        row.addWidget(self.right, 1)
        words = _("Nothing went wrong yet, or nobody wrote it down. Ctrl+I writes down what did.")
        self.empty = Card(self)
        self.empty.body.addWidget(EmptyState("recovery", words, (), self.empty))
        row.addWidget(self.empty, 1)
        self.left.span.activated.connect(self.on_chosen)
        self.what.activated.connect(self.on_what)

    def _right(self) -> Card:
        card = Card(self)
        head = QHBoxLayout()
        self.what = ChoiceBox(card, name=_("What is shown"))
        for key, title in _SHOWN:
            self.what.addItem(_(title), key)
        head.addWidget(FieldLabel(_("What is shown"), card, buddy=self.what))
        head.addWidget(self.what, 1)
        card.body.addLayout(head)
        self.causes = CausesChart(self.bridge, card)
        self.between = _BetweenChart(self.bridge, card)
        self.cost = _CostPart(card)
        self.stack = QStackedLayout()
        for part in (self.causes, self.between, self.cost):
            self.stack.addWidget(part)
        card.body.addLayout(self.stack, 1)
        return card

    # What the page asks for

    def subtitle(self) -> str:
        if self.found is None:
            return ""
        return ngettext("{n} incident", "{n} incidents", self.found.incidents).format(n=self.found.incidents)

    def refresh(self, event: Event | None) -> None:
        if event is None or event.tables & _TABLES:
            self.on_chosen()

    def first_focus(self) -> QWidget | None:
        return self.left.span if self.bridge.ws.count(Incident) else None

    def print_sheet(self) -> tuple[str, Mapping[str, str]] | None:
        first = self.found.first if self.found is not None else clock.today()
        day = first if self.left.span.currentData() in {"month", "last_month"} else clock.today()
        return "incident-month", {"month": f"{day:%Y-%m}"}

    # What is chosen

    @Slot()
    def on_chosen(self) -> None:
        """Look at the incidents of the span."""
        ws = self.bridge.ws
        there = bool(ws.count(Incident))
        self.left.setVisible(there)
        self.right.setVisible(there)
        self.empty.setVisible(not there)
        first, last = span_of(self.left.span.currentData(), clock.today())
        self.found = seeing.seen(ws, first, last) if there else None
        if self.found is not None:
            self.left.show_figures(figures(self.found, ws.shop))
            self.on_what()
        self.header_changed.emit()

    @Slot()
    def on_what(self) -> None:
        """Show what is chosen of it."""
        found, what = self.found, self.what.currentData()
        if found is None:
            return
        if what == "between":
            self.between.show_between(found)
            self.stack.setCurrentWidget(self.between)
        elif what == "cost":
            self.cost.table.show_costs(found.costs, self.bridge.ws.shop)
            self.stack.setCurrentWidget(self.cost)
        else:
            title = dict(_SHOWN)[what]
            counts = found.by_defect if what == "defect" else found.by_stage
            none = _("Nothing went wrong in this span, as far as it was written down.")
            self.causes.show_causes(_(title), counts, none=none)
            self.stack.setCurrentWidget(self.causes)


class _FiguresCard(Card):
    """The span, and under it each figure with its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.span = ChoiceBox(self, name=_("Which days"))
        for key, title in _SPANS:
            self.span.addItem(_(title), key)
        self.span.setCurrentIndex(1)
        self.body.addWidget(self.span)
        self._area = PageScroll(self, spacing=0)
        self.body.addWidget(self._area, 1)
        self._grid: QWidget | None = None

    def show_figures(self, lines: list[Figure]) -> None:
        """Show the figures, each a heading, a value and what to know with it."""
        if self._grid is not None:
            self._grid.hide()  # until it is deleted it would stand in the corner
            self._grid.deleteLater()
        self._grid = QWidget(self)
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, theme.px(6), 0)
        grid.setVerticalSpacing(theme.px(1))
        grid.setColumnStretch(0, 1)
        for place, one in enumerate(lines):
            label = WrappedLabel(one.label, self._grid, tone="secondary", size="body")
            grid.addWidget(label, 2 * place, 0)
            value = PlainLabel(one.value, self._grid, tone="danger" if one.warns else "text", size="strong")
            grid.addWidget(value, 2 * place, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            if one.more:
                more = WrappedLabel(one.more, self._grid, tone="secondary", size="caption")
                more.setContentsMargins(0, 0, 0, theme.px(10))
                grid.addWidget(more, 2 * place + 1, 0, 1, 2)
            grid.setRowMinimumHeight(2 * place + 1, theme.px(10))
        grid.setRowStretch(2 * len(lines), 1)
        self._area.body.addWidget(self._grid)
        self._grid.show()


class _BetweenChart(QWidget):
    """The sentence, and the chart once there are two failures."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.words = WrappedLabel(parent=self, tone="text", size="body")
        column.addWidget(self.words, 0, Qt.AlignmentFlag.AlignTop)
        self.chart = ChartView(bridge.tasks, self)
        column.addWidget(self.chart, 1)

    def show_between(self, found: Seen) -> None:
        """Show the days between severe failures."""
        title = _("Severe failures")
        self.words.setText(found.between.sentence)
        if len(found.between.intervals) < 2:
            self.chart.clear(_("With three severe failures there is a chart of the days between them."))
        else:
            self.chart.show_chart(between_data(title, found.between, self._bridge.ws.shop.language))


class _CostPart(QWidget):
    """The months, and what they are not for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        words = _("Look at the total. Who gives much may simply be where most goes wrong.")
        column.addWidget(WrappedLabel(words, self, tone="text", size="body"))
        self.table = CostTable(self)
        column.addWidget(self.table, 1)
