"""Counts of something rare, as the days between one time and the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.i18n import _, ngettext
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics.series import Series
from cxdesk.services.metrics.taken import days_of
from cxdesk.services.statistics import rare, xmr


class Between(NamedTuple):
    """The days on which it happened, from each to the next, the chart of that, and the days since the last.

    The chart is on the scale of `rare.chart`. What is typed by the week happened on its first day, so a week
    is the finest that can be told there.
    """

    days: tuple[date, ...]
    intervals: tuple[int, ...]
    chart: xmr.Chart
    since: int
    sentence: str


def offers(series: Series) -> bool:
    """Tell whether to offer the days between: a plain count of less than one a period on average (M9)."""
    if series.metric.record.formula != "total":
        return False
    values = [point.value for point in series.over]
    if any(value is not None and (value.denominator != 1 or value < 0) for value in values):
        return False
    return rare.offers_days_between([None if value is None else int(value) for value in values])


def between(reader: Reader, metric: Metric, today: date) -> Between:
    """Return the days between the events that a total counts."""
    return of_days(_days(reader, metric), today)


def of_days(days: Iterable[date], today: date) -> Between:
    """Return the same of the days on which something happened; those after today are left out."""
    there = sorted(day for day in days if day <= today)
    intervals = rare.days_between(there)
    chart = rare.chart(intervals)
    since = (today - there[-1]).days if there else 0
    return Between(tuple(there), intervals, chart, since, _sentence(chart, intervals, since))


def _days(reader: Reader, metric: Metric) -> list[date]:
    part = reader.find(MetricPart, metric.first)
    if part is not None and part.record.taken_from:
        return days_of(reader, part.record.taken_from)
    rows = reader.columns(PartValue, "starts_on", "value", part=metric.first)
    return sorted(day for day, value in rows if value is not None for _i in range(int(value)))


def _sentence(chart: xmr.Chart, intervals: tuple[int, ...], since: int) -> str:
    if not intervals:
        return _("It takes two to have days between them.")
    average = sum(intervals) / len(intervals)
    words = ngettext(
        "{days} days from one to the next on average; {since} day since the last.",
        "{days} days from one to the next on average; {since} days since the last.",
        since,
    )
    said = words.format(days=f"{average:.0f}", since=since)
    if chart.limits is None:
        return said
    if rare.quiet_beyond(chart.limits, since):
        return said + " " + _("So long a quiet is more than chance.")
    if any(signal.end == len(intervals) - 1 for signal in chart.signals):
        return said + " " + _("The last ones are more than chance.")
    return said + " " + _("No clear change.")
