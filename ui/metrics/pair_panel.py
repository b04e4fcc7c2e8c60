"""Two metrics beside each other: whether they move together, in words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.metric import Metric
from cxdesk.i18n import _
from cxdesk.services.metrics import pairs
from cxdesk.services.metrics.pairs import Pair
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.metrics.looks import Ask, Looks, Shown
from ui.metrics.panel import Panel
from ui.metrics.snapshot import Snapshot
from ui.widgets import ChoiceBox, FieldLabel
from ui.widgets.wrapped import WrappedLabel


class PairPanel(Panel):
    """Names the other metric; what comes of it is computed beside."""

    def __init__(self, bridge: Bridge, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(bridge, _("Compare with another metric"), parent)
        self.looks = looks
        self._asked: tuple[int, int] | None = None
        self.other = ChoiceBox(self, name=_("The other metric"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(FieldLabel(_("The other metric"), self, buddy=self.other))
        row.addWidget(self.other, 1)
        self.body.addLayout(row)
        self.words = WrappedLabel(parent=self, tone="text", size="body")
        self.body.addWidget(self.words)
        self.body.addStretch(1)
        self.other.activated.connect(self.on_other)

    def show_metric(self, metric: int | None, shown: Shown | None) -> None:
        super().show_metric(metric, shown)
        chosen = self.other.currentData()
        rows = [row for row in self.bridge.ws.rows(Metric) if row.id != metric]
        self.other.clear()
        self.other.addItem(_("Choose one"), None)
        for row in rows:
            self.other.addItem(one_line(row.record.name, 80), row.id)
        ids = [row.id for row in rows]
        self.other.setCurrentIndex(ids.index(chosen) + 1 if chosen in ids else 0)
        self.on_other(self.other.currentIndex())

    def first_focus(self) -> QWidget:
        return self.other

    def stops(self) -> list[QWidget]:
        return [self.close_button, self.other]

    @Slot(int)
    def on_other(self, _place: int) -> None:
        """Compare."""
        one, two = self.metric_id, self.other.currentData()
        if one is None or two is None:
            self._asked = None
            self.words.setText(_("Twelve periods in which both have a value are needed."))
            return
        self._asked = (one, two)
        work = Ask(self.looks.snapshot((one, two)), partial(_compare, one, two))
        self.bridge.tasks.run(work, self.on_compared, self.bridge.on_task_error)

    @Slot(object)
    def on_compared(self, found: tuple[tuple[int, int], Pair]) -> None:
        """Say what came of it."""
        asked, pair = found
        if asked == self._asked:
            self.words.setText(pair.sentence)


def _compare(one: int, two: int, snapshot: Snapshot) -> tuple[tuple[int, int], Pair]:
    return (one, two), pairs.pair(snapshot, one, two, clock.today())
