"""The right card: one metric as a chart or as a table, with what it says in words."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cxdesk import clock, periods
from cxdesk.i18n import _
from cxdesk.output.charts.data import chart_data
from cxdesk.output.charts.model import ChartData
from cxdesk.output.charts.words import USUAL, count_text
from cxdesk.services.metrics.people import BY_PERSON
from ui import theme
from ui.bridge import Bridge
from ui.charts.chart_view import ChartView
from ui.charts.data_table import DataTable
from ui.charts.export import ChartExport
from ui.charts.menus import export_entries, refill, with_menu
from ui.metrics.chart_menus import LAST_YEAR, more_entries, range_entries
from ui.metrics.figures import Figure, LowStack
from ui.metrics.looks import Shown
from ui.metrics.wording import figures
from ui.widgets import Card, Divider, ElidedLabel, LinkButton, PlainLabel, Tag
from ui.widgets.labels import TagRole
from ui.widgets.wrapped import WrappedLabel

_ROLES: dict[str, TagRole] = {"good": "good", "bad": "danger", "doubt": "warn", "": "neutral"}
HEAD_ROOM, FOOT_ROOM = 560, 480
"""In less room the buttons stand below the name, and the words below the figures."""
DAYS_BETWEEN = "days-between"
BEHIND = "behind"


class ChartCard(Card):
    """Shows what the page has computed; asks for nothing itself."""

    panel_wanted = Signal(str)
    """Targets, notes and the like, by their name."""
    note_wanted = Signal(object)
    """A day to be noted on."""
    day_chosen = Signal(object)
    """A day of the period that was chosen in the chart."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=14, spacing=6)
        self.bridge = bridge
        self.metric_id: int | None = None
        self.shown: Shown | None = None
        self.data: ChartData | None = None
        self._title = ""
        self.days_between = False
        self.last_year = False
        self._lasts: dict[str, int] = {}
        self._between: ChartData | None = None
        self.export = ChartExport(bridge, self)
        self._build_head()
        self.stack = LowStack(150, self)
        self.chart = ChartView(bridge.tasks, self.stack)
        self.stack.addWidget(self.chart)
        self.body.addWidget(self.stack, 1)
        self.foot = QWidget(self)
        self.body.addWidget(self.foot)
        self._build_foot()
        self.chart.chosen.connect(self.on_place)
        self.chart.installEventFilter(self)
        note = QShortcut(QKeySequence("N"), self.chart)
        note.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        note.activated.connect(self.on_note)

    def _build_head(self) -> None:
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.head.setSpacing(theme.px(4))
        names, row = QHBoxLayout(), QHBoxLayout()
        names.setSpacing(theme.px(8))
        row.setSpacing(theme.px(4))
        self.name = ElidedLabel(parent=self, size="heading")
        self.badge = Tag(parent=self)
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.range = with_menu(LinkButton(parent=self), self.on_range, self.on_range_chosen)
        self.as_table = LinkButton(_("Table"), self)
        self.as_table.clicked.connect(self.on_table)
        self.more = with_menu(LinkButton(_("More"), self), self.on_more, self.on_more_chosen)
        self.more.setAccessibleName(_("More about the metric"))
        self.export_button = with_menu(LinkButton(_("Export"), self), self.on_export, self.on_export_chosen)
        names.addWidget(self.name)
        names.addWidget(self.badge)
        names.addStretch(1)
        for button in (self.range, self.as_table, self.more, self.export_button):
            row.addWidget(button)
        self.buttons = row
        self.head.addLayout(names, 1)
        self.head.addLayout(row)
        self.body.addLayout(self.head)

    def _build_foot(self) -> None:
        outer = QVBoxLayout(self.foot)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addWidget(Divider(self.foot))
        self.words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.words.setSpacing(theme.px(20))
        row = QHBoxLayout()
        row.setSpacing(theme.px(20))
        self.figures = [Figure(self.foot) for _place in range(3)]
        for figure in self.figures:
            row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(1))
        self.says_heading = PlainLabel(_("What this says"), self.foot, tone="secondary", size="small")
        self.says = WrappedLabel(parent=self.foot, tone="text", size="body")
        self.between_button = LinkButton(parent=self.foot)
        self.between_button.clicked.connect(self.on_between)
        column.addWidget(self.says_heading)
        column.addWidget(self.says)
        self.behind_button = LinkButton(_("What it was counted from"), self.foot)
        self.behind_button.clicked.connect(self.on_behind)
        column.addWidget(self.between_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.behind_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.words.addLayout(row)
        self.words.addLayout(column, 1)
        outer.addLayout(self.words)

    @cached_property
    def table(self) -> DataTable:
        """The values as a table; made when it is first asked for."""
        made = DataTable(self.stack)
        made.entered.connect(self.on_row)
        self.stack.addWidget(made)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        width = event.size().width()
        self.head.setDirection(down if width < theme.px(HEAD_ROOM) else across)
        self.words.setDirection(down if width < theme.px(FOOT_ROOM) else across)
        self.words.setSpacing(theme.px(6 if width < theme.px(FOOT_ROOM) else 20))

    def minimumSizeHint(self) -> QSize:
        """Return a width at which all stands below each other: asked for more, it would never get there."""
        hint = super().minimumSizeHint()
        buttons = self.buttons.minimumSize().width() + 2 * self.body.contentsMargins().left()
        return QSize(min(hint.width(), buttons), hint.height())

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        buttons = [self.range, self.as_table, self.more, self.export_button]
        return [*buttons, self.face, self.between_button, self.behind_button]

    # What is shown

    def show_metric(self, metric: int, name: str, shown: Shown | None) -> None:
        """Show a metric; while it is computed for the first time, its name alone."""
        known = metric == self.metric_id and name == self._title
        if known and shown is not None and shown is self.shown:
            return
        if metric != self.metric_id:
            self.days_between = self.last_year = False
            self._between = None
        self.metric_id, self.shown, self._title = metric, shown, name
        self.name.setText(name)
        for part in (self.range, self.export_button):
            part.setEnabled(shown is not None)
        if shown is None:
            self.data = None
            self.badge.setText(_("One moment…"))
            self.badge.set_role("neutral")
            self.chart.clear(_("One moment…"))
            self.says.setText(" ")
            for figure in self.figures:
                figure.hide()
            self.between_button.hide()
            self.behind_button.hide()
            return
        if self.days_between and not shown.rare:
            self.days_between = False
        self._show_words(shown)
        self._show_chart(shown)

    def show_between(self, data: ChartData) -> None:
        """Show the days between in the place of the counts."""
        self._between = data
        if self.days_between and self.shown is not None:
            self._show_words(self.shown)
            self._show_chart(self.shown)

    def _show_words(self, shown: Shown) -> None:
        said = shown.verdict
        self.badge.setText(said.badge)
        self.badge.set_role(_ROLES[said.role])
        between = self._between if self.days_between else None
        self.says.setText(" ".join(between.sentences if between is not None else said.sentences))
        found = figures(shown) if between is None else []
        for place, figure in enumerate(self.figures):
            figure.setVisible(place < len(found))
            if place < len(found):
                figure.say(*found[place])
        self.between_button.setVisible(shown.rare)
        self.behind_button.setVisible(shown.counted)
        self.between_button.setText(
            _("Show the counts") if self.days_between else _("So rare: show the days between")
        )

    def _show_chart(self, shown: Shown) -> None:
        if self.days_between and self._between is not None:
            self.data = self._between
        else:
            cadence = shown.look.metric.cadence
            self.data = chart_data(
                shown.look, shown.written, last=self.last(cadence), last_year=self.last_year
            )
        last = self.last(shown.look.metric.cadence)
        words = count_text(shown.look.metric.cadence, last) if last else _("All")
        self.range.setText(words)
        self.range.setAccessibleName(_("What the chart shows: {range}").format(range=words))
        if self.data.empty:
            self.chart.clear(" ".join(shown.verdict.sentences))
        else:
            self.chart.show_chart(self.data)
        self.chart.setAccessibleDescription(self.data.summary)
        if "table" in self.__dict__:
            self.table.show_data(self.data)

    def last(self, cadence: str) -> int:
        """Return how many periods are shown, 0 for all."""
        return self._lasts.get(cadence, USUAL[cadence])

    # Keys and buttons

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note something on the period that is clicked twice."""
        if watched is self.chart and event.type() == QEvent.Type.MouseButtonDblClick:
            self.on_note()
            return True
        return super().eventFilter(watched, event)

    @Slot(int)
    def on_place(self, place: int) -> None:
        """Hand on which period was chosen."""
        if not self.days_between:
            self.day_chosen.emit(self.day_of(place))

    @Slot()
    def on_row(self) -> None:
        """Hand on the period of the row that was opened: the newest stands on top."""
        row, data = self.table.currentIndex().row(), self.data
        if row >= 0 and data is not None and not self.days_between:
            self.day_chosen.emit(self.day_of(data.offset + len(data.points) - 1 - row))

    @Slot()
    def on_behind(self) -> None:
        """Ask for what the value that is shown first was counted from."""
        self.panel_wanted.emit(BEHIND)

    @Slot()
    def on_note(self) -> None:
        """Note something on the period that is looked at."""
        place, data = self.chart.cursor_place, self.data
        self.note_wanted.emit(self.day_of(place + data.offset if place is not None and data else None))

    def day_of(self, place: int | None) -> date:
        """Return a day of a period of the series: its first one, or today while it runs."""
        today = clock.today()
        if self.shown is None or place is None or self.days_between:
            return today
        look = self.shown.look
        points = [*look.points, *(one for one in look.series.points if one.running)]
        if not 0 <= place < len(points):
            return today
        start = points[place].start
        return today if periods.last_day(look.metric.cadence, start) >= today else start

    @property
    def face(self) -> QWidget:
        """The chart, or the table in its place."""
        return self.table if self.tabled else self.chart

    @property
    def tabled(self) -> bool:
        """Whether the table stands in the place of the chart."""
        return self.stack.currentWidget() is not self.chart

    @Slot()
    def on_table(self) -> None:
        """Show the table, or the chart again."""
        if self.tabled:
            self.stack.setCurrentWidget(self.chart)
        else:
            if self.data is not None:
                self.table.show_data(self.data)
            self.stack.setCurrentWidget(self.table)
        self.as_table.setText(_("Chart") if self.tabled else _("Table"))

    @Slot()
    def on_range(self) -> None:
        """Offer how much of the series is shown."""
        if self.shown is None:
            return
        cadence = self.shown.look.metric.cadence
        now = None if self.days_between else self.last(cadence)
        count = len(self.shown.look.points)
        refill(self.range, range_entries(cadence, count, now, last_year=self.last_year))

    @Slot(QAction)
    def on_range_chosen(self, action: QAction) -> None:
        """Show as much as was chosen."""
        if self.shown is None:
            return
        key = str(action.data())
        self.days_between = False
        if key == LAST_YEAR:
            self.last_year = not self.last_year
        else:
            self._lasts[self.shown.look.metric.cadence] = int(key)
        self._show_words(self.shown)
        self._show_chart(self.shown)

    @Slot()
    def on_between(self) -> None:
        """Show the days between, or the counts again."""
        self.days_between = not self.days_between
        if self.days_between and self._between is None:
            self.panel_wanted.emit(DAYS_BETWEEN)
        elif self.shown is not None:
            self._show_words(self.shown)
            self._show_chart(self.shown)

    @Slot()
    def on_more(self) -> None:
        """Offer what else there is to a metric."""
        private = self.shown is not None and self.shown.look.metric.formula in BY_PERSON
        refill(self.more, more_entries(private=private))

    @Slot(QAction)
    def on_more_chosen(self, action: QAction) -> None:
        """Hand the wish on."""
        self.panel_wanted.emit(str(action.data()))

    @Slot()
    def on_export(self) -> None:
        """Offer the ways out."""
        refill(self.export_button, export_entries("Ctrl+Shift+C"))

    @Slot(QAction)
    def on_export_chosen(self, action: QAction) -> None:
        """Hand the chart out."""
        if self.data is None:
            return
        if action.data() == "copy":
            self.copy_picture()
        else:
            self.export.save(self.chart, self.data, str(action.data()))

    def copy_picture(self) -> None:
        """Put the chart on the clipboard as a picture."""
        if self.data is not None and not self.data.empty:
            self.chart.copy_picture()
            self.bridge.notice.emit(_("The chart is on the clipboard as a picture."), "")
