"""The card in which a metric is defined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from cxdesk.i18n import _
from ui.bridge import Bridge
from ui.metrics.definition import MetricForm
from ui.metrics.looks import Shown
from ui.metrics.panel import Panel

if TYPE_CHECKING:
    from ui.metrics.panel_ways import PanelWays


class DefinitionPanel(Panel):
    """Takes the place of chart and numbers while a metric is defined."""

    tall = True
    added = Signal(int)
    numbers_wanted = Signal()
    enter_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, _("How it is defined"), parent)
        self.close_button.set_name(_("Back to the chart"))
        self.form = MetricForm(bridge, self)
        self.form.added.connect(self.added)
        self.form.numbers_wanted.connect(self.numbers_wanted)
        self.form.enter_wanted.connect(self.enter_wanted)
        self.body.addWidget(self.form, 1)

    def show_metric(self, metric: int | None, shown: Shown | None) -> None:
        super().show_metric(metric, shown)
        self.heading.setText(_("How it is defined"))
        self.form.show_record(metric)

    def begin(self) -> None:
        """Begin a metric of her own."""
        self.heading.setText(_("A metric of your own"))
        self.form.new_record()

    def lead_on(self, ways: PanelWays) -> None:
        self.added.connect(ways.on_added)
        self.numbers_wanted.connect(ways.on_numbers)
        self.enter_wanted.connect(ways.on_enter)

    def first_focus(self) -> QWidget:
        return self.form.rows["name"].editor.target

    def stops(self) -> list[QWidget]:
        if self.form.history is not None:
            return [self.close_button, *self.form.history.findChildren(QAbstractButton)]
        return [self.close_button, *self.form.stops()]

    def flush(self) -> None:
        self.form.flush()

    def draft(self) -> object:
        return self.form.draft()

    def show_draft(self, draft: Any) -> None:
        self.form.show_draft(draft)
        if self.form.adding:
            self.heading.setText(_("A metric of your own"))

    def close_opened(self) -> bool:
        if self.form.close_history():
            self.form.focus_first()
            return True
        return self.form.close_ask()
