"""Records read beforehand: what is computed on another thread asks these instead of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.closed_day import ClosedDay
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.metric_version import MetricVersion
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.shop import Shop
from cxdesk.errors import NotFound
from cxdesk.schema.entity import Stored
from cxdesk.services.metrics.taken import COLUMNS as COUNTED
from cxdesk.services.metrics.taken import kind_of

T = TypeVar("T")
Numbers = tuple[Sequence[date], Sequence[Decimal | None], Sequence[str]]
"""What was typed for one number: first days, values, notes.

By column: years of rows would each be looked at by the garbage collector.
"""

KINDS: tuple[type[Any], ...] = (
    Shop, ClosedDay, Metric, MetricVersion, MetricTarget, ChartNote, MetricPart,
)  # fmt: skip
COLUMNS = ("starts_on", "value", "note")


class Snapshot:
    """Answers as the workspace did when it was read; never changes."""

    def __init__(
        self,
        records: Mapping[type[Any], Sequence[Stored[Any]]],
        numbers: Mapping[int, Numbers],
        counted: Mapping[type[Any], Sequence[tuple[Any, ...]]] | None = None,
    ) -> None:
        self._records = records
        self._numbers = numbers
        self._counted = counted or {}

    def with_numbers(
        self, numbers: Mapping[int, Numbers], counted: Mapping[type[Any], Sequence[tuple[Any, ...]]]
    ) -> Snapshot:
        """Return the same records with these numbers, and with what others are counted from."""
        return Snapshot(self._records, dict(numbers), counted)

    def find(self, cls: type[T], record_id: int | None) -> Stored[T] | None:
        """Return one record, or None."""
        return next((row for row in self._records[cls] if row.id == record_id), None)

    def get(self, cls: type[T], record_id: int) -> Stored[T]:
        """Return one record. Raises NotFound."""
        found = self.find(cls, record_id)
        if found is None:
            raise NotFound(cls.__name__)
        return found

    def rows(self, cls: type[T], **equal: object) -> list[Stored[T]]:
        """Return the records whose fields equal the values given."""
        return [
            row
            for row in self._records[cls]
            if all(getattr(row.record, name) == value for name, value in equal.items())
        ]

    def count(self, cls: type[T], **equal: object) -> int:
        """Return how many records `rows` would give."""
        return len(self.rows(cls, **equal))

    def values(self, cls: type[Any], field: str) -> list[Any]:
        """Return one field of all records."""
        return [getattr(row.record, field) for row in self._records[cls]]

    def columns(self, cls: type[Any], *names: str, **equal: object) -> list[tuple[Any, ...]]:
        """Return some fields of what was typed for one number, of what is counted, or of other records."""
        if cls in COUNTED:
            places = [COUNTED[cls].index(name) for name in names]
            return [tuple(row[place] for place in places) for row in self._counted.get(cls, ())]
        if cls is not PartValue:
            return [tuple(getattr(row.record, name) for name in names) for row in self.rows(cls, **equal)]
        part = equal["part"]
        typed = self._numbers.get(part) if isinstance(part, int) else None
        if typed is None:
            return []
        return list(zip(*(typed[COLUMNS.index(name)] for name in names), strict=True))


def parts_of(snapshot: Snapshot, metric_id: int) -> set[int]:
    """Return the numbers that a metric is or was made of, and the one of how many were asked."""
    metric = snapshot.find(Metric, metric_id)
    if metric is None:
        return set()
    now = metric.record
    found = {now.first, now.second, now.third, now.asked}
    for row in snapshot.rows(MetricVersion, metric=metric_id):
        found |= {row.record.first, row.record.second, row.record.third}
    return {part for part in found if part is not None}


def kinds_of(snapshot: Snapshot, metric_id: int) -> set[type[Any]]:
    """Return the kinds of records that numbers of a metric are counted from."""
    rows = [snapshot.find(MetricPart, part) for part in parts_of(snapshot, metric_id)]
    return {kind_of(row.record.taken_from) for row in rows if row is not None and row.record.taken_from}
