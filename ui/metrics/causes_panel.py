"""What happens most often: found cues and missed preferences by their causes."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.formats import date_text
from cxdesk.i18n import _
from cxdesk.services.metrics.causes import COUNTS
from ui import theme
from ui.bridge import Bridge
from ui.charts.causes_chart import CausesChart
from ui.metrics.looks import Shown
from ui.metrics.panel import Panel
from ui.widgets import ChoiceBox, FieldLabel


class CausesPanel(Panel):
    """Chooses what is counted; the chart shows it."""

    tall = True

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, _("What happens most often"), parent)
        self.close_button.set_name(_("Back to the chart"))
        self.what = ChoiceBox(self, name=_("What is counted"))
        for one in COUNTS:
            self.what.addItem(_(one.title), one.key)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(FieldLabel(_("What is counted"), self, buddy=self.what))
        row.addWidget(self.what, 1)
        self.body.addLayout(row)
        self.chart = CausesChart(bridge, self, copy_keys="Ctrl+Shift+C")
        self.body.addWidget(self.chart, 1)
        self.what.activated.connect(self.on_what)

    def show_metric(self, metric: int | None, shown: Shown | None) -> None:
        super().show_metric(metric, shown)
        self.on_what(self.what.currentIndex())

    def first_focus(self) -> QWidget:
        return self.what

    def stops(self) -> list[QWidget]:
        return [self.close_button, self.what, *self.chart.stops()]

    @Slot(int)
    def on_what(self, place: int) -> None:
        """Count."""
        one = COUNTS[place]
        found = one.find(self.bridge.ws)
        about = ""
        if found.since is not None:
            day = date_text(found.since, self.bridge.ws.shop.language)
            about = _("Counted since {day}.").format(day=day)
        self.chart.show_causes(_(one.title), found.counts, none=_(one.none), about=about)
