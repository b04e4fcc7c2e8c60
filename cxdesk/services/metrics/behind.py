"""What a value of a metric was counted from: each of its numbers that come from records, with these."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from cxdesk import periods
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.visit import Visit
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics.series import definitions
from cxdesk.services.metrics.taken import kind_of_rows, taken
from cxdesk.services.open_days import open_days


class Behind(NamedTuple):
    """A number of a period, None where it can't be known yet, and the records that it counts."""

    part: int
    name: str
    value: Decimal | None
    kind: type[Any] = Visit
    ids: tuple[int, ...] = ()


class Found(NamedTuple):
    """A period of a metric: its numbers from records by the order of the formula; others may be `typed`."""

    start: date
    cadence: str
    numbers: tuple[Behind, ...]
    typed: bool


def behind(reader: Reader, metric_id: int, day: date, today: date) -> Found:
    """Return what the value of the period of a day was counted from. Raises NotFound."""
    metric = reader.get(Metric, metric_id)
    one = next(each for each in definitions(reader, metric) if each.holds(day))
    days = open_days(reader)
    start = periods.start_of(one.cadence, day, days.first_weekday)
    rows = parts_on(reader, metric, day)
    found = []
    for row in rows:
        source = row.record.taken_from
        if source:
            counted = taken(reader, row, one.cadence, days, today)
            there = next((each for each in counted if each.start == start), None)
            value, ids = (None, ()) if there is None else (there.value, there.ids)
            found.append(Behind(row.id, row.record.name, value, kind_of_rows(source), ids))
    return Found(start, one.cadence, tuple(found), typed=len(found) < len(rows))


def parts_on(reader: Reader, metric: Stored[Metric], day: date) -> list[Stored[MetricPart]]:
    """Return the numbers that a metric is made of on a day, with that of how many were asked."""
    one = next(each for each in definitions(reader, metric) if each.holds(day))
    rows = (reader.find(MetricPart, part) for part in dict.fromkeys((*one.used, metric.record.asked)))
    return [row for row in rows if row is not None]


def is_counted(reader: Reader, metric: Stored[Metric], day: date) -> bool:
    """Whether one of the numbers that a metric is made of on a day comes from records."""
    return any(row.record.taken_from for row in parts_on(reader, metric, day))
