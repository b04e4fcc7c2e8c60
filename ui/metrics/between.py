"""The chart of the days between one time and the next, for what is rare."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from cxdesk import clock
from cxdesk.entities.metric import Metric
from cxdesk.formats import date_text, number_text
from cxdesk.i18n import _, ngettext
from cxdesk.output.charts.model import ChartData, ChartPoint, Stretch
from cxdesk.services.metrics import events
from cxdesk.services.metrics.events import Between
from cxdesk.services.metrics.wording import signal_text
from cxdesk.services.statistics import rare
from ui.bridge import Bridge
from ui.metrics.looks import Ask, Looks
from ui.metrics.snapshot import Snapshot


class _Words:
    """Writes the days between: each stands for the day on which the wait ended."""

    def __init__(self, days: tuple[date, ...], intervals: tuple[int, ...], language: str) -> None:
        self._days, self._intervals, self._language = days, intervals, language

    def label(self, place: int) -> str:
        """Return the day in full."""
        return date_text(self._days[place + 1], self._language)

    def tick(self, place: int) -> str:
        """Return the day at the axis."""
        return date_text(self._days[place + 1], self._language)

    def shown(self, place: int) -> str:
        """Return how many days it took."""
        return days_text(self._intervals[place])


class _Axis:
    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, value: Fraction) -> str:
        """Return a number of days."""
        return number_text(round(value), self._language)


def days_text(count: int) -> str:
    """Return so many days in words."""
    return ngettext("{n} day", "{n} days", count).format(n=count)


def between_data(title: str, between: Between, language: str) -> ChartData:
    """Return what the chart of the days between shows, with its limits in days."""
    name = _("{metric}: days between").format(metric=title)
    signals = between.chart.signals
    points = tuple(
        ChartPoint(
            value=float(days),
            shape="diamond" if any(one.start <= place <= one.end for one in signals) else "dot",
            said=tuple(signal_text(one) for one in signals if one.start <= place <= one.end),
        )
        for place, days in enumerate(between.intervals)
    )
    stretches = []
    for segment in between.chart.segments:
        if segment.limits is None:
            continue
        limits = rare.in_days(segment.limits)
        lines = (limits.centre, limits.lower, limits.upper)
        texts = [number_text(Decimal(round(one)), language) for one in lines]
        stretches.append(
            Stretch(segment.start, segment.end, *lines, texts[0], texts[1], texts[2], segment.limits.trial)
        )
    return ChartData(
        title=name,
        summary=f"{name} · {between.sentence}",
        points=points,
        wording=_Words(between.days, between.intervals, language),
        axis=_Axis(language),
        unit=Fraction(1),
        stretches=tuple(stretches),
        sentences=(between.sentence,),
    )


class BetweenAsk(QObject):
    """Computes the days between on another thread."""

    found = Signal(int, object)
    """The metric, and what its chart shows."""

    def __init__(self, bridge: Bridge, looks: Looks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._looks = bridge, looks

    def ask(self, metric: int | None) -> None:
        """Compute them for a metric."""
        if metric is not None:
            work = Ask(self._looks.snapshot((metric,)), partial(_between, metric))
            self._bridge.tasks.run(work, self.on_computed, self._bridge.on_task_error)

    @Slot(object)
    def on_computed(self, found: tuple[int, Between]) -> None:
        """Hand on what the chart shows."""
        metric, between = found
        row = self._bridge.ws.find(Metric, metric)
        if row is not None:
            data = between_data(row.record.name, between, self._bridge.ws.shop.language)
            self.found.emit(metric, data)


def _between(metric: int, snapshot: Snapshot) -> tuple[int, Between]:
    return metric, events.between(snapshot, snapshot.get(Metric, metric).record, clock.today())
