"""Causes from the most to the least frequent: as bars or as a table, with a sentence, copied and saved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.output.charts.causes import causes_of
from cxdesk.output.charts.model import CauseData
from ui import theme
from ui.bridge import Bridge
from ui.charts.chart_view import ChartView
from ui.charts.data_table import DataTable
from ui.charts.export import ChartExport
from ui.charts.menus import export_entries, refill, with_menu
from ui.widgets import LinkButton
from ui.widgets.wrapped import WrappedLabel


class CausesChart(QWidget):
    """For any page: it is given names and counts, and asks for nothing itself."""

    chosen = Signal(str)
    """A cause was chosen in the chart, by its name."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None, *, copy_keys: str = "") -> None:
        """Make one without causes; `copy_keys` are those by which its page calls `copy_picture`."""
        super().__init__(parent)
        self.bridge = bridge
        self._copy_keys = copy_keys
        self.data: CauseData | None = None
        self._wants_table = False
        self.export = ChartExport(bridge, self)
        self.summary = WrappedLabel(parent=self, tone="text", size="body")
        self.as_table = LinkButton(_("Table"), self)
        self.as_table.clicked.connect(self.on_table)
        self.export_button = with_menu(LinkButton(_("Export"), self), self.on_export, self.on_export_chosen)
        head = QHBoxLayout()
        head.setSpacing(theme.px(4))
        head.addWidget(self.summary, 1)
        for button in (self.as_table, self.export_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.stack = QStackedLayout()
        self.chart = ChartView(bridge.tasks, self)
        self.chart.chosen.connect(self.on_place)
        self.stack.addWidget(self.chart)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addLayout(self.stack, 1)

    @cached_property
    def table(self) -> DataTable:
        """The counts as a table; made when it is first asked for."""
        made = DataTable(self)
        self.stack.addWidget(made)
        return made

    def show_causes(
        self, title: str, counts: Sequence[tuple[str, int]], *, none: str, about: str = ""
    ) -> None:
        """Show how often each cause was counted; equally frequent ones stay in the order given.

        `none` is said where nothing was counted, `about` behind the summary, such as since when. Raises
        ValueError for a cause that is named twice and for a count below 0.
        """
        data = causes_of(title, counts, self.bridge.ws.shop.language)
        self.data = data
        said = " ".join(filter(None, (data.summary, about))) if data.bars else none
        self.summary.setText(said)
        self.summary.setVisible(bool(data.bars))  # else the sentence stands in the place of the chart
        if data.empty:
            self.chart.clear(said)
        else:
            self.chart.show_chart(data)
        self.chart.setAccessibleName(title)
        self.chart.setAccessibleDescription(said)
        self.as_table.setEnabled(not data.empty)
        self.export_button.setEnabled(bool(data.bars))
        self._show_face()

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        shown = self.stack.currentWidget()
        return [self.as_table, self.export_button, *([shown] if shown is not None else [])]

    @property
    def tabled(self) -> bool:
        """Whether the table stands in the place of the chart."""
        return self.stack.currentWidget() is not self.chart

    def _show_face(self) -> None:
        """Show the chart or the table; what is too little to be ranked is listed, and nothing is neither."""
        data = self.data
        if data is not None and data.bars and (self._wants_table or not data.ranked):
            self.table.show_data(data)
            self.stack.setCurrentWidget(self.table)
        else:
            self.stack.setCurrentWidget(self.chart)
        self.as_table.setText(_("Chart") if self.tabled else _("Table"))

    @Slot()
    def on_table(self) -> None:
        """Show the table, or the chart again."""
        self._wants_table = not self._wants_table
        self._show_face()

    @Slot(int)
    def on_place(self, place: int) -> None:
        """Hand on which cause was chosen."""
        if self.data is not None and 0 <= place < len(self.data.bars):
            self.chosen.emit(self.data.bars[place].label)

    @Slot()
    def on_export(self) -> None:
        """Offer the ways out; what is not drawn leaves as numbers alone."""
        drawn = self.data is not None and not self.data.empty
        entries = export_entries(self._copy_keys)
        refill(self.export_button, entries if drawn else entries[-1:])

    @Slot(QAction)
    def on_export_chosen(self, action: QAction) -> None:
        """Hand the chart out."""
        if action.data() == "copy":
            self.copy_picture()
        elif self.data is not None:
            self.export.save(self.chart, self.data, str(action.data()))

    @Slot()
    def copy_picture(self) -> None:
        """Put the chart on the clipboard as a picture."""
        if self.data is not None and not self.data.empty:
            self.chart.copy_picture()
            self.bridge.notice.emit(_("The chart is on the clipboard as a picture."), "")
